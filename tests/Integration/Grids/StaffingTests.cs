using System.Net;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Staffing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Grids;

/// <summary>Who is there and who is missing, in the seed town, on both databases.</summary>
public sealed class StaffingTests
{
    private const string Community = "410103010004";
    private const string Grid = Community + "001";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_district_opens_down_to_the_grid_and_finds_vacancies_and_overload(Engine engine)
    {
        var town = await Town.On(engine);
        using var leader = await town.As(Role.Leader, "lingdao01");

        var district = await leader.See("/staffing");
        var street = await leader.See("/staffing?area=410103010");
        var grid = await leader.See($"/staffing?area={Grid}");

        district.Status.ShouldBe(HttpStatusCode.OK);
        district.Page.QuerySelectorAll("a[href='/staffing?area=410103010']").Length.ShouldBeGreaterThan(0);
        int.Parse(district.Texts(".facts4 dd")[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(20);
        district.Text("#overload").ShouldStartWith("超负荷");
        street.Text("main").ShouldContain("楼栋长");
        grid.Text("main").ShouldContain("王磊");
        grid.Text("main").ShouldContain("社区民警");
        grid.Text("main").ShouldContain("网格长");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_secretary_fills_a_seat_and_the_phone_opens_only_with_a_purpose(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var page = await secretary.See($"/staffing/seat?area={Grid}&kind=VolunteerLead");

        var saved = await secretary.Submit(
            page,
            "form.card",
            ("Input.Name", "马小雨"),
            ("Input.Title", "第1网格志愿服务队长"),
            ("Input.Phone", "15400099001"),
            ("Input.PublicPhone", "0371-00000001")
        );

        saved.Text("main").ShouldContain("第1网格志愿服务队长");
        saved.Text("main").ShouldNotContain("15400099001");
        var id = await town.With(
            (_, db) => db.Seats.Where(s => s.Name == "马小雨").OrderByDescending(s => s.Id).Select(s => s.Id).FirstAsync()
        );
        (await secretary.Refused($"/api/seats/{id}/phone", new { purpose = "" })).Status.ShouldBe(400);
        var opened = await secretary.Do($"/api/seats/{id}/phone", new { purpose = "通知开会" });
        opened["phone"]!.GetValue<string>().ShouldBe("15400099001");
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.SubjectId == id && a.Action == "seat.phone-opened"))).ShouldBe(1);
        await secretary.Do($"/api/seats/{id}/end", new { });
        (await secretary.See($"/staffing?area={Grid}")).Text("main").ShouldNotContain("第1网格志愿服务队长");
    }

