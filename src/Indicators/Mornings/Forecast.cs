using System.Globalization;
using System.Text.Json.Serialization;
using Gezhi.Platform.Geo;

namespace Gezhi.Indicators.Mornings;

/// <summary>A case of the past at a point. 历史点</summary>
/// <param name="On">Local day of the report.</param>
public sealed record Spot(LonLat At, string AreaCode, string CategoryKey, DateOnly On, bool WasReopened);

/// <summary>A place of a morning with everything that made it one. 抽出的一处</summary>
/// <param name="No">1 to 5.</param>
/// <param name="Key">Its square; the same square has the same key on every day.</param>
/// <param name="Lon">WGS-84 degrees; the middle of the cases, not a door.</param>
/// <param name="Lat">WGS-84 degrees.</param>
/// <param name="Recent">Recent cases of the category.</param>
/// <param name="Reopened">Of these, opened again.</param>
/// <param name="Season">Around this day a year ago.</param>
/// <param name="Weekday">On this weekday in the last weeks.</param>
/// <param name="IdleDays">Since somebody was there; null: nobody has been, as far as is known.</param>
public sealed record DrawnPlace(
    int No,
    string Key,
    string AreaCode,
    double Lon,
    double Lat,
    string CategoryKey,
    double Score,
    int Recent,
    int Reopened,
    int Season,
    int Weekday,
    int? IdleDays
)
{
    [JsonIgnore]
    public LonLat At => new(Lon, Lat);
}

/// <summary>A place that is only frequent, to compare with. 对照的一处</summary>
public sealed record FrequentPlace(string Key, double Lon, double Lat, int Cases)
{
    [JsonIgnore]
    public LonLat At => new(Lon, Lat);
}

/// <summary>What is drawn for one grid. 一格一早</summary>
/// <param name="Places">At most five, the most worth a look first.</param>
/// <param name="Frequent">As many as <paramref name="Places"/>.</param>
public sealed record DrawnGrid(IReadOnlyList<DrawnPlace> Places, IReadOnlyList<FrequentPlace> Frequent);

/// <summary>Chooses the places of a morning: a pure function, the same for the same past in whatever order. 今早五处抽取</summary>
public static class Forecast
{
    private const double MetresPerDegree = 111_320;

    /// <param name="past">Cases of one grid; those on the day and later are not looked at.</param>
    /// <param name="lastLook">The last day on which somebody was there; null: nobody, as far as is known.</param>
    public static DrawnGrid Draw(MorningFormula formula, DateOnly day, IEnumerable<Spot> past, Func<LonLat, DateOnly?> lastLook)
    {
        var from = day.AddDays(-formula.HistoryDays);
        var cells = past.Where(s => s.On < day && s.On >= from)
            .GroupBy(s => KeyOf(s.At, formula.CellMetres), StringComparer.Ordinal)
            .Select(g => (g.Key, Spots: InOrder(g)))
            .ToList();
        var worth = cells
            .Select(c => Best(formula, day, c.Key, c.Spots, lastLook))
            .OfType<DrawnPlace>()
            .OrderByDescending(p => p.Score)
            .ThenBy(p => p.Key, StringComparer.Ordinal);
        var places = Apart(worth, p => p.At, formula, formula.Most).Select((p, i) => p with { No = i + 1 }).ToList();
        var frequent = cells
            .Select(c => new FrequentPlace(c.Key, Middle(c.Spots).Lon, Middle(c.Spots).Lat, c.Spots.Count))
            .OrderByDescending(c => c.Cases)
            .ThenBy(c => c.Key, StringComparer.Ordinal);
        return new DrawnGrid(places, Apart(frequent, c => c.At, formula, places.Count));
    }

    /// <summary>The square of a point.</summary>
    internal static string KeyOf(LonLat at, double metres)
    {
        var width = MetresPerDegree * Math.Cos(Math.Round(at.Lat) * Math.PI / 180);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(long)Math.Floor(at.Lat * MetresPerDegree / metres)}.{(long)Math.Floor(at.Lon * width / metres)}"
        );
    }

    /// <summary>Sums of fractions depend on the order; nothing here may.</summary>
    private static List<Spot> InOrder(IEnumerable<Spot> spots) =>
        [
            .. spots
                .OrderBy(s => s.On)
                .ThenBy(s => s.At.Lon)
                .ThenBy(s => s.At.Lat)
                .ThenBy(s => s.CategoryKey, StringComparer.Ordinal)
                .ThenBy(s => s.AreaCode, StringComparer.Ordinal)
                .ThenBy(s => s.WasReopened),
        ];

    /// <summary>By the category that comes again most; null: none does.</summary>
    private static DrawnPlace? Best(MorningFormula f, DateOnly day, string key, List<Spot> spots, Func<LonLat, DateOnly?> lastLook) =>
        spots
            .GroupBy(s => s.CategoryKey, StringComparer.Ordinal)
            .Where(g => g.Count() >= f.LeastCases)
            .Select(g => Of(f, day, key, [.. g], lastLook))
            .Where(p => p.Score > 0)
            .OrderByDescending(p => p.Score)
            .ThenBy(p => p.CategoryKey, StringComparer.Ordinal)
            .FirstOrDefault();

    private static DrawnPlace Of(MorningFormula f, DateOnly day, string key, List<Spot> spots, Func<LonLat, DateOnly?> lastLook)
    {
        var middle = Middle(spots);
        var recent = spots.FindAll(s => day.DayNumber - s.On.DayNumber <= f.RecentDays);
        var reopened = recent.Count(s => s.WasReopened);
        var lastYear = day.AddYears(-1).DayNumber;
        var season = spots.Count(s => Math.Abs(s.On.DayNumber - lastYear) <= f.SeasonDays);
        var weekday = recent.Count(s => s.On.DayOfWeek == day.DayOfWeek && day.DayNumber - s.On.DayNumber <= 7 * f.WeekdayWeeks);
        int? idle = lastLook(middle) is { } last ? Math.Max(0, day.DayNumber - last.DayNumber) : null;
        var weeks = idle is { } days ? Math.Min(days / 7, f.MostIdleWeeks) : f.MostIdleWeeks;
        var sum =
            recent.Sum(s => Math.Pow(.5, (day.DayNumber - s.On.DayNumber) / f.HalfLifeDays))
            + (f.PerReopening * reopened)
            + (f.PerSeason * season)
            + (f.PerWeekday * weekday);
        return new DrawnPlace(
            0,
            key,
            Most(spots.Select(s => s.AreaCode)),
            middle.Lon,
            middle.Lat,
            spots[0].CategoryKey,
            Math.Round(sum * (1 + (f.PerIdleWeek * weeks)), 6),
            recent.Count,
            reopened,
            season,
            weekday,
            idle
        );
    }

    /// <summary>To about a metre: a middle of several, nobody's door.</summary>
    private static LonLat Middle(List<Spot> spots) =>
        new(Math.Round(spots.Average(s => s.At.Lon), 5), Math.Round(spots.Average(s => s.At.Lat), 5));

    private static string Most(IEnumerable<string> areas) =>
        areas
            .GroupBy(a => a, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .First()
            .Key;

    /// <summary>The first ones, none so near another that one case could hit both.</summary>
    private static List<T> Apart<T>(IEnumerable<T> places, Func<T, LonLat> at, MorningFormula f, int most)
    {
        var chosen = new List<T>(most);
        foreach (var place in places)
        {
            if (chosen.Count == most)
                break;
            if (chosen.TrueForAll(c => Coordinates.DistanceMetres(at(c), at(place)) > 2 * f.HitMetres))
                chosen.Add(place);
        }
        return chosen;
    }
}
