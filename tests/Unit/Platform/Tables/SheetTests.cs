using System.IO.Compression;
using System.Text;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform.Tables;

public sealed class SheetTests
{
    private static readonly SheetColumn[] Columns = [new("编号"), new("内容", 40), new("件数", 8, true)];

    [Fact]
    public void What_is_written_is_read_again()
    {
        var file = SheetWriter.Write(
            "规则",
            Columns,
            [
                ["0101", "=1+1 淮河路<路灯>&\"不亮\"", "12"],
                ["", "  前后有空格  ", null],
            ]
        );

        var rows = SheetReader.Rows(new MemoryStream(file)).ToList();

        rows.Select(r => r.RowNo).ShouldBe([2, 3]);
        (rows[0]["编号"], rows[0]["内容"], rows[0]["件数"]).ShouldBe(("0101", "=1+1 淮河路<路灯>&\"不亮\"", "12"));
        (rows[1]["编号"], rows[1]["内容"], rows[1]["件数"]).ShouldBe(("", "前后有空格", ""));
    }

    [Fact]
    public void A_workbook_that_points_to_one_long_text_from_every_cell_is_refused()
    {
        var file = SheetWriter.Write("甲", [.. Enumerable.Range(0, 200).Select(i => new SheetColumn($"列{i}"))], []);
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.Entries.Single(e =>
                e.FullName.Contains("worksheets/", StringComparison.Ordinal) && !e.FullName.Contains("rels", StringComparison.Ordinal)
            );
            string sheet;
            using (var reader = new StreamReader(entry.Open()))
                sheet = reader.ReadToEnd();
            var end = sheet.LastIndexOf("</x:sheetData>", StringComparison.Ordinal);
            end.ShouldBeGreaterThan(0);
            var cell = $"<x:c t=\"str\"><x:v>{new string('长', 30_000)}</x:v></x:c>";
            var name = entry.FullName;
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(sheet[..end]);
            for (var row = 2; row < 30; row++)
                writer.Write($"<x:row r=\"{row}\">{string.Concat(Enumerable.Repeat(cell, 100))}</x:row>");
            writer.Write(sheet[end..]);
        }
        stream.Position = 0;
        stream.Length.ShouldBeLessThan(2_000_000);

