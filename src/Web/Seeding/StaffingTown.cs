using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;

namespace Gezhi.Web.Seeding;

/// <summary>Invented staffing beside the cast: seats, party chain, charter, coordination; with vacancies to be found. 人员配置示例</summary>
/// <remarks>One pilot street is told in full, down to dwellings in one community; the others hold what every grid has. All names are invented.</remarks>
internal sealed class StaffingTown(SeedTown town, SeedCast cast, DateOnly today)
{
    /// <summary>德化街街道.</summary>
    public const string Pilot = "410103010";

    /// <summary>民主路社区.</summary>
    public const string PilotCommunity = "410103010004";

    private const string District = "410103";
    private static readonly DateOnly From = new(2025, 1, 1);
    private readonly HashSet<string?> posted = [.. cast.Staff.SelectMany(p => p.Posts).Select(p => p.Area)];
    private int drawn;

    /// <summary>民主路社区警务室.</summary>
    public const string PolicePost = "police-post-" + PilotCommunity;

    /// <summary>纪检接待台: keeps what is said to the discipline inspection.</summary>
    public const string DisciplineDesk = "discipline-desk";

    /// <summary>民主路社区人民调解委员会.</summary>
    public const string Mediation = "mediation-" + PilotCommunity;

    private const string Officer = "何守正";
    private const string Mediator = "秦和平";

    /// <summary>Heads the committee, and mediates for it.</summary>
    public const string MediatorHead = "tiaojie01";
    public const string MediatorTwo = "tiaojie02";

    /// <summary>Who is called to single matters of the pilot community.</summary>
    public static IEnumerable<SeedUnit> Partners() =>
        [
            new(PolicePost, "民主路社区警务室", "Minzhu Road Community Police Post", UnitKind.Partner, PilotCommunity),
            new(DisciplineDesk, "二七区纪检接待台", "Discipline Inspection Desk", UnitKind.Partner, "410103"),
            new(Mediation, "民主路社区人民调解委员会", "Minzhu Road Mediation Committee", UnitKind.Partner, PilotCommunity),
        ];

    /// <summary>Street leaders; leads of the grids, the police officer and the mediator of the pilot community: people with accounts.</summary>
    public IEnumerable<SeedPerson> People()
    {
        foreach (var (street, i) in Areas(AreaLevel.Street).Select((s, i) => (s, i)))
            yield return Person(
                $"lingdaojd{i + 1:00}",
                90_000 + i,
                new SeedPost(Role.Leader, street.Code, null, street.Name + "分管领导", From, null)
            );
        foreach (var (grid, i) in Below(PilotCommunity, AreaLevel.Grid).Select((g, i) => (g, i)))
            yield return Person(
                $"wanggezhang{i + 1:00}",
                91_000 + i,
                new SeedPost(Role.GridLead, grid.Code, null, grid.Name + "网格长", From, null)
            );
        yield return new("minjing01", Officer, "15400092001", true, [new(Role.Police, null, PolicePost, "民主路社区民警", From, null)]);
        yield return new(
            "jijian01",
            "孔令安",
            "15400092003",
            true,
            [new(Role.Handler, null, DisciplineDesk, "纪检接待台经办人", From, null)]
        );
        yield return new(
            "tiaojie01",
            Mediator,
            "15400092002",
            true,
            [new(Role.Mediator, null, Mediation, "民主路社区人民调解员", From, null)]
        );
        yield return new(
            MediatorTwo,
            "邵玉梅",
            "15400092003",
            true,
            [new(Role.Mediator, null, Mediation, "民主路社区人民调解员", From, null)]
        );
    }

    /// <summary>Workers who left, each with a colleague of the community who looks after the grid besides the own one.</summary>
    /// <returns>User name of who left, user name of the colleague, the grid.</returns>
    public IEnumerable<(string Left, string Colleague, string Grid)> Doubled()
    {
        var workers = cast
            .Staff.SelectMany(p => p.Posts, (p, post) => (p.UserName, p.IsNamed, Post: post))
            .Where(p => p.Post is { Role: Role.GridWorker, Area.Length: 15, To: null } && !p.IsNamed)
            .ToDictionary(p => p.Post.Area!, p => p.UserName);
        foreach (var community in Areas(AreaLevel.Community).Where((_, i) => i % 40 == 20))
        {
            var grids = Below(community.Code, AreaLevel.Grid).Where(g => workers.ContainsKey(g.Code)).Take(2).ToList();
            if (grids.Count == 2)
                yield return (workers[grids[1].Code], workers[grids[0].Code], grids[1].Code);
        }
    }

