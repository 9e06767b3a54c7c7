using System.Globalization;
using System.Text.Json;
using Gezhi.Field.Blobs;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Files;

namespace Gezhi.Field.Entries;

/// <summary>An entry as a device sends it. 上行记录</summary>
/// <param name="Id">Made on the device.</param>
/// <param name="Kind">What was done.</param>
/// <param name="CaseId">Null when it opens a case.</param>
/// <param name="BaseVersion">Version of the case that the worker saw.</param>
/// <param name="MadeAt">Time of the device, ISO 8601 with Z; kept as sent, because it is hashed.</param>
/// <param name="Place">Where; null when not known.</param>
/// <param name="Data">Fields of the command.</param>
/// <param name="Blobs">Hashes of the photos.</param>
public sealed record SentEntry(
    Guid Id,
    string Kind,
    Guid? CaseId = null,
    int? BaseVersion = null,
    string MadeAt = "",
    SentPlace? Place = null,
    JsonElement? Data = null,
    IReadOnlyList<string>? Blobs = null
)
{
    /// <summary>Most photos of an entry: six before and six after.</summary>
    public const int MostBlobs = 16;

    public IReadOnlyList<string> Photos => Blobs ?? [];

    /// <summary>The entry whose place it takes; null for none.</summary>
    public Guid? InsteadOf =>
        Data is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("insteadOf", out var old)
        && old.ValueKind == JsonValueKind.String
        && Guid.TryParse(old.GetString(), out var id)
            ? id
            : null;

    public string Hash => EntryText.Hash(Id, Kind, CaseId, MadeAt, Data, Photos);

    /// <summary>UTC; null when it cannot be read.</summary>
    public DateTime? Made =>
        DateTimeOffset.TryParse(MadeAt, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && HasZone(MadeAt)
            ? at.UtcDateTime.AddTicks(-(at.UtcDateTime.Ticks % TimeSpan.TicksPerMillisecond))
            : null;

    /// <summary>Whether it can be looked at, at all.</summary>
    public bool IsReadable =>
        Id != Guid.Empty
        && Kind is { Length: > 0 and <= 32 }
        && Made is not null
        && MadeAt.Length <= 40
        && Data is null or { ValueKind: JsonValueKind.Object or JsonValueKind.Null }
        && Photos.Count <= MostBlobs
        && Photos.All(PartialFiles.IsHash);

    /// <summary>What the cameras wrote, by hash: <c>photos: [{hash, takenAt, offset, lon, lat}]</c>. What cannot be read is left out.</summary>
    internal IReadOnlyDictionary<string, PhotoFacts> Facts()
    {
        var facts = new Dictionary<string, PhotoFacts>();
        if (
            Data is not { ValueKind: JsonValueKind.Object } data
            || !data.TryGetProperty("photos", out var list)
            || list.ValueKind != JsonValueKind.Array
        )
            return facts;
        foreach (var photo in list.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object))
        {
            var place = (Lon: Number(photo, "lon"), Lat: Number(photo, "lat"));
            var isPlace = place is { Lon: >= -180 and <= 180, Lat: >= -90 and <= 90 } && place is not { Lon: 0, Lat: 0 };
            DateTime? taken =
                DateTime.TryParseExact(
                    Text(photo, "takenAt"),
                    "yyyy-MM-dd'T'HH:mm:ss",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var at
                )
                && at.Year >= 1990
                    ? at
                    : null;
            TimeSpan? offset =
                TimeSpan.TryParseExact(Text(photo, "offset")?.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out var zone)
                && zone <= TimeSpan.FromHours(14)
                    ? Text(photo, "offset")!.StartsWith('-')
                        ? -zone
                        : zone
                    : null;
            if (Text(photo, "hash") is { } hash && (isPlace || taken is not null))
                facts[hash] = new PhotoFacts(taken, offset, isPlace ? place.Lon : null, isPlace ? place.Lat : null);
        }
        return facts;
    }

    private static double? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal FieldEntry With(IReadOnlyList<FieldFile> files) =>
        new(Id, Kind, CaseId, BaseVersion, Made!.Value, Data is { ValueKind: JsonValueKind.Object } data ? data : Empty, files);

    private static readonly JsonElement Empty = JsonSerializer.SerializeToElement(new { });

    private static bool HasZone(string time) => time.EndsWith('Z') || (time.Length > 6 && time[^6] is '+' or '-');
}

/// <summary>Where an entry was made. 记录位置</summary>
/// <param name="Lon">WGS-84 degrees.</param>
/// <param name="Lat">WGS-84 degrees.</param>
/// <param name="AccuracyMetres">As the device said.</param>
public sealed record SentPlace(double Lon, double Lat, double? AccuracyMetres = null);