    [Fact]
    public async Task A_place_with_rights_is_no_seat_and_others_seats_are_not_mine()
    {
        var town = await Town.On(Engine.Sqlite);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        object Seat(string kind, string area, string title = "席位") =>
            new
            {
                kind,
                areaCode = area,
                name = "高一一",
                title,
            };

        (await secretary.Refused("/api/seats", Seat("Worker", Grid))).Code.ShouldBe("seat.is-post");
        (await secretary.Refused("/api/seats", Seat("Police", "410103011001001"))).Status.ShouldBe(403);
        (await secretary.Refused("/api/seats", Seat("Police", Grid, "高一一民警"))).Status.ShouldBe(400);
        (await secretary.Refused("/api/seats", Seat("Police", "410103010004999"))).Status.ShouldBe(400);
        (await worker.Refused("/api/seats", Seat("Police", Grid))).Status.ShouldBe(403);
        (await secretary.See("/staffing?area=410103011")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await worker.See("/staffing")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_norm_is_data_and_a_secretary_changes_only_the_own()
    {
        var town = await Town.On(Engine.Sqlite);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        object Norm(string area, int least) =>
            new
            {
                areaCode = area,
                level = "Grid",
                kind = "Property",
                least,
            };

        (await secretary.Refused("/api/staffing/norm", Norm("410103", 5), HttpMethod.Put)).Status.ShouldBe(403);
        await secretary.Do("/api/staffing/norm", Norm(Community, 2), HttpMethod.Put);

        (await secretary.See($"/staffing?area={Community}")).Text("main").ShouldContain("物业");
        (await secretary.See("/staffing/norm")).Text("main").ShouldContain(Community);
        await secretary.Do("/api/staffing/norm", Norm(Community, 0), HttpMethod.Put);
    }

    [Fact]
    public async Task Gaps_are_taken_away_as_a_table_file()
    {
        var town = await Town.On(Engine.Sqlite);
        using var leader = await town.As(Role.Leader, "lingdao01");

        var file = await leader.GetByteArrayAsync(
            new Uri("/staffing/gaps.csv?area=410103", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        var rows = Gezhi.Platform.Tables.SheetReader.Rows(new MemoryStream(file)).ToList();
        rows.Count.ShouldBeGreaterThan(30);
        rows.ShouldContain(r => r["问题"] == "缺岗" && r["岗席"] == "人民调解员");
        rows.ShouldContain(r => r["问题"] == "户数过多");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_charter_of_a_grid_is_one_page_with_public_titles_and_its_gaps_are_listed(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");

        var page = await secretary.See($"/grids/{Grid}/charter");
        var missing = await (await town.As(Role.Leader, "lingdao01")).See("/staffing/charters?area=410103100");

        page.Page.QuerySelectorAll(".settings > li").Length.ShouldBe(8);
        page.Page.QuerySelector("figure svg").ShouldNotBeNull();
        page.Text("main").ShouldContain("每周巡查 7 次，每月走访 80 户");
        page.Text(".settings").ShouldNotContain("王磊", customMessage: "the page hangs on the wall");
        missing.Text("main").ShouldContain("定考评");
        (await secretary.See("/grids/410103011001001/charter")).Status.ShouldBe(HttpStatusCode.NotFound);
        (
            await secretary.Refused(
                "/api/charters",
                new
                {
                    areaCode = "410103",
                    no = 3,
                    text = "改",
                },
                HttpMethod.Put
            )
        ).Status.ShouldBe(403);
        (
            await secretary.Refused(
                "/api/charters",
                new
                {
                    areaCode = Grid,
                    no = 1,
                    text = "改",
                },
                HttpMethod.Put
            )
        ).Code.ShouldBe("charter.filled-by-itself");
        await secretary.Do(
            "/api/charters",
            new
            {
                areaCode = Grid,
                no = 4,
                text = "夜市收摊后巡一遍。",
            },
            HttpMethod.Put
        );
        (await secretary.See($"/grids/{Grid}/charter")).Text("main").ShouldContain("夜市收摊后巡一遍。");
        await secretary.Do(
            "/api/charters",
            new
            {
                areaCode = Grid,
                no = 4,
                text = "",
            },
            HttpMethod.Put
        );
        (await secretary.See($"/grids/{Grid}/charter")).Text("main").ShouldNotContain("夜市收摊后巡一遍。");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_nearest_scheme_says_who_sits_where(Engine engine)
    {
        var town = await Town.On(engine);

        Task<IReadOnlyList<CoordinationSeat>> At(string area) =>
            town.With((services, _) => services.GetRequiredService<CoordinationSchemes>().SeatsFor(area, CancellationToken.None));

        var pilot = await At(Grid + "01");
        var elsewhere = await At("410103011001");

        pilot.ShouldAllBe(s => s.Scheme == "1+4+3+1");
        pilot.ShouldContain(s => s.UnitCode == "response-410103010" && !s.IsStanding);
        pilot.ShouldContain(s => s.Role == Role.Leader && s.IsStanding);
        elsewhere.ShouldAllBe(s => s.Scheme == "1+4+X");
        (await At("410103")).ShouldNotContain(s => s.UnitCode != null && s.UnitCode.Contains('{'), "no street there");
    }

    [Fact]
    public async Task A_secretary_writes_a_scheme_for_the_own_community_and_ends_it()
    {
        var town = await Town.On(Engine.Sqlite);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        object Scheme(string area, string unit) =>
            new
            {
                areaCode = area,
                nameZh = "五联五动",
                seats = new[]
                {
                    new
                    {
                        nameZh = "应急",
                        unitCode = unit,
                        isStanding = false,
                    },
                },
            };

        (await secretary.Refused("/api/coordination", Scheme("410103010", "response-{street}"))).Status.ShouldBe(403);
        (await secretary.Refused("/api/coordination", Scheme(Community, "nobody"))).Code.ShouldBe("scheme.no-unit");
        await secretary.Do("/api/coordination", Scheme(Community, "response-{street}"));
        var page = await secretary.See($"/staffing/schemes?area={Community}");

        page.Text("#here").ShouldContain("五联五动");
        page.Text("main").ShouldContain("德化街街道应急处置组");
        (await secretary.Submit(page, "ul.lines form")).Text("#here").ShouldContain("1+4+3+1");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_comes_after_leaves_the_record_of_who_was_there_and_takes_no_phone_over(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        object Seat(string name, string? phone, string? id, string lastDay = "2027-12-31") =>
            new
            {
                kind = "Property",
                areaCode = Grid,
                name,
                title = "物业主任",
                phone,
                validFrom = "2026-01-01",
                lastDay,
                seatId = id,
            };
        var old = (await secretary.Do("/api/seats", Seat("冯守信", "15400099002", null)))["id"]!.GetValue<string>();
        (await secretary.Refused("/api/seats", Seat("冯守信", null, old, "9999-12-31"))).Status.ShouldBe(400);
        (await secretary.Do("/api/seats", Seat("冯守信", null, old)))["id"]!
            .GetValue<string>()
            .ShouldBe(old, "the same person is corrected");

        var next = (await secretary.Do("/api/seats", Seat("邹继任", null, old)))["id"]!.GetValue<string>();

        var seats = await town.With(
            (_, db) => db.Seats.AsNoTracking().Where(s => s.Id == Guid.Parse(old) || s.Id == Guid.Parse(next)).ToListAsync()
        );
        var (before, after) = (seats.Single(s => s.Id == Guid.Parse(old)), seats.Single(s => s.Id == Guid.Parse(next)));
        (before.Name, before.ValidFrom, before.PhoneSealed is null).ShouldBe(("冯守信", new DateOnly(2026, 1, 1), false));
        before.ValidTo.ShouldBe(after.ValidFrom);
        (after.Name, after.PhoneSealed).ShouldBe(("邹继任", null));
        await secretary.Do($"/api/seats/{next}/end", new { });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_saves_second_is_told_and_overwrites_nothing(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        object Charter(int version, string text) =>
            new
            {
                areaCode = Grid,
                no = 6,
                text,
                version,
            };
        object Norm(int version, int least) =>
            new
            {
                areaCode = Community,
                level = "Grid",
                kind = "VolunteerLead",
                least,
                version,
            };

        await secretary.Do("/api/charters", Charter(0, "先写的"), HttpMethod.Put);
        (await secretary.Refused("/api/charters", Charter(0, "后写的"), HttpMethod.Put)).Status.ShouldBe(412);
        await secretary.Do("/api/charters", Charter(1, ""), HttpMethod.Put);
        await secretary.Do("/api/staffing/norm", Norm(0, 0), HttpMethod.Put);
        (await secretary.Refused("/api/staffing/norm", Norm(0, 3), HttpMethod.Put)).Status.ShouldBe(412);
        await secretary.Do("/api/staffing/norm", Norm(1, 0), HttpMethod.Put);
        object Scheme(string? follows, int? version) =>
            new
            {
                areaCode = Grid,
                nameZh = "三方联动",
                schemeId = follows,
                version,
                seats = new[]
                {
                    new
                    {
                        nameZh = "书记",
                        role = "CommunitySecretary",
                        isStanding = true,
                    },
                },
            };
        (
            await secretary.Refused(
                "/api/coordination",
                new
                {
                    areaCode = Grid,
                    nameZh = "空",
                    seats = new object?[] { null },
                }
            )
        ).Status.ShouldBe(400);
        var first = (await secretary.Do("/api/coordination", Scheme(null, null)))["id"]!.GetValue<string>();
        var page = await secretary.See($"/staffing/schemes?area={Grid}");
        await secretary.Do("/api/coordination", Scheme(first, 1));
        (await secretary.Refused("/api/coordination", Scheme(first, 1))).Status.ShouldBe(412);
        (await secretary.Submit(page, "ul.lines form")).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var now = await secretary.See($"/staffing/schemes?area={Grid}");
        (await secretary.Submit(now, "ul.lines form")).Text("#here").ShouldContain("1+4+3+1");
    }
}
