using System.Text.Json.Nodes;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>Every screen of the field app and every page of field work: axe finds nothing in light, dark and large type, and nothing sticks out.</summary>
/// <remarks>What is folded is opened first; screens that only a conflict or a revoked device brings are brought about.</remarks>
public sealed class EveryFieldScreen
{
    private const string Pin = "2468";

    /// <summary>Points of the narrowest phone.</summary>
    private const int Narrow = 360;
    private const string Litter = "gb47678/matter/06010";

    /// <summary>Its rule waits for a person; another one would dispatch at the same time as we do.</summary>
    private const string ByHand = "gb47678/matter/03006";

    private static readonly Geolocation There = new()
    {
        Longitude = 113.6597f,
        Latitude = 34.7514f,
        Accuracy = 12,
    };

    private readonly List<string> wrong = [];
    private readonly HashSet<string> seen = [];

    [Fact]
    public async Task Every_screen_is_without_barriers_in_light_in_dark_and_in_large_type()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.WithReports();
        using var operators = await SignedIn(gezhi, "operator", "caozuo01");
        using var dispatchers = await SignedIn(gezhi, "dispatcher", "paiqian01");
        var toConfirm = await Report(operators, "垃圾桶满了，旁边堆着三袋");
        await operators.Do($"/api/cases/{toConfirm}/confirmation-requests", new { });
        var alsoToConfirm = await Report(operators, "绿化带里倒了一堆装修垃圾");
        await operators.Do($"/api/cases/{alsoToConfirm}/confirmation-requests", new { });
        var toHandle = await Report(operators, "窨井盖缺了半边，车绕着走");
        await operators.Do($"/api/cases/{toHandle}/filing", new { categoryKey = ByHand });
        await dispatchers.Do($"/api/cases/{toHandle}/dispatches", new { unitCode = "response-410103010" });
        var partner = await Partner(gezhi, dispatchers, toHandle);
        var toRecheck = await ToRecheck(gezhi);

        await using var hand = await chromium.Phone(There);
        var page = await hand.NewPageAsync();
        await TheApp(page, hand, gezhi, operators, [toConfirm, alsoToConfirm], toHandle, toRecheck);
        await OnlinePages(page, gezhi, toHandle);
        await Revoked(page, gezhi);

        await using var desk = await chromium.Desk();
        await Desks(await desk.NewPageAsync(), gezhi, toHandle);
        await using var theirs = await chromium.Phone();
        var link = await theirs.NewPageAsync();
        await link.GotoAsync(new Uri(gezhi.Address, partner).ToString());
        await Look(link, "partner by link");
        await link.GetByRole(AriaRole.Button, new() { Name = "收到，马上去" }).ClickAsync();
        await link.GetByRole(AriaRole.Button, new() { Name = "已到场" }).ClickAsync();
        await Look(link, "partner arrived");
        await link.GetByRole(AriaRole.Button, new() { Name = "已办完" }).ClickAsync();
        await Look(link, "partner done");
        await link.GotoAsync(new Uri(gezhi.Address, "/partner/nobody-knows-this-link00").ToString());
        await Look(link, "partner link unknown");

