using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Gezhi.Platform.Text;

namespace Gezhi.Platform.Tables;

/// <summary>Writes a workbook row by row: heading in bold and frozen, filter on, wrong cells on a red ground. 写出表格</summary>
/// <remarks>Texts are written as texts, so nothing in them ever runs as a formula. Dispose to finish the file.</remarks>
public sealed class SheetWriter : IDisposable
{
    /// <summary>Content type of .xlsx.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Longest text a cell can hold, by the file format.</summary>
    public const int LongestCell = 32_767;

    private readonly SpreadsheetDocument document;
    private readonly WorkbookPart workbook;
    private readonly Sheets sheets = new();
    private IReadOnlyList<SheetColumn> columns = [];
    private OpenXmlWriter? rows;
    private uint rowNo;
    private WorksheetPart part = null!;
    private string name = "";
    private SheetChart? chart;

    /// <param name="output">Seekable; stays open.</param>
    public SheetWriter(Stream output, string sheetName, IReadOnlyList<SheetColumn> columns)
    {
        document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook, autoSave: true);
        workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = SheetStyles.Make();
        NextSheet(sheetName, columns);
    }

    /// <summary>Ends the sheet and begins another. 另起一表</summary>
    /// <param name="sheetName">At most 31 characters; what a sheet's name may not hold is replaced.</param>
    public void NextSheet(string sheetName, IReadOnlyList<SheetColumn> columns)
    {
        EndSheet();
        this.columns = columns;
        part = workbook.AddNewPart<WorksheetPart>();
        name = SafeName(sheetName);
        var id = (uint)sheets.Count() + 1;
        sheets.Append(
            new Sheet
            {
                Name = name,
                SheetId = id,
                Id = workbook.GetIdOfPart(part),
            }
        );
        rows = OpenXmlWriter.Create(part);
        rows.WriteStartElement(new Worksheet());
        rows.WriteElement(SheetStyles.FrozenHeading());
        rows.WriteElement(SheetStyles.Widths(columns));
        rows.WriteStartElement(new SheetData());
        rowNo = 0;
        Write(columns.Select(c => (string?)c.Name), _ => SheetStyles.Heading, _ => false);
    }

    /// <summary>One row. 写一行</summary>
    /// <param name="cells">In the order of the columns; null leaves the cell empty.</param>
    /// <param name="wrong">Positions of cells to be shown on a red ground; null for none.</param>
    public void Row(IEnumerable<string?> cells, IReadOnlySet<int>? wrong = null) =>
        Write(
            cells,
            i => wrong?.Contains(i) == true ? SheetStyles.Wrong : SheetStyles.Plain,
            i => i < columns.Count && columns[i].IsNumber
        );

    /// <summary>One row of texts and formatted numbers. 写一行</summary>
    public void Cells(IEnumerable<SheetCell> cells)
    {
        rowNo++;
        rows!.WriteStartElement(new Row { RowIndex = rowNo });
        var i = 0;
        foreach (var cell in cells)
        {
            var address = SheetStyles.Address(i++, rowNo);
            if (cell.Number is { } number && double.IsFinite(number))
                rows.WriteElement(NumberCell(number, address, SheetStyles.Of(cell.Format)));
            else if (!string.IsNullOrEmpty(cell.Text))
                rows.WriteElement(Cell(cell.Text, address, SheetStyles.Plain, false));
        }
        rows.WriteEndElement();
    }

    /// <summary>Lines over the rows of this sheet, drawn by the spreadsheet itself. 折线图</summary>
    /// <param name="title">Shown above it.</param>
    /// <param name="across">Column whose texts stand under the axis, from 0.</param>
    /// <param name="values">Columns of numbers, one line each.</param>
    public void LineChart(string title, int across, IReadOnlyList<int> values) => chart = new SheetChart(title, across, values);

    public void Dispose()
    {
        EndSheet();
        workbook.Workbook = new Workbook(sheets);
        document.Dispose();
    }

    /// <summary>A whole workbook of one sheet. 写出整表</summary>
    public static byte[] Write(string sheetName, IReadOnlyList<SheetColumn> columns, IEnumerable<IEnumerable<string?>> rows)
    {
        using var output = new MemoryStream();
        using (var writer = new SheetWriter(output, sheetName, columns))
            foreach (var row in rows)
                writer.Row(row);
        return output.ToArray();
    }

    /// <summary>The same rows as CSV, UTF-8 with mark, cells made safe for spreadsheets. 写出CSV</summary>
    public static byte[] WriteCsv(IReadOnlyList<SheetColumn> columns, IEnumerable<IEnumerable<string?>> rows)
    {
        using var output = new MemoryStream();
        using (var text = new StreamWriter(output, CsvText.Utf8WithMark))
        {
            text.Write(CsvText.Row(columns.Select(c => (string?)c.Name)));
            foreach (var row in rows)
                text.Write(CsvText.Row(row));
        }
        return output.ToArray();
    }

    private void Write(IEnumerable<string?> cells, Func<int, uint> style, Func<int, bool> isNumber)
    {
        rowNo++;
        rows!.WriteStartElement(new Row { RowIndex = rowNo });
        var i = 0;
        foreach (var cell in cells)
        {
            var at = i++;
            if (!string.IsNullOrEmpty(cell))
                rows.WriteElement(Cell(cell, SheetStyles.Address(at, rowNo), style(at), isNumber(at)));
        }
        rows.WriteEndElement();
    }

    private static Cell Cell(string text, string address, uint style, bool isNumber) =>
        isNumber && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? NumberCell(number, address, style)
            : new Cell(
                new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(Fitting(text)) { Space = SpaceProcessingModeValues.Preserve })
            )
            {
                CellReference = address,
                DataType = CellValues.InlineString,
                StyleIndex = style,
            };

    private static Cell NumberCell(double number, string address, uint style) =>
        new(new CellValue(number))
        {
            CellReference = address,
            DataType = CellValues.Number,
            StyleIndex = style,
        };

    /// <summary>Without what XML cannot hold, and no longer than a cell may be.</summary>
    private static string Fitting(string text)
    {
        var clean = text.All(System.Xml.XmlConvert.IsXmlChar)
            ? text
            : string.Concat(text.EnumerateRunes().Where(r => r.Value >= ' ' || r.Value is 9 or 10 or 13));
        return clean.Length <= LongestCell ? clean : clean[..LongestCell];
    }

    private void EndSheet()
    {
        if (rows is null)
            return;
        rows.WriteEndElement();
        if (rowNo > 0)
            rows.WriteElement(new AutoFilter { Reference = $"A1:{SheetStyles.Address(Math.Max(0, columns.Count - 1), rowNo)}" });
        if (chart is not null && rowNo > 1)
            rows.WriteElement(new Drawing { Id = chart.AddTo(part, name, columns, rowNo) });
        chart = null;
        rows.WriteEndElement();
        rows.Dispose();
        rows = null;
    }

    private static string SafeName(string name)
    {
        var safe = string.Concat(name.Select(c => "[]:*?/\\".Contains(c, StringComparison.Ordinal) ? '-' : c));
        return safe.Length <= 31 ? safe : safe[..31];
    }
}
