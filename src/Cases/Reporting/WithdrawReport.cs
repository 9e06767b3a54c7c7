using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reporting;

/// <summary>The reporter takes it back, while nobody has filed it and nobody else reported it. 撤回</summary>
public sealed class WithdrawReport(CaseDesk desk)
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/receipts/{receiptNo}/withdrawal",
                async (string receiptNo, WithdrawReport feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(receiptNo, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .AllowAnonymous()
            .WithSummary("撤回 · Withdraw a report")
            .RequireRateLimiting(ReportLimit.Name);

    /// <exception cref="RuleViolation"><c>case.not-alone</c>, <c>case.move-not-allowed</c>.</exception>
    public async Task Run(string receiptNo, Actor actor, CancellationToken ct)
    {
        var report = await Receipts.Find(desk.Db, receiptNo, ct);
        var subject = await desk.Db.Cases.FirstAsync(c => c.Id == report.CaseId, ct);
        subject.Withdraw(new Timelines.Step(Actor.Anonymous(actor.DistrictId), null, desk.Now));
        report.WithdrawnAt = desk.Now;
        await desk.Save(subject, ct);
    }
}

/// <summary>Finds reports by their receipt. 回执</summary>
internal static class Receipts
{
    /// <exception cref="NotFound">No such receipt, or not a receipt number.</exception>
    public static async Task<Report> Find(Platform.Data.GezhiDb db, string receiptNo, CancellationToken ct)
    {
        var no = ReceiptNo.TryParse(receiptNo, out var parsed) ? parsed.Value : throw new NotFound("receipt");
        return await db.Reports.FirstOrDefaultAsync(r => r.ReceiptNo == no, ct) ?? throw new NotFound("receipt");
    }
}
