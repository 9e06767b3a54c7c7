using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;
using Gezhi.Web.Seeding;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Seeding;

/// <summary>The invented people fill every post of the town, but one.</summary>
public sealed class SeedCastTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly string Folder = SeedFolder.Find(AppContext.BaseDirectory);
    private static readonly SeedTown Town = SeedTown.Read(Folder);
    private static readonly SeedCast Cast = SeedCast.Read(Folder);

    [Fact]
    public void The_people_of_the_stories_hold_their_posts()
    {
        (string UserName, string Name, Role Role)[] cast =
        [
            ("caozuo01", "林晓", Role.Operator),
            ("paiqian01", "周航", Role.Dispatcher),
            ("wangge0001", "王磊", Role.GridWorker),
            ("chuzhi001", "赵工", Role.Handler),
            ("hecha01", "孙倩", Role.Checker),
            ("zhiban01", "陈默", Role.ShiftLeader),
            ("lingdao01", "李主任", Role.Leader),
        ];
        foreach (var (userName, name, role) in cast)
        {
            Cast.Person(userName).Name.ShouldBe(name);
            Cast.Person(userName).Posts[0].Role.ShouldBe(role);
        }
        Cast.Person("chuzhi001").Posts[0].Unit.ShouldBe("municipal-works");
        Cast.Staff.SelectMany(p => p.Posts)
            .Select(p => p.Role)
            .Distinct()
            .Count()
            .ShouldBe(Enum.GetValues<Role>().Length - 3, "grid leads, police and mediators come with the staffing of the town");
    }

    [Fact]
    public void The_broken_manhole_lies_in_the_grid_of_Wang_Lei()
    {
        var place = Town.Landmarks.Single(l => l.Name == Cast.DemoCase.Landmark);

        place.AreaCode.ShouldStartWith(Cast.Person("wangge0001").Posts[0].Area!);
    }

    [Fact]
    public void Every_grid_has_one_worker_and_one_grid_is_vacant()
    {
        var held = Cast.Staff.SelectMany(p => p.Posts).Where(p => p.Role == Role.GridWorker && p.Area!.Length == 15).ToList();
        var grids = Town.Areas.Where(a => a.Level == AreaLevel.Grid).Select(a => a.Code).ToHashSet();

        held.Count.ShouldBe(grids.Count);
        held.Select(p => p.Area!).ToHashSet().SetEquals(grids).ShouldBeTrue();
        held.Where(p => p.To <= Today).ShouldHaveSingleItem();
    }

    [Fact]
    public void Every_post_points_to_an_area_or_a_unit_of_the_town()
    {
        var areas = Town.Areas.Select(a => a.Code).ToHashSet();
        var units = Cast.Units.Select(u => u.Code).ToHashSet();

        Cast.Units.ShouldAllBe(u => areas.Contains(u.Area));
        Cast.Staff.SelectMany(p => p.Posts)
            .ShouldAllBe(p => p.Area == null ? units.Contains(p.Unit!) : p.Unit == null && areas.Contains(p.Area));
        Cast.Staff.SelectMany(p => p.Posts).ShouldAllBe(p => p.Title.Length <= 60);
        Cast.Units.Count(u => u.Kind == UnitKind.ResponseGroup).ShouldBe(16);
        Cast.Staff.Count(p => p.Posts[0].Role == Role.Handler).ShouldBe(Cast.Units.Count);
    }

    [Fact]
    public void User_names_and_phones_are_unique_and_the_phones_reach_nobody()
    {
        var phones = Cast.Staff.Select(p => p.Phone).Concat(Cast.Residents.Select(r => r.Phone)).ToList();

        Cast.Staff.Select(p => p.UserName).Distinct().Count().ShouldBe(Cast.Staff.Count);
        phones.Distinct().Count().ShouldBe(phones.Count);
        phones.ShouldAllBe(p => p.StartsWith("1540", StringComparison.Ordinal) && Phone.IsValid(p));
    }
}
