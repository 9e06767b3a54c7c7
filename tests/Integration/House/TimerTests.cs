using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>Alarm clocks of the seed town: each rings once, whoever is awake, whatever the wall clock says.</summary>
public sealed class TimerTests
{
    private const int Many = 400;
    private static readonly Dictionary<Engine, Task<Town>> Towns = [];
    private static readonly Lock Gate = new();

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_nodes_and_the_host_race_and_each_timer_fires_once(Engine engine)
    {
        var town = await Started(engine);
        var (east, west) = (Node(town), Node(town));
        var set = await Set(town, Ring.Name, Many, TimeSpan.FromMinutes(10));
        (await Rung(town, set)).ShouldBeEmpty("nothing is due yet");

        town.Clock.Move(TimeSpan.FromMinutes(11));
        await Task.WhenAll(Drain(east), Drain(west), Drain(east), Drain(west));

        await Until(async () => (await Rung(town, set)).Count >= Many);
        var rung = await Rung(town, set);
        rung.Count.ShouldBe(Many);
        rung.Distinct().Count().ShouldBe(Many);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_clock_put_forward_or_back_rings_nothing_twice_and_skips_nothing(Engine engine)
    {
        var town = await Started(engine);
        var loop = Node(town);
        var (soon, later) = (await Set(town, Ring.Name, 3, TimeSpan.FromMinutes(30)), await Set(town, Ring.Name, 3, TimeSpan.FromHours(3)));

        town.Clock.Move(TimeSpan.FromHours(1));
        await Drain(loop);
        town.Clock.Move(TimeSpan.FromHours(-1));
        await Drain(loop);
        town.Clock.Move(TimeSpan.FromHours(1));
        await Drain(loop);

        await Until(async () => (await Rung(town, soon)).Count == 3);
        (await Rung(town, soon)).Count.ShouldBe(3);
        (await Rung(town, later)).ShouldBeEmpty();
        town.Clock.Move(TimeSpan.FromHours(2));
        await Drain(loop);
        await Until(async () => (await Rung(town, later)).Count == 3);
        (await Rung(town, later)).Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_failing_timer_leaves_nothing_behind_holds_up_nobody_and_is_shown_after_the_last_try(Engine engine)
    {
        var town = await Started(engine);
        var loop = Node(town);
        var good = await Set(town, Ring.Name, 5, TimeSpan.FromMinutes(1));
        var bad = (await Set(town, Jam.Name, 1, TimeSpan.FromMinutes(1))).Single();
        town.Clock.Move(TimeSpan.FromMinutes(2));
        await Drain(loop);
        await Until(async () => (await Rung(town, good)).Count == 5);
        for (var tries = 0; tries < TimerLoop.MostAttempts + 2; tries++)
        {
            town.Clock.Move(TimeSpan.FromMinutes(20));
            await Drain(loop);
        }

        var row = await One(town, bad);
        (row.Attempts, row.LastError, row.DoneAt).ShouldBe((TimerLoop.MostAttempts, nameof(InvalidOperationException), null));
        row.DeadAt.ShouldNotBeNull();
        (await Rung(town, [bad])).ShouldBeEmpty("the effect of a failed try must be rolled back");
        using var administrator = await town.As(Role.SystemAdmin, "xitong01");
        administrator.DefaultRequestHeaders.Accept.Clear();
        var page = await administrator.GetStringAsync(new Uri("/admin/timers", UriKind.Relative));
        page.ShouldContain(Jam.Name);
        page.ShouldContain("再试一次");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_dropped_timer_never_fires(Engine engine)
    {
        var town = await Started(engine);
        var set = await Set(town, Ring.Name, 2, TimeSpan.FromMinutes(5));
        await town.With((_, db) => db.DropTimers(Ring.Name, set[0], default));

        town.Clock.Move(TimeSpan.FromMinutes(6));
        await Drain(Node(town));

        await Until(async () => (await Rung(town, set)).Count == 1);
        (await Rung(town, set)).ShouldBe([set[1]]);
    }

    private static Task<Town> Started(Engine engine)
    {
        if (engine == Engine.Postgres && Shared.TemporaryPostgres.WhyNot() is { } missing)
            Assert.Skip(missing);
        lock (Gate)
            return Towns.TryGetValue(engine, out var town)
                ? town
                : Towns[engine] = Town.Start(
                    engine,
                    services => services.AddScoped<ITimerHandler, Ring>().AddScoped<ITimerHandler, Jam>(),
                    "--Logging:LogLevel:Gezhi=Error"
                );
    }

    private static TimerLoop Node(Town town) =>
        new(
            town.Services.GetRequiredService<IServiceScopeFactory>(),
            town.Services.GetRequiredService<Districts>(),
            new Wake(),
            town.Clock,
            NullLogger<TimerLoop>.Instance
        );

    private static async Task Drain(TimerLoop loop)
    {
        for (var empty = 0; empty < 3; )
            empty = await loop.Fire(Town.District, CancellationToken.None) == 0 ? empty + 1 : 0;
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; attempt < 200 && !await isSo(); attempt++)
            await Task.Delay(50); // the host's own loop may hold some of them
    }

    private static Task<List<Guid>> Set(Town town, string kind, int count, TimeSpan after) =>
        town.With(
            async (_, db) =>
            {
                var now = town.Clock.UtcNow;
                var subjects = Enumerable.Range(0, count).Select(_ => Ids.New(now)).ToList();
                foreach (var subjectId in subjects)
                    db.SetTimer(kind, subjectId, now + after, now);
                await db.Save(default);
                return subjects;
            }
        );

    private static Task<List<Guid>> Rung(Town town, List<Guid> subjects) =>
        town.With(
            async (_, db) =>
                (
                    await db.Set<AuditRow>()
                        .Where(a => a.Action == Ring.Name && a.SubjectId != null)
                        .Select(a => a.SubjectId!.Value)
                        .ToListAsync()
                ).FindAll(subjects.Contains)
        );

    private static Task<TimerRow> One(Town town, Guid subjectId) =>
        town.With((_, db) => db.Set<TimerRow>().AsNoTracking().SingleAsync(t => t.SubjectId == subjectId));

    private class Ring : ITimerHandler
    {
        public const string Name = "test.ring";

        public virtual string Kind => Name;

        public virtual Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
        {
            db.Audit(Actor.System(db.DistrictId), Name, timer.SubjectId, "ring", now);
            return Task.CompletedTask;
        }
    }

    private sealed class Jam : Ring
    {
        public new const string Name = "test.jam";

        public override string Kind => Name;

        public override async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
        {
            await base.Fire(timer, db, now, ct);
            await db.Save(ct);
            throw new InvalidOperationException("the bell is stuck");
        }
    }
}
