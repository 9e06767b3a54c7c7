using System.Collections.Concurrent;
using Gezhi.Grids.Locating;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Areas;

/// <summary>A row of an area with its boundary read. 区域行</summary>
/// <param name="Shape">Open rings; empty when the boundary is not known. The same object as long as the row does not change.</param>
internal sealed record ShapedArea(Area Row, IReadOnlyList<LonLat[][]> Shape)
{
    public PlannedArea Planned => new(Row.Code, Row.Kind, Row.NameZh, Row.NameEn, Row.Households, Row.IsRural, Shape);
}

/// <summary>Boundaries that were read once, so that a change of one grid need not read them all again. 边界缓存</summary>
public sealed class AreaShelf
{
    /// <summary>More rows than these are read in one sweep instead of by their ids.</summary>
    private const int FewRows = 400;

    private readonly ConcurrentDictionary<Guid, (int Version, IReadOnlyList<LonLat[][]> Shape)> shapes = new();
    private readonly ConcurrentDictionary<Guid, (int Version, GridShape Shape)> cells = new();

    /// <summary>All areas of the context's district standing on a local day; the rows come without their boundary text.</summary>
    internal async Task<List<ShapedArea>> Read(GezhiDb db, DateOnly day, CancellationToken ct)
    {
        if (shapes.IsEmpty)
            return await ReadAll(db, day, ct);
        var rows = await db.AreasOn(day).AsNoTracking().OrderBy(a => a.Code).Select(Bare).ToListAsync(ct);
        var found = new Dictionary<Guid, IReadOnlyList<LonLat[][]>>(rows.Count);
        foreach (var row in rows)
            if (shapes.TryGetValue(row.Id, out var known) && known.Version == row.Version)
                found[row.Id] = known.Shape;
        var missing = rows.Where(r => !found.ContainsKey(r.Id)).Select(r => r.Id).ToHashSet();
        if (missing.Count > 0)
            await ReadMissing(db, day, missing, found, ct);
        return [.. rows.Where(r => found.ContainsKey(r.Id)).Select(r => new ShapedArea(r, found[r.Id]))];
    }

    private async Task ReadMissing(
        GezhiDb db,
        DateOnly day,
        HashSet<Guid> missing,
        Dictionary<Guid, IReadOnlyList<LonLat[][]>> found,
        CancellationToken ct
    )
    {
        var (query, ids) = (db.AreasOn(day).AsNoTracking(), missing.ToList());
        var texts = await (missing.Count > FewRows ? query : query.Where(a => ids.Contains(a.Id)))
            .Select(a => new
            {
                a.Id,
                a.Version,
                a.Shape,
            })
            .ToListAsync(ct);
        foreach (var text in texts.Where(t => missing.Contains(t.Id)))
        {
            found[text.Id] = text.Shape is null ? [] : Rings.Normal(AreaShape.Read(text.Shape));
            shapes[text.Id] = (text.Version, found[text.Id]);
        }
    }

    /// <summary>All unit grids of the context's district standing on a local day, with their boundaries.</summary>
    internal async Task<List<(Guid Id, GridShape Shape)>> ReadCells(GezhiDb db, DateOnly day, CancellationToken ct)
    {
        var standing = db.UnitGrids.AsNoTracking().Where(c => c.ValidFrom <= day && (c.ValidTo == null || c.ValidTo >= day));
        var rows = await standing
            .OrderBy(c => c.Code)
            .Select(c => new
            {
                c.Id,
                c.Code,
                c.Version,
            })
            .ToListAsync(ct);
        var missing = rows.Where(r => !cells.TryGetValue(r.Id, out var known) || known.Version != r.Version).Select(r => r.Id).ToList();
        if (missing.Count > 0)
        {
            var texts = await (missing.Count > FewRows ? standing : standing.Where(c => missing.Contains(c.Id)))
                .Select(c => new
                {
                    c.Id,
                    c.Code,
                    c.Version,
                    c.Shape,
                })
                .ToListAsync(ct);
            foreach (var text in texts)
                cells[text.Id] = (text.Version, new GridShape(text.Code, AreaShape.Read(text.Shape)));
        }
        return [.. rows.Where(r => cells.ContainsKey(r.Id)).Select(r => (r.Id, cells[r.Id].Shape))];
    }

    /// <summary>At start everything is missing: one query instead of two.</summary>
    private async Task<List<ShapedArea>> ReadAll(GezhiDb db, DateOnly day, CancellationToken ct)
    {
        var rows = await db.AreasOn(day).AsNoTracking().OrderBy(a => a.Code).ToListAsync(ct);
        var read = rows.AsParallel()
            .AsOrdered()
            .Select(r => new ShapedArea(r, r.Shape is null ? [] : Rings.Normal(AreaShape.Read(r.Shape))))
            .ToList();
        foreach (var area in read)
        {
            shapes[area.Row.Id] = (area.Row.Version, area.Shape);
            area.Row.Shape = null; // the text is not needed again
        }
        return read;
    }

    /// <summary>Lets go of rows that ended, so that the shelf does not grow for ever.</summary>
    internal void KeepOnly(IReadOnlySet<Guid> standing)
    {
        foreach (var id in shapes.Keys.Where(id => !standing.Contains(id)))
            shapes.TryRemove(id, out _);
        foreach (var id in cells.Keys.Where(id => !standing.Contains(id)))
            cells.TryRemove(id, out _);
    }

    private static readonly System.Linq.Expressions.Expression<Func<Area, Area>> Bare = a => new Area
    {
        DistrictId = a.DistrictId,
        Id = a.Id,
        Code = a.Code,
        Level = a.Level,
        Kind = a.Kind,
        NameZh = a.NameZh,
        NameEn = a.NameEn,
        Households = a.Households,
        IsRural = a.IsRural,
        Source = a.Source,
        ValidFrom = a.ValidFrom,
        ValidTo = a.ValidTo,
        Version = a.Version,
    };
}
