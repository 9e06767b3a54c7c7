using System.Text.Json;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>An open card follows its case, takes away nothing that was typed, and the page says when the session is over.</summary>
public sealed class LiveCard
{
    private const float Live = 30_000;
    private const string Manhole = "gb47678/matter/01002";

    [Fact]
    public async Task The_card_follows_its_case_keeps_what_was_typed_and_stops_asking_when_the_session_is_over()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.Shared();
        await using var desk1 = await chromium.Desk();
        await using var desk2 = await chromium.Desk();
        await using var desk3 = await chromium.Desk();
        var (empty, typed) = (await Report(gezhi, "井盖松动，一踩就响"), await Report(gezhi, "井盖缺角，绊倒过人"));
        var pressed = await Report(gezhi, "井盖不见了，只放了一根树枝");
        var guo = await SignIn(desk1, gezhi, "caozuo03");
        var colleague = await SignIn(desk2, gezhi, "caozuo02");
        await Expect(guo.Locator("[data-live-dot]")).ToHaveAttributeAsync("data-state", "on", new() { Timeout = Live });

        await PressWhileItChanges(guo, pressed, () => Call(colleague, "POST", $"/api/cases/{pressed}/confirmation-requests", null));

        await Open(guo, empty);
        await File(colleague, empty);
        await Expect(guo.Locator($"[data-case='{empty}'] .top")).Not.ToContainTextAsync("待受理", new() { Timeout = Live });

        await Open(guo, typed);
        await guo.GetByText("改标题、加说明").ClickAsync();
        await guo.Locator("[data-case] input[name=Title]").FillAsync("我正在改的标题");
        await File(colleague, typed);
        await Expect(guo.GetByText("案件已变化")).ToBeVisibleAsync(new() { Timeout = Live });
        await Expect(guo.Locator("[data-case] input[name=Title]")).ToHaveValueAsync("我正在改的标题");
        await guo.GetByRole(AriaRole.Link, new() { Name = "看新情况" }).ClickAsync();
        await Expect(guo.Locator($"[data-case='{typed}'] .top")).Not.ToContainTextAsync("待受理", new() { Timeout = Live });

        var asked = new List<string>();
        guo.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        var elsewhere = await SignIn(desk3, gezhi, "caozuo03");
        await Call(elsewhere, "DELETE", "/api/me/sessions", null);
        var link = guo.GetByRole(AriaRole.Link, new() { Name = "请重新登录" });
        await Expect(link).ToBeVisibleAsync(new() { Timeout = Live });
        await Expect(guo.Locator("[data-live-dot]")).ToHaveAttributeAsync("data-state", "out");
        int OfTheCentre() => asked.Count(path => path.StartsWith("/centre", StringComparison.Ordinal));
        var until = OfTheCentre();
        await Task.Delay(4000);
        OfTheCentre().ShouldBe(until, string.Join(' ', asked));
        asked.ShouldNotContain("/sign-in");
        await link.ClickAsync();
        new Uri(guo.Url).PathAndQuery.ShouldStartWith("/sign-in?returnUrl=%2Fcentre");
    }

    private static async Task Open(IPage page, string caseId)
    {
        await page.Locator($"#queue [data-row='{caseId}'] a").First.ClickAsync();
        await Expect(page.Locator($"[data-case='{caseId}'] .top")).ToContainTextAsync("待受理");
    }

    /// <summary>The row under a pressed button stays where it is until the button is up: otherwise the click goes with the row.</summary>
    private static async Task PressWhileItChanges(IPage page, string caseId, Func<Task> change)
    {
        await page.Locator($"#queue [data-row='{caseId}'] a").First.HoverAsync();
        await page.Mouse.DownAsync();
        await page.RunAndWaitForResponseAsync(change, answer => answer.Url.Contains("/centre/rows", StringComparison.Ordinal));
        await Task.Delay(300);
        await page.Mouse.UpAsync();
        await Expect(page.Locator($"[data-case='{caseId}'] .top")).ToBeVisibleAsync(new() { Timeout = Live });
    }

    private static Task File(IPage page, string caseId) => Call(page, "POST", $"/api/cases/{caseId}/filing", new { categoryKey = Manhole });

    private static async Task Call(IPage page, string method, string path, object? body)
    {
        var status = await page.EvaluateAsync<int>(
            "([method, path, body]) => fetch(path, { method, body, headers: { 'Content-Type': 'application/json', Accept: 'application/json' } }).then(a => a.status)",
            new[] { method, path, JsonSerializer.Serialize(body ?? new { }) }
        );
        status.ShouldBeInRange(200, 299);
    }

    private static async Task<string> Report(RunningGezhi gezhi, string text)
    {
        using var aunt = new HttpClient { BaseAddress = gezhi.Address };
        using var content = new StringContent(
            JsonSerializer.Serialize(
                new
                {
                    text,
                    lon = 113.6595,
                    lat = 34.7521,
                }
            ),
            System.Text.Encoding.UTF8,
            "application/json"
        );
        var answer = await aunt.PostAsync(new Uri("/api/reports", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("caseId").GetString()!;
    }

    private static async Task<IPage> SignIn(IBrowserContext context, RunningGezhi gezhi, string userName)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(await gezhi.SignInLink("operator", userName));
        return page;
    }
}
