using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Script, emoji and rare characters in every text field of every command; texts of 100,000 characters; refusals in both languages.</summary>
public sealed class HostileTextTests
{
    private const string Script = "<script>alert('x')</script>";
    private const string Evil = Script + "\"><img src=x onerror=alert(1)>𠮷䶮😀👨‍👩‍👧";
    private const string Manhole = "gb47678/matter/01002";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Script_in_every_text_field_is_kept_as_text_and_shown_as_text(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var town = watched.Town;
        var (receiptNo, caseId) = await Walk(watched);

        var stored = await town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.CaseId == caseId));
        stored.Text.ShouldBe(Evil);
        stored.PlaceText.ShouldBe(Evil);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        using var aunt = town.Anybody();
        await IsHarmless(
            linXiao,
            $"/cases/{caseId}",
            "/cases?q=alert",
            "/centre",
            $"/centre?q={Uri.EscapeDataString(Evil)}",
            $"/cases?q={Uri.EscapeDataString(Evil)}"
        );
        await IsHarmless(zhaoGong, "/unit", "/unit/print", $"/unit?q={Uri.EscapeDataString(Evil)}");
        await IsHarmless(
            aunt,
            $"/receipt/{receiptNo}",
            $"/receipt?no={Uri.EscapeDataString(Evil)}",
            $"/?text={Uri.EscapeDataString(Evil)}"
        );
        (await linXiao.See($"/cases/{caseId}")).Page.Body!.TextContent.ShouldContain("𠮷䶮😀👨‍👩‍👧");
        watched.Gateway.Sent.ShouldContain(s => s.Text.Contains(Script, StringComparison.Ordinal)); // plain text in a message is no script
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_text_of_100_000_characters_is_refused_by_every_command(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var (_, caseId) = await Reported(watched);
        var giant = new string('长', 100_000);
        string[] fields =
        [
            "text",
            "placeText",
            "channelNo",
            "note",
            "reason",
            "answer",
            "result",
            "title",
            "to",
            "theirNo",
            "legalChannel",
            "purpose",
            "categoryKey",
            "unitCode",
            "userName",
            "name",
            "phone",
            "password",
            "code",
            "currentPassword",
            "newPassword",
            "areaCode",
            "nameZh",
            "nameEn",
        ];
        var body = new JsonObject(fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f, giant)))
        {
            ["action"] = "Urge",
            ["kind"] = "Shelve",
            ["isTrue"] = false,
            ["satisfaction"] = 5,
            ["toCaseId"] = $"{caseId}",
        };
        var sent = body.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var (wrong, tried) = (new List<string>(), 0);
        var doors = Door.Of(watched.Town)
            .Where(d => !d.IsForPeople && d.Method is "POST" or "PUT")
            .Where(d => d.Pattern.StartsWith("/api/", StringComparison.Ordinal));
        foreach (
            var byRole in doors.GroupBy(d => (d.IsForResidents, Role: d.IsPublic ? (Role?)null : Enum.GetValues<Role>().First(d.LetsIn)))
        )
        {
            using var person =
                byRole.Key.IsForResidents ? await EndpointTests.Resident(watched, "15400071001")
                : byRole.Key.Role is { } role ? await watched.Town.As(role)
                : watched.Town.Anybody();
            foreach (var door in byRole.Where(d => !EndpointTests.Bodyless.Contains(d.Name)))
            {
                var address = door.Address(new Dictionary<string, string> { ["caseId"] = $"{caseId}" });
                var request = new HttpRequestMessage(new HttpMethod(door.Method), address)
                {
                    Content = door.TakesFormsOnly
                        ? Form.With(("text", giant), ("categoryKey", Manhole), ("lon", "113.6"), ("lat", "34.7"))
                        : new StringContent(sent, Encoding.UTF8, "application/json"),
                };
                request.Headers.ExpectContinue = true; // a door for a few words says no to the announced length, before anything is sent
                var answer = await person.SendAsync(request);
                tried++;
                var told = await answer.Content.ReadAsStringAsync();
                if (!((int)answer.StatusCode is 400 or 404 or 409 || told.Contains("input.too-large", StringComparison.Ordinal)))
                    wrong.Add($"{door.Name}: {(int)answer.StatusCode} {told}");
            }
        }
        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(25);
    }

    [Theory]
    [InlineData(Engine.Sqlite, "zh-CN", "别人刚刚处理过", "没有找到", "不在本区", "收不了")]
    [InlineData(Engine.Sqlite, "en", "Somebody else was faster", "Not found", "Not in this district", "cannot be taken")]
    [InlineData(Engine.Postgres, "zh-CN", "别人刚刚处理过", "没有找到", "不在本区", "收不了")]
    [InlineData(Engine.Postgres, "en", "Somebody else was faster", "Not found", "Not in this district", "cannot be taken")]
    public async Task Refusals_are_told_in_the_readers_language(
        Engine engine,
        string language,
        string stale,
        string notFound,
        string outside,
        string kind
    )
    {
        var watched = await WatchedTown.On(engine);
        var (_, caseId) = await Reported(watched);
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        using var neighbour = await watched.Neighbour(Role.Operator);
        using var aunt = watched.Town.Anybody();
        foreach (var person in new[] { linXiao, neighbour, aunt })
        {
            person.DefaultRequestHeaders.AcceptLanguage.Clear();
            person.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        await Says(linXiao, $"/api/cases/{caseId}/filing", new { categoryKey = Manhole, version = 99 }, 412, stale);
        await Says(neighbour, $"/api/cases/{caseId}/filing", new { categoryKey = Manhole }, 404, notFound);
        await Says(
            aunt,
            "/api/reports",
            new
            {
                text = "x",
                lon = 116.4,
                lat = 39.9,
            },
            409,
            outside
        );
        await Says(
            aunt,
            "/api/reports",
            Form.With(("text", "x")).Photo("files", [0x50, 0x4B, 3, 4, .. new byte[200]], "bomb.jpg"),
            409,
            kind
        );
    }

    private static async Task Says(HttpClient person, string path, object body, int status, string words)
    {
        var answer = await person.Ask(path, body);
        ((int)answer.StatusCode).ShouldBe(status);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        $"{problem["title"]} {problem["detail"]}".ShouldContain(words);
    }

    private static async Task<(string ReceiptNo, Guid CaseId)> Reported(WatchedTown watched)
    {
        using var aunt = watched.Town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = Evil,
                placeText = Evil,
                lon = Town.Lon,
                lat = Town.Lat,
                phone = "15400060001",
                language = "zh-CN",
            }
        );
        return (receipt["receiptNo"]!.GetValue<string>(), Guid.Parse(receipt["caseId"]!.GetValue<string>()));
    }

    /// <summary>From the report to the rating, with script in every field on the way.</summary>
    private static async Task<(string ReceiptNo, Guid CaseId)> Walk(WatchedTown watched)
    {
        var town = watched.Town;
        var (receiptNo, caseId) = await Reported(watched);
        var path = $"/api/cases/{caseId}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{(await Reported(watched)).CaseId}/refusal", new { reason = Evil, legalChannel = Evil });
        await linXiao.Do(
            $"/api/cases/{(await Reported(watched)).CaseId}/transfer",
            new
            {
                to = Evil[..50],
                theirNo = Script,
                note = Evil,
            }
        );
        var second = (await Reported(watched)).CaseId;
        await linXiao.Do($"/api/cases/{second}/join", new { toCaseId = caseId, note = Evil });
        await linXiao.Do($"/api/cases/{second}/join", new { reason = Evil }, HttpMethod.Delete);
        await linXiao.Do(
            $"{path}/filing",
            new
            {
                categoryKey = Manhole,
                title = Script,
                note = Evil,
            }
        );
        await town.Settle();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance", new { note = Evil });
        using var leader = await town.As(Role.ShiftLeader, "zhiban01");
        await leader.Do($"{path}/remarks", new { action = "Urge", note = Evil });
        await zhaoGong.Do($"{path}/approvals", new { kind = "Extend", reason = Evil });
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/approvals/decision", new { isGranted = true, note = Evil });
        await zhaoGong.Do($"{path}/departure");
        await zhaoGong.Do($"{path}/arrival");
        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", Evil)).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = false, note = Evil });
        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", Evil)).Photo("files", Photos.Small));
        await sunQian.Do($"{path}/checks", new { passed = true, note = Evil });
        using var closing = await town.As(Role.Operator, "caozuo02");
        await closing.Do($"{path}/closure", new { answer = Evil });
        using var aunt = town.Anybody();
        await aunt.Do(
            $"/api/receipts/{receiptNo}/rating",
            new
            {
                isSolved = false,
                satisfaction = 1,
                text = Evil,
            }
        );
        await town.Settle();
        return (receiptNo, caseId);
    }

    private static async Task IsHarmless(HttpClient person, params string[] paths)
    {
        foreach (var path in paths)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html");
            var answer = await person.SendAsync(request);
            answer.StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError, path);
            var html = await answer.Content.ReadAsStringAsync();
            html.ShouldNotContain("<script>alert", Shouldly.Case.Insensitive, path);
            html.ShouldNotContain("<img src=x", Shouldly.Case.Insensitive, path);
        }
    }
}
