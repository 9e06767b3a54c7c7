using Gezhi.Identity.Contract;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Registry.Homes;

/// <summary>Where a resident is confirmed to live, for themselves. 住户认证中的本人信息</summary>
internal sealed class HomeKept(Ledger ledger, ResidentPhones residents, FieldCipher cipher, HomeWords words, IStringLocalizer T) : IKeptData
{
    public string Kind => "home";

    public IReadOnlyList<string> Looks => ["home.opened"];

    public string Purpose(string detail) => T["办理住户认证"];

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        if (await residents.IdOf(phone, ct) is not { } me)
            return [];
        var rows = await ledger
            .Db.Set<Home>()
            .AsNoTracking()
            .Where(h => h.ResidentId == me)
            .OrderByDescending(h => h.Id)
            .Take(50)
            .ToListAsync(ct);
        var doors = await HomeDoors.Of(ledger.Db, [.. rows.Select(h => h.DwellingId)], ct);
        return
        [
            .. rows.Select(h => new KeptItem(
                Kind,
                h.Id,
                T["住户认证 {0}", h.No],
                T["确认您住在哪一户，用于楼栋群和社区议事"],
                LegalBasis.Consent,
                h.AskedAt,
                [
                    new(T["住处"], doors.GetValueOrDefault(h.DwellingId)?.Text ?? "—"),
                    new(T["状态"], words.State(h.State)),
                    new(T["认证方式"], h.Proof is { } proof ? words.Proof(proof) : "—"),
                    new(T["原因"], cipher.Open(h.DistrictId, Home.ReasonField, h.ReasonSealed) ?? "—"),
                ],
                null,
                "/my/home"
            )),
        ];
    }

    /// <summary>A living one ends with it.</summary>
    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (
            await residents.IdOf(phone, ct) is not { } me
            || await ledger.Db.Set<Home>().FirstOrDefaultAsync(h => h.Id == id && h.ResidentId == me, ct) is not { } home
        )
            return false;
        if (home.IsLiving)
            home.End(HomeEnd.TakenBack, null, ledger.Now);
        home.Forget();
        return true;
    }
}
