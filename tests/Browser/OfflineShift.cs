using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>王磊 works through his tasks without network; browser and server are killed in between; everything arrives whole and once.</summary>
public sealed class OfflineShift
{
    private const string Pin = "2468";
    private const string OfUnknownOwner = "gb47678/matter/01023";

    private const int Conflicts = 2;
    private const string StreetOfWang = "410103010";

    /// <summary>Bytes a second, so that there is a middle in which to kill the server.</summary>
    private const int SlowUpload = 400_000;

    private static readonly Regex AtHome = new("#/$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static readonly string[] Photos =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "seed", "photos"), "*.jpg").Order(StringComparer.Ordinal),
    ];

    private readonly string profile = Directory.CreateTempSubdirectory("gezhi-profile-").FullName;
    private int photo;

    [Theory]
    [InlineData(20, 20)] // 40 tasks, 100 entries, 60 photos
    public async Task What_was_done_without_network_arrives_once_and_whole_or_asks_the_worker(int confirms, int handles)
    {
        var storage = await SeededTown.Folder();
        await using var gezhi = await RunningGezhi.Start(storage);
        using var operators = await SignedIn(gezhi, "operator", "caozuo01");
        using var dispatchers = await SignedIn(gezhi, "dispatcher", "paiqian01");
        var toConfirm = new List<string>();
        for (var i = 0; i < confirms; i++)
            toConfirm.Add(await ToConfirm(operators, i));
        var toHandle = new List<string>();
        for (var i = 0; i < handles; i++)
            toHandle.Add(await ToHandle(operators, dispatchers, i));

        await using (var phone = await Phone.Start(profile))
        {
            await Begin(phone.Page, gezhi, confirms + handles);
            await phone.Context.SetOfflineAsync(true);
            await phone.Page.ReloadAsync();
            await Expect(phone.Page.Locator(".sync")).ToContainTextAsync("离线工作中");
            foreach (var caseId in toConfirm)
                await Confirm(phone.Page, caseId);
            foreach (var caseId in toHandle)
                await Handle(phone.Page, caseId);
            await Expect(phone.Page.Locator(".sync")).ToContainTextAsync($"{confirms + (4 * handles)} 条已存在本机");
            phone.Kill();
        }
        foreach (var caseId in toConfirm.Take(Conflicts))
            await operators.Do($"/api/cases/{caseId}/filing", new { categoryKey = OfUnknownOwner });

        await using (var weak = await Phone.Start(profile, isOffline: true))
        {
            await Open(weak.Page, gezhi.Address);
            await Expect(weak.Page.Locator(".sync")).ToContainTextAsync($"{confirms + (4 * handles)} 条已存在本机");
            await weak.Slow(SlowUpload);
            await weak.Context.SetOfflineAsync(false);
            await Open(weak.Page, gezhi.Address, "outbox");
            await Expect(weak.Page.Locator("[data-state=accepted], [data-state=needs-me]").First).ToBeVisibleAsync();
            await gezhi.Kill();
            weak.Kill();
        }
        await using var again = await RunningGezhi.StartAt(gezhi.Address, storage);
        await using var later = await Phone.Start(profile);
        await Open(later.Page, again.Address, "outbox");
        var accepted = confirms - Conflicts + (4 * handles);
        await Expect(later.Page.Locator("[data-state=accepted]")).ToHaveCountAsync(accepted, new() { Timeout = 180_000 });
        await Expect(later.Page.Locator("[data-state=needs-me]")).ToHaveCountAsync(Conflicts);
        await Expect(later.Page.Locator("[data-state=waiting], [data-state=sending], [data-state=refused]")).ToHaveCountAsync(0);

        using var checking = await SignedIn(again, "operator", "caozuo01");
        await ArrivedOnce(checking, toConfirm.Skip(Conflicts), "Confirm");
        foreach (var step in new[] { "Accept", "Depart", "Arrive", "ReportDone" })
            await ArrivedOnce(checking, toHandle, step);
        await PhotosAreWhole(checking, await HashesOn(later.Page), confirms - Conflicts + (2 * handles));
        await DecidesTheConflict(later.Page);
    }

