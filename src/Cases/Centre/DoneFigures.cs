using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;

namespace Gezhi.Cases.Centre;

/// <summary>On-time share of one area. 按时办结率</summary>
/// <param name="Due">应结案: filed in the period, and closed or over time.</param>
/// <param name="Share">0 to 1; null where nothing was due.</param>
/// <param name="StrictShare">By the deadline as first set; null where nothing was due.</param>
/// <param name="IsTooFew">There are too few cases to show the share by itself.</param>
/// <param name="StrictDue">Cases behind the strict share: shelved ones count as not closed.</param>
public sealed record OnTimeShare(string PartCode, int Due, double? Share, double? StrictShare, int StrictDue, bool IsTooFew = false);

/// <summary>What was done in the last 30 days, and how people liked it: as the register of figures says. 办结与满意</summary>
public sealed class DoneFigures(CaseDesk desk, RecentFigures recent, ReadDoneShares register)
{
    /// <summary>Local days looked back.</summary>
    public const int Days = 30;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <param name="Share">Mean satisfaction, 1 to 5; null without ratings.</param>
    /// <param name="Count">Ratings in the period.</param>
    /// <param name="SolvedShare">Share of rated cases that everybody calls solved; null without ratings.</param>
    public sealed record Liking(double? Share, int Count, double? SolvedShare);

    /// <summary>Share per area, in the order of the codes: this is no ranking. Open overdue cases count against it.</summary>
    public async Task<IReadOnlyList<OnTimeShare>> OnTime(Scope scope, Actor actor, CancellationToken ct) =>
        [
            .. (await Register(scope, actor, ct)).Done.Select(d => new OnTimeShare(
                d.PartCode,
                (int)d.Due,
                Part(d.OnTime, d.Due),
                Part(d.StrictOnTime, d.StrictDue),
                (int)d.StrictDue,
                d.IsTooFew
            )),
        ];

    /// <summary>All areas together.</summary>
    public static OnTimeShare Together(IReadOnlyList<OnTimeShare> parts)
    {
        var (due, strict) = (parts.Sum(p => p.Due), parts.Sum(p => p.StrictDue));
        return new OnTimeShare(
            "",
            due,
            due == 0 ? null : parts.Sum(p => p.Share * p.Due ?? 0) / due,
            strict == 0 ? null : parts.Sum(p => p.StrictShare * p.StrictDue ?? 0) / strict,
            strict
        );
    }

    /// <summary>What reporters of the cases closed in the period answered; never who.</summary>
    public async Task<Liking> Ratings(Scope scope, Actor actor, CancellationToken ct)
    {
        var liked = (await Register(scope, actor, ct)).Liked;
        return liked.Ratings == 0
            ? new Liking(null, 0, null)
            : new Liking((double)liked.Stars / liked.Ratings, (int)liked.Ratings, liked.SolvedShare);
    }

    private async Task<Known> Register(Scope scope, Actor actor, CancellationToken ct)
    {
        var today = desk.Calendar.LocalDay(desk.Now);
        return await recent.Get(
            "register",
            scope.Key,
            Life,
            desk.Now,
            async () =>
            {
                var (done, liked) = await register(actor, today.AddDays(1 - Days), today, scope.PartLength, ct);
                return new Known(done, liked);
            }
        );
    }

    private static double? Part(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private sealed record Known(IReadOnlyList<DoneShare> Done, LikedShare Liked);
}
