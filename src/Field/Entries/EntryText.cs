using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gezhi.Field.Entries;

/// <summary>What is hashed and signed of an entry, the same on the device and here. 记录摘要</summary>
public static class EntryText
{
    /// <summary>SHA-256 over id, kind, case, time made, SHA-256 of the data as sent, hashes of the photos; lower-case hex.</summary>
    /// <param name="caseId">As sent; null for none.</param>
    /// <param name="madeAt">As sent.</param>
    /// <param name="data">As sent, every blank of it; missing data count as <c>{}</c>.</param>
    public static string Hash(Guid id, string kind, Guid? caseId, string madeAt, JsonElement? data, IReadOnlyList<string> blobs) =>
        Sha(
            $"{id}\n{kind}\n{caseId}\n{madeAt}\n{Sha(data is { ValueKind: JsonValueKind.Object } sent ? sent.GetRawText() : "{}")}\n{string.Join(',', blobs)}"
        );

    /// <summary>Of a receipt: the entry was done.</summary>
    public const string Accepted = "accepted";

    /// <summary>Of a receipt: a supervisor decided for what others did.</summary>
    public const string Dropped = "dropped";

    /// <summary>Of a receipt: a supervisor gave it to whoever holds the case.</summary>
    public const string HandedOn = "handed-on";

    /// <summary>What a receipt signs.</summary>
    /// <param name="at">UTC.</param>
    /// <param name="outcome"><see cref="Accepted"/>, <see cref="Dropped"/> or <see cref="HandedOn"/>.</param>
    public static string Receipt(Guid id, DateTime at, string hash, string outcome = Accepted) => $"{id}\n{outcome}\n{Instant(at)}\n{hash}";

    /// <summary>UTC with milliseconds, e.g. <c>2026-03-05T06:26:00.000Z</c>.</summary>
    public static string Instant(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
