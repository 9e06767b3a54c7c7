using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Cases.CasePages;

/// <summary>Gives a photo, video or voice note of a case to staff who may see the case. 证据文件</summary>
/// <remarks>Previews are WebP made by us and shown in place; an original is what a stranger sent: it is only ever downloaded, in a sandbox.</remarks>
public sealed class EvidenceFiles(GezhiDb db, BlobStore blobs)
{
    private const string Untrusted = "default-src 'none'; sandbox";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/files/{hash:length(64)}/{size}",
                (string hash, string size, EvidenceFiles feature, Actor actor, HttpContext http, CancellationToken ct) =>
                    feature.Run(hash, size, actor, http, ct)
            )
            .ExcludeFromDescription();

    /// <param name="hash">SHA-256 of the original, 64 lower-case hex digits.</param>
    /// <param name="size">thumb, screen or original.</param>
    /// <exception cref="NotFound">No such file on a case this person may see, or the preview is not made yet.</exception>
    /// <exception cref="RuleViolation"><c>file.quarantined</c>, <c>file.removed</c>.</exception>
    private async Task<IResult> Run(string hash, string size, Actor actor, HttpContext http, CancellationToken ct)
    {
        var visible = db.Cases.VisibleTo(actor, db);
        var evidence = db.Evidence.Where(e => e.FileHash == hash && visible.Any(c => c.Id == e.CaseId));
        var file =
            await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == hash && evidence.Any(), ct)
            ?? throw new NotFound("file");
        if (file.Scan is ScanState.Waiting or ScanState.Infected)
            throw new RuleViolation(file.Scan == ScanState.Waiting ? "file.quarantined" : "file.removed");
        return size switch
        {
            "original" => Original(file, http),
            "thumb" or "screen" when file.Preview == PreviewState.Ready => Preview(file, size, http),
            _ => throw new NotFound("preview"),
        };
    }

    /// <summary>Kept for minutes only: the next person at a shared desk must not find it in the browser.</summary>
    private IResult Preview(StoredFile file, string size, HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, max-age=300";
        http.Response.Headers.ContentDisposition = "inline";
        return Results.File(
            blobs.Place(file.DistrictId, file.Folder, $"{file.Hash}.{size}.webp"),
            "image/webp",
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}-{size}\"")
        );
    }

    private IResult Original(StoredFile file, HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ContentSecurityPolicy = Untrusted;
        return Results.File(
            blobs.Place(file.DistrictId, file.Folder, file.Hash),
            file.MediaType,
            $"{file.Hash[..12]}.{Extension(file.MediaType)}",
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""),
            enableRangeProcessing: true
        );
    }

    private static string Extension(string mediaType) =>
        mediaType switch
        {
            "image/jpeg" => "jpg",
            "audio/mpeg" => "mp3",
            _ => mediaType[(mediaType.IndexOf('/', StringComparison.Ordinal) + 1)..],
        };
}
