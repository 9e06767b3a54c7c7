using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Webhooks;

/// <summary>Writes a parcel for each webhook that wants to hear of a step; saved together with the mark that the event was handled. 推送安排</summary>
internal sealed class WebhookPlan(WebhookWatch watch, Catalogues catalogues, PublicWords words, FieldCipher cipher) : IEventHandler
{
    public string Name => "cases.webhooks";

    public bool Wants(EventRow happened) =>
        CaseMoved.Of(happened) is { } moved
        && WebhookEvents.Of(moved.Action) is { } kind
        && watch.MayWant(happened.DistrictId, kind, happened.AreaCode);

    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var moved = CaseMoved.Of(happened)!;
        var kind = WebhookEvents.Of(moved.Action)!;
        var hooks = await db.Set<Webhook>().AsNoTracking().Where(w => w.IsOn).ToListAsync(ct);
        hooks.RemoveAll(w => !w.Wants(kind, happened.AreaCode));
        if (hooks.Count == 0)
            return;
        var subject = await db.Set<Case>().AsNoTracking().FirstAsync(c => c.Id == happened.SubjectId, ct);
        var json = new WebhookBody(
            happened.Id,
            kind,
            Utc(happened.At),
            db.DistrictId,
            Told(subject, moved, await catalogues.Of(db, ct))
        ).Json();
        foreach (var hook in hooks)
            db.Add(Parcel(hook, "webhook." + kind, happened.Id, json, cipher, now));
    }

    /// <summary>Something for one webhook, due at once.</summary>
    public static Parcel Parcel(Webhook hook, string kind, Guid eventId, string json, FieldCipher cipher, DateTime now) =>
        new()
        {
            DistrictId = hook.DistrictId,
            Id = Ids.New(now),
            Medium = Webhook.Medium,
            Kind = kind,
            OwnerId = hook.Id,
            EventId = eventId,
            Content = cipher.Seal(hook.DistrictId, Gezhi.Platform.Notify.Parcel.Field, json),
            CreatedAt = now,
            NextAt = now,
        };

    public static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    /// <summary>The state is that of the step, the rest as it stands now: a title or a remark may name a person and stays in the house.</summary>
    private WebhookCase Told(Case subject, CaseMoved moved, CatalogueOf catalogue) =>
        new(
            subject.Id,
            subject.CaseNo,
            moved.To,
            moved.From,
            moved.Sequence,
            subject.CategoryKey,
            catalogue.Find(subject.CategoryKey)?.NameZh,
            subject.AreaCode,
            subject.LeadUnitCode,
            subject.ReportCount,
            moved.Channel,
            subject.IsUrgent,
            subject.DueAt is { } due ? Utc(due) : null,
            words.State(moved.To)
        );
}
