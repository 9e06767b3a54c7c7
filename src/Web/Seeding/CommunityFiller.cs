using Gezhi.Community.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;

namespace Gezhi.Web.Seeding;

/// <summary>A festival, activities and a charity fund of the pilot community, with neighbours on the list. 活动示例</summary>
internal sealed class CommunityFiller(GezhiDb db, ActivityFill fill, FundFill funds, ResidentFill residents)
{
    private const string Pilot = "410103010004";
    private const long FirstPhone = 15400051001; // of the numbers that reach nobody

    private const int Neighbours = 5;

    public async Task Fill(DateTime now, CancellationToken ct)
    {
        var people = new List<Guid>();
        for (var i = 0; i < Neighbours; i++)
            people.Add(await residents.Add($"{FirstPhone + i}", now.AddDays(-30), ct));
        await db.Save(ct);
        fill.Fill(Pilot, people, "社区党委书记", now);
        funds.Fill(Pilot, "社区党委书记", now);
    }
}
