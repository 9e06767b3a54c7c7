using Gezhi.Cases.Climbing;
using Gezhi.Cases.Closing;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Oversight;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Files;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Joining;

/// <summary>Moves reports with their photos and followers from case to case, and back exactly as they were. 诉求归并</summary>
/// <remarks>Saves nothing: the caller saves the change, for one case or for many at once.</remarks>
public sealed class Joins(CaseDesk desk)
{
    /// <summary>A case joined to a case that was joined…: more never happens in practice.</summary>
    private const int LongestChain = 20;

    /// <param name="subjects">Tracked; their states allow it.</param>
    /// <param name="lead">Tracked: it gets a row of its own. Not tracked: it stays untouched, see <see cref="Count"/>.</param>
    /// <param name="stepOf">Who joins which, and why.</param>
    internal async Task Join(IReadOnlyList<Case> subjects, Case lead, Func<Case, Step> stepOf, CancellationToken ct)
    {
        var db = desk.Db;
        Guid[] ids = [.. subjects.Select(s => s.Id)];
        var reports = await db.Reports.Where(r => ids.Contains(r.CaseId)).ToListAsync(ct);
        foreach (var evidence in await db.Evidence.Where(e => ids.Contains(e.CaseId) && e.ReportId != null).ToListAsync(ct))
            evidence.CaseId = lead.Id;
        foreach (var follow in await db.Set<Follow>().Where(f => ids.Contains(f.CaseId)).ToListAsync(ct))
            follow.CaseId = lead.Id;
        foreach (var report in reports)
            report.CaseId = lead.Id;
        foreach (var subject in subjects)
            subject.JoinTo(lead, stepOf(subject));
        await Ending.OfJoined(db, ids, desk.Now, ct);
        foreach (var subject in subjects)
            desk.Stage(subject);
        if (db.Entry(lead).State == EntityState.Detached || subjects.Count == 0)
            return;
        lead.TakeIn(stepOf(subjects[0]));
        desk.Stage(lead);
    }

    /// <summary>
    /// Adds to the reports of a case whose row nobody may hold up: people work on it while hundreds join. Its version stays, so what they have on
    /// the screen does not go stale.
    /// </summary>
    internal async Task Count(Guid leadId, int more, string? cover, CancellationToken ct)
    {
        using var turn = await desk.Db.Dialect.WriteTurn(desk.Db.Database.CurrentTransaction is not null, ct);
        await desk
            .Db.Cases.Where(c => c.Id == leadId)
            .ExecuteUpdateAsync(
                c => c.SetProperty(x => x.ReportCount, x => x.ReportCount + more).SetProperty(x => x.CoverHash, x => x.CoverHash ?? cover),
                ct
            );
    }

    /// <param name="subjects">Tracked and joined; none of them lies above another one.</param>
    internal async Task Split(IReadOnlyList<Case> subjects, Func<Case, Step> stepOf, CancellationToken ct)
    {
        var db = desk.Db;
        var families = await FamiliesOf(subjects, ct);
        var roots = new Dictionary<Guid, Case>();
        await StopClocks(subjects, ct);
        foreach (var subject in subjects)
        {
            var (step, joinedAt) = (stepOf(subject), subject.StageAt);
            var above = await Above(subject, ct);
            subject.SplitFrom(above, step);
            await Move(above[^1], subject, families[subject.Id], ct);
            foreach (var climb in await db.Set<Climb>().Where(c => c.CaseId == subject.Id && c.EndedAt >= joinedAt).ToListAsync(ct))
                if (climb.Outcome == Ending.Joined)
                {
                    (climb.EndedAt, climb.EndedBy, climb.Outcome) = (null, null, null); // its time may have come meanwhile, and its timer rung for nothing
                    var isMissed = await db.Set<ClimbCall>()
                        .AnyAsync(c => c.ClimbId == climb.Id && c.ReportedAt == null && c.LateAt == null, ct);
                    if (isMissed && climb.ReportBy <= desk.Now)
                        db.SetTimer(ClimbTimer.Name, climb.Id, climb.ReportBy, desk.Now);
                }
            desk.Stage(subject);
            if (roots.TryAdd(above[^1].Id, above[^1]))
                above[^1].GiveBack(step);
        }
        await RingAgain(subjects, ct);
        foreach (var root in roots.Values)
        {
            await Recover(root, ct);
            desk.Stage(root);
        }
        foreach (var subject in subjects)
            await Recover(subject, ct);
    }

