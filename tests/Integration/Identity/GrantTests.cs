using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Urgent;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>Who gets rights: letters of invitation, posts that take two persons, and urgent grants that take one and alarm the others.</summary>
public sealed class GrantTests
{
    private const string Whole = "410103";
    private const string Street = "410103010";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_letter_opens_once_lets_the_person_choose_a_password_and_nobody_else_knows_one(Engine engine)
    {
        await using var host = await Staffed(engine);
        using var system = await host.SignedIn("sys");
        var created = await Json(await system.PostAsJsonAsync("/api/accounts", new { userName = "zhao.min", name = "赵敏" }));
        var letter = await Json(await system.PostAsync($"/api/accounts/{created["id"]}/invitation", null));
        var path = letter["path"]!.GetValue<string>();
        path.Length.ShouldBe("/join/".Length + 30);
        using var person = host.Browser();

        (await IdentityHost.SignIn(person, "zhao.min", created["password"]!.GetValue<string>())).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await host.Join(path, "zaozaomm22")).ShouldBe("password.too-simple");
        (await host.Join(path, "Zhao.Min-9999")).ShouldBe("password.like-name");
        (await host.Join(path, "Password2026!")).ShouldBe("password.common");
        (await host.Join(path, "Peach-by-the-wall-4")).ShouldBeNull();

