using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Field.Devices;

/// <summary>A device says that it will keep this person's work, and learns by which key receipts are signed. 登记设备</summary>
public sealed class EnrolDevice(GezhiDb db, ReceiptKey receipts, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Devices one person may have in use; one must be revoked before another is enrolled.</summary>
    private readonly int most = configuration.GetValue("Field:MostDevices", 10);

    /// <param name="Id">Guid made on the device.</param>
    /// <param name="Name">How the person will know it again in the list.</param>
    public sealed record Command([property: Needed] Guid? Id, [property: Needed, Longest(100)] string Name);

    /// <param name="Id">The device.</param>
    /// <param name="ReceiptKey">Public key, SubjectPublicKeyInfo in Base64.</param>
    /// <param name="LockMinutes">The device locks after so long without a touch.</param>
    /// <param name="KeepHours">The key to its data dies after so long without contact.</param>
    public sealed record Enrolled(Guid Id, string ReceiptKey, int LockMinutes, int KeepHours, Person Me);

    /// <summary>Whose device it is.</summary>
    public sealed record Person(Guid AccountId, string Name);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/devices",
                async (Command command, EnrolDevice feature, ProblemMapper mapper, HttpContext http, Actor actor, CancellationToken ct) =>
                {
                    if (await feature.Run(command, actor, http.RequestServices, ct) is { } enrolled)
                        return Results.Json(enrolled, FieldJson.Options);
                    await mapper.Refuse(http, StatusCodes.Status410Gone, "device.wiped");
                    return Results.Empty;
                }
            )
            .WithSummary("登记设备 · Enrol a device");

    /// <returns>Null: this device was revoked.</returns>
    /// <exception cref="RuleViolation"><c>device.other-person</c>, <c>device.too-many</c>.</exception>
    public async Task<Enrolled?> Run(Command command, Actor actor, IServiceProvider services, CancellationToken ct)
    {
        Input.Check(command);
        var (id, me) = (command.Id!.Value, actor.AccountId!.Value);
        var known = await db.Set<Device>().FirstOrDefaultAsync(d => d.Id == id, ct);
        if (known is not null && known.AccountId != me)
            throw new RuleViolation("device.other-person");
        if (known is not null && await DeviceGate.Wiped(known, services, ct))
            return null;
        if (known is null)
            await Add(id, PlainText.Clean(command.Name), actor, ct);
        return new Enrolled(
            id,
            receipts.PublicKey,
            configuration.GetValue("Field:LockMinutes", 30),
            configuration.GetValue("Field:KeepHours", 16),
            new Person(me, actor.Name)
        );
    }

    private async Task Add(Guid id, string name, Actor actor, CancellationToken ct)
    {
        if (await db.Set<Device>().CountAsync(d => d.AccountId == actor.AccountId && d.RevokedAt == null, ct) >= most)
            throw new RuleViolation("device.too-many", most);
        var now = clock.UtcNow;
        db.Add(
            new Device
            {
                DistrictId = actor.DistrictId,
                Id = id,
                AccountId = actor.AccountId!.Value,
                Name = name,
                EnrolledAt = now,
                LastContactAt = now,
            }
        );
        db.Audit(actor, "device.enrolled", id, name, now);
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            db.Forget(); // page and service worker enrolled it at the same moment
            if (!await db.Set<Device>().AnyAsync(d => d.Id == id && d.AccountId == actor.AccountId, ct))
                throw new RuleViolation("device.other-person");
        }
    }
}
