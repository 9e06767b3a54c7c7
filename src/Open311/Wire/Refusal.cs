namespace Gezhi.Open311.Wire;

/// <summary>
/// The protocol's own refusal: 400 something is missing or wrong, 403 no key, 404 what is named is not there, 429 too often. Its words go to the
/// staff of another house. 协议拒绝
/// </summary>
internal sealed class Refusal(int status, params IReadOnlyList<string> descriptions) : Exception(string.Join(' ', descriptions))
{
    public int Status { get; } = status;

    public IReadOnlyList<string> Descriptions { get; } = descriptions;

    /// <summary>Seconds after which to try again; null: at any time.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>400.</summary>
    public static Refusal Wrong(params IReadOnlyList<string> descriptions) => new(400, descriptions);

    /// <summary>405.</summary>
    public static Refusal NoMethod() => new(405, ["Only GET, HEAD and POST are known here."]);

    /// <summary>404.</summary>
    public static Refusal Missing(string description) => new(404, description);
}
