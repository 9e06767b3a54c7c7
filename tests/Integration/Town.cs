using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gezhi.Identity.Demo;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Timers;
using Gezhi.Tests.Shared;
using Gezhi.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

// One town and one clock are shared by all: a test that counts must not meet another one's reports.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Gezhi.Tests.Integration;

/// <summary>Which database a test runs on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>The seed town on a real host: Kestrel on a loopback port, real sign-in, a clock that is moved by hand.</summary>
/// <remarks>One town per engine serves all tests; each test makes its own reports. The town begins with ground, people and rules, without reports.</remarks>
public sealed class Town : IAsyncDisposable
{
    public const int District = 410103;

    /// <summary>WGS-84, in a micro-grid near 二七广场.</summary>
    public const double Lon = 113.6595;
    public const double Lat = 34.7521;

    private static readonly Dictionary<Engine, Task<Town>> Towns = [];
    private static readonly Lock Gate = new();
    private readonly WebApplication app;

    private Town(WebApplication app, HandClock clock) => (this.app, Clock) = (app, clock);

    public HandClock Clock { get; }

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>The town of an engine, started once; skips the test when the engine is not to be had here.</summary>
    public static Task<Town> On(Engine engine)
    {
        if (engine == Engine.Postgres && TemporaryPostgres.WhyNot() is { } missing)
            Xunit.Assert.Skip(missing);
        lock (Gate)
            return Towns.TryGetValue(engine, out var town) ? town : Towns[engine] = Start(engine);
    }

    /// <summary>A town of its own, for tests that stop it or fill it.</summary>
    public static Task<Town> Start(Engine engine, params string[] settings) => Start(engine, _ => { }, settings);

    /// <param name="first">Services that win over the product's own: senders, interceptors, logs of a test.</param>
    public static async Task<Town> Start(Engine engine, Action<IServiceCollection> first, params string[] settings)
    {
        var ground = settings.Any(OfTheSeed) ? await Ground.Empty(engine) : await Ground.Seeded(engine);
        var clock = new HandClock();
        var host = Build(ground, clock, first, settings);
        await GezhiHost.Prepare(host);
        await host.StartAsync();
        return new Town(host, clock);
    }

    /// <summary>Builds the host over a storage; nothing is written yet.</summary>
    internal static WebApplication Build(Ground ground, TimeProvider clock, Action<IServiceCollection> first, string[] settings) =>
        GezhiHost.Build(
            [
                "--environment=Development",
                $"--contentRoot={Path.Combine(Repository.Root, "src", "Web")}",
                "--applicationName=Gezhi.Web",
                "--urls=http://127.0.0.1:0",
                $"--Storage:Root={ground.Folder}",
                "--Demo:Reports=0",
                "--Loops:FirstRest=00:00:00",
                "--Limits:ReportsAMinute=100000",
                "--Limits:FormsAMinute=100000",
                "--Logging:LogLevel:Default=Warning",
                "--Messages:Sender=File",
                "--Field:MostDevices=10000",
                "--Messages:GatherMinutes=0", // each step by itself, at once
                .. ground.Database,
                .. settings,
            ],
            services =>
            {
                services.AddSingleton(clock);
                services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000); // what makes guessing slow makes tests slow
                first(services);
            }
        );

    /// <summary>A setting that says where or how the town is seeded: it cannot begin with a copy.</summary>
    private static bool OfTheSeed(string setting) =>
        setting.StartsWith("--Demo:", StringComparison.Ordinal)
        || setting.StartsWith("--Storage:", StringComparison.Ordinal)
        || setting.StartsWith("--Database:", StringComparison.Ordinal)
        || setting.StartsWith("--TimeZone", StringComparison.Ordinal);

    /// <summary>A browser or program of its own: cookies, no automatic redirects.</summary>
    public HttpClient Anybody(string language = "zh-CN")
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = Address,
        };
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }

    /// <summary>A signed-in person of the cast.</summary>
    public async Task<HttpClient> As(Role role, string? userName = null)
    {
        var client = Anybody();
        var key = app.Services.GetRequiredService<DemoKey>().Value;
        var answer = await client.GetAsync(
            new Uri($"/demo/sign-in/{DemoSignIn.Name(role)}?key={key}{(userName is null ? "" : "&user=" + userName)}", UriKind.Relative)
        );
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException(
                $"{role} {userName} could not sign in: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
            );
        return client;
    }

    /// <summary>Works with the database as a request would.</summary>
    public async Task<T> With<T>(Func<IServiceProvider, GezhiDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<GezhiDb>().In(District));
    }

    /// <summary>Waits until the pump has numbered and delivered everything that is due.</summary>
    public async Task Settle()
    {
        var pump = Services.GetRequiredService<EventPump>();
        for (var round = 0; round < 200; round++)
        {
            try
            {
                if (!await pump.Round(District, CancellationToken.None))
                    return;
            }
            catch (Exception e)
                when (e is Platform.Problems.StaleVersion or Platform.Problems.DuplicateKey or System.Data.Common.DbException)
            {
                await Task.Delay(20); // the host's own pump works at the same moment
            }
        }
    }

    /// <summary>Waits until every timer that is due has fired, whoever fires it.</summary>
    public async Task Ring()
    {
        var loop = Services.GetRequiredService<TimerLoop>();
        for (var round = 0; round < 200; round++)
        {
            await loop.Fire(District, CancellationToken.None);
            var now = Clock.GetUtcNow().UtcDateTime;
            if (!await With((_, db) => db.Set<TimerRow>().AnyAsync(t => t.NextAt <= now)))
                return;
            await Task.Delay(10);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>A clock moved by hand; begins on a working Thursday, 2026-03-05 14:26 in Zhengzhou.</summary>
public sealed class HandClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 5, 6, 26, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan time) => now += time;

    public void Set(DateTime utc) => now = new DateTimeOffset(utc, TimeSpan.Zero);
}

/// <summary>What tests send and read as JSON.</summary>
public static class Talk
{
    /// <summary>Posts and expects success.</summary>
    public static async Task<JsonNode> Do(this HttpClient person, string path, object? body = null, HttpMethod? method = null)
    {
        var answer = await person.Ask(path, body, method);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method ?? HttpMethod.Post} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>Posts and expects a refusal: its status and code.</summary>
    public static async Task<(int Status, string Code)> Refused(
        this HttpClient person,
        string path,
        object? body = null,
        HttpMethod? method = null
    )
    {
        var answer = await person.Ask(path, body, method);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!["code"]?.GetValue<string>() ?? "" : "");
    }

    public static Task<HttpResponseMessage> Ask(this HttpClient person, string path, object? body = null, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Post, path)
        {
            Content = body switch
            {
                HttpContent content => content,
                null => JsonContent.Create(new { }),
                _ => JsonContent.Create(body, options: JsonSerializerOptions.Web),
            },
        };
        return person.SendAsync(request);
    }
}
