using Gezhi.Cases;
using Gezhi.Cases.Catalogue;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Time;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>The municipal table of conditions and the category schemes: changed by date, in and out as Excel, confirmed by an editor; on both databases.</summary>
public sealed class TableTests
{
    private const string Litter = "gb47678/matter/06010";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_changed_condition_holds_for_new_cases_and_old_ones_keep_theirs(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 11, 2, 0, 0, DateTimeKind.Utc));
        var old = (
            await town.With(
                (_, db) =>
                    db.Set<FilingCondition>().Where(c => c.CategoryKey == Litter && c.ValidTo == null).OrderBy(c => c.Order).ToListAsync()
            )
        )[0];
        var first = await Filed(town, "垃圾堆在桶外");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");

        await chenMo.Do(
            "/api/conditions",
            new
            {
                id = old.Id,
                categoryKey = Litter,
                textZh = old.TextZh,
                limitValue = 7.5,
                limitUnit = "WorkHour",
                closeWhenZh = old.CloseWhenZh,
            }
        );
        (
            await chenMo.Refused(
                "/api/conditions",
                new
                {
                    id = old.Id,
                    categoryKey = Litter,
                    textZh = "旧版",
                    limitValue = 1,
                    limitUnit = "WorkDay",
                    closeWhenZh = "好",
                }
            )
        ).ShouldBe((409, "condition.replaced"));
        var second = await Filed(town, "垃圾又堆在桶外");

        var (before, after) = (await Stored(town, first), await Stored(town, second));
        (before.ConditionId, before.LimitValue).ShouldBe((old.Id, old.LimitValue));
        (after.LimitValue, after.LimitUnit).ShouldBe((7.5, LimitUnit.WorkHour));
        chenMo.DefaultRequestHeaders.Accept.Clear();
        (await chenMo.GetStringAsync(new Uri($"/cases/{first}", UriKind.Relative))).ShouldContain(old.TextZh);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_table_goes_out_and_in_and_one_wrong_row_keeps_everything_out(Engine engine)
    {
        var town = await Town.On(engine);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var table = await chenMo.GetByteArrayAsync(new Uri("/conditions.xlsx", UriKind.Relative));
        var rows = SheetReader.Rows(new MemoryStream(table)).Select(r => r.Cells.ToArray()).ToList();
        rows.Count.ShouldBeGreaterThanOrEqualTo(200);
        var columns = SheetReader.Rows(new MemoryStream(table)).First().Columns.Select(c => new SheetColumn(c)).ToList();
        var at = rows.FindIndex(r => r[0] == "gb47678/matter/06012");
        rows[at][5] = "6";
        var good = SheetWriter.Write("立案条件", columns, rows);
        string[] wrong = [.. rows[at]];
        (wrong[0], wrong[5], wrong[6]) = ("gb47678/matter/99999", "很久", "光年");
        var bad = SheetWriter.Write("立案条件", columns, rows.Append(wrong));

        var (dry, taken, refused) = (await Import(town, good, true), await Import(town, good, false), await Import(town, bad, false));

        (dry.Changed, dry.Added, dry.Faults.Count).ShouldBe((1, 0, 0));
        (taken.Changed, taken.Same).ShouldBe((1, rows.Count - 1));
        refused
            .Faults.Select(f => (f.RowNo, f.Column))
            .ShouldBe([(rows.Count + 2, "类别编码"), (rows.Count + 2, "时限"), (rows.Count + 2, "单位")]);
        (await Import(town, good, true)).Same.ShouldBe(rows.Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_local_category_begins_and_ends_by_date_and_a_past_case_shows_it(Engine engine)
    {
        var town = await Town.On(engine);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var code = engine == Engine.Sqlite ? "X901" : "X902";
        var major = (await town.With((_, db) => db.Set<Category>().FirstAsync(c => c.Scheme == "local" && c.ParentKey == null))).Key;
        await chenMo.Do(
            "/api/categories",
            new
            {
                code,
                nameZh = "飞线充电",
                parentKey = major,
            }
        );
        (
            await chenMo.Refused(
                "/api/categories",
                new
                {
                    code,
                    nameZh = "又一个",
                    parentKey = major,
                }
            )
        ).ShouldBe((409, "category.taken"));
        var first = await Filed(town, "电动车从楼上拉线充电", $"local/matter/410103-{code}");

        await chenMo.Do("/api/categories/retirements", new { key = $"local/matter/410103-{code}" });
        var receipt = await town.Report("又有人拉线充电");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (
            await linXiao.Refused($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = $"local/matter/410103-{code}" })
        ).Status.ShouldBe(400);

        chenMo.DefaultRequestHeaders.Accept.Clear();
        var page = await chenMo.GetStringAsync(new Uri($"/cases/{first}", UriKind.Relative));
        page.ShouldContain("飞线充电");
        page.ShouldContain("起停用");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_editor_confirms_what_a_code_of_2013_is_in_2026(Engine engine)
    {
        var town = await Town.On(engine);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        var map = new
        {
            fromKey = "gb30428/matter/0507",
            toScheme = "gb47678",
            toKey = "gb47678/matter/10001",
        };

        (await zhaoGong.Refused("/api/categories/maps", map, HttpMethod.Put)).Status.ShouldBe(403);
        (
            await chenMo.Refused(
                "/api/categories/maps",
                new
                {
                    map.fromKey,
                    map.toScheme,
                    toKey = "local/matter/S101",
                },
                HttpMethod.Put
            )
        ).Status.ShouldBe(400);
        await chenMo.Do("/api/categories/maps", map, HttpMethod.Put);

        var row = await town.With((_, db) => db.Set<CategoryMap>().SingleAsync(m => m.FromKey == map.fromKey && m.ToScheme == "gb47678"));
        (row.State, row.ToKey).ShouldBe((MapState.Confirmed, map.toKey));
        row.ConfirmedBy.ShouldNotBeNull();
        chenMo.DefaultRequestHeaders.Accept.Clear();
        (await chenMo.GetStringAsync(new Uri("/categories?scheme=gb30428&q=0507", UriKind.Relative))).ShouldContain("陈默");
    }

    private static Task<ConditionSheet.Result> Import(Town town, byte[] file, bool isDryRun) =>
        town.With(
            (services, _) =>
                services.GetRequiredService<ConditionSheet>().Import(new MemoryStream(file), isDryRun, Actor.System(Town.District), default)
        );

    private static async Task<Guid> Filed(Town town, string text, string category = Litter)
    {
        var receipt = await town.Report(text);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = category });
        return receipt.CaseId();
    }

    private static Task<Gezhi.Cases.Case> Stored(Town town, Guid id) =>
        town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
}
