using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Browser;

/// <summary>Every page a role reaches from its navigation, wide and narrow, light and dark: axe finds nothing, nothing sticks out of a phone, no picture has collapsed.</summary>
/// <remarks>A page that several roles share is looked at once, as the first of them sees it.</remarks>
public sealed partial class EveryPage
{
    private const int Lanes = 2;
    private const int MostOfOneRole = 40;
    private const int LongList = 6000;

    /// <summary>A confirmed neighbour of the seed town, signed in; the pages of <c>resident</c> are those of somebody who is not.</summary>
    private const string Neighbour = "neighbour";
    private const string NeighboursPhone = "15400096001";

    /// <summary>Who comes first sees the shared pages; whoever may do the most comes early.</summary>
    private static readonly (string Role, string[] Also)[] Cast =
    [
        (
            "shift-leader",
            [
                "/me",
                "/me/notices",
                "/me/second-factor",
                "/centre/new",
                "/reception/new",
                "/instructions/new",
                "/emergency/new",
                "/rules/change",
                "/response/cases",
                "/wall",
                "/leader",
                "/indicators/live/late",
                "/indicators/quiet-grids",
                "/reports/open-data",
                "/indicators/mornings",
                "/community/mornings",
                "/community/lists/hand-ins",
            ]
        ),
        ("system-admin", []),
        (
            "resident",
            [
                "/",
                "/near",
                "/receipt",
                "/help",
                "/deliberations",
                "/my/sign-in",
                "/sign-in",
                "/sign-in/second",
                "/docs/api",
                "/anchors",
                "/open-data",
                "/suggestions",
                "/suggestions/new",
                "/my/suggestions",
                "/surveys",
                "/activities",
                "/funds",
                "/no-such-page",
            ]
        ),
        (
            Neighbour,
            [
                "/my",
                "/my/home",
                "/my/building",
                "/my/topics",
                "/my/suggestions",
                "/my/activities",
                "/my/data",
                "/my/notices",
                "/my/mediation",
                "/my/receptions",
                "/deliberations/new",
                "/suggestions/new",
            ]
        ),
        ("grid-worker", ["/field", "/field/new", "/field/mornings", "/field/visits", "/field/home-service"]),
        ("operator", []),
        ("checker", []),
        ("handler", []),
        ("security-admin", []),
        (
            "community-secretary",
            [
                "/council/topics",
                "/council/topics/new",
                "/council/topics/routes",
                "/council/groups",
                "/registry/homes",
                "/council/surveys",
                "/council/suggestions",
                "/community/activities",
                "/community/door",
                "/verifications",
                "/verifications/notice",
                "/home-service",
            ]
        ),
        ("dispatcher", []),
        ("audit-admin", []),
        ("leader", []),
        ("police", []),
        ("mediator", []),
        ("grid-lead", []),
    ];

    private readonly ConcurrentDictionary<string, string> seen = new();
    private readonly ConcurrentBag<string> wrong = [];

    [Fact]
    public async Task Every_page_of_every_role_is_without_barriers_wide_and_narrow_light_and_dark()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.WithReports();
        var queue = new ConcurrentQueue<(string Role, string[] Also)>(Cast);
        await Task.WhenAll(
            Enumerable
                .Range(0, Lanes)
                .Select(async _ =>
                {
                    while (queue.TryDequeue(out var next))
                        await Walk(chromium, gezhi, next.Role, next.Also);
                })
        );
        seen.Count.ShouldBeGreaterThan(60, string.Join(' ', seen.Keys.Order(StringComparer.Ordinal)));
        wrong.Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    private async Task Walk(Chromium chromium, RunningGezhi gezhi, string role, string[] also)
    {
        await using var desk = await chromium.Desk();
        var page = await desk.NewPageAsync();
        if (role == Neighbour)
            await page.SignInByPhone(gezhi.Address, gezhi.Storage, NeighboursPhone);
        await page.GotoAsync(role is "resident" or Neighbour ? gezhi.Address.ToString() : await gezhi.SignInLink(role));
        List<string> ways = [new Uri(page.Url).AbsolutePath, .. also];
        for (var i = 0; i < ways.Count && i < MostOfOneRole; i++)
        {
            if (!seen.TryAdd(Pattern(ways[i]), role))
                continue;
            await page.GotoAsync(new Uri(gezhi.Address, ways[i]).ToString());
            ways.AddRange((await Links(page)).Where(way => !ways.Contains(way)));
            await Look(page, role);
        }
    }

    /// <summary>One load, three looks: contrast is all that another theme can change, and no width changes it. Lists longer than a phone can scroll are looked at wide only.</summary>
    private async Task Look(IPage page, string role)
    {
        await page.SetViewportSizeAsync(1440, 900);
        await Note(page, role, "1440", LightAndDark);
        foreach (var small in await page.EvaluateAsync<string[]>(Collapsed))
            wrong.Add($"{role} {page.Url} collapsed: {small}");
        await page.SetViewportSizeAsync(390, 844);
        var (over, tall) = (await Number(page, "scrollWidth - e.clientWidth"), await Number(page, "scrollHeight"));
        if (over > 0)
            wrong.Add($"{role} {page.Url} sticks out by {over} px");
        if (tall < LongList)
            await Note(page, role, "390", Light);
    }

    private async Task Note(IPage page, string role, string width, string looks)
    {
        foreach (var violation in await page.Barriers(looks))
            wrong.Add($"{role} {page.Url} {width} {violation}");
    }

    private static Task<int> Number(IPage page, string what) =>
        page.EvaluateAsync<int>($"() => {{ const e = document.documentElement; return e.{what} }}");

    private static Task<string[]> Links(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('nav a[href], main a[href]')]
              .filter(a => a.origin === location.origin && (a.closest('nav')
                || /^\/(cases|check|field\/tasks|samples|gaps|emergency|admin\/webhooks|rules\/drafts|what-if|what-if\/runs|integrity|council\/topics)\/[0-9a-f-]{36}$/.test(a.pathname)
                || /^\/deliberations\/\d{8}-/.test(a.pathname)
                || /^\/grids\/\d+\/charter$/.test(a.pathname)
                || /^\/evaluation\/street\/\d+$/.test(a.pathname)))
              .map(a => a.pathname)
              .filter(path => !/\.(csv|xlsx|json|xml)$/.test(path))
            """
        );

    private const string Light = """
        async () => {
          document.documentElement.dataset.theme = 'light';
          const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, iframes: false });
          return violations.map(v => `${v.id}: ${v.nodes[0].html}`);
        }
        """;

    private const string LightAndDark = $$"""
        async () => {
          const found = await ({{Light}})();
          document.documentElement.dataset.theme = 'dark';
          const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, iframes: false, runOnly: ['color-contrast'] });
          return [...found, ...violations.map(v => `dark ${v.id}: ${v.nodes[0].html}`)];
        }
        """;

    /// <summary>Pictures that were loaded and yet show as next to nothing.</summary>
    private const string Collapsed = """
        () => [...document.querySelectorAll('main img')]
          .filter(i => i.complete && i.naturalWidth > 0 && i.getClientRects().length && (i.clientWidth < 16 || i.clientHeight < 16))
          .map(i => i.outerHTML)
        """;

    private static string Pattern(string path) => Key().Replace(path, "*");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|\\d{8}-[0-9A-Z]{4}|\\d{6,}", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
