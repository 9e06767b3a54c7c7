using Gezhi.Cases;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Notify;
using Gezhi.Tests.Integration.Resident;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>Residents are not woken at night, not told three times in a minute, and not told at all when they asked for that.</summary>
public sealed class ReporterTimesTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Steps_that_follow_each_other_closely_are_told_together_and_nothing_is_lost(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 14, 15));
        var caseId = await Reported(notices, "15400050001");

        await Office.SetOut(notices.Town, caseId); // filed, dispatched, accepted, on the way: all at 14:15
        await Urgent(notices, caseId, false);
        await notices.Deliver();
        notices.Office.To("15400050001").Count.ShouldBe(1);
        notices.Town.Clock.Move(TimeSpan.FromMinutes(5));
        await notices.Deliver();
        await notices.Deliver();

        var texts = notices.Office.To("15400050001");
        texts.Count.ShouldBe(2);
        string.Concat(texts.Select(t => t.Text)).ShouldContain("出发");
        texts[1].Text.Split('\n').Length.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task At_night_a_step_waits_until_eight_unless_somebody_is_on_the_way_to_something_urgent(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 21, 30));
        var calm = await Reported(notices, "15400050002");
        var urgent = await Reported(notices, "15400050003");
        await Office.SetOut(notices.Town, calm);
        await Urgent(notices, calm, false); // filing a loose manhole cover makes it urgent
        await Office.SetOut(notices.Town, urgent);
        await Urgent(notices, urgent, true);
        await notices.Deliver();

        notices.Office.To("15400050002").ShouldBeEmpty();
        notices.Office.To("15400050003").ShouldHaveSingleItem().Text.ShouldContain("出发");
        notices.Town.Clock.Set(Next(notices, 8, 0));
        await notices.Deliver();
        notices.Office.To("15400050002").ShouldHaveSingleItem().Text.ShouldContain("出发");
        notices.Office.To("15400050003").Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_answered_stop_gets_nothing_more_until_they_want_it_again(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 14, 15));
        (await Reply(notices, "wrong-key-wrong-key-wrong", "13800050004", "退订")).ShouldBe(404);
        (await Reply(notices, "a-key-that-only-the-gateway-knows", "+86 154 0005 0004", " td。")).ShouldBe(200);
        var caseId = await Reported(notices, "15400050004");

        await Office.SetOut(notices.Town, caseId);
        await notices.Deliver();

        notices.Office.To("15400050004").ShouldBeEmpty();
        (await notices.Town.With((_, db) => db.Set<Notice>().Where(n => n.CaseId == caseId).ToListAsync())).ShouldAllBe(n =>
            !n.IsSent && n.Medium == Notice.Stopped
        );
        using var lin = await notices.Town.As(Role.Operator, "caozuo01");
        lin.DefaultRequestHeaders.Accept.Clear();
        (await lin.GetStringAsync(new Uri($"/cases/{caseId}", UriKind.Relative))).ShouldContain("反映人退订了短信");
        (await Reply(notices, "a-key-that-only-the-gateway-knows", "15400050004", "恢复")).ShouldBe(200);
        await Office.Finish(notices.Town, caseId, "已修好");
        await notices.Deliver();
        notices.Town.Clock.Move(TimeSpan.FromMinutes(6));
        await notices.Deliver();
        notices.Office.To("15400050004").ShouldNotBeEmpty();
    }

    private static Task Urgent(NoticeTown notices, Guid caseId, bool isUrgent) =>
        notices.Town.With(
            (_, db) =>
                db.Set<Gezhi.Cases.Case>().Where(c => c.Id == caseId).ExecuteUpdateAsync(c => c.SetProperty(x => x.IsUrgent, isUrgent))
        );

    private static async Task<int> Reply(NoticeTown notices, string key, string phone, string text)
    {
        using var gateway = notices.Town.Anybody();
        gateway.DefaultRequestHeaders.Add(TakeReply.KeyHeader, key);
        return (int)(await gateway.Ask("/api/gateways/sms/replies", new { phone, text })).StatusCode;
    }

    private static async Task<Guid> Reported(NoticeTown notices, string phone)
    {
        using var aunt = notices.Town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "井盖松动",
                lon = Town.Lon,
                lat = Town.Lat,
                phone,
            }
        );
        return receipt["caseId"]!.GetValue<Guid>();
    }

    private static DateTime Next(NoticeTown notices, int hour, int minute) =>
        QuietHours.Next(
            notices.Town.Clock.GetUtcNow().UtcDateTime,
            new TimeOnly(hour, minute),
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")
        );
}
