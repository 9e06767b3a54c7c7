using System.Xml.Linq;
using Gezhi.Cases;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Open311;

/// <summary>By what a FixMyStreet and we recognise the same report, and what only its sender hears.</summary>
public sealed class TheirNumberTests
{
    private static int numbers = 770_000;

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_04_without_its_number_a_report_is_known_by_its_address_over_there(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var (one, two) = (Next(), Next());
        string Said(int number) => $"路边的垃圾\n\n两袋，今天早上开始。\n\nhttps://fms.example/report/{number}\n";

        var first = await platform.Send(Said(one));
        platform.Town.Clock.Move(TimeSpan.FromMinutes(31)); // the daemon's back-off

        (await platform.Send(Said(one))).ShouldBe(first);
        (await platform.Send(Said(two))).ShouldNotBe(first);
        (await platform.Send($"另一个人说的，也贴了这个网址\nhttps://fms.example/report/{one}")).ShouldNotBe(first);
        string British(int number) =>
            $"title: 垃圾\n\ndetail: 两袋\n\nurl: https://fms.example/report/{number}\n\nSubmitted via FixMyStreet\n";
        var british = await platform.Send(British(one));
        platform.Town.Clock.Move(TimeSpan.FromMinutes(31));
        (await platform.Send(British(one))).ShouldBe(british);
        using var stranger = await OtherPlatform.In(platform.Town);
        (await stranger.Send(Said(one))).ShouldNotBe(first);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_04_and_06_a_district_may_have_every_service_ask_for_their_number(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        using var chenMo = await platform.Town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do("/api/open311/publication", new { showsWords = false, asksTheirNumber = true }, HttpMethod.Put);
        try
        {
            (await platform.Get("services.xml")).Xml.Descendants("metadata").ShouldAllBe(m => m.Value == "true");
            var asked = (await platform.Get($"services/{OtherPlatform.Rubbish}.xml")).Xml.Descendants("attribute").Single();
            (Value(asked, "code"), Value(asked, "automated"), Value(asked, "required"), Value(asked, "variable")).ShouldBe(
                ("fixmystreet_id", "server_set", "false", "true")
            );
        }
        finally
        {
            await chenMo.Do("/api/open311/publication", new { showsWords = false, asksTheirNumber = false }, HttpMethod.Put);
        }
        (await platform.Get($"services/{OtherPlatform.Rubbish}.xml")).Xml.Descendants("attribute").ShouldBeEmpty();
    }

    [Fact]
    public async Task Row_06_a_question_may_be_filled_in_by_their_page_or_system_and_then_nobody_must_answer_it()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        using var chenMo = await platform.Town.As(Role.ShiftLeader, "zhiban01");
        foreach (var (code, automated) in new[] { ("asset_id", "HiddenField"), ("their_state", "ServerSet"), ("colour", "Asked") })
            await chenMo.Do(
                "/api/open311/questions",
                new
                {
                    categoryKey = "gb47678/matter/06041",
                    code,
                    kind = "Line",
                    textZh = code,
                    isRequired = automated != "Asked",
                    automated,
                },
                HttpMethod.Put
            );
        try
        {
            var attributes = (await platform.Get("services/gb47678_matter_06041.xml")).Xml.Descendants("attribute").ToList();
            attributes
                .ConvertAll(a => (Value(a, "code"), a.Element("automated")?.Value, Value(a, "required")))
                .ShouldBe([("asset_id", "hidden_field", "false"), ("colour", null, "false"), ("their_state", "server_set", "false")]);
            var id = await platform.Send(
                FixMyStreetTests.Words("桶坏了"),
                "gb47678_matter_06041",
                ("attribute[asset_id]", "B-7"),
                ("attribute[email_text]", "x"),
                ("attribute[customer_reference]", "y")
            );
            var text = await FixMyStreetTests.TextOf(platform, id);
            text.ShouldEndWith("asset_id：B-7");
        }
        finally
        {
            foreach (var code in new[] { "asset_id", "their_state", "colour" })
                await chenMo.Do("/api/open311/questions/retirements", new { categoryKey = "gb47678/matter/06041", code });
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_09_and_10_its_sender_hears_its_number_ours_and_the_answer_and_the_world_only_the_category(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var number = Next().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var id = await platform.Send(
            FixMyStreetTests.Words("窨井盖响"),
            OtherPlatform.Manhole,
            ("attribute[fixmystreet_id]", number),
            ("title", "路口有响声")
        );
        await FixMyStreetTests.ThroughTheLoop(platform, id, "井盖垫好了。");
        var caseNo = (await FixMyStreetTests.CaseOf(platform, id)).CaseNo!;

        var told = (await platform.Updates(id))[^1];
        (Value(told, "fixmystreet_id"), Value(told, "customer_reference"), Value(told, "email_text")).ShouldBe(
            (number, caseNo, "井盖垫好了。")
        );
        Value(told.Element("extras")!, "category").ShouldNotBeEmpty();
        Value(told.Element("extras")!, "group").ShouldNotBeEmpty();
        var own = Row(await platform.Get($"requests/{id}.xml?api_key={platform.Key}&extensions=true"));
        (Value(own, "title"), Value(own, "fixmystreet_id"), Value(own, "customer_reference")).ShouldBe(("路口有响声", number, caseNo));
        own.Element("notes")!.Elements("note").Select(n => Value(n, "type")).ShouldContain("Close");
        Value(own.Element("notes")!.Elements("note").Last(), "description").ShouldBe("井盖垫好了。");
        Value(own.Element("extended_attributes")!, "votes").ShouldBe("1");

        var world = Row(await platform.Get($"requests/{id}.xml?extensions=true"));
        Value(world, "title").ShouldBe(Value(world, "service_name"));
        foreach (var name in new[] { "fixmystreet_id", "customer_reference", "non_public", "email_text" })
            world.Elements(name).ShouldBeEmpty(name);
        world.ToString().ShouldNotContain("井盖垫好了");
        // A FixMyStreet that calls the number of the case its reference sends updates under it.
        var update = await platform.Post("servicerequestupdates.xml", [new("service_request_id", caseNo), new("description", "谢谢")]);
        update.Status.ShouldBe(200, update.Text);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_09_what_is_never_public_is_there_for_its_sender_alone(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var service = (await platform.Get("services.xml"))
            .Xml.Descendants("service_code")
            .First(c => c.Value.StartsWith("local_", StringComparison.Ordinal))
            .Value;
        var id = await platform.Send(FixMyStreetTests.Words("楼上天天吵架"), service);

        Value(Row(await platform.Get($"requests/{id}.xml?api_key={platform.Key}")), "non_public").ShouldBe("true");
        (await platform.Get($"requests/{id}.xml")).Status.ShouldBe(404);
        (await platform.Get($"requests.xml?service_request_id={id}")).Xml.Root!.Elements().ShouldBeEmpty();
        (await platform.Get($"requests.xml?service_request_id={id}&api_key={platform.Key}")).Xml.Root!.Elements().Count().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Notes_of_a_joined_matter_tell_what_happened_since_on_the_other_one_and_votes_how_many_said_it(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var (first, second) = (
            await platform.Send(FixMyStreetTests.Words("同一堆落叶")),
            await platform.Send(FixMyStreetTests.Words("还是那堆落叶"))
        );
        using var linXiao = await platform.Town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{Guid.Parse(second)}/join", new { toCaseId = Guid.Parse(first) });
        platform.Town.Clock.Move(TimeSpan.FromMinutes(1));
        await FixMyStreetTests.File(platform, first);

        var row = (await platform.Get($"requests/{second}.json?extensions=true")).Json[0]!;

        row["notes"]!.AsArray().Select(n => n!["type"]!.GetValue<string>()).Take(2).ShouldBe(["Join", "File"]);
        row["extended_attributes"]!["votes"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("title", "塌陷", "detail", "路面塌了一块", "塌陷\n路面塌了一块")]
    [InlineData("attribute[title]", "塌陷", "attribute[description]", "路面塌了一块", "塌陷\n路面塌了一块")]
    [InlineData("title", "路面", "description", "路面塌了一块", "路面塌了一块")]
    [InlineData("attribute[title]", "MRS", "description", "路面塌了一块", "路面塌了一块")]
    public async Task Row_05_a_title_that_came_by_itself_stands_before_what_was_said(
        string titleField,
        string title,
        string textField,
        string text,
        string kept
    )
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));

        var answer = await platform.Post(
            "requests.xml",
            [
                .. OtherPlatform.Report("").Where(f => f.Key != "description"),
                new(titleField, title),
                new(textField, text),
                new("client_request_id", $"c-{Next()}"),
            ]
        );

        answer.Status.ShouldBe(200, answer.Text);
        (await FixMyStreetTests.TextOf(platform, FixMyStreetTests.NumberIn(answer))).ShouldBe(kept);
    }

    [Theory]
    [InlineData("image/gif", "R0lGODdhCAAIAIEAAAD/AP8AAAAA/wAAACwAAAAACAAIAAAIEgADCBxIsKBBgwACCDjIsKHDgAA7")]
    [InlineData(
        "image/tiff",
        "SUkqAAgAAAAKAAABBAABAAAAAQAAAAEBBAABAAAAAQAAAAIBAwADAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAABAAAAjAAAABUBAwABAAAAAwAAABYBBAABAAAAAQAAABcBBAABAAAAAwAAABwBAwABAAAAAQAAAAAAAAAIAAgACAD/AAA="
    )]
    public async Task Row_15_a_gif_or_tiff_is_a_photo_where_the_image_tool_can_show_it(string type, string base64)
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));

        var answer = await platform.Post(
            "requests.xml",
            OtherPlatform.Report(FixMyStreetTests.Words("动图"), OtherPlatform.Rubbish, ("media_url", $"data:{type};base64,{base64}"))
        );

        var id = Guid.Parse(FixMyStreetTests.NumberIn(answer));
        var kept = await platform.Town.With((_, db) => db.Evidence.CountAsync(e => e.CaseId == id));
        kept.ShouldBe(Gezhi.Platform.Files.PreviewWorker.HasTool ? 1 : 0);
        if (kept == 0)
            Value(Row(answer), "service_notice").ShouldContain("JPEG, PNG, WebP, HEIC");
    }

    private static int Next() => Interlocked.Increment(ref numbers);

    private static string Value(XElement row, string name) => row.Element(name)!.Value;

    private static XElement Row(Heard heard) => heard.Xml.Root!.Elements("request").Single();
}
