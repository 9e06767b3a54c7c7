using Gezhi.Identity.Residents;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Contract;

/// <summary>Writes invented residents of the seed town. 居民示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class ResidentFill(GezhiDb db, FieldCipher cipher)
{
    /// <param name="phone">Invented, of a number range that nobody has; normalised.</param>
    /// <param name="now">UTC.</param>
    public async Task<Guid> Add(string phone, DateTime now, CancellationToken ct)
    {
        var index = cipher.Index(db.DistrictId, PhoneField.Resident, phone)!;
        if (
            await db.Set<Resident>().AsNoTracking().Where(r => r.PhoneIndex == index).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct) is
            { } known
        )
            return known;
        var resident = new Resident
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            PhoneIndex = index,
            PhoneSealed = cipher.Seal(db.DistrictId, PhoneField.Resident, phone)!,
            CreatedAt = now,
            LastSignInAt = now,
        };
        db.Add(resident);
        return resident.Id;
    }
}
