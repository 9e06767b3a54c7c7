using System.Globalization;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Locating;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Changing;

/// <summary>A post whose area stands no longer. 待移岗位</summary>
/// <param name="Successors">Codes its ground went to; empty when nobody recorded them.</param>
internal sealed record StrayPost(string Title, string AreaCode, IReadOnlyList<string> Successors);

/// <summary>Reads the changes of boundaries and the posts they left behind. 边界变更查询</summary>
internal sealed class ReadChanges(GezhiDb db, GridMap map, ReadGridStaff? readStaff = null)
{
    private const int MostChanges = 100;

    public Task<List<BoundaryChange>> Latest(CancellationToken ct) =>
        db.BoundaryChanges.AsNoTracking().OrderByDescending(c => c.Id).Take(MostChanges).ToListAsync(ct);

    /// <summary>Posts that have to be moved, by their public titles.</summary>
    public async Task<IReadOnlyList<StrayPost>> Strays(IReadOnlyList<BoundaryChange> changes, Actor actor, CancellationToken ct)
    {
        if (readStaff is null || map.Current.ValidOn == DateOnly.MinValue)
            return [];
        var posts = await readStaff(actor.DistrictId.ToString(CultureInfo.InvariantCulture), ct);
        var became = changes
            .SelectMany(c => c.Successions.Split(',', StringSplitOptions.RemoveEmptyEntries))
            .Select(s => s.Split('>'))
            .ToLookup(s => s[0], s => s[1]);
        return
        [
            .. posts
                .Where(p => map.Current.NameOf(p.AreaCode) is null)
                .Select(p => new StrayPost(p.Title, p.AreaCode, [.. became[p.AreaCode].Distinct()])),
        ];
    }
}
