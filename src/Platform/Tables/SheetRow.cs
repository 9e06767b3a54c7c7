namespace Gezhi.Platform.Tables;

/// <summary>One row of a table file below its heading. 表格行</summary>
/// <param name="RowNo">Row of the file as a spreadsheet counts, from 1; the heading is usually row 1.</param>
/// <param name="Columns">Headings, trimmed, in the order of the file.</param>
/// <param name="Cells">As many as there are headings; empty text where the file has nothing.</param>
public sealed record SheetRow(int RowNo, IReadOnlyList<string> Columns, IReadOnlyList<string> Cells)
{
    /// <summary>The cell below this heading, trimmed; empty when the file has no such column.</summary>
    public string this[string column]
    {
        get
        {
            for (var i = 0; i < Columns.Count; i++)
                if (string.Equals(Columns[i], column, StringComparison.OrdinalIgnoreCase))
                    return Cells[i].Trim();
            return "";
        }
    }

    /// <summary>The cell below the first of these headings that the file has; empty when it has none.</summary>
    public string Any(params IReadOnlyList<string> columns) => columns.Select(c => this[c]).FirstOrDefault(c => c.Length > 0) ?? "";

    /// <summary>Whether nothing stands in it.</summary>
    public bool IsEmpty => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>Why a row of a file was not taken, exact to the cell. 逐行错误</summary>
/// <param name="RowNo">Row of the file, from 1.</param>
/// <param name="Column">Heading of the wrong cell; null for the row as a whole.</param>
/// <param name="Text">What to mend, in the reader's language.</param>
public sealed record RowFault(int RowNo, string? Column, string Text);

/// <summary>A column to be written. 表格列</summary>
/// <param name="Name">Heading.</param>
/// <param name="Width">In characters of the usual font.</param>
/// <param name="IsNumber">Numbers stay numbers, so that a spreadsheet can add them up.</param>
public sealed record SheetColumn(string Name, int Width = 14, bool IsNumber = false);

/// <summary>How a number is shown; it stays the number it is. 数字格式</summary>
public enum SheetFormat
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>1,284.</summary>
    Whole,

    /// <summary>35.4.</summary>
    OneDecimal,

    /// <summary>96.4%, of a share of 0 to 1.</summary>
    Percent,
}

/// <summary>A cell to be written: a text, or a number with its format. 单元格</summary>
public readonly record struct SheetCell(string? Text, double? Number = null, SheetFormat Format = SheetFormat.Plain)
{
    /// <summary>A text; never runs as a formula.</summary>
    public static implicit operator SheetCell(string? text) => new(text);

    /// <summary>A text; never runs as a formula.</summary>
    public static SheetCell FromString(string? text) => new(text);

    /// <summary>A number of cases.</summary>
    public static SheetCell Count(long number) => new(null, number, SheetFormat.Whole);
}
