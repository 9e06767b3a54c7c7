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

    public override IQueryable<T> Locked<T>(GezhiDb db, IReadOnlyList<Guid> ids)
    {
        var rows = db.Set<T>();
        var sql = "SELECT * FROM " + rows.EntityType.GetTableName() + " WHERE district_id = {0} AND id = ANY({1}) FOR UPDATE SKIP LOCKED";
        return rows.FromSqlRaw(sql, db.DistrictId, ids.ToArray());
    }

    public override Task Prepare(GezhiDb db, CancellationToken ct) => Task.CompletedTask;
}
