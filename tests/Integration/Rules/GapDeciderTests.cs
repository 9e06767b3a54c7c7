using Gezhi.Cases;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Messages;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>Who decides a gap reaches all of its cases, is told, and does not leave it behind.</summary>
public sealed class GapDeciderTests
{
    private const string UnknownPole = "gb47678/matter/01034";
    private const string Street = StreetPeople.OtherStreet;
    private const string Market = Street + "024";
    private static readonly (double Lon, double Lat) AtMarket = (113.6379, 34.64667);
    private static readonly (double Lon, double Lat) AtNightMarket = (113.65081, 34.6723);

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_gap_that_grows_beyond_a_community_goes_to_somebody_who_reaches_all_of_it(Engine engine)
    {
        await using var town = await Town.Start(engine);
        using var communityLeader = await town.At(Role.Leader, Market);
        var first = await Dispatched(town, AtMarket);
        var gap = await GapOf(town, first);
        gap.DeciderArea.ShouldBe(Market);
        (await Told(town, gap.DeciderId)).ShouldBe([MessageKind.GapGiven]);
        (await communityLeader.See("/messages")).Text("main").ShouldContain("等您裁决归谁管");

        await Dispatched(town, AtNightMarket);
        var wide = await GapOf(town, first);
        (wide.Id, await town.With((_, db) => db.Set<GapCase>().CountAsync(c => c.GapId == gap.Id)), wide.DeciderArea).ShouldBe(
            (gap.Id, 2, Street)
        );
        wide.DueAt.ShouldBe(gap.DueAt, "the clock goes on");
        (await Told(town, wide.DeciderId)).ShouldBe([MessageKind.GapGiven]);
        var decision = new
        {
            unitCode = "telecom",
            reason = "由通信单位办理",
            becomesRule = true,
            reach = "District",
        };
        (await communityLeader.Refused($"/api/gaps/{gap.Id}/decision", decision)).ShouldBe((409, "gap.beyond"));

        using var streetLeader = await town.As(Role.Leader, await UserOf(town, wide.DeciderId!.Value));
        (await streetLeader.Refused($"/api/gaps/{gap.Id}/decision", decision)).Status.ShouldBe(
            403,
            "a rule of the district is not the street's"
        );
        (await streetLeader.Do($"/api/gaps/{gap.Id}/decision", decision with { reach = "Street" }))["moved"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_case_moved_by_a_decision_runs_by_the_hours_of_its_new_unit(Engine engine)
    {
        await using var town = await Town.Start(engine);
        var id = await Dispatched(town, AtMarket);
        await town.With(
            async (services, db) =>
            {
                var now = town.Clock.GetUtcNow().UtcDateTime;
                db.Add(
                    new UnitHours
                    {
                        DistrictId = Town.District,
                        UnitCode = "telecom",
                        No = 100,
                        Windows = "18:00-20:00",
                        IsEveryDay = true,
                        At = now,
                    }
                );
                await db.Save(CancellationToken.None);
                return await services.GetRequiredService<Timetables>().Load(db, CancellationToken.None);
            }
        );
        using var leader = await town.As(Role.Leader, "lingdao01");

        await leader.Do($"/api/gaps/{(await GapOf(town, id)).Id}/decision", new { unitCode = "telecom", reason = "由通信单位办理" });

        var subject = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
        var timetable = town.Services.GetRequiredService<Timetables>().Of(Town.District);
        DateTime? Due(WorkCalendar calendar) =>
            new DeadlineClock(
                calendar,
                subject.DispatchedAt!.Value,
                new TimeLimit(subject.LimitValue!.Value, subject.LimitUnit!.Value)
            ).DueAt;
        subject.LeadUnitCode.ShouldBe("telecom");
        subject.DueAt.ShouldBe(Due(timetable.CalendarOf("telecom")));
        subject.DueAt.ShouldNotBe(Due(timetable.Calendar));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_leaves_hands_the_undecided_gap_over_and_an_account_is_not_just_disabled(Engine engine)
    {
        await using var town = await Town.Start(engine);
        using var leader = await town.At(Role.Leader, Market);
        var id = await Dispatched(town, AtMarket);
        var gap = await GapOf(town, id);
        var post = await town.With((_, db) => db.Set<Post>().SingleAsync(p => p.AccountId == gap.DeciderId));
        using var security = await town.As(Role.SecurityAdmin, "anquan01");
        using var system = await town.As(Role.SystemAdmin, "xitong01");

        (await system.Refused($"/api/accounts/{gap.DeciderId}/disabling")).ShouldBe((409, "account.handover-needed"));
        (await security.Refused($"/api/posts/{post.Id}/end", new { })).Code.ShouldBe("post.handover-needed");
        (await security.See($"/admin/posts/{post.Id}/handover")).Text("main").ShouldContain("待裁决归谁管");
        await security.Do($"/api/posts/{post.Id}/handover", new { userName = "lingdao01" });
        await town.Settle();

        var lingdao = await town.With((_, db) => db.Set<Account>().Where(a => a.UserName == "lingdao01").Select(a => a.Id).SingleAsync());
        (await GapOf(town, id)).DeciderId.ShouldBe(lingdao);
        (await Told(town, lingdao)).ShouldBe([MessageKind.GapGiven]);
        (await system.Ask($"/api/accounts/{gap.DeciderId}/disabling")).IsSuccessStatusCode.ShouldBeTrue("nothing hangs on it any more");
    }

    private static async Task<Guid> Dispatched(Town town, (double Lon, double Lat) place)
    {
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "不知道谁家的杆子歪了",
                lon = place.Lon,
                lat = place.Lat,
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = UnknownPole });
        await town.Settle();
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/dispatches");
        return Guid.Parse(receipt["caseId"]!.GetValue<string>());
    }

    private static Task<Gap> GapOf(Town town, Guid caseId) =>
        town.With(
            (_, db) =>
                db.Set<GapCase>()
                    .Where(c => c.CaseId == caseId)
                    .Join(db.Set<Gap>().AsNoTracking(), c => c.GapId, g => g.Id, (c, g) => g)
                    .SingleAsync()
        );

    private static Task<List<MessageKind>> Told(Town town, Guid? account) =>
        town.With(
            (_, db) =>
                db.Set<Message>()
                    .Where(m => m.AccountId == account && (m.Kind == MessageKind.GapGiven || m.Kind == MessageKind.GapLate))
                    .OrderBy(m => m.Id)
                    .Select(m => m.Kind)
                    .ToListAsync()
        );

    private static Task<string> UserOf(Town town, Guid account) =>
        town.With((_, db) => db.Set<Account>().Where(a => a.Id == account).Select(a => a.UserName).SingleAsync());
}