    /// <summary>The timer from before the join goes: the split sets one for the case as it is then, and two of them would ring for one rung.</summary>
    private async Task StopClocks(IReadOnlyList<Case> subjects, CancellationToken ct)
    {
        Guid[] ids = [.. subjects.Select(s => s.Id)];
        var timers = desk.Db.Set<TimerRow>();
        timers.RemoveRange(
            await timers.Where(t => ids.Contains(t.SubjectId) && t.Kind == ClockHandler.Name && t.NextAt != null).ToListAsync(ct)
        );
    }

    /// <summary>Orders whose date came while the case was joined rang for nothing: nobody was told. They ring now.</summary>
    private async Task RingAgain(IReadOnlyList<Case> subjects, CancellationToken ct)
    {
        var (db, now) = (desk.Db, desk.Now);
        Guid[] ids = [.. subjects.Select(s => s.Id)];
        foreach (
            var order in await db.Set<Order>()
                .AsNoTracking()
                .Where(o => ids.Contains(o.CaseId) && o.AnsweredAt == null && o.LateAt == null && o.AnswerBy <= now)
                .ToListAsync(ct)
        )
            db.SetTimer(OrderTimer.Name, order.CaseId, order.AnswerBy, now, new TimerNo(order.No));
    }

    /// <summary>From the case it was joined to up to the one where its reports lie now.</summary>
    private async Task<List<Case>> Above(Case subject, CancellationToken ct)
    {
        var above = new List<Case>();
        for (var next = subject.JoinedToId; next is { } id && above.Count < LongestChain; next = above[^1].JoinedToId)
            above.Add(desk.Db.Cases.Local.FirstOrDefault(c => c.Id == id) ?? await desk.Db.Cases.FirstAsync(c => c.Id == id, ct));
        return above;
    }

    /// <summary>Each case with all that were joined to it before: their reports belong together.</summary>
    private async Task<Dictionary<Guid, HashSet<Guid>>> FamiliesOf(IReadOnlyList<Case> subjects, CancellationToken ct)
    {
        var families = subjects.ToDictionary(s => s.Id, s => new HashSet<Guid> { s.Id });
        var of = subjects.ToDictionary(s => s.Id, s => s.Id);
        for (Guid[] next = [.. of.Keys]; next.Length > 0; )
        {
            var below = await desk
                .Db.Cases.AsNoTracking()
                .Where(c => c.JoinedToId != null && next.Contains(c.JoinedToId.Value))
                .Select(c => new { c.Id, To = c.JoinedToId!.Value })
                .ToListAsync(ct);
            below.RemoveAll(c => !of.TryAdd(c.Id, of[c.To]));
            foreach (var one in below)
                families[of[one.Id]].Add(one.Id);
            next = [.. below.Select(c => c.Id)];
        }
        return families;
    }

    private async Task Move(Case from, Case to, HashSet<Guid> family, CancellationToken ct)
    {
        var db = desk.Db;
        Guid[] own = [.. family];
        var reports = await db.Reports.Where(r => r.CaseId == from.Id && own.Contains(r.OwnCaseId)).ToListAsync(ct);
        foreach (var report in reports)
            report.CaseId = to.Id;
        Guid?[] ids = [.. reports.Select(r => (Guid?)r.Id)];
        foreach (var evidence in await db.Evidence.Where(e => e.CaseId == from.Id && ids.Contains(e.ReportId)).ToListAsync(ct))
            evidence.CaseId = to.Id;
        foreach (var follow in await db.Set<Follow>().Where(f => f.CaseId == from.Id && own.Contains(f.OwnCaseId)).ToListAsync(ct))
            follow.CaseId = to.Id;
    }

    /// <summary>A photo that went to another case is not shown for this one any more; the next one is, where there is any.</summary>
    private async Task Recover(Case subject, CancellationToken ct)
    {
        if (subject.CoverHash is not { } cover)
            return;
        var kept = await desk.Db.Evidence.Where(e => e.CaseId == subject.Id).ToListAsync(ct); // what was moved is tracked, and not saved yet
        kept.RemoveAll(e => e.CaseId != subject.Id);
        kept.AddRange(desk.Db.Evidence.Local.Where(e => e.CaseId == subject.Id && !kept.Contains(e)));
        if (kept.Exists(e => e.FileHash == cover))
            return;
        string[] hashes = [.. kept.Where(e => e.Kind == EvidenceKind.Report).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.FileHash)];
        var photos = await desk
            .Db.Set<StoredFile>()
            .Where(f => hashes.Contains(f.Hash) && f.Kind == FileKind.Photo)
            .Select(f => f.Hash)
            .ToListAsync(ct);
        subject.ShowCover(hashes.FirstOrDefault(photos.Contains));
    }
}
