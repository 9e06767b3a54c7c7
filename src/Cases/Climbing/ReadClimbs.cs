using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Climbing;

/// <summary>Calls that stand: those to the person's units, and those on cases the person sees. 吹哨列表</summary>
public sealed class ReadClimbs(CaseDesk desk)
{
    private const int Most = 100;

    /// <param name="Calls">Both sides: who is called and who has come.</param>
    /// <param name="IsMine">One of the person's units is called and has not come.</param>
    public sealed record Row(
        Climb Climb,
        string? CaseNo,
        string Title,
        string AreaCode,
        string PlaceText,
        int Version,
        IReadOnlyList<ClimbCall> Calls,
        bool IsMine
    );

    /// <param name="isEnded">The settled ones instead, newest first.</param>
    public async Task<IReadOnlyList<Row>> Run(Actor actor, bool isEnded, CancellationToken ct)
    {
        var db = desk.Db;
        var units = actor.Posts.Select(p => p.UnitCode).OfType<string>().ToList();
        var cases = db.Cases.AsNoTracking().VisibleTo(actor, db);
        if (!isEnded)
            cases = cases.Where(c => CaseFlow.OpenStates.Contains(c.State)); // older ones outlived their case
        var found = await db.Set<Climb>()
            .AsNoTracking()
            .Where(c => isEnded ? c.EndedAt != null : c.EndedAt == null)
            .Join(cases, c => c.CaseId, c => c.Id, (climb, subject) => new { climb, subject })
            .OrderByDescending(x =>
                db.Set<ClimbCall>().Any(c => c.ClimbId == x.climb.Id && c.ReportedAt == null && units.Contains(c.UnitCode))
            )
            .ThenByDescending(x => x.climb.At)
            .Take(Most)
            .ToListAsync(ct);
        var ids = found.ConvertAll(x => x.climb.Id);
        var calls = (await db.Set<ClimbCall>().AsNoTracking().Where(c => ids.Contains(c.ClimbId)).ToListAsync(ct)).ToLookup(c => c.ClimbId);
        return
        [
            .. found
                .Select(x => new Row(
                    x.climb,
                    x.subject.CaseNo,
                    x.subject.Title,
                    x.subject.AreaCode,
                    x.subject.PlaceText,
                    x.subject.Version,
                    [.. calls[x.climb.Id]],
                    calls[x.climb.Id].Any(c => c.ReportedAt is null && units.Contains(c.UnitCode))
                ))
                .OrderByDescending(r => r.IsMine)
                .ThenBy(r => isEnded ? DateTime.MinValue : r.Climb.ReportBy),
        ];
    }
}
