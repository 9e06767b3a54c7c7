using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Time;

namespace Gezhi.Indicators.Facts;

/// <summary>What a case contributes to evaluation, so that nobody gains by moving it: what has come into the account stays in it. 考核账</summary>
/// <remarks>
/// A case comes into the account when it is closed or when its limit as first set runs out, whichever is first. From then on extending, shelving, voiding,
/// sending back, reassigning or joining changes neither that nor whose account it is; only closing it well, or a decision with a reason, does. A case
/// joined to another before its limit ran out never comes in: the work goes on in the other one. What was solved on the spot has no limit and never
/// comes in: it would reward quantity.
/// </remarks>
/// <param name="UnitCode">See <see cref="FactRow.ChargedUnitCode"/>.</param>
internal readonly record struct Account(DateOnly? JudgedOn, DateOnly? QualityOn, string UnitCode, Mark Marks)
{
    public static Account Of(CaseHistory one, WorkCalendar calendar, DateTime now, FactRow? before)
    {
        if (one.FiledAt is null || one.IsSolvedOnSpot)
            return new Account(null, null, "", Mark.None);
        var said = (Mark)(before?.Marks ?? 0);
        var closedAt = one.State == CaseState.Closed ? one.ClosedAt : null;
        var handedAt = one.HandledAt ?? closedAt;
        var ranOutAt = one.State != CaseState.Joined && one.OriginalDueAt < now ? one.OriginalDueAt : null;
        var isPast = said.HasFlag(Mark.PastLimit) || (ranOutAt is { } limit && !(handedAt <= limit));
        var firstAt = ranOutAt is null || closedAt < ranOutAt ? closedAt : ranOutAt;
        var judgedOn = before?.JudgedOn ?? (firstAt is { } first ? calendar.LocalDay(first) : null);
        var qualityOn = one.DoubtedAt is { } doubted ? calendar.LocalDay(doubted) : judgedOn;
        var charged =
            before?.ChargedUnitCode is { Length: > 0 } already ? already
            : qualityOn is null && judgedOn is null ? ""
            : one.UnitCode ?? (before?.UnitCode is { Length: > 0 } last ? last : FactRow.NoUnit);
        var isOnGround = before?.ChargedUnitCode is { Length: > 0 }
            ? said.HasFlag(Mark.OnGround)
            : one is { UnitCode: not null, Level: WorkLevel.Grid };
        var marks = Mark.None;
        void If(bool holds, Mark mark) => marks |= holds ? mark : Mark.None;
        If(isOnGround, Mark.OnGround);
        If(isPast, Mark.PastLimit);
        If(judgedOn is not null, Mark.InAccount);
        If(judgedOn is not null && closedAt is not null && !isPast, Mark.AccountOnTime);
        If(qualityOn is not null, Mark.InQuality);
        If(closedAt is not null && one.DoubtedAt is null, Mark.WellDone);
        If(one.Dispatching is { } span && (span.EndedAt is not null || span.DueAt < now), Mark.DispatchAccount);
        If(
            one.Dispatching is { EndedAt: { } sent } dispatching && (dispatching.DueAt is null || sent <= dispatching.DueAt),
            Mark.DispatchAccountOnTime
        );
        return new Account(judgedOn, qualityOn, charged, marks);
    }
}
