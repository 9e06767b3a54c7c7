using Gezhi.Cases.Approvals;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Time;

namespace Gezhi.Cases.CasePages;

/// <summary>All that the case page shows, for one person at one moment. 案件页内容</summary>
/// <param name="Line">State, place, deadline, version.</param>
/// <param name="Detail">Everything else that is not personal.</param>
/// <param name="Unit">主办; null before dispatch.</param>
/// <param name="Helpers">协办.</param>
/// <param name="Reason">Why this unit; null before dispatch.</param>
/// <param name="Photos">Everything seen and heard, oldest first.</param>
/// <param name="Steps">The timeline, oldest first.</param>
/// <param name="IsWhole">The chain of hashes and texts was walked just now and nothing was altered.</param>
/// <param name="Asked">What waits for a second person; null when nothing does.</param>
/// <param name="Joined">Cases that were joined to this one.</param>
/// <param name="Clock">The deadline line by line; empty before dispatch.</param>
/// <param name="UsedMinutes">Sum of the lines.</param>
/// <param name="LimitMinutes">Limit with extensions; null before dispatch.</param>
public sealed record CaseView(
    CaseLine Line,
    ReadCase.Detail Detail,
    UnitView? Unit,
    IReadOnlyList<UnitView> Helpers,
    DispatchReason? Reason,
    IReadOnlyList<ReportView> Reports,
    IReadOnlyList<PhotoView> Photos,
    IReadOnlyList<StepView> Steps,
    bool IsWhole,
    ApprovalView? Asked,
    IReadOnlyList<JoinedView> Joined,
    IReadOnlyList<ClockLine> Clock,
    int UsedMinutes,
    int? LimitMinutes
)
{
    /// <summary>Its photos are not for the public: somebody, or a child, can be recognised and nobody agreed.</summary>
    public bool ArePhotosHidden { get; init; }

    /// <summary>The account that handled last: it may not check.</summary>
    public Guid? HandledBy { get; init; }

    /// <summary>Led by a community or a response group: the worker of the grid does the work.</summary>
    public bool IsGroundWork { get; init; }

    /// <summary>The unit that led at the end has appealed already: once is all, and each unit speaks for itself.</summary>
    public bool IsAppealed => Appeals.Any(a => a.UnitCode == (Line.LeadUnitCode ?? ""));

    /// <summary>Whether this account had a hand in the work since the case was opened (again): then somebody else checks.</summary>
    public bool WorkedBy(Guid? accountId) =>
        accountId is not null
        && (
            HandledBy == accountId
            || Steps
                .Reverse()
                .TakeWhile(s => s.Action is not CaseAction.Reopen)
                .Any(s => s.AccountId == accountId && Checking.CheckCase.Work.Contains(s.Action))
        );

    /// <summary>Supervisions and notes that must be answered, oldest first.</summary>
    public IReadOnlyList<OrderView> Orders { get; init; } = [];

    /// <summary>Calls upwards, oldest first.</summary>
    public IReadOnlyList<ClimbView> Climbs { get; init; } = [];

    /// <summary>Parts of co-handlers.</summary>
    public IReadOnlyList<TaskView> Tasks { get; init; } = [];

    /// <summary>Appeals of the units that led, oldest first.</summary>
    public IReadOnlyList<AppealView> Appeals { get; init; } = [];

    /// <summary>The appeal that waits for a decision, oldest first; null when none does.</summary>
    public AppealView? Appeal => Appeals.FirstOrDefault(a => a.DecidedAt is null);

    /// <summary>Prepared answers and where people are sent.</summary>
    public Answers.AnswersOf Answers { get; init; } = Gezhi.Cases.Answers.AnswersOf.None;

    /// <summary>Bad ratings that were looked at again or are to be, newest first.</summary>
    public IReadOnlyList<Reviews.ReviewView> Reviews { get; init; } = [];

    /// <summary>Photos that look like those of other cases; empty for those who have no say in it.</summary>
    public IReadOnlyList<Reuse.LikePhotoView> LikePhotos { get; init; } = [];

    /// <summary>A reporter left a phone and has not been called back.</summary>
    public bool NeedsCallBack { get; init; }

    /// <summary>Rungs of the ladder that have fired and that will come; empty when the case has ended.</summary>
    public IReadOnlyList<RungView> Ladder { get; init; } = [];

    /// <summary>Windows by which the clock runs, "08:00-12:00 14:00-18:00".</summary>
    public string Windows { get; init; } = "";

    /// <summary>Works on holidays and weekends too.</summary>
    public bool IsEveryDay { get; init; }

    /// <summary>Calendar version in force; 0: as shipped.</summary>
    public int CalendarNo { get; init; }

    /// <summary>The deadline lies in a year whose holidays are not published.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>The rule that was used wants a photo with the hand-in.</summary>
    public bool NeedsPhoto { get; init; }

    /// <summary>The grid worker was asked and has not answered.</summary>
    public DateTime? ConfirmAskedAt { get; init; }
}

