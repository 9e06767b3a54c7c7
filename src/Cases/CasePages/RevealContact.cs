using Gezhi.Cases.Field;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CasePages;

/// <summary>Opens one reporter's phone for a stated purpose; every opening is on the audit trail. 查看联系方式</summary>
/// <remarks>The centre for every case it sees; a worker on the ground for the task in hand only, and only the reporter's own phone.</remarks>
public sealed class RevealContact(CaseDesk desk, FieldCipher cipher, ReadTasks tasks)
{
    /// <summary>How long an opened phone may stay on a screen.</summary>
    public const int ShownSeconds = 60;

    /// <param name="Purpose">Why it is needed; kept on the trail.</param>
    public sealed record Command([property: Needed, Longest(100)] string Purpose);

    /// <param name="Phone">The reporter's; null when none was left.</param>
    /// <param name="NeighbourPhone">Of the neighbour it was reported for; null when none.</param>
    /// <param name="UntilAt">UTC; the screen must hide it then.</param>
    public sealed record Contact(Guid ReportId, string? Phone, string? NeighbourPhone, DateTime UntilAt);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/reports/{reportId:guid}/contact",
                async (Guid reportId, Command command, RevealContact feature, Actor actor, HttpResponse response, CancellationToken ct) =>
                {
                    response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Run(reportId, command, actor, ct));
                }
            )
            .WithSummary("查看联系方式 · Open a reporter's phone");

    /// <exception cref="NotFound">No such report, not on a case this person may see, or no phone was left.</exception>
    /// <exception cref="Forbidden">The person's posts do not reach the case, or it is no open task of theirs.</exception>
    public async Task<Contact> Run(Guid reportId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var report = await desk.Db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == reportId, ct) ?? throw new NotFound("report");
        var subject = await desk.Find(report.CaseId, null, actor, ct);
        var seesAll = actor.PostFor(Permission.SeeContact, subject.AreaCode) is not null;
        if (!seesAll && await tasks.Find(subject.Id, actor, ct) is null)
            actor.Require(Permission.SeeContact, subject.AreaCode);
        if (!seesAll)
            actor.Require(Permission.CallReporter, subject.AreaCode);
        if (report.Contact is null && (report.NeighbourContact is null || !seesAll))
            throw new NotFound("contact");
        desk.Db.Audit(actor, "contact.revealed", reportId, CaseDesk.Text(command.Purpose)!, desk.Now);
        await desk.Db.Save(ct);
        return new Contact(
            reportId,
            cipher.Open(report.DistrictId, ContactFields.Reporter, report.Contact),
            seesAll ? cipher.Open(report.DistrictId, ContactFields.Neighbour, report.NeighbourContact) : null,
            desk.Now.AddSeconds(ShownSeconds)
        );
    }
}
