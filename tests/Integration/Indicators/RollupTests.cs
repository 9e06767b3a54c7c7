using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Facts;
using Gezhi.Indicators.Months;
using Gezhi.Indicators.Reading;
using Gezhi.Indicators.Rollups;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Indicators;

/// <summary>Roll-ups over real cases: whatever is done in whatever order, they say what one counts from nothing.</summary>
public class RollupTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_random_lives_the_cells_are_the_sum_over_all_cases(Engine engine)
    {
        var town = await Town.On(engine);
        var random = new Random(7);
        using var people = new People(town);
        await people.Come();
        for (var life = 0; life < 6; life++)
        {
            var receipt = await town.Report($"汇总用：第 {life} 件，井盖松动");
            for (var step = 0; step < 14; step++)
            {
                await people.Try(random.Next(9), receipt);
                town.Clock.Move(TimeSpan.FromMinutes(random.Next(1, 40)));
                if (random.Next(3) == 0)
                {
                    await town.Settle();
                    await town.RollUp();
                }
            }
        }
        town.Clock.Move(TimeSpan.FromHours(30)); // limits run out while nobody does anything
        await town.RollUp();

        await town.ShouldAddUp();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Reopening_an_old_case_corrects_the_cell_of_its_day(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Rated("汇总用：重办的井盖", "没修好");
        await town.RollUp();
        var fact = await town.Fact(receipt.CaseId());
        (fact.ClosedOn is not null, (Mark)fact.Marks & (Mark.Closed | Mark.Rated | Mark.Satisfied)).ShouldBe(
            (true, Mark.Closed | Mark.Rated)
        );
        town.Clock.Move(TimeSpan.FromDays(2));
        await town.Ring(); // clocks of the case that ran out meanwhile move it too, and would be faster
        await town.Settle();

        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do($"/api/cases/{receipt.CaseId()}/closure", new { reason = "又坏了" }, HttpMethod.Delete);
        await town.RollUp();

        var again = await town.Fact(receipt.CaseId());
        (again.ClosedOn, again.FiledOn).ShouldBe((null, fact.FiledOn));
        ((Mark)again.Marks & (Mark.Reopened | Mark.Closed)).ShouldBe(Mark.Reopened);
        await town.ShouldAddUp();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_server_that_begins_again_goes_on_where_the_last_one_stopped(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("汇总用：重启前后");
        await town.RollUp();
        await town.Report("汇总用：重启期间");

        using var another = new RollupLoop(
            town.Services.GetRequiredService<IServiceScopeFactory>(),
            town.Services.GetRequiredService<Gezhi.Platform.Districts>(),
            town.Services.GetRequiredService<IConfiguration>(),
            town.Services.GetRequiredService<Gezhi.Platform.Outbox.Wake>(),
            town.Clock,
            NullLogger<RollupLoop>.Instance
        );
        await town.RollUp(another);

        ((Mark)(await town.Fact(receipt.CaseId())).Marks & Mark.Dispatched).ShouldBe(Mark.Dispatched);
        await town.ShouldAddUp();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_nightly_recount_finds_what_is_wrong_puts_it_right_and_writes_it_down(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("汇总用：核对");
        await town.RollUp();
        var caseId = receipt.CaseId();
        var began = town.Clock.GetUtcNow().UtcDateTime;
        await town.With(
            async (_, db) =>
            {
                await db.Together(
                    async () =>
                    {
                        var fact = await db.Set<CaseFact>().FirstAsync(f => f.CaseId == caseId);
                        fact.Marks |= (long)Mark.Closed;
                        await db.Save(default);
                        await db.Set<Cell>().Where(c => c.On == fact.ReportedOn && c.Basis == Basis.Reported).ExecuteDeleteAsync();
                    },
                    default
                );
                return true;
            }
        );

        town.Clock.Move(TimeSpan.FromDays(1)); // the next night has come
        await town.RollUp();

        ((Mark)(await town.Fact(caseId)).Marks & Mark.Closed).ShouldBe(Mark.None);
        var found = await town.With((_, db) => db.Set<RollupDifference>().AsNoTracking().Where(d => d.At >= began).ToListAsync());
        found.ShouldContain(d => d.CaseId == caseId);
        found.ShouldContain(d => d.On != null && d.Basis == Basis.Reported);
        await town.ShouldAddUp();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_figure_opens_exactly_as_many_cases_as_it_says(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Rated("指标明细用：井盖", "一般");
        await town.Dispatched("指标明细用：又一个井盖");
        await town.RollUp();
        using var leader = await town.As(Role.Leader);

        var answer = await leader.Do("/api/indicators?from=2026-01-01", method: HttpMethod.Get);
        var some = 0;
        foreach (var figure in answer["figures"]!.AsArray())
        {
            var key = figure!["key"]!.GetValue<string>();
            var definition = FigureList.Product.Find(key, 202603)!;
            var whole = await leader.Do($"/api/indicators/{key}/cases?from=2026-01-01", method: HttpMethod.Get);
            if (!definition.IsPerRating)
                whole["count"]!.GetValue<long>().ShouldBe(figure["whole"]!.GetValue<long>(), key);
            if (definition.Kind != FigureKind.Share)
                continue;
            var part = await leader.Do($"/api/indicators/{key}/cases?from=2026-01-01&part=Counted", method: HttpMethod.Get);
            var rest = await leader.Do($"/api/indicators/{key}/cases?from=2026-01-01&part=Rest", method: HttpMethod.Get);
            part["count"]!.GetValue<long>().ShouldBe(figure["counted"]!.GetValue<long>(), key);
            (part["count"]!.GetValue<long>() + rest["count"]!.GetValue<long>()).ShouldBe(whole["count"]!.GetValue<long>(), key);
            some += part["count"]!.GetValue<long>() > 0 ? 1 : 0;
        }
        some.ShouldBeGreaterThan(3, "some shares have something in them");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Somebody_sees_figures_of_their_own_areas_only_and_nonsense_is_refused(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Report("指标范围用：路灯");
        await town.RollUp();
        using var leader = await town.As(Role.Leader);
        using var secretary = await town.As(Role.CommunitySecretary);
        using var handler = await town.As(Role.Handler, "chuzhi001");

        var all = await leader.Do("/api/indicators/reported/cases?from=2026-01-01", method: HttpMethod.Get);
        var own = await secretary.Do("/api/indicators?from=2026-01-01", method: HttpMethod.Get);
        var area = own["areaCode"]!.GetValue<string>();
        area.Length.ShouldBe(12);
        var listed = await secretary.Do("/api/indicators/reported/cases?from=2026-01-01", method: HttpMethod.Get);
        listed["items"]!.AsArray().ShouldAllBe(i => i!["areaCode"]!.GetValue<string>().StartsWith(area, StringComparison.Ordinal));
        listed["count"]!.GetValue<long>().ShouldBeLessThanOrEqualTo(all["count"]!.GetValue<long>());
        (await secretary.Refused("/api/indicators?area=410103", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await handler.Refused("/api/indicators", method: HttpMethod.Get)).Status.ShouldBe(403);
        (await leader.Refused("/api/indicators/none/cases", method: HttpMethod.Get)).Status.ShouldBe(404);
        foreach (
            var nonsense in new[]
            {
                "from=yesterday",
                "to=2026-02-30",
                "from=2026-03-02&to=2026-03-01",
                "frozen=202613",
                "channel=Nonsense",
            }
        )
            (await leader.Refused($"/api/indicators?{nonsense}", method: HttpMethod.Get)).Status.ShouldBe(400, nonsense);
        (await leader.See("/statistics?from=x&to=y")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        (await leader.See("/indicators/filed?after=zzz&part=Nonsense")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Pages_show_the_same_number_as_the_api_and_lead_to_the_cases(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Rated("统计页用：井盖", "还行");
        await town.RollUp();
        using var leader = await town.As(Role.Leader);
        var today = (await leader.Do("/api/indicators", method: HttpMethod.Get))["to"]!.GetValue<string>();
        var api = (await leader.Do("/api/indicators", method: HttpMethod.Get))["figures"]!.AsArray();
        var filed = api.First(f => f!["key"]!.GetValue<string>() == "filed")!["whole"]!.GetValue<long>();

        var page = await leader.See("/statistics");
        page.Text("h1").ShouldBe("统计");
        page.Texts(".kpi strong").ShouldContain(filed.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        var figure = await leader.See("/indicators/filed");
        figure.Text("[data-figure]").ShouldBe(filed.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        figure
            .Page.QuerySelector("[data-count]")!
            .GetAttribute("data-count")
            .ShouldBe(filed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        figure.Page.QuerySelectorAll("table.behind tbody tr").Length.ShouldBe((int)Math.Min(filed, ReadBehind.Most));
        (await leader.See("/indicators")).Page.QuerySelectorAll("table.figlist tbody tr").Length.ShouldBe(FigureList.Product.Keys.Count);
        foreach (var format in new[] { "csv", "xlsx" })
        {
            var file = await leader.GetAsync(new Uri($"/indicators/filed/cases.{format}?to={today}", UriKind.Relative));
            file.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
            (await file.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(100);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_month_that_is_over_stands_whatever_comes_later(Engine engine)
    {
        await using var town = await Town.Start(engine); // its clock goes into the next month
        var receipt = await town.Rated("封存用：井盖", "一般");
        await town.Dispatched("封存用：没办完的");
        await town.RollUp();
        var month = await town.With(
            (services, _) =>
                Task.FromResult(
                    FigureList.MonthOf(services.GetRequiredService<CaseHistories>().Calendar.LocalDay(town.Clock.GetUtcNow().UtcDateTime))
                )
        );

        town.Clock.Move(TimeSpan.FromDays(31));
        await town.RollUp();
        var frozen = await town.Frozen(month);
        frozen.ShouldNotBeEmpty();
        frozen.ShouldContain(f => f.FigureKey == "closed" && f.AreaCode == "410103" && f.Counted == 1);
        frozen.ShouldAllBe(f => f.DefinitionVersion == FigureList.Product.Find(f.FigureKey, month)!.Version);

        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do($"/api/cases/{receipt.CaseId()}/closure", new { reason = "又坏了" }, HttpMethod.Delete);
        await town.RollUp();

        (await town.Frozen(month)).Select(Line).ShouldBe(frozen.Select(Line), ignoreOrder: true);
        var again = await town.With((services, _) => services.GetRequiredService<FreezeMonths>().Recompute(month, default));
        again.Select(Line).ShouldBe(frozen.Select(Line), ignoreOrder: true, "by the definitions of the month, from what was kept with it");
        using var leader = await town.As(Role.Leader);
        var page = await leader.See($"/indicators/closed");
        page.Page.QuerySelectorAll("table.frozen tr.late-changed").Length.ShouldBe(1, "recomputed today stands beside and differs");
        (await leader.Do($"/api/indicators/closed/cases?frozen={month}", method: HttpMethod.Get))["count"]!.GetValue<long>().ShouldBe(1);
    }

    private static string Line(FrozenFigure f) => $"{f.FigureKey} {f.AreaCode} v{f.DefinitionVersion} {f.Counted}/{f.Whole}";

    /// <summary>People of the town who try what comes to their mind; refusals are part of life.</summary>
    private sealed class People(Town town) : IDisposable
    {
        private readonly List<HttpClient> all = [];

        public async Task Come()
        {
            foreach (
                var (role, name) in new[]
                {
                    (Role.Operator, "caozuo01"),
                    (Role.Handler, "chuzhi001"),
                    (Role.Checker, "hecha01"),
                    (Role.Operator, "caozuo02"),
                    (Role.ShiftLeader, "zhiban01"),
                }
            )
                all.Add(await town.As(role, name));
            all.Add(town.Anybody());
        }

        public async Task Try(int what, System.Text.Json.Nodes.JsonNode receipt)
        {
            var path = $"/api/cases/{receipt.CaseId()}";
            switch (what)
            {
                case 0:
                    await all[0].Ask($"{path}/filing", new { categoryKey = Reported.Manhole });
                    await town.Settle();
                    break;
                case 1:
                    await all[1].Ask($"{path}/acceptance");
                    break;
                case 2:
                    await all[1].Ask($"{path}/returns", new { reason = "不归我们" });
                    break;
                case 3:
                    await all[1].Ask($"{path}/hand-in", Form.With(("result", "已处理")).Photo("files", Photos.Small));
                    break;
                case 4:
                    await all[2].Ask($"{path}/checks", new { passed = true });
                    break;
                case 5:
                    await all[2].Ask($"{path}/checks", new { passed = false, note = "没修好" });
                    break;
                case 6:
                    await all[3].Ask($"{path}/closure", new { answer = "已处理。" });
                    break;
                case 7:
                    await all[4].Ask($"{path}/closure", new { reason = "再看看" }, HttpMethod.Delete);
                    break;
                default:
                    await all[5].Ask($"/api/receipts/{receipt["receiptNo"]}/rating", new { isSolved = true, satisfaction = 5 });
                    break;
            }
        }

        public void Dispose() => all.ForEach(p => p.Dispose());
    }
}

/// <summary>Waiting for the roll-ups, and counting from nothing beside them.</summary>
internal static class Counting
{
    /// <summary>Until they have nothing more to do.</summary>
    public static async Task RollUp(this Town town, RollupLoop? loop = null)
    {
        await town.Settle();
        loop ??= town.Services.GetRequiredService<RollupLoop>();
        for (var (step, idle) = (0, 0); step < 500 && idle < 3; step++)
            idle = await loop.Step(Town.District, default) ? 0 : idle + 1; // a turn lost to the host's own loop is no idle one
    }

    public static Task<CaseFact> Fact(this Town town, Guid caseId) =>
        town.With((_, db) => db.Set<CaseFact>().AsNoTracking().SingleAsync(f => f.CaseId == caseId));

    public static Task<List<FrozenFigure>> Frozen(this Town town, int month) =>
        town.With((_, db) => db.Set<FrozenFigure>().AsNoTracking().Where(f => f.Month == month).ToListAsync());

    /// <summary>Every case reckoned anew, added up, beside the cells.</summary>
    public static async Task ShouldAddUp(this Town town)
    {
        var (should, cells, cases) = await town.With(
            async (services, db) =>
            {
                var histories = services.GetRequiredService<CaseHistories>();
                var now = town.Clock.GetUtcNow().UtcDateTime;
                var known = await db.Set<CaseFact>().AsNoTracking().ToDictionaryAsync(f => f.CaseId);
                var ids = await db.Set<Gezhi.Cases.Case>().Select(c => c.Id).ToListAsync();
                var changes = new CellChanges();
                foreach (var one in await histories.Of(ids, default))
                    changes.Add(Reckon.Of(Town.District, one, histories.Calendar, now, known.GetValueOrDefault(one.CaseId)));
                var rows = await db.Set<Cell>().AsNoTracking().Where(c => c.Cases != 0).ToListAsync();
                return (changes.All, rows, ids.Count);
            }
        );
        cases.ShouldBeGreaterThan(0);
        cells
            .ToDictionary(
                c => new CellKey(c.Basis, c.On, c.AreaCode, c.CategoryKey, c.Channel, c.UnitCode, c.Marks),
                c => new CellSum(
                    c.Cases,
                    c.Ratings,
                    c.Stars,
                    c.FirstAnswerMinutes,
                    c.DispatchMinutes,
                    c.ArrivalMinutes,
                    c.HandlingMinutes,
                    c.WorkingMinutes
                )
            )
            .ShouldBe(should.ToDictionary(), ignoreOrder: true);
    }
}
