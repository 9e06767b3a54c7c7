using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases.Channels;

/// <summary>Connected systems: their keys, their numbers, their share of requests.</summary>
public sealed class SourceTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_key_is_shown_once_opens_one_channel_is_renewed_and_retired_and_the_trail_knows(Engine engine)
    {
        var town = await Town.On(engine);
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");

        var opened = await xiTong.Submit(
            await xiTong.See("/admin/sources"),
            "form.card.form",
            ("Input.Name", "绿城市民应用"),
            ("Input.Channel", "CitizenApp"),
            ("Input.CallbackUrl", "https://example.com/gezhi")
        );

        opened.Status.ShouldBe(HttpStatusCode.OK);
        opened.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var key = opened.Texts("#shown ~ .facts code")[0];
        key.ShouldStartWith("gz410103-");
        (await xiTong.See("/admin/sources")).Text("table.grid").ShouldNotContain(key);
        var source = (await Find(town, key, Channel.CitizenApp)).ShouldNotBeNull();
        source.Name.ShouldBe("绿城市民应用");
        (await Find(town, key, Channel.Hotline)).ShouldBeNull();
        (await Find(town, key + "x", Channel.CitizenApp)).ShouldBeNull();

        var renewed = await xiTong.Do($"/api/sources/{source.Id}/key", new { });
        (await Find(town, key, Channel.CitizenApp)).ShouldBeNull();
        (await Find(town, renewed["key"]!.GetValue<string>(), Channel.CitizenApp)).ShouldNotBeNull();

        var edit = await xiTong.See($"/admin/sources?edit={source.Id}");
        (await xiTong.Submit(edit, "form:has([name='Chosen.Id'])", ("Chosen.Do", "retire"))).Status.ShouldBe(HttpStatusCode.OK);
        (await Find(town, renewed["key"]!.GetValue<string>(), Channel.CitizenApp)).ShouldBeNull();
        (await xiTong.Refused($"/api/sources/{source.Id}/key", new { })).ShouldBe((409, "source.retired"));
        var trail = await town.With((_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == source.Id).Select(a => a.Action).ToListAsync());
        trail.ShouldBe(["source.connected", "source.renewed", "source.retired"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_same_number_again_gets_the_first_receipt_and_other_content_under_it_is_refused(Engine engine)
    {
        var town = await Town.On(engine);
        var source = await Connect(town, Channel.DigitalCity, "市数字城管");
        var said = new SourceReport("SZCG-2026-0001", "人行道地砖破损", Town.Lon, Town.Lat, PlaceText: "二七广场东口");

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Take(town, source, said)));

        all.Select(r => (r.ReceiptNo, r.Hash, r.CaseId)).Distinct().Count().ShouldBe(1);
        all.Count(r => !r.IsRepeat).ShouldBe(1);
        var refused = await Should.ThrowAsync<RuleViolation>(Take(town, source, said with { Text = "路灯不亮" }));
        refused.Code.ShouldBe("source.other-content");
        refused.Args[1].ShouldBe(all[0].ReceiptNo);
        (await town.With((_, db) => db.Reports.CountAsync(r => r.SourceId == source.Id))).ShouldBe(1);
        var other = await Connect(town, Channel.DigitalCity, "另一个平台");
        (await Take(town, other, said)).IsRepeat.ShouldBeFalse();
    }

    [Fact]
    public async Task A_forgiving_channel_keeps_what_lies_outside_and_a_strict_one_refuses_it()
    {
        var town = await Town.On(Engine.Sqlite);
        var source = await Connect(town, Channel.Hotline, "12345 省平台");
        var outside = new SourceReport("HN-1", "小区停水", 114.9, 35.9, PlaceText: "某小区", CategoryKey: "no/such/thing");

        (await Should.ThrowAsync<RuleViolation>(Take(town, source, outside with { CategoryKey = null }))).Code.ShouldBe("place.outside");
        var receipt = await Take(town, source, outside with { IsForgiving = true });

        var report = await town.With((_, db) => db.Reports.SingleAsync(r => r.Id == receipt.ReportId));
        (report.Lon, report.CategoryKey).ShouldBe((null, null));
        report.PlaceText.ShouldContain("114.9");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/x", "callback.private")]
    [InlineData("https://192.168.1.4/x", "callback.private")]
    [InlineData("https://[::1]/x", "callback.private")]
    [InlineData("https://localhost/x", "callback.private")]
    [InlineData("ftp://example.com/x", "callback.form")]
    [InlineData("/hook", "callback.form")]
    [InlineData("https://user:pw@example.com/", "callback.form")]
    public void A_callback_leads_out_of_the_house(string typed, string code)
    {
        var addresses = new Platform.Notify.CallbackAddress(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());

        Should.Throw<InvalidInput>(() => addresses.Check("CallbackUrl", typed)).Errors["CallbackUrl"].ShouldBe([code]);
    }

    [Fact]
    public async Task Whoever_knocks_too_often_waits_and_the_others_do_not()
    {
        var town = await Town.On(Engine.Sqlite);
        var keys = town.Services.GetRequiredService<SourceKeys>();
        var (busy, quiet) = (
            new Source(Gezhi.Platform.Ids.New(town.Clock.GetUtcNow().UtcDateTime), Town.District, Channel.Sensor, "雨量站", 3, []),
            new Source(Gezhi.Platform.Ids.New(town.Clock.GetUtcNow().UtcDateTime), Town.District, Channel.Sensor, "井盖", 3, [])
        );

        Enumerable.Range(0, 3).ShouldAllBe(_ => keys.Wait(busy) == null);
        keys.Wait(busy).ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        keys.Wait(quiet).ShouldBeNull();
    }

    private static async Task<Source> Connect(Town town, Channel channel, string name)
    {
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");
        var shown = await xiTong.Do("/api/sources", new { channel = channel.ToString(), name });
        return (await Find(town, shown["key"]!.GetValue<string>(), channel))!;
    }

    private static Task<Source?> Find(Town town, string key, Channel channel) =>
        town.With((services, db) => services.GetRequiredService<SourceKeys>().Find(db, key, channel, default));

    private static Task<SourceReceipt> Take(Town town, Source source, SourceReport said) =>
        town.With((services, _) => services.GetRequiredService<SourceIntake>().Take(source, said, [], default));
}
