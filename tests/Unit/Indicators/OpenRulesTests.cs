using System.Text.Json;
using System.Text.Json.Nodes;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.OpenData;
using Gezhi.Platform.Geo;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>What open data is made of, and the files it becomes.</summary>
public class OpenRulesTests
{
    private static readonly string[] OfPeople = ["纠纷", "乞讨", "帮扶", "未成年", "独居", "困境", "举报", "投诉", "养老", "走访", "认证"];

    [Fact]
    public void Categories_about_people_are_never_counted_whatever_is_configured()
    {
        var usual = Settings();
        var everything = Settings(("OpenData:Opened", "local gb47678 gb30428 cjt214 \t"));
        var closed = 0;
        foreach (var (key, name) in SeedCategories())
        {
            if (!OfPeople.Any(name.Contains) || name.Contains("救助站指示牌", StringComparison.Ordinal))
                continue;
            closed++;
            usual.Scope.Counts(key).ShouldBeFalse($"{key} {name}");
            everything.Scope.Counts(key).ShouldBeFalse($"{key} {name}");
        }
        closed.ShouldBeGreaterThan(12);
        everything.Scope.Counts("").ShouldBeFalse("nobody has sorted it: it may be anything");
    }

    [Fact]
    public void Public_space_is_counted_and_what_a_district_adds_only_when_somebody_opened_it()
    {
        var usual = Settings();
        usual.Scope.Counts("gb47678/matter/06010").ShouldBeTrue();
        usual.Scope.Counts("local/matter/S301").ShouldBeTrue("hazards at places");
        usual.Scope.Counts("local/matter/410103-X901").ShouldBeFalse();
        usual.Scope.Counts("another/matter/1").ShouldBeFalse("an unknown scheme is closed");
        Settings(("OpenData:Opened", "local/matter/410103-X9")).Scope.Counts("local/matter/410103-X901").ShouldBeTrue();
        Settings(("OpenData:Opened", "")).Scope.Counts("local/matter/S301").ShouldBeFalse();
        Settings(("OpenData:Closed", "gb47678/matter/06")).Scope.Counts("gb47678/matter/06010").ShouldBeFalse();
        Settings(("OpenData:Least", "1")).Least.ShouldBe(5, "a district may ask for more, never for less");
        Settings(("OpenData:Least", "11")).Least.ShouldBe(11);
        Should.Throw<InvalidOperationException>(() => Settings(("OpenData:Finest", "Household")));
        Should.Throw<InvalidOperationException>(() => Settings(("OpenData:LicenceUrl", "javascript:alert(1)")));
    }

    [Fact]
    public void A_table_adds_up_with_what_lies_in_no_part_and_goes_no_finer_than_asked()
    {
        OpenTable.AreaPath("41010300100100201", "410103", 15).ShouldBe(["410103001", "410103001001", "410103001001002"]);
        OpenTable.AreaPath("410103001", "410103", 15).ShouldBe(["410103001", "410103001-"]);
        OpenTable.AreaPath("410103", "410103", 15).ShouldBe(["410103-"]);
        OpenTable.AreaPath("", "410103", 15).ShouldBe(["410103-"]);
        OpenTable.AreaPath("41010300100100201", "410103", 9).ShouldBe(["410103001"]);

        var content = Content(Counts());
        var at = content.Rows.ToDictionary(r => (content.Areas[r.Area].Code, content.Categories[r.Category].Key), r => r.Values[0]);
        at[("410103", "all")].ShouldBe(100);
        at[("410103", "all")].ShouldBe(at[("410103001", "all")] + at[("410103002", "all")]);
        content.Areas.ShouldAllBe(a => a.Code.Length <= 15);
        content.Rows.SelectMany(r => r.Values).Where(v => v is not null).ShouldAllBe(v => v >= 5);
    }

    [Fact]
    public void The_same_counts_give_the_same_bytes_and_a_correction_shows_only_what_was_shown()
    {
        var first = Content(Counts());
        OpenFiles.Of(Content(Counts())).ShouldBe(OpenFiles.Of(first));
        var second = Content(Counts(), first, key => key.StartsWith("gb47678/matter/06010", StringComparison.Ordinal));
        var before = Cells(first);
        var after = Cells(second);
        after.Keys.ShouldBeSubsetOf(before.Keys);
        after.ShouldAllBe(c => before[c.Key] == c.Value);
        after.Keys.ShouldNotContain(c => c.Category == "gb47678/matter/06010");
        after[("410103", "all")].ShouldBe(before[("410103", "all")], "the total still counts what is closed: its change would tell it");
    }

