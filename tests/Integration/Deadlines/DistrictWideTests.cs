using Gezhi.Cases;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Deadlines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>What holds for the whole district: who may set it, two who set it at once, editions that come and go; on both databases.</summary>
public sealed class DistrictWideTests
{
    private const string Bins = "gb47678/matter/06013";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_shift_leader_of_one_street_sets_nothing_for_the_district(Engine engine)
    {
        var town = await Town.On(engine);
        var post = new ActorPost(Ids.New(town.Clock.UtcNow), Role.ShiftLeader, "410103010", null, "街道值班长");
        var street = new Actor(Town.District, ActorKind.Staff, Ids.New(town.Clock.UtcNow), "街道值班长", [post]);
        var day = new CalendarDay(new DateOnly(2026, 3, 2), "补放", false);
        Func<IServiceProvider, Task>[] attempts =
        [
            s =>
                s.GetRequiredService<KeepCalendar>()
                    .Run(new KeepCalendar.Command(CalendarKind.LocalDays, "自己放假", [day]), street, default),
            s => s.GetRequiredService<KeepTimetable>().Set(new KeepTimetable.Limit(Stage.Check, 9_000, true), street, default),
            s =>
                s.GetRequiredService<KeepTimetable>()
                    .Set(new KeepTimetable.Rung(null, Stage.Handle, LadderLevel.Holder, 90), street, default),
            s =>
                s.GetRequiredService<KeepTimetable>()
                    .Set(new KeepTimetable.Hours("municipal-works", "08:00-09:00", false), street, default),
            s => s.GetRequiredService<KeepConditions>().Run(Condition(null, "放宽", 300), street, default),
            s => s.GetRequiredService<KeepCategories>().Add(new KeepCategories.Addition("Z1", "自己的"), street, default),
            s => s.GetRequiredService<KeepCategories>().Retire(new KeepCategories.Retirement("local/matter/S101"), street, default),
            s => s.GetRequiredService<ConditionSheet>().Import(new MemoryStream(), true, street, default),
        ];

        foreach (var attempt in attempts)
            await Should.ThrowAsync<Forbidden>(() =>
                town.With(
                    async (services, _) =>
                    {
                        await attempt(services);
                        return true;
                    }
                )
            );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_two_editors_at_once_the_second_must_look_again(Engine engine)
    {
        var town = await Town.On(engine);
        var old = await Current(town);
        var system = Actor.System(Town.District);

        var outcome = await town.With(
            async (services, db) =>
            {
                var keep = services.GetRequiredService<KeepConditions>();
                await keep.Stage(Condition(old.Id, "慢的一位", 3), system, default);
                await town.With((s, _) => s.GetRequiredService<KeepConditions>().Run(Condition(old.Id, "快的一位", 4), system, default));
                return await Record.ExceptionAsync(() => keep.Keep(default));
            }
        );

        outcome.ShouldBeOfType<StaleVersion>();
        (await Current(town)).TextZh.ShouldBe("快的一位");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_current_editions_of_old_times_and_a_planned_one_go_through_the_table(Engine engine)
    {
        var town = await Town.On(engine);
        var system = Actor.System(Town.District);
        var old = await Current(town);
        var twin = await town.With(
            async (_, db) =>
            {
                var made = new FilingCondition
                {
                    DistrictId = Town.District,
                    Id = Ids.New(town.Clock.UtcNow),
                    CategoryKey = Bins,
                    Order = old.Order,
                    Edition = old.Edition + 1,
                    TextZh = "并排的一版",
                    LimitValue = 1,
                    LimitUnit = LimitUnit.WorkDay,
                    CloseWhenZh = "好",
                };
                db.Add(made);
                await Catalogues.Changed(db, default);
                await db.Save(default);
                return made;
            }
        );
        town.Services.GetRequiredService<Catalogues>().Forget(Town.District);
        await town.With(
            (s, _) =>
                s.GetRequiredService<KeepConditions>()
                    .Run(Condition(twin.Id, "下个月的一版", 2) with { From = new DateOnly(2027, 1, 1) }, system, default)
        );

        var table = await town.With((s, _) => s.GetRequiredService<ConditionSheet>().Export(default));
        var rows = SheetReader.Rows(new MemoryStream(table)).Where(r => r["类别编码"] == Bins).ToList();
        var result = await town.With(
            (s, _) => s.GetRequiredService<ConditionSheet>().Import(new MemoryStream(table), true, system, default)
        );

        rows.Count(r => r["立案条件"] == "并排的一版").ShouldBe(1, "what holds today goes out, although a later edition is planned");
        (result.Added, result.Changed, result.Faults.Count).ShouldBe((0, 0, 0));
        await town.With(
            async (_, db) =>
            {
                await db.Set<FilingCondition>().Where(c => c.Id == twin.Id || c.ReplacesId == twin.Id).ExecuteDeleteAsync();
                return true;
            }
        );
        town.Services.GetRequiredService<Catalogues>().Forget(Town.District);
    }

    private static KeepConditions.Command Condition(Guid? id, string text, double days) =>
        new(id, Bins, text, null, days, LimitUnit.WorkDay, "清走了", null);

    private static Task<FilingCondition> Current(Town town) =>
        town.With(
            (_, db) =>
                db.Set<FilingCondition>()
                    .AsNoTracking()
                    .Where(c => c.CategoryKey == Bins && c.ValidTo == null)
                    .OrderBy(c => c.Order)
                    .FirstAsync()
        );
}
