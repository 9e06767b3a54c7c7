using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Gezhi.Platform.Data;

/// <summary>PostgreSQL 15 and later. 集中式数据库</summary>
public sealed class PostgresDialect : Dialect
{
    private static readonly ConcurrentDictionary<RelationalTypeMapping, NpgsqlDbType> types = new(ReferenceEqualityComparer.Instance);

    public override string Name => "Postgres";

    public override ValueTask<IDisposable?> WriteTurn(bool alreadyMine, CancellationToken ct) => new((IDisposable?)null);

    public override bool IsDuplicateKey(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsTooLong(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.StringDataRightTruncation };

    /// <remarks>The provider packs what is worth another try into an exception of its own.</remarks>
    public override bool IsDeadlock(Exception exception) =>
        exception.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected };

    public override IQueryable<T> Locked<T>(GezhiDb db, IReadOnlyList<Guid> ids)
    {
        var rows = db.Set<T>();
        var sql = "SELECT * FROM " + rows.EntityType.GetTableName() + " WHERE district_id = {0} AND id = ANY({1}) FOR UPDATE SKIP LOCKED";
        return rows.FromSqlRaw(sql, db.DistrictId, ids.ToArray());
    }

    /// <summary>From so many rows on they are copied, table by table: a statement for each costs several times as much.</summary>
    private const int CopyFrom = 500;

    /// <summary>From so many rows on the words of more of them are sorted at a time before they go into an index of words: that costs a fraction.</summary>
    private const int SortFrom = 5_000;

    /// <remarks>One batch is one transaction; copying into several tables is not.</remarks>
    public override bool NeedsTransaction(int rows) => rows >= CopyFrom;

