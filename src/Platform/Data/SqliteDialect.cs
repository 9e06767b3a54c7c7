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
            foreach (var row in rows)
                inserts.Insert(InsertPlan.Of(db, row), row);
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
