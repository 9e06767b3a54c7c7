using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Gezhi.Platform.Problems;

namespace Gezhi.Grids.Importing;

/// <summary>Reads the attributes of a Shapefile's .dbf. 属性表</summary>
/// <remarks>Source: dBase III file structure. Chinese text is GBK or UTF-8: as the .cpg says, else the language byte, else by looking.</remarks>
internal static class TableReader
{
    private const byte LanguageGbk = 0x4D;
    private const int MostFields = 255;

    /// <summary>One row per record, deleted ones as null.</summary>
    /// <param name="codePage">Text of the .cpg; null without one.</param>
    /// <exception cref="RuleViolation"><c>gridfile.dbf</c>, <c>gridfile.too-many</c>.</exception>
    public static IReadOnlyList<Dictionary<string, object?>?> Read(byte[] file, string? codePage)
    {
        if (file.Length < 33)
            throw new RuleViolation("gridfile.dbf");
        var (count, head, width) = (
            BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)),
            BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)),
            BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(10))
        );
        if (count < 0 || head < 33 || head > file.Length || width < 1 || head + ((long)count * width) > file.Length)
            throw new RuleViolation("gridfile.dbf");
        if (count > GridFile.MostFeatures) // a record may be one byte long: nothing is set aside for what the file claims
            throw new RuleViolation("gridfile.too-many", GridFile.MostFeatures);
        var text = EncodingOf(file, codePage, head);
        var fields = Fields(file.AsSpan(32, head - 32), width, text);
        var rows = new List<Dictionary<string, object?>?>(count);
        for (var i = 0; i < count; i++)
            rows.Add(Row(file.AsSpan(head + (i * width), width), fields, text));
        return rows;
    }

    private static List<(string Name, char Kind, int At, int Length)> Fields(ReadOnlySpan<byte> head, int width, Encoding text)
    {
        var fields = new List<(string, char, int, int)>();
        var place = 1; // after the mark of deletion
        for (var at = 0; at + 32 <= head.Length && head[at] != 0x0D && fields.Count < MostFields; at += 32)
        {
            var name = head.Slice(at, 11);
            var end = name.IndexOf((byte)0);
            var length = (int)head[at + 16];
            if (place + length > width)
                throw new RuleViolation("gridfile.dbf");
            fields.Add((text.GetString(end < 0 ? name : name[..end]).Trim(), (char)head[at + 11], place, length));
            place += length;
        }
        return fields;
    }

    private static Dictionary<string, object?>? Row(
        ReadOnlySpan<byte> record,
        List<(string Name, char Kind, int At, int Length)> fields,
        Encoding text
    )
    {
        if (record[0] == (byte)'*')
            return null;
        var row = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var value = text.GetString(record.Slice(field.At, field.Length)).Trim(' ', '\0');
            row[field.Name] =
                value.Length == 0 ? null
                : field.Kind is 'N' or 'F'
                && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && value.Length < 15
                    ? number
                : value;
        }
        return row;
    }

    private static Encoding EncodingOf(byte[] file, string? codePage, int head)
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
        var said = codePage?.Trim().ToUpperInvariant() ?? "";
        if (said.Contains("UTF", StringComparison.Ordinal) || said == "65001")
            return Encoding.UTF8;
        if (said.Contains("GB", StringComparison.Ordinal) || said.Contains("936", StringComparison.Ordinal) || file[29] == LanguageGbk)
            return gbk;
        return IsUtf8(file.AsSpan(head)) ? Encoding.UTF8 : gbk;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
