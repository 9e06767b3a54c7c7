using Gezhi.Cases.Contract;

namespace Gezhi.Cases;

/// <summary>The one place that says which cases a live figure counts. 实时口径</summary>
internal static class LiveConditions
{
    /// <summary>Days looked back for what came or ended today: a case filed later than that after its report is a rarity that no screen waits for.</summary>
    private const int Days = 90;

    /// <summary>So often sent back means that perhaps nobody owns it.</summary>
    public const int SentBackOften = 2;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly CaseState[] Open = [.. CaseFlow.OpenStates];
    private static readonly CaseState[] Running = [.. Open.Where(s => s != CaseState.Shelved)];

    private static readonly Dictionary<LiveKey, CaseState[]> States = new()
    {
        [LiveKey.Open] = Open,
        [LiveKey.New] = [CaseState.Reported, CaseState.Confirmed],
        [LiveKey.ToDispatch] = [CaseState.Filed],
        [LiveKey.Doing] = [CaseState.Dispatched, CaseState.Handling, CaseState.Shelved],
        [LiveKey.ToCheck] = [CaseState.Handled, CaseState.Checked],
        [LiveKey.Shelved] = [CaseState.Shelved],
        [LiveKey.Soon] = Running,
        [LiveKey.Late] = Running,
        [LiveKey.Urgent] = Open,
        [LiveKey.SentBack] = Open,
    };

    /// <summary>States of a figure of open cases.</summary>
    public static CaseState[] StatesOf(LiveKey key) => States[key];

    /// <param name="now">UTC.</param>
    /// <param name="midnight">UTC instant at which the local day began; only figures of today need it.</param>
    public static IQueryable<Case> That(this IQueryable<Case> cases, LiveKey key, DateTime now, DateTime midnight = default)
    {
        if (States.TryGetValue(key, out var states))
            cases = cases.Where(c => states.Contains(c.State));
        var (hour, since) = (now + Hour, midnight == default ? default : midnight.AddDays(-Days));
        return key switch
        {
            LiveKey.Soon => cases.Where(c => c.StageDueAt >= now && c.StageDueAt < hour),
            LiveKey.Late => cases.Where(c => c.StageDueAt < now),
            LiveKey.Urgent => cases.Where(c => c.IsUrgent),
            LiveKey.SentBack => cases.Where(c => c.SendBackCount >= SentBackOften),
            LiveKey.ReportedToday => cases.Where(c => c.CreatedAt >= midnight),
            LiveKey.FiledToday => cases.Where(c => c.CreatedAt >= since && c.FiledAt >= midnight),
            LiveKey.ClosedToday => cases.Where(c => c.CreatedAt >= since && c.ClosedAt >= midnight),
            _ => cases,
        };
    }

    /// <summary>Of a day's figure, those of one hour.</summary>
    public static IQueryable<Case> Between(this IQueryable<Case> cases, LiveKey key, DateTime from, DateTime to) =>
        key switch
        {
            LiveKey.ReportedToday => cases.Where(c => c.CreatedAt >= from && c.CreatedAt < to),
            LiveKey.FiledToday => cases.Where(c => c.FiledAt >= from && c.FiledAt < to),
            LiveKey.ClosedToday => cases.Where(c => c.ClosedAt >= from && c.ClosedAt < to),
            _ => cases,
        };
}
