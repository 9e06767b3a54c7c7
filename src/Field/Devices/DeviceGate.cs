using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Field.Devices;

/// <summary>Every call of a device says which device it is; one that was revoked is told to delete what it keeps. 设备校验</summary>
internal sealed class DeviceGate : IEndpointFilter
{
    public const string Header = "Gezhi-Device";

    /// <summary>The last contact is kept to the minute, so that reading does not write each time.</summary>
    private static readonly TimeSpan Fine = TimeSpan.FromMinutes(1);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var device = await Find(http, services.GetRequiredService<GezhiDb>());
        if (await Wiped(device, services, http.RequestAborted))
        {
            await services.GetRequiredService<ProblemMapper>().Refuse(http, StatusCodes.Status410Gone, "device.wiped");
            return Results.Empty;
        }
        http.Features.Set(device);
        return await next(context);
    }

    /// <exception cref="RuleViolation"><c>device.unknown</c>: no header, or not enrolled by this person.</exception>
    private static async Task<Device> Find(HttpContext http, GezhiDb db) =>
        Guid.TryParse(http.Request.Headers[Header], out var id)
        && http.Actor()?.AccountId is { } me
        && await db.Set<Device>().FirstOrDefaultAsync(d => d.Id == id && d.AccountId == me, http.RequestAborted) is { } device
            ? device
            : throw new RuleViolation("device.unknown");

    /// <summary>Notes the contact; true when the device is revoked.</summary>
    public static async Task<bool> Wiped(Device device, IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().UtcNow;
        if (device.RevokedAt is not null && device.WipedAt is null)
            device.WipedAt = now;
        else if (now - device.LastContactAt < Fine && now >= device.LastContactAt)
            return device.RevokedAt is not null;
        device.LastContactAt = now;
        await services.GetRequiredService<GezhiDb>().Save(ct);
        return device.RevokedAt is not null;
    }
}
