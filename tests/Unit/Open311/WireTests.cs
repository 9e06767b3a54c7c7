using System.Text;
using Gezhi.Open311.Wire;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Open311;

/// <summary>XML and JSON as other platforms read them, against files that were written by hand.</summary>
public class WireTests
{
    private static readonly Body Requests = Body.List(
        "service_requests",
        "request",
        [
            new Fields
            {
                { "service_request_id", "0199" },
                { "status", "open" },
                { "status_notes", null },
                { "description", "<b>井盖</b> & \"坑\"\n第二行" },
                { "requested_datetime", "2026-03-05T06:26:00Z" },
                { "lat", 34.752 },
                { "long", 113.6595 },
            },
        ]
    );

    private static readonly Body Definition = new(
        "service_definition",
        new Fields
        {
            { "service_code", "gb47678_matter_01037" },
            {
                "attributes",
                new Listing(
                    "attribute",
                    [
                        new Fields
                        {
                            { "variable", true },
                            { "code", "fault" },
                            { "datatype", "singlevaluelist" },
                            { "required", false },
                            { "order", 1 },
                            { "values", new Listing("value", [new Fields { { "key", "dark" }, { "name", "不亮" } }]) },
                        },
                    ]
                )
            },
        }
    );

    private static readonly Body Discovery = new(
        "discovery",
        new Fields
        {
            { "changeset", "2026-01-01T00:00:00Z" },
            {
                "endpoints",
                new Listing(
                    "endpoint",
                    [new Fields { { "url", "https://a.example/" }, { "formats", new Listing("format", ["text/xml", "application/json"]) } }]
                )
            },
        }
    );

    private static readonly Dictionary<string, Body> Bodies = new()
    {
        { "requests", Requests },
        { "definition", Definition },
        { "discovery", Discovery },
        { "errors", Body.Errors(403, "api_key is missing.", "Another one.") },
        { "empty", Body.List("service_requests", "request", []) },
    };

    [Theory]
    [InlineData("requests")]
    [InlineData("definition")]
    [InlineData("discovery")]
    [InlineData("errors")]
    [InlineData("empty")]
    public void An_answer_is_written_as_the_golden_file_says(string name)
    {
        var body = Bodies[name];
        Encoding.UTF8.GetString(XmlAnswer.Write(body)).ShouldBe(Golden(name + ".xml"));
        Encoding.UTF8.GetString(JsonAnswer.Write(body)).ShouldBe(Golden(name + ".json"));
    }

    [Fact]
    public void A_switch_writes_booleans_as_words_in_json()
    {
        var text = Encoding.UTF8.GetString(JsonAnswer.Write(Definition, hasTextBooleans: true));

        text.ShouldContain("\"variable\":\"true\"");
        text.ShouldContain("\"required\":\"false\"");
        text.ShouldContain("\"order\":1");
    }

    [Fact]
    public void What_xml_does_not_know_is_left_out_and_rare_characters_stay()
    {
        var body = Body.List("services", "service", [new Fields { { "service_name", "a\u0001b\uFFFE𠮷\uD800😀" } }]);

        var xml = Encoding.UTF8.GetString(XmlAnswer.Write(body));

        System.Xml.Linq.XDocument.Parse(xml).Descendants("service_name").Single().Value.ShouldStartWith("ab𠮷");
        xml.ShouldContain("😀");
    }

    [Theory]
    [InlineData("2026-03-05T06:26:00Z", "2026-03-05T06:26:00Z")]
    [InlineData("2026-03-05T14:26:00+08:00", "2026-03-05T06:26:00Z")]
    [InlineData("2026-03-05T14:26:00 08:00", "2026-03-05T06:26:00Z")] // a plus that nobody escaped
    [InlineData("2026-03-05T06:26:00.5z", "2026-03-05T06:26:00Z")]
    [InlineData("2026-03-05T06:26", "2026-03-05T06:26:00Z")]
    [InlineData("2026-03-05T06:26:00", "2026-03-05T06:26:00Z")]
    [InlineData("2026-03-05T14:26:00+0800", "2026-03-05T06:26:00Z")]
    [InlineData("2026-03-05 06:26:00", "2026-03-05T06:26:00Z")]
    [InlineData("2026-03-05", "2026-03-05T00:00:00Z")]
    [InlineData("yesterday", null)]
    [InlineData("2026-13-05", null)]
    [InlineData("", null)]
    public void A_time_is_read_with_its_zone_and_written_in_whole_seconds(string sent, string? read) =>
        Instants.Write(Instants.Read(sent)).ShouldBe(read);

    [Fact]
    public void An_empty_parameter_is_absent_and_of_two_the_first_that_says_something_counts()
    {
        var given = new Parameters([
            new("jurisdiction_id", " "),
            new("service_code", ""),
            new("Service_Code", "a"),
            new("service_code", "b"),
        ]);

        given["jurisdiction_id"].ShouldBeNull();
        given["service_code"].ShouldBe("a");
    }

    [Fact]
    public void Attributes_come_with_and_without_brackets_and_several_times()
    {
        var given = new Parameters([
            new("attribute[state]", "loose"),
            new("attribute[state][]", "sunk"),
            new("attribute[state][1]", "broken"),
            new("attribute[7]", "seven"),
            new("attribute[fixmystreet_id]", "12"),
            new("attribute[x", "1"),
            new("attribute[]", "1"),
        ]);

        given.Attributes.Keys.ShouldBe(["state", "7", "fixmystreet_id"], ignoreOrder: true);
        given.Attributes["state"].ShouldBe(["loose", "sunk", "broken"]);
    }

    [Theory]
    [InlineData("34,75")]
    [InlineData("91")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    public void A_latitude_that_is_none_is_refused(string lat) =>
        Should.Throw<Refusal>(() => new Parameters([new("lat", lat)]).Number("lat", -90, 90)).Status.ShouldBe(400);

    private static string Golden(string name) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Unit", "Open311", "Golden", name)).ReplaceLineEndings("\n").TrimEnd('\n');
}
