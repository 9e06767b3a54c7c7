using Gezhi.Field.Inspections;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Campaigns;

/// <summary>Ends a campaign by hand, before its day, with a reason. 提前结束专项行动</summary>
public sealed class EndCampaign(InspectionScope scope)
{
    internal const string Timer = "field.special";

    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Needed, Longest(200)] string Reason, int? Version = null);

    /// <param name="EndedAt">UTC.</param>
    public sealed record Ended(Guid Id, DateTime EndedAt);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/special-campaigns/{campaignId:guid}/end",
                (Guid campaignId, Command command, EndCampaign feature, Actor actor, CancellationToken ct) =>
                    feature.Run(campaignId, command, actor, ct)
            )
            .WithSummary("提前结束专项行动 · End a campaign early");

    /// <exception cref="RuleViolation"><c>campaign.ended</c>.</exception>
    public async Task<Ended> Run(Guid campaignId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var campaign = InspectionScope.Seen(await scope.Db.Set<SpecialCampaign>().FirstOrDefaultAsync(c => c.Id == campaignId, ct), actor);
        actor.Require(Permission.KeepInspections, campaign.AreaCode);
        if (command.Version is { } seen && seen != campaign.Version)
            throw new StaleVersion(campaign.Version);
        if (campaign.EndedAt is not null || campaign.UntilOn < scope.Today)
            throw new RuleViolation("campaign.ended");
        (campaign.EndedAt, campaign.EndedWhy) = (scope.Now, PlainText.CleanLine(command.Reason));
        scope.Db.Audit(actor, "campaign.ended", campaign.Id, campaign.EndedWhy, scope.Now);
        await scope.Db.Save(ct);
        return new Ended(campaign.Id, scope.Now);
    }

    /// <summary>UTC of the beginning of the day after.</summary>
    internal static DateTime After(DateOnly untilOn, WorkCalendar calendar) =>
        calendar.Utc(untilOn.AddDays(1).ToDateTime(TimeOnly.MinValue));
}

/// <summary>Ends a campaign when its last day is over. 到期结束</summary>
internal sealed class CampaignEnds(WorkCalendar calendar) : ITimerHandler
{
    public string Kind => EndCampaign.Timer;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (
            await db.Set<SpecialCampaign>().FirstOrDefaultAsync(c => c.Id == timer.SubjectId, ct) is { EndedAt: null } campaign
            && campaign.UntilOn < calendar.LocalDay(now)
        )
            campaign.EndedAt = now;
    }
}
