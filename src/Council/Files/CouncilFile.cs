using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Files;

/// <summary>For what a file stands. 佐证类别</summary>
public enum CouncilFileKind
{
    /// <summary>佐证: of an obligation.</summary>
    Evidence,

    /// <summary>整治前.</summary>
    Before,

    /// <summary>整治后.</summary>
    After,
}

/// <summary>A photo, film or voice note that belongs to an obligation, project, topic, suggestion or group message. 会商佐证</summary>
public sealed class CouncilFile : ITenantRow, IVersioned
{
    /// <summary>Most files of one step.</summary>
    public const int Most = 8;

    public int DistrictId { get; init; }

    /// <summary>What it belongs to.</summary>
    public Guid SubjectId { get; init; }
    public string FileHash { get; init; } = "";
    public CouncilFileKind Kind { get; init; }
    public DateTime At { get; init; }
    public string ByTitle { get; init; } = "";

    /// <summary>UTC; somebody looked at it: no faces, no plates; from then on the public sees it. Null: only staff do.</summary>
    public DateTime? ClearedAt { get; set; }
    public Guid? ClearedBy { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>Keeping files beside a step. 佐证保存</summary>
internal static class CouncilFiles
{
    /// <summary>Adds the files to the change that is being made; the same file twice is one.</summary>
    /// <param name="clearedBy">Who looked at them before and answers for it that no face and no plate is on them; null: nobody has yet.</param>
    /// <exception cref="Platform.Problems.RuleViolation"><c>file.*</c>.</exception>
    public static async Task<IReadOnlyList<StoredFile>> Keep(
        this FileIntake intake,
        CouncilDesk desk,
        Guid subjectId,
        IReadOnlyList<IncomingFile> files,
        CouncilFileKind kind,
        string byTitle,
        CancellationToken ct,
        Guid? clearedBy = null
    )
    {
        if (files.Count > CouncilFile.Most)
            throw new Platform.Problems.RuleViolation("file.too-many", CouncilFile.Most);
        var kept = new List<StoredFile>();
        foreach (var file in files)
        {
            var stored = await intake.Keep(desk.Db, file, desk.Now, ct);
            if (await desk.Db.FindAsync<CouncilFile>([desk.Db.DistrictId, subjectId, stored.Hash], ct) is null)
                desk.Db.Add(
                    new CouncilFile
                    {
                        DistrictId = desk.Db.DistrictId,
                        SubjectId = subjectId,
                        FileHash = stored.Hash,
                        Kind = kind,
                        At = desk.Now,
                        ByTitle = byTitle,
                        ClearedAt = clearedBy is null ? null : desk.Now,
                        ClearedBy = clearedBy,
                    }
                );
            kept.Add(stored);
        }
        return kept;
    }
}

internal sealed class CouncilFileTable : IEntityTypeConfiguration<CouncilFile>
{
    public void Configure(EntityTypeBuilder<CouncilFile> row)
    {
        row.ToTable("council_file");
        row.HasKey(f => new
        {
            f.DistrictId,
            f.SubjectId,
            f.FileHash,
        });
        row.Property(f => f.FileHash).HasMaxLength(64);
        row.Property(f => f.ByTitle).HasMaxLength(60);
    }
}
