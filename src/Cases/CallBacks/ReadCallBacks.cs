using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CallBacks;

/// <summary>Who is to be called, the most pressing first; without whom the person may not call. 回访名单</summary>
public sealed class ReadCallBacks(CaseDesk desk, FieldCipher cipher)
{
    private const int Most = 60;

    /// <param name="Phone">Masked; null when the person may not see phones there.</param>
    /// <param name="Said">What was reported.</param>
    /// <param name="Answer">What the reporter was told at the closing; null while it is open or when erased.</param>
    public sealed record Row(
        CallBack CallBack,
        string? CaseNo,
        string Title,
        string AreaCode,
        string PlaceText,
        CaseState State,
        DateTime? ClosedAt,
        int CaseVersion,
        string? Phone,
        string Said,
        string? Answer,
        IReadOnlyList<CallBackAttempt> Tried
    );

    /// <param name="Now">May be called now.</param>
    /// <param name="Later">How many wait for another time.</param>
    public sealed record List(IReadOnlyList<Row> Now, int Later);

    public async Task<List> Run(Actor actor, CancellationToken ct)
    {
        var (db, now) = (desk.Db, desk.Now);
        var waiting = Callable(actor);
        var later = await waiting.CountAsync(x => x.CallBack.NextAt > now, ct);
        var found = await waiting.Where(x => x.CallBack.NextAt <= now).OrderBy(x => x.CallBack.DueAt).Take(Most).ToListAsync(ct);
        return new List(await Rows(found, actor, ct), later);
    }

    /// <summary>What was ended last.</summary>
    public async Task<IReadOnlyList<Row>> Over(Actor actor, CancellationToken ct)
    {
        var db = desk.Db;
        var found = await db.Set<CallBack>()
            .AsNoTracking()
            .Where(c => c.State != CallBackState.Waiting)
            .Join(
                db.Cases.AsNoTracking().VisibleTo(actor, db),
                c => c.CaseId,
                c => c.Id,
                (callBack, subject) => new Pair { CallBack = callBack, Case = subject }
            )
            .OrderByDescending(x => x.CallBack.EndedAt)
            .Take(Most)
            .ToListAsync(ct);
        return await Rows(found, actor, ct);
    }

    private IQueryable<Pair> Callable(Actor actor)
    {
        var db = desk.Db;
        var (me, work) = (actor.AccountId, new List<CaseAction>([.. Checking.CheckCase.Work, CaseAction.SolveOnSpot]));
        List<string> units = [.. actor.Posts.Select(p => p.UnitCode).OfType<string>()];
        return db.Set<CallBack>()
            .AsNoTracking()
            .Where(c => c.State == CallBackState.Waiting)
            .Join(
                db.Cases.AsNoTracking().VisibleTo(actor, db),
                c => c.CaseId,
                c => c.Id,
                (callBack, subject) => new Pair { CallBack = callBack, Case = subject }
            )
            .Where(x => x.CallBack.Kind == CallBackKind.Wish || x.Case.State == CaseState.Closed)
            .Where(x => x.Case.LeadUnitCode == null || !units.Contains(x.Case.LeadUnitCode))
            .Where(x => !db.Set<Timelines.TimelineRow>().Any(t => t.CaseId == x.Case.Id && t.AccountId == me && work.Contains(t.Action)));
    }

    private async Task<IReadOnlyList<Row>> Rows(List<Pair> found, Actor actor, CancellationToken ct)
    {
        var db = desk.Db;
        var (ids, caseIds, reportIds) = (
            found.ConvertAll(x => x.CallBack.Id),
            found.ConvertAll(x => x.Case.Id),
            found.ConvertAll(x => x.CallBack.ReportId)
        );
        var tried = (await db.Set<CallBackAttempt>().AsNoTracking().Where(a => ids.Contains(a.CallBackId)).ToListAsync(ct)).ToLookup(a =>
            a.CallBackId
        );
        var reports = await db.Reports.AsNoTracking().Where(r => reportIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        var answers = await Reviews.ClosingAnswers.Of(db, caseIds, ct);
        return
        [
            .. found.Select(x => new Row(
                x.CallBack,
                x.Case.CaseNo,
                x.Case.Title,
                x.Case.AreaCode,
                x.Case.PlaceText,
                x.Case.State,
                x.Case.ClosedAt,
                x.Case.Version,
                Phone(reports.GetValueOrDefault(x.CallBack.ReportId), x.Case, actor),
                reports.GetValueOrDefault(x.CallBack.ReportId)?.Text ?? "",
                answers.GetValueOrDefault(x.Case.Id),
                [.. tried[x.CallBack.Id].OrderBy(a => a.No)]
            )),
        ];
    }

    private string? Phone(Report? report, Case subject, Actor actor) =>
        report?.Contact is { } contact && actor.PostFor(Permission.SeeContact, subject.AreaCode) is not null
            ? Mask.Phone(cipher.Open(report.DistrictId, ContactFields.Reporter, contact))
            : null;

    private sealed class Pair
    {
        public required CallBack CallBack { get; init; }

        public required Case Case { get; init; }
    }
}
