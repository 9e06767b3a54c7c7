using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Webhooks;

/// <summary>The system administrator makes, changes and tests webhooks and sends again what did not arrive. 订阅维护</summary>
internal sealed class KeepWebhooks(GezhiDb db, FieldCipher cipher, CallbackAddress addresses, WebhookWatch watch, TimeProvider clock)
{
    /// <summary>Most webhooks of a district.</summary>
    public const int Most = 50;

    private const int Shown = 50;

    /// <param name="Name">What it is for.</param>
    /// <param name="Url">http or https address of the receiver.</param>
    /// <param name="Kinds">Kinds of events; empty: all.</param>
    /// <param name="AreaCode">Only below this area; null or empty: the whole district.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string Name,
        [property: Needed, Longest(CallbackAddress.Longest)] string Url,
        IReadOnlyList<string>? Kinds,
        [property: Longest(17)] string? AreaCode
    );

    /// <param name="Secret">Shown this once; it signs every message.</param>
    public sealed record Made(Guid Id, string Secret);

    /// <param name="AreaCode">Below which area.</param>
    /// <param name="Waiting">Messages on their way.</param>
    /// <param name="Dead">Messages given up.</param>
    /// <param name="LastAt">UTC; when the last message arrived; null: none yet.</param>
    public sealed record Row(
        Guid Id,
        string Name,
        string Url,
        IReadOnlyList<string> Kinds,
        string AreaCode,
        bool IsOn,
        int Waiting,
        int Dead,
        DateTime? LastAt
    );

    /// <param name="EventId">The same when it is sent again.</param>
    /// <param name="Answer">Status the receiver answered.</param>
    public sealed record Sent(
        Guid Id,
        Guid? EventId,
        string Kind,
        DateTime CreatedAt,
        int Attempts,
        DateTime? DoneAt,
        DateTime? DeadAt,
        DateTime? NextAt,
        string? Answer,
        string? Error
    );

    public async Task<List<Row>> All(CancellationToken ct)
    {
        var hooks = await db.Set<Webhook>().AsNoTracking().OrderBy(w => w.Id).ToListAsync(ct);
        var ids = hooks.ConvertAll(w => w.Id);
        var counts = await db.Set<Parcel>()
            .Where(p => ids.Contains(p.OwnerId))
            .GroupBy(p => p.OwnerId)
            .Select(g => new
            {
                g.Key,
                Waiting = g.Count(p => p.NextAt != null),
                Dead = g.Count(p => p.DeadAt != null),
                LastAt = g.Max(p => p.DoneAt),
            })
            .ToDictionaryAsync(c => c.Key, ct);
        return
        [
            .. hooks.Select(w =>
                counts.TryGetValue(w.Id, out var c)
                    ? new Row(w.Id, w.Name, w.Url, w.KindList, w.AreaCode, w.IsOn, c.Waiting, c.Dead, c.LastAt)
                    : new Row(w.Id, w.Name, w.Url, w.KindList, w.AreaCode, w.IsOn, 0, 0, null)
            ),
        ];
    }

    /// <summary>The last messages, the newest first.</summary>
    /// <exception cref="NotFound">No such webhook here.</exception>
    public async Task<List<Sent>> Deliveries(Guid webhookId, CancellationToken ct)
    {
        await Find(webhookId, ct);
        return await db.Set<Parcel>()
            .Where(p => p.OwnerId == webhookId)
            .OrderByDescending(p => p.Id)
            .Take(Shown)
            .Select(p => new Sent(p.Id, p.EventId, p.Kind, p.CreatedAt, p.Attempts, p.DoneAt, p.DeadAt, p.NextAt, p.Answer, p.LastError))
            .ToListAsync(ct);
    }

    /// <exception cref="InvalidInput"><c>callback.form</c>, <c>callback.private</c>, <c>webhook.kind</c>, <c>area.prefix</c>.</exception>
    /// <exception cref="RuleViolation"><c>webhook.too-many</c>.</exception>
    public async Task<Made> Make(Command command, Actor actor, CancellationToken ct)
    {
        Check(command);
        if (await db.Set<Webhook>().CountAsync(ct) >= Most)
            throw new RuleViolation("webhook.too-many", Most);
        var now = clock.UtcNow;
        var hook = new Webhook
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            CreatedBy = actor.AccountId!.Value,
            CreatedAt = now,
        };
        var secret = Renew(hook);
        Put(hook, command);
        db.Add(hook);
        db.Audit(actor, "webhook.made", hook.Id, Where(hook), now);
        await db.Save(ct);
        watch.Heard(db.DistrictId);
        return new Made(hook.Id, secret);
    }

    public async Task Change(Guid webhookId, Command command, Actor actor, CancellationToken ct)
    {
        var hook = await Find(webhookId, ct);
        Check(command);
        Put(hook, command);
        db.Audit(actor, "webhook.changed", hook.Id, Where(hook), clock.UtcNow);
        await db.Save(ct);
        watch.Heard(db.DistrictId);
    }

    /// <summary>Off: what waits is given up, nothing new is written.</summary>
    public async Task Turn(Guid webhookId, bool on, Actor actor, CancellationToken ct)
    {
        var (hook, now) = (await Find(webhookId, ct), clock.UtcNow);
        hook.Turn(on);
        if (!on)
            await Empty(webhookId, now, ct);
        db.Audit(actor, on ? "webhook.on" : "webhook.off", hook.Id, Where(hook), now);
        await db.Save(ct);
        watch.Heard(db.DistrictId);
    }

    public async Task Drop(Guid webhookId, Actor actor, CancellationToken ct)
    {
        var (hook, now) = (await Find(webhookId, ct), clock.UtcNow);
        await Empty(webhookId, now, ct);
        db.Remove(hook);
        db.Audit(actor, "webhook.dropped", hook.Id, Where(hook), now);
        await db.Save(ct);
    }

    /// <summary>A new secret, shown this once; the old one signs nothing any more.</summary>
    public async Task<Made> Renew(Guid webhookId, Actor actor, CancellationToken ct)
    {
        var hook = await Find(webhookId, ct);
        var secret = Renew(hook);
        db.Audit(actor, "webhook.secret", hook.Id, Where(hook), clock.UtcNow);
        await db.Save(ct);
        return new Made(hook.Id, secret);
    }

    /// <summary>Sends a message without a case, to see whether the receiver is there.</summary>
    /// <exception cref="RuleViolation"><c>webhook.off</c>.</exception>
    public async Task Ping(Guid webhookId, CancellationToken ct)
    {
        var (hook, now) = (await Find(webhookId, ct), clock.UtcNow);
        if (!hook.IsOn)
            throw new RuleViolation("webhook.off");
        var body = new WebhookBody(Ids.New(now), WebhookEvents.Ping, WebhookPlan.Utc(now), db.DistrictId, null);
        db.Add(WebhookPlan.Parcel(hook, "webhook." + WebhookEvents.Ping, body.Id, body.Json(), cipher, now));
        await db.Save(ct);
    }

    /// <summary>The same message with the same event id once more.</summary>
    /// <exception cref="RuleViolation"><c>webhook.off</c>; <c>webhook.under-way</c>: it is being tried already.</exception>
    public async Task Again(Guid webhookId, Guid deliveryId, Actor actor, CancellationToken ct)
    {
        var (hook, now) = (await Find(webhookId, ct), clock.UtcNow);
        if (!hook.IsOn)
            throw new RuleViolation("webhook.off");
        var parcel =
            await db.Set<Parcel>().FirstOrDefaultAsync(p => p.Id == deliveryId && p.OwnerId == webhookId, ct)
            ?? throw new NotFound("delivery");
        if (parcel.NextAt is not null || parcel.Content is null)
            throw new RuleViolation("webhook.under-way");
        parcel.TryAgain(now);
        db.Audit(actor, "webhook.again", hook.Id, deliveryId.ToString(), now);
        await db.Save(ct);
    }

    private async Task Empty(Guid webhookId, DateTime now, CancellationToken ct)
    {
        foreach (var parcel in await db.Set<Parcel>().Where(p => p.OwnerId == webhookId && p.DoneAt == null).ToListAsync(ct))
            parcel.GiveUp(now);
    }

    private void Check(Command command)
    {
        Input.Check(command);
        if ((command.Kinds ?? []).Any(k => !WebhookEvents.All.Contains(k)))
            throw new InvalidInput(nameof(Command.Kinds), "webhook.kind");
        var district = db.DistrictId.ToString(CultureInfo.InvariantCulture);
        if (
            command.AreaCode is { Length: > 0 } area
            && !(area.All(char.IsAsciiDigit) && area.StartsWith(district, StringComparison.Ordinal))
        )
            throw new InvalidInput(nameof(Command.AreaCode), "area.prefix");
    }

    private void Put(Webhook hook, Command command) =>
        hook.Change(
            PlainText.Clean(command.Name) ?? "",
            addresses.Check(nameof(Command.Url), command.Url)!,
            (command.Kinds ?? []).Distinct(),
            command.AreaCode is { Length: > 0 } area ? area : db.DistrictId.ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>For the audit trail: many receivers carry their secret in the address.</summary>
    private static string Where(Webhook hook) => new Uri(hook.Url).Host;

    private string Renew(Webhook hook)
    {
        var secret = "gzw_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        hook.Renew(cipher.Seal(db.DistrictId, Webhook.Field, secret)!);
        return secret;
    }

    private async Task<Webhook> Find(Guid webhookId, CancellationToken ct) =>
        await db.Set<Webhook>().FirstOrDefaultAsync(w => w.Id == webhookId, ct) ?? throw new NotFound("webhook");
}
