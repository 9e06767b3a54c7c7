using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Field.Patrols;

/// <summary>Draws up a plan, changes its days and hours, ends it. 制定巡查计划</summary>
public sealed class KeepPatrolPlan(PatrolScope scope)
{
    /// <param name="AreaCode">12 to 17 digits; taken only when drawn up.</param>
    /// <param name="Days">Days of the week, one bit each: Monday 1 … Sunday 64.</param>
    /// <param name="FromMinute">Local minute of the day.</param>
    /// <param name="UntilMinute">Local minute; not after the first: on the next day.</param>
    /// <param name="Version">The one the person saw; 0 when drawn up.</param>
    public sealed record Command(
        [property: Longest(17)] string? AreaCode,
        [property: Needed, Longest(60)] string Name,
        [property: Between(1, PatrolPlan.EveryDay)] int Days = PatrolPlan.EveryDay,
        [property: Between(0, 1439)] int FromMinute = 480,
        [property: Between(0, 1439)] int UntilMinute = 1080,
        int Version = 0
    );

    /// <param name="Version">The one the person saw.</param>
    public sealed record Ending(int Version);

    /// <summary>What came of it.</summary>
    public sealed record Kept(Guid Id, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/plans",
                (Command command, KeepPatrolPlan feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    feature.Add(command, KeyOf(http), actor, ct)
            )
            .WithSummary("制定巡查计划 · Draw up a patrol plan");
        api.MapPost(
                "/plans/{planId:guid}",
                (Guid planId, Command command, KeepPatrolPlan feature, Actor actor, CancellationToken ct) =>
                    feature.Change(planId, command, actor, ct)
            )
            .WithSummary("修改巡查计划 · Change a patrol plan");
        api.MapPost(
                "/plans/{planId:guid}/end",
                (Guid planId, Ending command, KeepPatrolPlan feature, Actor actor, CancellationToken ct) =>
                    feature.End(planId, command.Version, actor, ct)
            )
            .WithSummary("停用巡查计划 · End a patrol plan");
    }

    internal static string? KeyOf(HttpContext http) =>
        http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : null;

    /// <param name="key">Idempotency key; null: a repetition is another plan.</param>
    public Task<Kept> Add(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = command.AreaCode ?? "";
        scope.NeedsKeep(area, actor);
        return Once.Run(
            scope.Db,
            "patrol-plan",
            key,
            command,
            scope.Now,
            () =>
            {
                var plan = new PatrolPlan
                {
                    DistrictId = scope.Db.DistrictId,
                    Id = Ids.New(scope.Now),
                    AreaCode = area,
                    ValidFrom = scope.Today,
                };
                Fill(plan, command);
                scope.Db.Add(plan);
                scope.Db.Audit(actor, "patrol.planned", plan.Id, plan.AreaCode, scope.Now);
                return Task.FromResult(new Kept(plan.Id, plan.Version));
            },
            ct
        );
    }

    public async Task<Kept> Change(Guid planId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var plan = await Standing(planId, command.Version, actor, ct);
        Fill(plan, command);
        scope.Db.Audit(actor, "patrol.changed", plan.Id, plan.AreaCode, scope.Now);
        await scope.Db.Save(ct);
        return new Kept(plan.Id, plan.Version);
    }

    /// <summary>From tomorrow on nobody walks it; what was covered stays on the record.</summary>
    public async Task<Kept> End(Guid planId, int version, Actor actor, CancellationToken ct)
    {
        var plan = await Standing(planId, version, actor, ct);
        plan.ValidTo = scope.Today.AddDays(1);
        scope.Db.Audit(actor, "patrol.ended", plan.Id, plan.AreaCode, scope.Now);
        await scope.Db.Save(ct);
        return new Kept(plan.Id, plan.Version);
    }

    /// <exception cref="StaleVersion">Somebody else changed it first.</exception>
    /// <exception cref="RuleViolation"><c>patrol.plan-ended</c>.</exception>
    private async Task<PatrolPlan> Standing(Guid planId, int version, Actor actor, CancellationToken ct)
    {
        var plan = await scope.Find(planId, actor, ct);
        if (plan.ValidTo is not null)
            throw new RuleViolation("patrol.plan-ended");
        return plan.Version == version ? plan : throw new StaleVersion(plan.Version);
    }

    private static void Fill(PatrolPlan plan, Command command) =>
        (plan.Name, plan.Days, plan.FromMinute, plan.UntilMinute) = (
            PlainText.CleanLine(command.Name),
            command.Days,
            command.FromMinute,
            command.UntilMinute
        );
}
