using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Time;

namespace Gezhi.Indicators.Facts;

/// <summary>From what is known of a case to what it contributes: a pure function. 事实计算</summary>
public static class Reckon
{
    private const double SatisfiedFrom = 4;
    private const int NightFrom = 20;
    private const int NightTo = 6;

    private static readonly Channel[] Worker = [Channel.GridPatrol, Channel.Visit];
    private static readonly Channel[] Found = [Channel.GridPatrol, Channel.Visit, Channel.Video, Channel.Sensor];
    private static readonly Channel[] Public =
    [
        Channel.ResidentPage,
        Channel.Hotline,
        Channel.WalkIn,
        Channel.CitizenApp,
        Channel.Open311,
        Channel.Reception,
        Channel.BuildingGroup,
        Channel.SuggestionBox,
        Channel.Topic,
    ];

    /// <summary>Whether a stage that is over was in time is said once, by the limit of that day: a limit changed later does not change the past.</summary>
    private static readonly (Mark Due, Mark OnTime)[] Judged =
    [
        (Mark.FilingDue, Mark.FiledOnTime),
        (Mark.DispatchDue, Mark.DispatchedOnTime),
        (Mark.ConfirmDue, Mark.ConfirmedOnTime),
        (Mark.CheckDue, Mark.CheckedOnTime),
    ];

    /// <param name="calendar">For local days.</param>
    /// <param name="now">UTC: deadlines before it have passed.</param>
    /// <param name="before">What it said the last time; null: it is reckoned for the first time.</param>
    public static CaseFact Of(int districtId, CaseHistory one, WorkCalendar calendar, DateTime now, FactRow? before = null)
    {
        var marks = Marks(one, now);
        foreach (var (due, onTime) in Judged)
            if (before is not null && ((Mark)before.Marks & due) != Mark.None && (marks & due) != Mark.None)
                marks = (marks & ~onTime) | ((Mark)before.Marks & onTime);
        var account = Account.Of(one, calendar, now, before);
        if (calendar.Local(one.CreatedAt).Hour is >= NightFrom or < NightTo)
            marks |= Mark.AtNight;
        return new CaseFact
        {
            DistrictId = districtId,
            CaseId = one.CaseId,
            ReportedOn = calendar.LocalDay(one.CreatedAt),
            FiledOn = one.FiledAt is { } filed ? calendar.LocalDay(filed) : null,
            ClosedOn = one is { State: CaseState.Closed, ClosedAt: { } closed } ? calendar.LocalDay(closed) : null,
            AreaCode = one.AreaCode,
            CategoryKey = one.CategoryKey ?? "",
            Channel = one.Channel,
            UnitCode = one.UnitCode ?? "",
            Marks = (long)(marks | account.Marks),
            JudgedOn = account.JudgedOn,
            QualityOn = account.QualityOn,
            ChargedUnitCode = account.UnitCode,
            FirstAnswerMinutes = Minutes(one.CreatedAt, one.FirstAnswerAt),
            DispatchMinutes = one.WasDispatched ? Minutes(one.Dispatching?.BeganAt, one.Dispatching?.EndedAt) : null,
            ArrivalMinutes = Minutes(one.DispatchedAt, one.ArrivedAt),
            HandlingMinutes = Minutes(one.DispatchedAt, one.HandledAt),
            WorkingMinutes = one.WorkingMinutes,
            Ratings = one.Stars.Count,
            Stars = one.Stars.Sum(),
            NextAt = Next(one, now),
        };
    }

