using Gezhi.Identity.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Migrations;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>The seed town beside a second district, with a gateway, a database and a log that tests can look into and break.</summary>
internal sealed class WatchedTown
{
    /// <summary>金水区: has people, but nothing else.</summary>
    public const int OtherDistrict = 410105;

    public const string OtherPassword = "Poplar-by-the-gate-3";

    private static readonly Dictionary<Engine, Task<WatchedTown>> Towns = [];
    private static readonly Lock Gate = new();

    public Town Town { get; private set; } = null!;

    public Gateway Gateway { get; } = new();

    public Faults Faults { get; } = new();

    public Statements Statements { get; } = new();

    public Diary Diary { get; } = new();

    /// <summary>Started once an engine; skips the test when the engine is not to be had here.</summary>
    public static Task<WatchedTown> On(Engine engine)
    {
        if (engine == Engine.Postgres && Shared.TemporaryPostgres.WhyNot() is { } missing)
            Xunit.Assert.Skip(missing);
        lock (Gate)
            return Towns.TryGetValue(engine, out var town) ? town : Towns[engine] = Start(engine);
    }

    /// <summary>One that no other test uses: for what ends posts or disables people.</summary>
    public static Task<WatchedTown> Alone(Engine engine)
    {
        if (engine == Engine.Postgres && Shared.TemporaryPostgres.WhyNot() is { } missing)
            Xunit.Assert.Skip(missing);
        return Start(engine);
    }

    /// <summary>Somebody of the other district, signed in by password.</summary>
    public async Task<HttpClient> Neighbour(Role role)
    {
        var client = Town.Anybody();
        await client.Do(
            "/api/session",
            new
            {
                userName = "other." + role.ToString().ToLowerInvariant(),
                password = OtherPassword,
                districtId = OtherDistrict,
            }
        );
        return client;
    }

    private static async Task<WatchedTown> Start(Engine engine)
    {
        var watched = new WatchedTown();
        watched.Town = await Town.Start(
            engine,
            services =>
            {
                services.AddSingleton<IMessageSender>(watched.Gateway);
                services.AddSingleton<ILoggerProvider>(watched.Diary);
                services.AddSingleton<IStartupFilter, MarkRequests>();
                services.ConfigureDbContext<SqliteGezhiDb>(o =>
                    o.AddInterceptors(watched.Faults, watched.Faults.Commits, watched.Statements)
                );
                services.ConfigureDbContext<PostgresGezhiDb>(o =>
                    o.AddInterceptors(watched.Faults, watched.Faults.Commits, watched.Statements)
                );
            },
            $"--Districts:1={OtherDistrict}",
            "--Logging:Diary:LogLevel:Default=Trace",
            "--Limits:SignInsPerMinute=100000",
            "--Limits:ReceiptsAMinute=100000"
        );
        await watched.Settle();
        await watched.Town.Services.GetRequiredService<EventPump>().StopAsync(default); // tests say when it works: Town.Settle
        await watched.Town.Services.GetRequiredService<Deliveries>().StopAsync(default);
        return watched;
    }

    /// <summary>Requests with this header meet the faults.</summary>
    public const string BreakHere = "Break-Here";

    private sealed class MarkRequests : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, go) =>
                    {
                        if (context.Request.Headers.ContainsKey(BreakHere))
                            Faults.Mark();
                        return go(context);
                    }
                );
                next(app);
            };
    }

    private async Task Settle()
    {
        await using var scope = Town.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<GezhiDb>().In(OtherDistrict);
        var from = DateOnly.FromDateTime(Town.Clock.GetUtcNow().UtcDateTime);
        var roster = scope.ServiceProvider.GetRequiredService<Roster>();
        await roster.WriteUnits([new UnitView("U1", "金水环卫", "Sanitation", UnitKind.Bureau, "410105", true)], default);
        await roster.Write(
            [
                .. Enum.GetValues<Role>()
                    .Select(role => new RosterEntry(
                        "other." + role.ToString().ToLowerInvariant(),
                        $"邻区{(int)role}",
                        null,
                        [new(role, PostRules.IsOfUnit(role) ? null : "410105", PostRules.IsOfUnit(role) ? "U1" : null, "岗位", from)],
                        OtherPassword
                    )),
            ],
            Town.Clock.GetUtcNow().UtcDateTime,
            default
        );
    }
}
