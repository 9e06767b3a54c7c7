using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gezhi.Cases.Channels;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Importing;

/// <summary>Checks uploaded files, takes them in and takes them back, one after the other. 导入执行</summary>
/// <remarks>Any node may; the version of the batch lets one win. A row that was taken when the process died is taken again and finds its number there.</remarks>
internal sealed class ImportRunner(
    IServiceScopeFactory scopes,
    ImportReports reader,
    FieldCipher cipher,
    Districts districts,
    TimeProvider clock,
    ILogger<ImportRunner> log
) : Loop(clock, log)
{
    private const int Portion = 50;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private readonly Wake bell = new();

    /// <summary>Something was asked for on this node: look at once.</summary>
    public void Ring() => bell.Up();

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var rung = bell.Next;
        foreach (var district in districts.All)
            await RunAll(district, ct);
        await Wake.Wait(rung, Rest, ct);
        return TimeSpan.Zero;
    }

    /// <summary>What goes wrong with one file waits for its lease to end and stops no other district.</summary>
    private async Task RunAll(int district, CancellationToken ct)
    {
        try
        {
            while (await RunNext(district, ct)) { }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.ImportFailed(LogTo, district, e.GetType().Name);
        }
    }

    /// <summary>Brings the oldest waiting file of a district to the end of what was asked.</summary>
    /// <returns>False: nothing waits.</returns>
    public async Task<bool> RunNext(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        ImportState[] atWork = [ImportState.Waiting, ImportState.Running, ImportState.Undoing];
        var now = Now;
        var batch = await db.Set<ImportBatch>()
            .Where(b => atWork.Contains(b.State) && (b.LeasedUntil == null || b.LeasedUntil < now))
            .OrderBy(b => b.CreatedAt)
            .FirstOrDefaultAsync(ct);
        if (batch is null)
            return false;
        try
        {
            await Run(db, batch, ct);
        }
        catch (StaleVersion)
        {
            // Another node took it.
        }
        return true;
    }

    private async Task Run(GezhiDb db, ImportBatch batch, CancellationToken ct)
    {
        var source = batch.SourceId is { } id ? await db.Set<ChannelSource>().AsNoTracking().FirstAsync(s => s.Id == id, ct) : null;
        var (map, headings) = (batch.Map(), batch.HeadingList);
        var last = 0;
        batch.Done = 0; // a file that another node has begun is gone through from the top
        while (true)
        {
            batch.LeasedUntil = Now + Lease;
            await db.Save(ct);
            var rows = await db.Set<ImportRow>()
                .Where(r => r.BatchId == batch.Id && r.RowNo > last)
                .OrderBy(r => r.RowNo)
                .Take(Portion)
                .ToListAsync(ct);
            if (rows.Count == 0)
                break;
            foreach (var row in rows)
                await Step(batch, row, source?.View(), map, headings, ct);
            last = rows[^1].RowNo;
            batch.Done += rows.Count;
        }
        batch.State = batch.State switch
        {
            ImportState.Waiting => ImportState.Checked,
            ImportState.Running => ImportState.Done,
            _ => ImportState.Undone,
        };
        (batch.LeasedUntil, batch.EndedAt) = (null, Now);
        await db.Save(ct);
    }

    private async Task Step(
        ImportBatch batch,
        ImportRow row,
        Source? source,
        ColumnMap map,
        IReadOnlyList<string> headings,
        CancellationToken ct
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<GezhiDb>().In(batch.DistrictId);
        try
        {
            if (batch.State == ImportState.Undoing)
            {
                await Withdraw(scope.ServiceProvider, row, ct);
                return;
            }
            if (batch.State == ImportState.Running && row.State is ImportRowState.Taken)
                return; // before the process died
            var cells = JsonSerializer.Deserialize<List<string>>(cipher.Open(batch.DistrictId, ImportRow.Field, row.Cells)!)!;
            string Cell(string field) =>
                map[field] is { } column && headings.ToList().IndexOf(column) is >= 0 and var at ? cells[at].Trim() : "";
            var command = reader.Read(Cell, new ImportOptions(batch.Channel, map.Columns, batch.Reference, false));
            (row.Code, row.Column) = (null, null);
            if (batch.State == ImportState.Waiting)
                row.State = await Check(scope.ServiceProvider, command, ct);
            else if (source is not null)
                await TakeOf(source, scope.ServiceProvider, command, cells, row, ct);
            else
                await Take(batch, scope.ServiceProvider, command, cells, row, ct);
        }
        catch (StaleVersion) when (batch.State == ImportState.Undoing)
        {
            // Somebody works on it at this moment: it stays.
        }
        catch (Exception refusal) when (refusal is RuleViolation or InvalidInput)
        {
            (row.State, row.Code, row.Column) = Why(refusal, map);
        }
    }

    private static async Task<ImportRowState> Check(IServiceProvider services, CreateReport.Command command, CancellationToken ct)
    {
        var spot = await services.GetRequiredService<CreateReport>().Look(command, ct);
        return spot.Lon is null ? ImportRowState.Placeless : ImportRowState.Good;
    }

    private static async Task TakeOf(
        Source source,
        IServiceProvider services,
        CreateReport.Command command,
        List<string> cells,
        ImportRow row,
        CancellationToken ct
    )
    {
        var said = new SourceReport(
            command.ChannelNo ?? "row-" + Print(cells),
            command.Text,
            command.Lon,
            command.Lat,
            command.Reference,
            PlaceText: command.PlaceText,
            CategoryKey: command.CategoryKey,
            Phone: command.Phone,
            SaidAt: command.SaidAt,
            IsForgiving: true
        );
        var receipt = await services.GetRequiredService<SourceIntake>().Take(source, said, [], ct);
        (row.State, row.ReportId) = (receipt.IsRepeat ? ImportRowState.Repeat : ImportRowState.Taken, receipt.ReportId);
    }

    private async Task Take(
        ImportBatch batch,
        IServiceProvider services,
        CreateReport.Command command,
        List<string> cells,
        ImportRow row,
        CancellationToken ct
    )
    {
        var key = reader.Key(batch.Channel, command.ChannelNo ?? "row-" + Print(cells), batch.DistrictId);
        var receipt = await services.GetRequiredService<CreateReport>().Run(command, [], key, Actor.System(batch.DistrictId), ct);
        var db = services.GetRequiredService<GezhiDb>();
        var isRepeat = await db.Set<ImportRow>()
            .AnyAsync(r => r.ReportId == receipt.ReportId && (r.BatchId != batch.Id || r.RowNo != row.RowNo), ct);
        (row.State, row.ReportId) = (isRepeat ? ImportRowState.Repeat : ImportRowState.Taken, receipt.ReportId);
    }

    /// <summary>Only what this row opened, and only while it lies untouched.</summary>
    private static async Task Withdraw(IServiceProvider services, ImportRow row, CancellationToken ct)
    {
        if (row is not { State: ImportRowState.Taken, ReportId: { } reportId })
            return;
        var db = services.GetRequiredService<GezhiDb>();
        var report = await db.Reports.AsNoTracking().FirstAsync(r => r.Id == reportId, ct);
        if (
            !await db.Cases.AnyAsync(
                c => c.Id == report.OwnCaseId && c.State == CaseState.Reported && c.ReportCount == 1 && report.CaseId == c.Id,
                ct
            )
        )
            return;
        await services.GetRequiredService<WithdrawReport>().Run(report.ReceiptNo, Actor.System(row.DistrictId), ct);
        row.State = ImportRowState.Withdrawn;
    }

    private static (ImportRowState, string, string?) Why(Exception refusal, ColumnMap map)
    {
        if (refusal is not InvalidInput { Errors: var errors })
            return (ImportRowState.Refused, ((RuleViolation)refusal).Code, null);
        var (field, codes) = errors.First();
        var own = field.ToLower(CultureInfo.InvariantCulture) switch
        {
            "saidat" => "time",
            "placetext" => "place",
            "channelno" => "no",
            "categorykey" => "category",
            var other => other,
        };
        return (ImportRowState.Refused, codes[0], map[own]);
    }

    /// <summary>A row without a number is told by what stands in it.</summary>
    private static string Print(List<string> cells) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', cells))))[..32];
}
