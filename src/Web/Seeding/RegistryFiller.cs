using System.Globalization;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Gezhi.Registry.Contract;

namespace Gezhi.Web.Seeding;

/// <summary>Writes an invented registry for two communities of the seed town, the same at every start. 台账示例写入</summary>
internal sealed class RegistryFiller(RegistryFill fill, WorkCalendar calendar)
{
    private const ulong Seed = 20260305;
    private const int Units = 2,
        Floors = 3,
        Rooms = 2;

    /// <summary>Storeys of a high house of the seed.</summary>
    private const int High = 18;

    private int phones;
    private int people;

    public async Task Fill(string folder, SeedTown town, DateTime now, CancellationToken ct)
    {
        var seed = RegistrySeed.Read(folder);
        foreach (var community in seed.Communities)
        {
            var dice = new Dice(Seed).Branch(community.Code);
            var grids = town.Areas.Where(a => a.Code.Length == 17 && a.Code.StartsWith(community.Code, StringComparison.Ordinal)).ToList();
            foreach (var (area, i) in grids.Select((a, i) => (a, i)))
                Block(seed, community, area, i, dice, now);
            Market(seed, community, grids[0], dice, now);
        }
        Grounds(seed, town, now);
        await fill.Save(ct);
    }

    /// <summary>One building in each micro-grid of a compound, two compounds to a grid; shops on the ground floor.</summary>
    private void Block(RegistrySeed seed, RegistryCommunity community, SeedArea area, int i, Dice dice, DateTime now)
    {
        for (var half = 0; half < 2; half++)
        {
            var compound = community.Compounds[(i / 4 * 2 + half) % community.Compounds.Count];
            var facts = new RegistryFill.BuildingFacts(
                area.Code,
                compound,
                community.Roads[i % community.Roads.Count],
                Number(10 + i * 4 + half * 2),
                Number(i % 4 + 1),
                half == 0 ? BuildingUse.Residential : BuildingUse.Mixed,
                seed.Towers.Contains(compound) ? High : Floors + 3,
                Math.Round(area.Ring.Average(p => p.Lon) + dice.Between(-0.0002, 0.0002), 6),
                Math.Round(area.Ring.Average(p => p.Lat) + dice.Between(-0.0002, 0.0002), 6)
            );
            var building = fill.Add(facts, Day(dice, 300, now), now);
            for (var unit = 1; unit <= Units; unit++)
            for (var floor = 1; floor <= Floors; floor++)
            for (var room = 1; room <= Rooms; room++)
            {
                var use = dice.Falls(0.15) ? DwellingUse.Rented : DwellingUse.Owner;
                var isVacant = dice.Falls(0.1);
                var dwelling = fill.Add(
                    building,
                    Number(unit),
                    Number(floor * 100 + room),
                    isVacant ? DwellingUse.Vacant : use,
                    Day(dice, 240, now),
                    now
                );
                if (isVacant)
                    continue;
                var residents = dice.Between(1, 4);
                var type = use == DwellingUse.Rented ? HouseholdType.Tenants : HouseholdType.Family;
                var household = fill.Add(building, dwelling, type, residents, Day(dice, 240, now), now);
                for (var one = 0; one < Math.Min(residents, dice.Falls(0.4) ? 2 : 1); one++)
                    fill.Add(building, dwelling, household, Person(seed, dice, use, one), Day(dice, 420, now), now);
            }
            if (half == 1)
                Shop(seed, area, building.Id, building.Address, dice, now);
        }
    }

