using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Field.Visits;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Finds for whom a service by age or by entitlement is due, once a day: by age offered once, and not again after a no. 到期查找</summary>
/// <remarks>The year of birth stays in the registry; here stands a door, an item and a day. What is asked for by people who moved away goes.</remarks>
public sealed class FindDue(
    DoorScope scope,
    EntitlementDesk desk,
    ServiceBook people,
    HouseholdDesk households,
    EntitlementSettings settings,
    HoldBook holds,
    FieldCipher cipher
)
{
    /// <summary>New needs of one round; the rest comes with the next one.</summary>
    public const int Most = 2_000;

    private const int OfferDays = 60;

    /// <summary>No item opens earlier before its day.</summary>
    private const int MostWindow = 180;

    /// <returns>How many were found.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        await ForgetMoved(ct);
        await ForgetEnded(ct);
        var found = await Entitled(ct);
        var items = await scope
            .Db.Set<ServiceItem>()
            .AsNoTracking()
            .Where(i => i.IsActive && i.Rule == ServiceRule.Age)
            .OrderBy(i => i.Id)
            .ToListAsync(ct);
        foreach (var item in items)
            found += await Offer(item, Most - found, ct);
        return found;
    }

    private async Task<int> Offer(ServiceItem item, int most, CancellationToken ct)
    {
        var known = (
            await scope
                .Db.Set<ServiceNeed>()
                .Where(n => n.ItemId == item.Id && n.PersonId != null)
                .Select(n => n.PersonId!.Value)
                .ToListAsync(ct)
        ).ToHashSet();
        var district = scope.Db.DistrictId.ToString(CultureInfo.InvariantCulture);
        var fresh = new List<PersonAtDoor>();
        for (Guid? after = null; fresh.Count < most; )
        {
            var page = await people.Aged(district, scope.Today.Year - item.FromAge!.Value, after, ct);
            fresh.AddRange(page.Where(p => !known.Contains(p.PersonId)));
            if (page.Count < ServiceBook.MostRows)
                break;
            after = page[^1].PersonId;
        }
        foreach (var some in fresh.Take(most).Chunk(500))
        {
            var homes = await households.Read([.. some.Select(p => p.HouseholdId).Distinct()], ct);
            foreach (var person in some)
                if (homes.GetValueOrDefault(person.HouseholdId) is { IsEnded: false } home)
                    scope.Db.Append(Need(item, person, home));
        }
        if (fresh.Count > 0)
            await scope.Db.Save(ct);
        return Math.Min(fresh.Count, most);
    }

    private ServiceNeed Need(ServiceItem item, PersonAtDoor person, HouseholdState home) =>
        new()
        {
            DistrictId = scope.Db.DistrictId,
            Id = OfferId(item.Id, person.PersonId),
            HouseholdId = home.Id,
            PersonId = person.PersonId,
            ItemId = item.Id,
            AreaCode = home.AreaCode,
            Building = home.Building,
            Door = home.Short,
            Origin = NeedOrigin.Age,
            AskedOn = scope.Today,
            DueOn = scope.Today.AddDays(OfferDays),
        };

    /// <summary>Entitlements whose days have come.</summary>
    private async Task<int> Entitled(CancellationToken ct)
    {
        var (found, latest) = (0, scope.Today.AddDays(MostWindow));
        var items = await scope.Db.Set<ServiceItem>().AsNoTracking().Where(i => i.IsActive).ToDictionaryAsync(i => i.Id, ct);
        var due = await scope
            .Db.Set<ServiceEntitlement>()
            .Where(e =>
                e.EndedOn == null
                && e.UntilOn >= scope.Today
                && e.NextDueOn <= latest
                && (e.OfferedFor == null || e.OfferedFor != e.NextDueOn)
            )
            .OrderBy(e => e.NextDueOn)
            .ThenBy(e => e.Id)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var some in due.Chunk(500))
        {
            var homes = await households.Read([.. some.Select(e => e.HouseholdId).Distinct()], ct);
            foreach (var row in some)
                if (items.TryGetValue(row.ItemId, out var item) && homes.GetValueOrDefault(row.HouseholdId) is { IsEnded: false } home)
                    found += await desk.Offer(row, item, home, ct) ? 1 : 0;
        }
        if (found > 0)
            await scope.Db.Save(ct);
        scope.Db.Forget();
        return found;
    }

    /// <summary>
    /// Past their last day they end, some days later they are deleted; of somebody who moved away at once. Of a person under a hold they end and stay until
    /// the hold is over.
    /// </summary>
    private async Task ForgetEnded(CancellationToken ct)
    {
        var before = scope.Today.AddDays(-settings.KeepDays);
        var held = holds.Standing().Select(h => h.SubjectId);
        var over = await scope
            .Db.Set<ServiceEntitlement>()
            .Where(e => (e.EndedOn == null && e.UntilOn < scope.Today) || (e.EndedOn < before && !held.Contains(e.PersonId)))
            .OrderBy(e => e.Id)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var row in over)
            if (row.EndedOn is null)
            {
                row.End(row.UntilOn);
                await EntitlementDesk.CloseNeeds(scope.Db, row.Id, ct);
            }
            else
                scope.Db.Remove(row);
        for (Guid? after = null; ; )
        {
            var some = await scope
                .Db.Set<ServiceEntitlement>()
                .Where(e => after == null || e.Id > after)
                .OrderBy(e => e.Id)
                .Take(500)
                .ToListAsync(ct);
            var living = (await people.Living([.. some.Select(e => e.PersonId).Distinct()], ct)).ToHashSet();
            var moved = some.FindAll(e => !living.Contains(new PersonAtDoor(e.PersonId, e.HouseholdId)));
            var kept = await Held([.. moved.Select(e => e.PersonId).Distinct()], ct);
            foreach (var row in moved)
                if (!kept.Contains(row.PersonId))
                    scope.Db.Remove(row);
                else if (row.EndedOn is null)
                    row.End(scope.Today);
            if (some.Count < 500)
                break;
            after = some[^1].Id;
        }
        await LetGo(held, ct);
        await scope.Db.Save(ct);
        scope.Db.Forget();
    }

    /// <summary>Of people who were held once and are no longer: what they withdrew from meanwhile is deleted now.</summary>
    private async Task LetGo(IQueryable<Guid> held, CancellationToken ct)
    {
        var once = scope.Db.Set<PersonHold>().Where(h => h.Kind == HeldKind.Person).Select(h => h.SubjectId);
        var consents = scope.Db.Set<ConsentRecord>().Where(c => c.Purpose == ConsentPurposes.HomeService);
        var left = await scope
            .Db.Set<ServiceEntitlement>()
            .Where(e => e.EndedOn != null && once.Contains(e.PersonId) && !held.Contains(e.PersonId))
            .Where(e =>
                consents.Any(c => c.SubjectId == e.PersonId && c.WithdrawnAt != null)
                && !consents.Any(c => c.SubjectId == e.PersonId && c.WithdrawnAt == null)
            )
            .OrderBy(e => e.Id)
            .Take(Most)
            .ToListAsync(ct);
        scope.Db.RemoveRange(left.Where(e => EntitlementReason.Open(cipher, e).Ground == EntitlementGround.Consent));
    }

    private async Task<HashSet<Guid>> Held(List<Guid> personIds, CancellationToken ct) =>
        personIds.Count == 0
            ? []
            : [.. await holds.Standing().Where(h => personIds.Contains(h.SubjectId)).Select(h => h.SubjectId).ToListAsync(ct)];

    /// <summary>The same for the same item and person: two nodes that look at the same moment offer it once.</summary>
    private static Guid OfferId(Guid itemId, Guid personId) =>
        new(SHA256.HashData([.. itemId.ToByteArray(), .. personId.ToByteArray()]).AsSpan(0, 16));

    private async Task ForgetMoved(CancellationToken ct)
    {
        var open = await scope.Db.Set<ServiceNeed>().Where(n => n.State == NeedState.Open && n.PersonId != null).ToListAsync(ct);
        foreach (var some in open.Chunk(500))
        {
            var living = (await people.Living([.. some.Select(n => n.PersonId!.Value).Distinct()], ct)).ToHashSet();
            var moved = some.Where(n => !living.Contains(new PersonAtDoor(n.PersonId!.Value, n.HouseholdId))).ToList();
            var kept = await Held([.. moved.Select(n => n.PersonId!.Value).Distinct()], ct);
            foreach (var need in moved)
                if (!kept.Contains(need.PersonId!.Value) && !await scope.Db.Set<AppointmentItem>().AnyAsync(i => i.NeedId == need.Id, ct))
                    scope.Db.Remove(need);
                else
                    need.State = NeedState.Withdrawn;
        }
        await scope.Db.Save(ct);
        scope.Db.Forget();
    }
}
