using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Answers;

/// <summary>A program has its words looked through like the page does, when it asks for it.</summary>
public sealed class LooksFirstTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Odd_words_come_back_at_their_field_and_nothing_is_done_until_they_are_mended_or_insisted_on(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("想问问隔壁的噪音谁管");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var path = $"/api/cases/{receipt.CaseId()}/refusal";
        const string Odd = "请林晓看工单，或打 15400090001";

        var refused = await linXiao.Ask(
            path,
            new
            {
                reason = Odd,
                legalChannel = "12345",
                looksFirst = true,
            }
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["errors"]!;
        var said = (errors["reason"] ?? errors["Reason"])!.AsArray().Select(e => e!.GetValue<string>()).ToList();
        said.ShouldContain(s => s.Contains("工单") && s.Contains("居民听不懂"));
        said.ShouldContain(s => s.Contains("林晓") && s.Contains("工作人员的名字"));
        said.ShouldContain(s => s.Contains("15400090001"));
        (await town.With((_, db) => db.Cases.Where(c => c.Id == receipt.CaseId()).Select(c => c.State).SingleAsync())).ShouldBe(
            CaseState.Reported
        );

        await linXiao.Do(
            path,
            new
            {
                reason = "这件事由物业先处理，请您联系小区物业。",
                legalChannel = "12345",
                looksFirst = true,
            }
        );
        (await town.With((_, db) => db.Cases.Where(c => c.Id == receipt.CaseId()).Select(c => c.State).SingleAsync())).ShouldBe(
            CaseState.Declined
        );
    }
}
