using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Joining;

/// <summary>Does what was decided for many cases, a hundred at a time: joins the lists, takes in what comes, takes back. 集中并单执行</summary>
/// <remarks>
/// Whoever else moves one of the cases at the same moment wins: the hundred is tried again with what is known then. While a standing one takes in,
/// the lead case keeps its version, so that the people who work on it are not held up.
/// </remarks>
public sealed class JoinRound(CaseDesk desk, Joins joins)
{
    /// <summary>Cases in one transaction.</summary>
    public const int Most = 100;

    private const int MostLookedAt = 400;
    private const double MetresPerDegree = 111_320;

    /// <summary>A report may be saved a moment after a later one.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    /// <returns>Whether more is to be done at once.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        var more = false;
        var batches = desk.Db.Set<JoinBatch>();
        var open = await batches
            .AsNoTracking()
            .Where(b => desk.Db.Set<JoinBatchCase>().Any(c => c.BatchId == b.Id && c.State == JoinState.Waiting))
            .Where(b => b.UndoneAt == null)
            .Select(b => b.Id)
            .ToListAsync(ct);
        foreach (var id in open)
            more |= await JoinSome(id, ct);
        foreach (var id in await batches.AsNoTracking().Where(b => b.IsStanding && b.EndedAt == null).Select(b => b.Id).ToListAsync(ct))
            more |= await TakeIn(id, ct);
        foreach (
            var id in await batches
                .AsNoTracking()
                .Where(b => b.UndoneAt != null && desk.Db.Set<JoinBatchCase>().Any(c => c.BatchId == b.Id && c.State == JoinState.Joined))
                .Select(b => b.Id)
                .ToListAsync(ct)
        )
            more |= await TakeBack(id, ct);
        return more;
    }

    /// <summary>The next hundred of a list.</summary>
    internal async Task<bool> JoinSome(Guid batchId, CancellationToken ct)
    {
        desk.Db.Forget();
        var batch = await desk.Db.Set<JoinBatch>().FirstAsync(b => b.Id == batchId, ct);
        var rows = await Rows(batchId, JoinState.Waiting, ct);
        if (rows.Count == 0)
            return false;
        var lead = await desk.Db.Cases.FirstAsync(c => c.Id == batch.LeadCaseId, ct);
        var (actor, post) = batch.Who();
        var chosen = await Chosen(rows, lead, ct);
        if (chosen.Count > 0)
            await joins.Join(chosen, lead, _ => new Step(actor, post, desk.Now) { Note = "集中并单" }, ct);
        return await Saved(ct) || rows.Count == Most;
    }

    /// <summary>Reports made since the last look that belong to a standing one.</summary>
    internal async Task<bool> TakeIn(Guid batchId, CancellationToken ct)
    {
        desk.Db.Forget();
        var (db, now) = (desk.Db, desk.Now);
        var batch = await db.Set<JoinBatch>().FirstAsync(b => b.Id == batchId, ct);
        var lead = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == batch.LeadCaseId, ct);
        if (now >= batch.EndsAt || !CaseFlow.OpenStates.Contains(lead.State))
        {
            batch.EndedAt = now;
            return await Saved(ct);
        }
        var since = batch.SeenTo - Overlap;
        var found = await db
            .Cases.Where(c => c.State == CaseState.Reported || c.State == CaseState.Confirmed)
            .Where(c => c.CreatedAt >= since && c.CreatedAt >= batch.At && c.Id != lead.Id)
            .OrderBy(c => c.CreatedAt)
            .Take(MostLookedAt)
            .Join(db.Reports, c => c.Id, r => r.OwnCaseId, (c, r) => new { Case = c, r.Text })
            .ToListAsync(ct);
        var alike = found.Where(f => Belongs(batch, f.Case, f.Text)).Select(f => f.Case).ToList();
        // What a person split from it stays alone.
        Guid[] ids = [.. alike.Select(c => c.Id)];
        var before = await db.Set<JoinBatchCase>()
            .Where(c => c.BatchId == batchId && ids.Contains(c.CaseId))
            .Select(c => c.CaseId)
            .ToListAsync(ct);
        alike.RemoveAll(c => before.Contains(c.Id));
        var step = new Step(Actor.System(db.DistrictId), null, now) { Note = $"自动并单（{batch.PostTitle} 开启）" };
        foreach (var subject in alike)
            db.Add(
                new JoinBatchCase
                {
                    DistrictId = db.DistrictId,
                    BatchId = batchId,
                    CaseId = subject.Id,
                    State = JoinState.Joined,
                    At = now,
                }
            );
        var reports = alike.Sum(c => c.ReportCount);
        await joins.Join(alike, lead, _ => step, ct);
        if (found.Count > 0)
            batch.SeenTo = found[^1].Case.CreatedAt > batch.SeenTo ? found[^1].Case.CreatedAt : batch.SeenTo;
        if (alike.Count == 0)
            return await Saved(ct);
        var again = true;
        await db.Together(
            async () =>
            {
                again = await Saved(ct);
                if (!again)
                    await joins.Count(lead.Id, reports, alike.Select(c => c.CoverHash).FirstOrDefault(c => c is not null), ct);
            },
            ct
        );
        return again || found.Count == MostLookedAt;
    }

    private async Task<bool> TakeBack(Guid batchId, CancellationToken ct)
    {
        desk.Db.Forget();
        var batch = await desk.Db.Set<JoinBatch>().FirstAsync(b => b.Id == batchId, ct);
        var rows = await Rows(batchId, JoinState.Joined, ct);
        var (actor, post) = batch.WhoUndid();
        Guid[] ids = [.. rows.Select(r => r.CaseId)];
        var subjects = await desk.Db.Cases.Where(c => ids.Contains(c.Id) && c.JoinedToId == batch.LeadCaseId).ToListAsync(ct);
        if (subjects.Count > 0)
            await joins.Split(subjects, _ => new Step(actor, post, desk.Now) { Note = batch.UndoReason }, ct);
        foreach (var row in rows)
            (row.State, row.At) = (JoinState.Undone, desk.Now); // also what a person split before: it is not joined by this any more
        return await Saved(ct) || rows.Count == Most;
    }

    private Task<List<JoinBatchCase>> Rows(Guid batchId, JoinState state, CancellationToken ct) =>
        desk.Db.Set<JoinBatchCase>().Where(c => c.BatchId == batchId && c.State == state).OrderBy(c => c.CaseId).Take(Most).ToListAsync(ct);

    /// <summary>The cases of the rows that may be joined; the others get their refusal.</summary>
    private async Task<List<Case>> Chosen(List<JoinBatchCase> rows, Case lead, CancellationToken ct)
    {
        Guid[] ids = [.. rows.Select(r => r.CaseId)];
        var cases = await desk.Db.Cases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var owing = await desk.Db.OwingOf(ids).Select(h => h.CaseId).ToListAsync(ct);
        var chosen = new List<Case>();
        foreach (var row in rows)
        {
            var subject = cases[row.CaseId];
            row.Refusal =
                !CaseFlow.OpenStates.Contains(lead.State) ? "case.join-ended"
                : subject.Id == lead.Id ? "case.join-self"
                : !CaseFlow.Table.Allows(subject.State, CaseAction.Join) ? "case.move-not-allowed"
                : owing.Contains(subject.Id) ? "joint.missing"
                : null;
            (row.State, row.At) = (row.Refusal is null ? JoinState.Joined : JoinState.Refused, desk.Now);
            if (row.Refusal is null)
                chosen.Add(subject);
        }
        return chosen;
    }

    /// <summary>Near, of the theme, and nothing that a person must read first.</summary>
    internal static bool Belongs(JoinBatch batch, Case subject, string text)
    {
        if (subject.IsUrgent || subject.Lon is not { } lon || subject.Lat is not { } lat || Danger.IsIn(text))
            return false;
        var x = (lon - batch.Lon) * MetresPerDegree * Math.Cos(lat * Math.PI / 180);
        var y = (lat - batch.Lat) * MetresPerDegree;
        if ((x * x) + (y * y) > (double)batch.RadiusMetres * batch.RadiusMetres)
            return false;
        var words = batch.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (subject.CategoryKey is not null && subject.CategoryKey == batch.CategoryKey)
            || Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <returns>Whether somebody else was faster, and it is to be done again.</returns>
    private async Task<bool> Saved(CancellationToken ct)
    {
        try
        {
            await desk.Db.Save(ct);
        }
        catch (Exception e) when (e is StaleVersion or DuplicateKey)
        {
            desk.Db.Forget();
            return true;
        }
        desk.Woken();
        return false;
    }
}
