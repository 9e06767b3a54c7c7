using Gezhi.Cases.CasePages;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Centre;

/// <summary>The centre's figures as data. 今日统计</summary>
public sealed class ReadStatistics(CaseDesk desk, DayFigures days, DoneFigures done, RecentFigures recent)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    /// <param name="At">UTC.</param>
    /// <param name="AreaCode">What is counted: the district, or the area of the person's post.</param>
    /// <param name="Soon">Present stage ends within the hour.</param>
    /// <param name="Late">Present stage is over time.</param>
    /// <param name="OnTimeShare">0 to 1, last 30 days; null where nothing was due.</param>
    /// <param name="OnTimeStrictShare">By the deadline as first set.</param>
    /// <param name="Due">Cases behind the two shares.</param>
    /// <param name="Satisfaction">Mean, 1 to 5; null without ratings.</param>
    /// <param name="Ratings">Ratings behind it.</param>
    /// <param name="FiledByHour">Local hours; null for hours that are not over.</param>
    public sealed record Today(
        DateTime At,
        string AreaCode,
        int FiledToday,
        int FiledSameTimeLastWeek,
        IReadOnlyDictionary<string, int> OpenByState,
        int Soon,
        int Late,
        double? OnTimeShare,
        double? OnTimeStrictShare,
        int Due,
        double? Satisfaction,
        int Ratings,
        IReadOnlyList<double?> FiledByHour,
        IReadOnlyList<double?> ClosedByHour,
        IReadOnlyList<double?> UsualByHour,
        IReadOnlyList<OnTimeShare> Areas
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/statistics/today",
                async (ReadStatistics feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Run(actor, ct))
            )
            .WithSummary("今日统计 · Today's figures");

    public async Task<Today> Run(Actor actor, CancellationToken ct)
    {
        var scope = Scope.Of(actor);
        var counts = await recent.Get("open", scope.Key, Life, desk.Now, () => OpenCounts.Read(desk, new CaseFilter(), scope, actor, ct));
        var day = await days.Run(scope, actor, ct);
        var parts = await done.OnTime(scope, actor, ct);
        var (together, liking) = (DoneFigures.Together(parts), await done.Ratings(scope, actor, ct));
        return new Today(
            desk.Now,
            scope.RootCode,
            day.FiledToday,
            day.FiledThen,
            counts.Rows.GroupBy(r => r.State).ToDictionary(g => g.Key.ToString(), g => g.Sum(r => r.Count)),
            counts.Soon,
            counts.Late,
            together.Share,
            together.StrictShare,
            together.Due,
            liking.Share,
            liking.Count,
            day.Filed,
            day.Closed,
            day.Usual,
            parts
        );
    }
}
