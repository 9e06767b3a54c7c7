using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Searching;

/// <summary>How many records there are and which share of them was confirmed in time, by grid. 台账保鲜</summary>
public sealed class ReadFreshness(Ledger ledger)
{
    /// <param name="Count">Records in force.</param>
    /// <param name="Fresh">Of these, confirmed within the limit of their kind.</param>
    public sealed record Row(string AreaCode, string AreaName, int Count, int Fresh)
    {
        /// <value>0–1; null when there is nothing.</value>
        public double? FreshShare => Count == 0 ? null : (double)Fresh / Count;
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/freshness",
                async (ReadFreshness feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Run(actor, ct))
            )
            .WithSummary("台账保鲜 · Share confirmed in time");

    /// <summary>By grid, inside the areas of the actor; in the order of the codes, with no ranking.</summary>
    public async Task<IReadOnlyList<Row>> Run(Actor actor, CancellationToken ct)
    {
        var today = ledger.Today;
        List<Row> rows = [];
        foreach (var area in RegistryScope.Areas(actor))
        {
            var last = RegistryScope.LastIn(area);
            var counted = await ledger
                .Db.Set<RegistryEntry>()
                .Where(e => e.AreaCode.CompareTo(area) >= 0 && e.AreaCode.CompareTo(last) <= 0)
                .GroupBy(e => e.AreaCode.Length > 15 ? e.AreaCode.Substring(0, 15) : e.AreaCode)
                .Select(g => new
                {
                    Grid = g.Key,
                    Count = g.Count(),
                    Fresh = g.Count(e => e.FreshUntilOn >= today),
                })
                .ToListAsync(ct);
            rows.AddRange(counted.Select(g => new Row(g.Grid, ledger.Areas.NameOf(g.Grid) ?? g.Grid, g.Count, g.Fresh)));
        }
        return [.. rows.OrderBy(r => r.AreaCode, StringComparer.Ordinal)];
    }
}
