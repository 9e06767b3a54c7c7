using System.Globalization;
using System.Text.Json;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Drawing;
using Gezhi.Grids.Places;
using Gezhi.Platform.Geo;
using Gezhi.Web.Seeding;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>The ground of the seed town, as the loader makes it from the tables.</summary>
internal static class SeedGround
{
    public static SeedTown Town { get; } = SeedTown.Read(Path.Combine(Repository.Root, "seed"));

    public static MapGround Ground { get; } = Build(version: 1);

    public static LonLat Tower { get; } = Town.Landmarks.Single(l => l.Name == "二七纪念塔").At;

    public static BaseMap Map(MapGround? ground = null)
    {
        var map = new BaseMap();
        map.Replace(ground ?? Ground);
        return map;
    }

    /// <param name="version">Version of every area's row.</param>
    public static MapGround Build(int version)
    {
        using var builder = new GroundBuilder();
        builder.Add(
            Town.Areas.Select(a =>
                (
                    Row(a, version),
                    (IReadOnlyList<LonLat[][]>)
                        [
                            [
                                [.. a.Ring],
                            ],
                        ]
                )
            ),
            [
                .. Town.Roads.Select((r, i) => Feature(i, r.IsMain ? "main-road" : "road", r.Name, r.Lines)),
                .. Town.Waters.Select((w, i) => Feature(10_000 + i, "water", w.Name, [w.Line], w.WidthMetres)),
                .. Town.Parks.Select((p, i) => Feature(20_000 + i, "park", p.Name, [p.Ring])),
            ],
            Town.Landmarks.Select(l => new Landmark
            {
                Id = Id(l.No),
                Name = l.Name,
                Kind = l.Kind.ToString(),
                Lon = l.At.Lon,
                Lat = l.At.Lat,
            })
        );
        return builder.Build(new DateOnly(2026, 3, 5));
    }

    private static Area Row(SeedArea area, int version) =>
        new()
        {
            Id = Id(long.Parse(area.Code, CultureInfo.InvariantCulture)),
            Code = area.Code,
            Level = area.Level,
            NameZh = area.Name,
            Version = version,
        };

    private static MapFeature Feature(int no, string kind, string name, IReadOnlyList<IReadOnlyList<LonLat>> lines, double? width = null) =>
        new()
        {
            Id = Id(no),
            Kind = kind,
            Name = name,
            WidthMetres = width,
            Shape = JsonSerializer.Serialize(lines.Select(line => line.Select(p => new[] { p.Lon, p.Lat }))),
        };

    private static Guid Id(long no) => new((int)(no >> 32), (short)(no >> 16), (short)no, new byte[8]);
}
