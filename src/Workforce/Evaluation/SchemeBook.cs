using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Workforce.Evaluation;

/// <summary>All versions of all schemes of a district. 考核办法册</summary>
public sealed class SchemeBook(GezhiDb db)
{
    /// <summary>Every published version and the product's own, by key and version.</summary>
    public async Task<IReadOnlyList<Scheme>> All(CancellationToken ct)
    {
        var written = await db.Set<SchemeRow>().AsNoTracking().Where(s => s.State == SchemeState.Published).ToListAsync(ct);
        return
        [
            .. ProductSchemes.All.SelectMany(first =>
                written.Where(w => w.SchemeKey == first.Key).OrderBy(w => w.VersionNo).Select(w => w.Of(first)).Prepend(first)
            ),
        ];
    }

    /// <summary>The schemes that hold in a month, in the order in which they are shown.</summary>
    /// <param name="month">yyyyMM.</param>
    public async Task<IReadOnlyList<Scheme>> In(int month, CancellationToken ct) =>
        [.. (await All(ct)).GroupBy(s => s.Key, StringComparer.Ordinal).Select(g => g.Last(s => s.FromMonth <= month))];
}
