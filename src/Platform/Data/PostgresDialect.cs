using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Gezhi.Platform.Data;

/// <summary>PostgreSQL 15 and later. 集中式数据库</summary>
public sealed class PostgresDialect : Dialect
{
    public override string Name => "Postgres";

    public override ValueTask<IDisposable?> WriteTurn(bool alreadyMine, CancellationToken ct) => new((IDisposable?)null);

    public override bool IsDuplicateKey(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsTooLong(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.StringDataRightTruncation };

    public override Task Prepare(GezhiDb db, CancellationToken ct) => Task.CompletedTask;
}
