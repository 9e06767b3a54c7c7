using Gezhi.Field.Contract;
using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Patrol plans of one street with a past week, one walked duty, one device. 巡查示例</summary>
internal sealed class PatrolFiller(PatrolFill fill, GezhiDb db, WorkCalendar calendar)
{
    private const ulong Seed = 20260306;
    private const string Street = "410103010";
    private const string Worker = "wangge0001";
    private const int EveryDay = 127;
    private const int Weekdays = 31;

    public async Task Fill(SeedTown town, SeedCast cast, DateTime now, CancellationToken ct)
    {
        var accounts = await db.Set<Account>()
            .AsNoTracking()
            .Select(a => new { a.UserName, a.Id })
            .ToDictionaryAsync(a => a.UserName, a => a.Id, ct);
        var workers = cast
            .Staff.SelectMany(p => p.Posts.Where(x => x.Role == Role.GridWorker && x.Area is not null).Select(x => (x.Area, p.UserName)))
            .GroupBy(x => x.Area!)
            .ToDictionary(g => g.Key, g => accounts[g.First().UserName]);
        var today = calendar.LocalDay(now);
        foreach (var (grid, index) in Grids(town).Select((g, i) => (g, i)))
        {
            var dice = new Dice(Seed).Branch(grid.Code);
            var spots = Spots(town, grid);
            if (spots.Count == 0)
                continue;
            var isWeak = index % 5 == 3; // one grid in five is short of people
            fill.Add(
                new(grid.Code, "白天巡查", index % 3 == 0 ? EveryDay : Weekdays, 8 * 60, 18 * 60, today.AddDays(-14)),
                [
                    .. spots.Select(
                        (s, i) => new PatrolFill.PlaceFacts(s.Name, s.At, i % 4 == 3 ? 3 : 1, _ => dice.Falls(isWeak ? 0.35 : 0.07))
                    ),
                ],
                workers.TryGetValue(grid.Code, out var account) ? account : null,
                now
            );
            if (index == 0)
                fill.Add(
                    new(grid.Code, "夜市巡查", EveryDay, 19 * 60, 60, today.AddDays(-14)),
                    [.. spots.Take(2).Select(s => new PatrolFill.PlaceFacts(s.Name, s.At, 1, day => day.DayOfWeek == DayOfWeek.Sunday))],
                    account,
                    now
                );
        }
        Walked(town, accounts[Worker], today, now);
        await fill.Save(ct);
    }

    private static IEnumerable<SeedArea> Grids(SeedTown town) =>
        town
            .Areas.Where(a => a.Level == AreaLevel.Grid && a.Code.StartsWith(Street, StringComparison.Ordinal))
            .OrderBy(a => a.Code, StringComparer.Ordinal);

    private static List<SeedLandmark> Spots(SeedTown town, SeedArea grid) =>
        [
            .. town
                .Landmarks.Where(l => l.AreaCode.StartsWith(grid.Code, StringComparison.Ordinal))
                .DistinctBy(l => l.Name)
                .OrderBy(l => l.Kind == LandmarkKind.Address) // houses only where a grid has little else
                .ThenBy(l => l.No)
                .Take(6),
        ];

    /// <summary>Yesterday morning of the first grid's worker, from place to place.</summary>
    private void Walked(SeedTown town, Guid worker, DateOnly today, DateTime now)
    {
        var grid = Grids(town).First();
        var stops = Spots(town, grid).ConvertAll(s => s.At);
        if (stops.Count > 1)
        {
            var way = stops
                .Zip(stops.Skip(1))
                .SelectMany(leg => Enumerable.Range(0, 12).Select(i => Between(leg.First, leg.Second, i / 12d)))
                .ToList();
            var began = calendar.Utc(today.AddDays(-1).ToDateTime(new TimeOnly(8, 32)));
            fill.Add(worker, grid.Code, began, began.AddHours(3), way, now);
        }
        fill.Device(worker, "Pixel 5 · Chrome/120", now.AddHours(-2), now);
    }

    private static LonLat Between(LonLat a, LonLat b, double share) =>
        new(a.Lon + ((b.Lon - a.Lon) * share), a.Lat + ((b.Lat - a.Lat) * share));
}
