using Gezhi.Cases.Channels;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Importing;

/// <summary>Reads uploaded files and what became of their rows. 导入查询</summary>
internal sealed class ReadImports(GezhiDb db)
{
    /// <summary>Most refused rows on the page; the workbook has all.</summary>
    public const int MostWrong = 50;

    /// <summary>The latest first.</summary>
    public Task<List<ImportBatch>> Latest(CancellationToken ct) =>
        db.Set<ImportBatch>().AsNoTracking().OrderByDescending(b => b.CreatedAt).Take(30).ToListAsync(ct);

    public Task<ImportBatch?> One(Guid batchId, CancellationToken ct) =>
        db.Set<ImportBatch>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == batchId, ct);

    /// <summary>Rows by what became of them.</summary>
    public Task<Dictionary<ImportRowState, int>> Counts(Guid batchId, CancellationToken ct) =>
        db.Set<ImportRow>()
            .Where(r => r.BatchId == batchId)
            .GroupBy(r => r.State)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    /// <summary>Refused rows, in the order of the file.</summary>
    public Task<List<ImportRow>> Wrong(Guid batchId, CancellationToken ct) =>
        db.Set<ImportRow>()
            .AsNoTracking()
            .Where(r => r.BatchId == batchId && r.State == ImportRowState.Refused)
            .OrderBy(r => r.RowNo)
            .Take(MostWrong)
            .ToListAsync(ct);

    /// <summary>Connected systems whose exports may come as files.</summary>
    public Task<List<ChannelSource>> Sources(CancellationToken ct) =>
        db.Set<ChannelSource>()
            .AsNoTracking()
            .Where(s => s.RetiredAt == null && KeepImports.OfFiles.Contains(s.Channel))
            .OrderBy(s => s.Name)
            .ToListAsync(ct);
}
