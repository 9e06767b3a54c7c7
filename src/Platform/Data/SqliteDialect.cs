using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gezhi.Platform.Data;

/// <summary>SQLite: one file, one in-process writer, every commit on the disk. 嵌入式数据库</summary>
/// <remarks>Guid as 16 bytes big-endian and DateTime as milliseconds since 1970: both sort as they read.</remarks>
public sealed class SqliteDialect : Dialect, IDisposable
{
    private readonly SemaphoreSlim writer = new(1, 1);

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
