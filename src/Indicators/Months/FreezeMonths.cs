using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Facts;
using Gezhi.Indicators.Reading;
using Gezhi.Indicators.Rollups;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Gezhi.Indicators.Months;

/// <summary>Freezes a month that is over, once: figures by the definitions of that month, and the contributions they were made of. 月度封存</summary>
/// <remarks>
/// Runs <c>Indicators:FreezeHour</c> hours into the next month, when the roll-ups have caught up. A district that begins with older cases gets its last
/// twelve months frozen as they stand on that day; <see cref="FrozenMonth.FrozenAt"/> says so.
/// </remarks>
public sealed class FreezeMonths(
    GezhiDb db,
    CaseHistories histories,
    FigureList figures,
    IConfiguration configuration,
    ILogger<FreezeMonths> log
)
{
    private const int MonthsBack = 12;
    private static readonly int[] Levels = [6, 9, 12];

    /// <summary>Freezes the oldest month that waits for it.</summary>
    /// <returns>False: none does.</returns>
    public async Task<bool> Run(RollupProgress progress, DateTime now, CancellationToken ct)
    {
        var today = histories.Calendar.LocalDay(now.AddHours(-configuration.GetValue("Indicators:FreezeHour", 2)));
        var frozen = await db.Set<FrozenMonth>().AsNoTracking().Select(m => m.Month).ToListAsync(ct);
        if (frozen.Contains(FigureList.MonthOf(today.AddMonths(-1))))
            return false; // the usual case
        if (await db.Set<CaseFact>().MinAsync(f => (DateOnly?)f.ReportedOn, ct) is not { } first)
            return false;
        for (var back = MonthsBack; back >= 1; back--)
            if (FigureList.MonthOf(today.AddMonths(-back)) is var month && month >= FigureList.MonthOf(first) && !frozen.Contains(month))
            {
                await Freeze(month, progress, now, ct);
                return true;
            }
        return false;
    }

    private async Task Freeze(int month, RollupProgress progress, DateTime now, CancellationToken ct)
    {
        var (from, to) = FigureList.DaysOf(month);
        var district = db.DistrictId;
        progress.CurrentAt = now; // whoever else freezes at this moment must give way
        var written = 0;
        var cases = 0;
        await db.Together(
            async () =>
            {
                await db.Save(ct);
                cases = await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO indicators_frozen_fact (district_id, month, case_id, reported_on, filed_on, closed_on, area_code, category_key, channel, unit_code,
                      marks, first_answer_minutes, dispatch_minutes, arrival_minutes, handling_minutes, working_minutes, ratings, stars, judged_on, quality_on, charged_unit_code)
                    SELECT district_id, {month}, case_id, reported_on, filed_on, closed_on, area_code, category_key, channel, unit_code,
                      marks, first_answer_minutes, dispatch_minutes, arrival_minutes, handling_minutes, working_minutes, ratings, stars, judged_on, quality_on, charged_unit_code
                    FROM indicators_fact
                    WHERE district_id = {district}
                      AND ((reported_on >= {from} AND reported_on <= {to}) OR (filed_on >= {from} AND filed_on <= {to}) OR (closed_on >= {from} AND closed_on <= {to})
                        OR (judged_on >= {from} AND judged_on <= {to}) OR (quality_on >= {from} AND quality_on <= {to}))
                    """,
                    ct
                );
                db.Append(
                    new FrozenMonth
                    {
                        DistrictId = district,
                        Month = month,
                        FrozenAt = now,
                        Cases = cases,
                    }
                );
                foreach (var figure in await Recompute(month, ct))
                {
                    db.Append(figure);
                    written++;
                }
                await db.Save(ct);
            },
            ct
        );
        Log.Frozen(log, month, district, cases, written);
    }

    /// <summary>The figures of a month from the contributions that were frozen with it, by the definitions of that month. 按当月口径重算</summary>
    public async Task<IReadOnlyList<FrozenFigure>> Recompute(int month, CancellationToken ct)
    {
        var all = new List<FrozenFigure>();
        foreach (var basis in Enum.GetValues<Basis>())
        foreach (var level in Levels)
        {
            var tallies = await Slices.OfFrozen(db, month, basis).Together(Split.Area, level, ct);
            var areas = tallies.Where(t => t.Part.Length == level).GroupBy(t => t.Part, StringComparer.Ordinal).ToList();
            foreach (var definition in figures.In(month).Where(f => f.Basis == basis))
            foreach (var area in areas)
                if (definition.Of(area) is { Whole: > 0 } value)
                    all.Add(
                        new FrozenFigure
                        {
                            DistrictId = db.DistrictId,
                            Month = month,
                            FigureKey = definition.Key,
                            AreaCode = area.Key,
                            DefinitionVersion = definition.Version,
                            Counted = value.Counted,
                            Whole = value.Whole,
                        }
                    );
        }
        return all;
    }
}
