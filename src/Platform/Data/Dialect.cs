using Microsoft.EntityFrameworkCore;

namespace Gezhi.Platform.Data;

/// <summary>Everything that differs between the two engines, in one place. 数据库方言</summary>
public abstract class Dialect
{
    /// <summary>Name as configured: <c>Sqlite</c> or <c>Postgres</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How values are stored.</summary>
    public virtual void Configure(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configuration.Properties<string>().HaveMaxLength(200);
    }

    /// <summary>Waits for the right to write. PostgreSQL grants it at once; SQLite has one writer a process.</summary>
    /// <param name="alreadyMine">The caller is inside a transaction that holds the turn.</param>
    public abstract ValueTask<IDisposable?> WriteTurn(bool alreadyMine, CancellationToken ct);

    /// <summary>Whether the failure means that a unique key is already there.</summary>
    public abstract bool IsDuplicateKey(DbUpdateException exception);

    /// <summary>Whether a text did not fit into its column.</summary>
    public virtual bool IsTooLong(DbUpdateException exception) => false;

    /// <summary>Whether two transactions waited for each other and this one gave way: nothing of it is kept, and it may be tried again at once.</summary>
    public virtual bool IsDeadlock(Exception exception) => false;

    /// <summary>Rows of a table by their ids, held for this transaction; those that another transaction holds are passed over.</summary>
    /// <remarks>SQLite has one writer: whoever is inside a transaction holds everything.</remarks>
    public virtual IQueryable<T> Locked<T>(GezhiDb db, IReadOnlyList<Guid> ids)
        where T : class, ITenantRow => db.Set<T>().Where(r => ids.Contains(EF.Property<Guid>(r, "Id")));

    /// <summary>Whether so many inserts stand or fall together only inside a transaction.</summary>
    public abstract bool NeedsTransaction(int rows);

    /// <summary>Writes rows past the change tracker, in order, inside the transaction that is open.</summary>
    /// <exception cref="DbUpdateException">With the engine's exception inside.</exception>
    internal abstract Task Insert(GezhiDb db, IReadOnlyList<object> rows, CancellationToken ct);

    /// <summary>What must be set once before the first use of a database, after its migrations.</summary>
    public abstract Task Prepare(GezhiDb db, CancellationToken ct);

    /// <summary>After many rows came at once: tells the planner how the tables look now. Statements planned for empty tables cost several times as much.</summary>
    public virtual Task Analyse(GezhiDb db, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Makes the full-text index of a table of <see cref="ISearchRow"/>, once; later calls find it there. The database keeps it up to date.</summary>
    public abstract Task PrepareSearch(GezhiDb db, string table, CancellationToken ct);

    /// <summary>Rows whose words meet the terms, of the district of the database, in the order of their numbers.</summary>
    public abstract IQueryable<T> Found<T>(GezhiDb db, Text.SearchTerms terms, SearchSpan span)
        where T : class, ISearchRow;
}
