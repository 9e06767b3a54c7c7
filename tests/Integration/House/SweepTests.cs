using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

public sealed class SweepTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_served_its_time_goes_and_what_is_dead_or_young_stays(Engine engine)
    {
        var town = (await WatchedTown.On(engine)).Town;
        var now = town.Clock.UtcNow;
        var (oldKey, youngKey) = ($"old-{Ids.New(now)}", $"young-{Ids.New(now)}");
        var (done, dead, young, bare) = (
            Event(now.AddDays(-91)),
            Event(now.AddDays(-91)),
            Event(now.AddDays(-29)),
            Event(now.AddDays(-91))
        );
        await town.With(
            async (_, db) =>
            {
                db.AddRange(Key(oldKey, now.AddDays(-8)), Key(youngKey, now.AddDays(-6)), done, dead, young, bare);
                db.AddRange(Owed(done, doneAt: now), Owed(dead, deadAt: now), Owed(young, doneAt: now));
                await db.Save(default);
                return 0;
            }
        );

        var sweep = town.Services.GetRequiredService<Sweep>();
        (await sweep.Clean(Town.District, TestContext.Current.CancellationToken)).ShouldBeGreaterThanOrEqualTo(4);

        Guid[] ids = [done.Id, dead.Id, young.Id, bare.Id];
        var keys = await town.With((_, db) => db.Set<OnceRow>().Select(r => r.Key).ToListAsync());
        keys.ShouldNotContain(oldKey);
        keys.ShouldContain(youngKey);
        var events = await town.With((_, db) => db.Set<EventRow>().Where(e => ids.Contains(e.Id)).Select(e => e.Id).ToListAsync());
        events.ShouldBe([dead.Id, young.Id], ignoreOrder: true);
        var owed = await town.With((_, db) => db.Set<Delivery>().Where(d => ids.Contains(d.EventId)).Select(d => d.EventId).ToListAsync());
        owed.ShouldBe([dead.Id, young.Id], ignoreOrder: true);
    }

    private static EventRow Event(DateTime at) =>
        new()
        {
            DistrictId = Town.District,
            Id = Ids.New(at),
            Kind = "test.old",
            AreaCode = "410103",
            At = at,
            Seq = 0,
        };

    private static Delivery Owed(EventRow row, DateTime? doneAt = null, DateTime? deadAt = null) =>
        new()
        {
            DistrictId = Town.District,
            EventId = row.Id,
            Handler = "test",
            DoneAt = doneAt,
            DeadAt = deadAt,
        };

    private static OnceRow Key(string key, DateTime at) =>
        new()
        {
            DistrictId = Town.District,
            Scope = "test",
            Key = key,
            At = at,
        };
}
