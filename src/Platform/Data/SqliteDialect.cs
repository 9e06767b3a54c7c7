using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SQLitePCL;

namespace Gezhi.Platform.Data;

/// <summary>SQLite: one file, one in-process writer, every commit on the disk. 嵌入式数据库</summary>
/// <remarks>Guid as 16 bytes big-endian and DateTime as milliseconds since 1970: both sort as they read.</remarks>
public sealed class SqliteDialect : Dialect, IDisposable
{
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>By handle: the driver's pool gives the same handles again and again, and what was prepared stays with them.</summary>
    private readonly ConditionalWeakTable<sqlite3, SqliteInserts> prepared = [];

    public override string Name => "Sqlite";

    public override void Configure(ModelConfigurationBuilder configuration)
    {
        base.Configure(configuration);
        configuration.Properties<Guid>().HaveConversion<GuidBytes>();
        configuration.Properties<DateTime>().HaveConversion<UnixMilliseconds>();
    }

    public override async ValueTask<IDisposable?> WriteTurn(bool alreadyMine, CancellationToken ct)
    {
        if (alreadyMine)
            return null;
        await writer.WaitAsync(ct);
        return new Turn(writer);
    }

    public override bool IsDuplicateKey(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 };

    public override bool NeedsTransaction(int rows) => rows > 1;

    internal override async Task Insert(GezhiDb db, IReadOnlyList<object> rows, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
            var inserts = prepared.GetValue(handle, static h => new SqliteInserts(h));
            var (type, plan) = ((Type?)null, (InsertPlan?)null);
            foreach (var row in rows)
            {
                if (row.GetType() != type) // many rows of one table follow each other
                    (type, plan) = (row.GetType(), InsertPlan.Of(db, row));
                inserts.Insert(plan!, row);
            }
        }
        catch (SqliteException e)
        {
            throw new DbUpdateException("a new row was refused", e);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public override async Task Prepare(GezhiDb db, CancellationToken ct) =>
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", ct);

    /// <remarks>
    /// Contentless: the words lie in the table alone, the index holds which token stands in which row and nothing else (detail=none). Triggers carry
    /// every change of the table into it, whoever makes it.
    /// </remarks>
    public override async Task PrepareSearch(GezhiDb db, string table, CancellationToken ct)
    {
        var known = await db
            .Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = {0}", table + "_fts")
            .SingleAsync(ct);
        if (known > 0)
            return;
        var (add, drop) = (
            $"INSERT INTO {table}_fts(rowid, words) VALUES (new.number, new.words);",
            $"DELETE FROM {table}_fts WHERE rowid = old.number;"
        );
#pragma warning disable EF1002 // the name of a table of the model
        await db.Database.ExecuteSqlRawAsync(
            $"""
            BEGIN IMMEDIATE;
            CREATE VIRTUAL TABLE {table}_fts USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');
            CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {add} END;
            CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {drop} END;
            CREATE TRIGGER {table}_reworded AFTER UPDATE OF words ON {table} WHEN new.words <> old.words BEGIN {drop} {add} END;
            INSERT INTO {table}_fts(rowid, words) SELECT number, words FROM {table};
            COMMIT;
            """,
            ct
        );
#pragma warning restore EF1002
    }

    /// <remarks>
    /// The span is asked of the index itself, which walks its rows in the order of the numbers and stops at the last one wanted: a common word costs
    /// no more than a rare one. A file holds all its districts in one index; terms name the area, so that the rows found are those of the district.
    /// </remarks>
    public override IQueryable<T> Found<T>(GezhiDb db, Text.SearchTerms terms, SearchSpan span)
    {
        var rows = db.Set<T>();
        var table = rows.EntityType.GetTableName();
        var sql =
            $"SELECT * FROM {table} WHERE district_id = {{0}} AND number IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH {{1}} "
            + "AND rowid > {2} AND rowid < {3} ORDER BY rowid LIMIT {4})";
        return rows.FromSqlRaw(sql, db.DistrictId, terms.Fts5, span.After, span.Before, span.Most).OrderBy(r => r.Number);
    }

    public void Dispose() => writer.Dispose();

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }

    private sealed class GuidBytes() : ValueConverter<Guid, byte[]>(g => g.ToByteArray(true), b => new Guid(b, true));

    private sealed class UnixMilliseconds()
        : ValueConverter<DateTime, long>(
            t => new DateTimeOffset(t, TimeSpan.Zero).ToUnixTimeMilliseconds(),
            ms => DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime
        );
}
