using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Community.Activities;

/// <summary>A delivery round: who agreed is put on the list, opened one at a time at the door, and noted as delivered or not met. 上门送达</summary>
public sealed class DeliverGoods(CommunityDesk desk, ConsentBook consents, FieldCipher cipher)
{
    /// <param name="Agreed">The person said yes, by the way named here; without it nobody is put on the list.</param>
    /// <param name="PaperNo">Number of the sheet; needed for paper.</param>
    /// <param name="Goods">What is brought.</param>
    public sealed record Recipient(
        [property: Needed, Longest(DeliveryRecipient.LongestName)] string Name,
        [property: Needed, Longest(40)] string Phone,
        [property: Needed, Longest(DeliveryRecipient.LongestAddress)] string Address,
        [property: Needed, Longest(DeliveryRecipient.LongestGoods)] string Goods,
        [property: Needed] ConsentChannel? Agreed,
        [property: Longest(ConsentBook.LongestPaperNo)] string? PaperNo = null
    );

    /// <param name="Why">Of <see cref="DeliveryState.NotMet"/>.</param>
    public sealed record Noting([property: Needed] DeliveryState? State, NotMetWhy? Why = null, int? Version = null);

    public sealed record Kept(Guid Id, int No, int Version);

    public sealed record Opened(int No, string Name, string Phone, string Address);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapPost(
                "/activities/{activityId:guid}/recipients",
                (Guid activityId, Recipient command, HttpRequest request, DeliverGoods feature, Actor actor, CancellationToken ct) =>
                    feature.Add(activityId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("登记送达对象 · Put somebody who agreed on the list");
        staff
            .MapPost(
                "/activities/{activityId:guid}/recipients/{recipientId:guid}",
                (Guid activityId, Guid recipientId, Noting command, DeliverGoods feature, Actor actor, CancellationToken ct) =>
                    feature.Note(activityId, recipientId, command, actor, ct)
            )
            .WithSummary("记录送达 · Delivered, or not met");
        staff
            .MapPost(
                "/activities/{activityId:guid}/recipients/{recipientId:guid}/opening",
                (Guid activityId, Guid recipientId, DeliverGoods feature, Actor actor, CancellationToken ct) =>
                    feature.Open(activityId, recipientId, actor, ct)
            )
            .WithSummary("查看送达对象 · Open one recipient, recorded");
        staff
            .MapPost(
                "/activities/{activityId:guid}/recipients/{recipientId:guid}/removal",
                (Guid activityId, Guid recipientId, DeliverGoods feature, Actor actor, CancellationToken ct) =>
                    feature.Drop(activityId, recipientId, actor, ct)
            )
            .WithSummary("删除送达对象 · Take somebody off the list");
    }

    /// <exception cref="InvalidInput"><c>phone.form</c>, or how it was agreed does not hold.</exception>
    /// <exception cref="RuleViolation"><c>delivery.none</c>, <c>delivery.twice</c>, <c>activity.over</c>, <c>activity.too-many-lines</c>.</exception>
    public async Task<Kept> Add(Guid activityId, Recipient command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!Phone.TryParse(command.Phone, out var phone) || !phone.ReachesPerson)
            throw new InvalidInput(nameof(command.Phone), "phone.form");
        if (command.Agreed is not (ConsentChannel.Phone or ConsentChannel.Paper or ConsentChannel.HomeVisit))
            throw new InvalidInput(nameof(command.Agreed), "input.invalid");
        var district = desk.Db.DistrictId;
        return await Once.Run(
            desk.Db,
            "delivery",
            Once.Bound(key, actor.AccountId, null),
            new { activityId, Print = Convert.ToHexString(cipher.Mark(district, DeliveryRecipient.PhoneFieldName, phone.Value)) },
            desk.Now,
            async () =>
            {
                var activity = await Find(activityId, actor, ct);
                var indexes = cipher.Indexes(district, DeliveryRecipient.PhoneFieldName, phone.Value);
                var list = desk.Db.Set<DeliveryRecipient>().Where(r => r.ActivityId == activityId);
                if (await list.AnyAsync(r => indexes.Contains(r.PhoneIndex), ct))
                    throw new RuleViolation("delivery.twice");
                var numbers = await list.Select(r => r.No).ToListAsync(ct);
                if (numbers.Count >= DeliveryRecipient.Most)
                    throw new RuleViolation("activity.too-many-lines", DeliveryRecipient.Most);
                var post = actor.Require(Permission.KeepActivities, activity.AreaCode);
                var row = new DeliveryRecipient
                {
                    DistrictId = district,
                    ActivityId = activityId,
                    Id = Ids.New(desk.Now),
                    No = numbers.Count == 0 ? 1 : numbers.Max() + 1,
                };
                row.Say(
                    cipher.Seal(
                        district,
                        DeliveryRecipient.NameField,
                        CommunityDesk.Needed(nameof(command.Name), PlainText.CleanLine(command.Name))
                    )!,
                    cipher.Seal(district, DeliveryRecipient.PhoneFieldName, phone.Value)!,
                    cipher.Index(district, DeliveryRecipient.PhoneFieldName, phone.Value)!,
                    cipher.Seal(
                        district,
                        DeliveryRecipient.AddressField,
                        CommunityDesk.Needed(nameof(command.Address), PlainText.CleanLine(command.Address))
                    )!,
                    CommunityDesk.Needed(nameof(command.Goods), PlainText.CleanLine(command.Goods))
                );
                await consents.Give(
                    ConsentPurposes.Delivery,
                    new ConsentSubject(ConsentSubjectKind.Phone, null, phone.Value),
                    new ConsentSaid(command.Agreed.Value, PaperNo: command.PaperNo, Post: post.Title),
                    false,
                    activity.AreaCode,
                    actor,
                    ct
                );
                desk.Db.Add(row);
                desk.Db.Audit(actor, "delivery.listed", activityId, activity.No, desk.Now);
                return new Kept(row.Id, row.No, row.Version);
            },
            ct
        );
    }

