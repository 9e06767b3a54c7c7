using System.Diagnostics;
using System.Globalization;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Coverage;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Tests.Shared;
using Gezhi.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Tests.Bench;

/// <summary>What the rules cost: one proposal, a replay of a year, deadlines, the whole coverage. 权责规则</summary>
public sealed class RulesBench : Bench
{
    private const int District = 410103;
    private const int FullYear = 250_000;

    public override string Name => "rules";

    public override string Summary => "one proposal among 5,000 rules, a draft replayed on 250,000 cases, deadlines, coverage";

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        Proposals(run);
        Deadlines(run);
        Coverage(run);
        await Replayed(run, ct);
    }

    /// <summary>Unit and deadline for one case, as the dispatch asks for them.</summary>
    private static void Proposals(BenchRun run)
    {
        var dice = new Random(20260305);
        var rules = Invent(dice, 5_000);
        var index = RuleIndex.Of(rules, 1);
        var matters = Enumerable.Range(0, 10_000).Select(_ => Ask(dice)).ToArray();
        var around = new Surroundings(unit => unit.Length > 0, [], "response-410103010", PlaceIndex.Empty);
        var calendar = WorkCalendar.China;
        var start = new DateTime(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc);
        var limit = new TimeLimit(4, LimitUnit.WorkHour);
        var found = 0;
        double best = double.MaxValue;
        for (var round = 0; round < run.Choose(5, 15); round++)
        {
            var clock = Stopwatch.StartNew();
            foreach (var matter in matters)
            {
                found += DispatchProposal.For(index, matter, around).UnitCode is null ? 0 : 1;
                found += calendar.DueAt(start, limit) > start ? 1 : 0;
            }
            best = Math.Min(best, clock.Elapsed.TotalMicroseconds / matters.Length);
        }
        run.Say($"5,000 rules, {matters.Length} matters, {found} answers; the best of the rounds");
        run.Figure("proposal_microseconds", best, "µs");
    }

    private static void Deadlines(BenchRun run)
    {
        var calendar = WorkCalendar.China;
        var dice = new Random(7);
        var starts = Enumerable
            .Range(0, 100_000)
            .Select(_ => new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(dice.Next(600 * 1440)))
            .ToArray();
        TimeLimit[] limits =
        [
            new(4, LimitUnit.WorkHour),
            new(2, LimitUnit.UrgentHour),
            new(3, LimitUnit.WorkDay),
            new(0.5, LimitUnit.WorkDay),
        ];
        long sum = 0;
        double best = 0;
        for (var round = 0; round < run.Choose(5, 15); round++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < starts.Length; i++)
                sum += calendar.DueAt(starts[i], limits[i & 3]).Ticks & 1;
            best = Math.Max(best, starts.Length / clock.Elapsed.TotalSeconds);
        }
        run.Say($"{starts.Length} deadlines a round ({sum}); the best of the rounds");
        run.Figure("deadlines_per_second", best, "/s");
    }

    private static void Coverage(BenchRun run)
    {
        var dice = new Random(9);
        string[] categories = [.. Enumerable.Range(0, 250).Select(i => $"gb47678/matter/{1 + (i / 25):00}{i % 25:000}")];
        var areas = new List<string> { "410103" };
        for (var street = 0; street < 16; street++)
        for (var community = 0; community < 10; community++)
        for (var grid = 0; grid < 51; grid++)
            areas.Add(string.Create(CultureInfo.InvariantCulture, $"410103{street:000}{community:000}{grid:000}"));
        var grids = areas.Take(8_122).ToList();
        grids.AddRange(areas.Skip(1).Select(a => a[..9]).Distinct());
        grids.AddRange(areas.Skip(1).Select(a => a[..12]).Distinct());
        var index = RuleIndex.Of(Invent(dice, 5_000), 1);
        var best = double.MaxValue;
        CoverageMap? map = null;
        for (var round = 0; round < 3; round++)
        {
            var clock = Stopwatch.StartNew();
            map = CoverageMap.Of(index, categories, grids, _ => true);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        run.Say($"{categories.Length} matters × {map!.Codes.Count(c => c.Length == 15)} grids, 5,000 rules; the best of three");
        run.Figure("coverage_seconds", best, "s");
    }

    /// <summary>The product's own trial on SQLite: read, two proposals and two deadlines each, differences kept.</summary>
    private static async Task Replayed(BenchRun run, CancellationToken ct)
    {
        var wanted = run.Choose(25_000, FullYear);
        var folder = Directory.CreateTempSubdirectory("gezhi-bench-").FullName;
        var host = GezhiHost.Build([
            "--environment=Development",
            $"--contentRoot={Path.Combine(Repository.Root, "src", "Web")}",
            "--applicationName=Gezhi.Web",
            "--urls=http://127.0.0.1:0",
            $"--Storage:Root={folder}",
            "--Demo:Reports=500",
            "--Logging:LogLevel:Default=Warning",
        ]);
        await using (host)
        {
            await GezhiHost.Prepare(host);
            var runner = host.Services.GetRequiredService<TrialRunner>();
            while (await runner.RunNext(District, ct)) { } // the seed town's own trial
            await using var scope = host.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(District);
            var cases = await Multiply(db, wanted, ct);
            var trial = await Ask(db, ct);
            var clock = Stopwatch.StartNew();
            await runner.RunNext(District, ct);
            var seconds = clock.Elapsed.TotalSeconds;
            db.Forget();
            var outcome = (await db.Set<RuleTrial>().AsNoTracking().FirstAsync(t => t.Id == trial, ct)).Outcome()!;
            run.Say(
                $"{outcome.Cases} of {cases} cases replayed in {seconds:F2} s, {outcome.Moved} would move{(run.IsQuick ? ", scaled to 250,000" : "")}"
            );
            run.Figure("replay_seconds", seconds * FullYear / Math.Max(1, outcome.Cases), "s");
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Copies the town's dispatched cases until there are so many, spread over the last year.</summary>
    private static async Task<int> Multiply(GezhiDb db, int wanted, CancellationToken ct)
    {
        var columns = await db.Database.SqlQueryRaw<string>("select name as Value from pragma_table_info('cases_case')").ToListAsync(ct);
        var values = columns.Select(c =>
            c switch
            {
                "id" => "randomblob(16)",
                "case_no" => "null",
                "created_at" => "created_at - abs(random() % 25000000000)",
                _ => c,
            }
        );
        var from =
            $"insert into cases_case ({string.Join(", ", columns)}) select {string.Join(", ", values)} from cases_case where dispatched_at is not null";
        var count = await db.Cases.CountAsync(c => c.DispatchedAt != null, ct);
        while (count < wanted)
        {
#pragma warning disable EF1002 // the columns come from the schema
            await db.Database.ExecuteSqlRawAsync($"{from} limit {wanted - count}", ct);
#pragma warning restore EF1002
            count = await db.Cases.CountAsync(c => c.DispatchedAt != null, ct);
        }
        return count;
    }

    private static async Task<Guid> Ask(GezhiDb db, CancellationToken ct)
    {
        var draft = await db.Set<RuleDraft>().FirstAsync(ct);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var trial = new RuleTrial
        {
            DistrictId = District,
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            DraftId = draft.Id,
            Revision = draft.Revision,
            Book = (await db.Set<RuleBook>().MaxAsync(b => (int?)b.No, ct)) ?? 1,
            FromOn = today.AddDays(-1_000),
            ToOn = today.AddDays(1),
            AskedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        db.Add(trial);
        await db.Save(ct);
        return trial.Id;
    }

    private static Matter Ask(Random dice) =>
        new(
            $"gb47678/matter/{1 + dice.Next(10):00}{dice.Next(25):000}",
            string.Create(CultureInfo.InvariantCulture, $"410103{dice.Next(16):000}{dice.Next(10):000}{dice.Next(51):000}01"),
            dice.Next(3) == 0 ? Channel.GridPatrol : Channel.ResidentPage,
            dice.Next(5) == 0
        )
        {
            LocalAt = new DateTime(2026, 3, 2).AddMinutes(dice.Next(7 * 1440)),
        };

    /// <summary>District-wide rules for every category, the rest by street, community, channel, urgency and hours.</summary>
    private static List<ResponsibilityRule> Invent(Random dice, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    new RuleContent(
                        i < 10 ? $"gb47678/matter/{1 + i:00}" : $"gb47678/matter/{1 + (i % 10):00}{i / 10 % 25:000}",
                        $"unit-{dice.Next(60)}",
                        i < 260
                            ? ""
                            : string.Create(
                                CultureInfo.InvariantCulture,
                                $"410103{dice.Next(16):000}{(dice.Next(2) == 0 ? "" : dice.Next(10).ToString("000", CultureInfo.InvariantCulture))}"
                            ),
                        FromMinute: dice.Next(8) == 0 ? 1320 : null,
                        ToMinute: dice.Next(8) == 0 ? 360 : null,
                        Channel: dice.Next(6) == 0 ? Channel.GridPatrol : null,
                        IsUrgent: dice.Next(6) == 0 ? true : null
                    )
                        is var content
                    && (content.FromMinute is null) != (content.ToMinute is null)
                        ? (content with { FromMinute = 1320, ToMinute = 360 }).ToRule(District, Guid.Empty, $"R-{i:00000}", 1)
                        : content.ToRule(District, Guid.Empty, $"R-{i:00000}", 1)
                ),
        ];
}
