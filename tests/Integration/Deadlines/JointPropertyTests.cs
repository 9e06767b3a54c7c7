using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>Whatever co-handlers, lead, dispatcher, checker and operator do in whatever order, the case waits for everybody who owes; on both databases.</summary>
public sealed class JointPropertyTests
{
    private const int Steps = 45;

    /// <summary>Units with somebody to act for them.</summary>
    private static readonly (string Unit, string User)[] Helpers =
    [
        ("traffic-police", "chuzhi006"),
        ("sanitation", "chuzhi003"),
        ("parks", "chuzhi004"),
    ];

    public static TheoryData<Engine, int> Seeds =>
        new()
        {
            { Engine.Sqlite, 3 },
            { Engine.Sqlite, 20260305 },
            { Engine.Sqlite, 41 },
            { Engine.Postgres, 7 },
            { Engine.Postgres, 20260306 },
        };

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_case_never_ends_while_somebody_owes_and_its_record_gives_its_state(Engine engine, int seed)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 18, 1, 0, 0, DateTimeKind.Utc));
        var receipt = await town.Dispatched($"窨井盖联合处置 {seed}");
        var (path, id, random) = ($"/api/cases/{receipt["caseId"]}", receipt.CaseId(), new Random(seed));
        using var people = await People.Of(town);
        var (done, refused) = (0, 0);
        for (var step = 0; step < Steps; step++)
        {
            town.Clock.Move(TimeSpan.FromSeconds(random.Next(5, 40)));
            var owed = await Owing(town, id);
            var (status, action) = await people.Act(random, path);
            status.ShouldBeOneOf(200, 403, 404, 409);
            _ = status == 200 ? done++ : refused++;
            if (status == 200 && action is ("hand-in" or "closure"))
                owed.ShouldBeEmpty($"step {step}: {action} while {string.Join(',', owed)} owed");
            var state = await town.With((_, db) => db.Cases.Where(c => c.Id == id).Select(c => c.State).SingleAsync());
            if (state is CaseState.Closed)
                (await Owing(town, id)).ShouldBeEmpty();
            await ShouldGive(town, id);
        }
        (done > 8).ShouldBeTrue($"{done} done, {refused} refused: the sequence must get somewhere");
        refused.ShouldBeGreaterThan(0);
    }

    /// <summary>Replays the record and compares it with what stands in the tables.</summary>
    private static async Task ShouldGive(Town town, Guid id)
    {
        var (rows, helpers, subject) = await town.With(
            async (_, db) =>
                (
                    await db.Timeline.AsNoTracking().Where(t => t.CaseId == id).OrderBy(t => t.Sequence).ToListAsync(),
                    await db.Set<CaseHelper>().AsNoTracking().Where(h => h.CaseId == id).ToListAsync(),
                    await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id)
                )
        );
        var state = CaseFlow.Table.Start;
        Dictionary<string, (int Round, bool Accepted, bool HandedIn, bool Released)> tasks = new(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            row.From.ShouldBe(state);
            state = row.To;
            if (row.UnitCode is not { } unit)
                continue;
            var task = tasks.GetValueOrDefault(unit);
            switch (row.Action)
            {
                case CaseAction.Assist:
                    tasks[unit] = (task.Round + 1, false, false, false);
                    break;
                case CaseAction.AcceptTask:
                    tasks[unit] = task with { Accepted = true };
                    break;
                case CaseAction.HandInTask:
                    tasks[unit] = task with { Accepted = true, HandedIn = true };
                    break;
                case CaseAction.ReleaseTask:
                    tasks[unit] = task with { Released = true };
                    break;
            }
        }
        (state, rows[^1].Sequence).ShouldBe((subject.State, subject.Sequence));
        helpers
            .Where(h => h.Task is not null)
            .ToDictionary(h => h.UnitCode, h => (h.Round, h.AcceptedAt is not null, h.HandedInAt is not null, h.ReleasedAt is not null))
            .ShouldBe(tasks, ignoreOrder: true);
    }

    private static Task<List<string>> Owing(Town town, Guid id) => town.With((_, db) => db.Owing(id).Select(h => h.UnitCode).ToListAsync());

    /// <summary>Everybody who may do something about the case, signed in once.</summary>
    private sealed class People : IDisposable
    {
        private readonly Dictionary<string, HttpClient> signedIn = new(StringComparer.Ordinal);

        public static async Task<People> Of(Town town)
        {
            var people = new People();
            foreach (var (_, user) in Helpers)
                people.signedIn[user] = await town.As(Role.Handler, user);
            people.signedIn["lead"] = await town.As(Role.Handler, "chuzhi001");
            people.signedIn["dispatcher"] = await town.As(Role.Dispatcher, "paiqian01");
            people.signedIn["checker"] = await town.As(Role.Checker, "hecha01");
            people.signedIn["closer"] = await town.As(Role.Operator, "caozuo02");
            return people;
        }

        public async Task<(int Status, string Action)> Act(Random random, string path)
        {
            var (unit, user) = Helpers[random.Next(Helpers.Length)];
            var (who, action, body) = random.Next(16) switch
            {
                0 or 1 => ("dispatcher", "helpers", (object)new { unitCode = unit, note = "办你们的一份" }),
                2 or 3 => (user, "task/acceptance", new { }),
                4 or 5 or 6 => (user, "task/hand-in", Form.With(("result", "办好了")).Photo("files", Photos.Small)),
                7 or 8 => ("dispatcher", "task/release", new { unitCode = unit, reason = "不用了" }),
                9 or 10 => ("lead", "acceptance", new { }),
                11 or 12 => ("lead", "hand-in", Form.With(("result", "修好了")).Photo("files", Photos.Small)),
                13 => ("checker", "checks", new { passed = random.Next(2) == 0, note = "到现场看过" }),
                14 => ("checker", "checks", new { passed = true }),
                _ => ("closer", "closure", new { answer = "已修好。" }),
            };
            return ((await signedIn[who].Refused($"{path}/{action}", body)).Status, action);
        }

        public void Dispose()
        {
            foreach (var person in signedIn.Values)
                person.Dispose();
        }
    }
}
