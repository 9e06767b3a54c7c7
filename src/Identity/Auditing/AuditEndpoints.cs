using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Identity.Auditing;

/// <summary>The audit trail over the API, read only. 审计接口</summary>
internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/api/audit").WithTags("Audit 审计").RequirePermission(Permission.ReadAudit);
        audit
            .MapGet(
                "",
                (
                    string? action,
                    string? person,
                    string? subject,
                    string? words,
                    DateOnly? from,
                    DateOnly? to,
                    Guid? before,
                    ReadAudit read,
                    Actor actor,
                    CancellationToken ct
                ) => read.Page(new ReadAudit.Search(action, person, subject, words, from, to), before, actor, ct)
            )
            .WithSummary("审计记录 · The audit trail; every look into it is a row of its own");
        audit
            .MapGet("/chain", (GezhiDb db, CancellationToken ct) => AuditVerification.Run(db, ct))
            .WithSummary("核对哈希链 · Check the chain of hashes");
        audit
            .MapGet(
                "/export.csv",
                async (
                    string? action,
                    string? person,
                    string? subject,
                    string? words,
                    DateOnly? from,
                    DateOnly? to,
                    ExportAudit export,
                    Actor actor,
                    CancellationToken ct
                ) =>
                {
                    var search = new ReadAudit.Search(action, person, subject, words, from, to);
                    await export.Check(search, ct); // a refusal must come before the first byte
                    return Results.Stream(file => export.Write(search, actor, file, ct), "text/csv; charset=utf-8", "audit.csv");
                }
            )
            .WithSummary("导出审计 · What was found as CSV");
    }
}
