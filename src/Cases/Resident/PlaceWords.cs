using System.Text.Json;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Time;

namespace Gezhi.Cases.Resident;

/// <summary>Says where a point lies, and takes the place from a photo when nobody gave one. 地点说法</summary>
public sealed class PlaceWords(PlaceAt places, WorkCalendar calendar)
{
    /// <summary>Street and community around a point; null outside the district's grids.</summary>
    public string? AreaAt(double lon, double lat) => places.AreaOf(new LonLat(lon, lat));

    /// <summary>How people would call the point: a landmark near it, else the area; null outside.</summary>
    public async Task<string?> NameAt(double lon, double lat, CancellationToken ct) =>
        await places.Run(new LonLat(lon, lat), ct) is { Inside: true } named ? named.Name ?? named.Area : null;

    /// <summary>When no place was given: where the first photo with a place inside the district was taken.</summary>
    internal async Task FromPhotos(ReportForm typed, IReadOnlyList<IncomingFile> files, CancellationToken ct)
    {
        if (typed.Lon is not null || typed.Lat is not null || !string.IsNullOrWhiteSpace(typed.PlaceText))
            return;
        foreach (var (lon, lat) in Told(typed.PhotoFacts).Concat(files.Select(Written)))
            if (lon is { } x && lat is { } y && new LonLat(x, y).IsValid && await NameAt(x, y, ct) is { } name)
            {
                (typed.Lon, typed.Lat, typed.PlaceBy, typed.PlaceText) = (x, y, "photo", name);
                return;
            }
    }

    private (double? Lon, double? Lat) Written(IncomingFile file)
    {
        var origin = PhotoOrigin.Read(file.Bytes, FileIntake.Check(file).Kind, calendar);
        return (origin.Lon, origin.Lat);
    }

    /// <summary>What the browser read before it made the photos smaller; anything unreadable says nothing.</summary>
    private static List<(double? Lon, double? Lat)> Told(string json)
    {
        if (json.Length is 0 or > 20_000)
            return [];
        try
        {
            return [.. (JsonSerializer.Deserialize<List<Fact?>>(json, JsonSerializerOptions.Web) ?? []).Select(f => (f?.Lon, f?.Lat))];
        }
        catch (JsonException)
        {
            return []; // somebody changed the hidden field by hand
        }
    }

    private sealed record Fact(double? Lon, double? Lat);
}
