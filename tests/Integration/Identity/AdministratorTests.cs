using System.Net;
using System.Net.Http.Json;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

public sealed class AdministratorTests
{
    private const string Whole = "410103";

    [Fact]
    public async Task The_system_administrator_opens_an_account_and_the_person_must_choose_a_password_before_working()
    {
        await using var host = await Three();
        using var system = await host.SignedIn("sys");
        using var security = await host.SignedIn("sec");

        var created = await Answer<Created>(await system.PostAsJsonAsync("/api/accounts", new { userName = "zhao.min", name = "赵敏" }));
        (await Give(security, created.Id, Role.Dispatcher, Whole)).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var person = host.Browser();
        (await IdentityHost.SignIn(person, "zhao.min", created.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await person.GetFromJsonAsync<Me>("/api/session"))!.ShouldSatisfyAllConditions(
            me => me.NeedsNewPassword.ShouldBeTrue(),
            me => me.Posts.ShouldBeEmpty()
        );
        (await Change(person, created.Password, "Willow-Lane-2026")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.GetFromJsonAsync<Me>("/api/session"))!.Posts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_ends_every_session_and_the_old_password()
    {
        await using var host = await Three();
        var id = await host.Hire("zhao.min", "赵敏", (Role.Dispatcher, Whole, null));
        using var person = await host.SignedIn("zhao.min");
        using var system = await host.SignedIn("sys");

        var reset = await Answer<Created>(await system.PostAsync($"/api/accounts/{id}/password", null));

        (await person.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await IdentityHost.SignIn(person, "zhao.min", IdentityHost.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IdentityHost.SignIn(person, "zhao.min", reset.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_disabled_person_is_out_at_once_and_may_come_back_when_enabled()
    {
        await using var host = await Three();
        var id = await host.Hire("zhao.min", "赵敏", (Role.Dispatcher, Whole, null));
        using var person = await host.SignedIn("zhao.min");
        using var system = await host.SignedIn("sys");

        (await system.PostAsync($"/api/accounts/{id}/disabling", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await IdentityHost.SignIn(person, "zhao.min", IdentityHost.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await system.DeleteAsync($"/api/accounts/{id}/disabling");
        (await IdentityHost.SignIn(person, "zhao.min", IdentityHost.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_system_administrator_unlocks_before_the_time()
    {
        await using var host = await Three();
        var id = await host.Hire("zhao.min", "赵敏", (Role.Dispatcher, Whole, null));
        using var person = host.Browser();
        for (var i = 0; i < 5; i++)
            await IdentityHost.SignIn(person, "zhao.min", "Wrong-Password-1");
        using var system = await host.SignedIn("sys");
        (await system.GetFromJsonAsync<Page<AccountItem>>("/api/accounts?find=zhao"))!.Rows.Single().IsLocked.ShouldBeTrue();

        await system.DeleteAsync($"/api/accounts/{id}/lock");

        (await IdentityHost.SignIn(person, "zhao.min", IdentityHost.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_administrator_finds_the_others_doors_closed()
    {
        await using var host = await Three();
        var doors = new Dictionary<string, string>
        {
            ["sys"] = "/api/accounts",
            ["sec"] = "/api/posts",
            ["aud"] = "/api/audit",
        };
        foreach (var (who, own) in doors)
        {
            using var administrator = await host.SignedIn(who);
            foreach (var door in doors.Values)
                (await administrator.GetAsync(door)).StatusCode.ShouldBe(door == own ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task The_system_administrator_can_neither_reset_nor_disable_another_administrator()
    {
        await using var host = await Three();
        var audit = await host.With((_, db) => db.Set<Gezhi.Identity.Accounts.Account>().SingleAsync(a => a.UserName == "aud"));
        using var system = await host.SignedIn("sys");

        foreach (var door in new[] { "password", "disabling" })
        {
            var refused = await system.PostAsync($"/api/accounts/{audit.Id}/{door}", null);
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("account.administrator");
        }
    }

    [Fact]
    public async Task The_security_administrator_gives_no_post_to_the_own_account()
    {
        await using var host = await Three();
        var own = await host.With((_, db) => db.Set<Gezhi.Identity.Accounts.Account>().SingleAsync(a => a.UserName == "sec"));
        using var security = await host.SignedIn("sec");

        var refused = await Give(security, own.Id, Role.AuditAdmin, Whole);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("post.self");
    }

    [Theory]
    [InlineData(Role.SystemAdmin, Role.AuditAdmin)]
    [InlineData(Role.AuditAdmin, Role.Dispatcher)]
    [InlineData(Role.Dispatcher, Role.SecurityAdmin)]
    public async Task Nobody_holds_an_administrators_post_beside_another(Role first, Role second)
    {
        await using var host = await Three();
        var id = await host.Hire("zhao.min", "赵敏", (first, Whole, null));
        using var security = await host.SignedIn("sec");

        var refused = await Give(security, id, second, Whole);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("post.separation");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Two_conflicting_posts_given_at_once_do_not_both_stand(Engine engine)
    {
        await using var host = await Three(engine);
        var id = await host.Hire("zhao.min", "赵敏");
        using var security = await host.SignedIn("sec");

        var answers = await Task.WhenAll(
            Give(security, id, Role.AuditAdmin, Whole),
            Give(security, id, Role.SystemAdmin, Whole),
            Give(security, id, Role.Dispatcher, Whole)
        );

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
    }

    [Fact]
    public async Task A_post_that_is_given_or_ended_counts_at_the_next_request()
    {
        await using var host = await Three();
        var id = await host.Hire("li.lei", "李雷");
        using var worker = await host.SignedIn("li.lei");
        using var security = await host.SignedIn("sec");
        (await worker.GetFromJsonAsync<Me>("/api/session"))!.Posts.ShouldBeEmpty();

        var given = await Answer<Created>(await Give(security, id, Role.GridWorker, "410103001001001", "Z3 网格员"));
        (await worker.GetFromJsonAsync<Me>("/api/session"))!.Posts.Single().Title.ShouldBe("Z3 网格员");

        await security.PostAsJsonAsync($"/api/posts/{given.Id}/end", new { });
        (await worker.GetFromJsonAsync<Me>("/api/session"))!.Posts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_whose_end_is_set_is_only_shortened_by_ending_it()
    {
        await using var host = await Three();
        var id = await host.Hire("li.lei", "李雷");
        using var security = await host.SignedIn("sec");
        var given = await Answer<Created>(await Give(security, id, Role.GridWorker, "410103001001001", "Z3 网格员"));
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime);
        Task<HttpResponseMessage> End(DateOnly on) => security.PostAsJsonAsync($"/api/posts/{given.Id}/end", new { on });

        (await End(today.AddDays(5))).IsSuccessStatusCode.ShouldBeTrue();
        (await End(today.AddYears(70))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await End(today.AddDays(3))).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_post_begins_and_ends_with_its_local_days(Engine engine)
    {
        await using var host = await Three(engine);
        var id = await host.Hire("li.lei", "李雷");
        using var security = await host.SignedIn("sec");
        await security.PostAsJsonAsync(
            "/api/posts",
            new
            {
                accountId = id,
                role = "GridWorker",
                areaCode = "410103001001001",
                title = "Z3 网格员",
                validFrom = host.Today.AddDays(1),
                validTo = host.Today.AddDays(2),
            }
        );

        async Task<int> Posts()
        {
            using var worker = await host.SignedIn("li.lei");
            return (await worker.GetFromJsonAsync<Me>("/api/session"))!.Posts.Count;
        }
        (await Posts()).ShouldBe(0);
        host.Clock.Move(TimeSpan.FromHours(15)); // midnight in Zhengzhou
        (await Posts()).ShouldBe(1);
        host.Clock.Move(TimeSpan.FromHours(24));
        (await Posts()).ShouldBe(0);
    }

    [Theory]
    [InlineData("Handler", "410103", null, "post.needs-unit")]
    [InlineData("GridWorker", null, "lighting", "post.needs-area")]
    [InlineData("GridWorker", "410104001", null, "post.needs-area")]
    [InlineData("GridWorker", "41010", null, "post.needs-area")]
    [InlineData("AuditAdmin", "410103001", null, "post.administrator-area")]
    public async Task A_post_needs_the_place_that_fits_its_role(string role, string? areaCode, string? unitCode, string code)
    {
        await using var host = await Three();
        var accountId = await host.Hire("li.lei", "李雷");
        using var security = await host.SignedIn("sec");

        var refused = await security.PostAsJsonAsync(
            "/api/posts",
            new
            {
                accountId,
                role,
                areaCode,
                unitCode,
                title = "岗位",
            }
        );

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = host.Services.GetRequiredService<Gezhi.Platform.Problems.ProblemTexts>().Find(code, new("zh-CN")).Detail;
        (await refused.Content.ReadFromJsonAsync<Refusal>())!.Errors.Values.SelectMany(e => e).ShouldBe([text]);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_administrators_do_stands_in_the_sealed_trail_with_both_names(Engine engine)
    {
        await using var host = await Three(engine);
        var id = await host.Hire("li.lei", "李雷");
        using var security = await host.SignedIn("sec");
        await Give(security, id, Role.GridWorker, "410103001");
        while (await host.Pump()) { }
        using var audit = await host.SignedIn("aud");

        var page = await audit.GetFromJsonAsync<Page<AuditItem>>("/api/audit?action=post.");

        var row = page!.Rows.Single();
        row.Who.ShouldBe("安全管理员甲");
        row.Whom.ShouldBe("李雷");
        row.Detail.ShouldStartWith("GridWorker 410103001");
        row.IsSealed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_trail_pages_backwards_without_gaps_and_finds_a_local_day(Engine engine)
    {
        await using var host = await Three(engine);
        var first = host.Clock.UtcNow;
        await host.With(
            async (_, db) =>
            {
                for (var i = 0; i < 250; i++)
                    db.Audit(Actor.System(IdentityHost.District), "test.row", null, $"{i}", first.AddMinutes(i * 10));
                await db.Save(CancellationToken.None);
                return 0;
            }
        );
        using var audit = await host.SignedIn("aud");

        var seen = new List<string>();
        var next = "";
        do
        {
            var page = await audit.GetFromJsonAsync<Page<AuditItem>>($"/api/audit?action=test.{next}");
            seen.AddRange(page!.Rows.Select(r => r.Detail));
            next = page.Next is { } before ? $"&before={before}" : "";
        } while (next != "");
        var tomorrow = host.Today.AddDays(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var day = await audit.GetFromJsonAsync<Page<AuditItem>>($"/api/audit?action=test.&from={tomorrow}&to={tomorrow}");

        seen.ShouldBe(Enumerable.Range(0, 250).Reverse().Select(i => $"{i}"));
        day!.Rows.Count.ShouldBe(100);
        day.Rows[0].Detail.ShouldBe("233"); // 09:00 + 233 × 10 min = 23:50 of the next day
    }

    [Fact]
    public async Task The_first_three_administrators_are_appointed_once_with_passwords_of_their_own()
    {
        await using var host = await IdentityHost.Start();
        Task<IReadOnlyList<NewCredential>> Appoint() =>
            host.With((services, _) => services.GetRequiredService<Roster>().AppointAdministrators(host.Today, host.Clock.UtcNow, default));

        var credentials = await Appoint();

        credentials.Count.ShouldBe(3);
        (await Appoint()).ShouldBeEmpty();
        foreach (var (_, userName, password) in credentials)
        {
            using var browser = host.Browser();
            (await IdentityHost.SignIn(browser, userName, password)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await browser.GetFromJsonAsync<Me>("/api/session"))!.NeedsNewPassword.ShouldBeTrue();
        }
    }

    private static async Task<IdentityHost> Three(Engine engine = Engine.Sqlite)
    {
        var host = await IdentityHost.On(engine);
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        await host.Hire("sec", "安全管理员甲", (Role.SecurityAdmin, Whole, null));
        await host.Hire("aud", "审计管理员甲", (Role.AuditAdmin, Whole, null));
        return host;
    }

    private static Task<HttpResponseMessage> Give(HttpClient security, Guid accountId, Role role, string areaCode, string title = "岗位") =>
        security.PostAsJsonAsync(
            "/api/posts",
            new
            {
                accountId,
                role = role.ToString(),
                areaCode,
                title,
            }
        );

    private static Task<HttpResponseMessage> Change(HttpClient browser, string currentPassword, string newPassword) =>
        browser.PutAsJsonAsync("/api/me/password", new { currentPassword, newPassword });

    private static async Task<T> Answer<T>(HttpResponseMessage answer)
    {
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<T>())!;
    }

    private sealed record Created(Guid Id, string UserName, string Password);

    private sealed record Me(bool NeedsNewPassword, List<MyPost> Posts);

    private sealed record MyPost(string Role, string Title);

    private sealed record Page<T>(List<T> Rows, string? Next);

    private sealed record AccountItem(string UserName, bool IsLocked);

    private sealed record AuditItem(string Action, string Who, string Whom, string Detail, bool IsSealed);

    private sealed record Refusal(Dictionary<string, string[]> Errors);
}
