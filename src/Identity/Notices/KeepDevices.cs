using System.Buffers.Text;
using System.Globalization;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;

namespace Gezhi.Identity.Notices;

/// <summary>A person switches notifications on in a browser, sees where they are on, and switches them off. 通知设备维护</summary>
internal sealed class KeepDevices(
    GezhiDb db,
    FieldCipher cipher,
    PushKeys keys,
    CallbackAddress addresses,
    IHostEnvironment environment,
    ConsentBook consents,
    TimeProvider clock,
    IStringLocalizer T
)
{
    /// <summary>What was missed longer ago is only among the messages.</summary>
    private static readonly TimeSpan Missing = TimeSpan.FromDays(7);

    /// <summary>Longest address of a push service, characters; Windows' are the longest, about 500.</summary>
    public const int LongestEndpoint = 800;

    /// <param name="Endpoint">https address at the push service of the browser's maker.</param>
    /// <param name="P256dh">Public key of the browser, Base64url.</param>
    /// <param name="Auth">Its secret, Base64url.</param>
    public sealed record Command(
        [property: Needed, Longest(LongestEndpoint)] string Endpoint,
        [property: Needed, Longest(100)] string P256dh,
        [property: Needed, Longest(40)] string Auth
    );

    /// <param name="Before">The address until now, when the browser's maker gave another.</param>
    public sealed record Renewal(
        [property: Needed, Longest(LongestEndpoint)] string Endpoint,
        [property: Needed, Longest(100)] string P256dh,
        [property: Needed, Longest(40)] string Auth,
        string? Before = null
    );

    /// <summary>Whether somebody set it up here.</summary>
    public bool IsOn => keys.IsOn;

    /// <summary>What the browser needs to know who will send.</summary>
    public string PublicKey => keys.PublicKey;

    /// <summary>Newest first.</summary>
    public Task<List<PushDevice>> All(Guid owner, CancellationToken ct) =>
        db.Set<PushDevice>().AsNoTracking().Where(d => d.OwnerId == owner).OrderByDescending(d => d.CreatedAt).ToListAsync(ct);

    /// <summary>Browsers of a member of staff that hear nothing until the person signs in there again.</summary>
    public async Task<IReadOnlySet<Guid>> Asleep(Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Staff, AccountId: { } owner })
            return new HashSet<Guid>();
        var mine = db.Set<PushDevice>().AsNoTracking().Where(d => d.OwnerId == owner);
        var awake = await mine.Awake(db, clock.UtcNow).Select(d => d.Id).ToListAsync(ct);
        return (await mine.Select(d => d.Id).ToListAsync(ct)).Except(awake).ToHashSet();
    }

    /// <summary>Switches it on. The same browser again takes the place of itself, also when another person had it.</summary>
    /// <param name="device">Browser and system in few words.</param>
    /// <param name="sessionId">The sign-in that switches it on.</param>
    /// <exception cref="RuleViolation"><c>push.off</c>.</exception>
    /// <exception cref="InvalidInput"><c>push.endpoint</c>, <c>push.keys</c>, <c>callback.form</c>, <c>callback.private</c>.</exception>
    public async Task<Guid> Add(Command command, string device, Guid? sessionId, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!keys.IsOn)
            throw new RuleViolation("push.off");
        var given = Read(command);
        var (owner, now, hash) = (actor.AccountId!.Value, clock.UtcNow, PushDevice.HashOf(given.Endpoint));
        var had = await db.Set<PushDevice>().Where(d => d.OwnerId == owner || d.EndpointHash == hash).ToListAsync(ct);
        var same = had.Where(d => d.EndpointHash.AsSpan().SequenceEqual(hash)).ToList();
        db.RemoveRange(same);
        db.RemoveRange(had.Except(same).OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Skip(PushDevice.Most - 1));
        if (same.Count > 0)
            await db.Save(ct); // the browser's place is unique: free first
        var row = new PushDevice
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            OwnerId = owner,
            SessionId = sessionId,
            EndpointHash = hash,
            Sealed = cipher.Seal(db.DistrictId, PushDevice.Field, PushDevice.Write(given))!,
            Device = device,
            Language = CultureInfo.CurrentUICulture.Name,
            CreatedAt = now,
        };
        db.Add(row);
        if (actor.Kind == ActorKind.Resident && await new Contract.ResidentPhones(db, cipher).Of(actor, ct) is { } phone)
            await consents.Give(
                ConsentPurposes.Notices,
                new ConsentSubject(ConsentSubjectKind.Phone, null, phone),
                new ConsentSaid(ConsentChannel.Page),
                false,
                null,
                actor,
                ct
            );
        db.Audit(actor, "notice.device-added", owner, device, now);
        await db.Save(ct);
        return row.Id;
    }

    /// <summary>The same browser after another sign-in, or with a new address from its maker: goes on where it was on, and switches nothing on by itself.</summary>
    /// <param name="before">Its address until now; null: the same.</param>
    /// <exception cref="NotFound">It was not on here, or for somebody else.</exception>
    public async Task Renew(Command command, string? before, Guid? sessionId, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (owner, known) = (
            actor.AccountId!.Value,
            PushDevice.HashOf(before is { Length: > 0 and <= LongestEndpoint } ? before : command.Endpoint)
        );
        var row =
            await db.Set<PushDevice>().FirstOrDefaultAsync(d => d.OwnerId == owner && d.EndpointHash == known, ct)
            ?? throw new NotFound("device");
        if (PushDevice.HashOf(command.Endpoint).AsSpan().SequenceEqual(known))
        {
            row.SessionId = sessionId;
            await TellMissed(owner, row.Id, ct);
            await db.Save(ct);
            return;
        }
        db.Remove(row);
        await TellMissed(owner, await Add(command, row.Device, sessionId, actor, ct), ct);
        await db.Save(ct);
    }

    /// <summary>A digest, or what waited for the morning, came up while the person was signed out: the browser says how much, and where it is read.</summary>
    private async Task TellMissed(Guid owner, Guid deviceId, CancellationToken ct)
    {
        var (now, since) = (clock.UtcNow, clock.UtcNow - Missing);
        var missed = await db.Set<Parcel>()
            .Where(p => p.OwnerId == owner && p.Medium == Media.Push && p.Answer == PushCarrier.Asleep && p.DoneAt >= since)
            .ToListAsync(ct);
        if (missed.Count == 0)
            return;
        foreach (var parcel in missed)
            parcel.Answer = "told later";
        var text = T["【格治】您退出登录期间有 {0} 条消息没有在这里提醒，请到“消息”里看。", missed.Sum(p => p.Lines)].Value;
        var post = new Post(
            Media.Push,
            "notice.missed",
            owner,
            deviceId.ToString(),
            T["格治：退出期间的消息"],
            Contract.PushBook.Content("/messages", text),
            now
        );
        await db.Post(post, cipher, now, ct);
    }

    /// <exception cref="NotFound">Not there, or somebody else's.</exception>
    public async Task Drop(Guid deviceId, Actor actor, CancellationToken ct)
    {
        var owner = actor.AccountId!.Value;
        var row =
            await db.Set<PushDevice>().FirstOrDefaultAsync(d => d.Id == deviceId && d.OwnerId == owner, ct) ?? throw new NotFound("device");
        db.Remove(row);
        db.Audit(actor, "notice.device-dropped", owner, row.Device, clock.UtcNow);
        await db.Save(ct);
    }

    public static void Map(IEndpointRouteBuilder mine)
    {
        mine.MapPost(
                "/devices",
                async (Command command, KeepDevices keep, Actor actor, HttpContext http, CancellationToken ct) =>
                    Results.Ok(new { DeviceId = await keep.Add(command, Visitor.Of(http).Device, SessionOf(http), actor, ct) })
            )
            .WithSummary("开启浏览器通知 · Switch notifications on in this browser");
        mine.MapPut(
                "/devices",
                async (Renewal renewal, KeepDevices keep, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    await keep.Renew(
                        new Command(renewal.Endpoint, renewal.P256dh, renewal.Auth),
                        renewal.Before,
                        SessionOf(http),
                        actor,
                        ct
                    );
                    return Results.NoContent();
                }
            )
            .WithSummary("浏览器通知续接 · The same browser after another sign-in or with a new address");
        mine.MapDelete(
                "/devices/{deviceId:guid}",
                async (Guid deviceId, KeepDevices keep, Actor actor, CancellationToken ct) =>
                {
                    await keep.Drop(deviceId, actor, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("关闭一台设备的通知 · Switch notifications off in one browser");
    }

    private static Guid? SessionOf(HttpContext http) => http.Features.Get<Ticket>()?.SessionId;

    private PushSubscription Read(Command command)
    {
        var endpoint = addresses.Check(nameof(Command.Endpoint), command.Endpoint, LongestEndpoint)!;
        if (!PushCarrier.MayCall(new Uri(endpoint), environment))
            throw new InvalidInput(nameof(Command.Endpoint), "push.endpoint");
        var (key, secret) = (Bytes(command.P256dh), Bytes(command.Auth));
        return key is not null && secret is not null && PushCipher.AreKeys(key, secret)
            ? new PushSubscription(endpoint, key, secret)
            : throw new InvalidInput(nameof(Command.P256dh), "push.keys");
    }

    private static byte[]? Bytes(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
