using Gezhi.Cases.Contract;
using Gezhi.Cases.Reviews;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Rating;

/// <summary>A reporter says whether it is solved and how satisfied he is: two questions, never one. 评价</summary>
/// <remarks>Nobody else can rate, handler and grid never see who gave which rating, and it can be given once.</remarks>
public sealed class RateReport(CaseDesk desk, Reviewing reviewing)
{
    /// <param name="IsSolved">是否解决.</param>
    /// <param name="Satisfaction">满意度: 1 very dissatisfied … 5 very satisfied.</param>
    /// <param name="Text">In own words.</param>
    public sealed record Command(
        [property: Needed] bool? IsSolved,
        [property: Between(1, 5)] int Satisfaction,
        [property: Longest(500)] string? Text = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/receipts/{receiptNo}/rating",
                async (string receiptNo, Command command, RateReport feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(receiptNo, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .AllowAnonymous()
            .WithSummary("评价 · Rate")
            .RequireRateLimiting(Reporting.ReportLimit.Name);

    /// <exception cref="RuleViolation"><c>rating.not-closed</c>, <c>rating.twice</c>, <c>rating.own-find</c>.</exception>
    public async Task Run(string receiptNo, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var report = await Reporting.Receipts.Find(desk.Db, receiptNo, ct);
        var subject = await desk.Db.CaseToMove(report.CaseId, ct) ?? throw new NotFound("case");
        if (subject.State != CaseState.Closed)
            throw new RuleViolation("rating.not-closed");
        if (report.WithdrawnAt is not null)
            throw new RuleViolation("rating.not-closed");
        if (OfTheHouse.Contains(report.Channel))
            throw new RuleViolation("rating.own-find");
        if (!IsWanted(report, subject))
            throw new RuleViolation("rating.twice");
        await Take(subject, report, command, ct);
        subject.Remark(CaseAction.Rate, new Timelines.Step(Actor.Anonymous(actor.DistrictId), null, desk.Now));
        await desk.Save(subject, ct);
    }

    /// <summary>What people of the house or devices say: nobody rates their own find.</summary>
    private static readonly Channel[] OfTheHouse = [Channel.GridPatrol, Channel.Visit, Channel.Video, Channel.Sensor, Channel.Leader];

    /// <summary>Somebody from outside reported it and has not rated it yet, or the case was opened again after the rating and has been closed anew.</summary>
    internal static bool IsWanted(Report report, Case subject) =>
        subject.State == CaseState.Closed
        && report.WithdrawnAt is null
        && !OfTheHouse.Contains(report.Channel)
        && (report.RatedAt is null || (subject.ReopenCount > 0 && report.RatedAt < subject.ClosedAt));

    /// <summary>Keeps the answers with the report; who is not content gets a review. Adds no row to the record: who answered stays unknown there.</summary>
    internal async Task Take(Case subject, Report report, Command command, CancellationToken ct)
    {
        (report.IsSolved, report.Satisfaction, report.RatingText, report.RatedAt) = (
            command.IsSolved,
            command.Satisfaction,
            CaseDesk.Text(command.Text),
            desk.Now
        );
        if (reviewing.IsNeeded(command.IsSolved == true, command.Satisfaction))
            await reviewing.Open(subject, report, desk.Now, ct);
    }
}
