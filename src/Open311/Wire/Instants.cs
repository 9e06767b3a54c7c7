using System.Globalization;

namespace Gezhi.Open311.Wire;

/// <summary>Times on the wire: W3C form with a zone; ours are UTC and whole seconds, because FixMyStreet compares them as texts. 时间格式</summary>
internal static class Instants
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd",
    ];

    /// <summary>2026-03-05T06:26:00Z; what is finer than a second is cut off.</summary>
    /// <param name="utc">Null gives null.</param>
    public static string? Write(DateTime? utc) => utc?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a time; without zone it is UTC. A plus that arrived as a blank, because somebody did not escape it, is put back.</summary>
    public static DateTime? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var typed = text.Trim();
        if (typed is [.., ' ', _, _, ':', _, _] && typed.Contains('T', StringComparison.Ordinal))
            typed = $"{typed[..^6]}+{typed[^5..]}";
        if (typed.EndsWith('z') || typed.EndsWith('Z'))
            typed = typed[..^1] + "+00:00";
        return DateTimeOffset.TryParseExact(typed, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? read.UtcDateTime
            : null;
    }
}