/// <summary>One report as staff see it. 诉求</summary>
/// <param name="ReceiptTail">Last four characters: the whole number belongs to the reporter.</param>
/// <param name="HasContact">The reporter left a phone.</param>
/// <param name="Contact">Masked phone; null when none was left or this person may not see contacts.</param>
/// <param name="NeighbourContact">Masked phone of the neighbour it was reported for.</param>
/// <param name="Rating">Null until rated, and always null for handlers and grid workers.</param>
public sealed record ReportView(
    Guid Id,
    Guid OwnCaseId,
    Channel Channel,
    string? ChannelNo,
    string ReceiptTail,
    string Text,
    DateTime CreatedAt,
    DateTime? SaidAt,
    string PlaceText,
    double? AccuracyMetres,
    bool IsForNeighbour,
    bool IsWithdrawn,
    bool HasContact,
    string? Contact,
    string? NeighbourContact,
    RatingView? Rating
)
{
    /// <summary>Whether the reporter heard of the last public step; null when there is nothing to tell or nothing is known.</summary>
    public ToldView? Told { get; init; }

    /// <summary>Name of the connected system it came from; null for people and files.</summary>
    public string? SourceName { get; init; }

    /// <summary>Of a sensor: how often it repeated itself, and whether it says that all is right again. Null for the others.</summary>
    public AlarmView? Alarm { get; init; }

    /// <summary>UTC; the reporter asked to be called back; null: did not.</summary>
    public DateTime? CallAskedAt { get; init; }
}

/// <summary>What a sensor said after its first alarm. 设备后续</summary>
/// <param name="LastAt">UTC.</param>
/// <param name="ClearedAt">UTC; null while the alarm stands.</param>
public sealed record AlarmView(int Repeats, DateTime LastAt, DateTime? ClearedAt);

/// <summary>What became of a message to a reporter. 告知情况</summary>
public enum ToldState
{
    /// <summary>The gateway took it.</summary>
    Told,

    /// <summary>On its way, or to be tried again.</summary>
    Waiting,

    /// <summary>Given up after the last attempt.</summary>
    Failed,

    /// <summary>No sender was configured when it was due.</summary>
    NoSender,

    /// <summary>The person answered 退订.</summary>
    Stopped,
}

/// <summary>Whether a reporter heard of a step. 告知</summary>
/// <param name="About">The step.</param>
/// <param name="At">When it was sent, UTC; null while it was not.</param>
public sealed record ToldView(ToldState State, CaseAction About, DateTime? At)
{
    /// <summary>It went back to the connected system, not to a phone.</summary>
    public bool IsToSource { get; init; }
}

/// <summary>What one reporter said about the result. 评价</summary>
/// <param name="Satisfaction">1 to 5.</param>
public sealed record RatingView(bool IsSolved, int Satisfaction, string? Text, DateTime At);

/// <summary>A photo, video or voice note. 证据</summary>
/// <param name="HasPreview">Thumbnail and screen size are there.</param>
public sealed record PhotoView(
    string Hash,
    EvidenceKind Shows,
    FileKind Kind,
    bool HasPreview,
    Guid? ReportId,
    DateTime At,
    DateTime? TakenAt,
    double? Lon,
    double? Lat
)
{
    /// <summary>In quarantine, or removed because of a virus; null: it can be opened. 查毒</summary>
    public ScanState? HeldBack { get; init; }

    internal string Thumb => $"/files/{Hash}/thumb";

    internal string Screen => $"/files/{Hash}/screen";

    internal string Original => $"/files/{Hash}/original";
}

