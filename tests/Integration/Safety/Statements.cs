using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Keeps the text of every SQL statement while it listens.</summary>
internal sealed class Statements : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<string, int> seen = new();

    public bool Listens { get; set; }

    /// <summary>Different texts.</summary>
    public IReadOnlyCollection<string> Seen => [.. seen.Keys];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command);
        return new(result);
    }

    private void Note(DbCommand command)
    {
        if (Listens)
            seen.AddOrUpdate(command.CommandText, 1, (_, n) => n + 1);
    }
}
