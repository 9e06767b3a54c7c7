using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.SecondFactors;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>The authenticator app, its recovery codes and passkeys, from setting up to losing them.</summary>
public sealed class SecondFactorTests
{
    private const string Whole = "410103";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_administrators_post_rests_until_an_app_is_set_up_and_then_asks_for_its_code(Engine engine)
    {
        await using var host = await Demanding(engine);
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        using var browser = await host.SignedIn("sys");

        (await browser.GetAsync("/api/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Text(await browser.GetAsync("/api/accounts"))).ShouldContain("second-factor.set-up-first");
        var (secret, codes) = await SetUp(host, browser);

        codes.Count.ShouldBe(RecoveryCodes.Count);
        (await browser.GetAsync("/api/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var other = host.Browser();
        var step = await Step(other, "sys");
        (await other.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized); // the password alone opened nothing
        host.Clock.Move(TimeSpan.FromSeconds(30)); // the code that confirmed it is used
        (await Type(other, step, Totp.Code(secret, Totp.StepOf(host.Clock.UtcNow)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.GetAsync("/api/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_opens_once_and_a_recovery_code_opens_once()
    {
        await using var host = await Demanding();
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        var (secret, codes) = await SetUp(host, await host.SignedIn("sys"));
        host.Clock.Move(TimeSpan.FromSeconds(30));
        var code = Totp.Code(secret, Totp.StepOf(host.Clock.UtcNow));
        using var browser = host.Browser();

        (await Type(browser, await Step(browser, "sys"), code)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Type(browser, await Step(browser, "sys"), code)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var spare = codes[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal);
        (await Type(browser, await Step(browser, "sys"), spare)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Type(browser, await Step(browser, "sys"), spare)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetFromJsonAsync<JsonNode>("/api/me/second-factor"))!["recoveryLeft"]!.GetValue<int>().ShouldBe(9);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Guessing_codes_locks_the_account_though_the_password_is_right_each_time(Engine engine)
    {
        await using var host = await Demanding(engine);
        var id = await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        var (secret, _) = await SetUp(host, await host.SignedIn("sys"));
        using var browser = host.Browser();

        for (var i = 0; i < Account.MostTries; i++)
        {
            var wrong =
                (
                    int.Parse(Totp.Code(secret, Totp.StepOf(host.Clock.UtcNow)), System.Globalization.CultureInfo.InvariantCulture)
                    + 500_000
                    + i
                ) % 1_000_000;
            (await Type(browser, await Step(browser, "sys"), $"{wrong:D6}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await host.With((_, db) => db.Accounts.SingleAsync(a => a.Id == id))).IsLocked(host.Clock.UtcNow).ShouldBeTrue();
        (await IdentityHost.SignIn(browser, "sys", IdentityHost.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_right_password_alone_never_locks_and_never_forgives()
    {
        await using var host = await Demanding();
        var id = await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        await SetUp(host, await host.SignedIn("sys"));
        using var browser = host.Browser();
        await IdentityHost.SignIn(browser, "sys", "Wrong-Lantern-1");

        for (var i = 0; i < 2 * Account.MostTries; i++)
            await Step(browser, "sys");

        (await host.With((_, db) => db.Accounts.SingleAsync(a => a.Id == id))).FailedTries.ShouldBe(1);
    }

    [Fact]
    public async Task The_second_step_ends_after_five_minutes_and_with_a_new_password()
    {
        await using var host = await Demanding();
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        var own = await host.SignedIn("sys");
        var (secret, _) = await SetUp(host, own);
        using var browser = host.Browser();

        var old = await Step(browser, "sys");
        host.Clock.Move(TimeSpan.FromMinutes(6));
        (await Text(await Type(browser, old, Totp.Code(secret, Totp.StepOf(host.Clock.UtcNow))))).ShouldContain("五分钟");
        var changed = await Step(browser, "sys");
        (
            await own.PutAsJsonAsync("/api/me/password", new { currentPassword = IdentityHost.Password, newPassword = "Willow-Lane-2026" })
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Text(await Type(browser, changed, Totp.Code(secret, Totp.StepOf(host.Clock.UtcNow))))).ShouldContain("五分钟");
    }

    [Fact]
    public async Task The_last_second_factor_of_an_administrator_cannot_be_taken_away_and_a_stale_page_sets_up_none()
    {
        await using var host = await Demanding();
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        using var browser = await host.SignedIn("sys");
        var (secret, _) = await SetUp(host, browser);
        host.Clock.Move(TimeSpan.FromSeconds(30));
        var code = Totp.Code(secret, Totp.StepOf(host.Clock.UtcNow));

        (await Text(await browser.PostAsJsonAsync("/api/me/second-factor/removal", new { code }))).ShouldContain("second-factor.required");

        using var worker = await host.SignedIn("li.lei");
        (await SetUp(host, worker)).Codes.Count.ShouldBe(RecoveryCodes.Count); // whoever wants to may
        host.Clock.Move(TimeSpan.FromMinutes(16));
        (await worker.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Text(await worker.PostAsync("/api/me/passkeys/options", null))).ShouldContain("session.not-fresh");
    }

    [Fact]
    public async Task Who_lost_everything_is_let_in_by_the_system_administrator_and_an_administrator_by_the_machine()
    {
        await using var host = await Demanding();
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        await host.Hire("sec", "安全管理员甲", (Role.SecurityAdmin, Whole, null));
        var worker = await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        using var system = await host.SignedIn("sys");
        await SetUp(host, system);
        await SetUp(host, await host.SignedIn("sec"));
        using var lost = await host.SignedIn("li.lei");
        await SetUp(host, lost);
        var security = await host.With((_, db) => db.Accounts.Where(a => a.UserName == "sec").Select(a => a.Id).SingleAsync());

        (await system.DeleteAsync($"/api/accounts/{worker}/second-factor")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await lost.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.SignedIn("li.lei")).Dispose();
        (await Text(await system.DeleteAsync($"/api/accounts/{security}/second-factor"))).ShouldContain("account.administrator");

        var made = await host.With(
            (services, _) => services.GetRequiredService<Roster>().ResetAdministrator("sec", host.Today, host.Clock.UtcNow, default)
        );
        using var back = host.Browser();
        var answer = await (await IdentityHost.SignIn(back, "sec", made.Password)).Content.ReadFromJsonAsync<JsonNode>();
        answer!["step"].ShouldBeNull();
        answer["needsSecondFactor"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Secrets_and_recovery_codes_lie_in_no_column_that_can_be_read()
    {
        await using var host = await Demanding();
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        var (secret, codes) = await SetUp(host, await host.SignedIn("sys"));

        var row = await host.With((_, db) => db.Set<SecondFactor>().SingleAsync());
        var audit = await host.With((_, db) => db.Set<AuditRow>().Select(a => a.Detail).ToListAsync());

        System.Text.Encoding.UTF8.GetString(row.SecretSealed).ShouldNotContain(secret);
        codes.ShouldAllBe(c => !row.RecoveryHashes.Contains(RecoveryCodes.Clean(c)));
        audit.ShouldAllBe(d => !d.Contains(secret));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_passkey_is_a_second_factor_and_opens_without_a_password(Engine engine)
    {
        await using var host = await Demanding(engine);
        await host.Hire("sec", "安全管理员甲", (Role.SecurityAdmin, Whole, null));
        using var browser = await host.SignedIn("sec");
        using var key = new SoftAuthenticator();
        (await browser.GetAsync("/api/posts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await Add(browser, key)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await browser.GetAsync("/api/posts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = host.Browser();
        host.Clock.Move(TimeSpan.FromSeconds(1));
        (await Open(other, key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.GetAsync("/api/posts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.GetFromJsonAsync<JsonNode>("/api/me"))!["signIns"]![0]!["detail"]!.GetValue<string>().ShouldStartWith("Passkey");
        using var third = host.Browser();
        (await Step(third, "sec")).ShouldNotBeEmpty(); // the password alone opens nothing any more
    }

    [Fact]
    public async Task A_passkey_answer_opens_once_in_time_on_this_site_and_only_when_its_owner_opened_it()
    {
        await using var host = await Demanding();
        await host.Hire("sec", "安全管理员甲", (Role.SecurityAdmin, Whole, null));
        using var browser = await host.SignedIn("sec");
        using var key = new SoftAuthenticator();
        using var stranger = new SoftAuthenticator();
        using var elsewhere = new SoftAuthenticator("https://gezhi.example", "localhost");
        (await Add(browser, elsewhere)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Add(browser, key);
        // A session that was opened by the password alone changes nothing more.
        (await Send(browser, "/api/me/passkeys/options", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        stranger.Handle = key.Handle;
        using var other = host.Browser();

        (await Open(other, stranger)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        key.VerifiesItsOwner = false;
        (await Open(other, key)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        key.VerifiesItsOwner = true;
        (await Open(other, key, between: () => host.Clock.Move(TimeSpan.FromMinutes(6)))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var (state, options) = await Asked(other, "/api/session/passkey/options");
        var credential = key.Sign(options);
        (await Send(other, "/api/session/passkey", new { credential, state })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Send(other, "/api/session/passkey", new { credential, state })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_copied_passkey_that_counts_behind_a_disabled_account_and_a_removed_passkey_open_nothing()
    {
        await using var host = await Demanding();
        var id = await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        using var browser = await host.SignedIn("li.lei");
        using var key = new SoftAuthenticator();
        await Add(browser, key);
        using var other = host.Browser();
        (await Open(other, key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Open(other, key)).StatusCode.ShouldBe(HttpStatusCode.OK);

        key.FallBehind();
        (await Open(other, key)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Open(other, key)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Open(other, key)).StatusCode.ShouldBe(HttpStatusCode.OK); // the count has passed the kept one again

        using var system = await host.SignedIn("sys");
        await SetUp(host, system);
        (await system.PostAsync($"/api/accounts/{id}/disabling", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Open(other, key)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await system.DeleteAsync($"/api/accounts/{id}/disabling");
        (await Open(other, key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var mine = await other.GetFromJsonAsync<JsonNode>("/api/me/passkeys");
        (await other.DeleteAsync($"/api/me/passkeys/{mine![0]!["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Open(host.Browser(), key)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Somebody_elses_passkey_is_nobodys()
    {
        await using var host = await Demanding();
        await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        await host.Hire("han.mei", "韩梅", (Role.Dispatcher, Whole, null));
        using var owner = await host.SignedIn("li.lei");
        using var key = new SoftAuthenticator();
        await Add(owner, key);
        var id = (await owner.GetFromJsonAsync<JsonNode>("/api/me/passkeys"))![0]!["id"];
        using var other = await host.SignedIn("han.mei");

        (await other.DeleteAsync($"/api/me/passkeys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetFromJsonAsync<JsonNode>("/api/me/passkeys"))!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_setting_that_names_no_role_stops_the_start() =>
        await Should.ThrowAsync<InvalidOperationException>(() =>
            IdentityHost.Start(settings: (SecondFactorRule.Setting, "SystemAdmin Emperor"))
        );

    private static Task<IdentityHost> Demanding(Engine engine = Engine.Sqlite) =>
        IdentityHost.On(engine, (SecondFactorRule.Setting, "SystemAdmin SecurityAdmin AuditAdmin"));

    internal static async Task<(string Secret, List<string> Codes)> SetUp(IdentityHost host, HttpClient browser)
    {
        var begun = await (await browser.PostAsync("/api/me/second-factor", null)).Content.ReadFromJsonAsync<JsonNode>();
        var secret = begun!["secret"]!.GetValue<string>();
        var confirmed = await browser.PostAsJsonAsync(
            "/api/me/second-factor/confirmation",
            new { code = Totp.Code(secret, Totp.StepOf(host.Clock.UtcNow)) }
        );
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK, await Text(confirmed));
        var codes = (await confirmed.Content.ReadFromJsonAsync<JsonNode>())!["recoveryCodes"]!.AsArray();
        return (secret, [.. codes.Select(c => c!.GetValue<string>())]);
    }

    private static async Task<string> Step(HttpClient browser, string userName)
    {
        var answer = await IdentityHost.SignIn(browser, userName, IdentityHost.Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await Text(answer));
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["step"]!.GetValue<string>();
    }

    private static Task<HttpResponseMessage> Type(HttpClient browser, string step, string code) =>
        browser.PostAsJsonAsync("/api/session/code", new { step, code });

    private static async Task<HttpResponseMessage> Add(HttpClient browser, SoftAuthenticator key)
    {
        var (state, options) = await Asked(browser, "/api/me/passkeys/options");
        return await Send(
            browser,
            "/api/me/passkeys",
            new
            {
                credential = key.Make(options),
                state,
                name = "测试密钥",
            }
        );
    }

    private static async Task<HttpResponseMessage> Open(HttpClient browser, SoftAuthenticator key, Action? between = null)
    {
        var (state, options) = await Asked(browser, "/api/session/passkey/options");
        between?.Invoke();
        return await Send(browser, "/api/session/passkey", new { credential = key.Sign(options), state });
    }

    private static async Task<(string State, JsonNode Options)> Asked(HttpClient browser, string path)
    {
        var answer = await Send(browser, path, new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await Text(answer));
        var asked = await answer.Content.ReadFromJsonAsync<JsonNode>();
        return (asked!["state"]!.GetValue<string>(), asked["options"]!);
    }

    private static Task<HttpResponseMessage> Send(HttpClient browser, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Origin", "http://localhost"); // browsers say so with every POST
        return browser.SendAsync(request);
    }

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();
}
