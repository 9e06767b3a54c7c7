using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Samples;

/// <summary>Groups of closed cases of which different shares are drawn. 抽查分层</summary>
public enum Stratum
{
    /// <summary>自行处置: nobody but the worker has seen it.</summary>
    OnSpot,

    /// <summary>返工或重办过.</summary>
    Rework,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>A draw of closed cases by lot, with everything that is needed to draw again and get the same. 抽签</summary>
public sealed class Draw : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>First local day of closing.</summary>
    public DateOnly FromOn { get; init; }

    /// <summary>Last local day of closing.</summary>
    public DateOnly ToOn { get; init; }

    /// <summary>The whole seed as it goes into each ticket.</summary>
    public string Seed { get; init; } = "";

    /// <summary>The part of the seed that nobody could know before.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where that part was published.</summary>
    public string NumberSource { get; init; } = "";

    /// <summary>Percent by stratum, "OnSpot=20,Rework=10,Other=5".</summary>
    public string Shares { get; init; } = "";

    public int Population { get; init; }
    public int Drawn { get; init; }

    /// <summary>SHA-256 of all case numbers in order, one a line, hex.</summary>
    public string PopulationHash { get; init; } = "";

    public DateTime MadeAt { get; init; }

    /// <summary>Null: by the clock, every night.</summary>
    public Guid? MadeBy { get; init; }
}

/// <summary>One case of the population with its ticket; drawn or not. 签</summary>
public sealed class DrawEntry : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid DrawId { get; init; }
    public Guid CaseId { get; init; }
    public string CaseNo { get; init; } = "";
    public Stratum Stratum { get; init; }

    /// <summary>First 16 hex digits of the SHA-256 of seed, bar and case number.</summary>
    public string Ticket { get; init; } = "";

    public bool IsDrawn { get; init; }

    /// <summary>Null until looked at; false: the case was opened again.</summary>
    public bool? Passed { get; private set; }

    /// <summary>What was seen; null until looked at.</summary>
    public string? Note { get; private set; }

    public Guid? CheckedBy { get; private set; }
    public DateTime? CheckedAt { get; private set; }
    public int Version { get; set; } = 1;

    internal void Judge(bool passed, string? note, Guid? by, DateTime now)
    {
        if (!IsDrawn || CheckedAt is not null)
            throw new RuleViolation("sample.judged");
        (Passed, Note, CheckedBy, CheckedAt) = (passed, note, by, now);
    }
}

internal sealed class DrawTable : IEntityTypeConfiguration<Draw>
{
    public void Configure(EntityTypeBuilder<Draw> row)
    {
        row.ToTable("cases_draw");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.Property(d => d.Seed).HasMaxLength(300);
        row.Property(d => d.Number).HasMaxLength(120);
        row.Property(d => d.NumberSource).HasMaxLength(400);
        row.Property(d => d.Shares).HasMaxLength(120);
        row.Property(d => d.PopulationHash).HasMaxLength(64);
        row.HasIndex(d => new
            {
                d.DistrictId,
                d.FromOn,
                d.ToOn,
            })
            .IsUnique(); // nobody draws until he likes it
    }
}

internal sealed class DrawEntryTable : IEntityTypeConfiguration<DrawEntry>
{
    public void Configure(EntityTypeBuilder<DrawEntry> row)
    {
        row.ToTable("cases_draw_entry");
        row.HasKey(e => new
        {
            e.DistrictId,
            e.DrawId,
            e.CaseId,
        });
        row.Property(e => e.CaseNo).HasMaxLength(20);
        row.Property(e => e.Ticket).HasMaxLength(16);
        row.Property(e => e.Note).HasMaxLength(Timelines.TimelineText.Longest * 4);
        row.HasIndex(e => new
        {
            e.DistrictId,
            e.IsDrawn,
            e.CheckedAt,
        });
        row.HasIndex(e => new { e.DistrictId, e.CaseId });
        row.HasOne<Draw>().WithMany().HasForeignKey(e => new { e.DistrictId, e.DrawId }).OnDelete(DeleteBehavior.Restrict);
    }
}
