using System.Globalization;
using Gezhi.Council.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Registry.Contract;

namespace Gezhi.Web.Seeding;

/// <summary>Confirmed homes and building groups of the seed town. 认证住户与楼栋群示例</summary>
/// <remarks>All of it is invented; the phones lie in a range that is given to nobody.</remarks>
internal sealed class GroupFiller(ResidentFill residents, HomeFill homes, GroupFill groups)
{
    private const string Pilot = "410103010004";
    private const int Buildings = 3;
    private const int Neighbours = 4;

    private int phones;

    public async Task Fill(DateTime now, CancellationToken ct)
    {
        var doors = await homes.Doors(Pilot, Buildings, ct);
        foreach (var (building, i) in doors.GroupBy(d => d.BuildingId).Select((b, i) => (b.ToList(), i)))
        {
            var neighbours = new List<GroupFill.Neighbour>();
            foreach (var door in building.Take(Neighbours))
            {
                var resident = await residents.Add(Phone(), now.AddDays(-40), ct);
                homes.Add(resident, door, true, now.AddDays(-40));
                neighbours.Add(new(resident, door.DwellingId, door.Unit));
            }
            if (i < Buildings - 1) // the last one waits to be opened
                groups.Add(new(building[0].BuildingId, building[0].Label, building[0].AreaCode), neighbours, i == 0, now);
            if (building.Count > Neighbours)
                homes.Add(await residents.Add(Phone(), now.AddDays(-2), ct), building[Neighbours], false, now.AddDays(-2));
        }
    }

    private string Phone() => (15_400_096_001 + phones++).ToString(CultureInfo.InvariantCulture);
}
