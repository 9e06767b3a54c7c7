using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Units;

/// <summary>Units over the API: every member of staff reads them, the system administrator keeps them. 处置部门接口</summary>
internal static class UnitEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var units = routes.MapGroup("/api/units").WithTags("Units 处置部门");
        units
            .MapGet("", async (UnitDirectory directory, CancellationToken ct) => Results.Ok(await directory.Active(ct)))
            .WithSummary("处置部门 · Units in use")
            .RequireStaff();
        units
            .MapGet("/all", (GezhiDb db, CancellationToken ct) => db.Units.AsNoTracking().OrderBy(u => u.Code).Take(1000).ToListAsync(ct))
            .WithSummary("全部处置部门 · All units, also those not in use")
            .RequirePermission(Permission.ManageAccounts);
        units.MapPut("/{code}", Save).WithSummary("保存处置部门 · Save a unit").RequirePermission(Permission.ManageAccounts);
    }

    private static async Task<IResult> Save(string code, SaveUnit.Command command, SaveUnit save, Actor actor, CancellationToken ct)
    {
        await save.Run(code, command, actor, ct);
        return Results.NoContent();
    }
}
