using Gezhi.Cases.Checking;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rating;
using Gezhi.Cases.Reviews;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CallBacks;

/// <summary>What came of a call. 回访结果</summary>
public enum CallOutcome
{
    /// <summary>接通.</summary>
    Reached,

    /// <summary>没有接通.</summary>
    NotReached,

    /// <summary>接通，不愿评价.</summary>
    Refused,
}

/// <summary>Somebody who had no hand in the work calls a reporter and keeps the answers as the reporter's own rating. 电话回访</summary>
/// <remarks>The record of the case says that somebody called, never what was answered: unit and grid read it.</remarks>
public sealed class MakeCall(CaseDesk desk, CallBacks callBacks, RateReport rating)
{
    /// <param name="IsSolved">Needed when reached after a closing.</param>
    /// <param name="Satisfaction">1–5; needed when reached after a closing.</param>
    /// <param name="Words">In the reporter's words; needed for a wish.</param>
    /// <param name="Version">Of the call-back, as the person saw it.</param>
    public sealed record Command(
        [property: Needed] CallOutcome? Outcome,
        bool? IsSolved = null,
        [property: Between(1, 5)] int? Satisfaction = null,
        [property: Longest(500)] string? Words = null,
        int? Version = null
    );

    /// <param name="State">Waiting: to be tried at another time of day.</param>
    /// <param name="NextAt">UTC; null when over.</param>
    public sealed record Result(CallBackState State, int Attempts, DateTime? NextAt);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/callbacks/{callBackId:guid}/attempts",
                (Guid callBackId, Command command, MakeCall feature, Actor actor, CancellationToken ct) =>
                    feature.Run(callBackId, command, actor, ct)
            )
            .WithSummary("回访 · What came of a call");

    /// <exception cref="RuleViolation"><c>callback.over</c>, <c>callback.own-work</c>, <c>callback.quiet</c>, <c>callback.too-early</c>, <c>callback.rated</c>.</exception>
    /// <exception cref="StaleVersion">Somebody else called meanwhile.</exception>
    /// <remarks>A clock that wrote to the case at the same moment costs nobody the answers; another caller's answer does, by <c>Version</c>.</remarks>
    public Task<Result> Run(Guid callBackId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return desk.Again(() => Once(callBackId, command, actor, ct), ct);
    }

    private async Task<Result> Once(Guid callBackId, Command command, Actor actor, CancellationToken ct)
    {
        var row = await desk.Db.Set<CallBack>().FirstOrDefaultAsync(c => c.Id == callBackId, ct) ?? throw new NotFound("callback");
        var subject = await desk.Find(row.CaseId, null, actor, ct);
        if (command.Version is { } seen && seen != row.Version)
            throw new StaleVersion(row.Version);
        var step = desk.StepFor(Permission.Close, subject, actor);
        var (hours, mostAttempts) = await callBacks.Rules(desk.Db, ct);
        await Demand(row, subject, hours, actor, ct);
        desk.Db.Add(
            new CallBackAttempt
            {
                DistrictId = row.DistrictId,
                CallBackId = row.Id,
                No = row.Attempts + 1,
                At = step.Now,
                By = actor.AccountId,
                IsReached = command.Outcome != CallOutcome.NotReached,
                Words = row.Kind == CallBackKind.Wish ? CaseDesk.Text(command.Words) : null,
            }
        );
        switch (command.Outcome)
        {
            case CallOutcome.NotReached:
                row.Miss(hours.AnotherTime(step.Now), mostAttempts, actor.AccountId, step.Now);
                break;
            case CallOutcome.Refused:
                row.Answered(CallBackState.Refused, actor.AccountId, step.Now);
                break;
            default:
                await Keep(row, subject, command, ct);
                row.Answered(CallBackState.Reached, actor.AccountId, step.Now);
                break;
        }
        if (row.State != CallBackState.Waiting && subject.State == CaseState.Closed)
            subject.Remark(CaseAction.CallBack, step with { Note = Said(row.State) });
        await desk.Save(subject, ct);
        return new Result(row.State, row.Attempts, row.NextAt);
    }

    /// <summary>Who may call now.</summary>
    private async Task Demand(CallBack row, Case subject, CallHours hours, Actor actor, CancellationToken ct)
    {
        if (row.State != CallBackState.Waiting)
            throw new RuleViolation("callback.over");
        if (await desk.Db.HadAHand(subject.Id, actor, ct) || Reviewing.HoldsUnit(actor, subject.LeadUnitCode))
            throw new RuleViolation("callback.own-work");
        if (!hours.IsOpen(desk.Now))
            throw new RuleViolation("callback.quiet", hours.Words);
        if (row.NextAt > desk.Now)
            throw new RuleViolation("callback.too-early");
    }

    private async Task Keep(CallBack row, Case subject, Command command, CancellationToken ct)
    {
        if (row.Kind == CallBackKind.Wish)
        {
            if (CaseDesk.Text(command.Words) is null)
                throw new InvalidInput(nameof(command.Words), "input.required");
            return;
        }
        if (command.IsSolved is not { } isSolved || command.Satisfaction is not { } satisfaction)
            throw new InvalidInput(command.IsSolved is null ? nameof(command.IsSolved) : nameof(command.Satisfaction), "rating.choose");
        var report = await desk.Db.Reports.FirstAsync(r => r.Id == row.ReportId, ct);
        if (!RateReport.IsWanted(report, subject))
            throw new RuleViolation("callback.rated");
        await rating.Take(subject, report, new RateReport.Command(isSolved, satisfaction, command.Words), ct);
    }

    private static string Said(CallBackState state) =>
        state switch
        {
            CallBackState.Reached => "已接通",
            CallBackState.Refused => "已接通，不愿评价",
            _ => "几次在不同时段拨打都没有接通",
        };
}
