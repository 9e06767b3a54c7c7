using System.Globalization;
using System.Net;
using Gezhi.Cases;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Resident;

/// <summary>A resident's way from the form to the rating, on an old phone without script.</summary>
public sealed class JourneyTests
{
    private const string ReportForm = "main form";

    private static (string, string)[] Manhole =>
        [("Text", "窨井盖缺了半边，晚上骑车很危险"), ("Lon", Degrees(Town.Lon)), ("Lat", Degrees(Town.Lat))];

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_resident_reports_follows_reads_the_answer_and_rates_once(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = new Handset(town);
        await aunt.Open("/");
        await aunt.Send(ReportForm, [.. Manhole, ("Phone", "154 0001 0002"), ("IsUrgent", "on")], [("Photos", Photos.Small, "井盖.jpg")]);
        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Path.ShouldStartWith("/receipt/");
        aunt.Heading.ShouldBe("我们收到了您反映的问题");
        aunt.Words.ShouldContain("您说情况紧急");
        aunt.Words.ShouldContain("154****0002");
        aunt.Page.QuerySelector(".onpaper")!.TextContent.ShouldContain("2026 年");
        aunt.Page.QuerySelector(".onpaper")!.TextContent.ShouldContain("/receipt/");
        var caseId = await Office.CaseOf(town, aunt.Path[9..]);

        await Office.SetOut(town, caseId);
        await aunt.Open(aunt.Path);
        aunt.Heading.ShouldContain("已出发，正在赶来");
        aunt.Words.ShouldContain("最晚");
        var names = await town.With((_, db) => db.Set<Gezhi.Identity.Accounts.Account>().Select(a => a.Name).ToListAsync());
        names.Count.ShouldBeGreaterThan(10);
        names.Where(aunt.Words.Contains).ShouldBeEmpty();

        await Office.Finish(town, caseId, "井盖已更换，感谢您的提醒。");
        await aunt.Open(aunt.Path);
        aunt.Heading.ShouldBe("问题已办好，请您评价");
        aunt.Page.QuerySelector(".answer")!.TextContent.ShouldContain("井盖已更换，感谢您的提醒。");
        await aunt.Send("form.rating", [("IsSolved", "true")]);
        aunt.Status.ShouldBe(HttpStatusCode.BadRequest);
        aunt.Page.QuerySelector(".problem a")!.GetAttribute("href").ShouldBe("#Satisfaction");
        await aunt.Send("form.rating", [("IsSolved", "true"), ("Satisfaction", "5"), ("Words", "很快")]);

        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Words.ShouldContain("谢谢您的评价");
        aunt.Page.QuerySelector("form.rating").ShouldBeNull();
        var report = await town.With((_, db) => db.Reports.SingleAsync(r => r.CaseId == caseId));
        (report.IsSolved, report.Satisfaction, report.RatingText).ShouldBe((true, 5, "很快"));
        aunt.Words.ShouldNotContain("15400010002");
    }

    [Fact]
    public async Task A_refused_form_keeps_every_word_and_the_photo_that_was_uploaded()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");
        await aunt.Send(
            ReportForm,
            [.. Manhole, ("PlaceText", "槐荫街口"), ("Phone", "1540001"), ("IsForNeighbour", "on"), ("NeighbourPhone", "15400010003")],
            [("Photos", Photos.Small, "a.jpg"), ("Photos", Photos.Small[..^2], "half.jpg")]
        );

        aunt.Status.ShouldBe(HttpStatusCode.BadRequest);
        aunt.Words.ShouldContain("“half.jpg”没有传完整");
        aunt.Value("Text").ShouldBe("窨井盖缺了半边，晚上骑车很危险");
        (aunt.Value("PlaceText"), aunt.Value("Phone"), aunt.Value("NeighbourPhone")).ShouldBe(("槐荫街口", "1540001", "15400010003"));
        var photo = aunt.Page.QuerySelector(".kept img")!.GetAttribute("src")!;
        (await aunt.Client.GetByteArrayAsync(new Uri(photo, UriKind.Relative))).ShouldBe(Photos.Small);

