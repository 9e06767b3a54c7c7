using System.Text.RegularExpressions;
using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Web;
using Gezhi.Web.Verbs;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Architecture;

/// <summary>Words, refusals and generated pages keep their promises.</summary>
public partial class WordTests
{
    [Fact]
    public void Each_state_action_channel_role_and_contract_type_stands_in_the_glossary()
    {
        var glossary = File.ReadAllText(Path.Combine(Repository.Root, "GLOSSARY.md"));
        var words = Enum.GetNames<CaseState>()
            .Concat(Enum.GetNames<CaseAction>())
            .Concat(Enum.GetNames<Channel>())
            .Concat(Enum.GetNames<Role>())
            .Concat(
                new[] { typeof(CaseMoved).Assembly, typeof(UnitView).Assembly }
                    .SelectMany(a => a.GetExportedTypes())
                    .Where(t => t.Namespace!.EndsWith(".Contract", StringComparison.Ordinal) && t.DeclaringType is null)
                    .Select(t => t.Name)
            );

        words.Distinct().Where(w => !Regex.IsMatch(glossary, $@"\b{w}\b", RegexOptions.None, TimeSpan.FromSeconds(1))).ShouldBeEmpty();
    }

    [Fact]
    public void Each_refusal_has_a_title_and_a_next_step_in_both_languages()
    {
        var texts = new ProblemTexts(Modules.Assemblies);
        var thrown = Directory
            .GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Thrown().Matches(File.ReadAllText(f)).Select(m => m.Groups["code"].Value))
            .Distinct()
            .ToList();

        thrown.Count.ShouldBeGreaterThan(30);
        thrown.Where(code => !texts.Codes("zh").Contains(code) || !texts.Codes("en").Contains(code)).ShouldBeEmpty();
        texts.Codes("zh").Order().ShouldBe(texts.Codes("en").Order());
    }

    [Fact]
    public void The_page_of_the_life_cycle_is_generated_from_the_table() =>
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "api", "case-flow.md")).ShouldBe(WriteDocs.CaseFlowPage());

    [GeneratedRegex(@"new RuleViolation\(\s*""(?<code>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Thrown();
}
