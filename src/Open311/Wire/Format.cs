namespace Gezhi.Open311.Wire;

/// <summary>How an answer is written. 格式</summary>
internal enum Format
{
    /// <summary>The specification wants it everywhere, so it is also the answer to whoever asks for nothing.</summary>
    Xml,
    Json,
}

/// <summary>The ending of an address, else what the client accepts. 格式识别</summary>
internal static class Formats
{
    /// <summary>Null when the ending is neither.</summary>
    public static Format? Of(string? ending) =>
        ending?.ToUpperInvariant() switch
        {
            "XML" => Format.Xml,
            "JSON" => Format.Json,
            _ => null,
        };

    /// <summary>By the header <c>Accept</c>: JSON when it is named and XML is not.</summary>
    public static Format Accepted(string? accept) =>
        accept is not null
        && accept.Contains("application/json", StringComparison.OrdinalIgnoreCase)
        && !accept.Contains("xml", StringComparison.OrdinalIgnoreCase)
            ? Format.Json
            : Format.Xml;

    public static string MediaType(this Format format, bool isBare) =>
        (format, isBare) switch
        {
            (Format.Xml, true) => "text/xml",
            (Format.Xml, false) => "text/xml; charset=utf-8",
            (Format.Json, true) => "application/json",
            (Format.Json, false) => "application/json; charset=utf-8",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
}
