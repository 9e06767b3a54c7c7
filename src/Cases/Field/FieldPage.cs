using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Platform.Geo;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases.Field;

/// <summary>Base of the field pages. 随手办页面基类</summary>
public abstract class FieldPage : WorkPage
{
    /// <summary>Where the device is, as <c>lon,lat</c> in WGS-84 degrees; sent by script, used for the order of the way, never kept.</summary>
    private const string PositionHeader = "X-Position";

    [Inject]
    protected FieldWords Words { get; set; } = null!;

    [Inject]
    protected StaffWords Staff { get; set; } = null!;

    [Inject]
    protected TimeWords Times { get; set; } = null!;

    [Inject]
    protected AreaWords Areas { get; set; } = null!;

    /// <summary>Null when the device did not say.</summary>
    protected LonLat? Here =>
        Http?.Request.Headers[PositionHeader].ToString().Split(',') is [var lon, var lat]
        && double.TryParse(lon, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
        && double.TryParse(lat, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
        && new LonLat(x, y) is { IsValid: true } place
            ? place
            : null;

    /// <summary>Name of the own grid, with the number of further ones.</summary>
    protected string GroundName =>
        FieldAreas.Of(Actor) switch
        {
            [] => T["还没有责任网格"],
            [var only] => Named(only),
            var several => T["{0} 等 {1} 个网格", Areas.Name(several[0]), several.Count],
        };

    /// <summary>Street and smallest area; the levels between say nothing new.</summary>
    protected string Named(string area) => area.Length > 9 ? $"{Areas.Street(area)} · {Areas.Name(area)}" : Areas.Name(area);
}
