using System.Net;
using Gezhi.Indicators.Contract;
using Gezhi.Indicators.Integrity;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Indicators;

/// <summary>Findings over the real host: found once, told, answered, judged by somebody else.</summary>
public class IntegrityTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_seed_town_has_something_of_every_kind_and_looking_again_finds_nothing_new(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Demo:Reports=600");
        using var leader = await town.As(Role.Leader);

        await town.With(async (services, _) => await services.GetRequiredService<FindSigns>().Run(Actor.System(Town.District), default));
        var found = await town.With((_, db) => db.Set<Finding>().AsNoTracking().ToListAsync());
        var again = (await leader.Do("/api/integrity/search", new { }))["found"]!.GetValue<int>();

        again.ShouldBe(0);
        string[] planted =
        [
            IntegrityRules.Split,
            IntegrityRules.Track,
            IntegrityRules.Dwell,
            IntegrityRules.Visits,
            IntegrityRules.Satisfied,
            IntegrityRules.Burst,
            IntegrityRules.Bunching,
        ];
        planted.Except(found.Select(f => f.RuleKey)).ShouldBeEmpty();
        found.Count.ShouldBeLessThan(30, "only what was planted, and a few false alarms");
        found.Where(f => f.RuleKey is IntegrityRules.Satisfied or IntegrityRules.Burst).ShouldAllBe(f => f.Read()!.Cases == null);
        found.Select(f => f.Fingerprint).ShouldBeUnique();
        var page = await leader.See("/integrity");
        page.Page.QuerySelectorAll("table.grid tbody tr").Length.ShouldBe(found.Count);
        foreach (var finding in found)
            (await leader.See($"/integrity/{finding.Id}")).Status.ShouldBe(HttpStatusCode.OK, finding.RuleKey);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_person_concerned_is_told_and_answers_and_somebody_else_judges(Engine engine)
    {
        var town = await Town.On(engine);
        var (id, account) = await Planted(town, "wangge0001");
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        using var leader = await town.As(Role.Leader);

        var mine = await worker.See("/integrity/mine");
        mine.Page.Body!.TextContent.ShouldContain("两张现场照片来不及");
        (await leader.Refused($"/api/integrity/{id}/judgement", new { outcome = "Confirmed", reason = "看过了" })).Code.ShouldBe(
            "integrity.too-early"
        );
        (await worker.Refused($"/api/integrity/{id}/judgement", new { outcome = "Explained", reason = "没事" })).Status.ShouldBe(403);
        (await worker.See($"/integrity/{id}")).Status.ShouldNotBe(HttpStatusCode.OK);
        var empty = await worker.Submit(mine, $"#f-{id} form", ("Text", " "));
        empty.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await worker.Submit(mine, $"#f-{id} form", ("Text", "手机时间当天被调乱过，已经改回。"))).Text(".said").ShouldBe("已保存。");

        var page = await leader.See($"/integrity/{id}");
        page.Page.Body!.TextContent.ShouldContain("手机时间当天被调乱过");
        (await leader.Submit(page, "form.card", ("Outcome", "Confirmed"), ("Reason", "两案照片时间核对过，时钟没有被改")))
            .Text(".said")
            .ShouldBe("已保存。");
        (await leader.Refused($"/api/integrity/{id}/judgement", new { outcome = "Explained", reason = "再看" })).Code.ShouldBe(
            "integrity.judged"
        );
        (await worker.See("/integrity/mine")).Page.Body!.TextContent.ShouldContain("时钟没有被改");
        (await worker.Refused($"/api/integrity/{id}/answer", new { text = "不对" })).Code.ShouldBe("integrity.judged");

        var now = town.Clock.GetUtcNow().UtcDateTime;
        var confirmed = await town.With(
            (services, _) => services.GetRequiredService<ConfirmedFindings>().Cases(now.AddDays(-1), now.AddDays(1), default)
        );
        confirmed.Count(c => c.FindingId == id).ShouldBe(2, "both cases may be left out of an evaluation");
        await town.Settle();
        var trail = await town.With(
            (_, db) => db.Set<AuditRow>().AsNoTracking().Where(a => a.SubjectId == id).Select(a => a.Action).ToListAsync()
        );
        trail.ShouldContain("integrity.answered");
        trail.ShouldContain("integrity.judged");
        trail.ShouldContain("integrity.opened");
        account.ShouldNotBe(Guid.Empty);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_but_leaders_reads_findings_and_nobody_another_ones(Engine engine)
    {
        var town = await Town.On(engine);
        var (id, _) = await Planted(town, "wangge0001");
        using var other = await town.As(Role.GridWorker, "wangge0002");
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        using var audit = await town.As(Role.AuditAdmin);

        (await other.Refused($"/api/integrity/{id}/answer", new { text = "我来说" })).Status.ShouldBe(404);
        foreach (var person in new[] { other, shift, audit })
        {
            (await person.See("/integrity")).Status.ShouldNotBe(HttpStatusCode.OK);
            (await person.Refused("/api/integrity/search", new { })).Status.ShouldBe(403);
        }
        using var leader = await town.As(Role.Leader);
        (await leader.See("/integrity?state=nonsense&found=99999999999")).Status.ShouldBe(HttpStatusCode.OK);
        (
            await leader.Refused($"/api/integrity/{Guid.CreateVersion7()}/judgement", new { outcome = "Explained", reason = "没有" })
        ).Status.ShouldBe(404);
        (await leader.Refused($"/api/integrity/{id}/judgement", new { outcome = "Nonsense", reason = "x" })).Status.ShouldBe(400);
        (await leader.Refused($"/api/integrity/{id}/judgement", new { outcome = "Explained", reason = "" })).Status.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_came_from_a_track_goes_after_ninety_days_and_the_judgement_stays(Engine engine)
    {
        await using var town = await Town.Start(engine);
        var (id, _) = await Planted(town, "wangge0001", IntegrityRules.Track);
        town.Clock.Move(TimeSpan.FromDays(91));

        await town.With(async (services, _) => await services.GetRequiredService<FindSigns>().Run(Actor.System(Town.District), default));

        (await town.With((_, db) => db.Set<Finding>().AsNoTracking().FirstAsync(f => f.Id == id))).Evidence.ShouldBeNull();
        using var leader = await town.As(Role.Leader);
        (await leader.See($"/integrity/{id}")).Page.Body!.TextContent.ShouldContain("证据已按期删除");
    }

    /// <summary>A finding as the job would write it, about one worker.</summary>
    private static async Task<(Guid Id, Guid Account)> Planted(Town town, string userName, string rule = IntegrityRules.Shots)
    {
        var (first, second) = ((await town.Dispatched("诚信用：一处")).CaseId(), (await town.Dispatched("诚信用：另一处")).CaseId());
        return await town.With(
            async (_, db) =>
            {
                var account = await db.Set<Gezhi.Identity.Accounts.Account>()
                    .Where(a => a.UserName == userName)
                    .Select(a => a.Id)
                    .FirstAsync();
                var now = town.Clock.GetUtcNow().UtcDateTime;
                var candidate = new Candidate(
                    rule,
                    account,
                    null,
                    "410103001001001",
                    $"{first:N} {second:N}",
                    new FindingEvidence([12_000, 360, 2], now.AddHours(-1), now, rule == IntegrityRules.Shots ? [first, second] : null)
                );
                var finding = new Finding
                {
                    DistrictId = Town.District,
                    Id = Guid.CreateVersion7(town.Clock.GetUtcNow()),
                    RuleKey = candidate.RuleKey,
                    RuleVersion = 1,
                    AccountId = account,
                    AreaCode = candidate.AreaCode,
                    Fingerprint = candidate.Fingerprint,
                    Evidence = candidate.Evidence.ToJson(),
                    FoundAt = now,
                    ToldAt = now,
                    AnswerUntil = now.AddDays(5),
                };
                db.Add(finding);
                await db.Save(default);
                return (finding.Id, account);
            }
        );
    }
}
