using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Sampling;

/// <summary>Some records of a grid drawn by lot, to see on the spot whether they are right. 台账抽查</summary>
/// <remarks>The draw can be repeated: the same records and the same seed give the same sample, so nobody can have chosen it.</remarks>
public sealed class RegistrySample : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Grid, 15 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>By which the lot was drawn; shown on the page.</summary>
    public int Seed { get; init; }

    /// <summary>Records in force at the draw.</summary>
    public int Among { get; init; }

    /// <summary>Records drawn.</summary>
    public int Size { get; init; }

    /// <summary>Of these, looked at.</summary>
    public int Looked { get; internal set; }

    /// <summary>Of these, as written.</summary>
    public int Right { get; internal set; }

    public Guid DrawnBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTime DrawnAt { get; init; }

    public int Version { get; set; } = 1;
}

/// <summary>One record of a sample. 抽查项</summary>
public sealed class SampleItem : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid SampleId { get; init; }

    /// <summary>From 1, in the order of the draw.</summary>
    public int No { get; init; }

    public RecordKind Kind { get; init; }
    public Guid RecordId { get; init; }

    /// <summary>As written; null while nobody has looked.</summary>
    public bool? IsRight { get; internal set; }

    /// <summary>What is wrong, about the record, never about a person; empty otherwise.</summary>
    public string Note { get; internal set; } = "";

    /// <summary>Somebody other than who last confirmed the record; null while nobody has looked.</summary>
    public Guid? LookedBy { get; internal set; }

    /// <summary>UTC; null while nobody has looked.</summary>
    public DateTime? LookedAt { get; internal set; }
}

internal sealed class RegistrySampleTable : IEntityTypeConfiguration<RegistrySample>
{
    public void Configure(EntityTypeBuilder<RegistrySample> row)
    {
        row.ToTable("registry_sample");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.HasIndex(s => new
        {
            s.DistrictId,
            s.AreaCode,
            s.DrawnAt,
        });
    }
}

internal sealed class SampleItemTable : IEntityTypeConfiguration<SampleItem>
{
    public void Configure(EntityTypeBuilder<SampleItem> row)
    {
        row.ToTable("registry_sample_item");
        row.HasKey(i => new
        {
            i.DistrictId,
            i.SampleId,
            i.No,
        });
        row.Property(i => i.Note).HasMaxLength(100);
    }
}
