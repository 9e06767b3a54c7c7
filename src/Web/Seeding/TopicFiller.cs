using Gezhi.Council.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Topics of the pilot community in every state, with neighbours who speak. 议题示例</summary>
internal sealed class TopicFiller(GezhiDb db, TopicFill fill, HomeBook homes)
{
    private const string Pilot = "410103010004";
    private const int Most = 8;

    /// <param name="accounts">Ids by user name.</param>
    public async Task Fill(IReadOnlyDictionary<string, Guid> accounts, DateTime now, CancellationToken ct)
    {
        var secretary = await db.Set<Gezhi.Identity.Posts.Post>()
            .Where(p => p.Role == Role.CommunitySecretary && p.AreaCode == Pilot)
            .OrderBy(p => p.Id)
            .Select(p => new { p.AccountId, p.Title })
            .FirstOrDefaultAsync(ct);
        fill.Fill(
            Pilot,
            await Neighbours(ct),
            new(secretary?.AccountId ?? accounts.GetValueOrDefault("lingdao01"), secretary?.Title ?? "社区党组织书记"),
            now
        );
        await db.Save(ct);
        db.Forget();
    }

    /// <summary>Those whom <see cref="GroupFiller"/> confirmed there: it alone adds neighbours to the town.</summary>
    private async Task<IReadOnlyList<TopicFill.Neighbour>> Neighbours(CancellationToken ct)
    {
        var found = new List<TopicFill.Neighbour>();
        foreach (var building in await homes.Buildings(Pilot, Most, ct))
        foreach (var resident in await homes.ResidentsOf(building.Id, ct))
            if (await homes.Of(resident, ct) is { } home && found.TrueForAll(f => f.DwellingId != home.DwellingId) && found.Count < Most)
                found.Add(new(resident, home.DwellingId, home.BuildingLabel));
        return found;
    }
}
