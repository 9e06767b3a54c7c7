namespace Gezhi.Web.Seeding.Making;

/// <summary>Joins surnames, as frequent as in life, with given names of this project's own list. 虚构姓名</summary>
internal sealed class InventedNames(IReadOnlyList<(string Surname, double Weight)> surnames, IReadOnlyList<string> givenNames, Dice dice)
{
    private readonly HashSet<string> _used = [];

    public static InventedNames Read(string sourceFolder, IReadOnlyList<string> givenNames, Dice dice)
    {
        var rows = File.ReadLines(Path.Combine(sourceFolder, "family_names.csv")).Skip(1).Select(line => line.Split(','));
        var surnames = rows.Select(r => (r[0], double.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture))).ToList();
        return new InventedNames(surnames, givenNames, dice);
    }

    /// <summary>A name not given before.</summary>
    public string Next()
    {
        while (true)
        {
            var name =
                dice.Pick(surnames, s => s.Weight).Surname + dice.Pick(givenNames) + (dice.Falls(0.12) ? dice.Pick(givenNames)[..1] : "");
            if (name.Length <= 4 && _used.Add(name))
                return name;
        }
    }
}
