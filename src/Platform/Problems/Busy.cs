using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Gezhi.Platform.Problems;

/// <summary>The database has no connection left, is not up or gave up a lock: the same request may succeed in a moment. 繁忙</summary>
internal static class Busy
{
    /// <summary>Sent as Retry-After.</summary>
    public const string RetryAfterSeconds = "5";

    /// <summary>SQLITE_BUSY and SQLITE_LOCKED.</summary>
    private const int SqliteBusy = 5,
        SqliteLocked = 6;

    public static bool Is(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            if (cause is DbException { IsTransient: true } or SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked })
                return true;
        return false;
    }
}
