using System.Globalization;
using Gezhi.Cases.Rules.Pages;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.HandOver;

/// <summary>Lists the register and keeps it. 在建与移交页</summary>
public sealed partial class HandOversPage : RulePage
{
    private List<PlaceInBetween> places = [];
    private PlaceInBetween? edited;

    private bool MayKeep => Actor.Can(Permission.KeepRules);

    private DateOnly Today => Desk.Calendar.LocalDay(Now);

    private Dictionary<string, string> Labels =>
        new()
        {
            ["AreaPrefix"] = T["区域编码"],
            ["Circle"] = T["圆心和半径"],
            ["Outline"] = T["边界"],
            ["CategoryPrefixes"] = T["哪些事项"],
            ["HandedOverOn"] = T["移交日期"],
        };

    protected override async Task Fetch()
    {
        await base.Fetch();
        places = await Desk
            .Db.Set<PlaceInBetween>()
            .AsNoTracking()
            .Where(p => !p.IsRemoved)
            .OrderBy(p => p.HandedOverOn)
            .ThenBy(p => p.Name)
            .ToListAsync(Aborted);
        edited = Guid.TryParse(Query("edit"), out var id) ? places.Find(p => p.Id == id) : null;
    }

    private Task Save() =>
        Try(async () =>
        {
            var (lon, lat, radius) = Round();
            await Saving.Run(
                edited?.Id,
                new(
                    Sent("Name"),
                    Named.One<PlaceSort>(Sent("Sort")) ?? throw new InvalidInput("Sort", "input.invalid"),
                    Sent("CategoryPrefixes"),
                    Sent("AreaPrefix") is { Length: > 0 } area ? area : null,
                    lon,
                    lat,
                    radius,
                    Sent("Outline") is { Length: > 0 } outline ? outline : null,
                    DayOf("BuiltOn"),
                    Sent("KeeperUnitCode"),
                    Sent("ToUnitCode"),
                    DayOf("HandedOverOn"),
                    Sent("Note"),
                    Sent("IsRemoved") == "true",
                    int.TryParse(Sent("Version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null
                ),
                Actor,
                Aborted
            );
            return "/places-between?said=saved";
        });

    private (double? Lon, double? Lat, int? Radius) Round()
    {
        if (Sent("Circle") is not { Length: > 0 } text)
            return (null, null, null);
        var parts = text.Split([',', '，'], StringSplitOptions.TrimEntries);
        return
            parts.Length == 3
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var lon)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var radius)
            ? (lon, lat, radius)
            : throw new InvalidInput("Circle", "place.where");
    }

    private DateOnly? DayOf(string name) =>
        Sent(name) is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new InvalidInput(name, "input.invalid");

    private string Where(PlaceInBetween place) =>
        place.AreaPrefix is { } area ? Areas.Path(area)
        : place.RadiusMetres is { } radius ? T["半径 {0} 米", radius]
        : T["{0} 个点围成", place.Corners().Count];

    private static string Kind(HandOverState state) =>
        state switch
        {
            HandOverState.HandedOver => "done",
            HandOverState.NotHandedOver => "late",
            _ => "hold",
        };

    private static string? Circle(PlaceInBetween? place) =>
        place?.RadiusMetres is null ? null : string.Create(CultureInfo.InvariantCulture, $"{place.Lon},{place.Lat},{place.RadiusMetres}");

    private static string? Outline(PlaceInBetween? place) =>
        place?.Ring is null
            ? null
            : string.Join('\n', place.Corners().Select(c => string.Create(CultureInfo.InvariantCulture, $"{c[0]},{c[1]}")));

    private string? Value(string name, string? stands) => IsPostOf("place") ? Sent(name) : stands;

    private string[] Errors(string field) => Refused?.Errors?.GetValueOrDefault(field) ?? [];

    private RenderFragment Options(string name, string? stands) =>
        builder =>
        {
            var chosen = Value(name, stands);
            foreach (var unit in Units)
            {
                builder.OpenElement(0, "option");
                builder.AddAttribute(1, "value", unit.Code);
                builder.AddAttribute(2, "selected", unit.Code == chosen);
                builder.AddContent(3, unit.Name(Culture));
                builder.CloseElement();
            }
        };
}
