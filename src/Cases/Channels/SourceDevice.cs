using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Channels;

/// <summary>What a sensor says of itself.</summary>
/// <param name="IsClear">It is right again.</param>
internal sealed record DeviceSaid(string Device, string Kind, bool IsClear);

/// <summary>A sensor and what it watches: at most one open report at a time, however often it cries. 设备告警</summary>
internal sealed class SourceDevice : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid SourceId { get; init; }
    public string Device { get; init; } = "";
    public string Kind { get; init; } = "";

    /// <summary>The report of the alarm that runs, or ran last; null before the first.</summary>
    public Guid? ReportId { get; set; }

    /// <summary>How often it repeated the alarm of that report.</summary>
    public int Repeats { get; set; }

    public DateTime LastAt { get; set; }

    /// <summary>It said that all is right again; null while it does not.</summary>
    public DateTime? ClearedAt { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class SourceDeviceTable : IEntityTypeConfiguration<SourceDevice>
{
    public void Configure(EntityTypeBuilder<SourceDevice> row)
    {
        row.ToTable("cases_source_device");
        row.HasKey(d => new
        {
            d.DistrictId,
            d.SourceId,
            d.Device,
            d.Kind,
        });
        row.Property(d => d.Device).HasMaxLength(120);
        row.Property(d => d.Kind).HasMaxLength(120);
        row.HasIndex(d => new { d.DistrictId, d.ReportId });
    }
}

/// <summary>Keeps the alarms of one device together. 重复告警抑制</summary>
internal sealed class DeviceAlarms(CaseDesk desk, SourceIntake intake)
{
    private const int MostTries = 5;

    /// <summary>Opens a report for a new alarm, counts a repeated one, notes that it is right again.</summary>
    /// <returns>The report of the device; null when all was right anyway.</returns>
    public async Task<SourceReceipt?> Take(Source source, SourceSaid said, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return await TryTake(source, said, said.Device!, ct);
            }
            catch (Exception e) when (e is DuplicateKey or StaleVersion && tries < MostTries)
            {
                desk.Db.Forget(); // two messages of one device at the same moment
            }
    }

    private async Task<SourceReceipt?> TryTake(Source source, SourceSaid said, DeviceSaid device, CancellationToken ct)
    {
        var row = await desk
            .Db.Set<SourceDevice>()
            .FirstOrDefaultAsync(d => d.SourceId == source.Id && d.Device == device.Device && d.Kind == device.Kind, ct);
        var open = row?.ReportId is { } reportId ? await OpenReport(reportId, ct) : null;
        if (open is null)
            return device.IsClear ? null : await Begin(source, said, device, row, ct);
        await Count(source, device, ct);
        return open;
    }

    /// <summary>In the database, so that a hundred at once are counted as a hundred.</summary>
    private async Task Count(Source source, DeviceSaid device, CancellationToken ct)
    {
        var now = desk.Now;
        using var turn = await desk.Db.Dialect.WriteTurn(false, ct);
        await desk
            .Db.Set<SourceDevice>()
            .Where(d => d.SourceId == source.Id && d.Device == device.Device && d.Kind == device.Kind)
            .ExecuteUpdateAsync(
                d =>
                    d.SetProperty(x => x.LastAt, now)
                        .SetProperty(x => x.ClearedAt, device.IsClear ? now : null)
                        .SetProperty(x => x.Repeats, x => device.IsClear ? x.Repeats : x.Repeats + 1),
                ct
            );
    }

    private async Task<SourceReceipt> Begin(Source source, SourceSaid said, DeviceSaid device, SourceDevice? row, CancellationToken ct)
    {
        if (row is null)
            desk.Db.Add(
                row = new SourceDevice
                {
                    DistrictId = source.DistrictId,
                    SourceId = source.Id,
                    Device = device.Device,
                    Kind = device.Kind,
                    LastAt = desk.Now,
                }
            );
        (row.LastAt, row.ClearedAt, row.Repeats) = (desk.Now, null, 0);
        return await intake.Take(source, said.Report, said.Files, receipt => row.ReportId = receipt.ReportId, ct);
    }

    private async Task<SourceReceipt?> OpenReport(Guid reportId, CancellationToken ct)
    {
        var report = await desk.Db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == reportId, ct);
        if (report is null || !await desk.Db.Cases.AnyAsync(c => c.Id == report.CaseId && CaseFlow.OpenStates.Contains(c.State), ct))
            return null;
        return await intake.ReceiptOf(report, ct);
    }
}
