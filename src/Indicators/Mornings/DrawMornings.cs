using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Mornings;

/// <summary>Draws the places of a morning, once, and scores those whose window is over. 抽取与计分</summary>
public sealed class DrawMornings(GezhiDb db, PlacePast past, ReadGroundLooks looks, CaseHistories histories, TimeProvider clock)
{
    private const int GridLength = 15;
    private const int MostDays = 31;

    /// <summary>Local day.</summary>
    public DateOnly Today => histories.Calendar.LocalDay(clock.UtcNow);

    /// <summary>Draws today's places, where it was not done yet.</summary>
    /// <returns>Places drawn; null: they are drawn already.</returns>
    public async Task<int?> Draw(CancellationToken ct) => await Draw(Today, clock.UtcNow, ct);

    /// <param name="drawnAt">UTC.</param>
    internal async Task<int?> Draw(DateOnly day, DateTime drawnAt, CancellationToken ct)
    {
        if (await db.Set<MorningDay>().AnyAsync(d => d.DrawnOn == day, ct))
            return null;
        var formula = MorningFormulas.On(day);
        var spots = await past.Read(Midnight(day.AddDays(-formula.HistoryDays)), Midnight(day), null, ct);
        return await Draw(formula, day, drawnAt, spots, ct);
    }

    /// <summary>Mornings of the past, each from what was known by then; for the seed town only, where the past is made up too.</summary>
    internal async Task Fill(int days, CancellationToken ct)
    {
        var today = Today;
        var formula = MorningFormulas.On(today);
        var spots = await past.Read(Midnight(today.AddDays(-days - formula.HistoryDays)), Midnight(today), null, ct);
        for (var day = today.AddDays(-days); day < today; day = day.AddDays(1))
        {
            var morning = Midnight(day);
            await Draw(formula, day, morning.AddHours(5), [.. spots.Where(s => s.CreatedAt < morning)], ct);
            db.Forget();
        }
        await Score(ct);
        db.Forget();
    }

