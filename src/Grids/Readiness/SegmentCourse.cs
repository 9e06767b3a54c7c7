using System.Globalization;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;

namespace Gezhi.Grids.Readiness;

/// <summary>The course of a segment as text. 责任段走向</summary>
public static class SegmentCourse
{
    /// <returns>Null for an empty text.</returns>
    /// <exception cref="InvalidInput">Fewer than two places, or something else than places.</exception>
    internal static string? Checked(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var places = Read(text);
        return places.Count >= 2 ? Write(places) : throw new InvalidInput("Course", "input.invalid");
    }

    /// <summary>Places of a course; what is none ends it.</summary>
    public static IReadOnlyList<LonLat> Read(string? text)
    {
        var places = new List<LonLat>();
        foreach (var pair in (text ?? "").Split([' ', '\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (
                pair.Split(',') is not [var lon, var lat]
                || !double.TryParse(lon, CultureInfo.InvariantCulture, out var x)
                || !double.TryParse(lat, CultureInfo.InvariantCulture, out var y)
                || new LonLat(x, y) is not { IsValid: true } place
            )
                break;
            places.Add(place);
        }
        return places;
    }

    public static string Write(IEnumerable<LonLat> places) =>
        string.Join(' ', places.Select(p => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(p.Lon, 6)},{Math.Round(p.Lat, 6)}")));
}
