using System.Diagnostics;
using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gezhi.Indicators.WhatIf;

/// <summary>Plays runs one after the other, beside the work of the day. 推演执行</summary>
/// <remarks>
/// Any node may; the version of the row lets one of them win. Progress is written after each pair of runs and is the sign of life. The database is read once,
/// before the first event.
/// </remarks>
public sealed class ScenarioRunner(
    IServiceScopeFactory scopes,
    Districts districts,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<ScenarioRunner> log
) : Loop(clock, log)
{
    private const int ReadSteps = 2;
    private const int MostDesks = 120;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    private readonly Wake bell = new();

    /// <summary>A run was asked for on this node: look at once.</summary>
    public void Ring() => bell.Up();

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var rung = bell.Next;
        foreach (var district in districts.All)
            while (await RunNext(district, ct)) { }
        await Wake.Wait(rung, Rest, ct);
        return TimeSpan.Zero;
    }

    /// <summary>Plays the oldest waiting run of a district to its end.</summary>
    /// <returns>False: nothing waits.</returns>
    public async Task<bool> RunNext(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var now = Now;
        var run = await db.Set<ScenarioRun>()
            .Where(r => r.State == RunState.Waiting || (r.State == RunState.Running && r.LeasedUntil < now))
            .OrderBy(r => r.AskedAt)
            .ThenBy(r => r.Id)
            .FirstOrDefaultAsync(ct);
        if (run is null)
            return false;
        try
        {
            (run.State, run.StartedAt, run.LeasedUntil, run.Done, run.Total) = (
                RunState.Running,
                now,
                now + Lease,
                0,
                ReadSteps + run.Read().Replications
            );
            await db.Save(ct);
            await Play(run, db, scope.ServiceProvider, ct);
        }
        catch (StaleVersion)
        {
            // Another node took it, or somebody cancelled it meanwhile.
        }
        catch (Exception e) when (!IsOurEnd(e, ct))
        {
            Log.RunFailed(LogTo, district, run.Id, e.GetType().Name);
            await Fail(district, run.Id, ct);
        }
        return true;
    }

    /// <summary>
    /// The host stops, perhaps beyond its time and with everything gone that the run needs: that says nothing about the run, which stays as it is and is
    /// taken again when its lease is over.
    /// </summary>
    private bool IsOurEnd(Exception e, CancellationToken ct) =>
        ct.IsCancellationRequested
        || lifetime.ApplicationStopping.IsCancellationRequested
        || e is OperationCanceledException or ObjectDisposedException;

    /// <summary>Says on the row that it will not end: whoever asked sees it and may ask anew.</summary>
    private async Task Fail(int district, Guid runId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var run = await db.Set<ScenarioRun>().FirstAsync(r => r.Id == runId, ct);
        if (run.State != RunState.Running)
            return;
        (run.State, run.FinishedAt, run.LeasedUntil) = (RunState.Failed, Now, null);
        await db.Save(ct);
    }

    private async Task Play(ScenarioRun run, GezhiDb db, IServiceProvider services, CancellationToken ct)
    {
        var past = services.GetRequiredService<PastWork>();
        var staffing = services.GetRequiredService<Staffing>();
        var content = run.Read();
        var models = new ScenarioModels(content, run.FromOn, run.ToOn, past.Calendar, past.CalendarOf, Now);
        var (from, to) = (
            past.Calendar.LocalMidnightUtc(run.FromOn.AddDays(-ScenarioModels.WarmDays)),
            past.Calendar.LocalMidnightUtc(run.ToOn.AddDays(1))
        );
        await foreach (var item in past.Read(from, to, content.DraftId, ct))
            models.Add(item);
        await Step(run, db, ct);
        var watch = Stopwatch.StartNew();
        if (models.Counted == 0)
        {
            await Keep(run, db, Nothing, ct);
            return;
        }
        var (before, after, persons, hands) = await models.Build(desk => Persons(desk, staffing, ct), ct);
        await Step(run, db, ct);
        var experiment = new Experiment(before, after, (ulong)content.Seed, content.Replications);
        while (!experiment.IsDone)
        {
            await Task.Run(() => experiment.Step(ct), ct); // minutes of pure reckoning are not for the threads that answer
            await Step(run, db, ct);
        }
        await Keep(run, db, Outcome(models, experiment, persons, hands, watch.ElapsedMilliseconds), ct);
    }

    /// <summary>Stale when somebody cancelled it.</summary>
    private async Task Step(ScenarioRun run, GezhiDb db, CancellationToken ct)
    {
        (run.Done, run.LeasedUntil) = (run.Done + 1, Now + Lease);
        await db.Save(ct);
    }

    private async Task Keep(ScenarioRun run, GezhiDb db, ScenarioOutcome outcome, CancellationToken ct)
    {
        (run.State, run.FinishedAt, run.LeasedUntil, run.Result) = (RunState.Done, Now, null, outcome.ToJson());
        await db.Save(ct);
    }

    /// <summary>Who works at a desk today: handlers of the unit, or workers of the grid.</summary>
    private static async ValueTask<int> Persons(WorkDesk desk, Staffing staffing, CancellationToken ct) =>
        desk.Grid is { } grid
            ? (await staffing.Nearest(grid, Role.GridWorker, ct)).Select(s => s.AccountId).Distinct().Count()
            : (await staffing.PostsOf(desk.Unit, ct))
                .Where(s => RolePermissions.Has(s.Role, Permission.Handle))
                .Select(s => s.AccountId)
                .Distinct()
                .Count();

    private static readonly ScenarioOutcome Nothing = new(
        0,
        0,
        0,
        new FitSide(0, 0, 0, 0, 0),
        new FitSide(0, 0, 0, 0, 0),
        default,
        default,
        default,
        default,
        default,
        [],
        [],
        [],
        0
    );

    /// <summary>Figures of a finished experiment. 汇总推演结果</summary>
    public static ScenarioOutcome Outcome(ScenarioModels models, Experiment experiment, int[] persons, int[] hands, long milliseconds)
    {
        const double hour = 3600d;
        var desks = models
            .Desks.Select(
                (desk, i) =>
                    new DeskOutcome(
                        desk.Unit,
                        desk.Grid,
                        persons[i],
                        hands[i],
                        Math.Round(experiment.After.Average(r => r.Desks[i].Due), 1),
                        Rounded(experiment.Difference(r => WaitOf(r.Desks[i]) / hour), 3),
                        Rounded(experiment.Difference(r => r.Desks[i].OverloadSeconds / hour), 2),
                        Rounded(experiment.Difference(r => ShareOf(r.Desks[i])), 5)
                    )
            )
            .OrderByDescending(d => Math.Abs(d.Overload.Change))
            .ThenByDescending(d => Math.Abs(d.Wait.Change * d.Cases))
            .ThenByDescending(d => d.Cases)
            .ThenBy(d => d.Unit, StringComparer.Ordinal)
            .ThenBy(d => d.Grid, StringComparer.Ordinal)
            .Take(MostDesks);
        return new ScenarioOutcome(
            models.Counted,
            models.Moved,
            models.Retimed,
            models.Real,
            Baseline(experiment.Before),
            Rounded(experiment.Difference(r => r.OnTimeShare), 5),
            Rounded(experiment.Difference(r => r.MedianSeconds / hour), 3),
            Rounded(experiment.Difference(r => r.P90Seconds / hour), 3),
            Rounded(experiment.Difference(r => r.OverloadSeconds / hour), 1),
            Rounded(experiment.Difference(r => r.MeanWaitSeconds / hour), 3),
            [.. desks],
            Experiment.Waiting(experiment.Before)[ScenarioModels.WarmDays..],
            Experiment.Waiting(experiment.After)[ScenarioModels.WarmDays..],
            milliseconds
        );
    }

    private static FitSide Baseline(List<SimResult> runs) =>
        new(
            (int)Math.Round(runs.Average(r => r.Due)),
            runs.Average(r => r.OnTimeShare),
            runs.Average(r => r.MedianSeconds) / 3600,
            runs.Average(r => r.P90Seconds) / 3600,
            runs.Average(r => r.MeanWaitSeconds) / 3600
        );

    private static double WaitOf(SimDeskResult desk) => desk.Entries == 0 ? 0 : (double)desk.WaitSeconds / desk.Entries;

    private static double ShareOf(SimDeskResult desk) => desk.Due == 0 ? 0 : (double)desk.OnTime / desk.Due;

    private static SimDifference Rounded(SimDifference of, int digits) =>
        new(Math.Round(of.Before, digits), Math.Round(of.After, digits), Math.Round(of.Low, digits), Math.Round(of.High, digits));
}