    /// <summary>Back to planned undoes it.</summary>
    /// <exception cref="RuleViolation"><c>delivery.early</c>: not announced, or not begun.</exception>
    public async Task<Kept> Note(Guid activityId, Guid recipientId, Noting command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var activity = await Find(activityId, actor, ct);
        if (activity.State != ActivityState.Announced || desk.Now < activity.DoorsAt)
            throw new RuleViolation("delivery.early");
        var row = await Row(activityId, recipientId, ct);
        CommunityDesk.Seen(row, command.Version);
        row.Note(command.State!.Value, command.Why, actor.Require(Permission.KeepActivities, activity.AreaCode).Title, desk.Now);
        desk.Db.Audit(actor, "delivery.noted", activityId, $"{activity.No} {row.No} {row.State}", desk.Now);
        await desk.Db.Save(ct);
        return new Kept(row.Id, row.No, row.Version);
    }

    /// <summary>Opens one; each opening stands on the audit trail.</summary>
    public async Task<Opened> Open(Guid activityId, Guid recipientId, Actor actor, CancellationToken ct)
    {
        var activity = await Find(activityId, actor, ct);
        var row = await Row(activityId, recipientId, ct);
        desk.Db.Audit(actor, "delivery.opened", row.Id, $"{activity.No} {row.No}", desk.Now);
        await desk.Db.Save(ct);
        string Plain(string field, byte[] content) => cipher.Open(row.DistrictId, field, content)!;
        return new Opened(
            row.No,
            Plain(DeliveryRecipient.NameField, row.NameSealed),
            Plain(DeliveryRecipient.PhoneFieldName, row.PhoneSealed),
            Plain(DeliveryRecipient.AddressField, row.AddressSealed)
        );
    }

