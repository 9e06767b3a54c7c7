using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Searching;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Centre;

/// <summary>Lists and figures as data: filters, paging, search, statistics.</summary>
public sealed class CaseListTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Paging_shows_every_case_once_newest_first(Engine engine)
    {
        var town = await Town.On(engine);
        foreach (var i in Enumerable.Range(1, 5))
        {
            await town.Report($"翻页用的第 {i} 件：护栏松了");
            town.Clock.Move(TimeSpan.FromSeconds(1));
        }
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var seen = new List<string>();
        for (var after = ""; ; )
        {
            var page = await linXiao.Do($"/api/cases?q=翻页用的&take=2{after}", method: HttpMethod.Get);
            seen.AddRange(page["items"]!.AsArray().Select(i => i!["title"]!.GetValue<string>()));
            if (page["next"]?.GetValue<string>() is not { } next)
                break;
            after = $"&after={next}";
        }

        seen.Count.ShouldBe(5);
        seen.Distinct().Count().ShouldBe(5);
        seen.ShouldBe(seen.OrderDescending());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_Chinese_characters_a_case_number_and_a_receipt_find_the_case(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("喷泉池水发绿有异味");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var id = receipt["caseId"]!.GetValue<string>();
        var no = (await linXiao.Do($"/api/cases/{id}", method: HttpMethod.Get))["case"]!["caseNo"]!.GetValue<string>();

        foreach (var words in new[] { "喷泉", "发绿 德化街", no, receipt["receiptNo"]!.GetValue<string>() })
            (await Found(linXiao, words)).ShouldContain(id, words);
        (await Found(linXiao, "%")).ShouldBeEmpty();
        (await Found(linXiao, "喷泉 没有这个地方")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_corrected_title_finds_the_case_the_old_one_no_longer_and_so_does_the_end_of_its_number(Engine engine)
    {
        var town = await Town.On(engine);
        var id = (await town.Report("栖霞亭顶上漏雨"))["caseId"]!.GetValue<string>();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (await Found(linXiao, "栖霞亭")).ShouldBe([id]);

        await linXiao.Do(
            $"/api/cases/{id}/filing",
            new
            {
                categoryKey = Reported.Manhole,
                version = 1,
                title = "观鱼榭顶上漏雨",
            }
        );

        (await Found(linXiao, "德化街 观鱼榭")).ShouldBe([id]);
        (await Found(linXiao, "栖霞亭")).ShouldBeEmpty();
        var no = (await linXiao.Do($"/api/cases/{id}", method: HttpMethod.Get))["case"]!["caseNo"]!.GetValue<string>();
        (await Found(linXiao, no[^4..])).ShouldContain(id);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Cases_from_before_there_was_a_search_are_found_once_the_loop_has_passed(Engine engine)
    {
        var town = await Town.On(engine);
        var id = Guid.Parse((await town.Report("听雨轩的台阶塌了"))["caseId"]!.GetValue<string>());
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await town.With((_, db) => db.Set<CaseWords>().Where(w => w.Id == id).ExecuteDeleteAsync());
        (await Found(linXiao, "听雨轩")).ShouldBeEmpty();

        var loop = ActivatorUtilities.CreateInstance<WordsLoop>(town.Services);
        while (await loop.Fill(Town.District, TestContext.Current.CancellationToken)) { }

        (await Found(linXiao, "听雨轩")).ShouldBe([id.ToString()]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Filters_narrow_and_nonsense_in_the_address_is_no_fault(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Report("筛选用：人行道砖松动");
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var reported = await linXiao.Do("/api/cases?q=筛选用&state=Reported&channel=ResidentPage&area=410103", method: HttpMethod.Get);
        reported["items"]!.AsArray().Count.ShouldBe(1);
        (await linXiao.Do("/api/cases?q=筛选用&state=Closed", method: HttpMethod.Get))["items"]!.AsArray().ShouldBeEmpty();
        (await linXiao.Do("/api/cases?area=999999&after=zzz&take=-5", method: HttpMethod.Get))["items"]!.AsArray().ShouldBeEmpty();
        (await linXiao.Refused("/api/cases?state=Nonsense", method: HttpMethod.Get)).Status.ShouldBe(400);
        var page = await linXiao.See("/cases?state=Nonsense&after=x&sentback=-1&filed=yesterday");
        page.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        (await linXiao.See("/centre?tab=Nonsense&after=x&case=Nonsense")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Todays_figures_are_what_the_database_holds(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Dispatched("统计用：井盖破了");
        await town.Report("统计用：树枝断了");
        town.Clock.Move(TimeSpan.FromMinutes(20)); // past what is remembered
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var today = await linXiao.Do("/api/statistics/today", method: HttpMethod.Get);

        var now = town.Clock.GetUtcNow().UtcDateTime;
        var midnight = WorkCalendar.China.LocalMidnightUtc(WorkCalendar.China.LocalDay(now));
        var cases = await town.With((_, db) => db.Cases.AsNoTracking().ToListAsync());
        var open = cases.Where(c => CaseFlow.OpenStates.Contains(c.State)).ToList();
        today["filedToday"]!.GetValue<int>().ShouldBe(cases.Count(c => c.FiledAt >= midnight));
        today["openByState"]!["Reported"]!.GetValue<int>().ShouldBe(open.Count(c => c.State == CaseState.Reported));
        today["late"]!.GetValue<int>().ShouldBe(open.Count(c => c.State != CaseState.Shelved && c.StageDueAt < now));
        today["filedByHour"]!.AsArray().Count.ShouldBe(24);
    }

    private static async Task<IReadOnlyList<string>> Found(HttpClient person, string words)
    {
        var page = await person.Do($"/api/cases?q={Uri.EscapeDataString(words)}", method: HttpMethod.Get);
        return [.. page["items"]!.AsArray().Select(i => i!["id"]!.GetValue<string>())];
    }
}
