using System.Globalization;
using Gezhi.Field.Visits;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.HomeService;

/// <summary>Entitlements of the person who left this phone, whole: they are that person's own. 待遇事项中的本人信息</summary>
/// <remarks>Who shares a phone with others is told nothing: a phone proves one person, not which of them.</remarks>
internal sealed class EntitlementsKept(
    DoorScope scope,
    ServiceBook people,
    FieldCipher cipher,
    EntitlementSettings settings,
    HoldBook holds,
    IStringLocalizer T
) : IKeptData
{
    public string Kind => "entitlement";

    public IReadOnlyList<string> Looks => ["entitlement.opened"];

    /// <remarks>The trail says purpose and note.</remarks>
    public string Purpose(string detail)
    {
        var parts = detail.Split(' ', 2);
        var what = parts[0] == nameof(EntitlementPurpose.Verify) ? T["核对登记内容"].Value : T["约定走访或服务"].Value;
        return parts.Length > 1 ? $"{what} · {parts[1]}" : what;
    }

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        if (await people.ByPhone(phone, ct) is not [var person])
            return [];
        var rows = await scope
            .Db.Set<ServiceEntitlement>()
            .AsNoTracking()
            .Where(e => e.PersonId == person.PersonId)
            .OrderByDescending(e => e.Id)
            .ToListAsync(ct);
        var items = await scope.Db.Set<ServiceItem>().AsNoTracking().ToDictionaryAsync(i => i.Id, ct);
        var heldUntil = rows.Count == 0 ? null : await holds.Until(person.PersonId, ct);
        return [.. rows.Select(e => Told(e, items[e.ItemId], EntitlementReason.Open(cipher, e), heldUntil))];
    }

    /// <summary>What came by consent goes at once; what an office's list says by law stays until its last day, and what is held until the hold is over.</summary>
    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (await people.ByPhone(phone, ct) is not [var person])
            return false;
        var row = await scope.Db.Set<ServiceEntitlement>().FirstOrDefaultAsync(e => e.Id == id && e.PersonId == person.PersonId, ct);
        if (
            row is null
            || EntitlementReason.Open(cipher, row).Ground != EntitlementGround.Consent
            || await holds.IsHeld(person.PersonId, ct)
        )
            return false;
        await EntitlementDesk.CloseNeeds(scope.Db, id, ct);
        scope.Db.Remove(row);
        return true;
    }

    private KeptItem Told(ServiceEntitlement row, ServiceItem item, EntitlementReason reason, DateOnly? heldUntil)
    {
        var isConsent = reason.Ground == EntitlementGround.Consent;
        return new KeptItem(
            Kind,
            row.Id,
            item.Named,
            T["到期上门为您办理这个事项"],
            isConsent ? LegalBasis.Consent : LegalBasis.StatutoryDuty,
            row.CreatedAt,
            [
                new(T["依据"], Words(T, reason.Basis)),
                new(T["来源"], reason.Source),
                new(T["下次到期"], Day(row.NextDueOn)),
                new(T["登记到"], Day(row.UntilOn)),
                new(T["留多久"], T["结束满 {0} 天自动删除", settings.KeepDays]),
            ],
            heldUntil is { } until ? T["依法保全到 {0}，到期以后才能删除。", Day(until)].Value
                : isConsent || row.EndedOn is not null ? null
                : T["主管部门依法提供的到期名单，用到登记的最后一天；您可以对工作人员说不需要上门。"].Value
        );
    }

    /// <summary>In the reader's words.</summary>
    internal static string Words(IStringLocalizer T, EntitlementBasis basis) =>
        basis switch
        {
            EntitlementBasis.Age => T["年龄"],
            EntitlementBasis.Disability => T["残疾证件"],
            EntitlementBasis.Benefit => T["享受的待遇"],
            _ => T["本人申请"],
        };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>How long entitlements stay after their end. 待遇事项设置</summary>
/// <param name="KeepDays">Days.</param>
public sealed record EntitlementSettings(int KeepDays);
