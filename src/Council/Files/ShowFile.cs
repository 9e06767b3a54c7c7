using Gezhi.Council.Meetings;
using Gezhi.Council.Projects;
using Gezhi.Council.Suggestions;
using Gezhi.Council.Topics;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Council.Files;

/// <summary>Gives the preview of a photo, a film or a voice note to who may see its obligation, project, topic or building group; to everybody once somebody cleared it. 会商照片</summary>
/// <remarks>Of photos previews only: they are made by us and carry no place. Films and voice notes as they came, for staff alone.</remarks>
public sealed class ShowFile(CouncilDesk desk, MeetingScope meetings, Groups.ReadGroups groups, BlobStore blobs)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/council/files/{subjectId:guid}/{hash:length(64)}/{size}",
                (Guid subjectId, string hash, string size, ShowFile feature, Actor actor, HttpContext http, CancellationToken ct) =>
                    feature.Run(subjectId, hash, size, actor, http, ct)
            )
            .AllowAnonymous()
            .ExcludeFromDescription();

    internal static string Path(Guid subjectId, string hash, string size) => $"/council/files/{subjectId}/{hash}/{size}";

    private async Task<IResult> Run(Guid subjectId, string hash, string size, Actor actor, HttpContext http, CancellationToken ct)
    {
        var row =
            await desk.Db.Set<CouncilFile>().AsNoTracking().FirstOrDefaultAsync(f => f.SubjectId == subjectId && f.FileHash == hash, ct)
            ?? throw new NotFound("photo");
        var isPublic =
            row.ClearedAt is not null
            && (
                await desk.Db.Set<Project>().AnyAsync(p => p.Id == subjectId && p.PublicSince != null, ct)
                || await desk.Db.Set<Topic>().AnyAsync(t => t.Id == subjectId && t.Size != null, ct)
                || await desk.Db.Set<Suggestion>().FirstOrDefaultAsync(s => s.Id == subjectId, ct) is { IsPublic: true }
            );
        if (!isPublic && !await Sees(subjectId, actor, ct))
            throw new NotFound("photo");
        var file = await desk.Db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == hash, ct);
        if (size == "original" && file is { Kind: not FileKind.Photo, Scan: not (ScanState.Waiting or ScanState.Infected) } film)
            return await Sees(subjectId, actor, ct) ? Original(film, http) : throw new NotFound("film");
        if (
            size is not ("thumb" or "screen")
            || file is not { Preview: PreviewState.Ready, Scan: not (ScanState.Waiting or ScanState.Infected) }
        )
            throw new NotFound("preview");
        http.Response.Headers.CacheControl = isPublic ? "private, max-age=300" : "private, no-cache"; // what was taken away is gone at the next look
        http.Response.Headers.ContentDisposition = "inline";
        return Results.File(
            blobs.Place(file.DistrictId, file.Folder, $"{file.Hash}.{size}.webp"),
            "image/webp",
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}-{size}\"")
        );
    }

    /// <summary>Bytes that somebody else made: the browser plays them and does nothing else with them.</summary>
    private IResult Original(StoredFile file, HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; media-src 'self'; sandbox";
        return Results.File(
            blobs.Place(file.DistrictId, file.Folder, file.Hash),
            file.MediaType,
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""),
            enableRangeProcessing: true
        );
    }

    private async Task<bool> Sees(Guid subjectId, Actor actor, CancellationToken ct)
    {
        if (actor.AccountId is not null && await groups.SeesPhoto(subjectId, actor, ct) is { } sees)
            return sees;
        if (actor.Kind != ActorKind.Staff)
            return false;
        if (await desk.Db.Set<Project>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == subjectId, ct) is { } project)
            return ProjectScope.Sees(project, actor);
        if (await desk.Db.Set<Suggestion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == subjectId, ct) is { } suggestion)
            return SuggestionScope.Answers(suggestion, actor);
        if (await desk.Db.Set<Topic>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == subjectId, ct) is { } topic)
            return actor.PostFor(Permission.LeadCouncil, topic.AreaCode) is not null;
        var owed = await desk.Db.Set<Obligation>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == subjectId, ct);
        if (owed is null)
            return false;
        return await meetings.Visible(actor).AnyAsync(m => m.Id == owed.MeetingId, ct)
            || (owed.CaseId is { } caseId && (await desk.Cases.Of([caseId], actor, ct)).Count > 0);
    }
}
