using Gezhi.Tests.Shared;
using Gezhi.Web;
using Microsoft.Data.Sqlite;

namespace Gezhi.Tests.Integration;

/// <summary>What a town stands on: its folder and its database. Seeded once in this process and copied from then on, which takes a fourth of the time.</summary>
/// <param name="Folder">Database of SQLite, photos and keys.</param>
/// <param name="Database">Settings that name another database; empty for SQLite.</param>
internal sealed record Ground(string Folder, string[] Database)
{
    private const string Origin = "seeded";

    private static readonly Lazy<Task<Ground>> OnSqlite = new(() => Seed(Engine.Sqlite));
    private static readonly Lazy<Task<Ground>> OnPostgres = new(() => Seed(Engine.Postgres));

    /// <summary>One server for all; it ends with this process.</summary>
    internal static readonly Lazy<Task<TemporaryPostgres>> Server = new(() =>
        TemporaryPostgres.Start(new Dictionary<string, string> { ["max_connections"] = "500" })
    );

    private static int made;

    public static Task<Ground> Empty(Engine engine) => Make(engine, $"town_{Interlocked.Increment(ref made)}", template: null);

    public static async Task<Ground> Seeded(Engine engine)
    {
        var origin = await (engine == Engine.Sqlite ? OnSqlite : OnPostgres).Value;
        var copy = await Make(engine, $"town_{Interlocked.Increment(ref made)}", template: Origin);
        foreach (var folder in Directory.EnumerateDirectories(origin.Folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(copy.Folder, Path.GetRelativePath(origin.Folder, folder)));
        foreach (var file in Directory.EnumerateFiles(origin.Folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(copy.Folder, Path.GetRelativePath(origin.Folder, file)));
        return copy;
    }

    private static async Task<Ground> Seed(Engine engine)
    {
        var origin = await Make(engine, Origin, template: null);
        await using (var host = Town.Build(origin, new HandClock(), _ => { }, []))
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
