using Gezhi.Platform.Tables;

namespace Gezhi.Registry.Importing;

/// <summary>A file as rows below its headings, wherever these stand. 导入表格</summary>
/// <remarks>Ledgers often begin with a title in merged cells: among the first rows the one counts as headings in which most fields are known.</remarks>
internal static class ImportTable
{
    /// <summary>Most rows of one file.</summary>
    public const int MostRows = 1_000_000;

    /// <summary>Rows that may stand above the headings.</summary>
    private const int MostTitles = 6;

    /// <summary>A row of the file.</summary>
    /// <param name="RowNo">As a spreadsheet counts.</param>
    public sealed record Row(int RowNo, IReadOnlyList<string> Cells);

    /// <summary>Headings of the file.</summary>
    /// <param name="Skip">Rows above them.</param>
    public sealed record Head(IReadOnlyList<string> Headings, int Skip);

    /// <summary>The row that is the headings, and how many rows stand above it.</summary>
    /// <exception cref="Platform.Problems.InvalidInput"><c>table.*</c>.</exception>
    public static Head Find(Stream file, ImportKind kind, IReadOnlyDictionary<string, string> remembered, CancellationToken ct)
    {
        Head? best = null;
        var most = -1;
        var skip = 0;
        foreach (var cells in Lines(file, ct).Take(MostTitles))
        {
            var headings = Unique(cells.Cells);
            var known = ImportFields.Guess(kind, headings, remembered);
            var score = known.Count + (ImportFields.IsEnough(kind, known) ? 100 : 0);
            if (score > most)
                (best, most) = (new Head(headings, skip), score);
            skip++;
        }
        return best!;
    }

    /// <summary>Rows below the headings.</summary>
    public static IEnumerable<Row> Rows(Stream file, Head head, CancellationToken ct) =>
        Lines(file, ct).Skip(head.Skip + 1).Select(r => new Row(r.RowNo, Fit(r.Cells, head.Headings.Count)));

    /// <summary>The reader takes the first row for headings: it comes first here, and is as wide as the rows below it.</summary>
    private static IEnumerable<Row> Lines(Stream file, CancellationToken ct)
    {
        file.Position = 0;
        foreach (var row in SheetReader.LargeRows(file, MostRows + MostTitles, ct))
            yield return new Row(row.RowNo, row.Cells);
    }

    private static IReadOnlyList<string> Fit(IReadOnlyList<string> cells, int count) =>
        cells.Count == count ? cells : [.. cells.Take(count), .. Enumerable.Repeat("", Math.Max(0, count - cells.Count))];

    /// <summary>Two columns of one name are told apart, so that a person can choose; an empty heading gets its letter.</summary>
    private static List<string> Unique(IReadOnlyList<string> cells)
    {
        var last = cells.Count;
        while (last > 0 && string.IsNullOrWhiteSpace(cells[last - 1]))
            last--;
        var headings = new List<string>();
        for (var i = 0; i < last; i++)
        {
            var name = Platform.Text.TextElements.Cut(
                Platform.Text.PlainText.CleanLine(Platform.Text.PlainText.Normalise(cells[i])).Trim('*', ' '),
                60
            );
            if (name.Length == 0)
                name = $"({i + 1})";
            var (plain, count) = (name, 1);
            while (headings.Contains(name))
                name = $"{plain} ({++count})";
            headings.Add(name);
        }
        return headings;
    }
}
