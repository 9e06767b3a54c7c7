using Gezhi.Identity.Contract;
using Gezhi.Identity.Notices;
using Gezhi.Identity.Residents;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Consents;

/// <summary>The sign-in of a phone: without the consent there is none, and nothing is kept of it. 登录的同意</summary>
/// <remarks>While the account is held its row stays, signed out everywhere; <see cref="ForgetResidents"/> deletes it when the hold is over.</remarks>
internal sealed class AccountConsent(
    GezhiDb db,
    FieldCipher cipher,
    EndSessions sessions,
    Standings standings,
    HoldBook holds,
    TimeProvider clock
) : IConsentUse, IHoldable
{
    public string Purpose => ConsentPurposes.Account;

    public HeldKind Kind => HeldKind.Account;

    /// <remarks>By a phone alone: nobody but the resident knows the id of an account.</remarks>
    public async Task<IReadOnlyList<Guid>> Find(string? phone, Guid? id, CancellationToken ct) =>
        await KnownResident.Of(db, cipher, new ConsentSubject(ConsentSubjectKind.Phone, null, phone), ct) is { } resident
            ? [resident.Id]
            : [];

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (await KnownResident.Of(db, cipher, subject, ct) is not { } resident)
            return 0;
        await sessions.AddEndOfAll(resident.Id, clock.UtcNow, ct);
        db.RemoveRange(await db.Set<PushDevice>().Where(d => d.OwnerId == resident.Id).ToListAsync(ct));
        if (!await holds.IsHeld(resident.Id, ct))
        {
            db.Remove(resident);
            db.Audit(Actor.System(db.DistrictId), "data.erased", resident.Id, "account", clock.UtcNow);
        }
        standings.Drop(db.DistrictId, resident.Id);
        return 1;
    }
}

/// <summary>Reminders in browsers. 浏览器提醒的同意</summary>
internal sealed class BrowserConsent(GezhiDb db, FieldCipher cipher) : IConsentUse
{
    public string Purpose => ConsentPurposes.Notices;

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (await KnownResident.Of(db, cipher, subject, ct) is not { } resident)
            return 0;
        var devices = await db.Set<PushDevice>().Where(d => d.OwnerId == resident.Id).ToListAsync(ct);
        db.RemoveRange(devices);
        return devices.Count;
    }
}

internal static class KnownResident
{
    /// <summary>Tracked; null: nobody signed in with that phone.</summary>
    public static async Task<Resident?> Of(GezhiDb db, FieldCipher cipher, ConsentSubject subject, CancellationToken ct)
    {
        if (subject.Phone is null)
            return null;
        var indexes = cipher.Indexes(db.DistrictId, PhoneField.Resident, subject.Phone);
        return await db.Residents.FirstOrDefaultAsync(r => indexes.Contains(r.PhoneIndex), ct);
    }
}
