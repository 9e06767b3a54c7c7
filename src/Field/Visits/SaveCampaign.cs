using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Visits;

/// <summary>Drafts a campaign or changes a draft. 拟定走访行动</summary>
public sealed class SaveCampaign(DoorScope scope)
{
    /// <param name="Purpose">Why people are visited; may be read to them.</param>
    /// <param name="Script">What is said at the door.</param>
    /// <param name="Questions">One a line: question|choice|choice; empty when nothing is asked.</param>
    /// <param name="Areas">Codes of communities, grids or micro-grids, 12 to 17 digits.</param>
    /// <param name="RetryDays">Days after which a door where nobody was is tried again.</param>
    /// <param name="MostTries">Tries at one door, the first one too.</param>
    /// <param name="Version">The one the person saw; 0 for a new one.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string Title,
        [property: Needed, Longest(300)] string Purpose,
        [property: Needed, Longest(1000)] string Script,
        [property: Longest(2000)] string? Questions,
        [property: Needed] IReadOnlyList<string> Areas,
        [property: Needed] DateOnly? FromOn,
        [property: Needed] DateOnly? UntilOn,
        [property: Between(1, 30)] int RetryDays = 2,
        [property: Between(1, 6)] int MostTries = 3,
        int Version = 0
    );

    /// <summary>Longest campaign.</summary>
    private const int MostDays = 184;

    private const int MostAreas = 40;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/campaigns",
                async (Command command, SaveCampaign feature, HttpRequest request, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(
                        new WrittenId(await feature.Add(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct))
                    )
            )
            .WithSummary("拟定走访行动 · Draft a visit campaign");
        api.MapPut(
                "/campaigns/{campaignId:guid}",
                async (Guid campaignId, Command command, SaveCampaign feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Change(campaignId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("修改走访行动 · Change a drafted campaign");
    }

    /// <param name="key">Idempotency key; null when a repetition is a new campaign.</param>
    /// <exception cref="InvalidInput">An area that is none of today, dates the wrong way round.</exception>
    /// <exception cref="Forbidden">An area that the actor does not lead.</exception>
    public Task<Guid> Add(Command command, string? key, Actor actor, CancellationToken ct)
    {
        var plan = Plan(command, actor);
        return Once.Run(
            scope.Db,
            "visit.campaign",
            key,
            command,
            scope.Now,
            () =>
            {
                var campaign = new VisitCampaign
                {
                    DistrictId = scope.Db.DistrictId,
                    Id = Ids.New(scope.Now),
                    CreatedBy = actor.AccountId,
                    CreatedAt = scope.Now,
                };
                campaign.Write(plan);
                scope.Db.Add(campaign);
                scope.Db.Audit(actor, "visit.campaign-drafted", campaign.Id, campaign.AreaCodes, scope.Now);
                return Task.FromResult(campaign.Id);
            },
            ct
        );
    }

    /// <exception cref="StaleVersion">Somebody changed it since.</exception>
    /// <exception cref="RuleViolation"><c>campaign.started</c>.</exception>
    public async Task Change(Guid campaignId, Command command, Actor actor, CancellationToken ct)
    {
        var plan = Plan(command, actor);
        var campaign = await Led(scope, campaignId, actor, ct);
        if (campaign.Version != command.Version)
            throw new StaleVersion(campaign.Version);
        campaign.Write(plan);
        scope.Db.Audit(actor, "visit.campaign-changed", campaign.Id, campaign.AreaCodes, scope.Now);
        await scope.Db.Save(ct);
    }

    /// <summary>A campaign all of whose areas the actor leads, tracked.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="Forbidden">Sees it, but does not lead all of it.</exception>
    internal static async Task<VisitCampaign> Led(DoorScope scope, Guid campaignId, Actor actor, CancellationToken ct)
    {
        var campaign = await scope.Db.Set<VisitCampaign>().FirstOrDefaultAsync(c => c.Id == campaignId, ct);
        if (campaign is null || !ReadCampaigns.Sees(campaign, actor))
            throw new NotFound("campaign");
        foreach (var area in campaign.Areas)
            actor.Require(Permission.LeadVisits, area);
        return campaign;
    }

    private CampaignPlan Plan(Command command, Actor actor)
    {
        Input.Check(command);
        var areas = command.Areas.Select(PlainText.CleanLine).Where(a => a.Length > 0).Distinct().ToList();
        if (areas.Count is 0 or > MostAreas || areas.Exists(a => a.Length < 12 || !scope.IsArea(a)))
            throw new InvalidInput(nameof(command.Areas), "campaign.area-unknown");
        foreach (var area in areas)
            actor.Require(Permission.LeadVisits, area);
        if (command.UntilOn < command.FromOn || command.UntilOn > command.FromOn!.Value.AddDays(MostDays))
            throw new InvalidInput(nameof(command.UntilOn), "campaign.dates");
        return new CampaignPlan(
            PlainText.CleanLine(command.Title),
            PlainText.Clean(command.Purpose),
            PlainText.Clean(command.Script),
            VisitQuestion.Read(command.Questions),
            [.. areas.Where(a => !areas.Exists(b => b != a && a.StartsWith(b, StringComparison.Ordinal))).Order(StringComparer.Ordinal)],
            command.FromOn!.Value,
            command.UntilOn!.Value,
            command.RetryDays,
            command.MostTries
        );
    }
}
