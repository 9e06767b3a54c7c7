namespace Gezhi.Cases.Contract;

/// <summary>How far up a matter had to go until somebody solved it. 办结层级</summary>
public enum WorkLevel
{
    /// <summary>网格: by workers of the grids.</summary>
    Grid,

    /// <summary>社区.</summary>
    Community,

    /// <summary>街道.</summary>
    Street,

    /// <summary>区: a bureau, a utility or a contractor of the district, or a call that reached it.</summary>
    District,
}

/// <summary>A category with its names in both languages. 类别名</summary>
/// <param name="ParentKey">Major class; null for a major class itself.</param>
public sealed record CategoryLine(string Key, string? ParentKey, string NameZh, string NameEn);

/// <summary>One stretch of a stage that has a limit of its own. 环节区间</summary>
/// <param name="BeganAt">UTC.</param>
/// <param name="EndedAt">UTC; null while it runs.</param>
/// <param name="DueAt">UTC, by the limit of today; null when the stage has none.</param>
public sealed record StageSpan(DateTime BeganAt, DateTime? EndedAt, DateTime? DueAt);

/// <summary>What figures must know of a case: where, when, by whom as a unit; no text, no person. 案件历程</summary>
public sealed record CaseHistory
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Where it stands now.</summary>
    public required CaseState State { get; init; }

    /// <summary>Area of its day.</summary>
    public required string AreaCode { get; init; }

    /// <summary>Null until somebody chose one.</summary>
    public required string? CategoryKey { get; init; }

    /// <summary>Channel of the first report.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Channel of the earliest of all its reports, those that came by joining too; null: the same as <see cref="Channel"/>.</summary>
    public Channel? FirstChannel { get; init; }

    /// <summary>Lead unit; null before dispatch.</summary>
    public required string? UnitCode { get; init; }

    /// <summary>How far up it had to go; means something once it is closed.</summary>
    public required WorkLevel Level { get; init; }

    /// <summary>UTC; when it was reported.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; the first filing.</summary>
    public required DateTime? FiledAt { get; init; }

    /// <summary>UTC; first dispatch since the last reopening.</summary>
    public required DateTime? DispatchedAt { get; init; }

    /// <summary>UTC; first arrival since the last reopening; null: nobody has come.</summary>
    public required DateTime? ArrivedAt { get; init; }

    /// <summary>UTC; hand-in of the last work; null: none that stands.</summary>
    public required DateTime? HandledAt { get; init; }

    /// <summary>UTC; null while it is open.</summary>
    public required DateTime? ClosedAt { get; init; }

    /// <summary>UTC; with extensions and shelving; null while shelved and before dispatch.</summary>
    public required DateTime? DueAt { get; init; }

    /// <summary>UTC; as first set.</summary>
    public required DateTime? OriginalDueAt { get; init; }

    /// <summary>UTC; the first step after the report that reporters were told of; null: none yet.</summary>
    public required DateTime? FirstAnswerAt { get; init; }

    /// <summary>Working minutes of the leading unit between dispatch and hand-in; null before the hand-in.</summary>
    public required int? WorkingMinutes { get; init; }

    /// <summary>From the report, or the finding on the spot, to the filing; null: not filed, or solved on the spot.</summary>
    public required StageSpan? Filing { get; init; }

    /// <summary>The first question to the worker of the grid and the answer; null: nobody was asked.</summary>
    public required StageSpan? Confirming { get; init; }

    /// <summary>From the first filing to the first dispatch.</summary>
    public required StageSpan? Dispatching { get; init; }

    /// <summary>The first hand-in and its check.</summary>
    public required StageSpan? Checking { get; init; }

    /// <summary>自行处置.</summary>
    public required bool IsSolvedOnSpot { get; init; }

    /// <summary>It was ever dispatched, before a reopening too.</summary>
    public required bool WasDispatched { get; init; }

    /// <summary>A unit sent it back as not its own.</summary>
    public required bool WasReturned { get; init; }

    /// <summary>A check was not passed.</summary>
    public required bool WasReworked { get; init; }

    /// <summary>It was closed and opened again.</summary>
    public required bool WasReopened { get; init; }

    /// <summary>UTC; the first check that was not passed, or the first reopening; null: the work was never doubted.</summary>
    public DateTime? DoubtedAt { get; init; }

    /// <summary>It was closed at least once.</summary>
    public required bool WasClosed { get; init; }

    /// <summary>Stars of those who rated, 1 to 5.</summary>
    public required IReadOnlyList<int> Stars { get; init; }

    /// <summary>How many of them say that it is solved.</summary>
    public required int SaidSolved { get; init; }

    /// <summary>What was done to it, in order, as far as it moves a case or answers somebody. 流转</summary>
    public IReadOnlyList<CaseMove> Moves { get; init; } = [];
}

/// <summary>One move of a case. 流转一步</summary>
/// <param name="At">UTC.</param>
/// <param name="From">State before.</param>
/// <param name="To">State afterwards; the same when the action only remarks.</param>
public sealed record CaseMove(DateTime At, CaseAction Action, CaseState From, CaseState To)
{
    /// <summary>Reporters were told of it.</summary>
    public bool IsAnswer => Action != CaseAction.Report && CaseFlow.IsPublic(Action);
}

/// <summary>A case as a list of figures names it. 案件标签</summary>
/// <param name="CaseNo">Null until filed.</param>
/// <param name="State">In the reader's language.</param>
public sealed record CaseLabel(Guid CaseId, string? CaseNo, string Title, string State);
