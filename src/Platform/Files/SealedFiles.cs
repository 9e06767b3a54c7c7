using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Files;

/// <summary>A file with people in it that is needed for a while: kept sealed in the database, part by part, so that any node can read it. 封存文件</summary>
/// <remarks>Nothing of it ever lies in clear on a disk, and whoever has the right to its batch decides who reads it: nothing here asks.</remarks>
public sealed class SealedFiles(GezhiDb db, FieldCipher cipher)
{
    /// <summary>Bytes of one part; small enough that the collector of memory does not put it with the large things, which it seldom clears.</summary>
    public const int PartBytes = 64 * 1024;

    internal const string Field = "platform.sealed-file";

    /// <summary>Parts that wait for one save.</summary>
    private const int PartsASave = 64;

    /// <summary>Keeps the content part by part; a few parts are in memory at a time.</summary>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="InvalidInput"><c>table.too-large</c>: more than <paramref name="mostBytes"/>; nothing is kept.</exception>
    public async Task<long> Write(Guid fileId, Stream content, long mostBytes, CancellationToken ct)
    {
        var part = new byte[PartBytes];
        var (length, no) = (0L, 0);
        try
        {
            while (await content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, ct) is > 0 and var read)
            {
                if ((length += read) > mostBytes)
                    throw new InvalidInput("file", "table.too-large");
                db.Append(
                    new SealedPart
                    {
                        DistrictId = db.DistrictId,
                        FileId = fileId,
                        No = no++,
                        Content = cipher.SealBytes(db.DistrictId, Field, part.AsSpan(0, read)),
                    }
                );
                if (db.Appended >= PartsASave)
                    await db.Save(ct);
            }
            await db.Save(ct);
            return length;
        }
        catch (Exception)
        {
            db.ForgetAppended();
            await Drop(fileId, CancellationToken.None); // also when the sender went away
            throw;
        }
    }

    /// <summary>The content, to be read forwards or from any place; one part is in memory at a time.</summary>
    /// <param name="length">As <see cref="Write"/> gave it.</param>
    public Stream Read(Guid fileId, long length) => new Parts(db, cipher, fileId, length);

    /// <summary>Forgets the file.</summary>
    public async Task Drop(Guid fileId, CancellationToken ct)
    {
        using var turn = await db.Dialect.WriteTurn(db.Database.CurrentTransaction is not null, ct);
        await db.Set<SealedPart>().Where(p => p.FileId == fileId).ExecuteDeleteAsync(ct);
    }

    private sealed class Parts(GezhiDb db, FieldCipher cipher, Guid fileId, long length) : Stream
    {
        private byte[] part = [];
        private int at = -1;

        /// <summary>Bytes of each part but the last, as the file was written; null until it is read.</summary>
        private int? size;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (Position >= length || buffer.IsEmpty)
                return 0;
            if (size is null)
            {
                Load(0);
                size = part.Length;
            }
            Load((int)(Position / size.Value));
            var from = (int)(Position % size.Value);
            var count = Math.Min(buffer.Length, part.Length - from);
            part.AsSpan(from, count).CopyTo(buffer);
            Position += count;
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) =>
            Position = origin switch
            {
                SeekOrigin.Begin => offset,
                SeekOrigin.Current => Position + offset,
                _ => length + offset,
            };

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        /// <remarks>Readers of tables ask without waiting; a part is read about every 500 rows.</remarks>
        private void Load(int no)
        {
            if (no == at)
                return;
            var content = db.Set<SealedPart>().AsNoTracking().Where(p => p.FileId == fileId && p.No == no).Select(p => p.Content).First();
            (part, at) = (cipher.OpenBytes(db.DistrictId, Field, content), no);
        }
    }
}

/// <summary>One part of a sealed file. 封存文件分块</summary>
internal sealed class SealedPart : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid FileId { get; init; }

    /// <summary>From 0.</summary>
    public int No { get; init; }

    [Sensitive(
        "导入台账、收存调解卷宗",
        What = "导入的表格内容、卷宗扫描件",
        Until = "导入的表格在放弃时或完成 30 天后删除；扫描件随卷宗保管期满删除",
        Field = SealedFiles.Field
    )]
    public byte[] Content { get; init; } = [];
}

internal sealed class SealedPartTable : IEntityTypeConfiguration<SealedPart>
{
    public void Configure(EntityTypeBuilder<SealedPart> row)
    {
        row.ToTable("platform_sealed_part");
        row.HasKey(p => new
        {
            p.DistrictId,
            p.FileId,
            p.No,
        });
    }
}
