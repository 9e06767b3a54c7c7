using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Field;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Units;

/// <summary>Phones and identity numbers inside what was reported stay with the centre.</summary>
public sealed class HiddenNumbersTests
{
    private const string Mobile = "15400091234";
    private const string Identity = "410103199003071234";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_unit_reads_the_words_without_the_numbers_in_list_panel_case_and_data_and_the_operator_reads_them_whole(
        Engine engine
    )
    {
        var town = await Town.On(engine);
        var caseId = (await town.Dispatched($"我电话{Mobile} 身份证{Identity} 井盖响")).CaseId();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        foreach (var path in new[] { $"/unit?tab=ToAccept&case={caseId}", $"/cases/{caseId}", "/unit/print", "/cases?q=井盖响" })
        {
            var page = (await zhaoGong.See(path)).Page.Body!.TextContent;
            page.ShouldNotContain(Mobile, customMessage: path);
            page.ShouldNotContain(Identity, customMessage: path);
        }
        (await zhaoGong.See($"/unit?tab=ToAccept&case={caseId}")).Text("#panel blockquote").ShouldContain("154******34");
        (await zhaoGong.Do($"/api/cases?q=井盖响", null, HttpMethod.Get)).ToJsonString().ShouldNotContain(Mobile);

        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (await linXiao.See($"/cases/{caseId}")).Page.Body!.TextContent.ShouldContain(Mobile);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_grid_worker_confirms_without_the_reporters_numbers_also_in_what_was_added_later(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.ReportAt(OwnGround.Lon, OwnGround.Lat, $"护栏歪了，找我 {Mobile}");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{receipt.CaseId()}/confirmation-requests", new { note = "请看一下" });
        using var aunt = town.Anybody();
        await aunt.Do($"/api/receipts/{receipt["receiptNo"]}/supplements", new { text = $"也可以打 0371-66001122 或 {Mobile}" });
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");

        var page = (await wangLei.See($"/field/tasks/{receipt.CaseId()}")).Page.Body!.TextContent;

        page.ShouldContain("护栏歪了");
        page.ShouldContain("也可以打");
        page.ShouldNotContain(Mobile);
        page.ShouldNotContain("66001122");
        (await wangLei.See("/field")).Page.Body!.TextContent.ShouldNotContain(Mobile);
    }
}
