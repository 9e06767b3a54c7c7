using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reviews;

/// <summary>Reviews on the cases a shift leader sees: open ones by their limit, decided ones newest first. 复核列表</summary>
public sealed class ReadReviews(CaseDesk desk, Staffing staffing)
{
    private const int Most = 100;

    /// <param name="OwnerName">For colleagues; empty when nobody owns it.</param>
    /// <param name="ClosingAnswer">What the reporters were told at the closing; null when erased.</param>
    /// <param name="MayDecide">A post reaches it, and the person had no hand in the work.</param>
    public sealed record Row(
        Review Review,
        string? CaseNo,
        string Title,
        string AreaCode,
        string PlaceText,
        string OwnerName,
        string? ClosingAnswer,
        bool IsMine,
        bool MayDecide
    );

    public async Task<IReadOnlyList<Row>> Run(Actor actor, bool isDecided, CancellationToken ct)
    {
        var db = desk.Db;
        var me = actor.AccountId;
        var reviews = db.Set<Review>().AsNoTracking().Where(r => isDecided ? r.DecidedAt != null : r.DecidedAt == null);
        reviews = isDecided ? reviews.OrderByDescending(r => r.DecidedAt) : reviews.OrderBy(r => r.DueAt);
        var found = await reviews
            .Join(db.Cases.AsNoTracking().VisibleTo(actor, db), r => r.CaseId, c => c.Id, (review, subject) => new { review, subject })
            .Take(Most)
            .ToListAsync(ct);
        var caseIds = found.ConvertAll(x => x.subject.Id);
        var answers = await ClosingAnswers.Of(db, caseIds, ct);
        var names = await staffing.Names([.. found.Select(x => x.review.OwnerId).OfType<Guid>().Distinct()], ct);
        return
        [
            .. found
                .Select(x => new Row(
                    x.review,
                    x.subject.CaseNo,
                    x.subject.Title,
                    x.subject.AreaCode,
                    x.subject.PlaceText,
                    x.review.OwnerId is { } owner ? names.GetValueOrDefault(owner, "") : "",
                    answers.GetValueOrDefault(x.subject.Id),
                    x.review.OwnerId == me,
                    x.review.DecidedAt is null
                        && x.subject.HandledBy != me
                        && !Reviewing.HoldsUnit(actor, x.review.UnitCode)
                        && actor.PostFor(Permission.Reopen, x.subject.AreaCode, x.subject.LeadUnitCode) is not null
                ))
                .OrderByDescending(r => r.IsMine && !isDecided),
        ];
    }
}
