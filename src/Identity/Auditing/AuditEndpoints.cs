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
                (string? action, DateOnly? from, DateOnly? to, Guid? before, ReadAudit read, CancellationToken ct) =>
                    read.Page(action, from, to, before, ct)
            )
            .WithSummary("审计记录 · The audit trail");
        audit
            .MapGet("/chain", (GezhiDb db, CancellationToken ct) => AuditVerification.Run(db, ct))
            .WithSummary("核对哈希链 · Check the chain of hashes");
    }
}
