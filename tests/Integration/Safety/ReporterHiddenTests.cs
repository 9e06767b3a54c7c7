using System.Net;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Rules;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Who reported stays with those who may know it, also where the reporter has written it into the text.</summary>
public sealed class ReporterHiddenTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_phone_that_stands_in_the_words_is_shown_to_no_unit_and_no_grid(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("找我 15400091101，井盖又松了");
        using var aunt = town.Anybody();
        await aunt.Do($"/api/receipts/{receipt["receiptNo"]}/supplements", new { text = "或者打 +86 154-0009-1102，我姓田" });
        var id = receipt["caseId"]!.GetValue<string>();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");

        var seen = new Dictionary<string, string>();
        foreach (
            var path in new[]
            {
                $"/api/cases/{id}",
                $"/api/cases/{id}/timeline",
                $"/cases/{id}",
                "/unit",
                $"/unit?case={id}",
                "/unit/print",
            }
        )
            seen["unit " + path] = await Read(zhaoGong, path);
        foreach (var path in new[] { $"/field/tasks/{id}", $"/api/cases/{id}/timeline", $"/cases/{id}" })
            seen["grid " + path] = await Read(wangLei, path);

        seen.Where(s => s.Value.Contains("井盖", StringComparison.Ordinal)).ShouldNotBeEmpty(); // they do see the case
        foreach (var (where, text) in seen)
        {
            var digits = string.Concat(text.Where(char.IsAsciiDigit));
            digits.ShouldNotContain("15400091101", customMessage: where);
            digits.ShouldNotContain("15400091102", customMessage: where);
        }
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (await Read(linXiao, $"/cases/{id}")).ShouldContain("15400091101"); // who may see contacts reads what was said
        (await Read(linXiao, $"/api/cases/{id}/timeline")).ShouldContain("154-0009-1102");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_may_not_see_contacts_cannot_find_reports_by_typing_a_phone(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = engine == Engine.Sqlite ? "15400091201" : "15400091202";
        var receipt = await town.Report("楼下有人往河里倒油", phone);
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");
        var form = await wangLei.See("/centre/new");

        var answer = await wangLei.Submit(
            form,
            "form.card",
            ("Text", "试试这个号码"),
            ("Phone", phone),
            ("Channel", "WalkIn"),
            ("PlaceText", "德化街")
        );

        answer.Page.QuerySelectorAll(".own").ShouldBeEmpty();
        answer.Page.Body!.TextContent.ShouldNotContain("倒油");
        using var tian = await town.At(Role.Operator, StreetPeople.OtherStreet);
        var elsewhere = await tian.Submit(
            await tian.See("/centre/new"),
            "form.card",
            ("Text", "别的街道问"),
            ("Phone", phone),
            ("Channel", "WalkIn")
        );
        elsewhere.Page.Body!.TextContent.ShouldNotContain("倒油");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var asked = await linXiao.Submit(
            await linXiao.See("/centre/new"),
            "form.card",
            ("Text", "还是那件"),
            ("Phone", phone),
            ("Channel", "Hotline")
        );
        asked.Text(".own").ShouldContain("倒油");
        var reportId = Guid.Parse(receipt["reportId"]!.GetValue<string>());
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.SubjectId == reportId && a.Action == "contact.matched"))).ShouldBe(
            1
        );
    }

    private static async Task<string> Read(HttpClient person, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (!path.StartsWith("/api/", StringComparison.Ordinal))
        {
            request.Headers.Accept.Clear();
            request.Headers.Accept.ParseAdd("text/html");
        }
        var answer = await person.SendAsync(request);
        return answer.StatusCode is HttpStatusCode.OK ? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()) : "";
    }
}
