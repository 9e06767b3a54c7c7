using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Gezhi.Identity.Residents;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

public sealed class ResidentTests
{
    private const string Phone = "13800000001";
    private static readonly (string, string) ByFile = ("Messages:Sender", "File");

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_resident_signs_in_with_the_code_that_came_to_the_phone(Engine engine)
    {
        await using var host = await IdentityHost.On(engine, ByFile);
        using var browser = host.Browser();

        (await Ask(browser)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Enter(browser, await Code(host))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var me = await browser.GetFromJsonAsync<Me>("/api/session");
        me!.Kind.ShouldBe("Resident");
        me.Name.ShouldBe("138****0001");
        me.Posts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_same_phone_is_the_same_resident_and_is_kept_sealed(Engine engine)
    {
        await using var host = await IdentityHost.On(engine, ByFile);
        using var browser = host.Browser();
        for (var i = 0; i < 2; i++)
        {
            await Ask(browser, i == 0 ? Phone : "+86 138-0000-0001");
            (await Enter(browser, await Code(host))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            host.Clock.Move(TimeSpan.FromMinutes(2));
        }

        var residents = await host.With((_, db) => db.Residents.ToListAsync());

        residents.Count.ShouldBe(1);
        System.Text.Encoding.UTF8.GetString(residents[0].PhoneSealed).ShouldNotContain(Phone);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        await using var host = await IdentityHost.Start(settings: ByFile);
        using var browser = host.Browser();
        await Ask(browser);
        var code = await Code(host);
        (await Enter(browser, code)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using var thief = host.Browser();

        (await Enter(thief, code)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_code_is_worth_nothing_after_five_minutes()
    {
        await using var host = await IdentityHost.Start(settings: ByFile);
        using var browser = host.Browser();
        await Ask(browser);

        host.Clock.Move(TimeSpan.FromMinutes(5));

        (await Enter(browser, await Code(host))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task After_five_wrong_tries_the_right_code_does_not_help()
    {
        await using var host = await IdentityHost.Start(settings: ByFile);
        using var browser = host.Browser();
        await Ask(browser);
        var code = await Code(host);
        var wrong = code == "000000" ? "000001" : "000000";

        for (var i = 0; i < OneTimeCode.MostTries; i++)
            (await Enter(browser, wrong)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await Enter(browser, code)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_second_code_within_a_minute_is_refused_with_the_seconds_to_wait()
    {
        await using var host = await IdentityHost.Start(settings: ByFile);
        using var browser = host.Browser();
        await Ask(browser);
        host.Clock.Move(TimeSpan.FromSeconds(20));

        var refused = await Ask(browser);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("请在 40 秒后再获取");
        (await host.Sent()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Ten_requests_at_once_send_one_code(Engine engine)
    {
        await using var host = await IdentityHost.On(engine, ByFile);
        using var browser = host.Browser();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Ask(browser)));

        answers.Count(a => a.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(9);
        (await host.Sent()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_eleventh_code_of_a_day_is_refused()
    {
        await using var host = await IdentityHost.Start(settings: ByFile);
        using var browser = host.Browser();
        for (var i = 0; i < OneTimeCode.MostADay; i++)
        {
            (await Ask(browser)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            host.Clock.Move(TimeSpan.FromMinutes(2));
        }

        (await Ask(browser)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        host.Clock.Move(TimeSpan.FromHours(24));
        (await Ask(browser)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("0371-67580990")]
    [InlineData("not a phone")]
    [InlineData("")]
    public async Task Only_a_mobile_phone_gets_a_code(string phone)
    {
        await using var host = await IdentityHost.Start(settings: ByFile);
        using var browser = host.Browser();

        (await Ask(browser, phone)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await host.Sent()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_sender_the_answer_says_so()
    {
        await using var host = await IdentityHost.Start(environment: "Production");
        using var browser = host.Browser();

        var refused = await Ask(browser);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("本地还没有开通短信");
    }

    [Fact]
    public async Task A_signed_in_resident_stays_out_of_the_staff_pages()
    {
        await using var host = await IdentityHost.Start(
            routes =>
            {
                routes.MapGet("/api/unsaid", () => "in");
                routes.MapGet("/api/my/reports", (Actor actor) => actor.AccountId).RequireResident();
            },
            settings: ByFile
        );
        using var browser = host.Browser();
        await Ask(browser);
        await Enter(browser, await Code(host));

        (await browser.GetAsync("/api/unsaid")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync("/api/my/reports")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Too_many_codes_from_one_address_get_429_with_the_time_to_wait()
    {
        await using var host = await IdentityHost.Start(settings: [ByFile, ("Limits:CodesPerTenMinutes", "3")]);
        using var browser = host.Browser();
        for (var i = 0; i < 3; i++)
            (await Ask(browser, $"1380000000{i}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var refused = await Ask(browser, "13800000009");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private static Task<HttpResponseMessage> Ask(HttpClient browser, string phone = Phone) =>
        browser.PostAsJsonAsync("/api/resident-session/code", new { phone });

    private static Task<HttpResponseMessage> Enter(HttpClient browser, string code) =>
        browser.PostAsJsonAsync(
            "/api/resident-session",
            new
            {
                phone = Phone,
                code,
                agreedTo = 1,
                agreedBy = "Self",
            }
        );

    private static async Task<string> Code(IdentityHost host) =>
        Regex.Match((await host.Sent())[^1].Text, "[0-9]{6}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

    private sealed record Me(string Name, string Kind, List<object> Posts);
}