    private async Task<int?> Draw(
        MorningFormula formula,
        DateOnly day,
        DateTime drawnAt,
        IReadOnlyList<PastSpot> spots,
        CancellationToken ct
    )
    {
        var lastLook = await LastLooks(formula, day, ct);
        var mornings = new List<Morning>();
        var places = 0;
        foreach (
            var grid in spots.GroupBy(s => s.AreaCode[..GridLength], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            var drawn = Forecast.Draw(formula, day, grid.Select(Of), lastLook);
            if (drawn.Places.Count == 0)
                continue;
            places += drawn.Places.Count;
            mornings.Add(Morning.Of(db.DistrictId, day, grid.Key, drawn));
        }
        foreach (var morning in mornings)
            db.Append(morning);
        var line = new MorningDay
        {
            DistrictId = db.DistrictId,
            DrawnOn = day,
            FormulaVersion = formula.Version,
            Grids = mornings.Count,
            Places = places,
            Sha256 = MorningDay.Digest(mornings),
            DrawnAt = drawnAt,
        };
        db.Append(line);
        db.Audit(
            Actor.System(db.DistrictId),
            "morning.drawn",
            null,
            FormattableString.Invariant(
                $"{day:yyyy-MM-dd} v{formula.Version} {line.Grids}/{line.Places} {Convert.ToHexString(line.Sha256)}"
            ),
            drawnAt
        );
        return await Saved(ct) ? places : null;
    }

    /// <summary>Scores the mornings whose window is over, oldest first, at most a month of them.</summary>
    /// <returns>Mornings scored.</returns>
    public async Task<int> Score(CancellationToken ct)
    {
        var today = Today;
        var due = await db.Set<MorningDay>()
            .AsNoTracking()
            .Where(d => d.Grids > 0 && !db.Set<MorningScore>().Any(s => s.DrawnOn == d.DrawnOn))
            .OrderBy(d => d.DrawnOn)
            .Take(MostDays)
            .ToListAsync(ct);
        var scored = 0;
        foreach (var day in due.Where(d => d.DrawnOn.AddDays(MorningFormulas.Of(d.FormulaVersion).WindowDays) <= today))
            scored += await Score(day, ct) ? 1 : 0;
        return scored;
    }

    private async Task<bool> Score(MorningDay day, CancellationToken ct)
    {
        var (formula, now) = (MorningFormulas.Of(day.FormulaVersion), clock.UtcNow);
        var mornings = await db.Set<Morning>().AsNoTracking().Where(m => m.DrawnOn == day.DrawnOn).OrderBy(m => m.AreaCode).ToListAsync(ct);
        var isWhole = MorningDay.Digest(mornings).AsSpan().SequenceEqual(day.Sha256);
        var cases = new Nearby<PastSpot>(formula.HitMetres);
        foreach (var spot in await past.Read(day.DrawnAt, Midnight(day.DrawnOn.AddDays(formula.WindowDays)), null, ct))
            cases.Add(new LonLat(spot.Lon, spot.Lat), spot);
        foreach (var morning in mornings)
        {
            var isAsDrawn = isWhole && morning.IsAsDrawn;
            db.Append(isAsDrawn ? Of(morning, cases, now) : Altered(morning, now));
            if (!isAsDrawn)
                db.Audit(Actor.System(db.DistrictId), "morning.altered", null, $"{day.DrawnOn:yyyy-MM-dd} {morning.AreaCode}", now);
        }
        return await Saved(ct);
    }

    private static MorningScore Of(Morning morning, Nearby<PastSpot> cases, DateTime now)
    {
        var drawn = morning.Read();
        var hits = drawn.Places.Select(p => First(cases, p.At)).ToList();
        var frequent = drawn.Frequent.Select(p => First(cases, p.At)).ToList();
        return new MorningScore
        {
            DistrictId = morning.DistrictId,
            DrawnOn = morning.DrawnOn,
            AreaCode = morning.AreaCode,
            Places = hits.Count,
            Hits = hits.Count(h => h is not null),
            FrequentPlaces = frequent.Count,
            FrequentHits = frequent.Count(h => h is not null),
            Cases = System.Text.Json.JsonSerializer.Serialize(hits),
            Squares = System.Text.Json.JsonSerializer.Serialize(
                new SquareScores(
                    [.. drawn.Places.Select((p, i) => new SquareScore(p.Key, hits[i] is null ? 0 : 1))],
                    [.. drawn.Frequent.Select((p, i) => new SquareScore(p.Key, frequent[i] is null ? 0 : 1))]
                )
            ),
            ScoredAt = now,
        };
    }

    private static MorningScore Altered(Morning morning, DateTime now) =>
        new()
        {
            DistrictId = morning.DistrictId,
            DrawnOn = morning.DrawnOn,
            AreaCode = morning.AreaCode,
            Cases = "[]",
            Squares = "",
            IsAltered = true,
            ScoredAt = now,
        };

    /// <summary>The earliest case near the place.</summary>
    private static Guid? First(Nearby<PastSpot> cases, LonLat at) =>
        cases.At(at).OrderBy(c => c.CreatedAt).ThenBy(c => c.CaseId).FirstOrDefault()?.CaseId;

    /// <summary>Patrols and earlier looks; what is older than the formula asks for says nothing more.</summary>
    private async Task<Func<LonLat, DateOnly?>> LastLooks(MorningFormula formula, DateOnly day, CancellationToken ct)
    {
        var from = day.AddDays(-7 * (formula.MostIdleWeeks + 1));
        var near = new Nearby<DateOnly>(formula.HitMetres);
        foreach (var look in await looks(from, day.AddDays(-1), ct))
            near.Add(look.At, look.On);
        foreach (var look in await db.Set<MorningLook>().AsNoTracking().Where(l => l.DrawnOn >= from && l.DrawnOn < day).ToListAsync(ct))
            near.Add(new LonLat(look.Lon, look.Lat), look.DrawnOn);
        return at => near.At(at).Select(d => (DateOnly?)d).DefaultIfEmpty().Max();
    }

    private Spot Of(PastSpot one) =>
        new(new LonLat(one.Lon, one.Lat), one.AreaCode, one.CategoryKey, histories.Calendar.LocalDay(one.CreatedAt), one.WasReopened);

    private DateTime Midnight(DateOnly day) => histories.Calendar.LocalMidnightUtc(day);

    /// <summary>Another node may have done it at the same moment.</summary>
    private async Task<bool> Saved(CancellationToken ct)
    {
        try
        {
            await db.Save(ct);
            return true;
        }
        catch (DuplicateKey)
        {
            db.Forget();
            return false;
        }
    }
}