    public async Task<Kept> Drop(Guid activityId, Guid recipientId, Actor actor, CancellationToken ct)
    {
        var activity = await Find(activityId, actor, ct);
        var row = await Row(activityId, recipientId, ct);
        desk.Db.Remove(row);
        desk.Db.Audit(actor, "delivery.dropped", activityId, $"{activity.No} {row.No}", desk.Now);
        await desk.Db.Save(ct);
        return new Kept(row.Id, row.No, row.Version);
    }

    /// <summary>The list by numbers; the caller has asked who may see the activity.</summary>
    public async Task<IReadOnlyList<DeliveryRecipient>> List(Guid activityId, CancellationToken ct) =>
        await desk
            .Db.Set<DeliveryRecipient>()
            .AsNoTracking()
            .Where(r => r.ActivityId == activityId)
            .OrderBy(r => r.No)
            .Take(DeliveryRecipient.Most)
            .ToListAsync(ct);

    private async Task<DeliveryRecipient> Row(Guid activityId, Guid recipientId, CancellationToken ct) =>
        await desk.Db.Set<DeliveryRecipient>().FirstOrDefaultAsync(r => r.ActivityId == activityId && r.Id == recipientId, ct)
        ?? throw new NotFound("recipient");

    private async Task<Activity> Find(Guid activityId, Actor actor, CancellationToken ct)
    {
        var activity = await desk.Kept(activityId, actor, ct);
        if (activity.Kind != ActivityKind.Delivery)
            throw new RuleViolation("delivery.none");
        activity.DemandOpen();
        return activity;
    }
}

/// <summary>Somebody no longer wants deliveries: they come off every list that is kept. 送达的同意</summary>
internal sealed class DeliveryConsent(GezhiDb db, FieldCipher cipher) : IConsentUse
{
    public string Purpose => ConsentPurposes.Delivery;

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (subject.Phone is null)
            return 0;
        var indexes = cipher.Indexes(db.DistrictId, DeliveryRecipient.PhoneFieldName, subject.Phone);
        var rows = await db.Set<DeliveryRecipient>().Where(r => indexes.Contains(r.PhoneIndex)).ToListAsync(ct);
        db.RemoveRange(rows);
        return rows.Count;
    }
}

/// <summary>What is kept about who gets something brought, for themselves. 送达名单中的本人信息</summary>
internal sealed class DeliveryKept(GezhiDb db, FieldCipher cipher, IStringLocalizer T) : IKeptData
{
    public string Kind => "delivery";

    public IReadOnlyList<string> Looks => ["delivery.opened"];

    public string Purpose(string detail) => T["上门送达"];

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        var indexes = cipher.Indexes(db.DistrictId, DeliveryRecipient.PhoneFieldName, phone);
        var rows = await db.Set<DeliveryRecipient>().AsNoTracking().Where(r => indexes.Contains(r.PhoneIndex)).ToListAsync(ct);
        var ids = rows.Select(r => r.ActivityId).ToList();
        var activities = await db.Set<Activity>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        return
        [
            .. rows.Select(r => new KeptItem(
                Kind,
                r.Id,
                T["活动：{0}", activities[r.ActivityId].Title],
                T["把东西送到您家里"],
                LegalBasis.Consent,
                activities[r.ActivityId].BeginsAt,
                [
                    new KeptField(T["姓名"], cipher.Open(r.DistrictId, DeliveryRecipient.NameField, r.NameSealed)!),
                    new KeptField(T["电话"], phone),
                    new KeptField(T["住址"], cipher.Open(r.DistrictId, DeliveryRecipient.AddressField, r.AddressSealed)!),
                    new KeptField(T["送什么"], r.Goods),
                ],
                null,
                null
            )),
        ];
    }

    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        var indexes = cipher.Indexes(db.DistrictId, DeliveryRecipient.PhoneFieldName, phone);
        var row = await db.Set<DeliveryRecipient>().FirstOrDefaultAsync(r => r.Id == id && indexes.Contains(r.PhoneIndex), ct);
        if (row is null)
            return false;
        db.Remove(row);
        return true;
    }
}
