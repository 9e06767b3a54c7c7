using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Architecture;

/// <summary>The map of the house, read from disk.</summary>
public partial class ModuleMapTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Platform"] = [],
        ["Identity"] = ["Platform"],
        ["Grids"] = ["Platform"],
        ["Registry"] = ["Platform", "Identity", "Grids"],
        ["Cases"] = ["Platform", "Identity", "Grids", "Registry"],
        ["Open311"] = ["Platform", "Identity", "Cases"],
        ["Field"] = ["Platform", "Identity", "Grids", "Registry", "Cases"],
        ["Indicators"] = ["Platform", "Identity", "Grids", "Cases"],
        ["Workforce"] = ["Platform", "Identity", "Grids", "Cases", "Indicators"],
        ["Council"] = ["Platform", "Identity", "Grids", "Registry", "Cases"],
        ["Mediation"] = ["Platform", "Identity", "Grids", "Cases"],
        ["Community"] = ["Platform", "Identity", "Grids", "Registry"],
        ["Migrations"] = ["Registry", "Cases", "Field", "Open311", "Indicators", "Workforce", "Council", "Mediation", "Community"],
        ["Web"] = ["Migrations"],
    };

    [Fact]
    public void Every_project_references_only_what_it_may_know()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        projects.Select(p => Path.GetFileName(Path.GetDirectoryName(p)!)).Order().ShouldBe(MayKnow.Keys.Order());
        foreach (var project in projects)
            XDocument
                .Load(project)
                .Descendants("ProjectReference")
                .Select(r => Path.GetFileName(Path.GetDirectoryName(r.Attribute("Include")!.Value.Replace('\\', '/'))!))
                .ShouldBeSubsetOf(MayKnow[Path.GetFileName(Path.GetDirectoryName(project)!)], project);
    }

    /// <summary>What modules still take from behind another module's contract. This list may only shrink.</summary>
    /// <remarks>
    /// Web is the host: it registers modules, fills the seed town and carries the verbs of the command line, which write the tables of all modules.
    /// </remarks>
    private static readonly string[] StillBehind =
    [
        "Web → Cases.Anchors",
        "Web → Cases.Approvals",
        "Web → Cases.CallBacks",
        "Web → Cases.Catalogue",
        "Web → Cases.Climbing",
        "Web → Cases.Deadlines",
        "Web → Cases.Emergencies",
        "Web → Cases.Filing",
        "Web → Cases.Gaps",
        "Web → Cases.HandOver",
        "Web → Cases.Importing",
        "Web → Cases.Joining",
        "Web → Cases.Joint",
        "Web → Cases.Oversight",
        "Web → Cases.Rating",
        "Web → Cases.Reporting",
        "Web → Cases.Resident",
        "Web → Cases.Reviews",
        "Web → Cases.Rules",
        "Web → Cases.Samples",
        "Web → Cases.Searching",
        "Web → Cases.Timelines",
        "Web → Grids.Areas",
        "Web → Grids.Geometry",
        "Web → Grids.Locating",
        "Web → Grids.Places",
        "Web → Grids.Readiness",
        "Web → Identity.Accounts",
        "Web → Identity.Posts",
        "Web → Identity.Units",
    ];

    [Fact]
    public void A_module_uses_only_the_contract_of_another()
    {
        // Migrations is left out: its files are generated and name every table.
        var behind = MayKnow
            .Keys.Where(m => m != "Migrations")
            .SelectMany(m =>
                Sources(m)
                    .SelectMany(f => ForeignUse().Matches(File.ReadAllText(f)))
                    .Select(u => (Module: u.Groups["module"].Value, Part: u.Groups["part"].Value))
                    .Where(u => u.Module != m && u.Part != "Contract")
                    .Select(u => $"{m} → {u.Module}.{u.Part}")
            )
            .Distinct()
            .Order(StringComparer.Ordinal);
        behind.ShouldBe(
            StillBehind,
            ignoreOrder: false,
            customMessage: "a new one needs a face in Contract; one that is gone must leave the list"
        );
    }

    [Fact]
    public void No_folder_hides_behind_an_empty_name()
    {
        string[] empty = ["Services", "Helpers", "Managers", "Common", "Utils", "Models", "Interfaces"];
        Directory
            .GetDirectories(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(d => empty.Contains(Path.GetFileName(d)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_page_carries_inline_script_style_or_handlers()
    {
        var pages = Directory
            .GetFiles(Path.Combine(Repository.Root, "src"), "*.razor", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .ToList();
        pages.Count.ShouldBeGreaterThan(20);
        pages.Where(f => Inline().IsMatch(File.ReadAllText(f))).Select(f => Path.GetRelativePath(Repository.Root, f)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources(string module) =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "src", module), "*.*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal));

    [GeneratedRegex(
        @"Gezhi\.(?<module>Identity|Grids|Registry|Cases|Field|Open311|Indicators|Workforce|Council|Mediation|Community|Web)\.(?<part>\w+)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ForeignUse();

    [GeneratedRegex(
        @"<script>|<style>|\sstyle=""|\son(click|change|submit|load|input)=",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Inline();
}