        Should.Throw<InvalidInput>(() => SheetReader.Rows(stream).Count()).Errors.Values.Single().ShouldContain("table.too-large");
    }

    [Fact]
    public void A_workbook_with_numbers_and_a_chart_is_what_the_format_wants()
    {
        using var output = new MemoryStream();
        using (var writer = new SheetWriter(output, "逐日", [new("日", 12), new("立案数"), new("比率")]))
        {
            writer.Cells(["2024-01-01", SheetCell.Count(1284), new SheetCell(null, .964, SheetFormat.Percent)]);
            writer.Cells(["=HYPERLINK(\"http://x\")", SheetCell.Count(7), "—"]);
            writer.LineChart("立案 <每日>'", 0, [1]);
            writer.NextSheet("说明", [new("乙")]);
            writer.Cells(["完"]);
        }
        output.Position = 0;

        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(output, false);
        new DocumentFormat.OpenXml.Validation.OpenXmlValidator()
            .Validate(document)
            .Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}")
            .ShouldBeEmpty();
        var part = document.WorkbookPart!.WorksheetParts.Single(p => p.DrawingsPart is not null);
        var chart = part.DrawingsPart!.ChartParts.ShouldHaveSingleItem().ChartSpace.InnerXml;
        chart.ShouldContain("'逐日'!$B$2:$B$3");
        chart.ShouldContain("立案 &lt;每日&gt;'");
        var cells = part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToDictionary(c => c.CellReference!.Value!);
        (cells["B2"].DataType!.Value, cells["B2"].CellValue!.Text).ShouldBe((DocumentFormat.OpenXml.Spreadsheet.CellValues.Number, "1284"));
        cells["A3"].DataType!.Value.ShouldBe(DocumentFormat.OpenXml.Spreadsheet.CellValues.InlineString, "a text never runs");
        cells["A3"].CellFormula.ShouldBeNull();
    }

    [Fact]
    public void A_workbook_may_have_several_sheets_and_the_first_is_read()
    {
        using var output = new MemoryStream();
        using (var writer = new SheetWriter(output, "第一:张", [new("甲")]))
        {
            writer.Row(["一"]);
            writer.NextSheet("说明", [new("乙")]);
            writer.Row(["二"]);
        }
        output.Position = 0;

        SheetReader.Rows(output).ToList().ShouldHaveSingleItem()["甲"].ShouldBe("一");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public void A_csv_of_a_Chinese_office_is_read_in_its_own_encoding(string encoding)
    {
        var bytes = (encoding == "utf-8" ? Encoding.UTF8 : CsvText.Gb18030).GetBytes("编号,内容\r\n1,\"路灯,不亮\"\r\n,\r\n3,井盖\r\n");

        var rows = SheetReader.Rows(new MemoryStream(bytes)).ToList();

        rows.Select(r => (r.RowNo, r["内容"])).ShouldBe([(2, "路灯,不亮"), (4, "井盖")]);
    }

    [Fact]
    public void A_csv_we_write_keeps_zeros_and_runs_no_formula()
    {
        var file = SheetWriter.WriteCsv(
            Columns,
            [
                ["0101", "=1+1", "3"],
            ]
        );

        Encoding.UTF8.GetString(file).ShouldContain("'=1+1");
        var row = SheetReader.Rows(new MemoryStream(file)).ToList().ShouldHaveSingleItem();
        (row["编号"], row["内容"]).ShouldBe(("0101", "=1+1"));
    }

    [Fact]
    public void The_returned_workbook_names_what_is_wrong_beside_its_row()
    {
        var sent = SheetReader
            .Rows(
                new MemoryStream(
                    SheetWriter.Write(
                        "规则",
                        Columns,
                        [
                            ["1", "好", "1"],
                            ["2", "坏", "x"],
                        ]
                    )
                )
            )
            .ToList();

        var back = ReturnedSheet.Write("规则", "错误说明", sent, [new(3, "件数", "不是数字"), new(3, null, "整行")], onlyWrong: true);

        var row = SheetReader.Rows(new MemoryStream(back)).ToList().ShouldHaveSingleItem();
        (row["编号"], row["错误说明"]).ShouldBe(("2", "不是数字；整行"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    public void An_empty_file_is_said_to_be_empty(string text) =>
        Should
            .Throw<InvalidInput>(() => SheetReader.Rows(new MemoryStream(Encoding.UTF8.GetBytes(text))).ToList())
            .Errors["file"]
            .ShouldBe(["table.empty"]);

    [Fact]
    public void A_broken_workbook_is_refused_not_thrown_at_the_reader()
    {
        var whole = SheetWriter.Write(
            "规则",
            Columns,
            [
                ["1", "2", "3"],
            ]
        );

        foreach (var length in new[] { 4, 30, whole.Length / 2, whole.Length - 30 })
            Should
                .Throw<InvalidInput>(() => SheetReader.Rows(new MemoryStream(whole[..length])).ToList())
                .Errors["file"]
                .ShouldBe(["table.unreadable"]);
        Should.Throw<InvalidInput>(() => SheetReader.Rows(new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3, 4, 5, 6])).ToList());
    }

    [Fact]
    public void Too_many_rows_are_refused() =>
        Should
            .Throw<InvalidInput>(() => SheetReader.Rows(new MemoryStream(Encoding.UTF8.GetBytes("甲\r\n1\r\n2\r\n3\r\n")), 2).ToList())
            .Errors["file"]
            .ShouldBe(["table.too-many-rows"]);

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>", "table.too-wide")]
    [InlineData("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "table.too-wide")]
    [InlineData("<row r=\"1\"><c r=\"IW1\"><v>1</v></c></row>", "table.too-wide")]
    [InlineData("<row r=\"2147483647\"/>", "table.empty")]
    public void A_tiny_workbook_that_claims_to_be_endless_is_refused_at_once(string rows, string code) =>
        Should.Throw<InvalidInput>(() => SheetReader.Rows(new MemoryStream(Forged(rows))).ToList()).Errors["file"].ShouldBe([code]);

    [Fact]
    public void What_stands_after_a_thousand_blank_rows_is_read_no_more()
    {
        var rows = SheetReader
            .Rows(
                new MemoryStream(
                    Forged("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2147483647\"><c r=\"A2147483647\"><v>2</v></c></row>")
                )
            )
            .ToList();

        rows.ShouldBeEmpty();
    }

    [Fact]
    public void A_heading_of_half_a_million_columns_is_refused_and_a_long_row_is_cut()
    {
        var wide = string.Join(',', Enumerable.Repeat("甲", 500_000));

        Should
            .Throw<InvalidInput>(() => SheetReader.Rows(new MemoryStream(Encoding.UTF8.GetBytes(wide + "\r\nx\r\n"))).ToList())
            .Errors["file"]
            .ShouldBe(["table.too-wide"]);
        SheetReader.Rows(new MemoryStream(Encoding.UTF8.GetBytes("乙\r\n" + wide))).ToList().ShouldHaveSingleItem().Cells.ShouldBe(["甲"]);
    }

    [Fact]
    public void A_large_file_is_refused_before_it_is_read_and_a_stopped_reader_stops()
    {
        using var large = new MemoryStream();
        large.SetLength(SheetReader.MostBytes + 1);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Should.Throw<InvalidInput>(() => SheetReader.Rows(large).ToList()).Errors["file"].ShouldBe(["table.too-large"]);
        Should.Throw<OperationCanceledException>(() =>
            SheetReader.Rows(new MemoryStream("a\r\n1\r\n"u8.ToArray()), ct: stopped.Token).ToList()
        );
    }

    /// <summary>A workbook of our own writer whose sheet says something else.</summary>
    private static byte[] Forged(string rows)
    {
        using var file = new MemoryStream();
        file.Write(SheetWriter.Write("规则", Columns, []));
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var name = zip.Entries.First(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).FullName;
            zip.GetEntry(name)!.Delete();
            using var sheet = new StreamWriter(zip.CreateEntry(name).Open());
            sheet.Write(
                $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
            );
        }
        return file.ToArray();
    }
}
