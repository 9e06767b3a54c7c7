using Gezhi.Web.Seeding;

namespace Gezhi.Web.Verbs;

/// <summary>Compares the seed town's files with their sources; <c>--remake</c> writes them. 示例区县</summary>
internal static class MakeTown
{
    public static async Task<int> Run(string[] args)
    {
        var folder = SeedFolder.Find(Directory.GetCurrentDirectory());
        var remake = new Words(args).Has("--remake");
        var differing = 0;
        foreach (var (name, text) in TownMaker.Make(Path.Combine(folder, "source")))
        {
            var path = Path.Combine(folder, "town", name);
            var same = File.Exists(path) && await File.ReadAllTextAsync(path) == text;
            if (!same && remake)
                await File.WriteAllTextAsync(path, text);
            differing += same ? 0 : 1;
            Console.WriteLine($"{name}\t{(same ? "as its sources say" : remake ? "written" : "differs: ./dev seed --remake writes it")}");
        }
        return differing > 0 && !remake ? 1 : 0;
    }
}