    private static Mark Marks(CaseHistory one, DateTime now)
    {
        var marks = Mark.None;
        void If(bool holds, Mark mark) => marks |= holds ? mark : Mark.None;
        var everFiled = one.FiledAt is not null;
        var filed = everFiled && one.State is not (CaseState.Void or CaseState.Joined);
        var closed = filed && one is { State: CaseState.Closed, ClosedAt: not null };
        var shelved = one.State == CaseState.Shelved;
        var late = filed && !closed && !shelved && one.DueAt < now;
        If(everFiled, Mark.EverFiled);
        If(everFiled && one.State != CaseState.Void, Mark.NotVoid);
        If(filed, Mark.Filed);
        If(Worker.Contains(one.Channel), Mark.ByWorker);
        If(Public.Contains(one.Channel), Mark.ByPublic);
        If(true, Mark.FirstKnown);
        If(Found.Contains(one.FirstChannel ?? one.Channel), Mark.FoundFirst);
        If(shelved, Mark.Shelved);
        If(closed, Mark.Closed);
        If(late, Mark.LateOpen);
        If(closed || late, Mark.Due);
        If(closed && InTime(one.HandledAt, one.DueAt), Mark.ClosedOnTime);
        If(closed || (filed && one.OriginalDueAt < now), Mark.StrictDue);
        If(closed && InTime(one.HandledAt, one.OriginalDueAt), Mark.StrictOnTime);
        If(one.WasDispatched && !one.IsSolvedOnSpot, Mark.Dispatched);
        If(one is { WasDispatched: true, IsSolvedOnSpot: false, WasReturned: false }, Mark.DispatchedRight);
        If(one.WasReturned, Mark.Returned);
        If(one.WasReworked, Mark.Reworked);
        If(one.WasClosed, Mark.EverClosed);
        If(one.WasReopened, Mark.Reopened);
        If(one.IsSolvedOnSpot, Mark.SolvedOnSpot);
        If(IsDue(one.Filing, now), Mark.FilingDue);
        If(IsInTime(one.Filing), Mark.FiledOnTime);
        If(IsDue(one.Confirming, now), Mark.ConfirmDue);
        If(IsInTime(one.Confirming), Mark.ConfirmedOnTime);
        If(filed && IsDue(one.Dispatching, now), Mark.DispatchDue);
        If(filed && IsInTime(one.Dispatching), Mark.DispatchedOnTime);
        If(filed && IsDue(one.Checking, now), Mark.CheckDue);
        If(filed && IsInTime(one.Checking), Mark.CheckedOnTime);
        If(one.Stars.Count > 0, Mark.Rated);
        If(one.Stars.Count > 0 && one.Stars.Average() >= SatisfiedFrom, Mark.Satisfied);
        If(one.Stars.Count > 0 && one.SaidSolved >= one.Stars.Count, Mark.Solved);
        If(closed && one.Level == WorkLevel.Grid, Mark.InGrid);
        If(closed && one.Level <= WorkLevel.Community, Mark.InCommunity);
        If(closed && one.Level <= WorkLevel.Street, Mark.InStreet);
        If(one.FirstAnswerAt is not null, Mark.Answered);
        If(one is { DispatchedAt: not null, ArrivedAt: not null }, Mark.Arrived);
        If(one is { DispatchedAt: not null, HandledAt: not null }, Mark.HandedIn);
        return marks;
    }

    /// <summary>The clock stops at the hand-in; what has no deadline cannot miss it.</summary>
    private static bool InTime(DateTime? handedIn, DateTime? due) => due is null || handedIn <= due;

    private static bool IsDue(StageSpan? span, DateTime now) => span is not null && (span.EndedAt is not null || span.DueAt < now);

    private static bool IsInTime(StageSpan? span) => span?.EndedAt is { } ended && (span.DueAt is null || ended <= span.DueAt);

    private static int? Minutes(DateTime? from, DateTime? to) =>
        from is null || to is null ? null : (int)Math.Max(0, (to - from).Value.TotalMinutes);

    /// <summary>The next limit that runs out while nobody does anything.</summary>
    private static DateTime? Next(CaseHistory one, DateTime now)
    {
        if (one.State == CaseState.Void)
            return one.OriginalDueAt >= now ? one.OriginalDueAt?.AddMilliseconds(1) : null; // in the account of evaluation its limit runs on
        if (one.State is CaseState.Closed or CaseState.Joined or CaseState.Declined or CaseState.Withdrawn or CaseState.Transferred)
            return null;
        DateTime? nearest = null;
        foreach (var at in new[] { one.DueAt, one.OriginalDueAt, Open(one.Confirming), Open(one.Dispatching), Open(one.Checking) })
            if (at >= now && (nearest is null || at < nearest))
                nearest = at;
        return nearest?.AddMilliseconds(1); // it has passed only after it
    }

    private static DateTime? Open(StageSpan? span) => span?.EndedAt is null ? span?.DueAt : null;
}
