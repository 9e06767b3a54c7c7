using Gezhi.Identity.Accounts;
using Gezhi.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>Finds an account by its exact user name: the security administrator needs no list of accounts. 查人员</summary>
internal sealed class FindPerson(GezhiDb db, ILookupNormalizer normalizer)
{
    /// <summary>Null when nobody in the district has the name.</summary>
    public async Task<Guid?> Run(string userName, CancellationToken ct)
    {
        var name = normalizer.NormalizeName(userName.Trim());
        return await db.Accounts.Where(a => a.NormalizedUserName == name).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
    }
}
