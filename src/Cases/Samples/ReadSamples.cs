using Gezhi.Cases.Checking;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Samples;

/// <summary>Reads draws, what of them waits for this checker, and the protocol of one. 抽查列表</summary>
public sealed class ReadSamples(CaseDesk desk)
{
    private const int Most = 100;

    /// <param name="BeforeHash">A photo of how it was; null for none.</param>
    /// <param name="AfterHash">A photo of how it was left; null for none.</param>
    public sealed record Row(
        DrawEntry Entry,
        string Title,
        string AreaCode,
        string PlaceText,
        string? UnitCode,
        DateTime? ClosedAt,
        string? BeforeHash,
        string? AfterHash
    );

    /// <param name="Failed">Of those looked at.</param>
    public sealed record DrawRow(Draw Draw, int Checked, int Failed);

    /// <param name="Entries">The drawn ones, by stratum and ticket.</param>
    /// <param name="Strata">Population and drawn by stratum.</param>
    public sealed record Protocol(Draw Draw, IReadOnlyList<DrawEntry> Entries, IReadOnlyList<StratumRow> Strata);

    public sealed record StratumRow(Stratum Stratum, int Percent, int Population, int Drawn, int Checked, int Failed);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/samples/{drawId:guid}/list.csv",
                async (Guid drawId, ReadSamples feature, CancellationToken ct) =>
                    TypedResults.Text(await feature.List(drawId, ct), "text/csv; charset=utf-8")
            )
            .RequirePermission(Permission.Check, Permission.Reopen, Permission.Supervise)
            .ExcludeFromDescription();

    /// <summary>Drawn, closed, not looked at, and no work of this person; the oldest draw first.</summary>
    public async Task<IReadOnlyList<Row>> Waiting(Actor actor, CancellationToken ct)
    {
        var db = desk.Db;
        var me = actor.AccountId;
        List<CaseAction> hands = [.. CheckCase.Work, CaseAction.SolveOnSpot, .. Hands.Judged];
        List<string> units = [.. actor.Posts.Select(p => p.UnitCode).OfType<string>()];
        var checking = actor with { Posts = [.. actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.Check))] };
        return await db.Set<DrawEntry>()
            .AsNoTracking()
            .Where(e => e.IsDrawn && e.CheckedAt == null)
            .Join(db.Cases.AsNoTracking().VisibleTo(checking, db), e => e.CaseId, c => c.Id, (e, c) => new { e, c })
            .Where(x => x.c.State == CaseState.Closed)
            .Where(x => x.c.LeadUnitCode == null || !units.Contains(x.c.LeadUnitCode))
            .Where(x => !db.Set<Timelines.TimelineRow>().Any(t => t.CaseId == x.c.Id && t.AccountId == me && hands.Contains(t.Action)))
            .OrderBy(x => x.e.DrawId)
            .ThenBy(x => x.e.Ticket)
            .Take(Most)
            .Select(x => new Row(
                x.e,
                x.c.Title,
                x.c.AreaCode,
                x.c.PlaceText,
                x.c.LeadUnitCode,
                x.c.ClosedAt,
                x.c.CoverHash,
                db.Set<Evidence>()
                    .Where(v => v.CaseId == x.c.Id && v.Kind == EvidenceKind.After)
                    .OrderByDescending(v => v.Id)
                    .Select(v => v.FileHash)
                    .FirstOrDefault()
            ))
            .ToListAsync(ct);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<DrawRow>> Draws(CancellationToken ct)
    {
        var entries = desk.Db.Set<DrawEntry>();
        return await desk
            .Db.Set<Draw>()
            .AsNoTracking()
            .OrderByDescending(d => d.ToOn)
            .Take(Most)
            .Select(d => new DrawRow(
                d,
                entries.Count(e => e.DrawId == d.Id && e.CheckedAt != null),
                entries.Count(e => e.DrawId == d.Id && e.Passed == false)
            ))
            .ToListAsync(ct);
    }

    /// <exception cref="NotFound">No such draw.</exception>
    public async Task<Protocol> One(Guid drawId, CancellationToken ct)
    {
        var draw = await Find(drawId, ct);
        var entries = desk.Db.Set<DrawEntry>().AsNoTracking().Where(e => e.DrawId == drawId);
        var drawn = await entries.Where(e => e.IsDrawn).OrderBy(e => e.Stratum).ThenBy(e => e.Ticket).ToListAsync(ct);
        var counts = await entries
            .GroupBy(e => e.Stratum)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var strata = Lots.Read(draw.Shares)
            .OrderBy(s => s.Key)
            .Select(s =>
            {
                var own = drawn.FindAll(e => e.Stratum == s.Key);
                return new StratumRow(
                    s.Key,
                    s.Value,
                    counts.GetValueOrDefault(s.Key),
                    own.Count,
                    own.Count(e => e.CheckedAt is not null),
                    own.Count(e => e.Passed == false)
                );
            });
        return new Protocol(draw, drawn, [.. strata]);
    }

    /// <summary>The whole population with its tickets, by stratum and ticket, as CSV.</summary>
    public async Task<string> List(Guid drawId, CancellationToken ct)
    {
        var draw = await Find(drawId, ct);
        var entries = await desk
            .Db.Set<DrawEntry>()
            .AsNoTracking()
            .Where(e => e.DrawId == draw.Id)
            .OrderBy(e => e.Stratum)
            .ThenBy(e => e.Ticket)
            .ThenBy(e => e.CaseNo)
            .ToListAsync(ct);
        return "stratum,ticket,case_no,drawn\n"
            + string.Concat(entries.Select(e => $"{e.Stratum},{e.Ticket},{e.CaseNo},{(e.IsDrawn ? 1 : 0)}\n"));
    }

    private async Task<Draw> Find(Guid drawId, CancellationToken ct) =>
        await desk.Db.Set<Draw>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == drawId, ct) ?? throw new NotFound("draw");
}
