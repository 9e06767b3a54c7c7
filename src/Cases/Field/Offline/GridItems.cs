using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Cases.CasePages;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;

namespace Gezhi.Cases.Field.Offline;

/// <summary>A worker's own grids with today's boundaries. 离线网格</summary>
internal sealed class GridItems(AreaExtent extent, AreaWords areas) : ISyncItems
{
    public string Kind => "grid";

    public Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<SyncMark>>([.. All(actor).Select(i => new SyncMark(i.Id, i.V))]);

    public Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<SyncItem>>([.. All(actor).Where(i => ids.Contains(i.Id))]);

    private IEnumerable<SyncItem> All(Actor actor)
    {
        var codes = FieldAreas.Of(actor);
        var outlines = extent.Drawn(codes).ToLookup(a => a.Code);
        foreach (var code in codes)
        {
            var grid = new OfflineGrid(
                areas.Name(code),
                areas.Path(code),
                [
                    .. outlines[code]
                        .SelectMany(a => a.Polygons)
                        .Select(polygon => polygon[0].Select(p => new[] { Math.Round(p.Lon, 6), Math.Round(p.Lat, 6) }).ToArray()),
                ],
                true
            );
            yield return new SyncItem(code, ContentMark.Of(grid), grid);
        }
    }
}

/// <summary>A grid as the device keeps it. 离线网格内容</summary>
/// <param name="Full">Street, community, grid.</param>
/// <param name="Rings">Outer rings, WGS-84 degrees; empty where no boundary is known.</param>
/// <param name="Own">Always true: neighbours are not sent yet.</param>
internal sealed record OfflineGrid(string Name, string Full, IReadOnlyList<double[][]> Rings, bool Own);

/// <summary>Version text of what has no version of its own: its content. 内容版本</summary>
internal static class ContentMark
{
    /// <summary>16 hex digits.</summary>
    public static string Of(object data) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data, data.GetType())))[..16];
}