        await aunt.Send(ReportForm);
        aunt.Page.QuerySelector(".problem a")!.GetAttribute("href").ShouldBe("#Phone");
        aunt.Page.QuerySelectorAll(".kept img").Length.ShouldBe(1);

        await aunt.Send(ReportForm, [("Phone", "15400010002")]);
        aunt.Path.ShouldStartWith("/receipt/");
        var caseId = await Office.CaseOf(town, aunt.Path[9..]);
        var kept = await town.With((_, db) => db.Evidence.Where(e => e.CaseId == caseId).Select(e => e.FileHash).ToListAsync());
        kept.ShouldBe([Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Photos.Small))]);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_video_and_a_voice_note_say_it_without_a_word(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        var form = Form.With(("lon", Degrees(Town.Lon)), ("lat", Degrees(Town.Lat)))
            .Photo("files", Recordings.Video, "路面.mp4")
            .Photo("files", Recordings.Voice, "说明.ogg");

        var receipt = await aunt.Do("/api/reports", form);

        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See($"/cases/{receipt["caseId"]}");
        page.Page.QuerySelectorAll("video[src]").Length.ShouldBe(1);
        var voice = page.Page.QuerySelectorAll("audio[src]").ShouldHaveSingleItem();
        (await linXiao.GetByteArrayAsync(voice.GetAttribute("src"))).ShouldBe(Recordings.Voice);
        (await aunt.See($"/receipt/{receipt["receiptNo"]}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_kept_photo_can_be_taken_out_again()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");
        await aunt.Send(ReportForm, [.. Manhole, ("Phone", "1")], [("Photos", Photos.Small, "a.jpg")]);
        var button = aunt.Page.QuerySelector(".kept button")!;

        await aunt.Send(ReportForm, press: $"drop={button.GetAttribute("value")}");

        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Page.QuerySelector(".kept").ShouldBeNull();
        aunt.Value("Text").ShouldBe("窨井盖缺了半边，晚上骑车很危险");
    }

    [Fact]
    public async Task A_press_on_the_map_becomes_a_place_and_comes_closer()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");
        var far = aunt.Page.QuerySelector("input[type=image]")!.GetAttribute("src");

        await aunt.Send(ReportForm, [("Text", "路灯不亮")], press: "132,170");
        aunt.Page.QuerySelector("input[type=image]")!.GetAttribute("src").ShouldNotBe(far);
        aunt.Value("PlaceText").ShouldNotBeEmpty();
        await aunt.Send(ReportForm);

        aunt.Path.ShouldStartWith("/receipt/");
        var caseId = await Office.CaseOf(town, aunt.Path[9..]);
        var found = await town.With((_, db) => db.Cases.SingleAsync(c => c.Id == caseId));
        found.AreaCode.Length.ShouldBe(17);
        found.PlaceText.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_a_place_the_page_asks_once_and_the_receipt_says_that_somebody_looks_for_it()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");

        await aunt.Send(ReportForm, [("Text", "路边的水管一直在漏")]);
        aunt.Words.ShouldContain("还不知道在哪儿，补一句好吗？");
        aunt.Page.QuerySelector(".problem a")!.GetAttribute("href").ShouldBe("#PlaceText");
        await aunt.Send(ReportForm);

        aunt.Path.ShouldStartWith("/receipt/");
        aunt.Words.ShouldContain("工作人员会想办法找到");
    }

    [Fact]
    public async Task A_phone_outside_the_district_does_not_stand_in_the_way_of_a_written_place()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");

        await aunt.Send(ReportForm, [("Text", "路灯不亮"), ("Lon", "116.4"), ("Lat", "39.9"), ("PlaceBy", "gps")]);
        aunt.Words.ShouldContain("您现在不在本区，请写问题发生的地方");
        aunt.Page.QuerySelector("input[name=Lon]")!.GetAttribute("value").ShouldBeNullOrEmpty();
        await aunt.Send(ReportForm, [("PlaceText", "二七纪念塔")]);

        aunt.Path.ShouldStartWith("/receipt/");
        aunt.Words.ShouldContain("二七纪念塔");
    }

    [Fact]
    public async Task Another_look_gives_the_form_back_as_it_was_and_reports_nothing()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");

        await aunt.Send(ReportForm, [.. Manhole, ("PlaceText", "槐荫街口"), ("Phone", "154 0001 0002"), ("look", "1")]);

        (aunt.Status, aunt.Path).ShouldBe((HttpStatusCode.OK, "/"));
        aunt.Page.QuerySelector(".problem").ShouldBeNull();
        (aunt.Value("Text"), aunt.Value("PlaceText"), aunt.Value("Phone")).ShouldBe(
            ("窨井盖缺了半边，晚上骑车很危险", "槐荫街口", "154 0001 0002")
        );
    }

    [Fact]
    public async Task Who_withdraws_too_late_is_told_so_on_the_receipt()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");
        await aunt.Send(ReportForm, Manhole);
        await Office.SetOut(town, await Office.CaseOf(town, aunt.Path[9..]));

        await aunt.Send("details form:not([enctype])");

        aunt.Status.ShouldBe(HttpStatusCode.Conflict);
        aunt.Page.QuerySelector(".problem").ShouldNotBeNull();
        aunt.Heading.ShouldContain("已出发");
        aunt.Page.QuerySelector("details form:not([enctype])").ShouldBeNull();
    }

    [Fact]
    public async Task A_press_outside_the_district_says_so_and_moves_nothing()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");

        await aunt.Send(ReportForm, press: "2,2");

        aunt.Words.ShouldContain("这个位置不在本区范围内");
        aunt.Page.QuerySelector("input[name=Lon]")!.GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_report_and_a_changed_one_is_asked_about()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        using var twin = new Handset(town);
        await aunt.Open("/");
        var form = aunt.Page;
        await aunt.Send(ReportForm, Manhole);
        var first = aunt.Path;

        await aunt.Open("/");
        var key = ("Key", form.QuerySelector("input[name=Key]")!.GetAttribute("value")!);
        await aunt.Send(ReportForm, [.. Manhole, key]);
        aunt.Path.ShouldBe(first);

        await aunt.Open("/");
        await aunt.Send(ReportForm, [("Text", "另外一件事：树倒了"), ("PlaceText", "二七广场"), key]);
        aunt.Status.ShouldBe(HttpStatusCode.Conflict);
        aunt.Words.ShouldContain("刚才已经提交过");
        await aunt.Send(ReportForm);
        aunt.Path.ShouldStartWith("/receipt/");
        aunt.Path.ShouldNotBe(first);
    }

    [Fact]
    public async Task A_form_that_lay_too_long_is_refused_with_everything_still_in_it()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");

        await aunt.Send(ReportForm, [.. Manhole, ("__RequestVerificationToken", "old")]);
        aunt.Status.ShouldBe(HttpStatusCode.BadRequest);
        aunt.Words.ShouldContain("页面放得太久了");
        aunt.Value("Text").ShouldBe("窨井盖缺了半边，晚上骑车很危险");

        await aunt.Send(ReportForm);
        aunt.Path.ShouldStartWith("/receipt/");
    }

    [Fact]
    public async Task A_resident_withdraws_while_nobody_has_begun()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");
        await aunt.Send(ReportForm, Manhole);

        await aunt.Send("details form:not([enctype])");

        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Heading.ShouldBe("您撤回了这次反映");
        aunt.Page.QuerySelector("details form:not([enctype])").ShouldBeNull();
    }

    [Fact]
    public async Task Only_own_photos_are_shown_and_only_as_previews()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        using var neighbour = new Handset(town);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Photos.Small));
        await aunt.Open("/");
        await aunt.Send(ReportForm, Manhole, [("Photos", Photos.Small, "a.jpg")]);
        await neighbour.Open("/");
        await neighbour.Send(ReportForm, Manhole);

        (await neighbour.Client.GetAsync(new Uri($"{neighbour.Path}/photos/{hash}", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        var waiting = await town.With((_, db) => db.Set<StoredFile>().Where(f => f.Hash == hash).Select(f => f.Preview).SingleAsync());
        var answer = await aunt.Client.GetAsync(new Uri($"{aunt.Path}/photos/{hash}", UriKind.Relative));
        if (waiting == PreviewState.Ready)
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        else
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldNotBe(Photos.Small);
    }

    private static string Degrees(double degrees) => degrees.ToString(CultureInfo.InvariantCulture);
}
