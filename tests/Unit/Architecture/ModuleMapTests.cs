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
        ["Cases"] = ["Platform", "Identity", "Grids"],
        ["Migrations"] = ["Cases"],
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

    [Fact]
    public void Cases_uses_only_the_contract_of_identity()
    {
        var foreign = Sources("Cases")
            .SelectMany(f => IdentityUse().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetFileName(f)}: {m.Value}"));
        foreign.Where(u => !u.Contains("Gezhi.Identity.Contract", StringComparison.Ordinal)).ShouldBeEmpty();
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
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal));

    [GeneratedRegex(@"using Gezhi\.Identity[.\w]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdentityUse();

    [GeneratedRegex(
        @"<script>|<style>|\sstyle=""|\son(click|change|submit|load|input)=",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Inline();
}
