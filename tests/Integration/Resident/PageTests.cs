using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Resident;

/// <summary>What stands on the residents' pages, and what they answer to clumsy people.</summary>
public sealed class PageTests
{
    /// <summary>Largest report page with its style sheets, compressed, bytes.</summary>
    private const int Largest = 40 * 1024;

    [Theory]
    [InlineData("zh-CN", "反映一个问题", "提交")]
    [InlineData("en", "Report a problem", "Submit")]
    public async Task The_report_page_has_one_question_a_label_for_every_field_and_one_button(
        string language,
        string heading,
        string button
    )
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town, language);

        await aunt.Open("/");

        aunt.Heading.ShouldBe(heading);
        aunt.Page.QuerySelector(".go button")!.TextContent.Trim().ShouldBe(button);
        aunt.Page.QuerySelectorAll("input[type=radio][name=CategoryKey]").Length.ShouldBeGreaterThan(3);
        aunt.Page.QuerySelectorAll("a[href^='tel:']").Select(a => a.GetAttribute("href")).ShouldBe(["tel:119", "tel:110", "tel:120"]);
        var fields = aunt.Page.QuerySelectorAll("main input:not([type=hidden]), main textarea");
        fields.Length.ShouldBeGreaterThan(8);
        fields.Where(f => !HasLabel(aunt.Page, f)).Select(f => f.OuterHtml).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_report_page_with_its_style_sheets_is_at_most_40_KB_compressed()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");
        var page = await aunt.Client.GetByteArrayAsync(new Uri("/", UriKind.Relative));
        var sheets = aunt.Page.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!).ToList();
        sheets.Count.ShouldBeGreaterThan(1);

        var sizes = new List<int> { Brotli(page) };
        foreach (var sheet in sheets)
            sizes.Add(Brotli(await aunt.Client.GetByteArrayAsync(new Uri(sheet, UriKind.Relative))));

        sizes.Sum().ShouldBeLessThanOrEqualTo(Largest);
    }

    [Theory]
    [InlineData("zh-CN", "Text", "", "请写一句话")]
    [InlineData("en", "Text", "", "write a sentence")]
    [InlineData("zh-CN", "Phone", "1380", "请填 11 位手机号")]
    [InlineData("zh-CN", "Phone", "12345", "不想留可以空着")]
    [InlineData("zh-CN", "Phone", "110", "不想留可以空着")]
    [InlineData("zh-CN", "Phone", "4001234567", "不想留可以空着")]
    [InlineData("en", "PlaceText", "", "street")]
    [InlineData("zh-CN", "NeighbourPhone", "abc", "请填 11 位手机号")]
    [InlineData("zh-CN", "PlaceText", "outside", "不在本区")]
    [InlineData("en", "PlaceText", "outside", "outside")]
    public async Task A_refusal_is_told_on_the_page_in_the_readers_language_and_leads_to_the_field(
        string language,
        string field,
        string value,
        string said
    )
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town, language);
        await aunt.Open("/");
        (string, string)[] typed =
            value == "outside"
                ? [("Text", "井盖"), ("Lon", "116.4"), ("Lat", "39.9")]
                : [("Text", "井盖"), ("PlaceText", "二七广场"), (field, value)];

        await aunt.Send("main form", typed.GroupBy(t => t.Item1).Select(g => g.Last()).ToArray());

        ((int)aunt.Status).ShouldBeInRange(400, 409);
        var link = aunt.Page.QuerySelector(".problem a")!;
        link.GetAttribute("href").ShouldBe("#" + field);
        aunt.Page.GetElementById(field).ShouldNotBeNull();
        link.TextContent.ToUpperInvariant().ShouldContain(said.ToUpperInvariant());
    }

    [Fact]
    public async Task A_text_of_100_000_characters_and_script_in_every_field_come_back_as_text()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");
        const string Script = "\"><script>alert(1)</script>";

        await aunt.Send(
            "main form",
            [
                ("Text", new string('长', 100_000) + Script),
                ("PlaceText", Script),
                ("Phone", Script),
                ("Sheet", Script),
                ("Draft", Script),
                ("PlaceBy", Script),
                ("CategoryKey", Script),
                ("PhotoFacts", Script),
                ("Lon", Script),
            ]
        );

        ((int)aunt.Status).ShouldBeInRange(400, 409);
        aunt.Value("Text").Length.ShouldBe(100_000 + Script.Length);
        aunt.Value("PlaceText").ShouldBe(Script);
        aunt.Page.QuerySelectorAll("main script").ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_that_are_no_photos_and_too_many_photos_are_refused_on_the_page()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        await aunt.Open("/");
        await aunt.Send(
            "main form",
            [("Text", "井盖")],
            [("Photos", [], "empty.jpg"), ("Photos", "<svg/>"u8.ToArray(), "a.jpg"), ("Video", "PK\u0003\u0004"u8.ToArray(), "bomb.mp4")]
        );
        aunt.Status.ShouldBe(HttpStatusCode.BadRequest);
        aunt.Words.ShouldContain("“empty.jpg”里没有内容");
        aunt.Words.ShouldContain("“a.jpg”不是照片");
        aunt.Page.QuerySelectorAll(".problem a").Select(a => a.GetAttribute("href")).ShouldContain("#Video");

        await aunt.Open("/");
        var seven = Enumerable.Range(0, 7).Select(i => ("Photos", Different(i), $"{i}.jpg")).ToArray();
        await aunt.Send("main form", [("Text", "井盖"), ("PlaceText", "二七广场")], seven);

        aunt.Status.ShouldBe(HttpStatusCode.Conflict);
        aunt.Words.ShouldContain("最多 6 张");
        aunt.Page.QuerySelectorAll(".kept img").Length.ShouldBe(7);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/receipt")]
    [InlineData("/help")]
    [InlineData("/my/sign-in")]
    public async Task Every_page_reads_in_English_and_has_one_heading(string path)
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town, "en");

        await aunt.Open(path);

        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Page.QuerySelectorAll("h1").Length.ShouldBe(1);
        aunt.Page.Title!.ShouldContain("Gezhi");
        Regex
            .Matches(aunt.Words.Replace("中文", "", StringComparison.Ordinal), @"\p{IsCJKUnifiedIdeographs}+")
            .Select(m => m.Value)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receipt_is_found_as_people_type_it_and_left_in_no_cache()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        var receipt = (await town.Anybody().Do("/api/reports", new { text = "楼道灯不亮" }))["receiptNo"]!.GetValue<string>();

        await aunt.Open($"/receipt?no={receipt[..4].ToLowerInvariant()}%20{receipt[4..8]}-{receipt[8..]}");

        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Words.ShouldContain($"{receipt[..4]}{receipt[4..8]}{receipt[8..]}");
        aunt.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        aunt.Answer.Headers.GetValues("X-Robots-Tag").Single().ShouldContain("noindex");
        aunt.Page.QuerySelector("meta[name=robots]")!.GetAttribute("content")!.ShouldContain("noindex");
    }

    [Theory]
    [InlineData("回执编号：{0}{1}{2}")]
    [InlineData("{0}—{1}·{2}")]
    [InlineData("https://gezhi.example/receipt/{0}-{1}-{2}")]
    public async Task A_receipt_is_found_by_what_people_paste(string pasted)
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        var no = (await town.Anybody().Do("/api/reports", new { text = "楼道灯不亮" }))["receiptNo"]!.GetValue<string>();

        await aunt.Open("/receipt?no=" + Uri.EscapeDataString(string.Format(null, pasted, no[..4], no[4..8], no[8..])));

        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Path.ShouldStartWith($"/receipt/{no[..4]}-{no[4..8]}-{no[8..]}");
    }

    [Fact]
    public async Task A_number_that_leads_nowhere_stays_in_the_field_as_it_was_typed()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);

        await aunt.Open("/receipt?no=WRONGWRONG12");

        aunt.Status.ShouldBe(HttpStatusCode.NotFound);
        aunt.Value("no").ShouldBe("WRONGWRONG12");
        aunt.Words.ShouldContain("用电话查");
    }

    [Theory]
    [InlineData("/receipt/ABCD-ABCD-ABCD", "没有找到这个回执")]
    [InlineData("/receipt/nonsense", "没有找到这个回执")]
    [InlineData("/no/such/page", "没有找到")]
    [InlineData("/receipt/ABCD-ABCD-ABCD/photos/..%2f..%2fgezhi.db", "没有找到")]
    [InlineData("/drafts/nonsense/abc", "没有找到")]
    public async Task What_is_not_there_is_said_kindly_with_404(string path, string heading)
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);

        await aunt.Open(path);

        aunt.Status.ShouldBe(HttpStatusCode.NotFound);
        aunt.Heading.ShouldBe(heading);
    }

    [Fact]
    public async Task A_program_reads_the_receipt_without_anything_personal()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = town.Anybody();
        var sent = await aunt.Do(
            "/api/reports",
            new
            {
                text = "楼道灯不亮",
                phone = "15400010004",
                neighbourPhone = "15400010005",
                isForNeighbour = true,
            }
        );

        var read = await aunt.GetStringAsync(new Uri($"/api/receipts/{sent["receiptNo"]}", UriKind.Relative));

        var receipt = JsonNode.Parse(read)!;
        receipt["hash"]!.GetValue<string>().ShouldBe(sent["hash"]!.GetValue<string>());
        receipt["state"]!.GetValue<string>().ShouldBe("Received");
        receipt["getsMessages"]!.GetValue<bool>().ShouldBeTrue();
        foreach (var secret in new[] { "15400010004", "15400010005", "caseId", sent["caseId"]!.GetValue<string>() })
            read.ShouldNotContain(secret);
    }

    private static bool HasLabel(IDocument page, IElement field) =>
        field.Closest("label") is not null
        || field.HasAttribute("aria-label")
        || field.HasAttribute("alt")
        || (field.Id is { Length: > 0 } id && page.QuerySelector($"label[for='{id}']") is not null);

    private static int Brotli(byte[] bytes)
    {
        using var small = new MemoryStream();
        using (var brotli = new BrotliStream(small, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(bytes);
        return (int)small.Length;
    }

    /// <summary>A photo with other bytes: a comment segment behind the start marker.</summary>
    private static byte[] Different(int number) =>
        [0xFF, 0xD8, 0xFF, 0xFE, 0, 6, .. Encoding.ASCII.GetBytes($"{number:0000}"), .. Photos.Small[2..]];
}
