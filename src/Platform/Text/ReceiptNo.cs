using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Gezhi.Platform.Text;

/// <summary>The number a resident keeps to follow a report: 12 random characters nobody can guess. 回执编号</summary>
/// <remarks>60 random bits in Crockford's Base32 (no I, L, O, U), easy to read out on the phone.</remarks>
public readonly record struct ReceiptNo
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly Regex Groups = new(
        @"\b[0-9A-Z]{4}[^0-9A-Z]{0,3}[0-9A-Z]{4}[^0-9A-Z]{0,3}[0-9A-Z]{4}\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

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

    /// <summary>
    /// Reads a number as people type or paste it: small letters, any signs between the characters and words around it pass, O is 0, I and
    /// L are 1. 读取
    /// </summary>
    public static bool TryParse(string? text, out ReceiptNo no)
    {
        no = default;
        if (text is null or { Length: > 200 })
            return false;
        var typed = PlainText.Normalise(text).ToUpperInvariant();
        return Whole(typed, out no) || InWords(typed, out no);
    }

    /// <summary>Nothing but the number, with whatever signs between.</summary>
    private static bool Whole(string typed, out ReceiptNo no) => Read(string.Concat(typed.Where(char.IsAsciiLetterOrDigit)), out no);

    /// <summary>The last run of three groups inside other words, as in a pasted line or address.</summary>
    private static bool InWords(string typed, out ReceiptNo no)
    {
        no = default;
        foreach (var match in Groups.Matches(typed).Reverse())
            if (Read(string.Concat(match.Value.Where(char.IsAsciiLetterOrDigit)), out no))
                return true;
        return false;
    }

    private static bool Read(string characters, out ReceiptNo no)
    {
        var value = characters.Replace('O', '0').Replace('I', '1').Replace('L', '1');
        var isNo = value.Length == 12 && value.All(c => Alphabet.Contains(c, StringComparison.Ordinal));
        no = isNo ? new ReceiptNo(value) : default;
        return isNo;
    }

    /// <summary>As <see cref="TryParse"/>, for numbers that are known to be right. 读取</summary>
    /// <exception cref="FormatException">The text is not a receipt number.</exception>
    public static ReceiptNo Parse(string text) =>
        TryParse(text, out var no) ? no : throw new FormatException("A receipt number has 12 letters and digits.");

    /// <inheritdoc/>
    public override string ToString() => Display;
}
