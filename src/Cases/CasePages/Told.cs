using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CasePages;

/// <summary>Reads whether the reporters of a case heard of its last public step. 告知情况</summary>
internal static class Told
{
    /// <summary>The event of a step is made at most so long after it; its id begins with its time.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <param name="Happened">An event of the case.</param>
    /// <param name="IsOwed">There was somebody to tell when it was numbered.</param>
    private sealed record Owing(EventRow Happened, bool IsOwed, bool IsDone, bool IsDead);

    private static readonly Prepared<Func<GezhiDb, Guid, Guid, Guid, IAsyncEnumerable<Owing>>> owings = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid from, Guid to, Guid caseId) =>
                db.Set<EventRow>()
                    .AsNoTracking()
                    .Where(e => e.Id >= from && e.Id <= to && e.SubjectId == caseId)
                    .LeftJoin(
                        db.Set<Delivery>().AsNoTracking().Where(d => d.Handler == Closing.TellReporters.Handler),
                        e => e.Id,
                        d => d.EventId,
                        (e, d) => new Owing(e, d!.Handler != null, d.DoneAt != null, d.DeadAt != null)
                    )
        )
    );

    /// <param name="IsOpen">A message of it is in the outgoing post.</param>
    private sealed record Word(Notice Notice, bool IsOpen, bool IsDead);

    private static readonly Prepared<Func<GezhiDb, Guid, int, IAsyncEnumerable<Word>>> heard = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid caseId, int sequence) =>
                db.Set<Report>()
                    .Where(r => r.CaseId == caseId)
                    .Join(
                        db.Set<Notice>().AsNoTracking().Where(n => n.CaseId == caseId && n.Sequence == sequence),
                        r => r.Id,
                        n => n.ReportId,
                        (r, n) => n
                    )
                    .LeftJoin(
                        db.Set<Parcel>()
                            .Where(p => p.DoneAt == null)
                            .Select(p => new
                            {
                                Id = (Guid?)p.Id,
                                p.OwnerId,
                                IsDead = p.DeadAt != null,
                            }),
                        n => n.ReportId,
                        p => p.OwnerId,
                        (n, p) => new Word(n, p!.Id != null, p.IsDead)
                    )
        )
    );

    /// <summary>By report; who has no phone, has withdrawn or came later is left out.</summary>
    public static async Task<Dictionary<Guid, ToldView>> Read(
        GezhiDb db,
        IReadOnlyList<Report> reports,
        IEnumerable<TimelineRow> rows,
        CancellationToken ct
    )
    {
        // An upheld rating is answered to one reporter only.
        var step = rows.LastOrDefault(r =>
            r.Action is not (Contract.CaseAction.Report or Contract.CaseAction.Uphold) && CaseFlow.IsPublic(r.Action)
        );
        var owed = reports.Where(r => (r.Contact is not null || r.SourceId is not null) && r.WithdrawnAt is null).ToList();
        if (step is null || owed.Count == 0)
            return [];
        var words = (await heard.For(db)(db, step.CaseId, step.Sequence).ToListAsync(ct)).ToLookup(w => w.Notice.ReportId);
        var notices = words.ToDictionary(g => g.Key, g => g.First().Notice);
        var rest = owed.Any(r =>
            r.OwnCaseId == step.CaseId && notices.GetValueOrDefault(r.Id) is null or { IsSent: false, Medium: not Notice.NoMedium }
        )
            ? await Debt(db, step, ct)
            : null;
        var told = new Dictionary<Guid, ToldView>();
        foreach (var report in owed)
            if (
                (Post(words[report.Id]) ?? StateOf(notices.GetValueOrDefault(report.Id), report.OwnCaseId == step.CaseId ? rest : null)) is
                { } state
            )
                told.Add(
                    report.Id,
                    new(state, step.Action, state == ToldState.Told ? notices[report.Id].At : null)
                    {
                        IsToSource = report.SourceId is not null,
                    }
                );
        return told;
    }

    /// <summary>A message that waits in the outgoing post or was given up there; null when none does.</summary>
    private static ToldState? Post(IEnumerable<Word> words)
    {
        var open = words.Where(w => w.Notice.IsSent && w.IsOpen).ToList();
        return open.Count == 0 ? null
            : open.Exists(w => w.IsDead) ? ToldState.Failed
            : ToldState.Waiting;
    }

    private static ToldState? StateOf(Notice? notice, ToldState? rest) =>
        notice switch
        {
            { IsSent: true } => ToldState.Told,
            { Medium: Notice.NoMedium } => ToldState.NoSender,
            { Medium: Notice.Stopped } => ToldState.Stopped,
            null => rest,
            _ => rest ?? ToldState.Waiting,
        };

    /// <summary>What the outbox says of the step; null when it never heard of it, as with cases made by the seed, or when nobody waited for it then.</summary>
    private static async Task<ToldState?> Debt(GezhiDb db, TimelineRow step, CancellationToken ct)
    {
        var (from, to) = (Edge(step.At - Soon), Edge(step.At + Soon));
        var events = await owings.For(db)(db, from, to, step.CaseId).ToListAsync(ct);
        var own = events.Find(e => Contract.CaseMoved.Of(e.Happened)?.Sequence == step.Sequence);
        return own is null or { IsOwed: false, Happened.Seq: not null } ? null
            : own.IsDead || own.IsDone ? ToldState.Failed
            : ToldState.Waiting;
    }

    /// <summary>The smallest id that could be made at an instant.</summary>
    private static Guid Edge(DateTime at)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(
            bytes,
            new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeMilliseconds() << 16
        );
        return new Guid(bytes, bigEndian: true);
    }
}
