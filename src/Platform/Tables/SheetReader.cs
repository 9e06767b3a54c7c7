using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;

namespace Gezhi.Platform.Tables;

/// <summary>Reads .xlsx, .xls and CSV alike: a heading, then rows. The kind is told by the content, never by the name. 读取表格</summary>
/// <remarks>Only the first sheet that is shown is read. Rows are streamed; a workbook's shared texts are held in memory by its reader, and bounded.</remarks>
public static class SheetReader
{
    /// <summary>Unpacked size above which a workbook is refused: a small file may hide a huge one.</summary>
    public const long MostUnpackedBytes = 400L * 1024 * 1024;

    /// <summary>A file of more bytes is refused, whoever asks: tables that people fill in are far smaller.</summary>
    public const long MostBytes = 20L * 1024 * 1024;

    /// <summary>The same for a ledger of a district that is streamed and never held as a whole.</summary>
    public const long MostLargeBytes = 512L * 1024 * 1024;

    /// <summary>Unpacked size of such a workbook: a million rows of 15 columns.</summary>
    public const long MostLargeUnpackedBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>An old .xls: its reader holds all texts in memory, and 65,536 rows, the most such a sheet can have, need less.</summary>
    public const long MostOldBytes = 32L * 1024 * 1024;

    /// <summary>Shared texts of such a workbook, which its reader holds in memory: more of them are sent as CSV.</summary>
    public const long MostSharedBytes = 48L * 1024 * 1024;

    /// <summary>A heading of more columns is refused; in a row whatever stands further right belongs to no heading.</summary>
    public const int MostColumns = 256;

    /// <summary>Characters of all cells together; a workbook may write one long text once and point to it from every cell.</summary>
    public const long MostCharacters = 64L * 1024 * 1024;

    /// <summary>After so many blank rows in a row the table is over: a file may claim two thousand million of them.</summary>
    public const int MostBlankRows = 1_000;

    /// <summary>The widest sheet that a spreadsheet program can make.</summary>
    private const int WidestSheet = 16_384;

    static SheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // old .xls files are written in GBK

    /// <summary>The rows below the heading, empty ones left out. 逐行读取</summary>
    /// <param name="file">Seekable; stays open.</param>
    /// <param name="mostRows">More rows than this are refused.</param>
    /// <param name="ct">Looked at between rows.</param>
    /// <exception cref="InvalidInput">
    /// <c>table.unreadable</c>, <c>table.empty</c>, <c>table.too-large</c>, <c>table.old-too-large</c>, <c>table.too-wide</c>, <c>table.too-many-rows</c>.
    /// </exception>
    public static IEnumerable<SheetRow> Rows(Stream file, int mostRows = 1_000_000, CancellationToken ct = default) =>
        Read(file, mostRows, isLarge: false, ct);

    /// <summary>Every row of a large ledger as it stands, the first one too, without headings: for files that are streamed and may have titles above them. 逐行读取大表</summary>
    /// <param name="file">Seekable; stays open; up to <see cref="MostLargeBytes"/>.</param>
    /// <param name="mostRows">More rows than this are refused.</param>
    /// <param name="ct">Looked at between rows.</param>
    /// <exception cref="InvalidInput">As <see cref="Rows"/>, and <c>table.too-many-texts</c>.</exception>
    public static IEnumerable<SheetRow> LargeRows(Stream file, int mostRows, CancellationToken ct) =>
        Read(file, mostRows, isLarge: true, ct);

    private static IEnumerable<SheetRow> Read(Stream file, int mostRows, bool isLarge, CancellationToken ct)
    {
        if (file.Length - file.Position > (isLarge ? MostLargeBytes : MostBytes))
            throw new InvalidInput("file", "table.too-large");
        List<string>? columns = null;
        var (count, blank, characters) = (0, 0, 0L);
        foreach (var (rowNo, cells) in Guarded(Lines(file, isLarge)))
        {
            ct.ThrowIfCancellationRequested();
            if (cells.All(string.IsNullOrWhiteSpace))
            {
                if (++blank > MostBlankRows)
                    break;
                continue;
            }
            blank = 0;
            if (columns is null && !isLarge)
                columns = Headings(cells);
            else if (new SheetRow(rowNo, columns ??= [], isLarge ? Bare(cells) : Fit(cells, columns.Count)) is { IsEmpty: false } row)
            {
                if (++count > mostRows)
                    throw new InvalidInput("file", "table.too-many-rows");
                if ((characters += row.Cells.Sum(c => (long)c.Length)) > (isLarge ? MostLargeBytes : MostCharacters))
                    throw new InvalidInput("file", "table.too-large");
                yield return row;
            }
        }
        if (columns is null)
            throw new InvalidInput("file", "table.empty");
    }

    private static IEnumerable<(int RowNo, IReadOnlyList<string> Cells)> Lines(Stream file, bool isLarge)
    {
        var head = new byte[4];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position -= read;
        return head switch
        {
            [(byte)'P', (byte)'K', ..] => Workbook(file, isPacked: true, isLarge),
            [0xD0, 0xCF, 0x11, 0xE0] => file.Length - file.Position <= MostOldBytes
                ? Workbook(file, isPacked: false, isLarge)
                : throw new InvalidInput("file", "table.old-too-large"),
            [(byte)'<', ..] => throw new InvalidInput("file", "table.unreadable"), // a page that was named .xls
            _ => Csv(file),
        };
    }

