using System.Collections.Concurrent;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>A gateway takes the message and never answers.</summary>
public sealed class SlowHandlerTests
{
    [Fact]
    public async Task Numbering_and_the_other_handlers_never_wait_for_a_handler_that_hangs()
    {
        var (stuck, quick) = (new Stuck(), new Quick());
        await using var town = await Town.Start(
            Engine.Sqlite,
            services => services.AddSingleton<IEventHandler>(stuck).AddSingleton<IEventHandler>(quick)
        );
        var first = await Happens(town);
        await stuck.Began.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var second = await Happens(town);
        await Eventually(() => Task.FromResult(quick.Seen.ContainsKey(first) && quick.Seen.ContainsKey(second)));
        await Eventually(() => town.With((_, db) => db.Set<EventRow>().AnyAsync(e => e.Id == second && e.Seq != null)));

        stuck.Calls.ShouldBe(1, "the lane of the stuck handler still holds its first call");
        var owed = await town.With((_, db) => db.Set<Delivery>().CountAsync(d => d.Handler == stuck.Name && d.DoneAt == null));
        owed.ShouldBeGreaterThanOrEqualTo(2);
    }

    private static Task<Guid> Happens(Town town) =>
        town.With(
            async (services, db) =>
            {
                var subject = Ids.New(town.Clock.UtcNow);
                db.Tell("test.happened", subject, "410103", town.Clock.UtcNow);
                await db.Save(default);
                services.GetRequiredService<Wake>().Up();
                return await db.Set<EventRow>().Where(e => e.SubjectId == subject).Select(e => e.Id).SingleAsync();
            }
        );

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await holds())
                return;
            await Task.Delay(50);
        }
        (await holds()).ShouldBeTrue();
    }

    private sealed class Stuck : IEventHandler
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Calls { get; private set; }

        public string Name => "stuck";

        public bool Wants(EventRow happened) => true;

        public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
        {
            Calls++;
            Began.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
        }
    }

    private sealed class Quick : IEventHandler
    {
        public ConcurrentDictionary<Guid, bool> Seen { get; } = new();

        public string Name => "quick";

        public bool Wants(EventRow happened) => true;

        public Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
        {
            Seen[happened.Id] = true;
            return Task.CompletedTask;
        }
    }
}
