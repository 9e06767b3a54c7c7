using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Gezhi.Tests.Integration.Safety;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>The API says of itself what it can do: whole, in the form of the standard, and readable.</summary>
public sealed class ApiDocumentTests
{
    [Fact]
    public async Task Every_endpoint_below_api_stands_in_the_document_with_a_summary_in_both_languages()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var paths = (await Document(watched))["paths"]!.AsObject();
        var doors = Door.Of(watched.Town)
            .Where(d => !d.IsForPeople && d.Endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .ToList();
        doors.Count.ShouldBeGreaterThan(120);
        var wrong = new List<string>();
        foreach (var door in doors)
        {
            var path = System.Text.RegularExpressions.Regex.Replace(door.Pattern, @"\{\**([A-Za-z0-9]+)[^}]*\}", "{$1}");
            var operation = paths[path]?[door.Method.ToLowerInvariant()];
            var summary = operation?["summary"]?.GetValue<string>() ?? "";
            if (summary.Split(" · ") is not [{ Length: > 0 } zh, { Length: > 0 } en] || !zh.Any(c => c > 0x3000) || en.Any(c => c > 0x3000))
                wrong.Add($"{door.Name}: '{summary}'");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_document_is_OpenAPI_3_1_and_nothing_in_it_points_into_the_void()
    {
        var document = await Document(await WatchedTown.On(Engine.Sqlite));

        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        document["info"]!["title"]!.GetValue<string>().ShouldNotBeEmpty();
        document["info"]!["version"]!.GetValue<string>().ShouldNotBeEmpty();
        var (wrong, ids) = (new List<string>(), new HashSet<string>());
        foreach (var (path, methods) in document["paths"]!.AsObject())
        foreach (var (method, operation) in methods!.AsObject())
        {
            path.ShouldStartWith("/api/");
            if (operation!["responses"]?.AsObject() is not { Count: > 1 })
                wrong.Add($"{method} {path} has no answers");
            if (operation["operationId"]?.GetValue<string>() is { } id && !ids.Add(id))
                wrong.Add($"{method} {path}: {id} twice");
            var named = (operation["parameters"]?.AsArray() ?? [])
                .Where(p => p!["in"]!.GetValue<string>() == "path")
                .Select(p => p!["name"]!.GetValue<string>());
            foreach (var name in named.Where(n => !path.Contains($"{{{n}}}", StringComparison.Ordinal)))
                wrong.Add($"{method} {path}: no place for {name}");
        }
        foreach (var reference in References(document))
            if (
                reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)document, (node, step) => node?[Uri.UnescapeDataString(step)])
                is null
            )
                wrong.Add(reference);
        wrong.ShouldBeEmpty();
        document["paths"]!["/api/cases/{caseId}/filing"]!["post"]!["security"].ShouldNotBeNull();
        document["components"]!["schemas"]!["FileCaseCommand"]!["properties"]!["categoryKey"].ShouldNotBeNull();
        document["components"]!["schemas"]!["DispatchCaseCommand"]!["properties"]!["unitCode"].ShouldNotBeNull();
        document["paths"]!["/api/receipts/{receiptNo}"]!["get"]!["security"].ShouldBeNull();
    }

    [Theory]
    [InlineData("zh-CN", "接口说明", "立案")]
    [InlineData("en", "API guide", "File a case")]
    public async Task The_page_for_people_names_every_call_and_is_sound_markup(string language, string title, string summary)
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var anybody = watched.Town.Anybody(language);
        anybody.DefaultRequestHeaders.Accept.Clear();

        (await anybody.GetAsync(new Uri("/api/docs", UriKind.Relative))).Headers.Location!.OriginalString.ShouldBe("/docs/api");
        var page = await new HtmlParser().ParseDocumentAsync(await anybody.GetStringAsync(new Uri("/docs/api", UriKind.Relative)));

        page.QuerySelector("h1")!.TextContent.ShouldBe(title);
        page.QuerySelectorAll("details.call").Length.ShouldBe(Operations(await Document(watched)));
        page.Body!.TextContent.ShouldContain(summary);
        page.QuerySelector("#post-api-cases-caseid-filing")!.TextContent.ShouldContain("categoryKey");
        Sound(page);
    }

    /// <summary>What axe would complain of first: ids twice, names that lead nowhere, tables without headings, headings that skip, empty links.</summary>
    private static void Sound(IDocument page)
    {
        page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
        page.QuerySelectorAll("[aria-labelledby]")
            .Where(e => page.GetElementById(e.GetAttribute("aria-labelledby")!) is null)
            .ShouldBeEmpty();
        page.QuerySelectorAll("a[href^='#']").Where(e => page.GetElementById(e.GetAttribute("href")![1..]) is null).ShouldBeEmpty();
        page.QuerySelectorAll("th:not([scope])").ShouldBeEmpty();
        page.QuerySelectorAll("[role=region]:not([aria-label]), .scroll-x:not([tabindex])").ShouldBeEmpty();
        page.QuerySelectorAll("a, button, summary")
            .Where(e => e.TextContent.Trim().Length == 0 && e.GetAttribute("aria-label") is null)
            .ShouldBeEmpty();
        page.QuerySelectorAll("[style], [onclick], script:not([src])").ShouldBeEmpty();
        var levels = page.QuerySelectorAll("main h1, main h2, main h3").Select(h => h.TagName[1] - '0').ToList();
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
        levels.Count(l => l == 1).ShouldBe(1);
    }

    private static int Operations(JsonNode document) => document["paths"]!.AsObject().Sum(p => p.Value!.AsObject().Count);

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject o => o.SelectMany(p => p.Key == "$ref" ? [p.Value!.GetValue<string>()] : References(p.Value)),
            JsonArray a => a.SelectMany(References),
            _ => [],
        };

    private static async Task<JsonNode> Document(WatchedTown watched)
    {
        using var anybody = watched.Town.Anybody();
        return JsonNode.Parse(await anybody.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative)))!;
    }
}
