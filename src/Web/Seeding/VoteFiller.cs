using Gezhi.Council.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Two owners' votes of an invented compound: one is over and confirmed, one runs. 表决示例</summary>
internal sealed class VoteFiller(GezhiDb db, VoteFill fill, RegistryBook registry)
{
    /// <summary>Invented: no operator has such numbers.</summary>
    private const long FirstPhone = 15406000001;

    /// <param name="accounts">Ids by user name.</param>
    public async Task Fill(string folder, IReadOnlyDictionary<string, Guid> accounts, DateTime now, CancellationToken ct)
    {
        var seed = RegistrySeed.Read(folder);
        var community = seed.Communities[0];
        var secretary = await db.Set<Gezhi.Identity.Posts.Post>()
            .Where(p => p.Role == Role.CommunitySecretary && p.AreaCode == community.Code)
            .OrderBy(p => p.Id)
            .Select(p => p.AccountId)
            .FirstOrDefaultAsync(ct);
        var leader = accounts.GetValueOrDefault("lingdao01");
        if (secretary == Guid.Empty)
            secretary = leader;
        foreach (var (compound, i) in community.Compounds.Take(2).Select((c, i) => (c, i)))
        {
            var doors = await registry.Doors(community.Code, compound, 36, ct);
            var units = doors
                .Select(
                    (door, n) =>
                        (
                            door,
                            6_800L + (n * 137 % 5_200),
                            $"{seed.Surnames[n % seed.Surnames.Length]}{seed.Given[(n * 7) % seed.Given.Count]}",
                            $"{FirstPhone + (100 * i) + n}"
                        )
                )
                .ToList();
            if (i == 0)
                fill.Add(
                    new VoteEntry(
                        community.Code,
                        compound,
                        $"使用维修资金修缮{compound}屋面防水",
                        "屋面多处渗漏。请三家单位询价，取最低价，铲除旧防水层后重做 SBS 双层防水，质保五年。费用从维修资金中列支，按面积分摊。",
                        true,
                        false,
                        8_640_000,
                        units,
                        string.Concat(
                            Enumerable
                                .Range(0, units.Count * 5 / 6)
                                .Select(n =>
                                    n % 7 == 5 ? 'N'
                                    : n % 11 == 9 ? 'A'
                                    : 'Y'
                                )
                        ),
                        secretary,
                        secretary,
                        now.AddDays(-75),
                        now.AddDays(-61)
                    )
                );
            else
                fill.Add(
                    new VoteEntry(
                        community.Code,
                        compound,
                        $"{compound}南侧空地改为充电车棚",
                        "把小区南侧空地改成电动自行车充电车棚，收费标准公示，收益归全体业主，用于公共照明。",
                        false,
                        true,
                        null,
                        units,
                        string.Concat(Enumerable.Range(0, units.Count / 2).Select(n => n % 5 == 3 ? 'N' : 'Y')),
                        secretary,
                        null,
                        now.AddDays(-3),
                        now.AddDays(11)
                    )
                );
        }
        await db.Save(ct);
        db.Forget();
    }
}
