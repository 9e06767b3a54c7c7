using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reporting;

/// <summary>A reporter says more about an open matter, sends more photos, or asks to be called back: on the record of the case. 补充</summary>
public sealed class Supplement(CaseDesk desk)
{
    /// <param name="Text">What is to be added.</param>
    /// <param name="WantsCall">Please call me back; needs the phone that was left with the report.</param>
    public sealed record Command([property: Longest(1000)] string? Text = null, bool WantsCall = false);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/receipts/{receiptNo}/supplements",
                async (string receiptNo, HttpRequest request, Supplement feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, files) = await FormOrJson.Read<Command>(request, ct);
                    await feature.Run(receiptNo, command, files, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .AllowAnonymous()
            .WithSummary("补充 · Add to an open report")
            .Accepts<Command>("application/json", "multipart/form-data")
            .RequireRateLimiting(ReportLimit.Name);

    /// <exception cref="NotFound">No such receipt.</exception>
    /// <exception cref="RuleViolation"><c>report.nothing-said</c>, <c>supplement.ended</c>, <c>supplement.no-phone</c>, <c>file.*</c>.</exception>
    public async Task Run(string receiptNo, Command command, IReadOnlyList<IncomingFile> files, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var no = ReceiptNo.TryParse(receiptNo, out var parsed) ? parsed : throw new NotFound("receipt");
        var report = await desk.Db.Reports.FirstOrDefaultAsync(r => r.ReceiptNo == no.Value, ct) ?? throw new NotFound("receipt");
        var text = CaseDesk.Text(command.Text);
        if (text is null && files.Count == 0 && !command.WantsCall)
            throw new RuleViolation("report.nothing-said");
        if (command.WantsCall && report.Contact is null)
            throw new RuleViolation("supplement.no-phone");
        if (files.Count(f => FileIntake.Check(f).Kind == FileKind.Photo) > CreateReport.MostPhotos)
            throw new RuleViolation("report.too-many-photos", CreateReport.MostPhotos);
        var subject = await desk.Db.Cases.FirstAsync(c => c.Id == report.CaseId, ct);
        if (report.WithdrawnAt is not null || !CaseFlow.OpenStates.Contains(subject.State))
            throw new RuleViolation("supplement.ended");
        if (command.WantsCall)
            report.CallAskedAt ??= desk.Now;
        var note = string.Join("\n", new[] { text, command.WantsCall ? "请给我回电话" : null }.OfType<string>());
        var post = actor.Kind == ActorKind.Staff ? actor.PostFor(Permission.TakeReport, subject.AreaCode) : null;
        await LaterWords.Put(desk, subject, report.Id, note, files, actor, post, ct);
        await desk.Save(subject, ct);
    }
}
