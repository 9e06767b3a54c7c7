using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Where a save breaks.</summary>
public enum Fault
{
    /// <summary>The first statement of the save has run, then the connection is gone.</summary>
    AfterTheFirstStatement,

    /// <summary>Everything was written, the commit fails and nothing of it stands.</summary>
    AtTheCommit,

    /// <summary>It was committed, but the answer of the database never came.</summary>
    AfterTheCommit,
}

/// <summary>A database that breaks once, at the next save of a request with the header <c>Break-Here</c>; other work goes on.</summary>
internal sealed class Faults : DbCommandInterceptor
{
    private static readonly AsyncLocal<bool> Here = new();
    private Fault? next;

    public Faults() => Commits = new CommitFaults(this);

    public CommitFaults Commits { get; }

    /// <summary>How many saves were broken.</summary>
    public int Broken { get; private set; }

    public void Next(Fault fault) => next = fault;

    /// <summary>Marks the flow of one request; set by the test's middleware.</summary>
    public static void Mark() => Here.Value = true;

    private bool Takes(Fault fault)
    {
        if (next != fault || !Here.Value)
            return false;
        next = null;
        Broken++;
        return true;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        BreakAfterWriting(command);
        return new(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        BreakAfterWriting(command);
        return new(result);
    }

    private void BreakAfterWriting(DbCommand command)
    {
        if (
            (
                command.CommandText.Contains("INSERT INTO", StringComparison.Ordinal)
                || command.CommandText.Contains("UPDATE ", StringComparison.Ordinal)
            ) && Takes(Fault.AfterTheFirstStatement)
        )
            throw new BrokenConnection();
    }

    internal sealed class CommitFaults(Faults faults) : DbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            if (!faults.Takes(Fault.AtTheCommit))
                return result;
            await transaction.RollbackAsync(cancellationToken);
            throw new BrokenConnection();
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        ) => faults.Takes(Fault.AfterTheCommit) ? throw new BrokenConnection() : Task.CompletedTask;
    }

    internal sealed class BrokenConnection() : DbException("the connection broke");
}
