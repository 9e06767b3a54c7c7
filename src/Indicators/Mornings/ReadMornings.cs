using System.Text.Json;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Reading;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Mornings;

/// <summary>Today's places, and how good those of earlier mornings were. 查今早五处</summary>
public sealed class ReadMornings(
    GezhiDb db,
    PlacePast past,
    MorningWords words,
    FigureSettings settings,
    CaseHistories histories,
    TimeProvider clock
)
{
    private const int GridLength = 15;

    /// <summary>With more grids than this, sums are compared by grid instead of by place.</summary>
    private const int MostGridsByPlace = 40;

    /// <summary>Mornings of one page of the list: one grid on one day each.</summary>
    public const int MostShown = 40;

    /// <summary>Days that are judged together when nothing else is asked.</summary>
    public const int Days = 90;

    /// <summary>Today of the deployment's zone.</summary>
    public DateOnly Today => histories.Calendar.LocalDay(clock.UtcNow);

    /// <param name="Forecast">Of what was drawn.</param>
    /// <param name="Frequent">Of the compared places.</param>
    /// <param name="IsTooFew">Fewer places than are shown as a share.</param>
    /// <param name="Months">yyyyMM, oldest first.</param>
    /// <param name="Altered">Mornings that did not match their digest and count for nothing.</param>
    public sealed record Score(
        DateOnly From,
        DateOnly To,
        HitRate Forecast,
        HitRate Frequent,
        bool IsTooFew,
        IReadOnlyList<(int Month, HitRate Forecast, HitRate Frequent)> Months,
        int Altered
    )
    {
        /// <summary>What the choice gains over counting alone; null: one of them has nothing.</summary>
        public (double Difference, double Low, double High)? Gain => HitRate.Less(Forecast, Frequent);
    }

    /// <summary>A place of an earlier morning with what came of it.</summary>
    /// <param name="CaseId">That hit it; null: nothing was reported there.</param>
    public sealed record Judged(DateOnly DrawnOn, string GridCode, DrawnPlace Place, string Name, string Reason, Guid? CaseId);

    /// <param name="Next">Send as <c>after</c>; null at the end.</param>
    public sealed record JudgedPage(IReadOnlyList<Judged> Places, string? Next);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/mornings",
                async (string? area, ReadMornings feature, HttpContext http, Actor actor, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    var scope = IndicatorScope.Of(actor, area);
                    var score = await feature.Scores(scope, feature.Today.AddDays(1 - Days), feature.Today, ct);
                    return TypedResults.Ok<object>(
                        new
                        {
                            Key = MorningFormulas.Key,
                            Name = MorningFormulas.Name.ToString(),
                            Formula = MorningFormulas.Formula.ToString(),
                            Exclusions = MorningFormulas.Exclusions.ToString(),
                            score.From,
                            score.To,
                            Forecast = score.IsTooFew ? score.Forecast with { Share = null } : score.Forecast,
                            Frequent = score.IsTooFew ? score.Frequent with { Share = null } : score.Frequent,
                            score.IsTooFew,
                            Today = await feature.Of(scope, feature.Today, ct),
                        }
                    );
                }
            )
            .WithSummary("今早五处与命中率 · Places of this morning and how good earlier ones were; query: area");

    /// <summary>Today's places of the worker's own grids.</summary>
    public Task<IReadOnlyList<MorningPlace>> Mine(Actor actor, CancellationToken ct)
    {
        var own = WidestAreas.Of(actor.Posts.Where(p => p.Role == Role.GridWorker));
        return own.Count == 0 ? Task.FromResult<IReadOnlyList<MorningPlace>>([]) : Of(new IndicatorScope(own, [], null), Today, ct);
    }

    /// <summary>The places of a morning in the areas, in the order of the grids; with what came of looking, today only.</summary>
    public async Task<IReadOnlyList<MorningPlace>> Of(IndicatorScope scope, DateOnly day, CancellationToken ct)
    {
        var drawn = await Rows(db.Set<Morning>().AsNoTracking().Where(m => m.DrawnOn == day), scope)
            .OrderBy(m => m.AreaCode)
            .ToListAsync(ct);
        if (drawn.Count == 0)
            return [];
        var line = await db.Set<MorningDay>().AsNoTracking().FirstAsync(d => d.DrawnOn == day, ct);
        var formula = MorningFormulas.Of(line.FormulaVersion);
        var looked = (
            await db.Set<MorningLook>().AsNoTracking().Where(l => l.DrawnOn == day).Select(l => new { l.AreaCode, l.No }).ToListAsync(ct)
        )
            .Select(l => (l.AreaCode, l.No))
            .ToHashSet();
        var found = new Nearby<Guid>(formula.HitMetres);
        if (day == Today)
            foreach (var spot in await past.Read(histories.Calendar.LocalMidnightUtc(day), clock.UtcNow.AddMinutes(1), null, ct))
                if (spot.ByWorker)
                    found.Add(new LonLat(spot.Lon, spot.Lat), spot.CaseId);
        var places = new List<MorningPlace>();
        foreach (var morning in drawn)
        foreach (var place in morning.Read().Places.Where(p => Inside(scope, p.AreaCode)))
            places.Add(
                new MorningPlace(
                    morning.AreaCode,
                    place.No,
                    place.AreaCode,
                    await words.Name(place, ct),
                    await words.Reason(place, formula, ct),
                    place.Lon,
                    place.Lat,
                    found.At(place.At).Any() ? MorningState.Found
                        : looked.Contains((morning.AreaCode, place.No)) ? MorningState.Nothing
                        : MorningState.Open
                )
            );
        return places;
    }

    /// <summary>How good the places of these mornings were, as far as their windows are over. 命中率</summary>
    public async Task<Score> Scores(IndicatorScope scope, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var scores = Rows(db.Set<MorningScore>().AsNoTracking().Where(s => s.DrawnOn >= from && s.DrawnOn <= to && !s.IsAltered), scope);
        var sums = await scores
            .GroupBy(s => new
            {
                s.AreaCode,
                s.DrawnOn.Year,
                s.DrawnOn.Month,
            })
            .Select(g => new
            {
                g.Key.AreaCode,
                Month = (g.Key.Year * 100) + g.Key.Month,
                Places = g.Sum(s => (long)s.Places),
                Hits = g.Sum(s => (long)s.Hits),
                FrequentPlaces = g.Sum(s => (long)s.FrequentPlaces),
                FrequentHits = g.Sum(s => (long)s.FrequentHits),
            })
            .ToListAsync(ct);
        var altered = await Rows(db.Set<MorningScore>().Where(s => s.DrawnOn >= from && s.DrawnOn <= to && s.IsAltered), scope)
            .CountAsync(ct);
        var months = sums.GroupBy(s => s.Month)
            .OrderBy(g => g.Key)
            .Select(g =>
                (g.Key, HitRate.Of(g.Select(s => (s.Hits, s.Places))), HitRate.Of(g.Select(s => (s.FrequentHits, s.FrequentPlaces))))
            )
            .ToList();
        var (forecast, frequent) = (
            HitRate.Of(sums.GroupBy(s => s.AreaCode).Select(g => (g.Sum(s => s.Hits), g.Sum(s => s.Places)))),
            HitRate.Of(sums.GroupBy(s => s.AreaCode).Select(g => (g.Sum(s => s.FrequentHits), g.Sum(s => s.FrequentPlaces))))
        );
        if (sums.Select(s => s.AreaCode).Distinct().Count() is > 0 and <= MostGridsByPlace)
            (forecast, frequent) = await BySquare(scores, ct);
        return new Score(from, to, forecast, frequent, forecast.Places > 0 && forecast.Places < settings.LeastCases, months, altered);
    }

    /// <summary>Every place whose window is over, the latest morning first: as many as the rate stands on.</summary>
    /// <param name="isHit">Those that were hit, those that were not; null: all.</param>
    public async Task<JudgedPage> List(IndicatorScope scope, DateOnly from, DateOnly to, bool? isHit, string? after, CancellationToken ct)
    {
        var scores = Rows(db.Set<MorningScore>().AsNoTracking().Where(s => s.DrawnOn >= from && s.DrawnOn <= to && !s.IsAltered), scope);
        if (isHit == true)
            scores = scores.Where(s => s.Hits > 0);
        else if (isHit == false)
            scores = scores.Where(s => s.Hits < s.Places);
        if (
            after?.Split('.') is [var on, { Length: GridLength } area]
            && DateOnly.TryParseExact(
                on,
                "yyyyMMdd",
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.None,
                out var day
            )
        )
            scores = scores.Where(s => s.DrawnOn < day || (s.DrawnOn == day && s.AreaCode.CompareTo(area) > 0));
        var rows = await scores
            .OrderByDescending(s => s.DrawnOn)
            .ThenBy(s => s.AreaCode)
            .Take(MostShown + 1)
            .Join(
                db.Set<Morning>(),
                s => new { s.DrawnOn, s.AreaCode },
                m => new { m.DrawnOn, m.AreaCode },
                (s, m) => new { Score = s, Morning = m }
            )
            .ToListAsync(ct);
        var shown = rows.OrderByDescending(r => r.Score.DrawnOn)
            .ThenBy(r => r.Score.AreaCode, StringComparer.Ordinal)
            .Take(MostShown)
            .ToList();
        var places = new List<Judged>();
        foreach (var row in shown)
        {
            var cases = row.Score.ReadCases();
            foreach (var place in row.Morning.Read().Places.Where((_, i) => isHit is null || (cases[i] is not null) == isHit))
                places.Add(
                    new Judged(
                        row.Score.DrawnOn,
                        row.Score.AreaCode,
                        place,
                        await words.Name(place, ct),
                        await words.Reason(place, MorningFormulas.On(row.Score.DrawnOn), ct),
                        cases[place.No - 1]
                    )
                );
        }
        return new JudgedPage(
            places,
            rows.Count > MostShown ? FormattableString.Invariant($"{shown[^1].Score.DrawnOn:yyyyMMdd}.{shown[^1].Score.AreaCode}") : null
        );
    }

    private static async Task<(HitRate, HitRate)> BySquare(IQueryable<MorningScore> scores, CancellationToken ct)
    {
        var (drawn, frequent) = (new Dictionary<string, (long, long)>(), new Dictionary<string, (long, long)>());
        await foreach (var squares in scores.Select(s => s.Squares).AsAsyncEnumerable().WithCancellation(ct))
        {
            var read = JsonSerializer.Deserialize<SquareScores>(squares)!;
            Add(drawn, read.Drawn);
            Add(frequent, read.Frequent);
        }
        return (HitRate.Of(drawn.Values), HitRate.Of(frequent.Values));

        static void Add(Dictionary<string, (long Hits, long Places)> to, IReadOnlyList<SquareScore> more)
        {
            foreach (var square in more)
            {
                var before = to.GetValueOrDefault(square.K);
                to[square.K] = (before.Hits + square.H, before.Places + 1);
            }
        }
    }

    private static bool Inside(IndicatorScope scope, string areaCode) =>
        scope.Narrowed is { } narrowed
            ? areaCode.StartsWith(narrowed, StringComparison.Ordinal)
            : scope.Areas.Any(a => areaCode.StartsWith(a, StringComparison.Ordinal));

    private static IQueryable<Morning> Rows(IQueryable<Morning> rows, IndicatorScope scope) =>
        Within(scope, (from, end) => rows.Where(r => r.AreaCode.CompareTo(from) >= 0 && r.AreaCode.CompareTo(end) < 0), rows);

    private static IQueryable<MorningScore> Rows(IQueryable<MorningScore> rows, IndicatorScope scope) =>
        Within(scope, (from, end) => rows.Where(r => r.AreaCode.CompareTo(from) >= 0 && r.AreaCode.CompareTo(end) < 0), rows);

    /// <summary>A part of a micro-grid asks for its whole grid; who sees nothing gets nothing.</summary>
    private static IQueryable<T> Within<T>(IndicatorScope scope, Func<string, string, IQueryable<T>> between, IQueryable<T> rows)
    {
        var areas = (scope.Narrowed is { } narrowed ? [narrowed] : scope.Areas)
            .Select(a => a.Length > GridLength ? a[..GridLength] : a)
            .Distinct()
            .ToList();
        return areas.Exists(a => a.Length <= 6)
            ? rows
            : areas.Select(a => between(a, a + ":")).Aggregate((IQueryable<T>?)null, (all, more) => all is null ? more : all.Concat(more))
                ?? rows.Take(0);
    }
}
