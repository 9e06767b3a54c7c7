using Gezhi.Community.Activities;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Community.Photos;

/// <summary>A photo of an activity; the public sees it once somebody looked at it. 活动照片</summary>
public sealed class CommunityPhoto : ITenantRow, IVersioned
{
    /// <summary>Most photos of one step.</summary>
    public const int MostAtOnce = 8;

    /// <summary>Most of one activity.</summary>
    public const int Most = 60;

    public int DistrictId { get; init; }

    /// <summary>The activity.</summary>
    public Guid SubjectId { get; init; }
    public string FileHash { get; init; } = "";
    public DateTime At { get; init; }
    public string ByTitle { get; init; } = "";

    /// <summary>UTC; somebody looked: no children's faces, and everybody who can be recognised agreed. Null: only staff see it.</summary>
    public DateTime? ClearedAt { get; private set; }
    public Guid? ClearedBy { get; private set; }
    public int Version { get; set; } = 1;

    internal void Clear(Guid? by, DateTime? at) => (ClearedBy, ClearedAt) = (by, at);
}

/// <summary>Takes in photos of an activity, clears them and takes them back, shows them. 活动照片管理</summary>
/// <remarks>Previews only: they are made by us and carry no place.</remarks>
public sealed class KeepPhotos(CommunityDesk desk, FileIntake intake, BlobStore blobs)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/activities/{activityId:guid}/photos/{hash:length(64)}/{size}",
                (Guid activityId, string hash, string size, KeepPhotos feature, Actor actor, HttpContext http, CancellationToken ct) =>
                    feature.Show(activityId, hash, size, actor, http, ct)
            )
            .AllowAnonymous()
            .ExcludeFromDescription();

    internal static string Path(CommunityPhoto photo, string size) => $"/activities/{photo.SubjectId}/photos/{photo.FileHash}/{size}";

    /// <exception cref="RuleViolation"><c>file.*</c>, <c>photo.none</c>.</exception>
    public async Task Add(Guid activityId, IReadOnlyList<IncomingFile> files, Actor actor, CancellationToken ct)
    {
        var activity = await desk.Kept(activityId, actor, ct);
        if (files.Count == 0)
            throw new RuleViolation("photo.none");
        if (
            files.Count > CommunityPhoto.MostAtOnce
            || await desk.Db.Set<CommunityPhoto>().CountAsync(p => p.SubjectId == activityId, ct) + files.Count > CommunityPhoto.Most
        )
            throw new RuleViolation("file.too-many", CommunityPhoto.MostAtOnce);
        var title = actor.Require(Permission.KeepActivities, activity.AreaCode).Title;
        foreach (var file in files)
        {
            if (FileIntake.Check(file).Kind != FileKind.Photo)
                throw new RuleViolation("file.kind", file.Name);
            var stored = await intake.Keep(desk.Db, file, desk.Now, ct);
            if (await desk.Db.FindAsync<CommunityPhoto>([desk.Db.DistrictId, activityId, stored.Hash], ct) is null)
                desk.Db.Add(
                    new CommunityPhoto
                    {
                        DistrictId = desk.Db.DistrictId,
                        SubjectId = activityId,
                        FileHash = stored.Hash,
                        At = desk.Now,
                        ByTitle = title,
                    }
                );
        }
        desk.Db.Audit(actor, "activity.photos-added", activityId, $"{activity.No} {files.Count}", desk.Now);
        await desk.Db.Save(ct);
    }

    /// <summary>Somebody looked and answers for it that who can be recognised agreed; or takes the photo back.</summary>
    /// <param name="agreed">Everybody who can be recognised said yes.</param>
    /// <exception cref="RuleViolation"><c>photo.consent</c>.</exception>
    public async Task Clear(Guid activityId, string hash, bool isClear, bool agreed, Actor actor, CancellationToken ct)
    {
        var activity = await desk.Kept(activityId, actor, ct);
        var row =
            await desk.Db.Set<CommunityPhoto>().FirstOrDefaultAsync(p => p.SubjectId == activityId && p.FileHash == hash, ct)
            ?? throw new NotFound("photo");
        if (isClear && !agreed)
            throw new RuleViolation("photo.consent");
        row.Clear(isClear ? actor.AccountId : null, isClear ? desk.Now : null);
        desk.Db.Audit(actor, isClear ? "activity.photo-cleared" : "activity.photo-hidden", activityId, activity.No, desk.Now);
        await desk.Db.Save(ct);
    }

    /// <param name="isPublic">Cleared ones alone.</param>
    public async Task<IReadOnlyList<CommunityPhoto>> Of(Guid activityId, bool isPublic, CancellationToken ct) =>
        await desk
            .Db.Set<CommunityPhoto>()
            .AsNoTracking()
            .Where(p => p.SubjectId == activityId && (!isPublic || p.ClearedAt != null))
            .OrderBy(p => p.At)
            .ThenBy(p => p.FileHash)
            .Take(CommunityPhoto.Most)
            .ToListAsync(ct);

    private async Task<IResult> Show(Guid activityId, string hash, string size, Actor actor, HttpContext http, CancellationToken ct)
    {
        var row =
            await desk.Db.Set<CommunityPhoto>().AsNoTracking().FirstOrDefaultAsync(p => p.SubjectId == activityId && p.FileHash == hash, ct)
            ?? throw new NotFound("photo");
        var activity = await desk.Db.Set<Activity>().AsNoTracking().FirstAsync(a => a.Id == activityId, ct);
        var isPublic = row.ClearedAt is not null && activity.IsPublic;
        if (!isPublic && actor.PostFor(Permission.KeepActivities, activity.AreaCode) is null)
            throw new NotFound("photo");
        var file = await desk.Db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == hash, ct);
        if (
            size is not ("thumb" or "screen")
            || file is not { Preview: PreviewState.Ready, Scan: not (ScanState.Waiting or ScanState.Infected) }
        )
            throw new NotFound("preview");
        http.Response.Headers.CacheControl = "private, no-cache"; // what was taken back is gone at the next look
        http.Response.Headers.ContentDisposition = "inline";
        return Results.File(
            blobs.Place(file.DistrictId, file.Folder, $"{file.Hash}.{size}.webp"),
            "image/webp",
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}-{size}\"")
        );
    }
}

internal sealed class CommunityPhotoTable : IEntityTypeConfiguration<CommunityPhoto>
{
    public void Configure(EntityTypeBuilder<CommunityPhoto> row)
    {
        row.ToTable("community_photo");
        row.HasKey(p => new
        {
            p.DistrictId,
            p.SubjectId,
            p.FileHash,
        });
        row.Property(p => p.FileHash).HasMaxLength(64);
        row.Property(p => p.ByTitle).HasMaxLength(60);
        row.HasOne<Activity>().WithMany().HasForeignKey(p => new { p.DistrictId, p.SubjectId }).OnDelete(DeleteBehavior.Cascade);
    }
}
