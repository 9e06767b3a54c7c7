using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Closing;

/// <summary>Who tells whom of a step: a notice is claimed before it is sent, so that two deliveries at once tell nobody twice. 告知认领</summary>
internal static class NoticeClaims
{
    /// <summary>Longer than a gateway takes to answer: an unfinished claim as old as this is of a process that died.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    private const int Chunk = 200;

    /// <summary>Claims many at once: a case that thousands reported must not take a commit for each claim.</summary>
    /// <param name="make">The claim of a report.</param>
    /// <returns>What was claimed here and is still to be sent; empty when another delivery was at the same.</returns>
    public static async Task<Dictionary<Guid, Notice>> ClaimAll(
        GezhiDb db,
        IEnumerable<Report> reports,
        TimelineRow step,
        Func<Report, Notice> make,
        CancellationToken ct
    )
    {
        var known = await db.Set<Notice>()
            .Where(n => n.CaseId == step.CaseId && n.Sequence == step.Sequence)
            .Select(n => n.ReportId)
            .ToListAsync(ct);
        var mine = new Dictionary<Guid, Notice>();
        foreach (var chunk in reports.ExceptBy(known.ToHashSet(), r => r.Id).Chunk(Chunk))
        {
            List<Notice> claims = [.. chunk.Select(make)];
            if (!await TrySave(db, claims, ct))
                break; // somebody else is at it: the rest one by one
            foreach (var claim in claims)
                mine[claim.ReportId] = claim;
        }
        return mine;
    }

    /// <summary>The claim that was there before.</summary>
    public static Task<Notice?> Find(GezhiDb db, Report report, TimelineRow step, CancellationToken ct) =>
        db.Set<Notice>().FirstOrDefaultAsync(n => n.ReportId == report.Id && n.CaseId == step.CaseId && n.Sequence == step.Sequence, ct);

    public static Task<bool> Claim(GezhiDb db, Notice notice, CancellationToken ct) => TrySave(db, [notice], ct);

    /// <summary>Takes over what a process that died has left; false while its claim is young, or when another was faster.</summary>
    public static async Task<bool> TakeOver(GezhiDb db, Notice notice, DateTime now, CancellationToken ct)
    {
        var before = notice.At;
        if (now - before < Abandoned)
            return false;
        using (await db.Dialect.WriteTurn(db.Database.CurrentTransaction is not null, ct))
        {
            var mine = db.Set<Notice>().Where(n => n.ReportId == notice.ReportId && n.CaseId == notice.CaseId);
            mine = mine.Where(n => n.Sequence == notice.Sequence && n.At == before && !n.IsSent);
            if (await mine.ExecuteUpdateAsync(n => n.SetProperty(x => x.At, now), ct) != 1)
                return false;
        }
        await db.Entry(notice).ReloadAsync(ct);
        return true;
    }

    private static async Task<bool> TrySave(GezhiDb db, List<Notice> claims, CancellationToken ct)
    {
        db.AddRange(claims);
        try
        {
            await db.Save(ct);
            return true;
        }
        catch (DuplicateKey)
        {
            foreach (var claim in claims)
                db.Entry(claim).State = EntityState.Detached;
            return false;
        }
    }
}
