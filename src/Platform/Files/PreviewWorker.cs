using System.Diagnostics;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Files;

/// <summary>Makes thumbnails after the receipt, one photo at a time, in a low-priority process of its own. 缩略图</summary>
/// <remarks>
/// A broken or hostile picture can only hurt the helper process: it has 20 s, 1 GB of memory and no more. What comes out is WebP, turned upright,
/// without EXIF; the original is never shown to the public. Without vipsthumbnail photos stay Waiting and the product says so.
/// </remarks>
public sealed class PreviewWorker(
    IServiceScopeFactory scopes,
    BlobStore blobs,
    Districts districts,
    TimeProvider clock,
    ILogger<PreviewWorker> log
) : Loop(clock, log)
{
    private const int MostAttempts = 3;

    /// <summary>Looks for new photos this often, not at every event: most commits bring none.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly (string Suffix, int Pixels)[] Sizes = [(".thumb.webp", 320), (".screen.webp", 1280)];

    /// <summary>Previews of before were looked through.</summary>
    private bool isClean;

    /// <summary>Whether the image tool is installed.</summary>
    public static bool HasTool { get; } = FindTool() is not null;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        if (!HasTool)
        {
            Log.NoImageTool(LogTo);
            return null;
        }
        if (!isClean)
            isClean = await blobs.StripOldPreviews(ct);
        var worked = false;
        foreach (var district in districts.All)
            worked |= await One(district, ct) || await OnePrint(district, ct);
        return worked ? TimeSpan.Zero : Poll;
    }

    /// <summary>Makes the previews of the photo that waits longest. False when none waits.</summary>
    public async Task<bool> One(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var now = Now;
        var file = await db.Set<StoredFile>().Where(f => f.PreviewAt <= now).OrderBy(f => f.PreviewAt).FirstOrDefaultAsync(ct);
        if (file is null)
            return false;
        var failure = await TryMake(file, ct);
        file.PreviewAttempts++;
        file.Preview =
            failure is null ? PreviewState.Ready
            : file.PreviewAttempts < MostAttempts ? PreviewState.Waiting
            : PreviewState.Failed;
        file.PreviewAt = file.Preview == PreviewState.Waiting ? now.AddSeconds(30 * file.PreviewAttempts) : null;
        if (failure is not null)
            Log.ThumbnailFailed(LogTo, file.Hash, file.PreviewAttempts, failure);
        await db.Save(ct);
        return true;
    }

    /// <summary>Makes the fingerprint of one photo that has its preview, also of photos from before. False when none waits.</summary>
    public async Task<bool> OnePrint(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var file = await db.Set<StoredFile>()
            .FirstOrDefaultAsync(f => f.Print == PrintState.Waiting && f.Preview == PreviewState.Ready, ct);
        if (file is null)
            return false;
        var grey = await Grey(file, ct);
        var prints = grey is null ? [] : Fingerprint.Of(grey);
        db.AddRange(prints.Select((bits, cut) => PhotoPrint.Of(file, cut, bits)));
        file.Print =
            grey is null ? PrintState.Failed
            : prints.Count == 0 ? PrintState.Flat
            : PrintState.Ready;
        try
        {
            await db.Save(ct);
        }
        catch (Problems.DuplicateKey)
        {
            return true; // another node was at the same photo
        }
        return true;
    }

    /// <summary>The photo as 64 × 64 grey points, made by the helper process; null when it cannot.</summary>
    private async Task<byte[]?> Grey(StoredFile file, CancellationToken ct)
    {
        var target = blobs.Place(file.DistrictId, file.Folder, file.Hash + ".grey.pgm");
        try
        {
            var source = blobs.Place(file.DistrictId, file.Folder, file.Hash + Sizes[0].Suffix);
            var failure = await RunTool(["--size", $"{Fingerprint.Side}x{Fingerprint.Side}!", "--output", $"{target}[strip]", source], ct);
            return failure is null && File.Exists(target) ? Fingerprint.Grey(await File.ReadAllBytesAsync(target, ct)) : null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.ThumbnailFailed(LogTo, file.Hash, 1, e.GetType().Name);
            return null;
        }
        finally
        {
            if (File.Exists(target))
                File.Delete(target);
        }
    }

    /// <summary>Whatever goes wrong with a photo counts as one attempt, so that none is tried for ever.</summary>
    /// <returns>Null when the previews are there; else what went wrong.</returns>
    private async Task<string?> TryMake(StoredFile file, CancellationToken ct)
    {
        try
        {
            return await Make(file, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return e.GetType().Name;
        }
    }

    private async Task<string?> Make(StoredFile file, CancellationToken ct)
    {
        var source = blobs.Place(file.DistrictId, file.Folder, file.Hash);
        foreach (var (suffix, pixels) in Sizes)
        {
            var target = blobs.Place(file.DistrictId, file.Folder, file.Hash + suffix);
            var half = target + ".part.webp";
            var failure = await RunTool(["--size", $"{pixels}x{pixels}>", "--output", $"{half}[Q=78,strip]", source], ct);
            if (failure is not null || !File.Exists(half))
                return failure ?? "no output";
            if (WebpFile.Stripped(await File.ReadAllBytesAsync(half, ct)) is not { } clean)
                return "not a picture";
            await File.WriteAllBytesAsync(half, clean, ct);
            File.Move(half, target, overwrite: true);
        }
        return null;
    }

    private static async Task<string?> RunTool(string[] arguments, CancellationToken ct)
    {
        // prlimit and nice belong to Debian's essential packages.
        string[] all = ["-n", "15", "prlimit", "--as=1073741824", "--cpu=20", "--", FindTool()!, .. arguments];
        var start = new ProcessStartInfo("nice", all)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["VIPS_CONCURRENCY"] = "1";
        start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? null : $"exit {process.ExitCode}";
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return "took too long";
        }
    }

    private static string? FindTool() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(p => Path.Combine(p, "vipsthumbnail"))
            .FirstOrDefault(File.Exists);
}
