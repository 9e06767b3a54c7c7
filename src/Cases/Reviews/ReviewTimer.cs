using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Rating;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reviews;

/// <summary>The limit of a review: its owner is reminded before, the leaders of the district are told after, again for every limit that passes. 复核催促</summary>
internal sealed class ReviewTimer(TellPeople people, Timetables timetables, FollowUpSettings settings) : ITimerHandler
{
    public const string Name = "cases.review";

    private const int MostClimbs = 5;

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var review = await db.Set<Review>().FirstOrDefaultAsync(r => r.Id == timer.SubjectId, ct);
        if (review is not { DecidedAt: null })
            return;
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == review.CaseId, ct);
        if (subject.State != CaseState.Closed)
            return; // opened again: the review ended with it
        if (review.DueAt > now)
        {
            if (review.OwnerId is { } owner)
                db.Tell([owner], MessageKind.ReviewLate, subject, "复核快到期了", now);
            db.SetTimer(Name, review.Id, review.DueAt, now);
            return;
        }
        review.LateAt ??= now;
        review.Climbs++;
        var leaders = await people.At(LadderLevel.District, Stage.Decide, subject, ct);
        var told = leaders.Concat(review.OwnerId is { } late ? [late] : []).Where(a => a != subject.HandledBy).Distinct();
        db.Tell(told, MessageKind.ReviewLate, subject, $"居民评价的复核已超期（{review.OwnerTitle}）", now);
        if (review.Climbs < MostClimbs)
            db.SetTimer(Name, review.Id, timetables.Of(db.DistrictId).Calendar.DueAt(now, settings.ReviewLimit), now);
    }
}
