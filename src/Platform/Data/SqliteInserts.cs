using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Gezhi.Platform.Data;

/// <summary>Insert statements of one SQLite handle: prepared once, bound by position. 预编译插入</summary>
/// <remarks>The driver parses a statement anew at every command and looks its parameters up by name: half the price of a small row.</remarks>
internal sealed class SqliteInserts(sqlite3 handle)
{
    private readonly Dictionary<InsertPlan, sqlite3_stmt> statements = [];

    /// <exception cref="SqliteException">The engine refused the row.</exception>
    public void Insert(InsertPlan plan, object row)
    {
        var statement = Statement(plan);
        try
        {
            for (var i = 0; i < plan.Mappings.Count; i++)
                Demand(Bind(statement, i + 1, plan.Value(row, i)));
            Demand(sqlite3_step(statement));
        }
        finally
        {
            _ = sqlite3_reset(statement); // says again what the step has said
            _ = sqlite3_clear_bindings(statement);
        }
    }

    private sqlite3_stmt Statement(InsertPlan plan)
    {
        if (statements.TryGetValue(plan, out var known))
            return known;
        Demand(sqlite3_prepare_v3(handle, plan.Sql, SQLITE_PREPARE_PERSISTENT, out var statement));
        statements.Add(plan, statement);
        return statement;
    }

    private void Demand(int result)
    {
        if (result is not (SQLITE_OK or SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, handle);
    }

    private static int Bind(sqlite3_stmt statement, int position, object? value) =>
        value switch
        {
            null => sqlite3_bind_null(statement, position),
            string text => sqlite3_bind_text(statement, position, text),
            DateOnly day => sqlite3_bind_text(
                statement,
                position,
                day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            ),
            byte[] bytes => sqlite3_bind_blob(statement, position, bytes),
            double number => sqlite3_bind_double(statement, position, number),
            bool flag => sqlite3_bind_int(statement, position, flag ? 1 : 0),
            _ => sqlite3_bind_int64(statement, position, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        };
}