    private static Task<string[]> HashesOn(IPage page) =>
        page.Locator("[data-photos]").EvaluateAllAsync<string[]>("all => all.flatMap(e => e.dataset.photos.split(' ').filter(Boolean))");

    private static async Task DecidesTheConflict(IPage page)
    {
        var entry = page.Locator("[data-state=needs-me]").First;
        await Expect(entry).ToContainTextAsync("您记的");
        await Expect(entry).ToContainTextAsync("期间别人做的");
        await Expect(entry).ToContainTextAsync("立案");
        await page.HasNoBarriers();
        await entry.GetByRole(AriaRole.Button, new() { Name = "不用我的了" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "留着" }).ClickAsync();
        await Expect(page.Locator("[data-state=needs-me]")).ToHaveCountAsync(Conflicts);
        await entry.GetByRole(AriaRole.Button, new() { Name = "不用我的了" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "删除", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-state=needs-me]")).ToHaveCountAsync(Conflicts - 1);
    }

    private static async Task Begin(IPage page, RunningGezhi gezhi, int tasks)
    {
        await page.GotoAsync(await gezhi.SignInLink("grid-worker", "wangge0001"));
        await page.GotoAsync(new Uri(gezhi.Address, "/field/app").ToString());
        await page.GetByLabel("本机密码").FillAsync(Pin);
        await page.GetByLabel("再输一次").FillAsync(Pin);
        await page.HasNoBarriers();
        await page.GetByRole(AriaRole.Button, new() { Name = "好了" }).ClickAsync();
        await Expect(page.Locator("main > article.task h2, main > ol.next li")).ToHaveCountAsync(tasks);
        await Expect(page.Locator(".sync")).ToContainTextAsync("已连接");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");
        await page.ReloadAsync(); // now under the service worker
        (await page.EvaluateAsync<string[]>(Sums, new[] { Vectors("bucket-vectors.json"), Vectors("entry-vectors.json") })).ShouldBeEmpty();
        foreach (var screen in new[] { "", "map", "new", "outbox", "me", "patrol" })
        {
            await Open(page, gezhi.Address, screen);
            await page.FitsItsScreen();
            await page.HasNoBarriersInAnyLook();
        }
        await Open(page, gezhi.Address);
    }

    /// <summary>The device's own scripts over the sums that the server is tested with.</summary>
    private const string Sums = """
        async ([buckets, entries]) => {
          const { bucketOf, hashes, stateOf } = await import('/js/app/buckets.js'), { entryHash } = await import('/js/app/receipt.js'), wrong = [];
          for (const { name, items, state } of JSON.parse(buckets).cases.filter(one => one.items && !one.build)) {
            const marks = await Promise.all(items.map(async item => ({ ...item, bucket: await bucketOf(item.kind, item.id) })));
            if (marks.some((mark, i) => mark.bucket !== items[i].bucket) || await stateOf(await hashes(marks)) !== state) wrong.push(name);
          }
          for (const entry of JSON.parse(entries).entries.filter(one => one.data)) if (await entryHash(entry) !== entry.hash) wrong.push(entry.id);
          return wrong;
        }
        """;

    private static string Vectors(string name) => File.ReadAllText(Path.Combine(Repository.Root, "tests", "Unit", "Field", name));

    private static async Task Open(IPage page, Uri address, string screen = "")
    {
        await page.GotoAsync(new Uri(address, $"/field/app#/{screen}").ToString());
        await Expect(page.Locator(".tabbar")).ToBeVisibleAsync();
    }

    private async Task Confirm(IPage page, string caseId)
    {
        await page.EvaluateAsync("id => { location.hash = `#/task/${id}`; }", caseId);
        await Photograph(page, "#confirm-photos");
        await page.GetByLabel("看到了什么").FillAsync("情况属实，已经看过。");
        await page.GetByRole(AriaRole.Button, new() { Name = "情况属实" }).ClickAsync();
        await Expect(page.Locator("#do")).ToHaveCountAsync(0);
    }

    private async Task Handle(IPage page, string caseId)
    {
        await page.EvaluateAsync("id => { location.hash = `#/task/${id}`; }", caseId);
        await page.Locator("#do").GetByRole(AriaRole.Button, new() { Name = "接单" }).ClickAsync();
        await page.Locator("#do").GetByRole(AriaRole.Button, new() { Name = "出发" }).ClickAsync();
        await Photograph(page, "#arrive-photos");
        await page.GetByRole(AriaRole.Button, new() { Name = "我已到场" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(AtHome);
        await page.EvaluateAsync("id => { location.hash = `#/task/${id}`; }", caseId);
        await Photograph(page, "#hand-in-photos");
        await page.GetByLabel("做了什么").FillAsync("已经处理好，现场清扫干净。");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交处置反馈" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(AtHome);
    }

    private async Task Photograph(IPage page, string input)
    {
        var taken = await File.ReadAllBytesAsync(Photos[photo % Photos.Length]);
        await page.Locator(input)
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "photo.jpg",
                    MimeType = "image/jpeg",
                    Buffer = Another(taken, photo++),
                }
            );
        await Expect(page.Locator($".ph:has({input}) figure")).ToHaveCountAsync(1);
    }

    /// <summary>The same picture with other bytes: a comment right behind the start of the JPEG.</summary>
    private static byte[] Another(byte[] jpeg, int number) =>
        [.. jpeg[..2], 0xff, 0xfe, 0, 6, .. BitConverter.GetBytes(number), .. jpeg[2..]];

    private static async Task<string> ToConfirm(HttpClient operators, int number)
    {
        var caseId = await Report(operators, $"路口的垃圾桶满了，旁边堆着 {number + 1} 袋", number);
        await operators.Do($"/api/cases/{caseId}/confirmation-requests", new { });
        return caseId;
    }

    private static async Task<string> ToHandle(HttpClient operators, HttpClient dispatchers, int number)
    {
        var caseId = await Report(operators, $"窨井盖缺了半边，第 {number + 1} 处", number + 50);
        await operators.Do($"/api/cases/{caseId}/filing", new { categoryKey = OfUnknownOwner });
        var units = (await operators.GetFromJsonAsync<JsonArray>("/api/units"))!;
        var group = units.First(u =>
            u!["areaCode"]!.GetValue<string>() == StreetOfWang
            && u["nameZh"]!.GetValue<string>().EndsWith("应急处置组", StringComparison.Ordinal)
        )!["code"]!.GetValue<string>();
        await dispatchers.Do($"/api/cases/{caseId}/dispatches", new { unitCode = group });
        return caseId;
    }

    /// <summary>In the grid of 王磊, a few steps from the one before.</summary>
    private static async Task<string> Report(HttpClient operators, string text, int number) =>
        (
            await operators.Do(
                "/api/reports",
                new
                {
                    text,
                    lon = 113.6597 - (number % 7 * 0.00008),
                    lat = 34.7514 + (number / 7 * 0.00006),
                }
            )
        )["caseId"]!.GetValue<string>();

    private static async Task ArrivedOnce(HttpClient operators, IEnumerable<string> cases, string action)
    {
        foreach (var caseId in cases)
        {
            var record = (await operators.GetFromJsonAsync<JsonArray>($"/api/cases/{caseId}/timeline"))!;
            record.Count(row => row!["action"]!.GetValue<string>() == action).ShouldBe(1, $"{action} of {caseId}");
        }
    }

    private static async Task PhotosAreWhole(HttpClient operators, string[] hashes, int expected)
    {
        hashes.Distinct().Count().ShouldBe(expected);
        foreach (var hash in hashes)
            Convert.ToHexStringLower(SHA256.HashData(await operators.GetByteArrayAsync($"/files/{hash}/original"))).ShouldBe(hash);
    }

    private static async Task<HttpClient> SignedIn(RunningGezhi gezhi, string role, string userName)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = gezhi.Address };
        (await client.GetAsync(await gezhi.SignInLink(role, userName))).IsSuccessStatusCode.ShouldBeTrue();
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        return client;
    }
}

internal static class Asking
{
    public static async Task<JsonNode> Do(this HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(string.Create(CultureInfo.InvariantCulture, $"{path}: {(int)answer.StatusCode} {text}"));
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
