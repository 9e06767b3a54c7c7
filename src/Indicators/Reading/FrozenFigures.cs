using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Months;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Reading;

/// <summary>Figures of frozen months as they were written, for a district, street or community. 封存指标读取</summary>
public sealed class FrozenFigures(GezhiDb db, FigureList list)
{
    private const int Most = 6;

    /// <summary>Newest first; empty when nothing is frozen for the area.</summary>
    /// <param name="areaCode">An area of the reader's, see <see cref="IndicatorScope"/>.</param>
    public async Task<IReadOnlyList<(int Month, IReadOnlyDictionary<string, FigureValue> Values)>> Of(string areaCode, CancellationToken ct)
    {
        var months = await db.Set<FrozenMonth>()
            .AsNoTracking()
            .OrderByDescending(m => m.Month)
            .Take(Most)
            .Select(m => m.Month)
            .ToListAsync(ct);
        var rows = await db.Set<FrozenFigure>()
            .AsNoTracking()
            .Where(f => months.Contains(f.Month) && f.AreaCode == areaCode)
            .ToListAsync(ct);
        return
        [
            .. rows.GroupBy(r => r.Month)
                .OrderByDescending(g => g.Key)
                .Select(g =>
                    (g.Key, (IReadOnlyDictionary<string, FigureValue>)g.ToDictionary(r => r.FigureKey, Value, StringComparer.Ordinal))
                ),
        ];
    }

    private FigureValue Value(FrozenFigure row) =>
        new(
            row.Counted,
            row.Whole,
            list.Find(row.FigureKey, row.Month)?.Kind == FigureKind.Cases ? row.Counted
                : row.Whole == 0 ? null
                : (double)row.Counted / row.Whole
        );
}
