using System.Net;
using System.Net.Http.Json;
using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

public sealed class SignInTests
{
    private static readonly (Role, string?, string?) Dispatcher = (Role.Dispatcher, "410103", null);

    [Fact]
    public async Task The_right_password_opens_a_session_with_todays_posts()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("zhao.min", "赵敏", Dispatcher);

        using var browser = await host.SignedIn("zhao.min");
        var me = await browser.GetFromJsonAsync<Me>("/api/session");

        me!.Name.ShouldBe("赵敏");
        me.Posts.Select(p => p.Role).ShouldBe(["Dispatcher"]);
    }

    [Fact]
    public async Task Unknown_name_wrong_password_and_locked_account_get_the_same_answer()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var browser = host.Browser();

        var unknown = await Refusal(browser, "nobody.here", "Wrong-Password-1");
        var wrong = await Refusal(browser, "zhao.min", "Wrong-Password-1");
        for (var i = 1; i < Account.MostTries; i++)
            await Refusal(browser, "zhao.min", "Wrong-Password-1");
        var locked = await Refusal(browser, "zhao.min", IdentityHost.Password);

        wrong.ShouldBe(unknown);
        locked.ShouldBe(unknown);
        unknown.ShouldContain("连续输错 5 次");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_locked_account_opens_again_after_fifteen_minutes(Engine engine)
    {
        await using var host = await IdentityHost.On(engine);
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var browser = host.Browser();
        for (var i = 0; i < Account.MostTries; i++)
            await Refusal(browser, "zhao.min", "Wrong-Password-1");

        host.Clock.Move(TimeSpan.FromMinutes(14.9));
        await Refusal(browser, "zhao.min", IdentityHost.Password);
        host.Clock.Move(TimeSpan.FromMinutes(0.2));

        (await IdentityHost.SignIn(browser, "zhao.min", IdentityHost.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Twenty_guesses_at_once_count_as_twenty_tries(Engine engine)
    {
        await using var host = await IdentityHost.On(engine);
        var id = await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var browser = host.Browser();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Refusal(browser, "zhao.min", "Wrong-Password-1")));

        var account = await host.With((_, db) => db.Accounts.SingleAsync(a => a.Id == id));
        account.FailedTries.ShouldBe(Account.MostTries);
        account.IsLocked(host.Clock.GetUtcNow().UtcDateTime).ShouldBeTrue();
    }

    [Fact]
    public async Task Half_an_hour_without_a_request_ends_the_session_and_work_keeps_it()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var browser = await host.SignedIn("zhao.min");

        for (var i = 0; i < 3; i++)
        {
            host.Clock.Move(TimeSpan.FromMinutes(20));
            (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        host.Clock.Move(TimeSpan.FromMinutes(31));

        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_a_page_asks_by_itself_keeps_no_session_awake()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var browser = await host.SignedIn("zhao.min");

        host.Clock.Move(TimeSpan.FromMinutes(20));
        using var background = new HttpRequestMessage(HttpMethod.Get, "/api/session");
        background.Headers.Add("Gezhi-Background", "1");
        (await browser.SendAsync(background)).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.Move(TimeSpan.FromMinutes(11));

        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_administrator_is_signed_out_after_a_quarter_of_an_hour()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, "410103", null));
        using var browser = await host.SignedIn("sys");

        host.Clock.Move(TimeSpan.FromMinutes(16));

        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_signing_out()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var browser = host.Browser();
        var signIn = await IdentityHost.SignIn(browser, "zhao.min", IdentityHost.Password);
        var copied = signIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        (await Ask(host, copied)).ShouldBe(HttpStatusCode.OK);

        (await browser.DeleteAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await Ask(host, copied)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var browser = host.Browser();
        var first = await IdentityHost.SignIn(browser, "zhao.min", IdentityHost.Password);
        var before = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        (await Ask(host, before)).ShouldBe(HttpStatusCode.OK);

        await IdentityHost.SignIn(browser, "zhao.min", IdentityHost.Password);

        (await Ask(host, before)).ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_session_cookie_is_hidden_from_scripts_and_secure_outside_development()
    {
        await using var host = await IdentityHost.Start(environment: "Production");
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var browser = host.Browser();

        var answer = await IdentityHost.SignIn(browser, "zhao.min", IdentityHost.Password);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("__Host-gezhi=");
        cookie.ShouldContain("; secure");
        cookie.ShouldContain("; httponly");
        cookie.ShouldContain("; samesite=lax");
        cookie.ShouldNotContain("expires"); // gone with the browser
    }

    [Fact]
    public async Task Every_sign_in_and_every_refusal_stands_in_the_audit_trail()
    {
        await using var host = await IdentityHost.Start();
        var id = await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var browser = host.Browser();
        await Refusal(browser, "zhao.min", "Wrong-Password-1");
        host.Clock.Move(TimeSpan.FromSeconds(9));
        await IdentityHost.SignIn(browser, "zhao.min", IdentityHost.Password);

        var rows = await host.With((_, db) => db.Set<AuditRow>().OrderBy(a => a.Id).ToListAsync());

        rows.Select(r => (r.Action, r.SubjectId)).ShouldBe([("sign-in.failed", id), ("sign-in.done", id)]);
    }

    [Fact]
    public async Task Rights_are_asked_on_the_group_and_anything_unsaid_is_for_staff_only()
    {
        await using var host = await IdentityHost.Start(routes =>
        {
            routes.MapGet("/api/audit-door", () => "in").RequirePermission(Permission.ReadAudit);
            routes.MapGet("/api/unsaid", () => "in");
            routes.MapGet("/page", () => "in");
            routes.MapGet("/my/page", () => "in").RequireResident();
            routes.MapGet("/open", (Actor actor) => actor.Kind.ToString()).AllowAnonymous();
        });
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        using var stranger = host.Browser();
        using var staff = await host.SignedIn("zhao.min");

        (await stranger.GetAsync("/api/audit-door")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await staff.GetAsync("/api/audit-door")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await staff.GetAsync("/api/audit-door")).Content.ReadAsStringAsync()).ShouldContain("您的岗位不能做这一步");
        (await stranger.GetAsync("/api/unsaid")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await staff.GetAsync("/api/unsaid")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stranger.GetAsync("/page?a=1")).Headers.Location!.ToString().ShouldBe("/sign-in?returnUrl=%2Fpage%3Fa%3D1");
        (await stranger.GetAsync("/my/page")).Headers.Location!.ToString().ShouldBe("/my/sign-in?returnUrl=%2Fmy%2Fpage");
        (await staff.GetAsync("/my/page")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.GetStringAsync("/open")).ShouldBe("Resident");
        (await staff.GetStringAsync("/open")).ShouldBe("Staff");
        (await stranger.GetAsync("/nothing-here")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> Refusal(HttpClient browser, string userName, string password)
    {
        var answer = await IdentityHost.SignIn(browser, userName, password);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return (await answer.Content.ReadFromJsonAsync<Problem>())!.Errors["Password"].Single();
    }

    private static async Task<HttpStatusCode> Ask(IdentityHost host, string cookie)
    {
        using var other = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/session") { Headers = { { "Cookie", cookie } } };
        return (await other.SendAsync(request)).StatusCode;
    }

    private sealed record Me(string Name, List<MyPost> Posts);

    private sealed record MyPost(string Role, string? AreaCode);

    private sealed record Problem(Dictionary<string, string[]> Errors);
}
