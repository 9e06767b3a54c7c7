using Gezhi.Cases.CasePages;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Gaps;

/// <summary>Which entries a list shows. 空白筛选</summary>
public enum GapTab
{
    /// <summary>待裁决.</summary>
    Open,

    /// <summary>待我裁决.</summary>
    Mine,

    /// <summary>已超期.</summary>
    Late,

    /// <summary>已裁决.</summary>
    Decided,
}

/// <summary>Reads the gap register. 管理空白登记册</summary>
#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
public sealed class ReadGaps(CaseDesk desk)
{
    /// <summary>Most rows of one list.</summary>
    public const int Most = 200;

    /// <summary>Who may read the register.</summary>
    public static readonly Permission[] Readers = [Permission.Dispatch, Permission.Supervise, Permission.Arbitrate, Permission.KeepRules];

    public static void Map(IEndpointRouteBuilder gaps)
    {
        gaps.MapGet("", (GapTab? tab, ReadGaps feature, Actor actor, CancellationToken ct) => feature.Run(tab ?? GapTab.Open, actor, ct))
            .WithSummary("管理空白登记册 · The gap register");
        gaps.MapGet("/{gapId:guid}", (Guid gapId, ReadGaps feature, Actor actor, CancellationToken ct) => feature.One(gapId, actor, ct))
            .WithSummary("管理空白 · One gap");
    }

    /// <summary>Open ones by their deadline, decided ones newest first.</summary>
    public async Task<IReadOnlyList<Gap>> Run(GapTab tab, Actor actor, CancellationToken ct)
    {
        var (now, me) = (desk.Now, actor.AccountId);
        var gaps = Visible(actor).AsNoTracking();
        gaps = tab switch
        {
            GapTab.Decided => gaps.Where(g => g.DecidedAt != null).OrderByDescending(g => g.DecidedAt),
            GapTab.Mine => gaps.Where(g => g.DecidedAt == null && g.DeciderId == me).OrderBy(g => g.DueAt),
            GapTab.Late => gaps.Where(g => g.DecidedAt == null && (g.DueAt < now || g.Climbs > 0)).OrderBy(g => g.DueAt),
            _ => gaps.Where(g => g.DecidedAt == null).OrderBy(g => g.DueAt),
        };
        return await Counted(await gaps.Take(Most).ToListAsync(ct), ct);
    }

    /// <summary>How many entries wait for this person.</summary>
    public Task<int> CountMine(Actor actor, CancellationToken ct)
    {
        var me = actor.AccountId;
        return Visible(actor).CountAsync(g => g.DecidedAt == null && g.DeciderId == me, ct);
    }

    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task<Gap> One(Guid gapId, Actor actor, CancellationToken ct) =>
        (await Counted(await Visible(actor).AsNoTracking().Where(g => g.Id == gapId).ToListAsync(ct), ct)) is [var gap]
            ? gap
            : throw new NotFound("gap");

    private async Task<IReadOnlyList<Gap>> Counted(List<Gap> gaps, CancellationToken ct)
    {
        var ids = gaps.ConvertAll(g => g.Id);
        var counts = await desk
            .Db.Set<GapCase>()
            .Where(c => ids.Contains(c.GapId))
            .GroupBy(c => c.GapId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        foreach (var gap in gaps)
            gap.CaseCount = counts.GetValueOrDefault(gap.Id);
        return gaps;
    }

    /// <summary>Its cases as lists show them, newest first; only those this person may see.</summary>
    internal async Task<IReadOnlyList<CaseLine>> Cases(Guid gapId, Actor actor, CancellationToken ct) =>
        await desk
            .Db.Cases.AsNoTracking()
            .VisibleTo(actor, desk.Db)
            .Where(c => desk.Db.Set<GapCase>().Any(g => g.GapId == gapId && g.CaseId == c.Id))
            .OrderByDescending(c => c.CreatedAt)
            .Take(Most)
            .Select(CaseLine.From)
            .ToListAsync(ct);

    /// <summary>Entries below the areas of the actor's posts.</summary>
    internal IQueryable<Gap> Visible(Actor actor)
    {
        var areas = actor
            .Posts.Where(p => p.AreaCode is not null && Readers.Any(r => RolePermissions.Has(p.Role, r)))
            .Select(p => p.AreaCode!)
            .Distinct()
            .ToList();
        return areas.Exists(a => a.Length <= 6)
            ? desk.Db.Set<Gap>()
            : desk.Db.Set<Gap>().Where(g => areas.Any(a => g.AreaCode.StartsWith(a)));
    }
}
