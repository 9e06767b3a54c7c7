using System.Collections.Concurrent;
using Gezhi.Tests.Shared;
using Gezhi.Web;
using Microsoft.Data.Sqlite;

namespace Gezhi.Tests.Integration;

/// <summary>What a town stands on: its folder and its database. Seeded once in this process and copied from then on, which takes a fourth of the time.</summary>
/// <param name="Folder">Database of SQLite, photos and keys.</param>
/// <param name="Database">Settings that name another database; empty for SQLite.</param>
internal sealed record Ground(string Folder, string[] Database)
{
    /// <summary>By engine, and whether it was seeded today or on the day of the hand clock.</summary>
    private static readonly ConcurrentDictionary<(Engine Engine, bool IsToday), Lazy<Task<Ground>>> Origins = new();

    /// <summary>One server for all; it ends with this process.</summary>
    internal static readonly Lazy<Task<TemporaryPostgres>> Server = new(() =>
        TemporaryPostgres.Start(new Dictionary<string, string> { ["max_connections"] = "1000" })
    );

    private static int made;

    public static Task<Ground> Empty(Engine engine) => Make(engine, $"town_{Interlocked.Increment(ref made)}", template: null);

    /// <param name="isToday">For a process with a clock of its own; otherwise as of the day on which a hand clock begins.</param>
    public static async Task<Ground> Seeded(Engine engine, bool isToday = false)
    {
        var origin = await Origins.GetOrAdd((engine, isToday), o => new(() => Seed(o.Engine, o.IsToday))).Value;
        var copy = await Make(engine, $"town_{Interlocked.Increment(ref made)}", template: Origin(isToday));
        foreach (var folder in Directory.EnumerateDirectories(origin.Folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(copy.Folder, Path.GetRelativePath(origin.Folder, folder)));
        foreach (var file in Directory.EnumerateFiles(origin.Folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(copy.Folder, Path.GetRelativePath(origin.Folder, file)));
        return copy;
    }

    private static string Origin(bool isToday) => isToday ? "seeded_today" : "seeded";

    private static async Task<Ground> Seed(Engine engine, bool isToday)
    {
        var origin = await Make(engine, Origin(isToday), template: null);
        await using (var host = Town.Build(origin, isToday ? TimeProvider.System : new HandClock(), _ => { }, []))
            await GezhiHost.Prepare(host);
        SqliteConnection.ClearAllPools(); // the file is whole once nobody has it open
        return origin;
    }

    private static async Task<Ground> Make(Engine engine, string name, string? template)
    {
        var folder = Directory.CreateTempSubdirectory("gezhi-town-").FullName;
        return engine == Engine.Sqlite
            ? new Ground(folder, [])
            : new Ground(
                folder,
                ["--Database:Provider=Postgres", $"--ConnectionStrings:Gezhi={await (await Server.Value).CreateDatabase(name, template)}"]
            );
    }
}
