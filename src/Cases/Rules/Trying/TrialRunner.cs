using Gezhi.Cases.Rules.Drafting;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Rules.Trying;

/// <summary>Runs trials one after the other, beside the work of the day. 试跑执行</summary>
/// <remarks>Any node may; the version of the row lets one of them win. Progress is written after each portion and is the sign of life.</remarks>
public sealed class TrialRunner(
    IServiceScopeFactory scopes,
    Districts districts,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<TrialRunner> log
) : Loop(clock, log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private readonly Wake bell = new();

    /// <summary>A trial was asked for on this node: look at once.</summary>
    public void Ring() => bell.Up();

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var rung = bell.Next;
        foreach (var district in districts.All)
            await RunAll(district, ct);
        await Wake.Wait(rung, Rest, ct);
        return TimeSpan.Zero;
    }

    /// <summary>What goes wrong in one district waits for the next round there and stops no other district.</summary>
    private async Task RunAll(int district, CancellationToken ct)
    {
        try
        {
            while (await RunNext(district, ct)) { }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.TrialsFailed(LogTo, district, e.GetType().Name);
        }
    }

    /// <summary>Runs the oldest waiting trial of a district to its end.</summary>
    /// <returns>False: nothing waits.</returns>
    public async Task<bool> RunNext(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var now = Now;
        var trial = await db.Set<RuleTrial>()
            .Where(t => t.State == TrialState.Waiting || (t.State == TrialState.Running && t.LeasedUntil < now))
            .OrderBy(t => t.AskedAt)
            .FirstOrDefaultAsync(ct);
        if (trial is null)
            return false;
        try
        {
            (trial.State, trial.StartedAt, trial.LeasedUntil, trial.Done) = (TrialState.Running, now, now + Lease, 0);
            await db.Save(ct);
            await Run(trial, db, scope.ServiceProvider, ct);
        }
        catch (StaleVersion)
        {
            // Another node took it, or somebody cancelled it meanwhile.
        }
        catch (Exception e) when (!IsOurEnd(e, ct))
        {
            Log.TrialFailed(LogTo, district, trial.Id, e.GetType().Name);
            await Fail(district, trial.Id, ct);
        }
        return true;
    }

    /// <summary>
    /// The host stops, perhaps beyond its time and with everything gone that the trial needs: that says nothing about the trial, which stays as it is and is
    /// taken again when its lease is over.
    /// </summary>
    private bool IsOurEnd(Exception e, CancellationToken ct) =>
        ct.IsCancellationRequested
        || lifetime.ApplicationStopping.IsCancellationRequested
        || e is OperationCanceledException or ObjectDisposedException;

    /// <summary>Says on the row that it will not end: whoever asked sees it and may ask anew.</summary>
    private async Task Fail(int district, Guid trialId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var trial = await db.Set<RuleTrial>().FirstAsync(t => t.Id == trialId, ct);
        if (trial.State != TrialState.Running)
            return;
        (trial.State, trial.FinishedAt, trial.LeasedUntil) = (TrialState.Failed, Now, null);
        await db.Save(ct);
    }

    private async Task Run(RuleTrial trial, GezhiDb db, IServiceProvider services, CancellationToken ct)
    {
        var desk = services.GetRequiredService<CaseDesk>();
        var shelf = await desk.Rules(ct);
        var changes = await services.GetRequiredService<DraftDesk>().Changes(trial.DraftId, ct);
        var replay = new Replay(
            shelf.Of(shelf.LastBook),
            RuleIndex.Of(DraftRules.Of(shelf, changes), shelf.LastBook + 1),
            await services.GetRequiredService<ReplayGrounds>().Of(ct)
        );
        var (from, to) = (desk.Calendar.LocalMidnightUtc(trial.FromOn), desk.Calendar.LocalMidnightUtc(trial.ToOn.AddDays(1)));
        trial.Total = await PastCases.Of(db, from, to).CountAsync(ct);
        await foreach (var portion in PastCases.Read(db, from, to, ct))
        {
            foreach (var past in portion)
                replay.Add(past, trial.DistrictId, trial.Id);
            (trial.Done, trial.LeasedUntil) = (trial.Done + portion.Count, Now + Lease);
            await db.Save(ct); // stale when it was cancelled
        }
        await Keep(trial, replay, db, ct);
    }

    private async Task Keep(RuleTrial trial, Replay replay, GezhiDb db, CancellationToken ct)
    {
        var now = Now;
        (trial.State, trial.FinishedAt, trial.LeasedUntil, trial.Result) = (TrialState.Done, now, null, replay.Finish().ToJson());
        db.AddRange(replay.Differences);
        var draft = await db.Set<RuleDraft>().FirstAsync(d => d.Id == trial.DraftId, ct);
        if (draft.Revision == trial.Revision && draft.State is DraftState.Open)
            draft.Tried(trial.Id, trial.Revision, trial.Book, now);
        await db.Save(ct);
    }
}
