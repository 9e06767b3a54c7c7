using Gezhi.Field.Inspections;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Campaigns;

/// <summary>Starts a special campaign: its list is made from the registry and frozen. 发起专项行动</summary>
public sealed class StartCampaign(InspectionScope scope, InspectedBook book)
{
    /// <summary>Most places of one list.</summary>
    public const int MostTargets = 20_000;

    public const int LongestDays = 366;

    /// <param name="ChecklistId">In force; all later versions of it count as well.</param>
    /// <param name="Kinds">Of those that the checklist is for; none means all of them.</param>
    /// <param name="UntilOn">Last local day; on the next one it ends by itself.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string Title,
        [property: Needed] Guid? ChecklistId,
        IReadOnlyList<InspectedKind>? Kinds,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Needed] DateOnly? FromOn,
        [property: Needed] DateOnly? UntilOn
    );

    /// <param name="Targets">Places of the list.</param>
    public sealed record Started(Guid Id, int Targets);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/special-campaigns",
                (Command command, HttpRequest request, StartCampaign feature, Actor actor, CancellationToken ct) =>
                    feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("发起专项行动 · Start a special campaign");

    /// <exception cref="Forbidden">No post that starts campaigns there.</exception>
    /// <exception cref="RuleViolation"><c>campaign.nobody</c>, <c>campaign.too-many</c>, <c>checklist.not-in-force</c>.</exception>
    public async Task<Started> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        var (checklist, kinds) = await Check(command, actor, ct);
        return await Once.Run(
            scope.Db,
            "special-campaign",
            key,
            command,
            scope.Now,
            async () =>
            {
                var targets = await Targets(command.AreaCode, kinds, ct);
                if (targets.Count == 0)
                    throw new RuleViolation("campaign.nobody");
                if (targets.Count > MostTargets)
                    throw new RuleViolation("campaign.too-many", MostTargets);
                var campaign = New(command, checklist, kinds, actor);
                scope.Db.Add(campaign);
                foreach (var target in targets)
                    scope.Db.Append(Target(campaign, target));
                scope.Db.SetTimer(EndCampaign.Timer, campaign.Id, EndCampaign.After(campaign.UntilOn, scope.Calendar), scope.Now);
                scope.Db.Audit(actor, "campaign.started", campaign.Id, $"{campaign.Title} {targets.Count}", scope.Now);
                return new Started(campaign.Id, targets.Count);
            },
            ct
        );
    }

    /// <summary>How long the list would be; keeps nothing.</summary>
    public async Task<int> Look(Command command, Actor actor, CancellationToken ct)
    {
        var (_, kinds) = await Check(command, actor, ct);
        return (await Targets(command.AreaCode, kinds, ct)).Count;
    }

    private Task<IReadOnlyList<InspectedRecord>> Targets(string areaCode, IReadOnlyList<InspectedKind> kinds, CancellationToken ct) =>
        book.In(areaCode, kinds, MostTargets + 1, ct);

    private async Task<(Checklist Checklist, IReadOnlyList<InspectedKind> Kinds)> Check(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!AreaCode.TryParse(command.AreaCode, out var area) || !area.Value.StartsWith(scope.District, StringComparison.Ordinal))
            throw new InvalidInput(nameof(command.AreaCode), "input.invalid");
        actor.Require(Permission.KeepInspections, area.Value);
        var (from, until) = (command.FromOn!.Value, command.UntilOn!.Value);
        if (until < from || until < scope.Today || until.DayNumber - from.DayNumber > LongestDays)
            throw new InvalidInput(nameof(command.UntilOn), "campaign.period");
        var checklist =
            await scope
                .Db.Set<Checklist>()
                .AsNoTracking()
                .FirstOrDefaultAsync(c => c.Id == command.ChecklistId && c.State == ChecklistState.InForce, ct)
            ?? throw new RuleViolation("checklist.not-in-force");
        var all = checklist.Kinds();
        var kinds = command.Kinds is { Count: > 0 } asked ? asked.Intersect(all).ToList() : all;
        return kinds.Count > 0 ? (checklist, kinds) : throw new InvalidInput(nameof(command.Kinds), "checklist.other-kind-field");
    }

    private SpecialCampaign New(Command command, Checklist checklist, IReadOnlyList<InspectedKind> kinds, Actor actor) =>
        new()
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            Title = PlainText.CleanLine(command.Title),
            KindList = Checklist.NamesOf(kinds),
            AreaCode = command.AreaCode,
            LineId = checklist.LineId,
            FromOn = command.FromOn!.Value,
            UntilOn = command.UntilOn!.Value,
            StartedBy = actor.AccountId,
            StartedAt = scope.Now,
        };

    private static CampaignTarget Target(SpecialCampaign campaign, InspectedRecord record) =>
        new()
        {
            DistrictId = campaign.DistrictId,
            CampaignId = campaign.Id,
            SubjectId = record.Id,
            Record = record.Record,
            Title = record.Title,
            Coarse = record.Coarse,
            Address = record.Address,
            AreaCode = record.AreaCode,
        };
}
