using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Devices;

/// <summary>A device is lost or no longer used: at its next contact it deletes what it keeps. 停用设备</summary>
/// <remarks>Until then what it keeps is held by its own lock and by the time after which its key dies.</remarks>
public sealed class RevokeDevice(GezhiDb db, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/devices/{deviceId:guid}/revocation",
                (Guid deviceId, RevokeDevice feature, Actor actor, CancellationToken ct) => feature.Run(deviceId, actor, ct)
            )
            .WithSummary("停用设备 · Revoke a device");

    /// <summary>Own devices; administrators of accounts: everybody's.</summary>
    /// <exception cref="NotFound">Not there, or not this person's to revoke.</exception>
    public async Task Run(Guid deviceId, Actor actor, CancellationToken ct)
    {
        var device = await db.Set<Device>().FirstOrDefaultAsync(d => d.Id == deviceId, ct) ?? throw new NotFound("device");
        if (device.AccountId != actor.AccountId && !actor.Can(Permission.ManageAccounts))
            throw new NotFound("device");
        if (device.RevokedAt is not null)
            return;
        var now = clock.UtcNow;
        (device.RevokedAt, device.RevokedBy) = (now, actor.AccountId);
        db.Audit(actor, "device.revoked", deviceId, device.Name, now);
        await db.Save(ct);
    }
}
