using System.IO.Compression;
using System.Text;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Safety;

/// <summary>Files made to do harm to whoever reads them.</summary>
public sealed class HostileFileTests
{
    [Theory]
    [InlineData("<!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;")]
    [InlineData(
        "<!DOCTYPE t [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY x \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
        "&x;"
    )]
    [InlineData("<!DOCTYPE t SYSTEM \"http://127.0.0.1:9/t.dtd\">", "ok")]
    public void A_workbook_with_entities_reads_no_file_and_grows_no_text(string head, string cell)
    {
        string[] read;
        try
        {
            read = [.. SheetReader.Rows(new MemoryStream(Workbook(head, cell))).SelectMany(r => r.Cells)];
        }
        catch (InvalidInput)
        {
            return; // refused as unreadable: as good
        }
        read.ShouldAllBe(c => c.Length < 40 && !c.Contains("root:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("＝1+1")]
    [InlineData(" =1+1")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("=HYPERLINK(\"http://x.example\",\"a\")")]
    public void A_cell_that_would_run_is_written_as_text(string cell)
    {
        var written = CsvText.Row([cell, "b"]);

        written.TrimStart('"').ShouldStartWith("'");
        CsvText.FromCell(CsvText.Cell(cell)).ShouldBe(cell);
    }

    [Fact]
    public void A_picture_whose_head_lies_about_its_size_is_refused()
    {
        byte[] png =
        [
            0x89,
            0x50,
            0x4E,
            0x47,
            0x0D,
            0x0A,
            0x1A,
            0x0A,
            0,
            0,
            0,
            13,
            .. "IHDR"u8,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0,
            0,
            0,
            1,
            8,
            2,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            .. "IEND"u8,
            0,
            0,
            0,
            0,
        ];
        byte[] huge = [.. png[..16], 0, 1, 0, 0, 0, 1, 0, 0, .. png[24..]];

        Should.Throw<RuleViolation>(() => FileIntake.Check(new IncomingFile("minus.png", png))).Code.ShouldBe("file.broken");
        Should.Throw<RuleViolation>(() => FileIntake.Check(new IncomingFile("huge.png", huge))).Code.ShouldBe("file.too-many-pixels");
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<?xml version='1.0'?><svg/>")]
    [InlineData("<!doctype html><script>alert(1)</script>")]
    [InlineData("%PDF-1.7")]
    [InlineData("MZ\u0090\0")]
    [InlineData("#!/bin/sh\nrm -rf /")]
    [InlineData("PK\u0003\u0004")]
    public void What_is_no_picture_film_or_voice_is_refused_whatever_its_name(string content) =>
        Should
            .Throw<RuleViolation>(() =>
                FileIntake.Check(new IncomingFile("photo.jpg", Encoding.Latin1.GetBytes(content + new string(' ', 200))))
            )
            .Code.ShouldBe("file.kind");

    /// <summary>Random bytes, and good heads with random tails: a refusal or a kind, never another fault.</summary>
    [Fact]
    public void No_bytes_bring_the_sniffer_down()
    {
        var random = new Random(20260305);
        byte[][] heads =
        [
            [],
            [0xFF, 0xD8, 0xFF],
            [0xFF, 0xD8, 0xFF, 0xC0],
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
            [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "WEBPVP8X"u8],
            [.. "GIF89a"u8],
            [.. "II*\0"u8],
            [.. "MM\0*"u8],
            [0, 0, 0, 24, .. "ftypheic"u8],
            [0x1A, 0x45, 0xDF, 0xA3],
            [.. "ID3"u8],
        ];
        for (var round = 0; round < 20_000; round++)
        {
            var tail = new byte[random.Next(0, 80)];
            random.NextBytes(tail);
            byte[] bytes = [.. heads[round % heads.Length], .. tail];
            try
            {
                FileIntake.Check(new IncomingFile("x", bytes));
            }
            catch (RuleViolation)
            {
                // refused: fine
            }
        }
    }

    private static byte[] Workbook(string head, string cell)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(
                zip,
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            );
            Add(
                zip,
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            );
            Add(
                zip,
                "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            );
            Add(
                zip,
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            );
            Add(
                zip,
                "xl/worksheets/sheet1.xml",
                $"<?xml version=\"1.0\"?>{head}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>名称</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>{cell}</t></is></c></row></sheetData></worksheet>"
            );
        }
        return output.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
