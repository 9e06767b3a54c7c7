using Gezhi.Cases.Contract;
using Gezhi.Platform.Time;

namespace Gezhi.Cases.Units;

/// <summary>One case of a unit's worklist. 台账行</summary>
/// <param name="CaseNo">案卷编号.</param>
/// <param name="ReportCount">Reports that hang on it.</param>
/// <param name="DispatchedAt">UTC; the handling clock starts here.</param>
/// <param name="LimitValue">Limit of the filing condition; null until filed.</param>
/// <param name="Pauses">Pauses of the clock as stored.</param>
/// <param name="HandledAt">UTC; the clock stopped here.</param>
/// <param name="DueAt">UTC handling deadline; null while shelved.</param>
/// <param name="StageDueAt">UTC end of the present stage; null when nothing runs.</param>
/// <param name="ShelvedUntil">UTC; null unless shelved.</param>
/// <param name="IsAsked">Something the unit asked for waits for a decision.</param>
/// <param name="SortAt">UTC instant by which the tab is sorted.</param>
/// <param name="Version">To be sent with the next command.</param>
public sealed record WorkRow(
    Guid Id,
    string? CaseNo,
    CaseState State,
    string Title,
    string? CategoryKey,
    string AreaCode,
    string PlaceText,
    bool IsUrgent,
    int ReportCount,
    string? LeadUnitCode,
    DateTime? DispatchedAt,
    double? LimitValue,
    LimitUnit? LimitUnit,
    string? Pauses,
    int ExtensionCount,
    DateTime? HandledAt,
    DateTime? OriginalDueAt,
    DateTime? DueAt,
    DateTime? StageDueAt,
    DateTime? ShelvedUntil,
    DateTime? ClosedAt,
    int ReworkCount,
    bool IsAsked,
    DateTime SortAt,
    int Version
)
{
    /// <summary>Made of the reporter's words: numbers of people in it are hidden.</summary>
    public string Title { get; init; } = Answers.PhonesInText.Hide(Title);

    /// <summary>Why the unit sent it back; null in all other tabs.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>The handling clock; null before dispatch.</summary>
    public DeadlineClock? Clock(WorkCalendar calendar) =>
        DispatchedAt is { } start && LimitValue is { } value && LimitUnit is { } unit
            ? new DeadlineClock(calendar, start, new TimeLimit(value, unit))
            {
                Pauses = CasePauses.Read(Pauses),
                Extensions = [.. Enumerable.Repeat(new TimeLimit(value, unit), ExtensionCount)],
                StoppedAt = HandledAt,
            }
            : null;

    /// <summary>Handed in after the deadline that was first set; null while it is not handed in.</summary>
    public bool? WasLate => HandledAt is { } done && OriginalDueAt is { } due ? done > due : null;
}

/// <summary>How many cases lie in each part of a unit's worklist, and how the unit does. 本单位统计</summary>
/// <param name="Late">Waiting or in work, past the deadline.</param>
/// <param name="DueToday">Waiting or in work, to be done before midnight.</param>
/// <param name="Closed">Closed within the last 30 days.</param>
/// <param name="OnTime">Of these, handed in before the deadline first set: extensions and shelving do not help.</param>
/// <param name="Reworked">Of these, failed a check at least once.</param>
public sealed record WorkCounts(
    int ToAccept,
    int Handling,
    int ToCheck,
    int Helping,
    int Done,
    int Returned,
    int Late,
    int DueToday,
    int Closed,
    int OnTime,
    int Reworked
)
{
    public int Of(WorkTab tab) =>
        tab switch
        {
            WorkTab.ToAccept => ToAccept,
            WorkTab.Handling => Handling,
            WorkTab.ToCheck => ToCheck,
            WorkTab.Helping => Helping,
            WorkTab.Done => Done,
            WorkTab.Returned => Returned,
            _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, null),
        };
}