    private static IEnumerable<(int, IReadOnlyList<string>)> Workbook(Stream file, bool isPacked, bool isLarge)
    {
        if (isPacked)
            CheckUnpackedSize(file, isLarge);
        using var reader = isPacked
            ? ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true })
            : ExcelReaderFactory.CreateBinaryReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
        while (reader.VisibleState != "visible" && reader.NextResult()) { } // what nobody sees is not what somebody meant to send
        if (reader.FieldCount > WidestSheet) // known before the first row is read, and each row is as wide
            throw new InvalidInput("file", "table.too-wide");
        while (reader.Read())
        {
            var cells = new string[Math.Min(reader.FieldCount, MostColumns + 1)];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Text(reader.GetValue(i));
            yield return (reader.Depth + 1, cells);
        }
    }

    private static IEnumerable<(int, IReadOnlyList<string>)> Csv(Stream file)
    {
        using var text = new StreamReader(file, CsvText.Detect(file), true, leaveOpen: true);
        using var csv = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                HasHeader = false, // the heading is looked for by ourselves, as in a workbook
                SkipEmptyLines = false, // an empty line is a row of the spreadsheet: numbers stay exact
                MalformedData = CsvMalformedDataHandling.Recover,
                FieldCountMismatch = CsvFieldCountHandling.Allow,
                MissingField = CsvMissingFieldHandling.ReturnEmpty,
            },
            true
        );
        for (var rowNo = 1; csv.Read(); rowNo++)
        {
            var cells = new string[Math.Min(csv.FieldCount, MostColumns + 1)];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = CsvText.FromCell(csv.GetString(i));
            yield return (rowNo, cells);
        }
    }

    private static void CheckUnpackedSize(Stream file, bool isLarge)
    {
        var start = file.Position;
        using (var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
        {
            if (zip.Entries.Sum(e => e.Length) > (isLarge ? MostLargeUnpackedBytes : MostUnpackedBytes))
                throw new InvalidInput("file", "table.unreadable");
            if (isLarge && zip.Entries.Where(IsKeptWhole).Sum(e => e.Length) > MostSharedBytes)
                throw new InvalidInput("file", "table.too-many-texts");
        }
        file.Position = start;
    }

    /// <summary>Parts that a reader holds in memory as a whole, however the archive spells their names.</summary>
    private static bool IsKeptWhole(ZipArchiveEntry entry)
    {
        var name = entry.FullName.Replace('\\', '/');
        return name.Contains("sharedStrings.", StringComparison.OrdinalIgnoreCase)
            || name.Contains("styles.", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A reader's own complaint about a broken file becomes a refusal that says what to do.</summary>
    private static IEnumerable<(int RowNo, IReadOnlyList<string> Cells)> Guarded(IEnumerable<(int, IReadOnlyList<string>)> lines)
    {
        using var each = lines.GetEnumerator();
        while (true)
        {
            try
            {
                if (!each.MoveNext())
                    yield break;
            }
            catch (Exception e)
                when (e is not System.Data.Common.DbException // of the store from which it is read: no fault of the file
                    && e
                        is ExcelReaderException
                            or InvalidDataException
                            or System.Xml.XmlException
                            or CsvFormatException
                            or IOException
                            or ExternalException
                            or FormatException
                            or OverflowException
                            or ArgumentException // two parts of one name
                )
            {
                throw new InvalidInput("file", "table.unreadable");
            }
            yield return each.Current;
        }
    }

    private static List<string> Headings(IReadOnlyList<string> cells)
    {
        var last = cells.Count;
        while (last > 0 && string.IsNullOrWhiteSpace(cells[last - 1]))
            last--;
        if (last > MostColumns)
            throw new InvalidInput("file", "table.too-wide");
        return [.. cells.Take(last).Select(c => PlainText.Normalise(c).Trim().TrimEnd('*'))];
    }

    /// <summary>Columns count in which something stands: a sheet may be as wide as a border somebody drew.</summary>
    private static IReadOnlyList<string> Bare(IReadOnlyList<string> cells)
    {
        if (cells.Count <= MostColumns)
            return cells;
        return cells.Skip(MostColumns).All(string.IsNullOrWhiteSpace)
            ? [.. cells.Take(MostColumns)]
            : throw new InvalidInput("file", "table.too-wide");
    }

    private static IReadOnlyList<string> Fit(IReadOnlyList<string> cells, int count) =>
        cells.Count == count ? cells : [.. cells.Take(count).Concat(Enumerable.Repeat("", Math.Max(0, count - cells.Count)))];

    /// <summary>What a person reads in the cell, without the spreadsheet's display format.</summary>
    private static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            TimeSpan time => time.ToString("hh\\:mm", CultureInfo.InvariantCulture),
            double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
            bool truth => truth ? "是" : "否",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
