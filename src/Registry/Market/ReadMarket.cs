using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Licensing;
using Gezhi.Registry.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Market;

/// <summary>The stalls of a market, each with its trader, trade and licence: the ledger a night market is walked with. 夜市台账</summary>
public sealed class ReadMarket(Ledger ledger)
{
    public const int MostStalls = 1_000;

    /// <param name="Stall">Number or name of the stall.</param>
    /// <param name="Merchant">Null when nobody is on the books.</param>
    /// <param name="LicenceUntilOn">The licence that ends first; null without one or without an end.</param>
    /// <param name="IsLicenceOver">Its last day is over.</param>
    /// <param name="PhoneMask">*******1234; null without phone.</param>
    public sealed record Row(
        Guid Id,
        string Stall,
        Guid? MerchantId,
        string? Merchant,
        string Trade,
        DateOnly? LicenceUntilOn,
        bool IsLicenceOver,
        string? PhoneMask,
        DateOnly ConfirmedOn,
        bool IsFresh
    );

    /// <param name="Stalls">In the order of their names.</param>
    public sealed record View(Guid Id, string Name, string Address, string AreaCode, bool MayKeep, IReadOnlyList<Row> Stalls);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/places/{id:guid}/stalls",
                async (Guid id, ReadMarket feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Run(id, actor, ct));
                }
            )
            .WithSummary("夜市台账 · The stalls of a market");

    /// <exception cref="NotFound">Not there, not the actor's to know, or no market.</exception>
    public async Task<View> Run(Guid id, Actor actor, CancellationToken ct)
    {
        var market = await ledger.Find<Place>(id, actor, ct);
        if (market.Type != PlaceKind.Market)
            throw new NotFound("market");
        var today = ledger.Today;
        var stalls = (
            await ledger
                .Db.Set<Place>()
                .AsNoTracking()
                .Where(p => p.MarketId == id && p.ValidTo == null)
                .OrderBy(p => p.Id)
                .Take(MostStalls)
                .ToListAsync(ct)
        ).FindAll(p => RegistryScope.Sees(actor, p.AreaCode));
        var ids = stalls.ConvertAll(s => s.OrganisationId);
        var merchants = (await ledger.Db.Set<Organisation>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(ct))
            .Where(o => RegistryScope.Sees(actor, o.AreaCode))
            .ToDictionary(o => o.Id);
        var licences = (
            await ledger.Db.Set<Licence>().AsNoTracking().Where(l => ids.Contains(l.OrganisationId) && l.UntilOn != null).ToListAsync(ct)
        ).ToLookup(l => l.OrganisationId);
        return new View(
            market.Id,
            market.Name,
            market.Address,
            market.AreaCode,
            market.ValidTo is null && RegistryScope.Keeps(actor, market.AreaCode),
            [
                .. stalls
                    .OrderBy(s => s.Name.Length) // 9号 before 10号
                    .ThenBy(s => s.Name, StringComparer.Ordinal)
                    .ThenBy(s => s.Id)
                    .Select(s =>
                    {
                        var merchant = s.OrganisationId is { } who ? merchants.GetValueOrDefault(who) : null;
                        var until = merchant is null
                            ? null
                            : licences[merchant.Id].Select(l => l.UntilOn).Append(merchant.LicenceUntilOn).Min();
                        return new Row(
                            s.Id,
                            s.Name,
                            merchant?.Id,
                            merchant?.Name,
                            merchant?.Trade ?? "",
                            until,
                            until < today,
                            merchant?.PhoneTail is { } tail ? "*******" + tail : null,
                            s.ConfirmedOn,
                            s.FreshUntilOn >= today
                        );
                    }),
            ]
        );
    }
}