    [Fact]
    public void Files_are_safe_in_a_spreadsheet_and_say_the_same_in_every_format()
    {
        var content = Content(Counts());
        var files = OpenFiles.Of(content).ToDictionary(f => f.Name, f => f.Text);
        var csv = files[OpenFiles.Csv];
        csv[0].ShouldBe('\uFEFF');
        csv.ShouldContain(",'=cmd|x,", Case.Sensitive, "a name that would run as a formula does not");
        csv.ShouldContain(",410103001001,", Case.Sensitive, "codes stay digits for programs");
        csv.ShouldNotContain("=\"");
        csv.Split("\r\n").Length.ShouldBe(content.Rows.Count + 2);
        var map = JsonNode.Parse(files[OpenFiles.GeoJson])!["features"]!.AsArray();
        map.Count.ShouldBe(content.Areas.Count);
        foreach (var feature in map)
            if (feature!["geometry"] is { } geometry)
                geometry["coordinates"]!.AsArray().Select(c => c!.GetValue<double>()).ShouldBe([113.6501, 34.7501]);
        map.Single(f => f!["id"]!.GetValue<string>() == "410103")!["properties"]!["filed"]!.GetValue<int>().ShouldBe(100);
        Cells(OpenContent.Read(files[OpenFiles.Json])).ShouldBe(Cells(content));
        var dictionary = files[OpenFiles.Dictionary];
        foreach (var column in csv.TrimStart('\uFEFF').Split("\r\n")[0].Split(','))
            dictionary.ShouldContain($"\n{column},", Case.Sensitive, "every column is explained");
        dictionary.ShouldContain("CC-BY-4.0");
        dictionary.ShouldContain("filed for the first time");
    }

    private static Dictionary<(string Area, string Category), int?> Cells(OpenContent content) =>
        content.Rows.ToDictionary(r => (content.Areas[r.Area].Code, content.Categories[r.Category].Key), r => r.Values[0]);

    private static List<OpenTable.Count> Counts() =>
        [
            new("410103001001001", "gb47678/matter/06010", 12),
            new("410103001001002", "gb47678/matter/06010", 20),
            new("410103001001001", "gb47678/matter/06012", 3),
            new("410103001001002", "gb47678/matter/06012", 9),
            new("410103001", "gb47678/matter/06012", 6),
            new("410103002002001", "gb47678/matter/09010", 30),
            new("410103002002001", "gb47678/matter/06012", 20),
        ];

    private static OpenContent Content(List<OpenTable.Count> counts, OpenContent? before = null, Func<string, bool>? closed = null) =>
        OpenTable
            .Fill(
                new OpenContent
                {
                    Month = 202503,
                    VersionNo = before is null ? 1 : 2,
                    Reason = before is null ? "" : "更正",
                    FrozenAt = DateTime.UnixEpoch,
                    Least = 5,
                    Scope = Settings().Scope,
                    Publisher = "区",
                    LicenceId = Settings().LicenceId,
                    LicenceName = Settings().LicenceName,
                    LicenceUrl = Settings().LicenceUrl,
                    Figures = [new("filed", 1, "立案数", "Filed", "首次立案的案件", "cases filed for the first time", "", "", "", "")],
                    Areas = [],
                    Categories = [],
                    Rows = [],
                },
                410103,
                15,
                [counts],
                new Dictionary<string, AreaPlace>
                {
                    ["410103"] = new("410103", "区", "District", new LonLat(113.65012345, 34.75009876)),
                    ["410103001"] = new("410103001", "=cmd|x", "", new LonLat(113.65012345, 34.75009876)),
                },
                new Dictionary<string, CategoryLine>
                {
                    ["gb47678/matter/06010"] = new("gb47678/matter/06010", "gb47678/matter/06", "暴露垃圾", "Rubbish"),
                    ["gb47678/matter/06012"] = new("gb47678/matter/06012", "gb47678/matter/06", "道路不洁", "Dirty road"),
                    ["gb47678/matter/09010"] = new("gb47678/matter/09010", "gb47678/matter/09", "非机动车乱停放", "Bicycles"),
                },
                before,
                closed ?? (_ => false)
            )
            .Content;

    private static OpenSettings Settings(params (string Key, string? Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build());

    private static IEnumerable<(string Key, string Name)> SeedCategories()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "seed", "domain", "event-categories.json")));
        string[] shorts = ["gb47678/component", "gb47678/matter", "gb30428/matter", "cjt214/matter", "local/matter"];
        foreach (var (scheme, prefix) in file.RootElement.GetProperty("schemes").EnumerateArray().Zip(shorts))
        foreach (var major in scheme.GetProperty("children").EnumerateArray())
        foreach (var line in major.GetProperty("children").EnumerateArray())
            yield return ($"{prefix}/{line.GetProperty("code").GetString()}", line.GetProperty("nameZh").GetString()!);
    }
}
