using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Files;

/// <summary>Asks the scanner again about files that came while it was away; until then nobody sees them. 隔离复查</summary>
public sealed class ScanWorker(
    IServiceScopeFactory scopes,
    VirusScan scan,
    BlobStore blobs,
    Districts districts,
    TimeProvider clock,
    ILogger<ScanWorker> log
) : Loop(clock, log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        if (!scan.IsOn)
            return null;
        var worked = false;
        foreach (var district in districts.All)
            worked |= await One(district, ct);
        return worked ? TimeSpan.Zero : Rest;
    }

    /// <summary>Decides on the file that waits longest. False when none waits or the scanner is still away.</summary>
    public async Task<bool> One(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var file = await db.Set<StoredFile>()
            .Where(f => f.Scan == ScanState.Waiting)
            .OrderBy(f => f.StoredAt)
            .ThenBy(f => f.Hash)
            .FirstOrDefaultAsync(ct);
        if (file is null)
            return false;
        var path = blobs.Place(file.DistrictId, file.Folder, file.Hash);
        switch (await scan.Look(await File.ReadAllBytesAsync(path, ct), ct))
        {
            case Verdict.Clean:
                file.Release(Now);
                break;
            case Verdict.Infected:
                file.Condemn();
                Log.Infected(LogTo, file.Hash);
                break;
            default:
                Log.NoScanner(LogTo);
                return false;
        }
        await db.Save(ct);
        if (file.Scan == ScanState.Infected)
            File.Delete(path); // after the row says so: a file without bytes that nobody explains would be a fault
        return true;
    }
}
