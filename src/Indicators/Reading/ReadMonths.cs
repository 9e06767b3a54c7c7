using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Months;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Reading;

/// <summary>Frozen months of one figure, beside what today's cases would give by the same definition. 封存月对照</summary>
public sealed class ReadMonths(GezhiDb db, ReadFigures figures, FigureList list)
{
    /// <summary>How many months a page shows.</summary>
    public const int Most = 12;

    /// <param name="Month">yyyyMM.</param>
    /// <param name="FrozenAt">UTC.</param>
    /// <param name="Definition">Of that month.</param>
    /// <param name="Frozen">As it stands for good.</param>
    /// <param name="Today">By the same definition from the cases as they stand now; it never takes the place of the frozen one.</param>
    /// <param name="Strict">The strict figure beside it, frozen; null: there is none.</param>
    public sealed record Row(
        int Month,
        DateTime FrozenAt,
        FigureDefinition Definition,
        FigureValue Frozen,
        FigureValue Today,
        FigureValue? Strict
    )
    {
        /// <summary>Something was reopened, closed or put right after the month was frozen.</summary>
        public bool IsLateChanged => Frozen != Today;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Row>> Run(string key, FigureAsk ask, CancellationToken ct)
    {
        var months = await db.Set<FrozenMonth>().AsNoTracking().OrderByDescending(m => m.Month).Take(Most).ToListAsync(ct);
        var rows = new List<Row>();
        foreach (var month in months)
        {
            var definition = list.Find(key, month.Month)!;
            var (from, to) = FigureList.DaysOf(month.Month);
            var then = ask with { From = from, To = to, Frozen = month.Month };
            var frozen = await figures.Tallies(then, definition.Basis, Split.None, ct);
            var today = await figures.Tallies(then with { Frozen = null }, definition.Basis, Split.None, ct);
            rows.Add(
                new Row(
                    month.Month,
                    month.FrozenAt,
                    definition,
                    definition.Of(frozen),
                    definition.Of(today),
                    definition.StrictKey is { } strict ? list.Find(strict, month.Month)!.Of(frozen) : null
                )
            );
        }
        return rows;
    }
}