        (await IdentityHost.SignIn(person, "zhao.min", "Peach-by-the-wall-4")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.GetFromJsonAsync<JsonNode>("/api/session"))!["needsNewPassword"]!.GetValue<bool>().ShouldBeFalse();
        await Should.ThrowAsync<NotFound>(() => host.Join(path, "Peach-by-the-wall-5"));
        (await host.With((_, db) => db.Set<AuditRow>().Select(a => a.Action).ToListAsync())).ShouldContain("account.joined");
    }

    [Fact]
    public async Task A_letter_is_over_after_its_days_and_when_another_one_was_written_and_none_is_written_to_an_administrator()
    {
        await using var host = await Staffed();
        using var system = await host.SignedIn("sys");
        var id = (await Json(await system.PostAsJsonAsync("/api/accounts", new { userName = "zhao.min", name = "赵敏" })))["id"];
        var first = (await Json(await system.PostAsync($"/api/accounts/{id}/invitation", null)))["path"]!.GetValue<string>();
        var second = (await Json(await system.PostAsync($"/api/accounts/{id}/invitation", null)))["path"]!.GetValue<string>();

        await Should.ThrowAsync<NotFound>(() => host.Join(first, "Peach-by-the-wall-4"));
        host.Clock.Move(TimeSpan.FromDays(7.1));
        await Should.ThrowAsync<NotFound>(() => host.Join(second, "Peach-by-the-wall-4"));
        await Should.ThrowAsync<NotFound>(() => host.Join("/join/410103" + new string('A', 24), "Peach-by-the-wall-4"));
        await Should.ThrowAsync<NotFound>(() => host.Join("/join/999999" + new string('A', 24), "Peach-by-the-wall-4"));
        using var again = await host.SignedIn("sys");
        var audit = await host.With(
            (_, db) => db.Set<Gezhi.Identity.Accounts.Account>().Where(a => a.UserName == "aud").Select(a => a.Id).SingleAsync()
        );
        (await (await again.PostAsync($"/api/accounts/{audit}/invitation", null)).Content.ReadAsStringAsync()).ShouldContain(
            "account.administrator"
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_post_of_high_rights_counts_when_another_security_administrator_agrees(Engine engine)
    {
        await using var host = await Staffed(engine);
        var id = await host.Hire("li.lei", "李雷");
        using var one = await host.SignedIn("sec");
        using var two = await host.SignedIn("sec2");
        using var person = await host.SignedIn("li.lei");

        var asked = await Give(one, id, Role.ShiftLeader);
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var proposal = (await Json(asked))["proposalId"];
        (await Posts(person)).ShouldBe(0);
        (await Code(await Give(two, id, Role.ShiftLeader))).ShouldBe("proposal.twice");
        (await Code(await one.PostAsync($"/api/post-proposals/{proposal}/agreement", null))).ShouldBe("proposal.own");
        (await Posts(person)).ShouldBe(0);

        (await two.PostAsync($"/api/post-proposals/{proposal}/agreement", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Posts(person)).ShouldBe(1);
        (await two.PostAsync($"/api/post-proposals/{proposal}/agreement", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var trail = await host.With(
            (_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == id && a.Action.StartsWith("post.")).OrderBy(a => a.Id).ToListAsync()
        );
        trail.Select(a => a.Action).ShouldBe(["post.proposed", "post.agreed", "post.given"], ignoreOrder: true);
        trail.Select(a => a.AccountId).Distinct().Count().ShouldBe(2);
        (await Give(one, id, Role.Checker)).StatusCode.ShouldBe(HttpStatusCode.Created); // ordinary posts take one
    }

    [Fact]
    public async Task Nobody_agrees_to_the_own_post_and_what_is_refused_taken_back_or_too_old_counts_no_more()
    {
        await using var host = await Staffed();
        var id = await host.Hire("li.lei", "李雷");
        using var one = await host.SignedIn("sec");
        using var two = await host.SignedIn("sec2");
        var other = await host.With(
            (_, db) => db.Set<Gezhi.Identity.Accounts.Account>().Where(a => a.UserName == "sec2").Select(a => a.Id).SingleAsync()
        );

        (await Code(await Give(one, other, Role.AuditAdmin))).ShouldBe("post.separation");
        (await Code(await Give(two, other, Role.ShiftLeader))).ShouldBe("post.self");
        var refused = (await Json(await Give(one, id, Role.Leader)))["proposalId"];
        (await two.PostAsJsonAsync($"/api/post-proposals/{refused}/refusal", new { refusal = "没有任命文件" })).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await two.PostAsync($"/api/post-proposals/{refused}/agreement", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var old = (await Json(await Give(one, id, Role.Leader)))["proposalId"];
        host.Clock.Move(TimeSpan.FromDays(7.1));
        using var later = await host.SignedIn("sec2");
        (await later.PostAsync($"/api/post-proposals/{old}/agreement", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await later.GetFromJsonAsync<JsonNode>("/api/post-proposals"))!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_are_asked_again_when_the_second_person_agrees()
    {
        await using var host = await Staffed();
        var id = await host.Hire("li.lei", "李雷");
        using var one = await host.SignedIn("sec");
        using var two = await host.SignedIn("sec2");
        var proposal = (await Json(await Give(one, id, Role.AuditAdmin)))["proposalId"];
        (await Give(one, id, Role.Checker)).StatusCode.ShouldBe(HttpStatusCode.Created); // meanwhile the person works on cases

        (await Code(await two.PostAsync($"/api/post-proposals/{proposal}/agreement", null))).ShouldBe("post.separation");
    }

    [Fact]
    public async Task The_machine_appoints_a_second_security_administrator_and_never_the_same_person_twice()
    {
        await using var host = await Staffed();
        Task<NewCredential> Another(string name) =>
            host.With(
                (s, _) => s.GetRequiredService<Roster>().AppointAnother(Role.SecurityAdmin, name, host.Today, host.Clock.UtcNow, default)
            );

        var made = await Another("罗敏");

        made.Role.ShouldBe(Role.SecurityAdmin);
        (await IdentityHost.SignIn(host.Browser(), made.UserName, made.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Should.ThrowAsync<RuleViolation>(() => Another("罗敏"))).Code.ShouldBe("post.separation");
        (await Should.ThrowAsync<RuleViolation>(() => Another("审计管理员甲"))).Code.ShouldBe("post.separation");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_urgent_grant_gives_a_role_for_minutes_marks_what_is_done_alarms_the_three_and_is_reviewed(Engine engine)
    {
        await using var host = await Staffed(engine, ("Messages:Sender", "File"));
        await Reachable(host);
        var id = await host.Hire("wang.gang", "王刚", (Role.ShiftLeader, Whole, null));
        using var leader = await host.SignedIn("wang.gang");
        using var audit = await host.SignedIn("aud");
        async Task<bool> SeesRegistry() =>
            (await leader.GetFromJsonAsync<JsonNode>("/api/session"))!["posts"]!
                .AsArray()
                .Any(p => p!["role"]!.GetValue<string>() == "GridLead");
        (await SeesRegistry()).ShouldBeFalse();

        var taken = await Take(leader, "GridLead", Street, 30);
        taken.StatusCode.ShouldBe(HttpStatusCode.Created);
        var grant = Guid.Parse((await Json(taken))["id"]!.GetValue<string>());

        (await SeesRegistry()).ShouldBeTrue();
        (await Code(await Take(leader, "GridWorker", Street, 10))).ShouldBe("urgent.running");
        host.Clock.Move(TimeSpan.FromSeconds(1));
        (await host.With((_, db) => db.Set<Parcel>().Where(p => p.Kind == UrgentRule.Notice.Key).ToListAsync())).Count.ShouldBe(2); // who has an address
        await host.With(
            async (_, db) =>
            {
                db.Audit(
                    new Actor(IdentityHost.District, ActorKind.Staff, id, "王刚", []) { UrgentGrantId = grant },
                    "contact.revealed",
                    id,
                    "核实火情",
                    host.Clock.UtcNow
                );
                await db.Save(default);
                return 0;
            }
        );
        var mark = AuditTrail.UrgentMark(grant);
        var marked = await audit.GetFromJsonAsync<JsonNode>($"/api/audit?words={Uri.EscapeDataString(mark)}");
        marked!["rows"]!.AsArray().Select(r => r!["action"]!.GetValue<string>()).ShouldBe(["contact.revealed", "urgent.taken"]);

        (
            await Code(await audit.PostAsJsonAsync($"/api/urgent-grants/{grant}/review", new { isJustified = true, review = "火情属实" }))
        ).ShouldBe("urgent.still-running");
        host.Clock.Move(TimeSpan.FromMinutes(28.9));
        (await SeesRegistry()).ShouldBeTrue();
        host.Clock.Move(TimeSpan.FromMinutes(1.1));
        (await SeesRegistry()).ShouldBeFalse();
        using var auditor = await host.SignedIn("aud");
        (
            await auditor.PostAsJsonAsync($"/api/urgent-grants/{grant}/review", new { isJustified = true, review = "火情属实" })
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (
            await Code(await auditor.PostAsJsonAsync($"/api/urgent-grants/{grant}/review", new { isJustified = false, review = "改主意" }))
        ).ShouldBe("urgent.reviewed");
    }

    [Fact]
    public async Task An_urgent_grant_stays_inside_the_own_area_below_the_longest_time_and_never_makes_an_administrator()
    {
        await using var host = await Staffed();
        await host.Hire("shu.ji", "舒吉", (Role.CommunitySecretary, "410103010004", null));
        await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        using var secretary = await host.SignedIn("shu.ji");
        using var dispatcher = await host.SignedIn("li.lei");
        using var security = await host.SignedIn("sec");

        (await Take(dispatcher, "GridLead", Street, 30)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Take(secretary, "GridLead", Street, 30)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Take(secretary, "AuditAdmin", "410103010004", 30)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Take(secretary, "GridLead", "410103010004", 121)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Take(secretary, "GridLead", "410103010004", 30, "急")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var grant = (await Json(await Take(secretary, "GridLead", "410103010004", 30)))["id"];
        (await dispatcher.PostAsync($"/api/urgent-grants/{grant}/end", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await security.PostAsync($"/api/urgent-grants/{grant}/end", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await secretary.GetFromJsonAsync<JsonNode>("/api/session"))!["posts"]!.AsArray().Count.ShouldBe(1);
        await Should.ThrowAsync<InvalidOperationException>(() => IdentityHost.Start(settings: ("UrgentGrants:Roles", "AuditAdmin")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_urgent_grant_ends_with_the_post_it_stands_on_and_of_two_at_once_one_is_refused(Engine engine)
    {
        await using var host = await Staffed(engine);
        var id = await host.Hire("wang.gang", "王刚", (Role.Leader, Whole, null));
        using var leader = await host.SignedIn("wang.gang");
        var both = await Task.WhenAll(Take(leader, "GridLead", Street, 30), Take(leader, "GridWorker", Street, 30));
        both.Select(a => a.StatusCode).ShouldBe([HttpStatusCode.Created, HttpStatusCode.Conflict], ignoreOrder: true);
        (await host.With((_, db) => db.Set<UrgentGrant>().CountAsync())).ShouldBe(1);
        (await Posts(leader)).ShouldBe(2);

        await host.With(
            async (services, db) =>
            {
                var post = await db.Set<Gezhi.Identity.Posts.Post>().SingleAsync(p => p.AccountId == id);
                post.ValidTo = post.ValidFrom;
                await db.Save(default);
                services.GetRequiredService<Gezhi.Identity.Sessions.Standings>().Drop(IdentityHost.District, id);
                return 0;
            }
        );

        (await Posts(leader)).ShouldBe(0, "nothing is left to stand on");
    }

    [Theory]
    [InlineData("Sessions:StaffIdleMinutes", "2000")]
    [InlineData("Sessions:AdministratorIdleMinutes", "600")]
    [InlineData("Audit:KeepMonths", "5")]
    [InlineData("Posts:TwoPersonsFor", "Emperor")]
    public async Task A_setting_that_would_weaken_the_rules_stops_the_start(string key, string value) =>
        await Should.ThrowAsync<InvalidOperationException>(() => IdentityHost.Start(settings: (key, value)));

    [Fact]
    public async Task Idle_and_longest_time_of_a_session_are_settings()
    {
        await using var host = await IdentityHost.Start(settings: [("Sessions:StaffIdleMinutes", "10"), ("Sessions:StaffHours", "1")]);
        await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        using var idle = await host.SignedIn("li.lei");
        using var busy = await host.SignedIn("li.lei");

        host.Clock.Move(TimeSpan.FromMinutes(9));
        (await busy.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.Move(TimeSpan.FromMinutes(2));
        (await idle.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        for (var i = 0; i < 6; i++)
        {
            (await busy.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
            host.Clock.Move(TimeSpan.FromMinutes(8));
        }
        host.Clock.Move(TimeSpan.FromMinutes(2));
        (await busy.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized); // an hour, however busy
    }

    [Fact]
    public async Task The_system_administrator_signs_a_lost_telephone_out()
    {
        await using var host = await Staffed();
        var id = await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        using var phone = await host.SignedIn("li.lei");
        using var system = await host.SignedIn("sys");

        (await system.DeleteAsync($"/api/accounts/{id}/sessions")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await phone.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await system.DeleteAsync($"/api/accounts/{Ids.New(host.Clock.UtcNow)}/sessions")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<IdentityHost> Staffed(Engine engine = Engine.Sqlite, params (string, string)[] settings)
    {
        var host = await IdentityHost.On(
            engine,
            [.. settings, ("Posts:TwoPersonsFor", "SystemAdmin SecurityAdmin AuditAdmin ShiftLeader Leader")]
        );
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        await host.Hire("sec", "安全管理员甲", (Role.SecurityAdmin, Whole, null));
        await host.Hire("sec2", "安全管理员乙", (Role.SecurityAdmin, Whole, null));
        await host.Hire("aud", "审计管理员甲", (Role.AuditAdmin, Whole, null));
        return host;
    }

    /// <summary>Two of the four administrators have an address for e-mail.</summary>
    private static Task<int> Reachable(IdentityHost host) =>
        host.With(
            async (services, db) =>
            {
                var book = services.GetRequiredService<NoticeBook>();
                foreach (
                    var account in await db.Set<Gezhi.Identity.Accounts.Account>()
                        .Where(a => a.UserName == "aud" || a.UserName == "sec")
                        .ToListAsync()
                )
                    book.Vouch(account.Id, Media.Email, account.UserName + "@example.gov.cn", host.Clock.UtcNow);
                await db.Save(default);
                return 0;
            }
        );

    private static Task<HttpResponseMessage> Take(
        HttpClient person,
        string role,
        string areaCode,
        int minutes,
        string reason = "居民楼起火，需要联系住户"
    ) =>
        person.PostAsJsonAsync(
            "/api/urgent-grants",
            new
            {
                role,
                areaCode,
                minutes,
                reason,
            }
        );

    private static Task<HttpResponseMessage> Give(HttpClient security, Guid accountId, Role role) =>
        security.PostAsJsonAsync(
            "/api/posts",
            new
            {
                accountId,
                role = role.ToString(),
                areaCode = Whole,
                title = "岗位",
            }
        );

    private static async Task<int> Posts(HttpClient person) =>
        (await person.GetFromJsonAsync<JsonNode>("/api/session"))!["posts"]!.AsArray().Count;

    private static async Task<JsonNode> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<string?> Code(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.StartsWith('{') ? JsonNode.Parse(text)!["code"]?.GetValue<string>() : null;
    }
}

/// <summary>The page of the letter, without its form.</summary>
file static class Joining
{
    /// <returns>Code of what is wrong with the password; null when the person is in.</returns>
    public static Task<string?> Join(this IdentityHost host, string path, string password) =>
        host.With<string?>(
            async (services, _) =>
            {
                try
                {
                    await services
                        .GetRequiredService<Gezhi.Identity.Invitations.Invite>()
                        .Accept(path["/join/".Length..], new(password), new("127.0.0.1", ""), default);
                    return null;
                }
                catch (InvalidInput wrong)
                {
                    return wrong.Errors["NewPassword"].Single();
                }
            }
        );
}
