using DocumentFormat.OpenXml.Spreadsheet;

namespace Gezhi.Platform.Tables;

/// <summary>Looks of the workbooks we write. 表格样式</summary>
internal static class SheetStyles
{
    public const uint Plain = 0;
    public const uint Heading = 1;
    public const uint Wrong = 2;

    /// <summary>Own number formats begin at 164 by the file format.</summary>
    private const uint OneDecimal = 164;
    private const uint OnePercent = 165;

    /// <summary>The looks of a number.</summary>
    public static uint Of(SheetFormat format) =>
        format switch
        {
            SheetFormat.Whole => 3,
            SheetFormat.OneDecimal => 4,
            SheetFormat.Percent => 5,
            _ => Plain,
        };

    public static Stylesheet Make() =>
        new(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = OneDecimal, FormatCode = "#,##0.0" },
                new NumberingFormat { NumberFormatId = OnePercent, FormatCode = "0.0%" }
            ),
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
                new CellFormat { FillId = 3, ApplyFill = true },
                new CellFormat { NumberFormatId = 3, ApplyNumberFormat = true }, // #,##0
                new CellFormat { NumberFormatId = OneDecimal, ApplyNumberFormat = true },
                new CellFormat { NumberFormatId = OnePercent, ApplyNumberFormat = true }
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
