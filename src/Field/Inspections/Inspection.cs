using System.Text.Json;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Inspections;

/// <summary>What kind of look it was. 检查类别</summary>
public enum InspectionKind
{
    /// <summary>检查: by a checklist.</summary>
    Check,

    /// <summary>复查: one hazard again.</summary>
    Recheck,
}

/// <summary>One inspection of a place, as it was answered and what the server made of it; answers never change, a second person may void it. 检查记录</summary>
public sealed class Inspection : ITenantRow, IVersioned, IInArea
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Day and five characters, e.g. 20260305-K7M2Q.</summary>
    public string No { get; init; } = "";
    public InspectionKind Kind { get; init; }
    public RecordKind Record { get; init; }
    public Guid SubjectId { get; init; }

    /// <summary>1, 2, 3… of this subject.</summary>
    public int Sequence { get; init; }

    /// <summary>Name of that day.</summary>
    public string Title { get; init; } = "";

    /// <summary>Name without the door of a dwelling.</summary>
    public string Coarse { get; init; } = "";
    public string Address { get; init; } = "";
    public string AreaCode { get; init; } = "";

    /// <summary>The version it was made by.</summary>
    public Guid ChecklistId { get; init; }

    /// <summary>JSON list of <see cref="InspectedItem"/>: asked items only.</summary>
    public string Results { get; init; } = "[]";
    public bool IsPassed { get; init; }
    public int FailedCount { get; init; }

    /// <summary>UTC; by the clock of the device, not later than it came.</summary>
    public DateTime MadeAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime ReceivedAt { get; init; }
    public Guid ById { get; init; }

    /// <summary>Title of the post.</summary>
    public string Post { get; init; } = "";

    /// <summary>Who asks to void it; null while nobody does, and after a refusal.</summary>
    public Guid? VoidAskedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? VoidAskedAt { get; private set; }

    /// <summary>Why it is not to count; empty while nobody asks.</summary>
    public string VoidReason { get; private set; } = "";

    /// <summary>The second person; null while it counts.</summary>
    public Guid? VoidedBy { get; private set; }

    /// <summary>UTC; null while it counts.</summary>
    public DateTime? VoidedAt { get; private set; }
    public int Version { get; set; } = 1;

    public void AskVoid(Guid by, DateTime at, string reason) => (VoidAskedBy, VoidAskedAt, VoidReason) = (by, at, reason);

    /// <summary>The inspection counts; who asked and why stays in the audit trail.</summary>
    public void RefuseVoid() => (VoidAskedBy, VoidAskedAt, VoidReason) = (null, null, "");

    /// <summary>It is kept and shown, and counts for nothing from now on. 作废</summary>
    public void Void(Guid by, DateTime at) => (VoidedBy, VoidedAt) = (by, at);

    public IReadOnlyList<InspectedItem> Items() => JsonSerializer.Deserialize<List<InspectedItem>>(Results, FieldJson.Options) ?? [];

    public static string ResultsOf(IEnumerable<InspectedItem> items) => JsonSerializer.Serialize(items, FieldJson.Options);

    /// <summary>33 million a day: two that meet are refused by the database and one draws again.</summary>
    public static string NewNo(DateOnly day) => FieldNo.New(day);
}

/// <summary>An item as it came out. 检查项结果记录</summary>
/// <param name="Text">As asked, with the version of that day.</param>
/// <param name="Photos">Hashes, as found.</param>
/// <param name="After">Hashes, put right.</param>
public sealed record InspectedItem(
    int Number,
    string Text,
    ItemKind Kind,
    string? Value,
    double? Measured,
    string? Unit,
    ItemMark Mark,
    string? Note,
    bool IsFixed,
    IReadOnlyList<string> Photos,
    IReadOnlyList<string> After
);

/// <summary>How things stand at one subject; of two that inspect it at once, the second looks again. 检查档案</summary>
public sealed class InspectedSubject : ITenantRow, IVersioned, IInArea
{
    public int DistrictId { get; init; }
    public Guid SubjectId { get; init; }
    public RecordKind Record { get; init; }
    public string AreaCode { get; set; } = "";

    /// <summary>Inspections and re-inspections so far.</summary>
    public int Count { get; set; }

    /// <summary>UTC; of the last whole inspection; null before the first.</summary>
    public DateTime? CheckedAt { get; set; }
    public bool? WasPassed { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>By which checklist a subject was inspected last. 检查周期</summary>
public sealed class InspectedBy : ITenantRow, IInArea
{
    public int DistrictId { get; init; }
    public Guid SubjectId { get; init; }
    public Guid LineId { get; init; }
    public string AreaCode { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime CheckedAt { get; set; }
}

internal sealed class InspectionTable : IEntityTypeConfiguration<Inspection>
{
    public void Configure(EntityTypeBuilder<Inspection> row)
    {
        row.ToTable("field_inspection");
        row.HasKey(i => new { i.DistrictId, i.Id });
        row.Property(i => i.No).HasMaxLength(14);
        row.Property(i => i.Title).HasMaxLength(200);
        row.Property(i => i.Coarse).HasMaxLength(200);
        row.Property(i => i.Address).HasMaxLength(300);
        row.Property(i => i.AreaCode).HasMaxLength(17);
        row.Property(i => i.Post).HasMaxLength(120);
        row.Property(i => i.VoidReason).HasMaxLength(400);
        row.Property(i => i.Results).HasMaxLength(80_000);
        row.HasIndex(i => new { i.DistrictId, i.No }).IsUnique();
        row.HasIndex(i => new
            {
                i.DistrictId,
                i.SubjectId,
                i.Sequence,
            })
            .IsUnique();
        row.HasIndex(i => new
        {
            i.DistrictId,
            i.AreaCode,
            i.Id,
        });
        row.HasOne<Checklist>().WithMany().HasForeignKey(i => new { i.DistrictId, i.ChecklistId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InspectedSubjectTable : IEntityTypeConfiguration<InspectedSubject>
{
    public void Configure(EntityTypeBuilder<InspectedSubject> row)
    {
        row.ToTable("field_inspected");
        row.HasKey(s => new { s.DistrictId, s.SubjectId });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.HasIndex(s => new { s.DistrictId, s.AreaCode });
    }
}

internal sealed class InspectedByTable : IEntityTypeConfiguration<InspectedBy>
{
    public void Configure(EntityTypeBuilder<InspectedBy> row)
    {
        row.ToTable("field_inspected_by");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.SubjectId,
            s.LineId,
        });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.HasIndex(s => new { s.DistrictId, s.AreaCode });
    }
}
