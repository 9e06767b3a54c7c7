using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gezhi.Web.Verbs;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Safety;

/// <summary>What the documents about safety say is true today.</summary>
public sealed class DocumentTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Fact]
    public void The_bill_of_materials_is_that_of_the_lock_files() =>
        File.ReadAllText(Path.Combine(Repository.Root, WriteSbom.Place)).ShouldBe(WriteSbom.Text(Repository.Root), "run ./dev docs");

    [Fact]
    public void The_bill_of_materials_holds_every_package_with_its_hash_and_every_library()
    {
        var sbom = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, WriteSbom.Place)))!;
        var components = sbom["components"]!.AsArray();
        var names = components.Select(c => c!["name"]!.GetValue<string>()).ToList();

        sbom["bomFormat"]!.GetValue<string>().ShouldBe("CycloneDX");
        foreach (
            var name in new[]
            {
                "Npgsql",
                "Microsoft.EntityFrameworkCore",
                "ExcelDataReader",
                "SQLitePCLRaw.core",
                "htmx.org",
                "ol",
                "rbush",
            }
        )
            names.ShouldContain(name);
        components.Select(c => c!["bom-ref"]!.GetValue<string>()).ShouldBeUnique();
        components
            .Where(c => c!["purl"]!.GetValue<string>().StartsWith("pkg:nuget/", StringComparison.Ordinal))
            .ShouldAllBe(c => c!["hashes"]![0]!["content"]!.GetValue<string>().Length == 128);
        var known = components.Select(c => c!["bom-ref"]!.GetValue<string>()).Append("gezhi").ToHashSet();
        sbom["dependencies"]!
            .AsArray()
            .SelectMany(d => d!["dependsOn"]!.AsArray().Select(r => r!.GetValue<string>()).Append(d["ref"]!.GetValue<string>()))
            .ShouldAllBe(r => known.Contains(r));
    }

    [Fact]
    public void Every_threat_has_a_mitigation_and_a_test_that_is_there()
    {
        var model = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "security", "threat-model.md"));
        var threats = model.Where(l => Regex.IsMatch(l, @"^\| [STRIDE]\d+ \|", RegexOptions.None, Longest)).ToList();
        var tests = Sources
            .Below("tests", ".cs")
            .SelectMany(f =>
                Regex
                    .Matches(f.Text, @"public (?:async )?(?:void|Task) (?<name>\w+)\(", RegexOptions.None, Longest)
                    .Select(m => $"{Path.GetFileNameWithoutExtension(f.Name)}.{m.Groups["name"].Value}")
            )
            .ToHashSet();

        threats.Count.ShouldBeGreaterThan(40);
        foreach (var threat in threats)
        {
            var cells = threat.Trim('|').Split('|').Select(c => c.Trim()).ToArray();
            cells.Length.ShouldBe(4, threat); // number, threat, mitigation, tests
            cells[1].ShouldNotBeEmpty(threat);
            cells[2].ShouldNotBeEmpty(threat);
            var named = Regex
                .Matches(cells[3], "`(?<name>[^`]+)`", RegexOptions.None, Longest)
                .Select(m => m.Groups["name"].Value)
                .ToList();
            named.ShouldNotBeEmpty(threat);
            named.Where(n => !tests.Contains(n)).ShouldBeEmpty(threat);
        }
        threats.Select(t => t.Split('|')[1].Trim()).ShouldBeUnique();
    }
}
