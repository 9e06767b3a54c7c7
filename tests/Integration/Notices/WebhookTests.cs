using System.Text.Json.Nodes;
using Gezhi.Cases.Webhooks;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Notify;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>A program elsewhere hears of each step, signed, at least once and without anybody's words.</summary>
public sealed class WebhookTests
{
    private const string Api = "/api/webhooks";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Each_step_arrives_signed_with_numbers_and_words_for_the_public_only(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        await using var receiver = await Receiver.Start();
        var (id, secret) = await Made(notices, receiver, []);

        var caseId = await Filed(notices, "张桂兰说她家门口井盖松动");
        await notices.Deliver();

        var calls = receiver.Calls.ToList();
        calls.Select(c => c.Headers["gezhi-event"]).ShouldContain("case.reported");
        var filed = calls.Single(c => c.Headers["gezhi-event"] == "case.filed");
        filed.Headers["gezhi-signature"].ShouldBe(Signed(secret, filed));
        filed.Body.ShouldNotContain("张桂兰");
        var body = JsonNode.Parse(filed.Body)!;
        body["id"]!.GetValue<string>().ShouldBe(filed.Headers["gezhi-event-id"]);
        body["case"]!["id"]!.GetValue<Guid>().ShouldBe(caseId);
        body["case"]!["state"]!.GetValue<string>().ShouldBe("Filed");
        body["case"]!["no"]!.GetValue<string>().ShouldStartWith("410103");
        body["case"]!["categoryName"]!.GetValue<string>().ShouldNotBeEmpty();
        body["case"]!["publicState"]!.GetValue<string>().ShouldBe("已安排");
        await Off(notices, id);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_not_taken_comes_again_with_the_same_event_id_also_after_a_crash_and_after_a_day_a_person_must_look(
        Engine engine
    )
    {
        var notices = await NoticeTown.On(engine);
        await using var receiver = await Receiver.Start();
        var (id, _) = await Made(notices, receiver, ["case.filed"]);
        receiver.Status = 500;
        await Filed(notices, "路灯不亮");
        await notices.Deliver();
        var first = receiver.Calls.ShouldHaveSingleItem();
        var parcel = (await notices.Parcels(id)).ShouldHaveSingleItem();
        parcel.LastError.ShouldBe("HTTP 500");

        receiver.Status = 200;
        await notices.LeftInHand(parcel.Id); // the process died with it in its hands
        notices.Town.Clock.Move(Postman.Abandoned);
        await notices.Deliver();

        receiver.Calls.Count.ShouldBe(2);
        receiver.Calls.Last().Headers["gezhi-event-id"].ShouldBe(first.Headers["gezhi-event-id"]);
        receiver.Calls.Last().Body.ShouldBe(first.Body);
        (await notices.Parcels(id)).Single().Answer.ShouldBe("200");

        receiver.Status = 503;
        await Filed(notices, "井盖松动");
        var began = notices.Town.Clock.GetUtcNow();
        for (var times = 0; times < 20; times++)
        {
            await notices.Deliver();
            if ((await notices.Parcels(id)).Last() is not { NextAt: { } next })
                break;
            notices.Town.Clock.Set(DateTime.SpecifyKind(next, DateTimeKind.Utc));
        }
        var dead = (await notices.Parcels(id)).Last();
        dead.DeadAt.ShouldNotBeNull();
        (notices.Town.Clock.GetUtcNow() - began).TotalHours.ShouldBeInRange(20, 26);

        receiver.Status = 200;
        using var administrator = await notices.Town.As(Role.SystemAdmin, "xitong01");
        await administrator.Do($"{Api}/{id}/deliveries/{dead.Id}/again");
        await notices.Deliver();
        receiver.Calls.Last().Headers["gezhi-event-id"].ShouldBe(dead.EventId.ToString());
        (await notices.Parcels(id)).Last().DoneAt.ShouldNotBeNull();
        (await administrator.Refused($"{Api}/{Guid.Empty}/deliveries/{dead.Id}/again")).Status.ShouldBe(404);
        await Off(notices, id);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_webhook_hears_only_its_events_of_its_area_and_nothing_when_it_is_off(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        await using var receiver = await Receiver.Start();
        var (id, _) = await Made(notices, receiver, ["case.closed"]);
        var (elsewhere, _) = await Made(notices, receiver, [], "410103999");
        await Filed(notices, "井盖松动");
        await notices.Deliver();
        receiver.Calls.ShouldBeEmpty();

        using var administrator = await notices.Town.As(Role.SystemAdmin, "xitong01");
        await administrator.Do($"{Api}/{id}/ping");
        await notices.Deliver();
        receiver.Calls.ShouldHaveSingleItem().Headers["gezhi-event"].ShouldBe("ping");
        await Off(notices, id);
        (await administrator.Refused($"{Api}/{id}/ping")).ShouldBe((409, "webhook.off"));
        await administrator.Do($"{Api}/{elsewhere}", method: HttpMethod.Delete);
        JsonNode
            .Parse(await administrator.GetStringAsync(new Uri(Api, UriKind.Relative)))!
            .AsArray()
            .ShouldNotContain(w => w!["id"]!.GetValue<Guid>() == elsewhere);
    }

    [Fact]
    public async Task The_page_shows_the_secret_once_and_what_was_sent()
    {
        var notices = await NoticeTown.On(Engine.Sqlite);
        await using var receiver = await Receiver.Start();
        var (id, secret) = await Made(notices, receiver, []);
        using var administrator = await notices.Town.As(Role.SystemAdmin, "xitong01");
        await administrator.Do($"{Api}/{id}/ping");
        await notices.Deliver();
        administrator.DefaultRequestHeaders.Accept.Clear();

        var list = await administrator.GetStringAsync(new Uri("/admin/webhooks", UriKind.Relative));
        var page = await administrator.GetStringAsync(new Uri($"/admin/webhooks/{id}", UriKind.Relative));

        list.ShouldContain(receiver.Address);
        list.ShouldNotContain(secret);
        page.ShouldContain("已送达 200");
        page.ShouldContain("再发一次");
        page.ShouldNotContain(secret);
        await Off(notices, id);
    }

    [Fact]
    public async Task Without_leave_of_the_configuration_neither_this_machine_nor_the_network_behind_it_is_called()
    {
        await using var town = await Town.Start(Engine.Sqlite, "--Callbacks:AllowPrivate=false");
        using var administrator = await town.As(Role.SystemAdmin, "xitong01");
        foreach (
            var url in new[]
            {
                "ftp://example.org/x",
                "https://127.0.0.1/x",
                "https://localhost/x",
                "https://10.0.0.8/x",
                "https://[::1]/x",
                "https://u:p@example.org/",
            }
        )
            (await administrator.Refused(Api, new { name = "外网", url })).Status.ShouldBe(400, url);
        await using var receiver = await Receiver.Start();
        var made = await administrator.Do(Api, new { name = "改了解析的名字", url = "https://example.org/x" });
        var id = made["id"]!.GetValue<Guid>();
        await town.With( // the name leads into our own network by now
            (_, db) => db.Set<Webhook>().Where(w => w.Id == id).ExecuteUpdateAsync(w => w.SetProperty(x => x.Url, receiver.Address))
        );
        await administrator.Do($"{Api}/{id}/ping");
        for (var times = 0; times < 50 && await Attempts(town, id) == 0; times++)
        {
            await town.Services.GetRequiredService<Postman>().Carry(Town.District, CancellationToken.None);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        (await Attempts(town, id)).ShouldBeGreaterThan(0);
        receiver.Calls.ShouldBeEmpty();
    }

    private static Task<int> Attempts(Town town, Guid id) =>
        town.With((_, db) => db.Set<Parcel>().Where(p => p.OwnerId == id).SumAsync(p => p.Attempts));

    private static string Signed(string secret, Receiver.Call call) =>
        "v1="
        + Convert.ToHexStringLower(
            System.Security.Cryptography.HMACSHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(secret),
                System.Text.Encoding.UTF8.GetBytes($"{call.Headers["gezhi-timestamp"]}.{call.Body}")
            )
        );

    private static async Task<(Guid Id, string Secret)> Made(NoticeTown notices, Receiver receiver, string[] kinds, string? areaCode = null)
    {
        using var administrator = await notices.Town.As(Role.SystemAdmin, "xitong01");
        var made = await administrator.Do(
            Api,
            new
            {
                name = "城市大脑",
                url = receiver.Address + "/gezhi",
                kinds,
                areaCode,
            }
        );
        return (made["id"]!.GetValue<Guid>(), made["secret"]!.GetValue<string>());
    }

    private static async Task Off(NoticeTown notices, Guid id)
    {
        using var administrator = await notices.Town.As(Role.SystemAdmin, "xitong01");
        await administrator.Do($"{Api}/{id}/on", method: HttpMethod.Delete);
    }

    private static async Task<Guid> Filed(NoticeTown notices, string text)
    {
        using var aunt = notices.Town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text,
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );
        var caseId = receipt["caseId"]!.GetValue<Guid>();
        using var lin = await notices.Town.As(Role.Operator, "caozuo01");
        await lin.Do($"/api/cases/{caseId}/filing", new { categoryKey = "gb47678/matter/01002" });
        return caseId;
    }
}
