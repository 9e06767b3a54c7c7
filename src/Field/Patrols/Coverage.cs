namespace Gezhi.Field.Patrols;

/// <summary>How a place stands on a day of the plan. 点位状态</summary>
public enum PlaceState
{
    /// <summary>已到</summary>
    Visited,

    /// <summary>漏巡: the window is over and nobody was there.</summary>
    Missed,

    /// <summary>待巡: the window is not over yet.</summary>
    Pending,
}

/// <summary>A key place that was due on a day. 应巡点位</summary>
public sealed record DuePlace(PatrolPlan Plan, KeyPlace Place, DateOnly On, PlaceState State, PlaceVisit? Visit);

/// <summary>Compares what was visited with what the plan asks; needs no track. 巡查覆盖</summary>
public static class Coverage
{
    /// <summary>A visit counts so many days back; nothing is due more seldom.</summary>
    public const int MostEveryDays = 31;

    /// <summary>What was due from one day to the other, both included.</summary>
    /// <param name="visits">From <see cref="MostEveryDays"/> days before the first day on.</param>
    /// <param name="local">Local time now: what lies behind it and was not visited is missed.</param>
    public static IReadOnlyList<DuePlace> Of(
        PatrolPlan plan,
        IEnumerable<KeyPlace> places,
        IEnumerable<PlaceVisit> visits,
        DateOnly from,
        DateOnly until,
        DateTime local
    )
    {
        var byPlace = visits.Where(v => v.IsInWindow).ToLookup(v => v.KeyPlaceId);
        var due = new List<DuePlace>();
        foreach (var place in places)
        {
            var own = byPlace[place.Id].OrderBy(v => v.VisitedOn).ToList();
            for (var day = from; day <= until; day = day.AddDays(1))
                if (plan.RunsOn(day) && place.IsThereOn(day) && IsDue(place, own, day))
                {
                    var visit = own.Find(v => v.VisitedOn == day);
                    var state =
                        visit is not null ? PlaceState.Visited
                        : plan.EndOf(day) <= local ? PlaceState.Missed
                        : PlaceState.Pending;
                    due.Add(new DuePlace(plan, place, day, state, visit));
                }
        }
        return due;
    }

    /// <summary>Share of what was due and is over; null when nothing was.</summary>
    public static double? Share(IReadOnlyCollection<DuePlace> due)
    {
        var over = due.Count(d => d.State != PlaceState.Pending);
        return over == 0 ? null : (double)due.Count(d => d.State == PlaceState.Visited) / over;
    }

    private static bool IsDue(KeyPlace place, List<PlaceVisit> visits, DateOnly day) =>
        visits.FindLast(v => v.VisitedOn < day) is not { } last || day.DayNumber - last.VisitedOn.DayNumber >= place.EveryDays;
}
