using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Joint;
using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Field;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>The police officer and the mediator of 民主路社区 open the matter they are called to and nothing else; on both databases.</summary>
public sealed class CalledOnlyTests
{
    private const string PolicePost = "police-post-410103010004";
    private const string Mediation = "mediation-410103010004";

    public static TheoryData<Engine, Role, string, string> People =>
        new()
        {
            { Engine.Sqlite, Role.Police, "minjing01", PolicePost },
            { Engine.Sqlite, Role.Mediator, "tiaojie01", Mediation },
            { Engine.Postgres, Role.Police, "minjing01", PolicePost },
            { Engine.Postgres, Role.Mediator, "tiaojie01", Mediation },
        };

    [Theory]
    [MemberData(nameof(People))]
    public async Task Only_the_matter_they_are_called_to_opens_and_its_phones_stay_closed(
        Engine engine,
        Role role,
        string userName,
        string unit
    )
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 30, 1, 30, 0, DateTimeKind.Utc));
        var called = await Accepted(town, "楼上夜里搬桌子");
        var other = await Accepted(town, "楼道堆了纸箱");
        using var officer = await town.As(role, userName);
        (await officer.Refused($"/api/cases/{called}", method: HttpMethod.Get)).Status.ShouldBe(404);

        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"/api/cases/{called}/helpers", new { unitCode = unit, note = "一起上门" });

        (await officer.See($"/cases/{called}")).Status.ShouldBe(HttpStatusCode.OK);
        (await officer.See("/unit?tab=Helping")).Status.ShouldBe(HttpStatusCode.OK);
        (await officer.Refused($"/api/cases/{other}", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await officer.See($"/cases/{other}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = (await officer.See($"/cases/{called}")).Page.Body!.TextContent;
        page.ShouldNotContain("15400010001");
        page.ShouldNotContain("154****0001", customMessage: "not even masked");
        var report = await town.With((_, db) => db.Reports.Where(r => r.CaseId == called).Select(r => r.Id).FirstAsync());
        foreach (var (path, body) in Closed(called, report))
            (await officer.Ask(path, body)).StatusCode.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound], path);

        await officer.Do($"/api/cases/{called}/task/acceptance");
        await officer.Do($"/api/cases/{called}/task/hand-in", new { result = "双方都同意晚十点后不搬动" });
        (
            await town.With((_, db) => db.Set<CaseHelper>().SingleAsync(h => h.CaseId == called && h.UnitCode == unit))
        ).HandedInAt.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(People))]
    public async Task Lists_staff_and_administration_stay_closed_and_nobody_gives_them_an_area(
        Engine engine,
        Role role,
        string userName,
        string unit
    )
    {
        var town = await Town.On(engine);
        unit.ShouldNotBeEmpty();
        using var officer = await town.As(role, userName);
        string[] closed =
        [
            "/centre",
            "/staffing",
            "/staffing/party",
            "/grids",
            "/emergency/new",
            "/centre/new",
            "/check",
            "/rules",
            "/gaps",
            "/coverage",
            "/deadlines",
            "/admin/accounts",
            "/admin/posts",
            "/admin/audit",
        ];
        foreach (var path in closed)
            (await officer.See(path)).Status.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound], path);
        var mine = await town.With(
            (_, db) => db.Set<CaseHelper>().Where(h => h.UnitCode == unit).Select(h => h.CaseId.ToString()).Distinct().ToListAsync()
        );
        var shown = (await officer.See("/cases"))
            .Page.QuerySelectorAll("a[href^='/cases/']")
            .Select(a => a.GetAttribute("href")!.Split('/', '#', '?')[2])
            .Where(key => Guid.TryParse(key, out _));
        shown.Except(mine).ShouldBeEmpty();

        using var security = await town.As(Role.SecurityAdmin);
        var account = await town.With((_, db) => db.Set<Account>().Where(a => a.UserName == userName).Select(a => a.Id).SingleAsync());
        (
            await security.Refused(
                "/api/posts",
                new
                {
                    accountId = account,
                    role = role.ToString(),
                    areaCode = "410103010004",
                    title = "全社区",
                }
            )
        ).ShouldBe((400, "input.invalid"));
    }

    private static (string Path, object? Body)[] Closed(Guid called, Guid report) =>
        [
            ($"/api/reports/{report}/contact", new { purpose = "核实" }),
            ($"/api/cases/{called}/dispatches", new { unitCode = "parks" }),
            ($"/api/cases/{called}/checks", new { passed = true }),
            ($"/api/cases/{called}/closure", new { answer = "好了" }),
            ("/api/emergencies", new { kind = "Fire", severity = 4 }),
        ];

    private static async Task<Guid> Accepted(Town town, string text)
    {
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text,
                phone = "15400010001",
                lon = OwnGround.Lon,
                lat = OwnGround.Lat,
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = Reported.Manhole });
        await town.Settle();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        return receipt.CaseId();
    }
}
