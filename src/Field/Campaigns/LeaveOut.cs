using Gezhi.Field.Inspections;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Campaigns;

/// <summary>Leaves a place of the frozen list out, with a reason, or takes it in again. 剔除对象</summary>
public sealed class LeaveOut(InspectionScope scope)
{
    /// <param name="Reason">Why; null takes the place in again.</param>
    /// <param name="Version">Of the target, as the person saw it.</param>
    public sealed record Command([property: Longest(200)] string? Reason, int? Version = null);

    /// <param name="Reason">Null: it is in the list.</param>
    public sealed record Kept(Guid SubjectId, string? Reason, int Version);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/special-campaigns/{campaignId:guid}/targets/{subjectId:guid}/left-out",
                (Guid campaignId, Guid subjectId, Command command, LeaveOut feature, Actor actor, CancellationToken ct) =>
                    feature.Run(campaignId, subjectId, command, actor, ct)
            )
            .WithSummary("剔除对象 · Leave a place out, or take it in again");

    /// <exception cref="RuleViolation"><c>campaign.ended</c>, <c>campaign.inspected</c>.</exception>
    public async Task<Kept> Run(Guid campaignId, Guid subjectId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var campaign = InspectionScope.Seen(
            await scope.Db.Set<SpecialCampaign>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == campaignId, ct),
            actor
        );
        actor.Require(Permission.KeepInspections, campaign.AreaCode);
        var target =
            await scope.Db.Set<CampaignTarget>().FirstOrDefaultAsync(t => t.CampaignId == campaignId && t.SubjectId == subjectId, ct)
            ?? throw new NotFound("target");
        if (command.Version is { } seen && seen != target.Version)
            throw new StaleVersion(target.Version);
        if (campaign.EndedAt is not null || campaign.UntilOn < scope.Today)
            throw new RuleViolation("campaign.ended");
        if (target.InspectionId is not null)
            throw new RuleViolation("campaign.inspected");
        var reason = PlainText.CleanLine(command.Reason);
        (target.LeftOutWhy, target.LeftOutBy) = reason.Length > 0 ? (reason, actor.AccountId) : (null, null);
        scope.Db.Audit(actor, "campaign.left-out", campaign.Id, $"{target.SubjectId} {reason}", scope.Now);
        await scope.Db.Save(ct);
        return new Kept(subjectId, target.LeftOutWhy, target.Version);
    }
}