    /// <summary>Lead, police officer and mediator of every grid; everybody else in the pilot street.</summary>
    public IEnumerable<SeatEntry> Seats()
    {
        foreach (var community in Areas(AreaLevel.Community))
        {
            var (officer, mediator, duty) = (Name(), Name(), Office());
            if (community.Code == PilotCommunity)
                (officer, mediator) = (Officer, Mediator);
            foreach (var grid in Below(community.Code, AreaLevel.Grid))
            {
                drawn++;
                if (community.Code != PilotCommunity && drawn % 151 != 7)
                    yield return Seat(StaffKind.GridLead, grid.Code, Name(), grid.Name + "网格长", duty) with
                    {
                        To = drawn % 211 == 3 ? today.AddDays(20) : null,
                    };
                if (drawn % 97 != 5)
                    yield return Seat(
                        StaffKind.Police,
                        grid.Code,
                        officer,
                        (community.Name.EndsWith("社区", StringComparison.Ordinal) ? community.Name : community.Name + "社区") + "民警",
                        "110"
                    );
                if (drawn % 61 != 9)
                    yield return Seat(StaffKind.Mediator, grid.Code, mediator, community.Name + "人民调解员", duty);
            }
            if (community.Code.StartsWith(Pilot, StringComparison.Ordinal))
                foreach (var seat in InPilot(community, duty))
                    yield return seat;
        }
    }

    /// <summary>In the pilot street micro-grids have a norm of their own.</summary>
    public static IEnumerable<NormEntry> Norms() =>
        [
            new(Pilot, AreaLevel.MicroGrid, StaffKind.MicroLead, 1),
            new(Pilot, AreaLevel.MicroGrid, StaffKind.BuildingChief, 1),
            new(Pilot, AreaLevel.MicroGrid, StaffKind.PartyGroup, 1),
        ];

    /// <summary>Parents before children.</summary>
    public IEnumerable<PartyEntry> Party()
    {
        foreach (var street in Areas(AreaLevel.Street))
        {
            var isTown = street.Name.EndsWith('镇');
            yield return Org(isTown ? "town-committee" : "street-committee", street, isTown ? "党委" : "党工委", 40 + (drawn % 30));
            yield return Org("department-partner", street, "部门共建党组织联盟", null);
            yield return Org("new-business", street, "两企三新综合党委", 25 + (drawn % 20));
        }
        foreach (var community in Areas(AreaLevel.Community))
        {
            var isVillage = community.Name.EndsWith('村');
            yield return Org(
                isVillage ? "village-branch" : "community-committee",
                community,
                isVillage ? "党支部" : "党委",
                60 + (drawn % 80)
            );
            if (!community.Code.StartsWith(Pilot, StringComparison.Ordinal))
                continue;
            yield return Org("red-property-council", community, "红色物业管委会", null);
            yield return Org("red-steward", community, "红色管家队伍", null);
        }
        foreach (var grid in Areas(AreaLevel.Grid))
            if (++drawn % 37 != 4)
                yield return Org("grid-branch", grid, "党支部", 12 + (drawn % 30));
        foreach (var micro in Below(Pilot, AreaLevel.MicroGrid))
            if (++drawn % 11 != 4)
                yield return Org("micro-grid-group", micro, "党小组", 3 + (drawn % 6)) with
                {
                    Contacts = Contacts(micro.Code),
                };
    }

    /// <summary>What the district says for all, and where the pilot street says more; two streets have no review yet.</summary>
    public IEnumerable<CharterEntry> Charters()
    {
        yield return new(District, 3, "掌握网格人、地、事、物情况；巡查发现问题，能当场解决的当场解决；上报、核实、跟进、反馈每一件事。");
        yield return new(District, 4, "日常巡查、入户走访、矛盾排查、政策宣传、便民代办。");
        yield return new(District, 5, "重点点位当日到，一般点位一周轮一遍。", 5, 60);
        yield return new(District, 6, "发现上报、核实立案、分类派办、现场处置、核查结案、回访评价。");
        yield return new(District, 7, "小事不出网格当日办，大事不出社区三日办，难事按时限呈报街道。");
        yield return new(Pilot, 5, "商圈早晚各巡一遍，背街小巷每日一遍。", 7, 80);
        foreach (var street in Areas(AreaLevel.Street).Where(s => s.Code is not ("410103100" or "410103015")))
            yield return new(street.Code, 8, "每月看走访、办结、群众评价和同事互评，只评工作，不评居民。");
    }

