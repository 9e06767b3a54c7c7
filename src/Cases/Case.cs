using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;

namespace Gezhi.Cases;

/// <summary>The work: one life cycle, one lead unit, one deadline, one or more reports. 案件</summary>
/// <remarks>The state is written by <see cref="Move"/> only, which asks the life-cycle table and appends to the timeline.</remarks>
public sealed class Case : ITenantRow, IVersioned
{
    /// <summary>Longest title, characters.</summary>
    public const int LongestTitle = 60;

    private readonly List<TimelineRow> fresh = [];
    private readonly List<TimelineText> freshTexts = [];

    public int DistrictId { get; private init; }
    public Guid Id { get; private init; }

    /// <summary>案卷编号: district + yyyyMMdd + 6 digits; null until filed.</summary>
    public string? CaseNo { get; private set; }

    public CaseState State { get; private set; }

    /// <summary>The state to which Split leads back; null unless joined.</summary>
    public CaseState? StateBefore { get; private set; }

    /// <summary>When that state's stage began; null unless joined.</summary>
    public DateTime? StageAtBefore { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>Category as <c>scheme/kind/code</c>; null until somebody chose one.</summary>
    public string? CategoryKey { get; private set; }

    /// <summary>Area of its day: 17 digits for a micro-grid, 6 when the place is not known yet.</summary>
    public string AreaCode { get; private set; } = "";

    /// <summary>WGS-84 degrees; null when the place is not known.</summary>
    public double? Lon { get; private set; }

    /// <summary>WGS-84 degrees; null when the place is not known.</summary>
    public double? Lat { get; private set; }

    public string PlaceText { get; private set; } = "";
    public Channel Channel { get; private init; }
    public bool IsUrgent { get; private set; }

    /// <summary>Reports that hang on it now.</summary>
    public int ReportCount { get; private set; }

    /// <summary>First photo, for lists; null when there is none.</summary>
    public string? CoverHash { get; private set; }

    /// <summary>The case it was joined to.</summary>
    public Guid? JoinedToId { get; private set; }

    /// <summary>Lead unit 主办; null before dispatch.</summary>
    public string? LeadUnitCode { get; private set; }

    /// <summary>Rule used for the dispatch; null when a person decided freely.</summary>
    public Guid? RuleId { get; private set; }

    /// <summary>Why this unit, as stored JSON of <see cref="Rules.DispatchReason"/>.</summary>
    public string? DispatchReason { get; private set; }

    public int SendBackCount { get; private set; }
    public int ReworkCount { get; private set; }
    public int ReopenCount { get; private set; }

    /// <summary>Filing condition 立案条件; null until filed.</summary>
    public Guid? ConditionId { get; private set; }

    /// <summary>Snapshot of the condition's limit.</summary>
    public double? LimitValue { get; private set; }

    /// <summary>Snapshot of the condition's limit.</summary>
    public LimitUnit? LimitUnit { get; private set; }

    public DateTime CreatedAt { get; private init; }
    public DateTime? ConfirmedAt { get; private set; }
    public DateTime? FiledAt { get; private set; }

    /// <summary>First dispatch: the handling clock starts here.</summary>
    public DateTime? DispatchedAt { get; private set; }

    public DateTime? AcceptedAt { get; private set; }
    public DateTime? ArrivedAt { get; private set; }

    /// <summary>Hand-in of the last work: the clock stops here.</summary>
    public DateTime? HandledAt { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    /// <summary>Handling deadline; null before dispatch and while shelved.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>Deadline as first set: never moved by extensions or shelving; evaluation uses it.</summary>
    public DateTime? OriginalDueAt { get; private set; }

    /// <summary>When the present stage began.</summary>
    public DateTime StageAt { get; private set; }

    /// <summary>When the present stage should end; null when nothing runs.</summary>
    public DateTime? StageDueAt { get; private set; }

    public int ExtensionCount { get; private set; }

    /// <summary>End date of shelving, UTC.</summary>
    public DateTime? ShelvedUntil { get; private set; }

    /// <summary>Pauses of the clock as JSON pairs of instants.</summary>
    public string? Pauses { get; private set; }

    /// <summary>The account that handled last: it may not check.</summary>
    public Guid? HandledBy { get; private set; }

    /// <summary>The person who dispatched last; after a return the next dispatcher is another one. What a rule dispatches has no person.</summary>
    public Guid? DispatchedBy { get; private set; }

    /// <summary>UTC; when the next timer of its clocks fires; null when nothing is to come. See <see cref="Deadlines.ClockHandler"/>.</summary>
    public DateTime? ClockAt { get; internal set; }

    /// <summary>UTC; up to when the ladder was climbed; null: never looked at.</summary>
    public DateTime? ClockedAt { get; internal set; }

    /// <summary>A reporter left a phone and has not been called back after the closing.</summary>
    public bool NeedsCallBack { get; private set; }

    /// <summary>When the worker of the grid was asked to confirm; null when nobody is asked.</summary>
    public DateTime? ConfirmAskedAt { get; private set; }

    /// <summary>Last row of the timeline.</summary>
    public int Sequence { get; private set; }

    public byte[] LastHash { get; private set; } = Chain.Start;
    public int Version { get; set; } = 1;

    internal IReadOnlyList<TimelineRow> Fresh => fresh;

    internal IReadOnlyList<TimelineText> FreshTexts => freshTexts;

    /// <summary>It was opened in this unit of work and waits to be saved.</summary>
    internal bool IsOpening => fresh.Count > 0 && fresh[0].Sequence == 1;

    /// <summary>Title or place is another than when it was loaded.</summary>
    internal bool IsRetold { get; private set; }

    /// <summary>Rows and texts are with the change that is being made; later moves of the same unit of work add only theirs.</summary>
    internal void Taken()
    {
        fresh.Clear();
        freshTexts.Clear();
    }

    /// <summary>Opens a case for a new report.</summary>
    internal static Case Open(int districtId, Guid id, Channel channel, CaseFacts facts, Step step, StageLimits limits)
    {
        var opened = new Case
        {
            DistrictId = districtId,
            Id = id,
            Channel = channel,
            CreatedAt = step.Now,
            State = CaseFlow.Table.Start,
            ReportCount = 1,
            StageAt = step.Now,
            StageDueAt = limits.DueAt(Stage.File, step.Now),
        };
        opened.Know(facts);
        opened.Append(CaseAction.Report, CaseState.Reported, step);
        return opened;
    }

    /// <summary>Corrects what is known about the matter; part of filing and of the operator's edits.</summary>
    internal void Know(CaseFacts facts)
    {
        IsRetold |= (facts.Title, facts.PlaceText) != (Title, PlaceText);
        (Title, CategoryKey, AreaCode, Lon, Lat, PlaceText, IsUrgent) = (
            facts.Title,
            facts.CategoryKey,
            facts.AreaCode,
            facts.Lon,
            facts.Lat,
            facts.PlaceText,
            facts.IsUrgent
        );
        CoverHash ??= facts.CoverHash;
    }

    internal void AskToConfirm(Step step, StageLimits limits)
    {
        Move(CaseAction.SendToConfirm, step);
        ConfirmAskedAt = StageAt = step.Now;
        StageDueAt = limits.DueAt(Stage.Confirm, step.Now);
    }

    internal void Confirm(bool isTrue, Step step, StageLimits limits)
    {
        Move(isTrue ? CaseAction.Confirm : CaseAction.ConfirmNotFound, step);
        ConfirmAskedAt = null;
        StageAt = step.Now; // the time to file begins anew
        ConfirmedAt = isTrue ? step.Now : ConfirmedAt;
        StageDueAt = limits.DueAt(Stage.File, step.Now);
    }

    internal void Withdraw(Step step)
    {
        if (ReportCount > 1)
            throw new RuleViolation("case.not-alone");
        Move(CaseAction.Withdraw, step);
    }

    internal void File(string caseNo, Guid? conditionId, TimeLimit limit, Step step, StageLimits limits)
    {
        if (CategoryKey is null)
            throw new RuleViolation("case.category-needed");
        Move(CaseAction.File, step);
        CaseNo ??= caseNo;
        (ConditionId, LimitValue, LimitUnit) = (conditionId, limit.Value, limit.Unit);
        FiledAt ??= step.Now;
        StageDueAt = limits.DueAt(Stage.Dispatch, step.Now);
    }

    internal void Decline(Step step) => End(CaseAction.Decline, step);

    internal void Transfer(Step step) => End(CaseAction.Transfer, step);

    /// <param name="other">Takes the reports in; it says so in a row of its own, see <see cref="TakeIn"/>.</param>
    internal void JoinTo(Case other, Step step)
    {
        if (other.Id == Id)
            throw new RuleViolation("case.join-self");
        var (before, stageAt) = (State, StageAt);
        Move(CaseAction.Join, step);
        (StateBefore, StageAtBefore, JoinedToId) = (before, stageAt, other.Id);
        other.ReportCount += ReportCount;
        other.CoverHash ??= CoverHash;
    }

    /// <summary>One row for all that come together.</summary>
    internal void TakeIn(Step step) => Move(CaseAction.TakeIn, step with { Note = null, Evidence = [] });

    /// <param name="above">The case it was joined to, the one that was joined to, and so on: their reports become fewer.</param>
    internal void SplitFrom(IReadOnlyList<Case> above, Step step)
    {
        Move(CaseAction.Split, step, StateBefore);
        (StageAt, StateBefore, StageAtBefore, JoinedToId) = (StageAtBefore ?? StageAt, null, null, null);
        foreach (var other in above)
            other.ReportCount -= ReportCount;
    }

    /// <summary>One row for all that go together.</summary>
    internal void GiveBack(Step step) => Move(CaseAction.GiveBack, step with { Note = null, Evidence = [] });

    /// <summary>The photo shown in lists went to another case; null: none is left.</summary>
    internal void ShowCover(string? hash) => CoverHash = hash;

    internal void Dispatch(string unitCode, Guid? ruleId, string reason, WorkCalendar calendar, Step step)
    {
        var action = State == CaseState.Filed ? CaseAction.Dispatch : CaseAction.Reassign;
        if (action == CaseAction.Dispatch && SendBackCount > 0 && step.Actor.AccountId is { } me && me == DispatchedBy)
            throw new RuleViolation("case.other-dispatcher");
        Move(action, step with { UnitCode = unitCode, RuleId = ruleId });
        (LeadUnitCode, RuleId, DispatchReason) = (unitCode, ruleId, reason);
        DispatchedBy = step.Actor.AccountId ?? DispatchedBy; // a rule in between does not make anybody another person
        AcceptedAt = null;
        StageAt = step.Now; // another unit: its time to accept begins
        ClimbAgain();
        DispatchedAt ??= step.Now;
        OriginalDueAt ??= calendar.DueAt(step.Now, Limit);
        SetDue(calendar);
    }

    internal void Accept(Step step)
    {
        Move(CaseAction.Accept, step);
        AcceptedAt = step.Now;
        StageDueAt = DueAt;
    }

    internal void SendBack(Step step, StageLimits limits)
    {
        if (SendBackCount >= limits.MostSendBacks)
            throw new RuleViolation("case.send-back-limit", limits.MostSendBacks);
        Move(CaseAction.SendBack, step with { UnitCode = LeadUnitCode });
        SendBackCount++;
        LeadUnitCode = null;
        StageDueAt = limits.DueAt(Stage.Dispatch, step.Now);
    }

    internal void AskApproval(Step step) => Move(CaseAction.AskApproval, step);

    internal void RefuseApproval(Step step) => Move(CaseAction.RefuseApproval, step);

    /// <param name="askedAt">Asking in time is enough: whoever decides late must not cost the unit its extension.</param>
    internal void Extend(DateTime askedAt, WorkCalendar calendar, Step step, StageLimits limits)
    {
        if (ExtensionCount >= limits.MostExtensions)
            throw new RuleViolation("case.extension-limit", limits.MostExtensions);
        if (DueAt < askedAt)
            throw new RuleViolation("case.extension-late");
        Move(CaseAction.Extend, step);
        ExtensionCount++;
        ClimbAgain();
        SetDue(calendar);
    }

    internal void Shelve(DateTime until, Step step, StageLimits limits)
    {
        if (until <= step.Now || until > step.Now.AddDays(limits.LongestShelveDays))
            throw new RuleViolation("case.shelve-date", limits.LongestShelveDays);
        Move(CaseAction.Shelve, step);
        ShelvedUntil = until;
        Pauses = CasePauses.Begin(Pauses, step.Now);
        (DueAt, StageDueAt) = (null, until);
    }

    internal void Resume(WorkCalendar calendar, Step step)
    {
        Move(CaseAction.Resume, step);
        ShelvedUntil = null;
        Pauses = CasePauses.End(Pauses, step.Now);
        SetDue(calendar);
    }

    internal void ReportDone(Step step, StageLimits limits)
    {
        Move(CaseAction.ReportDone, step);
        (HandledAt, HandledBy) = (step.Now, step.Actor.AccountId);
        StageDueAt = limits.DueAt(Stage.Check, step.Now);
    }

    internal void Check(bool passed, Step step, WorkCalendar calendar, StageLimits limits)
    {
        if (step.Actor.AccountId is { } me && me == HandledBy)
            throw new RuleViolation("case.check-own-work");
        Move(passed ? CaseAction.Pass : CaseAction.Fail, step);
        if (passed)
        {
            StageDueAt = limits.DueAt(Stage.Close, step.Now);
            return;
        }
        ReworkCount++;
        Pauses = CasePauses.Add(Pauses, HandledAt!.Value, step.Now);
        HandledAt = null;
        SetDue(calendar);
    }

    /// <param name="needsCallBack">Somebody left a phone and may be asked how it went.</param>
    internal void Close(Step step, bool needsCallBack = false)
    {
        End(CaseAction.Close, step);
        (ClosedAt, NeedsCallBack) = (step.Now, needsCallBack);
    }

    /// <summary>Another calendar or other hours: the deadlines are worked out again; a row says which moved, from when to when.</summary>
    /// <param name="calendar">Of the unit that leads; the district's where none does.</param>
    /// <param name="before">The district's calendar by which the end of the present stage was set.</param>
    /// <param name="explain">Words for the row.</param>
    /// <returns>Whether anything moved.</returns>
    internal bool Recompute(
        WorkCalendar calendar,
        WorkCalendar before,
        StageLimits limits,
        Step step,
        Func<IReadOnlyList<DeadlineMove>, string> explain
    )
    {
        var isHandling = State is CaseState.Dispatched or CaseState.Handling;
        var due = DueAt is null || LeadUnitCode is null ? DueAt : Clock(calendar)?.DueAt ?? DueAt;
        var stageDue = isHandling ? due : StageEnd(before, limits);
        var original = Original(calendar, before, step.Now);
        DeadlineMove[] all =
        [
            new(DeadlineKind.Handling, DueAt, due),
            new(DeadlineKind.Stage, StageDueAt, isHandling ? StageDueAt : stageDue),
            new(DeadlineKind.Original, OriginalDueAt, original),
        ];
        List<DeadlineMove> moves = [.. all.Where(m => m.Before != m.After)];
        if (moves.Count == 0)
            return false;
        Move(CaseAction.Recompute, step with { Note = explain(moves) });
        (DueAt, StageDueAt, OriginalDueAt) = (due, stageDue, original);
        return true;
    }

    /// <summary>Once it has passed, it is never put off: overtime by the limit as first set stays overtime.</summary>
    private DateTime? Original(WorkCalendar calendar, WorkCalendar before, DateTime now)
    {
        if (OriginalDueAt is not { } old || DispatchedAt is not { } start)
            return OriginalDueAt;
        if (LeadUnitCode is null && before.DueAt(start, Limit) != old)
            return old; // it went by the hours of the unit that sent it back
        var due = calendar.DueAt(start, Limit);
        return due > old && old < now ? old : due;
    }

    /// <summary>A stage keeps the minutes of its day, whatever the limit is now; only the days between may have changed.</summary>
    private DateTime? StageEnd(WorkCalendar before, StageLimits limits) =>
        StageDueAt is { } due && CurrentStage is { } stage && limits.InWorkingTime.Contains(stage)
            ? limits.Calendar.DueAgain(StageAt, due, before)
            : StageDueAt;

    private Stage? CurrentStage =>
        State switch
        {
            CaseState.Reported when ConfirmAskedAt is not null => Stage.Confirm,
            CaseState.Reported or CaseState.Confirmed => Stage.File,
            CaseState.Filed => Stage.Dispatch,
            CaseState.Handled => Stage.Check,
            CaseState.Checked => Stage.Close,
            _ => null,
        };

    /// <summary>Another unit leads, or there is more time: the rungs of the handling clock count from its beginning; those told already are known.</summary>
    private void ClimbAgain() => ClockedAt = DispatchedAt < ClockedAt ? DispatchedAt : ClockedAt;

    internal void Reopen(Step step, StageLimits limits)
    {
        Move(CaseAction.Reopen, step);
        ReopenCount++;
        NeedsCallBack = false;
        (ClosedAt, HandledAt, LeadUnitCode, DispatchedAt, DueAt, OriginalDueAt, Pauses, ExtensionCount) = (
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            0
        );
        (SendBackCount, DispatchedBy, AcceptedAt, ArrivedAt) = (0, null, null, null);
        StageDueAt = limits.DueAt(Stage.Dispatch, step.Now);
    }

    internal void Void(Step step) => End(CaseAction.Void, step);

    internal void Depart(Step step) => Move(CaseAction.Depart, step);

    internal void Arrive(Step step)
    {
        Move(CaseAction.Arrive, step);
        ArrivedAt ??= step.Now;
    }

    /// <summary>An emergency begins: whatever was thought of the matter before, it is urgent now. A drill hurries nobody.</summary>
    internal void Alarm(Step step, bool isDrill)
    {
        Move(CaseAction.Alarm, step);
        IsUrgent |= !isDrill;
    }

    /// <summary>Urge, supervise, note, climb, assist, appeal, rate: said on the record, the state stays.</summary>
    internal void Remark(CaseAction action, Step step)
    {
        Move(action, step);
        NeedsCallBack &= action is not (CaseAction.CallBack or CaseAction.Rate);
    }

    /// <summary>The reporter adds something. Of a closed case somebody asks what is still wrong.</summary>
    internal void Supplement(Step step)
    {
        Move(CaseAction.Supplement, step);
        NeedsCallBack |= State == CaseState.Closed;
    }

    internal void SolveOnSpot(string caseNo, Guid? conditionId, TimeLimit limit, Step step)
    {
        if (CategoryKey is null)
            throw new RuleViolation("case.category-needed");
        End(CaseAction.SolveOnSpot, step);
        CaseNo = caseNo;
        (ConditionId, LimitValue, LimitUnit) = (conditionId, limit.Value, limit.Unit);
        (FiledAt, DispatchedAt, AcceptedAt, ArrivedAt, HandledAt, ClosedAt) = (step.Now, step.Now, step.Now, step.Now, step.Now, step.Now);
        HandledBy = step.Actor.AccountId;
        StageDueAt = null;
    }

    /// <summary>The handling clock, to explain the deadline line by line.</summary>
    /// <returns>Null before dispatch.</returns>
    public DeadlineClock? Clock(WorkCalendar calendar) =>
        DispatchedAt is not { } start || LimitValue is null
            ? null
            : new DeadlineClock(calendar, start, Limit)
            {
                Pauses = CasePauses.Read(Pauses),
                Extensions = [.. Enumerable.Repeat(Limit, ExtensionCount)],
                StoppedAt = HandledAt,
            };

    private TimeLimit Limit => new(LimitValue ?? throw new RuleViolation("case.limit-missing"), LimitUnit!.Value);

    private void SetDue(WorkCalendar calendar) => StageDueAt = DueAt = Clock(calendar)!.DueAt;

    private void End(CaseAction action, Step step)
    {
        Move(action, step);
        StageDueAt = null;
    }

    /// <summary>The only writer of the state.</summary>
    private void Move(CaseAction action, Step step, CaseState? remembered = null)
    {
        var to = CaseFlow.Table.Next(State, action, remembered);
        Append(action, to, step);
        if (to != State)
            StageAt = step.Now;
        State = to;
    }

    private void Append(CaseAction action, CaseState to, Step step)
    {
        var hasText = step.Note is not null || step.PublicText is not null;
        var salt = hasText ? TimelineText.NewSalt() : [];
        var row = new TimelineRow
        {
            DistrictId = DistrictId,
            CaseId = Id,
            Sequence = ++Sequence,
            Action = action,
            From = State,
            To = to,
            By = step.Actor.Kind,
            AccountId = step.Actor.AccountId,
            PostId = step.Post?.Id,
            PostTitle = step.Post?.Title ?? "",
            At = step.Now,
            DeviceAt = step.DeviceAt?.ToUniversalTime(),
            UnitCode = step.UnitCode,
            RuleId = step.RuleId,
            NoteHash = step.Note is null ? step.ContentHash : Chain.Salted(salt, step.Note),
            PublicHash = step.PublicText is null ? null : Chain.Salted(salt, step.PublicText),
            Evidence = step.Evidence.Count == 0 ? null : string.Join(',', step.Evidence),
            PreviousHash = LastHash,
        }.Sealed();
        LastHash = row.Hash;
        fresh.Add(row);
        if (hasText)
            freshTexts.Add(
                new TimelineText
                {
                    DistrictId = DistrictId,
                    CaseId = Id,
                    Sequence = Sequence,
                    Salt = salt,
                    Note = step.Note,
                    PublicText = step.PublicText,
                }
            );
    }
}

/// <summary>Which deadline of a case moved. 时限种类</summary>
internal enum DeadlineKind
{
    /// <summary>处置时限.</summary>
    Handling,

    /// <summary>环节时限.</summary>
    Stage,

    /// <summary>原定时限: as first set, for evaluation.</summary>
    Original,
}

/// <summary>A deadline worked out again. 时限变动</summary>
/// <param name="Before">UTC.</param>
/// <param name="After">UTC.</param>
internal sealed record DeadlineMove(DeadlineKind Kind, DateTime? Before, DateTime? After);

/// <summary>What is known about the matter. 案情</summary>
internal sealed record CaseFacts(
    string Title,
    string? CategoryKey,
    string AreaCode,
    double? Lon,
    double? Lat,
    string PlaceText,
    bool IsUrgent,
    string? CoverHash
);