    internal override async Task Insert(GezhiDb db, IReadOnlyList<object> rows, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            if (rows.Count >= CopyFrom)
            {
                if (rows.Count >= SortFrom)
                    await db.Database.ExecuteSqlRawAsync("SET LOCAL gin_pending_list_limit = '16MB'; SET LOCAL work_mem = '64MB'", ct);
                foreach (var table in rows.GroupBy(row => row.GetType()))
                    await Copy((NpgsqlConnection)db.Database.GetDbConnection(), InsertPlan.Of(db, table.First()), table, ct);
                return;
            }
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
            foreach (var row in rows)
                batch.BatchCommands.Add(Command(InsertPlan.Of(db, row), row));
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e)
        {
            throw new DbUpdateException("a new row was refused", e);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task Copy(NpgsqlConnection connection, InsertPlan plan, IEnumerable<object> rows, CancellationToken ct)
    {
        var columns = writers.GetValue(plan, static p => [.. Enumerable.Range(0, p.Mappings.Count).Select(i => Writer(p, i))]);
        await using var copy = await connection.BeginBinaryImportAsync(plan.CopySql, ct);
        foreach (var part in rows.Chunk(RowsBetweenLooks))
        {
            ct.ThrowIfCancellationRequested();
            Write(copy, columns, part);
        }
        await copy.CompleteAsync(ct);
    }

    /// <summary>Rows written without looking whether the work is still wanted.</summary>
    private const int RowsBetweenLooks = 1_000;

    private static readonly ConditionalWeakTable<InsertPlan, Action<NpgsqlBinaryImporter, object>[]> writers = [];

    /// <remarks>Without waiting: a cell goes into the driver's buffer, and to wait for each one costs more than the cell.</remarks>
    private static void Write(NpgsqlBinaryImporter copy, Action<NpgsqlBinaryImporter, object>[] columns, object[] rows)
    {
        foreach (var row in rows)
        {
            copy.StartRow();
            foreach (var write in columns)
                write(copy, row);
        }
    }

    /// <summary>The usual types are written as they are; the others as the model's conversion gives them.</summary>
    private static Action<NpgsqlBinaryImporter, object> Writer(InsertPlan plan, int column)
    {
        var kind = types.GetOrAdd(plan.Mappings[column], TypeOf);
        if (plan.Mappings[column].Converter is null)
        {
            if (plan.TypeOf(column) == typeof(Guid))
                return Writer<Guid>(plan, column, kind);
            if (plan.TypeOf(column) == typeof(int))
                return Writer<int>(plan, column, kind);
            if (plan.TypeOf(column) == typeof(long))
                return Writer<long>(plan, column, kind);
            if (plan.TypeOf(column) == typeof(DateOnly))
                return Writer<DateOnly>(plan, column, kind);
        }
        return (copy, row) =>
        {
            switch (plan.Value(row, column))
            {
                case null:
                    copy.WriteNull();
                    break;
                case string text:
                    copy.Write(text, kind);
                    break;
                case byte[] bytes:
                    copy.Write(bytes, kind);
                    break;
                case { } value:
                    copy.Write(value, kind);
                    break;
            }
        };
    }

    private static Action<NpgsqlBinaryImporter, object> Writer<T>(InsertPlan plan, int column, NpgsqlDbType kind)
    {
        var read = plan.Reader<T>(column);
        return (copy, row) => copy.Write(read(row), kind);
    }

    private static NpgsqlBatchCommand Command(InsertPlan plan, object row)
    {
        var command = new NpgsqlBatchCommand(plan.Sql);
        for (var i = 0; i < plan.Mappings.Count; i++)
            command.Parameters.Add(
                new NpgsqlParameter { NpgsqlDbType = types.GetOrAdd(plan.Mappings[i], TypeOf), Value = plan.Value(row, i) ?? DBNull.Value }
            );
        return command;
    }

    private static NpgsqlDbType TypeOf(RelationalTypeMapping mapping)
    {
        using var command = new NpgsqlCommand();
        return ((NpgsqlParameter)mapping.CreateParameter(command, "p", null, true)).NpgsqlDbType;
    }

    public override Task Prepare(GezhiDb db, CancellationToken ct) => Task.CompletedTask;

    /// <remarks>
    /// Autovacuum does the same, up to a minute later. Until the rows of a copy are sorted into the indexes of words, each search reads them all one by one.
    /// </remarks>
    public override async Task Analyse(GezhiDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlRawAsync(
            "SELECT gin_clean_pending_list(c.oid) FROM pg_class c WHERE c.relkind = 'i' AND c.relname LIKE 'gin\\_%\\_words' AND pg_table_is_visible(c.oid)",
            ct
        );
        await db.Database.ExecuteSqlRawAsync("ANALYZE", ct);
    }

    /// <summary>The tokens as they are, without the parser of the server, whose idea of a word hangs on its locale.</summary>
    private const string Vector = "array_to_tsvector(string_to_array(words, ' '))";

    public override Task PrepareSearch(GezhiDb db, string table, CancellationToken ct) =>
#pragma warning disable EF1002 // the name of a table of the model
        db.Database.ExecuteSqlRawAsync($"CREATE INDEX IF NOT EXISTS gin_{table}_words ON {table} USING gin ({Vector})", ct);
#pragma warning restore EF1002

    /// <remarks>
    /// number + 0 keeps the index of numbers out of it: a statement that was prepared does not know that the span is often everything, and would read that index
    /// from end to end beside the few rows of the words. OFFSET 0 is a fence: without it the planner may walk all rows in the order of their numbers and test
    /// each one, hoping to meet enough of them soon.
    /// </remarks>
    public override IQueryable<T> Found<T>(GezhiDb db, Text.SearchTerms terms, SearchSpan span)
    {
        var rows = db.Set<T>();
        var table = rows.EntityType.GetTableName();
        var hits =
            $"SELECT number FROM {table} WHERE district_id = {{0}} AND {Vector} @@ {{1}}::tsquery AND number + 0 > {{2}} AND number + 0 < {{3}} OFFSET 0";
        var sql =
            $"SELECT * FROM {table} WHERE district_id = {{0}} AND number IN (SELECT number FROM ({hits}) AS hits ORDER BY number LIMIT {{4}})";
        return rows.FromSqlRaw(sql, db.DistrictId, terms.TsQuery, span.After, span.Before, span.Most).OrderBy(r => r.Number);
    }
}
