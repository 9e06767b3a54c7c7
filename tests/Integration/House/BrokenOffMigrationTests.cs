using System.Data.Common;
using Gezhi.Migrations;
using Gezhi.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>A migration that dies in the middle leaves the database as it was: the next start does it again from the beginning.</summary>
public sealed class BrokenOffMigrationTests
{
    private const string Before = "ConnectedSystems";
    private const string Broken = "EveryChannel";

    [Theory]
    [InlineData("ALTER TABLE \"ef_temp_cases_appeal\"")]
    [InlineData("CREATE TABLE \"cases_callback_attempt\"")]
    [InlineData("INSERT INTO \"platform_migration\"")]
    public async Task An_appeal_survives_a_crash_while_its_table_is_made_anew(string diesAt)
    {
        var folder = Directory.CreateTempSubdirectory("gezhi-migration-").FullName;
        var file = $"Data Source={Path.Combine(folder, "gezhi.db")};Pooling=False";
        await using (var db = Open(file))
        {
            await db.GetService<IMigrator>().MigrateAsync(Before);
            await db.Database.ExecuteSqlRawAsync(await Row(file, "cases_case"));
            await db.Database.ExecuteSqlRawAsync(await Row(file, "cases_appeal"));
            await db.Database.ExecuteSqlRawAsync("UPDATE cases_appeal SET reason = '不是我们的管线'");
        }

        await using (var db = Open(file, new Crash(diesAt)))
            await Should.ThrowAsync<IOException>(() => db.GetService<IMigrator>().MigrateAsync(Broken));

        await using (var db = Open(file))
        {
            (await Key(file)).ShouldBe(["district_id", "case_id"], "nothing of it remained");
            await db.Database.MigrateAsync();
            (await Key(file)).ShouldBe(["district_id", "case_id", "unit_code"]);
            (await db.Database.SqlQueryRaw<string>("SELECT reason AS Value FROM cases_appeal").ToListAsync()).ShouldBe(["不是我们的管线"]);
            (
                await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE name LIKE 'ef_temp%'").ToListAsync()
            ).ShouldBeEmpty();
        }
        Directory.Delete(folder, recursive: true);
    }

    private static Task<List<string>> Key(string file) =>
        Ask(file, "SELECT name FROM pragma_table_info('cases_appeal') WHERE pk > 0 ORDER BY pk");

    /// <summary>A row with something in every column that needs it; district, ids and numbers are 1.</summary>
    private static async Task<string> Row(string file, string table)
    {
        var columns = await Ask(file, $"SELECT name || ' ' || type FROM pragma_table_info('{table}') WHERE \"notnull\" = 1");
        var values = columns.Select(c =>
            c.Split(' ')[1] switch
            {
                "BLOB" => "x'01'",
                "TEXT" => "'U1'",
                _ => "1",
            }
        );
        return $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Split(' ')[0]))}) VALUES ({string.Join(", ", values)})";
    }

    private static async Task<List<string>> Ask(string file, string question)
    {
        await using var connection = new SqliteConnection(file);
        await connection.OpenAsync();
        await using var ask = connection.CreateCommand();
#pragma warning disable CA2100 // the names of tables come from this test
        ask.CommandText = question;
#pragma warning restore CA2100
        await using var rows = await ask.ExecuteReaderAsync();
        var names = new List<string>();
        while (await rows.ReadAsync())
            names.Add(rows.GetString(0));
        return names;
    }

    private static SqliteGezhiDb Open(string file, params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<SqliteGezhiDb>();
        Databases.UseSqlite(options.UseDialect(new SqliteDialect()), file);
        return new SqliteGezhiDb(options.AddInterceptors(interceptors).Options);
    }

    /// <summary>The process is gone before this statement.</summary>
    private sealed class Crash(string statement) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        ) => command.CommandText.Contains(statement, StringComparison.Ordinal) ? throw new IOException("the power went") : new(result);
    }
}
