using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gezhi.Identity;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Migrations;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Ui;
using Gezhi.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>The identity module alone on a real host with SQLite in a file of its own, a clock that is moved by hand, and a few people.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    public const int District = 410103;
    public const string Password = "Lamp-on-Willow-1";
    private const string Origin = "identity";

    // The tables are made once for each engine; every host begins with a copy.
    private static readonly Lazy<Task<string>> OnSqlite = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("gezhi-identity").FullName;
        await (await Start(folder, null, "Development", [])).app.DisposeAsync();
        SqliteConnection.ClearAllPools(); // the file is whole once nobody has it open
        return folder;
    });
    private static readonly Lazy<Task<TemporaryPostgres>> OnPostgres = new(async () =>
    {
        var server = await Ground.Server.Value;
        var folder = Directory.CreateTempSubdirectory("gezhi-identity").FullName;
        await using var host = await Start(folder, null, "Development", Postgres(await server.CreateDatabase(Origin)));
        return server;
    });
    private static int databases;
    private readonly WebApplication app;
    private readonly string root;

    private IdentityHost(WebApplication app, string root) => (this.app, this.root) = (app, root);

    public HandClock Clock { get; private init; } = null!;

    public IServiceProvider Services => app.Services;

    /// <summary>The module alone on either engine; skips the test when the engine is not to be had here.</summary>
    public static async Task<IdentityHost> On(Engine engine, params (string Key, string Value)[] settings)
    {
        if (engine == Engine.Sqlite)
            return await Start(settings: settings);
        if (TemporaryPostgres.WhyNot() is { } missing)
            Assert.Skip(missing);
        var connection = await (await OnPostgres.Value).CreateDatabase($"{Origin}_{Interlocked.Increment(ref databases)}", Origin);
        var folder = Directory.CreateTempSubdirectory("gezhi-identity").FullName;
        return await Start(folder, null, "Development", [.. settings, .. Postgres(connection)]);
    }

    public static async Task<IdentityHost> Start(
        Action<IEndpointRouteBuilder>? map = null,
        string environment = "Development",
        params (string Key, string Value)[] settings
    )
    {
        var folder = Directory.CreateTempSubdirectory("gezhi-identity").FullName;
        File.Copy(Path.Combine(await OnSqlite.Value, "gezhi.db"), Path.Combine(folder, "gezhi.db"));
        return await Start(folder, map, environment, settings);
    }

    private static (string Key, string Value)[] Postgres(string connection) =>
        [("Database:Provider", "Postgres"), ("ConnectionStrings:Gezhi", connection)];

    private static async Task<IdentityHost> Start(
        string folder,
        Action<IEndpointRouteBuilder>? map,
        string environment,
        (string Key, string Value)[] settings
    )
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Storage:Root", folder), new("Demo:Enabled", "false")]);
        // Tests of these turn them on: most have one administrator of each kind, who comes in by password.
        builder.Configuration.AddInMemoryCollection([new("SecondFactor:RequiredFor", ""), new("Posts:TwoPersonsFor", "")]);
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));

        var clock = new HandClock();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddPlatform(Databases.Modules);
        builder.Services.AddGezhiUi(Databases.Modules);
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddGezhiDb(builder.Configuration);
        builder.Services.AddIdentityModule(builder.Configuration, builder.Environment);
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
        var built = builder.Build();
        built.UseExceptionHandler();
        built.UseRequestLocalization();
        built.UseIdentity();
        built.UseRateLimiter();
        built.UseAntiforgery();
        built.MapIdentity();
        map?.Invoke(built);
        await using (var scope = built.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<GezhiDb>().Database.EnsureCreatedAsync();
        await built.StartAsync();
        return new IdentityHost(built, folder) { Clock = clock };
    }

    /// <summary>A browser of its own: cookies, no automatic redirects.</summary>
    public HttpClient Browser() =>
        new(new CookieContainerHandler(new CookieContainer()) { InnerHandler = app.GetTestServer().CreateHandler() })
        {
            BaseAddress = new Uri("http://localhost"),
        };

    /// <summary>Works with the database as a request would.</summary>
    public async Task<T> With<T>(Func<IServiceProvider, GezhiDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<GezhiDb>().In(District));
    }

    /// <summary>An account with posts that begin today.</summary>
    public Task<Guid> Hire(string userName, string name, params (Role Role, string? Area, string? Unit)[] posts) =>
        With(
            async (services, db) =>
            {
                var now = Clock.UtcNow;
                var account = new Account
                {
                    DistrictId = District,
                    Id = Ids.New(now),
                    UserName = userName,
                    Name = name,
                    CreatedAt = now,
                };
                foreach (var (role, area, unit) in posts)
                    db.Add(
                        new Post
                        {
                            DistrictId = District,
                            Id = Ids.New(now),
                            AccountId = account.Id,
                            Role = role,
                            AreaCode = area,
                            UnitCode = unit,
                            Title = role.ToString(),
                            ValidFrom = Today,
                        }
                    );
                (await services.GetRequiredService<UserManager<Account>>().CreateAsync(account, Password)).Demand("Password");
                return account.Id;
            }
        );

    /// <summary>Seals what was written, as the pump does within a second.</summary>
    public Task<bool> Pump() => Services.GetRequiredService<Gezhi.Platform.Outbox.EventPump>().Round(District, CancellationToken.None);

    /// <summary>Messages that left the house, when the sender is File.</summary>
    public async Task<IReadOnlyList<SentMessage>> Sent() =>
        File.Exists(Path.Combine(root, "messages.jsonl"))
            ?
            [
                .. (await File.ReadAllLinesAsync(Path.Combine(root, "messages.jsonl"))).Select(l =>
                    JsonSerializer.Deserialize<SentMessage>(l)!
                ),
            ]
            : [];

    public DateOnly Today => Services.GetRequiredService<LocalDay>().Today;

    /// <summary>A browser in which somebody has signed in by password.</summary>
    public async Task<HttpClient> SignedIn(string userName)
    {
        var browser = Browser();
        (await SignIn(browser, userName, Password)).EnsureSuccessStatusCode();
        return browser;
    }

    public static Task<HttpResponseMessage> SignIn(HttpClient browser, string userName, string password) =>
        browser.PostAsJsonAsync("/api/session", new { userName, password });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
    }
}

/// <summary>What left the house.</summary>
internal sealed record SentMessage(string Channel, string Address, string Text);

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class HandClock : TimeProvider
{
    private DateTimeOffset now = new(2040, 3, 5, 1, 0, 0, TimeSpan.Zero); // 09:00 in Zhengzhou; in the future, so that no cookie is over

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by) => now += by;
}
