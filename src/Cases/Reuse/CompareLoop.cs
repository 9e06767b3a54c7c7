using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Reuse;

/// <summary>Compares photos one after the other in the order in which they came, those of before as well; nobody who sends one waits. 照片比对作业</summary>
/// <remarks>Ids of evidence begin with their time, so the key of the table is the queue. A photo without fingerprint holds the queue until it has one.</remarks>
public sealed class CompareLoop(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<CompareLoop> log)
    : Loop(clock, log)
{
    private const int Batch = 50;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>Two commits at the same moment may become visible in the other order.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        if (!PreviewWorker.HasTool)
            return null;
        var worked = false;
        foreach (var district in districts.All)
            worked |= await One(district, ct);
        return worked ? TimeSpan.FromMilliseconds(200) : Poll;
    }

    /// <summary>Compares the next photos. False when none is ready.</summary>
    public async Task<bool> One(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var (now, done) = (Now, 0);
        var progress = await db.Set<PhotoProgress>().FirstOrDefaultAsync(ct);
        var (last, latest) = (progress?.UpTo ?? Guid.Empty, now - Settled);
        var next = await db
            .Evidence.AsNoTracking()
            .Where(e => e.Id > last && e.At <= latest)
            .OrderBy(e => e.Id)
            .Take(Batch)
            .ToListAsync(ct);
        foreach (var photo in next)
        {
            if (!await FindReused.Compare(db, photo, now, ct))
                break;
            (last, done) = (photo.Id, done + 1);
        }
        if (done == 0)
            return false;
        if (progress is null)
            db.Add(progress = new PhotoProgress { DistrictId = district });
        progress.UpTo = last;
        try
        {
            await db.Save(ct);
        }
        catch (Exception e) when (e is DuplicateKey or StaleVersion)
        {
            return true; // another node compared the same ones
        }
        return true;
    }
}
