using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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

    /// <summary>Who comes first sees the shared pages; whoever may do the most comes early.</summary>
    private static readonly (string Role, string[] Also)[] Cast =
    [
        ("shift-leader", ["/me", "/me/notices", "/centre/new", "/reception/new", "/instructions/new", "/emergency/new", "/rules/change"]),
        ("system-admin", []),
        ("resident", ["/", "/near", "/receipt", "/help", "/my/sign-in", "/sign-in", "/docs/api", "/anchors", "/no-such-page"]),
        ("grid-worker", ["/field", "/field/new"]),
        ("operator", []),
        ("checker", []),
        ("handler", []),
        ("security-admin", []),
        ("community-secretary", []),
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
        await using var chromium = await Chromium.Start();
        await using var gezhi = await RunningGezhi.Start(
            Directory.CreateTempSubdirectory("gezhi-browser-").FullName,
            "--Demo:Reports=120"
        );
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
        await page.GotoAsync(role == "resident" ? gezhi.Address.ToString() : await gezhi.SignInLink(role));
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

    /// <summary>One load, four looks: contrast is all that another theme can change.</summary>
    private async Task Look(IPage page, string role)
    {
        await page.SetViewportSizeAsync(1440, 900);
        await Dress(page, "light");
        await Note(page, role, "1440", null);
        foreach (var small in await page.EvaluateAsync<string[]>(Collapsed))
            wrong.Add($"{role} {page.Url} collapsed: {small}");
        await Dress(page, "dark");
        await Note(page, role, "1440 dark", "color-contrast");
        await page.SetViewportSizeAsync(390, 844);
        await Note(page, role, "390 dark", "color-contrast");
        await Dress(page, "light");
        await Note(page, role, "390", null);
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0)
            wrong.Add($"{role} {page.Url} sticks out by {over} px");
    }

    private async Task Note(IPage page, string role, string look, string? only)
    {
        var options = new AxeRunOptions { ResultTypes = [ResultType.Violations] };
        if (only is not null)
            options.RunOnly = new RunOnlyOptions { Type = "rule", Values = [only] };
        foreach (var violation in (await page.RunAxe(options)).Violations)
            wrong.Add($"{role} {page.Url} {look} {violation.Id}: {violation.Nodes[0].Html}");
    }

    private static Task Dress(IPage page, string theme) => page.EvaluateAsync("t => { document.documentElement.dataset.theme = t }", theme);

    private static Task<string[]> Links(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('nav a[href], main a[href]')]
              .filter(a => a.origin === location.origin && (a.closest('nav')
                || /^\/(cases|check|field\/tasks|samples|gaps|emergency|admin\/webhooks|rules\/drafts)\/[0-9a-f-]{36}$/.test(a.pathname)
                || /^\/grids\/\d+\/charter$/.test(a.pathname)))
              .map(a => a.pathname)
              .filter(path => !/\.(csv|xlsx|json|xml)$/.test(path))
            """
        );

    /// <summary>Pictures that were loaded and yet show as next to nothing.</summary>
    private const string Collapsed = """
        [...document.querySelectorAll('main img')]
          .filter(i => i.complete && i.naturalWidth > 0 && i.getClientRects().length && (i.clientWidth < 16 || i.clientHeight < 16))
          .map(i => i.outerHTML)
        """;

    private static string Pattern(string path) => Key().Replace(path, "*");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|\\d{6,}")]
    private static partial Regex Key();
}
