using Gezhi.Cases.Contract;
using Gezhi.Platform.Geo;

namespace Gezhi.Cases.Field;

/// <summary>Why a case lies on a grid worker's list. 任务类别</summary>
public enum TaskKind
{
    /// <summary>核实: the operator asks whether it is true.</summary>
    Confirm,

    /// <summary>处置: the community or the response group leads, the worker is its hands.</summary>
    Handle,

    /// <summary>到场: urgent, and nobody is there yet; somebody else will do the work.</summary>
    Attend,
}

/// <summary>What the worker does next. 下一步</summary>
public enum TaskStep
{
    /// <summary>接单.</summary>
    Accept,

    /// <summary>出发.</summary>
    Depart,

    /// <summary>到场拍照.</summary>
    Arrive,

    /// <summary>核实: true, or not found.</summary>
    Confirm,

    /// <summary>处置反馈.</summary>
    HandIn,
}

/// <summary>One task of a grid worker. 任务</summary>
/// <param name="CategoryKey">Null until somebody chose one.</param>
/// <param name="Lon">WGS-84 degrees; null when not known.</param>
/// <param name="Lat">WGS-84 degrees; null when not known.</param>
/// <param name="ReportCount">Reports that hang on it.</param>
/// <param name="CoverHash">First photo; null when there is none.</param>
/// <param name="BeganAt">UTC: when the limit that presses now began; when it was reported for a task to attend.</param>
/// <param name="StageDueAt">UTC; null when nothing runs.</param>
/// <param name="ArrivedAt">UTC; null before somebody was there.</param>
/// <param name="IsOnTheWay">Somebody set out.</param>
/// <param name="Version">To be sent with the next command.</param>
public sealed record FieldTask(
    Guid Id,
    TaskKind Kind,
    CaseState State,
    string Title,
    string? CategoryKey,
    string AreaCode,
    double? Lon,
    double? Lat,
    string PlaceText,
    Channel Channel,
    bool IsUrgent,
    int ReportCount,
    string? CoverHash,
    DateTime BeganAt,
    DateTime? StageDueAt,
    DateTime? ArrivedAt,
    bool IsOnTheWay,
    int Version
)
{
    /// <summary>Made of the reporter's words: numbers of people in it are hidden.</summary>
    public string Title { get; init; } = Answers.PhonesInText.Hide(Title);

    /// <summary>Within so many minutes of the deadline a task goes before the way.</summary>
    private const int SoonMinutes = 60;

    public LonLat? Place => Lon is { } lon && Lat is { } lat ? new LonLat(lon, lat) : null;

    /// <summary>The one thing to do now.</summary>
    public TaskStep Next =>
        Kind == TaskKind.Confirm ? TaskStep.Confirm
        : Kind == TaskKind.Handle && State == CaseState.Dispatched ? TaskStep.Accept
        : ArrivedAt is not null ? TaskStep.HandIn
        : IsOnTheWay ? TaskStep.Arrive
        : TaskStep.Depart;

    /// <summary>End of the worker's own limit, UTC; null for a task to attend, whose clock belongs to others.</summary>
    public DateTime? DueAt => Kind == TaskKind.Attend ? null : StageDueAt;

    public bool IsLate(DateTime now) => DueAt < now;

    /// <summary>Used part of the limit by the wall clock, 0 to 1 and more.</summary>
    public double UsedShare(DateTime now) =>
        DueAt is not { } due ? 0
        : due <= BeganAt ? 1.01
        : Math.Max(0, (now - BeganAt) / (due - BeganAt));

    /// <summary>Urgent matters are walked first, then what is overdue or soon due, then the rest.</summary>
    public int Rank(DateTime now) =>
        IsUrgent ? 0
        : DueAt < now.AddMinutes(SoonMinutes) ? 1
        : 2;
}
