using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Field.Visits;

/// <summary>Starts a campaign: its doors are taken from the registry, put in the order of the walk, and stay as they are; or ends it. 启动走访行动</summary>
public sealed class StartCampaign(DoorScope scope, RegistryBook book)
{
    /// <summary>Doors of one campaign; a larger one is two.</summary>
    public const int MostDoors = 20_000;

    /// <param name="Version">The one the person saw.</param>
    public sealed record Command(int Version);

    /// <param name="Households">How many doors it has.</param>
    public sealed record Started(int Households);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/campaigns/{campaignId:guid}/start",
                async (Guid campaignId, Command command, StartCampaign feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new Started(await feature.Run(campaignId, command, actor, ct)))
            )
            .WithSummary("启动走访行动 · Start a campaign; its doors are fixed");
        api.MapPost(
                "/campaigns/{campaignId:guid}/end",
                async (Guid campaignId, Command command, StartCampaign feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.End(campaignId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("结束走访行动 · End a campaign");
    }

    /// <returns>How many doors it has.</returns>
    /// <exception cref="StaleVersion">Somebody changed it since.</exception>
    /// <exception cref="RuleViolation"><c>campaign.started</c>, <c>campaign.no-doors</c>, <c>campaign.too-many</c>, <c>campaign.over</c>.</exception>
    public async Task<int> Run(Guid campaignId, Command command, Actor actor, CancellationToken ct)
    {
        var campaign = await SaveCampaign.Led(scope, campaignId, actor, ct);
        if (campaign.Version != command.Version)
            throw new StaleVersion(campaign.Version);
        var targets = await Targets(campaign, ct);
        campaign.Start(targets.Count, actor.AccountId, scope.Today, scope.Now);
        foreach (var target in targets)
            scope.Db.Append(target);
        scope.Db.Audit(actor, "visit.campaign-started", campaign.Id, $"{targets.Count}", scope.Now);
        await scope.Db.Save(ct);
        return targets.Count;
    }

    /// <exception cref="StaleVersion">Somebody changed it since.</exception>
    /// <exception cref="RuleViolation"><c>campaign.not-running</c>.</exception>
    public async Task End(Guid campaignId, Command command, Actor actor, CancellationToken ct)
    {
        var campaign = await SaveCampaign.Led(scope, campaignId, actor, ct);
        if (campaign.Version != command.Version)
            throw new StaleVersion(campaign.Version);
        campaign.End(scope.Now);
        scope.Db.Audit(actor, "visit.campaign-ended", campaign.Id, "", scope.Now);
        await scope.Db.Save(ct);
    }

    private async Task<List<VisitTarget>> Targets(VisitCampaign campaign, CancellationToken ct)
    {
        var rows = new Dictionary<Guid, HouseholdRow>();
        foreach (var area in campaign.Areas)
            for (Guid? after = null; ; )
            {
                var page = await book.Households(area, after, ct);
                foreach (var row in page)
                    rows[row.Id] = row;
                if (rows.Count > MostDoors)
                    throw new RuleViolation("campaign.too-many", MostDoors);
                if (page.Count < RegistryBook.MostRows)
                    break;
                after = page[^1].Id;
            }
        return [.. Walked(campaign, rows.Values, scope.Now)];
    }

    /// <summary>Doors in the order of the walk, grid by grid.</summary>
    public static IEnumerable<VisitTarget> Walked(VisitCampaign campaign, IEnumerable<HouseholdRow> rows, DateTime now)
    {
        var all = rows.ToDictionary(r => r.Id);
        foreach (
            var grid in all.Values.GroupBy(r => r.AreaCode[..Math.Min(15, r.AreaCode.Length)]).OrderBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            var walk = 0;
            foreach (
                var door in VisitRule.Walk(grid.Select(r => new WalkDoor(r.Id, r.BuildingId, r.Building, r.Unit, r.Room, r.Lon, r.Lat)))
            )
            {
                var row = all[door.HouseholdId];
                yield return new VisitTarget
                {
                    DistrictId = campaign.DistrictId,
                    Id = Ids.New(now),
                    CampaignId = campaign.Id,
                    HouseholdId = row.Id,
                    BuildingId = row.BuildingId,
                    AreaCode = row.AreaCode,
                    Building = row.Building,
                    Door = row.Short,
                    Walk = ++walk,
                    Lon = row.Lon,
                    Lat = row.Lat,
                };
            }
        }
    }
}
