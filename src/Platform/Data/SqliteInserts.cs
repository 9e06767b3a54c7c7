using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Gezhi.Platform.Data;

/// <summary>Insert statements of one SQLite handle: prepared once, bound by position. 预编译插入</summary>
/// <remarks>The driver parses a statement anew at every command and looks its parameters up by name: half the price of a small row.</remarks>
internal sealed class SqliteInserts(sqlite3 handle)
{
    /// <summary>Longer texts get a buffer of their own.</summary>
    private const int BufferBytes = 32 * 1024;

    [ThreadStatic]
    private static byte[]? buffer;

    private readonly Dictionary<InsertPlan, (sqlite3_stmt Statement, Binder[] Columns)> statements = [];

    /// <summary>Gives the value of one column of a row to a statement.</summary>
    private delegate int Binder(sqlite3_stmt statement, int position, object row);

    /// <exception cref="SqliteException">The engine refused the row.</exception>
    public void Insert(InsertPlan plan, object row)
    {
        var (statement, columns) = Statement(plan);
        try
        {
            for (var i = 0; i < columns.Length; i++)
                Demand(columns[i](statement, i + 1, row));
            Demand(sqlite3_step(statement));
        }
        finally
        {
            _ = sqlite3_reset(statement); // says again what the step has said
            _ = sqlite3_clear_bindings(statement);
        }
    }

    private (sqlite3_stmt Statement, Binder[] Columns) Statement(InsertPlan plan)
    {
        if (statements.TryGetValue(plan, out var known))
            return known;
        Demand(sqlite3_prepare_v3(handle, plan.Sql, SQLITE_PREPARE_PERSISTENT, out var statement));
        known = (statement, [.. Enumerable.Range(0, plan.Mappings.Count).Select(i => Of(plan, i))]);
        statements.Add(plan, known);
        return known;
    }

    private void Demand(int result)
    {
        if (result is not (SQLITE_OK or SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, handle);
    }

    /// <summary>The usual types are bound as they are; the others as the model's conversion gives them.</summary>
    private static Binder Of(InsertPlan plan, int column)
    {
        var type = plan.TypeOf(column);
        var stored = plan.Mappings[column].Converter?.ProviderClrType;
        if (stored is null && type == typeof(string))
        {
            var read = plan.Reader<string?>(column);
            return (statement, at, row) => Text(statement, at, read(row));
        }
        if (stored is null && type == typeof(int))
        {
            var read = plan.Reader<int>(column);
            return (statement, at, row) => sqlite3_bind_int(statement, at, read(row));
        }
        if (stored is null && type == typeof(long))
        {
            var read = plan.Reader<long>(column);
            return (statement, at, row) => sqlite3_bind_int64(statement, at, read(row));
        }
        if (stored is null && type == typeof(DateOnly))
        {
            var read = plan.Reader<DateOnly>(column);
            return (statement, at, row) => Day(statement, at, read(row));
        }
        if (stored == typeof(byte[]) && type == typeof(Guid))
        {
            var read = plan.Reader<Guid>(column);
            return (statement, at, row) => Id(statement, at, read(row));
        }
        if (stored == typeof(byte[]) && type == typeof(Guid?))
        {
            var read = plan.Reader<Guid?>(column);
            return (statement, at, row) => read(row) is { } id ? Id(statement, at, id) : sqlite3_bind_null(statement, at);
        }
        return (statement, at, row) => Any(statement, at, plan.Value(row, column));
    }

    private static int Text(sqlite3_stmt statement, int at, string? text)
    {
        if (text is null)
            return sqlite3_bind_null(statement, at);
        if (text.Length == 0 || text.Length > BufferBytes / 3)
            return sqlite3_bind_text(statement, at, text); // an empty stretch of bytes would be a null
        var room = buffer ??= new byte[BufferBytes];
        return sqlite3_bind_text(statement, at, room.AsSpan(0, Encoding.UTF8.GetBytes(text, room)));
    }

    private static int Day(sqlite3_stmt statement, int at, DateOnly day)
    {
        Span<byte> text = stackalloc byte[10];
        _ = day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return sqlite3_bind_text(statement, at, text);
    }

    private static int Id(sqlite3_stmt statement, int at, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return sqlite3_bind_blob(statement, at, bytes);
    }

    private static int Any(sqlite3_stmt statement, int position, object? value) =>
        value switch
        {
            null => sqlite3_bind_null(statement, position),
            string text => Text(statement, position, text),
            DateOnly day => Day(statement, position, day),
            byte[] bytes => sqlite3_bind_blob(statement, position, bytes),
            double number => sqlite3_bind_double(statement, position, number),
            bool flag => sqlite3_bind_int(statement, position, flag ? 1 : 0),
            _ => sqlite3_bind_int64(statement, position, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        };
}
