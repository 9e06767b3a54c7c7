using Gezhi.Identity.Residents;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Contract;

/// <summary>The phone a resident signed in with, for the resident only. 居民自己的电话</summary>
public sealed class ResidentPhones
{
    private readonly GezhiDb db;
    private readonly FieldCipher cipher;

    internal ResidentPhones(GezhiDb db, FieldCipher cipher) => (this.db, this.cipher) = (db, cipher);

    /// <summary>Those of the phones with which somebody signed in once: they are their owners'. 已验证的电话</summary>
    public static async Task<IReadOnlySet<string>> Proved(GezhiDb db, FieldCipher cipher, IEnumerable<string> phones, CancellationToken ct)
    {
        var byIndex = phones
            .Distinct()
            .SelectMany(phone => cipher.Indexes(db.DistrictId, PhoneField.Resident, phone).Select(index => (Phone: phone, Index: index)))
            .ToLookup(p => Convert.ToHexString(p.Index), p => p.Phone);
        byte[][] indexes = [.. byIndex.Select(p => Convert.FromHexString(p.Key))];
        var known = await db.Set<Resident>().Where(r => indexes.Contains(r.PhoneIndex)).Select(r => r.PhoneIndex).ToListAsync(ct);
        return known.SelectMany(index => byIndex[Convert.ToHexString(index)]).ToHashSet();
    }

    /// <summary>Residents who signed in once and did not take it back; to be joined. 居民用户</summary>
    public IQueryable<Guid> Ids => db.Residents.AsNoTracking().Select(r => r.Id);

    /// <summary>Who signed in with this phone; null when nobody did. 电话的主人</summary>
    /// <param name="phone">Proved by a code; normalised.</param>
    public async Task<Guid?> IdOf(string phone, CancellationToken ct)
    {
        var indexes = cipher.Indexes(db.DistrictId, PhoneField.Resident, phone);
        return await db
            .Residents.AsNoTracking()
            .Where(r => indexes.Contains(r.PhoneIndex))
            .Select(r => (Guid?)r.Id)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Phones by resident, to send something they asked for: never shown, never logged. 寄送电话</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ToSend(IReadOnlyCollection<Guid> residentIds, CancellationToken ct)
    {
        var rows = await db
            .Residents.AsNoTracking()
            .Where(r => residentIds.Contains(r.Id))
            .Select(r => new { r.Id, r.PhoneSealed })
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.Id, r => cipher.Open(db.DistrictId, PhoneField.Resident, r.PhoneSealed)!);
    }

    /// <summary>Null for everybody but a resident who signed in. Personal data: show it masked. 查自己的电话</summary>
    public async Task<string?> Of(Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } residentId })
            return null;
        var phone = await db.Residents.Where(r => r.Id == residentId).Select(r => r.PhoneSealed).FirstOrDefaultAsync(ct);
        return cipher.Open(db.DistrictId, PhoneField.Resident, phone);
    }
}
