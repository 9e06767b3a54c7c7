using System.Linq.Expressions;
using Gezhi.Cases.Contract;

namespace Gezhi.Cases.CasePages;

/// <summary>One case in a list, a queue or the API. 案件行</summary>
/// <param name="CaseNo">案卷编号; null until filed.</param>
/// <param name="CategoryKey"><c>scheme/kind/code</c>; null until somebody chose one.</param>
/// <param name="AreaCode">Area of its day; 6 digits when the place is not known yet.</param>
/// <param name="Lon">WGS-84 degrees; null when not known.</param>
/// <param name="Lat">WGS-84 degrees; null when not known.</param>
/// <param name="ReportCount">Reports that hang on it.</param>
/// <param name="LeadUnitCode">主办; null before dispatch.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="DueAt">UTC handling deadline; null before dispatch and while shelved.</param>
/// <param name="StageAt">UTC, when the present stage began.</param>
/// <param name="StageDueAt">UTC, when it should end; null when nothing runs.</param>
/// <param name="ClosedAt">UTC.</param>
/// <param name="Version">To be sent with the next command.</param>
public sealed record CaseLine(
    Guid Id,
    string? CaseNo,
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
    string? LeadUnitCode,
    DateTime CreatedAt,
    DateTime? DispatchedAt,
    DateTime? DueAt,
    DateTime StageAt,
    DateTime? StageDueAt,
    DateTime? ClosedAt,
    int Version
)
{
    /// <summary>Made of the reporter's words: numbers of people in it are hidden.</summary>
    public string Title { get; init; } = Answers.PhonesInText.Hide(Title);

    /// <summary>Read straight from the table.</summary>
    internal static readonly Expression<Func<Case, CaseLine>> From = c => new CaseLine(
        c.Id,
        c.CaseNo,
        c.State,
        c.Title,
        c.CategoryKey,
        c.AreaCode,
        c.Lon,
        c.Lat,
        c.PlaceText,
        c.Channel,
        c.IsUrgent,
        c.ReportCount,
        c.LeadUnitCode,
        c.CreatedAt,
        c.DispatchedAt,
        c.DueAt,
        c.StageAt,
        c.StageDueAt,
        c.ClosedAt,
        c.Version
    );

    private static readonly Func<Case, CaseLine> Make = From.Compile();

    /// <summary>Of a case already read.</summary>
    internal static CaseLine Of(Case subject) => Make(subject);

    private bool IsOpen => CaseFlow.OpenStates.Contains(State);

    /// <summary>Whether the present stage is over time; a shelved case stands still.</summary>
    public bool IsLate(DateTime now) => IsOpen && State != CaseState.Shelved && StageDueAt < now;

    /// <summary>Used part of the present limit by the wall clock, 0 to 1 and more; the exact share stands on the case page.</summary>
    public double UsedShare(DateTime now)
    {
        if (!IsOpen || StageDueAt is not { } due)
            return 0;
        var from = State is CaseState.Dispatched or CaseState.Handling ? DispatchedAt ?? StageAt : StageAt;
        return due <= from ? 1 : Math.Max(0, (now - from) / (due - from));
    }

    /// <summary>Bar of the deadline: "x" overdue, "w" 80 % used, "h" standing still, empty otherwise.</summary>
    public string BarClass(DateTime now) =>
        State == CaseState.Shelved ? "h"
        : IsLate(now) ? "x"
        : UsedShare(now) >= .8 ? "w"
        : "";

    /// <summary>"12 分", "超 6 分", "用时 2 时", "停表", or empty when it ended without work.</summary>
    internal string Left(DateTime now, TimeWords times, Microsoft.Extensions.Localization.IStringLocalizer T) =>
        State == CaseState.Shelved ? T["停表"]
        : ClosedAt is { } closed ? T["用时 {0}", times.Span(closed - CreatedAt)]
        : IsOpen && StageDueAt is { } due ? times.Left(due, now)
        : "";
}
