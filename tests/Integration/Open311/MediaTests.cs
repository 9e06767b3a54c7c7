using System.Xml.Linq;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Integration.Open311.FixMyStreetTests;

namespace Gezhi.Tests.Integration.Open311;

/// <summary>Photos and answers to questions go back to who sent them; photos to everybody only by a clear rule.</summary>
public sealed class MediaTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_sender_gets_its_photo_back_without_exif_and_nobody_else_sees_it(Engine engine)
    {
        Assert.SkipUnless(PreviewWorker.HasTool, "the image tool is not installed");
        using var platform = await OtherPlatform.In(await Town.On(engine));
        using var stranger = await OtherPlatform.In(platform.Town);
        var id = await WithPhoto(platform, "河边的垃圾，有照片");
        await File(platform, id);

        var mine = Row(await platform.Get($"requests/{id}.xml?extensions=true&api_key={platform.Key}"));
        var address = new Uri(mine.Element("media_url")!.Value);
        var photo = await platform.Http.GetAsync(address);

        photo.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        var bytes = await photo.Content.ReadAsByteArrayAsync();
        bytes.AsSpan().IndexOf("EXIF"u8).ShouldBe(-1);
        bytes.AsSpan().IndexOf("Exif"u8).ShouldBe(-1);
        photo.Headers.CacheControl!.Public.ShouldBeFalse();
        mine.Element("extended_attributes")!.Element("photos")!.Elements("photo").Single().Value.ShouldBe(address.ToString());
        foreach (var key in new[] { "", $"?api_key={stranger.Key}" })
            Row(await platform.Get($"requests/{id}.xml{key}")).Element("media_url")!.Value.ShouldBeEmpty();
        (await platform.Http.GetAsync(new Uri(address.GetLeftPart(UriPartial.Path)))).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
        (await platform.Http.GetAsync(new Uri(address.GetLeftPart(UriPartial.Path) + "?proof=00"))).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Where_the_sender_masks_faces_everybody_sees_the_photo_once_the_matter_is_filed_and_never_of_what_is_not_public(
        Engine engine
    )
    {
        Assert.SkipUnless(PreviewWorker.HasTool, "the image tool is not installed");
        using var platform = await OtherPlatform.In(await Town.On(engine), 6000, "photos-public");
        var (filed, fresh) = (await WithPhoto(platform, "路边的垃圾，已遮挡"), await WithPhoto(platform, "还没人看过的照片"));
        var quarrel = await WithPhoto(platform, "邻里的事", await LocalService(platform));
        await File(platform, filed);

        var address = Row(await platform.Get($"requests/{filed}.xml")).Element("media_url")!.Value;
        using var anybody = new HttpClient();
        (await anybody.GetAsync(new Uri(address))).EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        await WithheldUntilAGuardianAgrees(platform, filed, address);

        Row(await platform.Get($"requests/{fresh}.xml")).Element("media_url")!.Value.ShouldBeEmpty();
        var own = Row(await platform.Get($"requests/{quarrel}.xml?api_key={platform.Key}")).Element("media_url")!.Value;
        own.ShouldContain("proof=");
        (await anybody.GetAsync(new Uri(new Uri(own).GetLeftPart(UriPartial.Path)))).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
    }

    private static async Task WithheldUntilAGuardianAgrees(OtherPlatform platform, string id, string address)
    {
        using var anybody = new HttpClient();
        using var shift = await platform.Town.As(Role.ShiftLeader, "zhiban01");
        var caseNo = (await CaseOf(platform, id)).CaseNo;
        await shift.Do(
            "/api/photo-consents",
            new
            {
                caseNo,
                isGiven = false,
                isChild = true,
            }
        );
        Row(await platform.Get($"requests/{id}.xml")).Element("media_url")!.Value.ShouldBeEmpty("a child is in it and nobody agreed");
        (await anybody.GetAsync(new Uri(address))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        var yes = new
        {
            caseNo,
            isGiven = true,
            isChild = false,
            givenBy = "Self",
            channel = "Phone",
        };
        (await shift.Refused("/api/photo-consents", yes)).Code.ShouldBe("consent.guardian-needed");
        var guardian = new
        {
            caseNo,
            isGiven = true,
            isChild = true,
            givenBy = "Guardian",
            relation = "Mother",
            guardian = "试监护",
            channel = "Paper",
            paperNo = "照-1",
        };
        var given = (await shift.Do("/api/photo-consents", guardian))["id"]!.GetValue<Guid>();
        (await anybody.GetAsync(new Uri(address))).EnsureSuccessStatusCode();
        await shift.Do($"/api/photo-consents/{given}/withdrawal", new { channel = "Phone", version = 1 });
        (await anybody.GetAsync(new Uri(address))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        guardian = guardian with { paperNo = "照-2" };
        await shift.Do("/api/photo-consents", guardian);
        (await anybody.GetAsync(new Uri(address))).EnsureSuccessStatusCode();
        using var linXiao = await platform.Town.As(Role.Operator, "caozuo01");
        (await linXiao.Refused($"/api/cases/{(await CaseOf(platform, id)).Id}/hidden-photos")).Code.ShouldBe(
            "consent.guardian-agreed",
            "only the guardian takes that back"
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_tick_of_whoever_works_on_a_case_takes_the_photo_of_a_child_out_of_the_public(Engine engine)
    {
        Assert.SkipUnless(PreviewWorker.HasTool, "the image tool is not installed");
        using var platform = await OtherPlatform.In(await Town.On(engine), 6000, "photos-public");
        var id = await WithPhoto(platform, "路边的垃圾，有孩子");
        await File(platform, id);
        var address = Row(await platform.Get($"requests/{id}.xml")).Element("media_url")!.Value;
        using var anybody = new HttpClient();
        (await anybody.GetAsync(new Uri(address))).EnsureSuccessStatusCode();
        var caseId = (await CaseOf(platform, id)).Id;
        using var linXiao = await platform.Town.As(Role.Operator, "caozuo01");
        using var stranger = await platform.Town.As(Role.SystemAdmin);
        (await stranger.Refused($"/api/cases/{caseId}/hidden-photos")).Status.ShouldBe(403);

        var page = await linXiao.See($"/cases/{caseId}");
        page = await linXiao.Submit(page, "form#do-HidePhotos");

        page.Text("#photos-hidden").ShouldContain("不对外公开");
        page.Page.QuerySelector("form#do-HidePhotos").ShouldBeNull();
        Row(await platform.Get($"requests/{id}.xml")).Element("media_url")!.Value.ShouldBeEmpty();
        (await anybody.GetAsync(new Uri(address))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        await linXiao.Do($"/api/cases/{caseId}/hidden-photos"); // the same again
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Answers_to_questions_are_read_back_by_their_sender_alone(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        using var stranger = await OtherPlatform.In(platform.Town);
        using var chenMo = await platform.Town.As(Role.ShiftLeader, "zhiban01");
        var question = new
        {
            categoryKey = "gb47678/matter/06042",
            code = "which_bins",
            kind = "SomeOf",
            textZh = "哪几种桶",
            textEn = "Which bins",
            choices = "kitchen|厨余|Kitchen\nother|其他|Other",
        };
        await chenMo.Do("/api/open311/questions", question, HttpMethod.Put);
        try
        {
            var id = await platform.Send(
                Words("两种桶都满了"),
                "gb47678_matter_06042",
                ("attribute[which_bins][]", "kitchen"),
                ("attribute[which_bins][]", "other"),
                ("attribute[floor]", "3，电话 13800138000"),
                ("attribute[easting]", "450000")
            );

            var mine = (await platform.Get($"requests/{id}.json?extensions=true&api_key={platform.Key}")).Json[0]!["attributes"]!.AsArray();
            var others = (await stranger.Get($"requests/{id}.json?extensions=true&api_key={stranger.Key}")).Json[0]!;
            var plain = (await platform.Get($"requests/{id}.json?api_key={platform.Key}")).Json[0]!;

            mine.Select(a => a!["code"]!.GetValue<string>()).ShouldBe(["which_bins", "floor"]);
            mine[0]!["description"]!.GetValue<string>().ShouldBe("哪几种桶");
            mine[0]!["values"]!.AsArray().Select(v => v!["key"]!.GetValue<string>()).ShouldBe(["kitchen", "other"]);
            mine[0]!["values"]!.AsArray().Select(v => v!["name"]!.GetValue<string>()).ShouldBe(["厨余", "其他"]);
            mine[1]!["values"]![0]!["key"]!.GetValue<string>().ShouldNotContain("13800138000");
            others["attributes"].ShouldBeNull();
            plain["attributes"].ShouldBeNull();
            var xml = Row(await platform.Get($"requests/{id}.xml?extensions=true&api_key={platform.Key}"));
            xml.Element("attributes")!
                .Elements("attribute")
                .First()
                .Element("values")!
                .Elements("value")
                .Select(v => v.Element("key")!.Value)
                .ShouldBe(["kitchen", "other"]);
        }
        finally
        {
            await chenMo.Do("/api/open311/questions/retirements", new { categoryKey = question.categoryKey, code = question.code });
        }
    }

    [Fact]
    public async Task A_key_that_only_fetches_answers_writes_neither_reports_nor_updates()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        using var reader = await OtherPlatform.In(platform.Town, 6000, "answers-only");
        var id = await platform.Send(Words("别人报的垃圾"));

        var report = await reader.Post("requests.xml", OtherPlatform.Report(Words("不该收下")));
        var update = await reader.Post("servicerequestupdates.xml", [new("service_request_id", id), new("description", "不该写上")]);

        (report.Status, update.Status).ShouldBe((403, 403));
        update.Error.ShouldContain("reads");
        (await reader.Get($"servicerequestupdates.xml?api_key={reader.Key}")).Status.ShouldBe(200);
    }

    /// <summary>Sends a photo like no other of the test's, and waits until its preview is there.</summary>
    private static async Task<string> WithPhoto(OtherPlatform platform, string words, string service = OtherPlatform.Rubbish)
    {
        byte[] photo = [.. Photos.Small[..2], 0xFF, 0xE1, 0, 22, .. "Exif\0\0II*\0\b\0\0\0\0\0\0\0\0\0"u8, .. Photos.Small[2..]];
        var id = await platform.Send(Words(words), service, ("media_url", "data:image/jpeg;base64," + Convert.ToBase64String(photo)));
        var town = platform.Town;
        town.Clock.Move(TimeSpan.FromSeconds(1));
        for (var round = 0; round < 300; round++)
        {
            if (!await town.With((_, db) => db.Set<StoredFile>().AnyAsync(f => f.Preview == PreviewState.Waiting)))
                break;
            await Task.Delay(100); // the host's own maker of previews is at it
        }
        return id;
    }

    private static async Task<string> LocalService(OtherPlatform platform) =>
        (await platform.Get("services.xml"))
            .Xml.Root!.Elements("service")
            .Select(s => s.Element("service_code")!.Value)
            .First(code => code.StartsWith("local_", StringComparison.Ordinal));

    private static XElement Row(Heard heard) => heard.Xml.Root!.Elements("request").Single();
}
