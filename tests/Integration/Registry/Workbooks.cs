using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Gezhi.Tests.Integration.Registry;

/// <summary>Tables as people send them, whole and broken, made byte by byte.</summary>
internal static class Workbooks
{
    public static byte[] Csv(string text, Encoding? encoding = null) => (encoding ?? new UTF8Encoding(false)).GetBytes(text);

    /// <summary>A workbook of texts; a cell may be made by hand.</summary>
    public static byte[] Xlsx(
        IEnumerable<IReadOnlyList<object>> rows,
        Action<SpreadsheetDocument, Worksheet>? more = null,
        string? hiddenFirst = null
    )
    {
        using var output = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheets = new Sheets();
            if (hiddenFirst is not null)
                Add(
                    book,
                    sheets,
                    [
                        [hiddenFirst],
                        ["别看"],
                    ],
                    true
                );
            var sheet = Add(book, sheets, rows, false);
            more?.Invoke(document, sheet);
            book.Workbook = new Workbook(sheets);
        }
        return output.ToArray();
    }

    private static Worksheet Add(WorkbookPart book, Sheets sheets, IEnumerable<IReadOnlyList<object>> rows, bool isHidden)
    {
        var part = book.AddNewPart<WorksheetPart>();
        var data = new SheetData();
        uint no = 0;
        foreach (var row in rows)
        {
            no++;
            data.Append(
                new Row(
                    row.Select(
                        (cell, i) =>
                            cell as Cell
                            ?? (
                                cell is double number
                                    ? new Cell(new CellValue(number)) { CellReference = $"{(char)('A' + i)}{no}" }
                                    : new Cell(new InlineString(new Text((string)cell)))
                                    {
                                        CellReference = $"{(char)('A' + i)}{no}",
                                        DataType = CellValues.InlineString,
                                    }
                            )
                    )
                )
                {
                    RowIndex = no,
                }
            );
        }
        var sheet = new Worksheet(data);
        part.Worksheet = sheet;
        sheets.Append(
            new Sheet
            {
                Name = "表" + (sheets.Count() + 1),
                SheetId = (uint)sheets.Count() + 1,
                Id = book.GetIdOfPart(part),
                State = isHidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
            }
        );
        return sheet;
    }

    /// <summary>A formula with the value a spreadsheet has kept beside it.</summary>
    public static Cell Formula(string formula, string value) =>
        new()
        {
            CellFormula = new CellFormula(formula),
            CellValue = new CellValue(value),
            DataType = CellValues.String,
        };

    /// <summary>A workbook that says of itself it unpacks to four thousand million bytes.</summary>
    public static byte[] Bomb()
    {
        var bytes = Xlsx([
            ["名称"],
            ["x"],
        ]);
        for (var i = 0; i + 4 < bytes.Length; i++)
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2)
                BitConverter.GetBytes(0xFFFF_FFF0u).CopyTo(bytes, i + 24);
        return bytes;
    }

    public static byte[] Macro(IEnumerable<IReadOnlyList<object>> rows)
    {
        using var output = new MemoryStream();
        output.Write(Xlsx(rows));
        using (var zip = new ZipArchive(output, ZipArchiveMode.Update, leaveOpen: true))
        using (var code = zip.CreateEntry("xl/vbaProject.bin").Open())
            code.Write("Sub Auto_Open()"u8);
        return output.ToArray();
    }

    /// <summary>An old workbook of one sheet as programs of the nineties wrote it, its texts in GBK.</summary>
    public static byte[] Xls(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
        using var book = new MemoryStream();
        void Record(ushort kind, params byte[] data)
        {
            book.Write(BitConverter.GetBytes(kind));
            book.Write(BitConverter.GetBytes((ushort)data.Length));
            book.Write(data);
        }
        Record(0x0809, 0x00, 0x05, 0x05, 0x00, 0, 0, 0, 0);
        Record(0x0042, 0xA8, 0x03);
        var place = (int)book.Position + 4;
        Record(0x0085, [0, 0, 0, 0, 0, 0, 6, .. "Sheet1"u8]);
        Record(0x000A);
        var begin = (int)book.Position;
        Record(0x0809, 0x00, 0x05, 0x10, 0x00, 0, 0, 0, 0);
        Record(0x0200, [0, 0, .. BitConverter.GetBytes((ushort)rows.Count), 0, 0, .. BitConverter.GetBytes((ushort)rows[0].Count), 0, 0]);
        for (var r = 0; r < rows.Count; r++)
        for (var c = 0; c < rows[r].Count; c++)
        {
            var text = gbk.GetBytes(rows[r][c]);
            Record(
                0x0204,
                [
                    .. BitConverter.GetBytes((ushort)r),
                    .. BitConverter.GetBytes((ushort)c),
                    0,
                    0,
                    .. BitConverter.GetBytes((ushort)text.Length),
                    .. text,
                ]
            );
        }
        Record(0x000A);
        var bytes = book.ToArray();
        BitConverter.GetBytes(begin).CopyTo(bytes, place);
        return Compound("Book", bytes);
    }

    /// <summary>What a spreadsheet program writes when a password is set: no sheet is in it that anybody could read.</summary>
    public static byte[] Locked() => Compound("EncryptedPackage", [.. Enumerable.Range(0, 6000).Select(i => (byte)(i * 31))]);

    /// <summary>One stream in a compound file of 512-byte sectors.</summary>
    private static byte[] Compound(string name, byte[] content)
    {
        const int Sector = 512;
        var stream = Math.Max(4096, (content.Length + Sector - 1) / Sector * Sector); // smaller streams would lie elsewhere
        var sectors = stream / Sector;
        using var file = new MemoryStream();
        void Ints(params uint[] numbers)
        {
            foreach (var number in numbers)
                file.Write(BitConverter.GetBytes(number));
        }
        file.Write([
            0xD0,
            0xCF,
            0x11,
            0xE0,
            0xA1,
            0xB1,
            0x1A,
            0xE1,
            .. new byte[16],
            0x3E,
            0,
            3,
            0,
            0xFE,
            0xFF,
            9,
            0,
            6,
            0,
            .. new byte[6],
        ]);
        Ints(0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0);
        for (var i = 1; i < 109; i++)
            Ints(0xFFFFFFFF);
        Ints(0xFFFFFFFD, 0xFFFFFFFE); // the table of sectors, then the directory
        for (var i = 0; i < sectors; i++)
            Ints(i == sectors - 1 ? 0xFFFFFFFE : (uint)(i + 3));
        for (var i = sectors + 2; i < Sector / 4; i++)
            Ints(0xFFFFFFFF);
        Entry("Root Entry", 5, 1, 0xFFFFFFFE, 0);
        Entry(name, 2, 0xFFFFFFFF, 2, (uint)stream);
        Entry("", 0, 0xFFFFFFFF, 0, 0);
        Entry("", 0, 0xFFFFFFFF, 0, 0);
        file.Write(content);
        file.Write(new byte[stream - content.Length]);
        return file.ToArray();

        void Entry(string title, byte kind, uint child, uint start, uint size)
        {
            var text = new byte[64];
            Encoding.Unicode.GetBytes(title, text);
            file.Write(text);
            file.Write(BitConverter.GetBytes((ushort)(title.Length == 0 ? 0 : title.Length * 2 + 2)));
            file.Write([kind, 1]);
            Ints(0xFFFFFFFF, 0xFFFFFFFF, child);
            file.Write(new byte[36]);
            Ints(start, size, 0);
        }
    }
}
