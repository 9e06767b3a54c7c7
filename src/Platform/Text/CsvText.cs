using System.Text;

namespace Gezhi.Platform.Text;

/// <summary>Reads and writes CSV as Chinese offices exchange it: UTF-8 or GB18030, opened in spreadsheets. CSV文本</summary>
public static class CsvText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Keeps every character, rare ones included, unlike GBK. 国标编码</summary>
    public static Encoding Gb18030 { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030")
        ?? throw new PlatformNotSupportedException("GB18030 is part of the runtime.");

    /// <summary>UTF-8 with a byte-order mark, which spreadsheets need. 带标记的UTF-8</summary>
    public static Encoding Utf8WithMark { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Byte-order mark, else UTF-8 when every byte fits it, else GB18030. 识别编码</summary>
    /// <param name="seekable">Read to the end, then put back where it was.</param>
    public static Encoding Detect(Stream seekable)
    {
        var start = seekable.Position;
        try
        {
            var buffer = new byte[16 * 1024];
            var read = seekable.ReadAtLeast(buffer, 4, throwOnEndOfStream: false);
            if (Marked(buffer.AsSpan(0, read)) is { } marked)
                return marked;
            var decoder = Strict.GetDecoder();
            var characters = new char[Strict.GetMaxCharCount(buffer.Length)];
            for (; read > 0; read = seekable.Read(buffer))
                decoder.GetChars(buffer, 0, read, characters, 0, flush: false);
            decoder.GetChars([], 0, 0, characters, 0, flush: true);
            return Strict;
        }
        catch (DecoderFallbackException)
        {
            return Gb18030;
        }
        finally
        {
            seekable.Position = start;
        }
    }

    /// <summary>Opens a file for reading in its detected encoding, byte-order mark skipped. 打开</summary>
    public static StreamReader Open(Stream seekable) => new(seekable, Detect(seekable), detectEncodingFromByteOrderMarks: true);

    /// <summary>The whole text of a small file. 解码</summary>
    public static string Decode(byte[] bytes)
    {
        using var reader = Open(new MemoryStream(bytes, writable: false));
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Makes a cell harmless and lossless in a spreadsheet: text that would run as a formula gets a leading apostrophe, digit strings
    /// that would lose zeros or digits become ="…". 导出单元格
    /// </summary>
    public static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        if (IsLongNumber(value))
            return $"=\"{value}\"";
        var first = value.AsSpan().TrimStart(" \u00A0\u3000");
        var runs = first.Length > 0 && "=+-@＝＋－＠\t\r\n".Contains(first[0], StringComparison.Ordinal) && !IsNegativeNumber(value);
        return runs || value[0] == '\'' ? "'" + value : value;
    }

    /// <summary>Takes off what <see cref="Cell"/> put on. 导入单元格</summary>
    public static string FromCell(string? cell) =>
        cell switch
        {
            null => "",
            ['=', '"', .. var inner, '"'] when IsLongNumber(inner) => inner,
            ['\'', .. var inner] => inner,
            _ => cell,
        };

    /// <summary>One line with its end: cells made safe, then quoted where needed (RFC 4180). 导出行</summary>
    public static string Row(params IEnumerable<string?> values) => string.Join(',', values.Select(v => Quote(Cell(v)))) + "\r\n";

    /// <summary>As <see cref="Row"/>, for files that programs read: digits stay digits, nothing that would run as a formula stays as it is. 数据行</summary>
    public static string DataRow(params IEnumerable<string?> values) =>
        string.Join(',', values.Select(v => v is { Length: > 0 } && v.ContainsOnlyDigits() ? v : Quote(Cell(v)))) + "\r\n";

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") || cell.StartsWith(' ') || cell.EndsWith(' ')
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;

    private static bool IsLongNumber(string value) =>
        ((value.Length > 11 || (value.Length > 1 && value[0] == '0')) && value.ContainsOnlyDigits())
        || (value.Length == 18 && value[17] is 'X' or 'x' && value.AsSpan(0, 17).ContainsOnlyDigits());

    private static bool IsNegativeNumber(string value) =>
        value.Length is > 1 and < 12
        && value[0] == '-'
        && value.Count(c => c == '.') < 2
        && value.Skip(1).All(c => char.IsAsciiDigit(c) || c == '.');

    private static Encoding? Marked(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Utf8WithMark,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
}
