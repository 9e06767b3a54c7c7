using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Partners;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Protection;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases;

/// <summary>A partner with a link, and one with an account: the one matter, three answers, nothing else.</summary>
public sealed class PartnerTests
{
    private const string Reporter = "15400010771";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_link_in_a_short_message_opens_one_request_and_what_is_answered_stands_on_the_record(Engine engine)
    {
        var town = await Town.On(engine);
        var (caseId, link, phone) = await Called(town, "井盖翘起来了，请物业围一下", "15409911001");
        using var manager = town.Anybody();

        var page = await manager.See(link);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text("main").ShouldContain("先围起来");
        page.Text("main").ShouldContain("德化街北口");
        foreach (var hidden in new[] { Reporter, "154****0771", phone, caseId.ToString() })
            page.Page.DocumentElement.OuterHtml.ShouldNotContain(hidden);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page = await manager.Submit(page, "main form", ("Answer", "Accept"));
        page.Text("main").ShouldContain("收到");
        page = await manager.Submit(page, "main form", ("Answer", "Arrive"));
        page = await manager.Submit(page, "main form", ("Answer", "Done"), ("Result", "围好了，等市政来"));
        page.Text(".over").ShouldBe("已办完，谢谢您。");

        using var operators = await town.As(Role.Operator, "caozuo01");
        var record = (await operators.See($"/cases/{caseId}")).Text("main");
        foreach (var said in new[] { "试验物业值班", "围好了，等市政来", "已到场" })
            record.ShouldContain(said);
        var call = await town.With((_, db) => db.Set<PartnerCall>().SingleAsync(c => c.CaseId == caseId));
        call.PhoneSealed.ShouldBeNull("nobody needs the number any more");
        (await town.With((_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == call.Id).Select(a => a.Action).ToListAsync())).ShouldBe(
            ["partner.called", "partner.opened"],
            ignoreOrder: true
        );
        (
            await town.With(
                (_, db) =>
                    db.Set<Gezhi.Cases.Timelines.TimelineRow>().CountAsync(t => t.CaseId == caseId && t.Action == CaseAction.HandInTask)
            )
        ).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_link_belongs_to_the_phone_that_accepted_and_ends_by_time_by_hand_and_with_the_next_one(Engine engine)
    {
        var town = await Town.On(engine);
        var (caseId, link, phone) = await Called(town, "井盖松动，请楼长看一下", "15409911002");
        using var chief = town.Anybody();
        using var thief = town.Anybody();
        var page = await chief.Submit(await chief.See(link), "main form", ("Answer", "Accept"));

        (await thief.See(link)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await chief.See(link)).Status.ShouldBe(HttpStatusCode.OK);
        (await thief.See(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'))).Status.ShouldBe(HttpStatusCode.NotFound);
        using var dispatcher = await town.As(Role.Dispatcher, "paiqian01");
        var call = await town.With((_, db) => db.Set<PartnerCall>().SingleAsync(c => c.CaseId == caseId));
        await dispatcher.Do($"/api/cases/{caseId}/partners/{call.Id}/link");
        (await chief.See(link)).Status.ShouldBe(HttpStatusCode.NotFound, "a new link ends the old one");
        var again = await LinkTo(town, phone);
        (await thief.See(again)).Status.ShouldBe(HttpStatusCode.OK, "nobody has accepted the new one yet");
        await dispatcher.Do($"/api/cases/{caseId}/partners/{call.Id}/revocation");
        (await chief.See(again)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await dispatcher.Refused($"/api/cases/{caseId}/partners/{call.Id}/link")).ShouldBe((409, "partner.over"));
        page.ShouldNotBeNull();

        var (_, late, _) = await Called(town, "井盖下沉，请志愿者看住", "15409911003");
        town.Clock.Move(TimeSpan.FromHours(25));
        using var volunteer = town.Anybody();
        (await volunteer.See(late)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Only_who_answers_for_the_case_asks_and_the_page_says_what_to_mend(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = (await town.Dispatched("井盖响，请看一下"))["caseId"]!.GetValue<Guid>();
        var body = new
        {
            partner = "Property",
            title = "试验物业",
            phone = "15409911004",
            ask = "看一下",
        };
        using var elsewhere = await town.As(Role.GridWorker, "wangge0003");
        using var checker = await town.As(Role.Checker, "hecha01");
        using var dispatcher = await town.As(Role.Dispatcher, "paiqian01");

        (await elsewhere.Refused($"/api/cases/{caseId}/partners", body)).Status.ShouldBe(404);
        (await checker.Refused($"/api/cases/{caseId}/partners", body)).Status.ShouldBe(403);
        (await dispatcher.Refused($"/api/cases/{caseId}/partners", body with { phone = "12" })).Status.ShouldBe(400);
        var page = await dispatcher.See($"/cases/{caseId}/partners");
        var refused = await dispatcher.Submit(
            page,
            "form.form",
            ("Kind", "Volunteer"),
            ("Title", "志愿者队"),
            ("Phone", "12"),
            ("Ask", "看住井口")
        );
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Text("#Ask").ShouldBe("看住井口", "what was typed stays");
        var sent = await dispatcher.Submit(
            refused,
            "form.form",
            ("Kind", "Volunteer"),
            ("Title", "志愿者队"),
            ("Phone", "15409911004"),
            ("Ask", "看住井口")
        );
        sent.Text(".partnercalls").ShouldContain("还没有打开");
        (await checker.See($"/cases/{caseId}/partners")).Page.QuerySelector("form.form").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_foreign_host_in_a_request_never_gets_into_a_message(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = (await town.Dispatched("井盖边缘碎了"))["caseId"]!.GetValue<Guid>();
        using var dispatcher = await town.As(Role.Dispatcher, "paiqian01");
        dispatcher.DefaultRequestHeaders.Host = "evil.example";

        var told = await dispatcher.Do(
            $"/api/cases/{caseId}/partners",
            new
            {
                partner = "Property",
                title = "试验物业夜班",
                phone = "15409911009",
                ask = "先围起来",
            }
        );

        told["noAddress"]!.GetValue<bool>().ShouldBeTrue("whoever asked hears why nothing went out");
        told["link"]!.GetValue<string>().ShouldContain("/partner/");
        var file = Path.Combine(town.Services.GetRequiredService<StorageRoot>().Path, "messages.jsonl");
        (File.Exists(file) ? await File.ReadAllTextAsync(file) : "").ShouldNotContain("15409911009");
        (await town.With((_, db) => db.Set<PartnerCall>().SingleAsync(c => c.CaseId == caseId))).SentAt.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_partner_with_account_finds_the_one_matter_after_sign_in(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = (await town.Dispatched("井盖边有人争吵"))["caseId"]!.GetValue<Guid>();
        using var dispatcher = await town.As(Role.Dispatcher, "paiqian01");
        using var officer = await town.As(Role.Police, "minjing01");
        for (var rest = await officer.See("/partner"); rest.Page.QuerySelector("main form") is not null; )
            rest = await Finish(officer, rest); // what other tests left
        (await officer.See("/partner")).Text("h1").ShouldBe("现在没有请您协助的事");
        const string unit = "police-post-410103010004";
        await dispatcher.Do($"/api/cases/{caseId}/helpers", new { unitCode = unit, note = "请到场劝一劝" });

        var page = await officer.See("/partner");
        page.Text(".ask").ShouldContain("请到场劝一劝");
        page = await Finish(officer, page);

        page.Text("h1").ShouldBe("现在没有请您协助的事");
        (
            await town.With(
                (_, db) =>
                    db.Set<Gezhi.Cases.Timelines.TimelineRow>()
                        .Where(t => t.CaseId == caseId && t.UnitCode == unit)
                        .OrderBy(t => t.Sequence)
                        .Select(t => t.Action)
                        .ToListAsync()
            )
        ).ShouldBe([CaseAction.Assist, CaseAction.AcceptTask, CaseAction.ReportIn, CaseAction.HandInTask]);
    }

    private static async Task<Seen> Finish(HttpClient officer, Seen page)
    {
        foreach (var answer in new[] { "accept", "arrive", "done" })
            if (page.Page.QuerySelector($"button[value={answer}]") is not null)
                page = await officer.Submit(page, "main form", ("Answer", answer), ("Result", "劝开了"));
        return page;
    }

    private static async Task<(Guid CaseId, string Link, string Phone)> Called(Town town, string text, string phone)
    {
        var caseId = (await town.Dispatched(text, Reporter))["caseId"]!.GetValue<Guid>();
        using var dispatcher = await town.As(Role.Dispatcher, "paiqian01");
        var answer = await dispatcher.Do(
            $"/api/cases/{caseId}/partners",
            new
            {
                partner = "Property",
                title = "试验物业值班",
                phone,
                ask = "先围起来",
            }
        );
        answer["link"].ShouldBeNull("the link goes to the phone and to nobody else");
        return (caseId, await LinkTo(town, phone), phone);
    }

    /// <summary>The link of the last message to a phone.</summary>
    private static async Task<string> LinkTo(Town town, string phone)
    {
        var file = Path.Combine(town.Services.GetRequiredService<StorageRoot>().Path, "messages.jsonl");
        var sent = (await File.ReadAllLinesAsync(file))
            .Select(line => JsonNode.Parse(line)!)
            .Last(m => m.ToJsonString().Contains(phone, StringComparison.Ordinal));
        var text = string.Join(' ', sent.AsObject().Select(p => p.Value?.ToString()));
        var at = text.IndexOf("/partner/", StringComparison.Ordinal);
        return text[at..(at + "/partner/".Length + 24)];
    }
}
