using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;

namespace Gezhi.Web.Seeding.Making;

/// <summary>Fills every post of the town with invented people, but one. 人员生成</summary>
internal sealed class CastMaker(CastPlan plan, InventedNames names)
{
    private const string District = "410103";
    private readonly List<SeedPerson> _staff = [];
    private int _lastPhone;

    public SeedCast Make(SeedTown town)
    {
        var units = Units(town).ToList();
        foreach (var p in plan.Named)
            Hire(p.UserName, p.Name, true, [Post(p.Role, District, p.Title)]);
        foreach (var (unit, i) in units.OrderBy(Known).Select((unit, i) => (unit, i)))
            HireHandler(unit, i + 1);
        Secretaries(town);
        GridWorkers(town);
        return new SeedCast(units, _staff, plan.Residents, plan.DemoCase);
    }

    private IEnumerable<SeedUnit> Units(SeedTown town)
    {
        foreach (var u in plan.Units)
            yield return new SeedUnit(u.Code, u.Zh, u.En, u.Kind, District);
        foreach (var street in Areas(town, AreaLevel.Street))
        {
            var office = street.Name.EndsWith('镇') ? street.Name + "人民政府" : street.Name + "办事处";
            var english = plan.StreetsEn[street.Code];
            yield return new SeedUnit($"street-{street.Code}", office, $"{english} Street Office", UnitKind.Street, street.Code);
            yield return new SeedUnit(
                $"response-{street.Code}",
                $"{street.Name}应急处置组",
                $"{english} Response Group",
                UnitKind.ResponseGroup,
                street.Code
            );
        }
        foreach (var c in Areas(town, AreaLevel.Community))
            yield return new SeedUnit($"community-{c.Code}", c.OfficialName!, c.OfficialName!, UnitKind.Community, c.Code);
    }

    /// <summary>The named handlers come first, in the order of the plan.</summary>
    private int Known(SeedUnit unit)
    {
        var place = plan.Handlers.Keys.ToList().IndexOf(unit.Code);
        return place < 0 ? int.MaxValue : place;
    }

    private void HireHandler(SeedUnit unit, int number)
    {
        var isNamed = plan.Handlers.TryGetValue(unit.Code, out var name);
        Hire(
            $"chuzhi{number:000}",
            name ?? names.Next(),
            isNamed,
            [new SeedPost(Role.Handler, null, unit.Code, $"{unit.Zh}经办人", plan.ValidFrom, null)]
        );
    }

    private void Secretaries(SeedTown town)
    {
        var first = GridAt(town, plan.DemoCase.Landmark)[..12];
        foreach (var (c, i) in Areas(town, AreaLevel.Community).OrderBy(c => c.Code != first).Select((c, i) => (c, i)))
        {
            var title = c.Name + (c.Name.EndsWith('村') ? "支书" : "书记");
            Hire(
                $"shuji{i + 1:000}",
                c.Code == first ? plan.Secretary : names.Next(),
                c.Code == first,
                [Post(Role.CommunitySecretary, c.Code, title)]
            );
        }
    }

    /// <summary>One per grid, except the vacant one; the named three also look after their micro-grids by name.</summary>
    private void GridWorkers(SeedTown town)
    {
        var vacant = GridAt(town, plan.Vacancy.Landmark);
        var named = plan.GridWorkers.ToDictionary(w => GridAt(town, w.Landmark), w => w.Name);
        var grids = Areas(town, AreaLevel.Grid).OrderBy(g => !named.ContainsKey(g.Code)).ThenBy(g => Place(g.Code, named));
        foreach (var (grid, i) in grids.Select((grid, i) => (grid, i)))
        {
            var isNamed = named.TryGetValue(grid.Code, out var name);
            var post = Post(Role.GridWorker, grid.Code, grid.Name + "网格员") with { To = grid.Code == vacant ? plan.Vacancy.Left : null };
            var micros = town.Areas.Where(a => a.ParentCode == grid.Code).Select(m => Post(Role.GridWorker, m.Code, m.Name + "长"));
            Hire($"wangge{i + 1:0000}", name ?? names.Next(), isNamed, isNamed ? [post, .. micros] : [post]);
        }
    }

    /// <summary>The named in the order of the plan; the others stay in the order of their codes.</summary>
    private int Place(string grid, Dictionary<string, string> named) =>
        named.TryGetValue(grid, out var name) ? plan.GridWorkers.ToList().FindIndex(w => w.Name == name) : 0;

    private static string GridAt(SeedTown town, string landmark) => town.Landmarks.Single(l => l.Name == landmark).AreaCode[..15];

    private static IEnumerable<SeedArea> Areas(SeedTown town, AreaLevel level) => town.Areas.Where(a => a.Level == level);

    private SeedPost Post(Role role, string area, string title) => new(role, area, null, title, plan.ValidFrom, null);

    private void Hire(string userName, string name, bool isNamed, List<SeedPost> posts) =>
        _staff.Add(new SeedPerson(userName, name, $"154{++_lastPhone:00000000}", isNamed, posts));
}
