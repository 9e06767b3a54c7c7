using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Identity.Accounts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>Sign-in by a government's identity provider: a real one on the loopback, with codes, PKCE and secrets.</summary>
public sealed class GovernmentTests
{
    private static readonly (Role, string?, string?) Dispatcher = (Role.Dispatcher, "410103", null);

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_linked_the_own_account_comes_in_and_nobody_else_does(Engine engine)
    {
        await using var provider = await Provider.Start();
        await using var host = await IdentityHost.On(engine, provider.Settings());
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        provider.Person = new { sub = "gov-0001", name = "赵敏" };

        using var stranger = host.Browser();
        (await provider.Through(stranger)).ShouldBe("/sign-in?refused=government.unknown");
        (await stranger.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var person = await host.SignedIn("zhao.min");
        (await provider.Link(host, person)).ShouldBe("/me?saved=government");
        using var later = host.Browser();
        (await provider.Through(later)).ShouldBe("/staff");
        (await later.GetFromJsonAsync<JsonNode>("/api/session"))!["name"]!.GetValue<string>().ShouldBe("赵敏");

        await host.Hire("han.mei", "韩梅", Dispatcher);
        using var other = await host.SignedIn("han.mei");
        (await provider.Link(host, other)).ShouldBe("/me?refused=government.linked-otherwise");
        provider.Person = new { sub = "gov-0002", name = "别人" };
        (await provider.Through(host.Browser())).ShouldBe("/sign-in?refused=government.unknown");
        (await host.With((_, db) => db.Accounts.CountAsync())).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_user_name_told_by_the_provider_links_nothing_until_its_person_has_confirmed_it(Engine engine)
    {
        await using var provider = await Provider.Start();
        await using var host = await IdentityHost.On(engine, provider.Settings(("GovernmentSignIn:UserNameClaim", "staff.login")));
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        provider.Person = new { sub = "gov-0001", staff = new { login = "Zhao.Min" } };

        (await provider.Through(host.Browser())).ShouldBe("/sign-in?refused=government.link-first");
        (await host.With((_, db) => db.Set<Gezhi.Identity.Government.GovernmentLink>().CountAsync())).ShouldBe(0);
        using var person = await host.SignedIn("zhao.min");
        (await provider.Link(host, person)).ShouldBe("/me?saved=government");
        (await provider.Through(host.Browser())).ShouldBe("/staff");

        provider.Person = new { sub = "gov-0666", staff = new { login = "zhao.min" } };
        (await provider.Through(host.Browser())).ShouldBe("/sign-in?refused=government.link-first", "another subject is another person");
        provider.Person = new { sub = "gov-0007", staff = new { login = "nobody.here" } };
        (await provider.Through(host.Browser())).ShouldBe("/sign-in?refused=government.unknown");
        (await host.With((_, db) => db.Accounts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Accounts_are_created_only_when_configured_and_without_any_post()
    {
        await using var provider = await Provider.Start();
        await using var host = await IdentityHost.Start(
            settings: provider.Settings(("GovernmentSignIn:UserNameClaim", "login"), ("GovernmentSignIn:CreateAccounts", "true"))
        );
        provider.Person = new
        {
            sub = "gov-0009",
            login = "sun.li",
            name = "孙丽",
        };
        using var browser = host.Browser();

        (await provider.Through(browser)).ShouldBe("/staff");

        var me = await browser.GetFromJsonAsync<JsonNode>("/api/session");
        me!["name"]!.GetValue<string>().ShouldBe("孙丽");
        me["posts"]!.AsArray().ShouldBeEmpty();
        provider.Person = new { sub = "gov-0010", login = "no such name!" };
        (await provider.Through(host.Browser())).ShouldBe("/sign-in?refused=government.unknown");
    }

    [Fact]
    public async Task The_own_second_factor_is_asked_for_as_well_unless_the_provider_counts_as_one()
    {
        await using var provider = await Provider.Start();
        provider.Person = new { sub = "gov-0001", login = "zhao.min" };
        foreach (var counts in new[] { false, true })
        {
            await using var host = await IdentityHost.Start(
                settings: provider.Settings(
                    ("GovernmentSignIn:UserNameClaim", "login"),
                    ("GovernmentSignIn:CountsAsSecondFactor", $"{counts}")
                )
            );
            await host.Hire("zhao.min", "赵敏", Dispatcher);
            using var owner = await host.SignedIn("zhao.min");
            (await provider.Link(host, owner)).ShouldBe("/me?saved=government");
            await SecondFactorTests.SetUp(host, owner);
            using var browser = host.Browser();

            (await provider.Through(browser)).ShouldBe(counts ? "/staff" : "/sign-in/second?returnUrl=%2Fstaff");
            (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(counts ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_disabled_account_a_forged_answer_a_stolen_code_and_a_refusal_open_nothing()
    {
        await using var provider = await Provider.Start();
        await using var host = await IdentityHost.Start(settings: provider.Settings(("GovernmentSignIn:UserNameClaim", "login")));
        var id = await host.Hire("zhao.min", "赵敏", Dispatcher);
        provider.Person = new { sub = "gov-0001", login = "zhao.min" };
        using var owner = await host.SignedIn("zhao.min");
        (await provider.Link(host, owner)).ShouldBe("/me?saved=government");
        const string Failed = "/sign-in?refused=government.no-answer";

        using var forged = host.Browser();
        (await forged.GetAsync("/sign-in/government/back?code=made-up&state=made-up")).Headers.Location!.ToString().ShouldBe(Failed);

        using var victim = host.Browser();
        using var thief = host.Browser();
        var back = await provider.Code(victim);
        (await thief.GetAsync(back)).Headers.Location!.ToString().ShouldBe(Failed); // state and PKCE belong to the victim's browser
        (await thief.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var person = host.Browser();
        provider.Refuses = true;
        (await provider.Through(person)).ShouldBe(Failed);
        provider.Refuses = false;
        provider.Breaks = true;
        (await provider.Through(person)).ShouldBe(Failed);
        provider.Breaks = false;
        (await provider.Through(person)).ShouldBe("/staff");

        await host.With(
            async (_, db) =>
            {
                (await db.Accounts.SingleAsync(a => a.Id == id)).DisabledAt = host.Clock.UtcNow;
                await db.Save(default);
                return 0;
            }
        );
        (await provider.Through(host.Browser())).ShouldBe("/sign-in?refused=government.disabled");
        provider.WrongProofs.ShouldBe(0);
    }

    [Fact]
    public async Task After_the_sign_in_nobody_is_sent_to_another_site()
    {
        await using var provider = await Provider.Start();
        await using var host = await IdentityHost.Start(settings: provider.Settings(("GovernmentSignIn:UserNameClaim", "login")));
        await host.Hire("zhao.min", "赵敏", Dispatcher);
        provider.Person = new { sub = "gov-0001", login = "zhao.min" };
        using var owner = await host.SignedIn("zhao.min");
        (await provider.Link(host, owner)).ShouldBe("/me?saved=government");

        (await provider.Through(host.Browser(), "?returnUrl=https%3A%2F%2Fevil.example")).ShouldBe("/staff");
        (await provider.Through(host.Browser(), "?returnUrl=%2F%2Fevil.example")).ShouldBe("/staff");
        (await provider.Through(host.Browser(), "?returnUrl=%2Fme")).ShouldBe("/me");
    }

    [Theory]
    [InlineData("GovernmentSignIn:TokenEndpoint", "not-an-address")]
    [InlineData("GovernmentSignIn:ClientSecret", "")]
    public async Task A_half_configured_provider_stops_the_start(string key, string value)
    {
        await using var provider = await Provider.Start();

        await Should.ThrowAsync<InvalidOperationException>(() => IdentityHost.Start(settings: provider.Settings((key, value))));
    }

    /// <summary>An OAuth 2.0 provider of a few lines: codes open once, PKCE is checked, the secret is asked for.</summary>
    private sealed class Provider(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, (string Challenge, string Redirect)> codes = new();
        private readonly ConcurrentDictionary<string, byte> tokens = new();

        public object Person { get; set; } = new { };

        public bool Refuses { get; set; }

        public bool Breaks { get; set; }

        public int WrongProofs { get; private set; }

        private string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Provider> Start()
        {
            var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var provider = new Provider(app);
            app.MapGet("/authorize", provider.Authorize);
            app.MapPost("/token", provider.Token);
            app.MapGet("/userinfo", provider.UserInfo);
            await app.StartAsync();
            return provider;
        }

        public (string, string)[] Settings(params (string Key, string Value)[] more)
        {
            var settings = new Dictionary<string, string>
            {
                ["GovernmentSignIn:ClientId"] = "gezhi",
                ["GovernmentSignIn:ClientSecret"] = "a-secret-of-the-test",
                ["GovernmentSignIn:AuthorizationEndpoint"] = Address + "/authorize",
                ["GovernmentSignIn:TokenEndpoint"] = Address + "/token",
                ["GovernmentSignIn:UserInformationEndpoint"] = Address + "/userinfo",
            };
            foreach (var (key, value) in more)
                settings[key] = value;
            return [.. settings.Select(s => (s.Key, s.Value))];
        }

        /// <summary>Begins at the sign-in and follows to where the browser ends.</summary>
        public async Task<string> Through(HttpClient browser, string query = "") =>
            (await browser.GetAsync(await Code(browser, query))).Headers.Location!.ToString();

        /// <summary>Begins, signs in at the provider, and stops with the address to which it sends back.</summary>
        public async Task<Uri> Code(HttpClient browser, string query = "") =>
            await Follow(await browser.GetAsync("/sign-in/government" + query));

        public async Task<string> Link(IdentityHost host, HttpClient browser)
        {
            var token = await browser.GetFromJsonAsync<JsonNode>("/api/form-token");
            var fields = new Dictionary<string, string>
            {
                [token!["formFieldName"]!.GetValue<string>()] = token["token"]!.GetValue<string>(),
            };
            var back = await Follow(await browser.PostAsync("/sign-in/government/link", new FormUrlEncodedContent(fields)));
            return (await browser.GetAsync(back)).Headers.Location!.ToString();
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private static async Task<Uri> Follow(HttpResponseMessage started)
        {
            started.StatusCode.ShouldBe(HttpStatusCode.Redirect, await started.Content.ReadAsStringAsync());
            var asked = QueryHelpers.ParseQuery(started.Headers.Location!.Query);
            asked["code_challenge_method"].ToString().ShouldBe("S256");
            asked["state"].ToString().ShouldNotBeEmpty();
            using var outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            return (await outside.GetAsync(started.Headers.Location)).Headers.Location!;
        }

        private IResult Authorize(HttpRequest request)
        {
            var redirect = request.Query["redirect_uri"].ToString();
            var state = Uri.EscapeDataString(request.Query["state"].ToString());
            if (Refuses)
                return Results.Redirect($"{redirect}?error=access_denied&state={state}");
            var code = RandomNumberGenerator.GetHexString(20);
            codes[code] = (request.Query["code_challenge"].ToString(), redirect);
            return Results.Redirect($"{redirect}?code={code}&state={state}");
        }

        private async Task<IResult> Token(HttpRequest request)
        {
            var form = await request.ReadFormAsync();
            if (Breaks)
                return Results.StatusCode(503);
            var proof = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            if (
                form["client_secret"] != "a-secret-of-the-test"
                || !codes.TryRemove(form["code"].ToString(), out var held)
                || held.Challenge != proof
                || held.Redirect != form["redirect_uri"]
            )
            {
                WrongProofs++;
                return Results.BadRequest(new { error = "invalid_grant" });
            }
            var token = RandomNumberGenerator.GetHexString(32);
            tokens[token] = 1;
            return Results.Json(new { access_token = token, token_type = "Bearer" });
        }

        private IResult UserInfo(HttpRequest request) =>
            tokens.ContainsKey(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal))
                ? Results.Json(Person)
                : Results.Unauthorized();
    }
}
