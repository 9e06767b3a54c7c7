using Gezhi.Identity.Accounts;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Contract;

/// <summary>Phones of staff by account, for the message of an alarm. 人员电话</summary>
public sealed class AccountPhones(GezhiDb db, FieldCipher cipher)
{
    /// <summary>Opened phones of accounts that may sign in and gave one; the others are left out. Personal data: never logged. 查人员电话</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<Guid> accountIds, CancellationToken ct)
    {
        var kept = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => accountIds.Contains(a.Id) && a.PhoneSealed != null && a.DisabledAt == null)
            .Select(a => new { a.Id, a.PhoneSealed })
            .ToListAsync(ct);
        return kept.ToDictionary(a => a.Id, a => cipher.Open(db.DistrictId, PhoneField.Account, a.PhoneSealed)!);
    }
}