        wrong.ShouldBeEmpty();
        seen.Count.ShouldBeGreaterThan(50, string.Join(", ", seen));
    }

    private async Task TheApp(
        IPage page,
        IBrowserContext hand,
        RunningGezhi gezhi,
        HttpClient operators,
        string[] toConfirm,
        string toHandle,
        string toRecheck
    )
    {
        await page.GotoAsync(await gezhi.SignInLink("grid-worker", "wangge0001"));
        await page.GotoAsync(new Uri(gezhi.Address, "/field/app").ToString());
        await page.GetByLabel("本机密码").FillAsync(Pin);
        await Look(page, "choose a PIN");
        await FindsWhatIsWrong(page);
        await page.GetByLabel("再输一次").FillAsync(Pin);
        await page.GetByRole(AriaRole.Button, new() { Name = "好了" }).ClickAsync();
        await Expect(page.Locator(".sync")).ToContainTextAsync("已连接");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");

        foreach (var screen in new[] { "", "map", "new", "outbox", "me", "pin", "patrol", "visits", "home-service", "places" })
            await Screen(page, $"#/{screen}");
        await page.Locator(".tabbar").WaitForAsync();
        foreach (
            var (from, first) in new[] { ("#/visits", ".doorgrid a"), ("#/home-service", "main a.work"), ("#/places", "main ol.next a") }
        )
        {
            await Go(page, from);
            var to = (await page.Locator(first).First.GetAttributeAsync("href"))!;
            await Screen(page, to, $"one of {from}");
        }
        await Screen(page, $"#/task/{toConfirm[0]}", "task to confirm");
        await Screen(page, $"#/task/{toHandle}", "task to handle");
        await Screen(page, "#/task/nobody", "task that is gone");
        await Go(page, "#/places");
        await Expect(page.Locator($"main ol.next a[href='#/inspect/{toRecheck}']")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Go(page, $"#/inspect/{toRecheck}");
        await Expect(page.Locator("main details", new() { HasText = "待复查" })).ToHaveCountAsync(1);
        await Screen(page, $"#/inspect/{toRecheck}", "re-inspection");
        await page.Locator("main details summary", new() { HasText = "待复查" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "合格，销号" }).ClickAsync();
        await Expect(page.Locator("main details .err")).ToContainTextAsync("合格要有照片");
        await Look(page, "re-inspection that lacks a photo");

        await hand.SetOfflineAsync(true);
        foreach (var task in toConfirm)
        {
            await Go(page, $"#/task/{task}");
            await page.GetByLabel("看到了什么").FillAsync("属实，满了三天");
            await page.GetByRole(AriaRole.Button, new() { Name = "情况属实" }).ClickAsync();
            await page.WaitForFunctionAsync("() => location.hash === '#/'");
        }
        await Go(page, $"#/task/{toHandle}");
        await page.Locator("#do").GetByRole(AriaRole.Button, new() { Name = "接单" }).ClickAsync();
        await Screen(page, "#/outbox", "outbox without network");
        await Screen(page, "#/", "home without network");
        foreach (var task in toConfirm)
            await operators.Do($"/api/cases/{task}/filing", new { categoryKey = Litter });
        await hand.SetOfflineAsync(false);
        await Expect(page.Locator(".sync")).ToContainTextAsync("2 条需要您看一看");
        await Screen(page, "#/outbox", "outbox with both sides");
        await Screen(page, $"#/task/{toConfirm[0]}", "task that needs the worker");
        await Decided(page, gezhi);
        await Go(page, "#/me");
        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await Look(page, "asked before signing out");
        await page.GetByRole(AriaRole.Button, new() { Name = "不退出" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "现在上锁" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "打开" })).ToBeVisibleAsync();
        await Look(page, "locked");
    }

    /// <summary>A supervisor decides the held entry: it leaves the queue of the phone with the next sync and shows who decided.</summary>
    private async Task Decided(IPage page, RunningGezhi gezhi)
    {
        using var leader = await SignedIn(gezhi, "shift-leader", "zhiban01");
        var held = (await Read(leader, "/api/field/held"))["rows"]!.AsArray();
        var mine = await page.EvaluateAsync<string>(
            "() => { location.hash = '#/outbox'; return new Promise(done => setTimeout(() => done(document.querySelector('[data-state=needs-me]').dataset.entry), 400)); }"
        );
        held.Select(e => e!["id"]!.GetValue<string>()).ShouldContain(mine);
        await leader.Do($"/api/field/held/{mine}/decision", new { handOn = true, why = "看过了，一并转承办人" });
        await page.EvaluateAsync("dispatchEvent(new Event('online'))");
        var settled = page.Locator($"[data-entry='{mine}'][data-state=decided]");
        await Expect(settled).ToContainTextAsync("看过了，一并转承办人", new() { Timeout = 60_000 });
        await Expect(settled).ToContainTextAsync("值班");
        await Expect(page.Locator("[data-state=needs-me]")).ToHaveCountAsync(1);
        await Look(page, "outbox with a decision");
        await Page(page, gezhi, "/field/devices", "devices with a decision");
        await page.GotoAsync(new Uri(gezhi.Address, "/field/app#/me").ToString());
        await Expect(page.Locator(".sync")).ToBeVisibleAsync();
    }

    private async Task OnlinePages(IPage page, RunningGezhi gezhi, string toHandle)
    {
        foreach (
            var path in new[]
            {
                "/field",
                "/field/new",
                "/field/me",
                "/field/devices",
                "/field/inspect",
                "/field/visits",
                "/field/home-service",
                "/field/patrol",
                "/field/tracks",
                $"/field/tasks/{toHandle}",
            }
        )
            await Page(page, gezhi, path);
        foreach (var (from, link) in new[] { ("/field/inspect", ".duelist a"), ("/field/visits", "main a[href^='/field/visits/']") })
        {
            await page.GotoAsync(new Uri(gezhi.Address, from).ToString());
            await Page(page, gezhi, (await page.Locator(link).First.GetAttributeAsync("href"))!, $"one of {from}");
        }
    }

    /// <summary>The worker revokes the own device; the app, still shut, offers what it has not sent once.</summary>
    private async Task Revoked(IPage page, RunningGezhi gezhi)
    {
        await page.GotoAsync(new Uri(gezhi.Address, "/field/devices").ToString());
        var card = page.Locator("[data-device]:has([data-this-device]:not([hidden]))");
        await card.Locator("summary").ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "确定停用" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("下次联网时清除");
        await page.GotoAsync(new Uri(gezhi.Address, "/field/app").ToString());
        await page.GetByLabel("本机密码").FillAsync(Pin);
        await page.GetByRole(AriaRole.Button, new() { Name = "打开" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("已清除");
        await Expect(page.Locator("a[download]")).ToBeVisibleAsync();
        await Look(page, "revoked");
    }

    private async Task Desks(IPage page, RunningGezhi gezhi, string caseId)
    {
        await page.GotoAsync(await gezhi.SignInLink("community-secretary", "shuji001"));
        foreach (
            var path in new[]
            {
                "/inspections",
                "/inspections?failed=true",
                "/inspections/hazards",
                "/inspections/campaigns",
                "/inspections/checklists",
                "/visits",
                "/verifications",
                "/verifications/notice",
                "/home-service",
                "/patrols",
                "/patrols/plans/new",
                "/held",
                "/held/refused",
                "/home-service/entitlements",
                $"/cases/{caseId}/partners",
            }
        )
            await Page(page, gezhi, path);
        foreach (
            var (from, link) in new[]
            {
                ("/inspections?failed=true", "main table a[href^='/inspections/']"),
                ("/inspections/hazards", "main a[href^='/inspections/hazards/']"),
                ("/inspections/campaigns", "main h2 a"),
                ("/inspections/checklists", "main h2 a"),
                ("/visits", "main td a"),
                ("/patrols", "main a[href^='/patrols/plans/']:not([href$='new'])"),
                ("/held", "main td a"),
            }
        )
        {
            await page.GotoAsync(new Uri(gezhi.Address, from).ToString());
            var to = (await page.Locator(link).First.GetAttributeAsync("href"))!;
            await Page(page, gezhi, to, $"one of {from}");
            if (from.Contains("failed"))
                await Page(page, gezhi, $"{to}/notice", "notice");
            if (from.EndsWith("checklists", StringComparison.Ordinal))
                await Page(page, gezhi, $"{to}/preview", "checklist preview");
        }
        await page.GotoAsync(await gezhi.SignInLink("shift-leader", "zhiban01"));
        await Page(page, gezhi, "/inspections/checklists", "checklists of who writes them");
        await page.GotoAsync(await gezhi.SignInLink("leader"));
        await Page(page, gezhi, "/patrols/plans/new", "plan of the whole district");
        await page.GotoAsync(await gezhi.SignInLink("system-admin"));
        await Page(page, gezhi, "/admin/devices");
        await page.GotoAsync(await gezhi.SignInLink("police", "minjing01"));
        await Page(page, gezhi, "/partner");
    }

    private static async Task Go(IPage page, string hash)
    {
        await page.EvaluateAsync("hash => { location.hash = hash; }", hash);
        await page.WaitForFunctionAsync("hash => location.hash === hash && document.querySelector('main') !== null", hash);
        await page.WaitForTimeoutAsync(150);
    }

    private async Task Screen(IPage page, string hash, string? name = null)
    {
        await Go(page, hash);
        await Look(page, name ?? hash);
    }

    private async Task Page(IPage page, RunningGezhi gezhi, string path, string? name = null)
    {
        var answer = await page.GotoAsync(new Uri(gezhi.Address, path).ToString());
        if (answer is null || answer.Status >= 400)
            wrong.Add($"{path}: {answer?.Status}");
        await Look(page, name ?? path);
    }

    /// <summary>A look that finds nothing means something only if it finds what is there.</summary>
    private async Task FindsWhatIsWrong(IPage page)
    {
        var before = wrong.Count;
        await page.EvaluateAsync(
            "() => { const bad = document.createElement('p'); bad.id = 'bad'; bad.style = 'color:#777;background:#888;width:5000px'; bad.textContent = '看不清'; document.querySelector('main').append(bad); }"
        );
        await Look(page, "a barrier made on purpose");
        var found = wrong[before..];
        foreach (var expected in new[] { "light color-contrast", "dark color-contrast", "elder color-contrast", "elder sticks out" })
            found.ShouldContain(f => f.Contains(expected), string.Join('\n', found));
        wrong.RemoveRange(before, found.Count);
        await page.EvaluateAsync("() => document.getElementById('bad').remove()");
    }

    /// <summary>One load, three looks; everything that is folded is open.</summary>
    private async Task Look(IPage page, string name)
    {
        seen.Add(name);
        await page.EvaluateAsync("() => document.querySelectorAll('main details:not([open])').forEach(d => { d.open = true; })");
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))");
        wrong.AddRange((await page.BarriersInEveryLook()).Select(found => $"{name}: {found}"));
        if (page.ViewportSize is { Width: < 400 } phone)
        {
            wrong.AddRange((await page.EvaluateAsync<string[]>(Small)).Select(found => $"{name}: {found}"));
            await page.SetViewportSizeAsync(Narrow, phone.Height);
            if (
                await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
                is > 0
                    and var over
            )
                wrong.Add($"{name}: sticks out by {over} px of {Narrow}");
            await page.SetViewportSizeAsync(phone.Width, phone.Height);
        }
        await page.EvaluateAsync("() => document.querySelectorAll('main details[open]').forEach(d => { d.open = false; })");
    }

    /// <summary>What is pressed with a thumb and is lower than 44 points; words within a sentence aside.</summary>
    private const string Small = """
        () => [...document.querySelectorAll('button, a.btn, select, summary, .tabbar a, input:not([type=checkbox]):not([type=radio]):not([type=file]):not([type=hidden])')]
          .filter(e => e.checkVisibility() && !e.closest('.vh, p, noscript') && e.getBoundingClientRect().height > 0 && Math.round(e.getBoundingClientRect().height) < 44)
          .slice(0, 4).map(e => `${Math.round(e.getBoundingClientRect().height)} px high: ${e.outerHTML.slice(0, 160)}`)
        """;

    private static async Task<string> Partner(RunningGezhi gezhi, HttpClient dispatchers, string caseId)
    {
        const string phone = "15409912001";
        var told = await dispatchers.Do(
            $"/api/cases/{caseId}/partners",
            new
            {
                partner = "Property",
                title = "试验物业值班",
                phone,
                ask = "先把井口围起来",
            }
        );
        var text = told["link"]?.GetValue<string>() ?? await File.ReadAllTextAsync(Path.Combine(gezhi.Storage, "messages.jsonl"));
        var at = text.LastIndexOf("/partner/", StringComparison.Ordinal);
        return text[at..(at + "/partner/".Length + 24)];
    }

    /// <summary>A stall in the grid of 王磊 whose hazard is said to be rectified; it waits for its re-inspection.</summary>
    /// <returns>The stall.</returns>
    private static async Task<string> ToRecheck(RunningGezhi gezhi)
    {
        using var worker = await SignedIn(gezhi, "grid-worker", "wangge0001");
        var place = (
            await worker.Do(
                "/api/registry/places",
                new
                {
                    areaCode = "41010301000400101",
                    name = "复查摊位",
                    type = "Stall",
                    address = "德化街1号",
                    lon = 113.6597,
                    lat = 34.7514,
                }
            )
        )["id"]!.GetValue<string>();
        using var shift = await SignedIn(gezhi, "shift-leader", "zhiban01");
        var list = await shift.Do("/api/checklists", Checklist);
        using var leader = await SignedIn(gezhi, "leader");
        await leader.Do($"/api/checklists/{list["id"]}/approval", new { version = list["version"]!.GetValue<int>() });
        await worker.Do(
            "/api/inspections",
            new
            {
                record = "Place",
                subjectId = place,
                checklistId = list["id"]!.GetValue<string>(),
                answers = new[]
                {
                    new
                    {
                        number = 1,
                        value = "no",
                        note = "墙上是空的",
                    },
                },
            }
        );
        var hazard = (await Read(worker, "/api/hazards"))["rows"]!.AsArray().First(h => h!["subjectId"]!.GetValue<string>() == place)!;
        var caseId = hazard["caseId"]!.GetValue<string>();
        using var fire = await SignedIn(gezhi, "handler", "chuzhi017");
        for (var tries = 0; tries < 60; tries++)
        {
            if (
                (
                    await fire.PostAsync($"/api/cases/{caseId}/acceptance", new StringContent("{}", null, "application/json"))
                ).IsSuccessStatusCode
            )
                break; // the rule has dispatched it
            await Task.Delay(500);
        }
        using var form = new MultipartFormDataContent { { new StringContent("已经配好"), "result" } };
        var photo = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "seed", "photos", "paving-loose.jpg")));
        photo.Headers.ContentType = new("image/jpeg");
        form.Add(photo, "photos", "after.jpg");
        (await fire.PostAsync($"/api/cases/{caseId}/hand-in", form)).IsSuccessStatusCode.ShouldBeTrue();
        for (var tries = 0; tries < 60; tries++)
        {
            if ((await Read(worker, $"/api/hazards/{hazard["id"]}"))["state"]!.GetValue<string>() == "Rectified")
                return place;
            await Task.Delay(500);
        }
        throw new InvalidOperationException("the hazard was not said to be rectified");
    }

    private static async Task<JsonNode> Read(HttpClient person, string path) => JsonNode.Parse(await person.GetStringAsync(path))!;

    private static readonly object Checklist = new
    {
        title = "复查用检查表",
        kinds = new[] { "Stall" },
        items = new object[]
        {
            new
            {
                text = "配有灭火器",
                kind = "YesNo",
                failing = new[] { "no" },
                days = 7,
                severity = "Serious",
                categoryKey = "local/matter/S301",
                choices = Array.Empty<string>(),
                photo = "Never",
            },
        },
    };

    /// <summary>In the grid of 王磊.</summary>
    private static async Task<string> Report(HttpClient operators, string text) =>
        (
            await operators.Do(
                "/api/reports",
                new
                {
                    text,
                    lon = 113.6597,
                    lat = 34.7514,
                }
            )
        )["caseId"]!.GetValue<string>();

    private static async Task<HttpClient> SignedIn(RunningGezhi gezhi, string role, string? userName = null)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = gezhi.Address };
        (await client.GetAsync(await gezhi.SignInLink(role, userName))).IsSuccessStatusCode.ShouldBeTrue();
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        return client;
    }
}
