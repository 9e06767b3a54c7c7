using System.Text.RegularExpressions;
using Gezhi.Identity;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Texts;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Identity;

/// <summary>Every action that is written on the trail has words in both languages.</summary>
public sealed partial class AuditWordsTests
{
    private static readonly AuditWord[] Named =
    [
        .. new[]
        {
            typeof(Gezhi.Registry.RegistryModule),
            typeof(Gezhi.Grids.GridsModule),
            typeof(Gezhi.Cases.CasesModule),
            typeof(Gezhi.Field.FieldModule),
            typeof(Gezhi.Workforce.WorkforceModule),
            typeof(Gezhi.Council.CouncilModule),
            typeof(Gezhi.Mediation.MediationModule),
            typeof(Gezhi.Community.CommunityModule),
            typeof(Gezhi.Indicators.IndicatorsModule),
        }
            .Select(m => m.Assembly.GetType($"{m.Namespace}.AuditActions")!.GetField("All")!.GetValue(null))
            .SelectMany(all => (AuditWord[])all!),
    ];

    [Fact]
    public void What_the_sources_write_on_the_trail_is_named_by_its_module()
    {
        var known = Named.Select(w => w.Action).Concat(Words.KnownActions).ToHashSet();
        var written = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Call().Matches(File.ReadAllText(f)))
            .SelectMany(call => Action().Matches(call.Value).Select(m => m.Groups[1].Value))
            .Distinct()
            .ToList();

        written.Count.ShouldBeGreaterThan(100);
        written.Where(a => !known.Contains(a)).Order(StringComparer.Ordinal).ShouldBeEmpty();
        Named.GroupBy(w => w.Action).Where(g => g.Count() > 1 || Words.KnownActions.Contains(g.Key)).Select(g => g.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Each_has_English_and_looking_at_people_is_marked()
    {
        var texts = new JsonTexts(Gezhi.Web.Modules.Assemblies);
        Named.Where(w => !texts.English.ContainsKey(w.Words)).Select(w => w.Words).ShouldBeEmpty();
        string[] looks =
        [
            "registry.revealed",
            "contact.revealed",
            "seat.phone-opened",
            "readiness.phone-revealed",
            "party.dwellings-opened",
        ];
        looks.ShouldBeSubsetOf(Named.Where(w => w.Look == LookKind.Field).Select(w => w.Action));
    }

    [GeneratedRegex(@"\.Audit\([^;]{0,200}")]
    private static partial Regex Call();

    [GeneratedRegex(@"""([a-z][a-z-]*\.[a-z-]*[a-z])""")]
    private static partial Regex Action();
}