/// <summary>One move with the names behind it. 流转步骤</summary>
/// <param name="Name">Name of the member of staff; null for residents and the system.</param>
/// <param name="Unit">Unit concerned by a dispatch or return.</param>
/// <param name="RuleNo">Rule used; null when a person decided.</param>
/// <param name="IsErased">The text was erased by law; its hash stands.</param>
public sealed record StepView(
    int Sequence,
    CaseAction Action,
    CaseState From,
    CaseState To,
    ActorKind By,
    string? Name,
    string Post,
    DateTime At,
    DateTime? DeviceAt,
    string? Note,
    string? PublicText,
    bool IsErased,
    string? Unit,
    string? RuleNo,
    string Hash,
    IReadOnlyList<string> Evidence
)
{
    /// <summary>The move in one word, in the reader's language.</summary>
    public string Says { get; init; } = "";

    /// <summary>Version of the rule: the book in which it came; null when a person decided.</summary>
    public int? RuleBook { get; init; }

    /// <summary>The account behind the name; never shown.</summary>
    public Guid? AccountId { get; init; }
}

/// <summary>What waits for a second person. 待审批</summary>
/// <param name="AskedBy">The account that asked: it may not decide.</param>
/// <param name="DecideBy">UTC; null for those asked before deadlines were kept.</param>
public sealed record ApprovalView(ApprovalKind Kind, string Reason, DateTime? Until, Guid? AskedBy, DateTime AskedAt, DateTime? DecideBy);

/// <summary>A case that was joined to this one. 被并案件</summary>
public sealed record JoinedView(Guid Id, string? CaseNo, string Title, int Version);

/// <summary>A supervision or note and its answer. 督办批示</summary>
/// <param name="AnswerBy">UTC.</param>
public sealed record OrderView(
    int No,
    CaseAction Action,
    Guid? GivenBy,
    DateTime GivenAt,
    DateTime AnswerBy,
    DateTime? AnsweredAt,
    int? AnswerNo,
    bool IsLate
);

/// <summary>A call upwards, both sides. 吹哨</summary>
/// <param name="CallerName">Null: a rung of the ladder called.</param>
public sealed record ClimbView(
    Guid Id,
    int No,
    Climbing.ClimbLevel From,
    Climbing.ClimbLevel To,
    string Why,
    string? CallerName,
    DateTime At,
    DateTime ReportBy,
    DateTime? EndedAt,
    string? Outcome,
    IReadOnlyList<CallView> Calls
)
{
    public bool IsByRule => CallerName is null;

    /// <summary>Null: a rung of the ladder called.</summary>
    public Guid? CalledBy { get; init; }

    /// <summary>Units that are still waited for.</summary>
    public IEnumerable<string> Waited => Calls.Where(c => c.ReportedAt is null).Select(c => c.UnitCode);
}

/// <summary>A called department. 报到</summary>
public sealed record CallView(string UnitCode, string UnitName, DateTime? ReportedAt, string? Said, bool IsLate);

/// <summary>A co-handler's part. 联办任务</summary>
public sealed record TaskView(
    string UnitCode,
    string UnitName,
    string Task,
    DateTime DueAt,
    DateTime? AcceptedAt,
    DateTime? HandedInAt,
    string? Result,
    DateTime? ReleasedAt,
    string? ReleaseReason,
    bool IsLate
)
{
    public bool IsOwed => HandedInAt is null && ReleasedAt is null;

    /// <summary>A unit without a crew: the worker of the grid does it.</summary>
    public bool IsGroundWork { get; init; }
}

/// <summary>An appeal and its decision. 申诉</summary>
public sealed record AppealView(
    string Reason,
    Guid? AskedBy,
    DateTime AskedAt,
    DateTime DecideBy,
    DateTime? DecidedAt,
    bool? IsGranted,
    string UnitCode
)
{
    /// <summary>Name of the unit that appealed.</summary>
    public string UnitName { get; init; } = "";
}

/// <summary>A rung that has fired or will. 升级台阶</summary>
/// <param name="At">UTC; when it fired, or when it will if nothing happens.</param>
public sealed record RungView(Stage Stage, int Percent, int MoreMinutes, Deadlines.LadderLevel Level, DateTime At, bool HasFired);
