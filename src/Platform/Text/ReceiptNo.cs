using System.Security.Cryptography;

namespace Gezhi.Platform.Text;

/// <summary>The number a resident keeps to follow a report: 12 random characters nobody can guess. 回执编号</summary>
/// <remarks>60 random bits in Crockford's Base32 (no I, L, O, U), easy to read out on the phone.</remarks>
public readonly record struct ReceiptNo
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private ReceiptNo(string value) => Value = value;

    /// <summary>12 characters, as stored. 编号</summary>
    public string Value
    {
        get => field ?? "";
    }

    /// <summary>In groups, as shown: 4F7K-9QTR-02MX. 显示形式</summary>
    public string Display => Value.Length == 12 ? $"{Value.AsSpan(0, 4)}-{Value.AsSpan(4, 4)}-{Value.AsSpan(8)}" : "";

    /// <summary>Draws a new number. 生成</summary>
    public static ReceiptNo New() => new(RandomNumberGenerator.GetString(Alphabet, 12));

    /// <summary>Reads a number as people type it: small letters, blanks and hyphens pass, O is 0, I and L are 1. 读取</summary>
    public static bool TryParse(string? text, out ReceiptNo no)
    {
        no = default;
        if (text is null or { Length: > 60 })
            return false;
        var typed = PlainText.Normalise(text).ToUpperInvariant();
        Span<char> value = stackalloc char[12];
        var length = 0;
        foreach (var c in typed)
        {
            if (c is '-' or '–' or '—' or '‐' || char.IsWhiteSpace(c))
                continue;
            var read = c switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                _ => c,
            };
            if (length == 12 || !Alphabet.Contains(read, StringComparison.Ordinal))
                return false;
            value[length++] = read;
        }
        if (length < 12)
            return false;
        no = new ReceiptNo(value.ToString());
        return true;
    }

    /// <summary>As <see cref="TryParse"/>, for numbers that are known to be right. 读取</summary>
    /// <exception cref="FormatException">The text is not a receipt number.</exception>
    public static ReceiptNo Parse(string text) =>
        TryParse(text, out var no) ? no : throw new FormatException("A receipt number has 12 letters and digits.");

    /// <inheritdoc/>
    public override string ToString() => Display;
}
