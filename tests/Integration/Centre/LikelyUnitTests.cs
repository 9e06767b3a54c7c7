using Gezhi.Cases.Proposing;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Centre;

/// <summary>No rule speaks of covers and poles of unknown owner; what dispatchers did before is shown beside the interim handler.</summary>
public sealed class LikelyUnitTests
{
    private const string UnknownCover = "gb47678/matter/01023";
    private const string UnknownPole = "gb47678/matter/01034";

    private const string Works = "municipal-works";
    private const string Lamps = "street-lighting";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Where_no_rule_answers_the_unit_that_dispatchers_chose_before_is_shown_with_words_and_confidence(Engine engine)
    {
        var town = await Town.On(engine);
        for (var i = 0; i < 14; i++)
        {
            await Given(town, $"无主井盖翘起来了，第{i}回绊到行人", UnknownCover, Works);
            await Given(town, $"无主电线杆歪了，第{i}回有人说要倒", UnknownPole, Lamps);
        }
        var guesses = town.Services.GetRequiredService<UnitGuesses>();
        (await guesses.Learn(Town.District, TestContext.Current.CancellationToken)).ShouldBeGreaterThanOrEqualTo(28);

        var path = await Filed(town, "路中间无主井盖翘起来绊人", UnknownCover);
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        var page = await zhouHang.See(path);

        var note = page.Text("#form-Dispatch .likely");
        note.ShouldContain(await NameOf(town, Works));
        note.ShouldMatch("[0-9]+%");
        note.ShouldContain("井盖");
        page.Page.QuerySelector("#form-Dispatch option")!
            .TextContent.ShouldContain("建议", customMessage: "the interim handler of the rules stays first");
        page.Page.QuerySelectorAll("#form-Dispatch option")[1].GetAttribute("value").ShouldBe(Works);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Where_a_rule_answers_the_past_is_not_shown(Engine engine)
    {
        var town = await Town.On(engine);
        await Given(town, "无主井盖不见了", UnknownCover, Works);
        await Given(town, "无主电线杆斜了", UnknownPole, Lamps);
        await town.Services.GetRequiredService<UnitGuesses>().Learn(Town.District, TestContext.Current.CancellationToken);

        var receipt = await town.Report("窨井盖缺了一半");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See($"/cases/{receipt["caseId"]}?try={Uri.EscapeDataString(Reported.Manhole)}");

        page.Page.QuerySelector(".unit strong").ShouldNotBeNull();
        page.Page.QuerySelector(".likely").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_an_interim_handler_took_because_nobody_was_known_teaches_nothing(Engine engine)
    {
        var town = await Town.On(engine);
        var path = await Filed(town, "没人管的怪井盖咯噔响", UnknownCover);
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"/api{path}/dispatches");

        var lessons = await town.With(
            (services, db) =>
                services.GetRequiredService<UnitGuesses>().Lessons(db, DateTime.UnixEpoch, TestContext.Current.CancellationToken)
        );

        lessons.ShouldAllBe(l => !l.Text.Contains("怪井盖", StringComparison.Ordinal));
    }

    private static async Task Given(Town town, string text, string category, string unit)
    {
        var path = await Filed(town, text, category);
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"/api{path}/dispatches", new { unitCode = unit });
    }

    /// <returns>Path of the case's page.</returns>
    private static async Task<string> Filed(Town town, string text, string category)
    {
        var receipt = await town.Report(text);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = category, version = 1 });
        return $"/cases/{receipt["caseId"]}";
    }

    private static Task<string> NameOf(Town town, string code) =>
        town.With(
            async (services, _) =>
                (await services.GetRequiredService<UnitDirectory>().Find(code, TestContext.Current.CancellationToken))!.NameZh
        );
}
