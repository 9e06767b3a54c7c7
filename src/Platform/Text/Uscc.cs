using System.Buffers;

namespace Gezhi.Platform.Text;

/// <summary>The 18-character code of an organisation. 统一社会信用代码</summary>
/// <remarks>Source: GB 32100-2015. Old codes may fail the inner organisation-code check: that is a warning, not a fault.</remarks>
public readonly record struct Uscc
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private Uscc(string value) => Value = value;

    /// <summary>18 characters in capitals. 代码</summary>
    public string Value
    {
        get => field ?? "";
    }

    /// <summary>Region of registration, six digits. 登记管理机关行政区划码</summary>
    public string Region => Value[2..8];

    /// <summary>The organisation code inside, as XXXXXXXX-X. 组织机构代码</summary>
    public string OrganisationCodeText => $"{Value.AsSpan(8, 8)}-{Value[16]}";

    /// <summary>Whether the organisation code inside passes its own check. 组织机构代码有效</summary>
    public bool HasValidOrganisationCode => OrganisationCode.IsValid(OrganisationCodeText);

    /// <summary>Reads a code as people type it: blanks, full-width and small letters are put right first. 读取</summary>
    public static bool TryParse(string? text, out Uscc code)
    {
        var value = PlainText.Normalise(text).Replace(" ", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
        code = IsValid(value) ? new Uscc(value) : default;
        return code != default;
    }

    /// <summary>Whether the text is a code exactly as written. 严格校验</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: 18 } || text.AsSpan().ContainsAnyExcept(Allowed) || !text.AsSpan(2, 6).ContainsOnlyDigits())
            return false;
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += Alphabet.IndexOf(text[i], StringComparison.Ordinal) * Weights[i];
        return text[17] == Alphabet[(31 - sum % 31) % 31];
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The older nine-character code of an organisation, with or without its hyphen. 组织机构代码</summary>
/// <remarks>Source: GB 11714-1997.</remarks>
public readonly record struct OrganisationCode
{
    private static readonly int[] Weights = [3, 7, 9, 10, 5, 8, 4, 2];

    private OrganisationCode(string value) => Value = value;

    /// <summary>Eight characters, a hyphen and the check character. 代码</summary>
    public string Value
    {
        get => field ?? "";
    }

    /// <summary>Reads a code as people type it. 读取</summary>
    public static bool TryParse(string? text, out OrganisationCode code)
    {
        var value = PlainText.Normalise(text).Replace(" ", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
        if (value.Length == 9)
            value = value.Insert(8, "-");
        code = IsValid(value) ? new OrganisationCode(value) : default;
        return code != default;
    }

    /// <summary>Whether the text is a code exactly as written, hyphen included. 严格校验</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: 10 } || text[8] != '-')
            return false;
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            if (!char.IsAsciiDigit(text[i]) && !char.IsAsciiLetterUpper(text[i]))
                return false;
            sum += (char.IsAsciiDigit(text[i]) ? text[i] - '0' : text[i] - 'A' + 10) * Weights[i];
        }
        return text[9] == "0X987654321"[sum % 11];
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
