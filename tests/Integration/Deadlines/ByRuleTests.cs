using Gezhi.Cases;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Rules;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>What a rule does by itself is on the record, waits for its helpers and goes by its own condition; on both databases.</summary>
public sealed class ByRuleTests
{
    /// <summary>Helped with by the power company, says the seed's book.</summary>
    private const string Cable = "gb47678/matter/06008";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Helpers_that_a_rule_names_have_a_task_with_a_date_and_the_case_waits_for_them(Engine engine)
    {
        var (town, path, id) = await Filed(engine, "断了的电缆挂在树上", Cable);

        var helper = await town.With((_, db) => db.Set<CaseHelper>().AsNoTracking().SingleAsync(h => h.CaseId == id));
        var subject = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
        (helper.UnitCode, helper.IsOwed, helper.DueAt).ShouldBe(("power-supply", true, subject.DueAt));
        (await town.With((_, db) => db.Set<Gezhi.Cases.Messages.Message>().CountAsync(m => m.CaseId == id))).ShouldBeGreaterThan(0);
        var given = await town.With((_, db) => db.Timeline.SingleAsync(t => t.CaseId == id && t.Action == CaseAction.Assist));
        (given.UnitCode, given.By, given.RuleId).ShouldBe(("power-supply", ActorKind.System, subject.RuleId));
        path.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_condition_that_a_rule_names_goes_before_the_first_one_and_in_its_edition_of_today(Engine engine)
    {
        var town = await Town.On(engine);
        const string bicycles = "gb47678/matter/09011";
        town.Clock.Set(new DateTime(2026, 3, 17, 1, 0, 0, DateTimeKind.Utc)); // other tests may be months ahead: a condition holds from its day on
        var (rule, mine) = await town.With(
            async (services, db) =>
            {
                var keep = services.GetRequiredService<KeepConditions>();
                var system = Actor.System(Town.District);
                var first = await keep.Run(Condition(bicycles, null, "按规则的条件", 6), system, default);
                var found = await db.Set<ResponsibilityRule>().SingleAsync(r => r.ToBook == null && r.CategoryPrefix == bicycles);
                await db.Set<ResponsibilityRule>()
                    .Where(r => r.Id == found.Id)
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.ConditionId, first));
                return (found.Id, await keep.Run(Condition(bicycles, first, "按规则的条件，新版", 7), system, default));
            }
        );
        await Restart(town);

        var (_, _, id) = await Filed(engine, "共享单车堆成山", bicycles);

        var subject = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
        (subject.ConditionId, subject.LimitValue).ShouldBe((mine, 7));
        (await town.With((_, db) => db.Timeline.SingleAsync(t => t.CaseId == id && t.Action == CaseAction.File))).RuleId.ShouldBe(rule);
    }

    private static KeepConditions.Command Condition(string category, Guid? id, string text, double hours) =>
        new(id, category, text, null, hours, LimitUnit.WorkHour, "摆好了", null);

    /// <summary>Rules were written past the house: it must read them anew.</summary>
    private static Task<bool> Restart(Town town)
    {
        town.Services.GetRequiredService<RuleShelves>().Forget(Town.District);
        return Task.FromResult(true);
    }

    private static async Task<(Town Town, string Path, Guid Id)> Filed(Engine engine, string text, string category)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 17, 1, 30, 0, DateTimeKind.Utc));
        var receipt = await town.Report(text);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = category });
        await town.Settle();
        return (town, $"/api/cases/{receipt["caseId"]}", receipt.CaseId());
    }
}
