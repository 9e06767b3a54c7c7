using System.Text.Json;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Live;
using Gezhi.Platform.Outbox;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>Two processes with one database: the lease goes to and fro, and nobody's page misses a row.</summary>
public sealed class TwoNodesTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Readers_of_both_nodes_hear_everything_in_order_whoever_numbers_it(Engine engine)
    {
        var town = (await WatchedTown.On(engine)).Town;
        await town.Settle();
        town.Clock.Move(EventPump.Lease * 2);
        await using var east = new Node(town, "east");
        await using var west = new Node(town, "west");
        await east.Round();
        await west.Round();
        var start = await town.With((_, db) => db.Set<FeedHead>().Select(h => h.LastSeq).SingleAsync());

        await Happens(town, "first");
        await east.Round(); // east holds the lease and numbers
        await west.Round();
        (await west.Hears(start, 1)).ShouldBe(["first"]);

        town.Clock.Move(EventPump.Lease * 2);
        await west.Round(); // the lease of east has run out
        await Happens(town, "second");
        await west.Round();
        await east.Round(); // not its turn: it only reads what west has numbered
        (await east.Hears(start + 1, 1)).ShouldBe(["second"], "a page that comes back to a node which has not numbered this");
        (await east.Hears(start, 2)).ShouldBe(["first", "second"]);

        await Happens(town, "third");
        await west.Round();
        var waiting = east.Hears(start + 3, 1);
        town.Clock.Move(EventPump.Lease * 2);
        await Happens(town, "fourth");
        await east.Round(); // east has the lease again; it never numbered the second and third
        (await waiting).ShouldBe(["fourth"]);
        (await east.Hears(start, 4)).ShouldBe(["first", "second", "third", "fourth"]);
        await west.Round();
        (await west.Hears(start, 4)).ShouldBe(["first", "second", "third", "fourth"]);
    }

    [Fact]
    public void Two_processes_on_one_machine_have_two_names() => NodeName.OfThisProcess().ShouldNotBe(NodeName.OfThisProcess());

    private static Task Happens(Town town, string kind) =>
        town.With(
            async (_, db) =>
            {
                db.Tell(kind, Ids.New(town.Clock.UtcNow), "410103", town.Clock.UtcNow);
                await db.Save(default);
                return 0;
            }
        );

    private sealed class Node : IAsyncDisposable
    {
        private static readonly Actor Watcher = new(
            Town.District,
            ActorKind.Staff,
            Guid.Empty,
            "值班长",
            [new ActorPost(Guid.Empty, Role.ShiftLeader, "410103", null, "值班长")]
        );

        private readonly Town town;
        private readonly LiveFeed feed = new();
        private readonly Deliveries deliveries;
        private readonly EventPump pump;

        public Node(Town town, string name)
        {
            this.town = town;
            var scopes = town.Services.GetRequiredService<IServiceScopeFactory>();
            var districts = town.Services.GetRequiredService<Districts>();
            var node = new NodeName(name);
            deliveries = new Deliveries(scopes, [], districts, node, town.Clock, NullLogger<Deliveries>.Instance);
            pump = new EventPump(scopes, [], deliveries, new Wake(), feed, districts, node, town.Clock, NullLogger<EventPump>.Instance);
        }

        public Task Round() => pump.Round(Town.District, CancellationToken.None);

        /// <summary>The kinds of so many events after a position.</summary>
        public async Task<List<string>> Hears(long after, int count)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await using var scope = town.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(Town.District);
            var heard = new List<string>();
            await foreach (var item in feed.Read(db, after, _ => new(Watcher), limit.Token))
            {
                if (item.EventType == "moved")
                    heard.Add(JsonSerializer.Deserialize<FeedItem>(item.Data, JsonSerializerOptions.Web)!.Kind);
                if (heard.Count == count)
                    break;
            }
            return heard;
        }

        public async ValueTask DisposeAsync()
        {
            await pump.StopAsync(CancellationToken.None);
            pump.Dispose();
            deliveries.Dispose();
        }
    }
}