    private RegistryFill.PersonFacts Person(RegistrySeed seed, Dice dice, DwellingUse use, int place)
    {
        var born = new DateOnly(1940, 1, 1).AddDays(dice.Between(0, 21_000));
        var name = dice.Pick(seed.Surnames.ToList()).ToString() + dice.Pick(seed.Given);
        var legacy = $"410199{born:yyMMdd}{++people % 1000:000}";
        return new RegistryFill.PersonFacts(
            name,
            dice.Falls(0.7) ? Phone() : null,
            dice.Falls(0.3) ? CitizenId.Upgrade(legacy, new DateOnly(2026, 1, 1))?.Value : null,
            born.Year,
            use == DwellingUse.Rented ? ResidenceType.Floating
                : dice.Falls(0.7) ? ResidenceType.Registered
                : ResidenceType.Resident,
            place == 0 ? MemberRelation.Head : MemberRelation.Spouse
        );
    }

    private void Shop(RegistrySeed seed, SeedArea area, Guid buildingId, string address, Dice dice, DateTime now)
    {
        var trade = dice.Pick(seed.Trades);
        var owner = dice.Pick(seed.Surnames.ToList()).ToString() + dice.Pick(seed.Given);
        var facts = new RegistryFill.OrganisationFacts(
            area.Code,
            $"{trade[1]}（{area.Code[^3..]}号店）",
            OrganisationKind.Merchant,
            trade[0],
            null,
            address + "底商",
            owner,
            Phone()
        );
        var shop = fill.Add(facts, buildingId, Day(dice, 240, now), now);
        var place = dice.Pick(seed.Places);
        var kind = Enum.Parse<PlaceKind>(place[0]);
        var isOwn = kind is PlaceKind.SmallEatery or PlaceKind.SmallShop or PlaceKind.SmallBeauty;
        fill.Add(
            area.Code,
            $"{place[1]}（{area.Code[^3..]}）",
            kind,
            address + "底商",
            isOwn ? shop.Id : null,
            buildingId,
            Day(dice, 140, now),
            now
        );
    }

    /// <summary>Crowded places, woodland and fields, each in the middle of its micro-grid.</summary>
    private void Grounds(RegistrySeed seed, SeedTown town, DateTime now)
    {
        var dice = new Dice(Seed).Branch("grounds");
        foreach (var ground in seed.Grounds)
        {
            var area = town.Areas.First(a => a.Code == ground[2]);
            fill.Add(
                area.Code,
                ground[1],
                Enum.Parse<PlaceKind>(ground[0]),
                ground[3],
                null,
                null,
                Day(dice, 100, now),
                now,
                at: (Math.Round(area.Ring.Average(p => p.Lon), 6), Math.Round(area.Ring.Average(p => p.Lat), 6))
            );
        }
    }

    /// <summary>Stalls of the evening, each with its trader.</summary>
    private void Market(RegistrySeed seed, RegistryCommunity community, SeedArea area, Dice dice, DateTime now)
    {
        var market = fill.Add(
            area.Code,
            $"{community.Roads[0]}夜市",
            PlaceKind.Market,
            $"{community.Roads[0]}夜市",
            null,
            null,
            calendar.LocalDay(now).AddDays(-20),
            now
        );
        foreach (var (stall, i) in seed.Stalls.Select((s, i) => (s, i)))
        {
            var (name, address) = ($"{stall}摊", $"{community.Roads[0]}夜市{i + 1}号摊位");
            var owner = dice.Pick(seed.Surnames.ToList()).ToString() + dice.Pick(seed.Given);
            var facts = new RegistryFill.OrganisationFacts(
                area.Code,
                name,
                OrganisationKind.Merchant,
                "夜市小吃",
                null,
                address,
                owner,
                Phone()
            );
            var trader = fill.Add(facts, null, Day(dice, 60, now), now);
            fill.Add(area.Code, $"夜市{i + 1}号摊位", PlaceKind.Stall, address, trader.Id, null, Day(dice, 45, now), now, market.Id);
        }
    }

    private string Phone() => string.Create(CultureInfo.InvariantCulture, $"15405{++phones * 7919 % 1_000_000:000000}");

    private DateOnly Day(Dice dice, int mostDaysAgo, DateTime now) => calendar.LocalDay(now).AddDays(-dice.Between(1, mostDaysAgo));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
