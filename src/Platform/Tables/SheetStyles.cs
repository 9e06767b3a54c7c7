using DocumentFormat.OpenXml.Spreadsheet;

namespace Gezhi.Platform.Tables;

/// <summary>Looks of the workbooks we write. 表格样式</summary>
internal static class SheetStyles
{
    public const uint Plain = 0;
    public const uint Heading = 1;
    public const uint Wrong = 2;

    public static Stylesheet Make() =>
        new(
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }), // the format reserves the first two
                Ground("FFE6EFEC"),
                Ground("FFFBE4E1")
            ),
            new Borders(new Border()),
            new CellFormats(
                new CellFormat(),
                new CellFormat
                {
                    FontId = 1,
                    FillId = 2,
                    ApplyFont = true,
                    ApplyFill = true,
                },
                new CellFormat { FillId = 3, ApplyFill = true }
            )
        );

    public static SheetViews FrozenHeading() =>
        new(
            new SheetView(
                new Pane
                {
                    VerticalSplit = 1,
                    TopLeftCell = "A2",
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                }
            )
            {
                WorkbookViewId = 0,
            }
        );

    public static Columns Widths(IReadOnlyList<SheetColumn> columns) =>
        new(
            columns.Select(
                (c, i) =>
                    new Column
                    {
                        Min = (uint)i + 1,
                        Max = (uint)i + 1,
                        Width = c.Width,
                        CustomWidth = true,
                    }
            )
        );

    /// <summary>A1, B1 … Z1, AA1.</summary>
    public static string Address(int column, uint row)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters + row.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Fill Ground(string argb) =>
        new(new PatternFill(new ForegroundColor { Rgb = argb }) { PatternType = PatternValues.Solid });
}
