using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>Who did what to a draft is on the trail; nobody touches another street's change, and an empty trial proves nothing.</summary>
public sealed class DraftTrailTests
{
    private const string Litter = "gb47678/matter/06010";
    private const string Own = StreetPeople.OtherStreet;

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_one_street_added_to_a_shared_draft_no_other_street_overwrites_or_removes(Engine engine)
    {
        var town = await Town.On(engine);
        using var own = await town.At(Role.Dispatcher, Own);
        using var other = await town.At(Role.Dispatcher, "410103008");
        var at = await Draft(own);
        var no = (await own.Do($"{at}/changes", new { content = new RuleContent(Litter, "parks", Own) }))["ruleNo"]!.GetValue<string>();

        (
            await other.Refused($"{at}/changes", new { ruleNo = no, content = new RuleContent(Litter, "enforcement", "410103008") })
        ).Status.ShouldBe(403);
        (await other.Refused($"{at}/changes", new { ruleNo = no })).Status.ShouldBe(403, "ending it is the same as removing it");
        (await other.Refused($"{at}/changes/{no}", null, HttpMethod.Delete)).Status.ShouldBe(403);
        await own.Do($"{at}/changes", new { ruleNo = no, content = new RuleContent(Litter, "drainage", Own) });
        await own.Do($"{at}/changes/{no}", null, HttpMethod.Delete);

        (await Trail(town, at)).ShouldBe(
            [
                ("rules.draft-begun", ""),
                ("rules.draft-changed", $"{no} {Own} → parks"),
                ("rules.draft-changed", $"{no} {Own} → drainage"),
                ("rules.draft-undone", no),
            ],
            ignoreOrder: true
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_draft_is_dropped_by_its_author_or_by_whoever_may_approve_it(Engine engine)
    {
        var town = await Town.On(engine);
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        using var colleague = await town.As(Role.Dispatcher, "paiqian02");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var at = await Draft(zhouHang);

        (await colleague.Refused($"{at}/withdrawal", new { })).ShouldBe((409, "draft.not-yours"));
        await zhouHang.Do($"{at}/withdrawal", new { });
        await chenMo.Do($"{await Draft(colleague)}/withdrawal", new { });

        (await Trail(town, at)).ShouldContain(r => r.Action == "rules.draft-dropped");
    }

    [Fact]
    public async Task A_trial_of_days_without_cases_or_of_days_that_cannot_be_is_refused()
    {
        await using var town = await Town.Start(Engine.Sqlite, "--Demo:Reports=100");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        var at = await Draft(zhouHang);
        await zhouHang.Do($"{at}/changes", new { content = new RuleContent(Litter, "parks", Own) });

        async Task<string> Refused(string from, string to) =>
            (await zhouHang.Refused($"{at}/trials", new { fromOn = from, toOn = to })).Code;

        (await Refused("1990-01-01", "1990-01-01")).ShouldBe("rule.trial-period");
        (await Refused("2026-03-01", "9999-12-31")).ShouldBe("rule.trial-period");
        (await Refused("2026-03-01", "2026-03-06")).ShouldBe("rule.trial-period", "tomorrow has no cases yet");
        (await Refused("2001-01-01", "2001-12-31")).ShouldBe("rule.trial-no-cases");
        (await zhouHang.Refused($"{at}/submission", new { })).ShouldBe((409, "draft.untried"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_trial_that_fails_says_so_and_is_not_run_again(Engine engine)
    {
        var town = await Town.On(engine);
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        var at = await Draft(zhouHang);
        await zhouHang.Do($"{at}/changes", new { content = new RuleContent(Litter, "parks", Own) });
        var trialId = await town.With(
            async (_, db) =>
            {
                var trial = new RuleTrial
                {
                    DistrictId = Town.District,
                    Id = Guid.CreateVersion7(town.Clock.GetUtcNow()),
                    DraftId = Guid.Parse(at[(at.LastIndexOf('/') + 1)..]),
                    Revision = 2,
                    Book = 1,
                    FromOn = new DateOnly(2026, 1, 1),
                    ToOn = DateOnly.MaxValue, // has no day after it: the runner throws
                    AskedAt = town.Clock.GetUtcNow().UtcDateTime,
                };
                db.Add(trial);
                await db.Save(CancellationToken.None);
                return trial.Id;
            }
        );

        var runner = town.Services.GetRequiredService<TrialRunner>();
        for (var round = 0; round < 20 && await runner.RunNext(Town.District, CancellationToken.None); round++) { }

        (await zhouHang.Do($"/api/rule-trials/{trialId}", null, HttpMethod.Get))["state"]!
            .GetValue<string>()
            .ShouldBe(nameof(TrialState.Failed));
        (await zhouHang.See(at["/api".Length..].Replace("rule-drafts", "rules/drafts", StringComparison.Ordinal)))
            .Text("#trial")
            .ShouldContain("试跑中途出错");
        (await runner.RunNext(Town.District, CancellationToken.None)).ShouldBeFalse("it is not run again");
        await zhouHang.Do($"{at}/withdrawal", new { });
    }

    private static async Task<string> Draft(HttpClient person) =>
        $"/api/rule-drafts/{(await person.Do("/api/rule-drafts", new { name = "街道调整" }))["id"]}";

    private static async Task<List<(string Action, string Detail)>> Trail(Town town, string at)
    {
        var draftId = Guid.Parse(at[(at.LastIndexOf('/') + 1)..]);
        var rows = await town.With(
            (_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == draftId).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync()
        );
        return rows.ConvertAll(r => (r.Action, r.Detail));
    }
}
