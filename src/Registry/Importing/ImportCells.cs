using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Addresses;

namespace Gezhi.Registry.Importing;

/// <summary>The cells of one row by field, read the way people fill in tables. 导入单元格</summary>
internal sealed partial class ImportCells(IReadOnlyDictionary<string, int> columns)
{
    private IReadOnlyList<string> cells = [];

    public ImportCells Of(IReadOnlyList<string> row)
    {
        cells = row;
        return this;
    }

    /// <summary>One line without what cannot be kept; empty when the file has no such column.</summary>
    /// <exception cref="InvalidInput"><c>input.too-long</c>.</exception>
    public string Text(string field, int longest)
    {
        var text = Raw(field);
        if (text.Length == 0)
            return "";
        if (text.Length > longest * 4)
            throw new InvalidInput(field, "input.too-long");
        text = PlainText.CleanLine(text);
        return text.Length <= longest || TextElements.Length(text) <= longest ? text : throw new InvalidInput(field, "input.too-long");
    }

    /// <summary>A number that names somebody or something: what a spreadsheet has made a power of ten of is lost and cannot be guessed.</summary>
    /// <exception cref="InvalidInput"><c>registry.number-cut</c>.</exception>
    public string Digits(string field, int longest)
    {
        var text = Text(field, longest);
        return text.AsSpan().ContainsAny('e', 'E') && Power().IsMatch(text) ? throw new InvalidInput(field, "registry.number-cut") : text;
    }

    /// <exception cref="InvalidInput">No whole number, or out of range.</exception>
    public int? Whole(string field, int least, int most)
    {
        var text = Text(field, 40).TrimEnd('层', '人', '年');
        if (text.Length == 0)
            return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number != Math.Floor(number))
            throw new InvalidInput(field, "registry.whole-needed");
        return number >= least && number <= most ? (int)number : throw new InvalidInput(field, "input.out-of-range");
    }

    /// <exception cref="InvalidInput">No number, or out of range.</exception>
    public double? Degrees(string field, double most)
    {
        var text = Text(field, 40);
        if (text.Length == 0)
            return null;
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            && double.IsFinite(degrees)
            && Math.Abs(degrees) <= most
            ? degrees
            : throw new InvalidInput(field, "input.out-of-range");
    }

    /// <summary>A day however it was written; a bare number is what a spreadsheet counts from 1900.</summary>
    /// <exception cref="InvalidInput"><c>registry.day-wrong</c>.</exception>
    public DateOnly? Day(string field)
    {
        var text = Text(field, 40);
        if (text.Length == 0 || text is "长期" or "永久")
            return null;
        if (DateTime.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day))
            return DateOnly.FromDateTime(day);
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > FirstSerial and < LastSerial
            ? DateOnly.FromDateTime(DateTime.FromOADate(serial))
            : throw new InvalidInput(field, "registry.day-wrong");
    }

    /// <summary>A year of birth, also from a day of birth.</summary>
    /// <exception cref="InvalidInput"><c>registry.day-wrong</c>, <c>input.out-of-range</c>.</exception>
    public int? Year(string field, int thisYear)
    {
        var text = Text(field, 40).TrimEnd('年');
        if (text.Length == 0)
            return null;
        var year =
            text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain) ? plain
            : text.Length is 6 or 7 && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
                ? month
            : Day(field) is { } day ? day.Year
            : throw new InvalidInput(field, "registry.day-wrong");
        return year >= thisYear - 150 && year <= thisYear ? year : throw new InvalidInput(field, "input.out-of-range");
    }

    /// <summary>One of the words of an enumeration; empty gives the usual one.</summary>
    /// <exception cref="InvalidInput"><c>registry.word-unknown</c>.</exception>
    public T One<T>(string field, T usual)
        where T : struct, Enum
    {
        var text = Text(field, 60);
        return text.Length == 0 ? usual : ImportWords.One<T>(text) ?? throw new InvalidInput(field, "registry.word-unknown");
    }

    /// <summary>Yes and no as people write it.</summary>
    public bool Yes(string field) =>
        Text(field, 40) is "是" or "同意" or "已同意" or "Y" or "y" or "1" or "true" or "TRUE" or "yes" or "√" or "✓";

    /// <summary>Address in one cell, its parts in cells of their own, or both: a cell of its own wins.</summary>
    public AddressParts Address()
    {
        var read = AddressText.Read(Text("Address", 150));
        string Part(string field, int longest, string otherwise) => Text(field, longest) is { Length: > 0 } said ? said : otherwise;
        return new AddressParts(
            Part("Road", 60, read.Road),
            Part("DoorNo", 20, read.DoorNo).TrimEnd('号'),
            Part("Compound", 60, read.Compound),
            AddressText.Number(
                Part("BuildingNo", 12, read.BuildingNo)
                    .Replace("号楼", "", StringComparison.Ordinal)
                    .TrimEnd('号', '栋', '幢', '座', '楼', '#')
            ),
            AddressText.Number(Part("Unit", 12, read.Unit).Replace("单元", "", StringComparison.Ordinal)),
            AddressText.Number(Part("Room", 12, read.Room).TrimEnd('室', '户', '号'))
        );
    }

    private string Raw(string field) => columns.TryGetValue(field, out var at) && at < cells.Count ? cells[at] : "";

    private const int FirstSerial = 10_000;
    private const int LastSerial = 80_000;

    private static readonly string[] DayForms =
    [
        "yyyy-M-d",
        "yyyy/M/d",
        "yyyy.M.d",
        "yyyy年M月d日",
        "yyyyMMdd",
        "yyyy-M-d H:mm:ss",
        "yyyy/M/d H:mm:ss",
    ];

    [GeneratedRegex(@"^[0-9](\.[0-9]+)?[Ee]\+?[0-9]{1,3}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Power();
}
