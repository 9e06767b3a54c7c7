using Gezhi.Cases.Rules;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Dispatch;

/// <summary>Open cases and rules that name a grid about to change. 网格关联的案件与规则</summary>
internal static class GridTies
{
    public static ReadGridTies Of(IServiceProvider provider) =>
        async (areaCodes, ct) =>
        {
            var db = (GezhiDb)provider.GetService(typeof(GezhiDb))!;
            List<string> codes = [.. areaCodes];
            var open = await db
                .Cases.Where(c => CaseFlow.OpenStates.Contains(c.State) && codes.Contains(c.AreaCode))
                .GroupBy(c => c.AreaCode)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToListAsync(ct);
            var rules = await db.Set<ResponsibilityRule>()
                .Where(r => r.ToBook == null && codes.Contains(r.AreaPrefix))
                .Select(r => new { r.AreaPrefix, r.No })
                .ToListAsync(ct);
            return
            [
                .. open.Select(o => new GridTie(o.Key, TieKind.OpenCase, o.Count, "")),
                .. rules.Select(r => new GridTie(r.AreaPrefix, TieKind.Rule, 1, r.No)),
            ];
        };
}
