using System.Reflection;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Migrations;

/// <summary>The model on SQLite. 嵌入式库</summary>
public sealed class SqliteGezhiDb(DbContextOptions<SqliteGezhiDb> options) : GezhiDb(options)
{
    protected override IReadOnlyList<Assembly> ModelAssemblies => Databases.Modules;
}

/// <summary>The model on PostgreSQL. 集中库</summary>
public sealed class PostgresGezhiDb(DbContextOptions<PostgresGezhiDb> options) : GezhiDb(options)
{
    protected override IReadOnlyList<Assembly> ModelAssemblies => Databases.Modules;
}

/// <summary>Chooses the engine by configuration: <c>Database:Provider</c> = Sqlite (default) or Postgres, <c>ConnectionStrings:Gezhi</c>. 数据库选择</summary>
public static class Databases
{
    /// <summary>Modules that own tables.</summary>
    public static IReadOnlyList<Assembly> Modules { get; } =
    [
        typeof(Platform.PlatformModule).Assembly,
        typeof(Identity.IdentityModule).Assembly,
        typeof(Grids.GridsModule).Assembly,
        typeof(Registry.RegistryModule).Assembly,
        typeof(Cases.CasesModule).Assembly,
        typeof(Field.FieldModule).Assembly,
        typeof(Open311.Open311Module).Assembly,
        typeof(Indicators.IndicatorsModule).Assembly,
        typeof(Workforce.WorkforceModule).Assembly,
        typeof(Council.CouncilModule).Assembly,
        typeof(Mediation.MediationModule).Assembly,
        typeof(Community.CommunityModule).Assembly,
    ];

    /// <summary>
    /// What the configured connection string may overrule: fewer connections than a server usually grants, because waiting in the pool is better than
    /// a refusal; statements planned once per connection. Nothing here changes a session (no temporary tables, settings, advisory locks or LISTEN), so
    /// there is nothing to reset when a connection goes back to the pool: that was a seventh of the server's work.
    /// </summary>
    private const string PostgresDefaults = "Maximum Pool Size=40;Max Auto Prepare=200;Auto Prepare Min Usages=2;No Reset On Close=true;";

    /// <summary>
    /// Compiled queries of the whole process. The default has room for a thousand; the product has more kinds of query than that and would throw out
    /// what it needs again a moment later. The bound is there for queries that no two requests share.
    /// </summary>
    private static readonly MemoryCache Queries = new(new MemoryCacheOptions { SizeLimit = 10 * 20_000 }); // ten for each

    /// <remarks>Contexts come from a pool; each scope begins with one that is turned to no district.</remarks>
    public static IServiceCollection AddGezhiDb(this IServiceCollection services, IConfiguration configuration)
    {
        switch (configuration["Database:Provider"] ?? "Sqlite")
        {
            case "Sqlite":
                services.AddSingleton<SqliteDialect>();
                services.AddSingleton<Dialect>(p => p.GetRequiredService<SqliteDialect>());
                services.AddDbContextPool<SqliteGezhiDb>(
                    (provider, options) =>
                        UseSqlite(
                            options.UseDialect(provider.GetRequiredService<SqliteDialect>()).UseMemoryCache(Queries),
                            SqliteFile(configuration, provider.GetRequiredService<StorageRoot>())
                        )
                );
                services.AddScoped<GezhiDb>(provider => provider.GetRequiredService<SqliteGezhiDb>().In(0));
                break;
            case "Postgres":
                services.AddSingleton<PostgresDialect>();
                services.AddSingleton<Dialect>(p => p.GetRequiredService<PostgresDialect>());
                services.AddDbContextPool<PostgresGezhiDb>(
                    (provider, options) =>
                        UsePostgres(
                            options.UseDialect(provider.GetRequiredService<PostgresDialect>()).UseMemoryCache(Queries),
                            PostgresDefaults
                                + (
                                    configuration.GetConnectionString("Gezhi")
                                    ?? throw new InvalidOperationException(
                                        "ConnectionStrings:Gezhi is missing: it says where the PostgreSQL database is"
                                    )
                                )
                        )
                );
                services.AddScoped<GezhiDb>(provider => provider.GetRequiredService<PostgresGezhiDb>().In(0));
                break;
            case var other:
                throw new InvalidOperationException($"Database:Provider is '{other}'; it must be Sqlite or Postgres");
        }
        return services;
    }

    /// <summary>Works out which tables and columns there are: the longest piece of a start.</summary>
    public static void ReadModel(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<GezhiDb>().Model;
    }

    /// <summary>Brings the schema up to date.</summary>
    /// <remarks>Most starts have nothing to do and need not wait while the model is compared with its last migration; a test does that.</remarks>
    public static async Task Migrate(GezhiDb db, CancellationToken ct)
    {
        await db.Dialect.Prepare(db, ct);
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            await db.Database.MigrateAsync(ct);
        foreach (var table in db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(ISearchRow))))
            await db.Dialect.PrepareSearch(db, table.GetTableName()!, ct);
    }

    internal static DbContextOptionsBuilder UseSqlite(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlite(
                connectionString,
                sqlite => sqlite.MigrationsAssembly("Gezhi.Migrations").MigrationsHistoryTable("platform_migration")
            )
            .AddInterceptors(Pragmas)
            .ConfigureWarnings(Quiet);

    internal static DbContextOptionsBuilder UsePostgres(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseNpgsql(
                connectionString,
                postgres => postgres.MigrationsAssembly("Gezhi.Migrations").MigrationsHistoryTable("platform_migration")
            )
            .ConfigureWarnings(Quiet);

    /// <summary>Two people at the same row are no fault: who was slower is told so; anything else reaches the fault log anyway.</summary>
    private static void Quiet(Microsoft.EntityFrameworkCore.Diagnostics.WarningsConfigurationBuilder warnings) =>
        warnings.Log(
            (Microsoft.EntityFrameworkCore.Diagnostics.CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (Microsoft.EntityFrameworkCore.Diagnostics.CoreEventId.OptimisticConcurrencyException, LogLevel.Debug),
            (Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.CommandError, LogLevel.Debug)
        );

    private static readonly SqlitePragmas Pragmas = new();

    private static string SqliteFile(IConfiguration configuration, StorageRoot root) =>
        configuration.GetConnectionString("Gezhi") ?? $"Data Source={Path.Combine(root.Path, "gezhi.db")}";
}
