using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.WhatIf;

/// <summary>Asks for a scenario to be played in the background, reads and cancels it. 推演</summary>
public sealed class RunScenario(GezhiDb db, KeepScenario scenarios, ScenarioRunner runner, TimeProvider clock)
{
    /// <param name="Total">Steps of work; 0 until known.</param>
    /// <param name="Outcome">Null until done.</param>
    public sealed record View(Guid Id, Guid ScenarioId, int Revision, RunState State, int Total, int Done, ScenarioOutcome? Outcome);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/{scenarioId:guid}/runs",
                (Guid scenarioId, RunScenario feature, Actor actor, CancellationToken ct) => feature.Run(scenarioId, actor, ct)
            )
            .WithSummary("开始推演 · Play a scenario");
        api.MapGet("/runs/{runId:guid}", (Guid runId, RunScenario feature, CancellationToken ct) => feature.Read(runId, ct))
            .WithSummary("推演进度与结果 · Progress and result of a run");
        api.MapPost(
                "/runs/{runId:guid}/cancellation",
                (Guid runId, RunScenario feature, Actor actor, CancellationToken ct) => feature.Cancel(runId, actor, ct)
            )
            .WithSummary("取消推演 · Cancel a run");
    }

    /// <summary>One run of a scenario at a time; while one is under way, asking again gives that one. 开始推演</summary>
    /// <exception cref="RuleViolation"><c>whatif.put-away</c>.</exception>
    public async Task<View> Run(Guid scenarioId, Actor actor, CancellationToken ct)
    {
        KeepScenario.Require(actor);
        var scenario = await scenarios.Find(scenarioId, null, ct);
        if (scenario.PutAwayAt is not null)
            throw new RuleViolation("whatif.put-away");
        var underWay = await db.Set<ScenarioRun>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                r =>
                    r.ScenarioId == scenarioId
                    && r.Revision == scenario.Revision
                    && (r.State == RunState.Waiting || r.State == RunState.Running),
                ct
            );
        if (underWay is not null)
            return Of(underWay);
        var now = clock.UtcNow;
        var run = new ScenarioRun
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            ScenarioId = scenario.Id,
            Revision = scenario.Revision,
            FromOn = scenario.FromOn,
            ToOn = scenario.ToOn,
            Content = scenario.Content,
            AskedBy = actor.AccountId,
            AskedAt = now,
        };
        db.Add(run);
        db.Audit(actor, "whatif.run", scenario.Id, FormattableString.Invariant($"r{scenario.Revision}"), now);
        await db.Save(ct);
        runner.Ring();
        return Of(run);
    }

    /// <exception cref="NotFound">No such run.</exception>
    public async Task<View> Read(Guid runId, CancellationToken ct) => Of(await Find(runId, isRead: true, ct));

    /// <summary>Stops it; one that has ended stays as it is. 取消推演</summary>
    public async Task<View> Cancel(Guid runId, Actor actor, CancellationToken ct)
    {
        KeepScenario.Require(actor);
        const int tries = 3; // its own progress may be written at the same moment
        for (var attempt = 1; ; attempt++)
        {
            var run = await Find(runId, isRead: false, ct);
            if (!run.IsUnderWay)
                return Of(run);
            (run.State, run.FinishedAt, run.LeasedUntil) = (RunState.Cancelled, clock.UtcNow, null);
            try
            {
                await db.Save(ct);
                return Of(run);
            }
            catch (StaleVersion) when (attempt < tries)
            {
                db.Forget();
            }
        }
    }

    internal async Task<ScenarioRun> Find(Guid runId, bool isRead, CancellationToken ct)
    {
        var runs = db.Set<ScenarioRun>().Where(r => r.Id == runId);
        return await (isRead ? runs.AsNoTracking() : runs).FirstOrDefaultAsync(ct) ?? throw new NotFound("scenario-run");
    }

    private static View Of(ScenarioRun run) => new(run.Id, run.ScenarioId, run.Revision, run.State, run.Total, run.Done, run.Outcome());
}