    /// <summary>Three ways in which a district may gather people; the digits mean nothing to the program.</summary>
    public static IEnumerable<SchemeEntry> Schemes() =>
        [
            new(
                District,
                "1+4+X",
                "1+4+X",
                From,
                [
                    ("社区书记", "Community secretary", null, Role.CommunitySecretary, true),
                    ("网格员", "Grid worker", null, Role.GridWorker, true),
                    ("综合执法", "Enforcement", "enforcement", null, true),
                    ("公安", "Police", "police", null, true),
                    ("市场监管", "Market supervision", "market", null, true),
                    ("应急处置组", "Response group", "response-{street}", null, false),
                    ("消防救援", "Fire and rescue", "fire", null, false),
                ]
            ),
            new(
                Pilot,
                "1+4+3+1",
                "1+4+3+1",
                From,
                [
                    ("街道分管领导", "Street leader", null, Role.Leader, true),
                    ("综合执法", "Enforcement", "enforcement", null, true),
                    ("公安", "Police", "police", null, true),
                    ("市场监管", "Market supervision", "market", null, true),
                    ("司法所", "Justice office", "justice", null, true),
                    ("应急管理", "Emergency management", "emergency", null, false),
                    ("卫生健康", "Health", "health", null, false),
                    ("住房建设", "Housing and construction", "housing", null, false),
                    ("应急处置组", "Response group", "response-{street}", null, false),
                ]
            ),
            new(
                "410103100",
                "五联五动",
                "Five links",
                From,
                [
                    ("镇分管领导", "Town leader", null, Role.Leader, true),
                    ("村（社区）书记", "Village secretary", null, Role.CommunitySecretary, true),
                    ("镇政府", "Town government", "street-{street}", null, true),
                    ("农业农村和水利", "Rural and water affairs", "water-affairs", null, false),
                    ("应急处置组", "Response group", "response-{street}", null, false),
                ]
            ),
        ];

    private IEnumerable<SeatEntry> InPilot(SeedArea community, string duty)
    {
        yield return Seat(StaffKind.VolunteerLead, community.Code, Name(), community.Name + "志愿服务队长", duty);
        yield return Seat(StaffKind.Deputy, community.Code, Name(), "区人大代表", duty) with
        {
            Hours = "每月第一个周三 9:00–11:30，社区党群服务中心",
        };
        yield return Seat(StaffKind.PartyDelegate, community.Code, Name(), "区党代表", duty) with
        {
            Hours = "每月第二个周三 9:00–11:30，社区党群服务中心",
        };
        yield return Seat(StaffKind.Adviser, community.Code, Name(), "区政协委员", duty) with
        {
            Hours = "每月第三个周三 15:00–17:00，社区会客厅",
        };
        foreach (var grid in Below(community.Code, AreaLevel.Grid))
            yield return Seat(StaffKind.Property, grid.Code, Name(), grid.Name + "物业负责人", Office());
        foreach (var micro in Below(community.Code, AreaLevel.MicroGrid))
        {
            drawn++;
            if (drawn % 17 != 6 && !posted.Contains(micro.Code))
                yield return Seat(StaffKind.MicroLead, micro.Code, Name(), micro.Name + "长", null);
            if (drawn % 13 != 2)
                yield return Seat(StaffKind.BuildingChief, micro.Code, Name(), $"{1 + (drawn % 9)}号楼楼栋长", null);
        }
    }

    private IReadOnlyList<(string, IReadOnlyList<string>)> Contacts(string micro) =>
        !micro.StartsWith(PilotCommunity, StringComparison.Ordinal)
            ? []
            :
            [
                .. Enumerable
                    .Range(1, 3)
                    .Select(i =>
                        (
                            Name(),
                            (IReadOnlyList<string>)[.. Enumerable.Range(1, 8).Select(n => $"{i}号楼{1 + (n % 3)}单元{n}0{1 + (n % 2)}")]
                        )
                    ),
            ];

    private PartyEntry Org(string kind, SeedArea area, string what, int? members) =>
        new(kind, area.Code, area.Name + what, Name(), members, From);

    private SeatEntry Seat(StaffKind kind, string area, string name, string title, string? publicPhone) =>
        new(kind, area, name, title, $"154{50_000_000 + drawn:00000000}", publicPhone, null, From, null);

    private SeedPerson Person(string userName, int phone, SeedPost post) => new(userName, Name(), $"154{phone:00000000}", true, [post]);

    /// <summary>A surname of one of the cast with the given name of another.</summary>
    private string Name()
    {
        drawn++;
        var (first, second) = (cast.Staff[drawn * 7 % cast.Staff.Count].Name, cast.Staff[drawn * 11 % cast.Staff.Count].Name);
        return first[..1] + second[1..];
    }

    /// <summary>0371 with a number that begins with 0, which no exchange gives out.</summary>
    private string Office() => $"0371-0{drawn % 10_000_000:0000000}";

    private IEnumerable<SeedArea> Areas(AreaLevel level) => town.Areas.Where(a => a.Level == level);

    private IEnumerable<SeedArea> Below(string code, AreaLevel level) =>
        town.Areas.Where(a => a.Level == level && a.Code.StartsWith(code, StringComparison.Ordinal));
}
