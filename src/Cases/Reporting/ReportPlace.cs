using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;

namespace Gezhi.Cases.Reporting;

/// <summary>Where it is: grid, point and words. 事发位置</summary>
/// <param name="AreaCode">Micro-grid (17 digits), the dedicated grid over it (15) where there is one, or the district (6) when the place is not known yet.</param>
/// <param name="Lon">WGS-84; null when not known.</param>
/// <param name="Lat">WGS-84; null when not known.</param>
/// <param name="Text">Landmark or description.</param>
public sealed record Spot(string AreaCode, double? Lon, double? Lat, string Text);

/// <summary>Finds the grid of a report: by point, else by a landmark's name; else the operator places it. 定位</summary>
public sealed class ReportPlace(GezhiDb db, AreaBook book, PlaceNames names, PlaceSearch places)
{
    /// <exception cref="RuleViolation"><c>place.outside</c>: the point lies outside the district.</exception>
    /// <exception cref="InvalidInput">Only one of the two coordinates.</exception>
    public Task<Spot> Find(CreateReport.Command command, CancellationToken ct) => Find(command, false, ct);

    /// <param name="isForgiving">A point outside the district becomes words, and the operator places it.</param>
    internal async Task<Spot> Find(CreateReport.Command command, bool isForgiving, CancellationToken ct)
    {
        var words = names.Kept(PlainText.Clean(command.PlaceText).ReplaceLineEndings(" "));
        if (command.Lon is null != command.Lat is null)
            throw new InvalidInput(nameof(command.Lon), "place.half");
        if (command.Lon is { } lon && command.Lat is { } lat)
        {
            var point = Coordinates.ToWgs84(new LonLat(lon, lat), command.Reference ?? CoordinateReference.Wgs84);
            return isForgiving ? Inside(point, words) ?? Outside(point, words) : At(point, words);
        }
        if (words.Length > 0 && await places.Best(words, ct) is { } landmark)
            return At(new LonLat(landmark.Lon, landmark.Lat), words);
        return new Spot(District, null, null, words);
    }

    /// <summary>The spot of a WGS-84 point.</summary>
    public Spot At(LonLat point, string words) => Inside(point, words) ?? throw new RuleViolation("place.outside");

    /// <summary>The spot of a WGS-84 point; null outside the district. A known place that was chosen in English is kept in Chinese.</summary>
    public Spot? Inside(LonLat point, string words)
    {
        var code = book.CountsAt(point.Lon, point.Lat);
        return code is not null && code.StartsWith(District, StringComparison.Ordinal)
            ? new Spot(code, Math.Round(point.Lon, 7), Math.Round(point.Lat, 7), names.Kept(words))
            : null;
    }

    private Spot Outside(LonLat point, string words)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{words}（坐标在区外：{point.Lon:0.######}, {point.Lat:0.######}）");
        return new Spot(District, null, null, TextElements.Cut(said, 200));
    }

    private string District => db.DistrictId.ToString(CultureInfo.InvariantCulture);
}
