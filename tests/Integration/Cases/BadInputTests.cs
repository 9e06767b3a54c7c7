using System.Net.Http.Json;
using System.Text;
using Gezhi.Cases;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases;

/// <summary>Clumsy people and attackers: each gets a clear answer, nothing is lost, nothing ends in 500.</summary>
public sealed class BadInputTests
{
    private static readonly byte[] Svg = Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
    private static readonly byte[] Zip = [0x50, 0x4B, 3, 4, .. new byte[200]];

    public static TheoryData<string, int, string> Texts =>
        new()
        {
            { "{\"text\":\"\"}", 409, "report.nothing-said" },
            { "{\"text\":12}", 400, "input.invalid" },
            { "{\"text\":\"井盖\",\"lon\":\"abc\",\"lat\":34.7}", 400, "input.invalid" },
            { "{\"text\":\"井盖\",\"lon\":113.6}", 400, "input.invalid" },
            { "{\"text\":\"井盖\",\"lon\":500,\"lat\":34.7}", 400, "input.invalid" },
            { "{\"text\":\"井盖\",\"lon\":116.4,\"lat\":39.9}", 409, "place.outside" },
            { "{\"text\":\"井盖\",\"phone\":\"1380013\"}", 400, "input.invalid" },
            { "{\"text\":\"井盖\",\"categoryKey\":\"no/such/key\"}", 400, "input.invalid" },
            { "{\"text\":\"井盖\",\"channel\":\"Hotline\"}", 409, "report.channel" },
            { "{\"text\":\"井盖\",\"channel\":\"Nonsense\"}", 400, "input.invalid" },
            { "[1,2,3]", 400, "input.invalid" },
            { "not json at all", 400, "input.invalid" },
            { "", 400, "input.invalid" },
        };

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_wrong_body_is_refused_with_a_code(string body, int status, string code)
    {
        var town = await Town.On(Engine.Sqlite); // refused before the database is asked
        using var aunt = town.Anybody();

        (await aunt.Refused("/api/reports", new StringContent(body, Encoding.UTF8, "application/json"))).ShouldBe((status, code));
    }

    /// <summary>Address, type of the body: forms with files that end in the middle, or do not say where their parts end.</summary>
    [Theory]
    [InlineData("/api/reports", "multipart/form-data; boundary=x")]
    [InlineData("/api/reports", "multipart/form-data")]
    [InlineData("/api/on-the-spot", "multipart/form-data; boundary=x")]
    [InlineData("/api/inspections", "multipart/form-data; boundary=x")]
    [InlineData("/api/inspections", "multipart/form-data")]
    public async Task A_form_that_breaks_off_is_refused_and_no_fault(string path, string type)
    {
        var town = await Town.On(Engine.Sqlite);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        foreach (var body in new[] { "--x", "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nabc", "no form" })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            (await worker.Refused(path, content)).ShouldBe((400, "input.unreadable"), body);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_text_of_100_000_characters_is_refused_and_one_of_5_000_rare_characters_is_kept_whole(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        var rare = string.Concat(Enumerable.Repeat("𠮷䶮😀<script>", 380));

        (await aunt.Refused("/api/reports", new { text = new string('长', 100_000) })).ShouldBe((400, "input.invalid"));
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = rare,
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );

        (await town.With((_, db) => db.Reports.SingleAsync(r => r.ReceiptNo == receipt["receiptNo"]!.GetValue<string>()))).Text.ShouldBe(
            rare
        );
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Letters_under_towers_of_marks_are_kept_or_refused_but_never_a_fault(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        string Tower(int letters, int marks) => string.Concat(Enumerable.Repeat("井" + new string('\u0301', marks), letters));

        (await aunt.Refused("/api/reports", new { text = Tower(9_000, 8) })).ShouldBe((400, "input.invalid"));
        (await aunt.Do("/api/reports", new { text = Tower(40, 60) }))["receiptNo"].ShouldNotBeNull();
        var wide = await aunt.PostAsJsonAsync("/api/reports", new { text = "井盖", placeText = Tower(150, 4) });
        ((int)wide.StatusCode).ShouldBeOneOf(200, 201, 400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Files_that_are_no_photos_are_refused_by_their_bytes(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        var cases = new (byte[] Bytes, string Name, string Code)[]
        {
            ([], "empty.jpg", "file.empty"),
            (Svg, "photo.jpg", "file.kind"),
            (Zip, "bomb.jpg", "file.kind"),
            (Encoding.UTF8.GetBytes("<html>"), "a.jpg", "file.kind"),
            (Photos.Small[..^2], "half.jpg", "file.broken"),
            (Giant(), "giant.png", "file.too-many-pixels"),
        };

        foreach (var (bytes, name, code) in cases)
            (await aunt.Refused("/api/reports", Form.With(("text", "有照片")).Photo("files", bytes, name))).ShouldBe((409, code), name);
        (
            await aunt.Refused(
                "/api/reports",
                Enumerable.Range(0, 7).Aggregate(Form.With(("text", "七张")), (form, _) => form.Photo("files", Photos.Small))
            )
        ).ShouldBe((409, "report.too-many-photos"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Refusals_come_in_the_readers_language(Engine engine)
    {
        var town = await Town.On(engine);
        using var visitor = town.Anybody("en");

        var answer = await visitor.Ask(
            "/api/reports",
            new
            {
                text = "x",
                lon = 116.4,
                lat = 39.9,
            }
        );

        (await answer.Content.ReadAsStringAsync()).ShouldContain("Not in this district");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Ids_of_nobody_and_of_others_are_not_found(Engine engine)
    {
        var town = await Town.On(engine);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "别人的案件",
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );
        using var handler = await town.As(Role.Handler, "chuzhi001");

        (await linXiao.Refused($"/api/cases/{Guid.Empty}/filing", new { categoryKey = "gb47678/matter/01002" })).Status.ShouldBe(404);
        (await handler.Refused($"/api/cases/{receipt["caseId"]}/acceptance")).Status.ShouldBe(404);
        (await aunt.Refused($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = "gb47678/matter/01002" })).Status.ShouldBe(401);
        (await handler.Refused($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = "gb47678/matter/01002" })).Status.ShouldBe(
            403
        );
        (await aunt.Refused("/api/receipts/AAAAAAAAAAAA/rating", new { isSolved = true, satisfaction = 5 })).Status.ShouldBe(404);
        (await aunt.Refused($"/api/receipts/{receipt["receiptNo"]}/rating", new { isSolved = true, satisfaction = 5 })).ShouldBe(
            (409, "rating.not-closed")
        );
    }

    /// <summary>A PNG header that promises 30,000 × 30,000 pixels.</summary>
    private static byte[] Giant() =>
        [
            0x89,
            0x50,
            0x4E,
            0x47,
            0x0D,
            0x0A,
            0x1A,
            0x0A,
            0,
            0,
            0,
            13,
            (byte)'I',
            (byte)'H',
            (byte)'D',
            (byte)'R',
            0,
            0,
            0x75,
            0x30,
            0,
            0,
            0x75,
            0x30,
            8,
            2,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            (byte)'I',
            (byte)'E',
            (byte)'N',
            (byte)'D',
            0xAE,
            0x42,
            0x60,
            0x82,
        ];
}
