using System.Text.Json;
using Gezhi.Grids.Locating;
using Gezhi.Platform.Files;

namespace Gezhi.Cases.Resident;

/// <summary>Says where a point lies, and takes the place from a photo when nobody gave one. 地点说法</summary>
public sealed class PlaceWords(GridMap map)
{
    /// <summary>Street and community around a point; null outside the district's grids.</summary>
    public string? AreaAt(double lon, double lat)
    {
        var current = map.Current;
        return current.Locate(GridLayer.Ordinary, lon, lat) is { Length: >= 12 } code
            ? string.Join(' ', new[] { current.NameOf(code[..9]), current.NameOf(code[..12]) }.OfType<string>())
            : null;
    }

    /// <summary>When no place was given: where the first photo with a place inside the district was taken.</summary>
    internal void FromPhotos(ReportForm typed, IReadOnlyList<IncomingFile> files)
    {
        if (typed.Lon is not null || typed.Lat is not null || !string.IsNullOrWhiteSpace(typed.PlaceText))
            return;
        foreach (var (lon, lat) in Told(typed.PhotoFacts).Concat(files.Select(Written)))
            if (lon is { } x && lat is { } y && AreaAt(x, y) is { } area)
            {
                (typed.Lon, typed.Lat, typed.PlaceBy, typed.PlaceText) = (x, y, "photo", area);
                return;
            }
    }

    private static (double? Lon, double? Lat) Written(IncomingFile file)
    {
        var origin = PhotoOrigin.Read(file.Bytes, FileIntake.Check(file).Kind);
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
