using System.Security.Cryptography;
using Gezhi.Field.Visits;
using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Opens the need of an entitlement when its days come, and moves it on when the need is settled. 待遇事项到期</summary>
public sealed class EntitlementDesk(DoorScope scope)
{
    /// <summary>Adds a need when it is time and none is open; the caller saves.</summary>
    /// <returns>Whether one was added.</returns>
    public async Task<bool> Offer(ServiceEntitlement row, ServiceItem item, HouseholdState home, CancellationToken ct)
    {
        if (!item.IsActive || !row.IsInForce(scope.Today) || row.OfferedFor == row.NextDueOn || row.OpensOn(item.WindowDays) > scope.Today)
            return false;
        var stands = await scope
            .Db.Set<ServiceNeed>()
            .AnyAsync(
                n =>
                    n.HouseholdId == row.HouseholdId
                    && n.ItemId == row.ItemId
                    && (n.PersonId == row.PersonId || n.PersonId == null)
                    && (n.State == NeedState.Open || n.State == NeedState.Booked),
                ct
            );
        if (stands)
            return false; // the same is on the way already; it is looked at again the day after
        row.Offer();
        scope.Db.Add(
            new ServiceNeed
            {
                DistrictId = scope.Db.DistrictId,
                Id = IdOf(row),
                HouseholdId = home.Id,
                PersonId = row.PersonId,
                ItemId = row.ItemId,
                EntitlementId = row.Id,
                AreaCode = home.AreaCode,
                Building = home.Building,
                Door = home.Short,
                Origin = NeedOrigin.Entitled,
                AskedOn = scope.Today,
                DueOn = row.NextDueOn,
            }
        );
        return true;
    }

    /// <summary>What became of a need moves its entitlement on; the caller saves.</summary>
    /// <param name="isDone">True: done on that day; false: not needed any more.</param>
    /// <returns>Local day on which it is due again; null when it is not.</returns>
    internal static async Task<DateOnly?> Settled(
        GezhiDb db,
        ServiceNeed need,
        ServiceItem item,
        bool isDone,
        DateOnly on,
        CancellationToken ct
    )
    {
        if (
            need.EntitlementId is not { } id
            || await db.Set<ServiceEntitlement>().FirstOrDefaultAsync(e => e.Id == id && e.EndedOn == null, ct) is not { } row
        )
            return null;
        if (!isDone)
        {
            row.End(on);
            return null;
        }
        row.Done(on, item.NextAfter(on));
        return row.EndedOn is null ? row.NextDueOn : null;
    }

    /// <summary>Nobody is to come for it any more: needs that wait go, those that are agreed on stay for the visit. The caller saves.</summary>
    internal static async Task CloseNeeds(GezhiDb db, Guid entitlementId, CancellationToken ct)
    {
        foreach (
            var need in await db.Set<ServiceNeed>()
                .Where(n => n.EntitlementId == entitlementId && n.State == NeedState.Open)
                .ToListAsync(ct)
        )
            need.State = NeedState.Withdrawn;
    }

    /// <summary>The same for the same record and day: two nodes that look at the same moment open it once.</summary>
    private static Guid IdOf(ServiceEntitlement row) =>
        new(SHA256.HashData([.. row.Id.ToByteArray(), .. BitConverter.GetBytes(row.NextDueOn.DayNumber)]).AsSpan(0, 16));
}
