using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Gezhi.Open311.Wire;

namespace Gezhi.Open311.Requests;

/// <summary>The number that another platform has for a report, wherever it stands: by it nothing is taken twice. 对方编号</summary>
internal static partial class TheirNumber
{
    private const string FixMyStreet = "fms:";

    /// <summary>
    /// FixMyStreet sends its number only where the service asks for it; its description ends in the address of the report anyway, so the same words are the
    /// same report. Not the address alone: two people may point to one page. Null: none stands anywhere.
    /// </summary>
    /// <param name="header">Of the header Idempotency-Key; null when there is none.</param>
    public static string? Of(Parameters given, string? header)
    {
        var attributes = given.Attributes;
        string? Said(string code) => attributes.GetValueOrDefault(code) is [{ Length: > 0 } said, ..] ? said : null;
        return Said("fixmystreet_id") is { } fms ? FixMyStreet + Short(fms)
            : (given["client_request_id"] ?? Said("client_request_id")) is { } client ? "cli:" + Short(client)
            : Said("external_id") is { } external ? "ext:" + Short(external)
            : header is not null ? "key:" + Short(header)
            : Said("report_url") is { } address ? "url:" + Hashed(address)
            : given["description"] is { Length: <= 20_000 } words && ReportLine().IsMatch(words) ? "url:" + Hashed(words)
            : null;
    }

    /// <summary>FixMyStreet's own number, which it only reads when it is digits; null when the report has another number or none.</summary>
    public static string? FixMyStreetId(string? channelNo) =>
        channelNo is not null
        && channelNo.StartsWith(FixMyStreet, StringComparison.Ordinal)
        && channelNo[FixMyStreet.Length..] is { Length: > 0 and <= 18 } number
        && number.All(char.IsAsciiDigit)
            ? number
            : null;

    /// <summary>Numbers of others may be long; 64 characters are kept.</summary>
    private static string Short(string no) => no.Trim() is { Length: <= 56 } own && !own.Any(char.IsControl) ? own : Hashed(no);

    private static string Hashed(string no) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(no)))[..56];

    /// <summary>A line of its own, behind a word such as <c>url:</c> at most.</summary>
    [GeneratedRegex(@"^(?:[^\s:]{1,20}:[ \t]*)?https?://[^\s?#]{4,200}/report/[0-9]{1,18}[ \t\r]*$", RegexOptions.Multiline, 1000)]
    private static partial Regex ReportLine();
}
