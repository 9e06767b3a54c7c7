using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Mediation.Register;

/// <summary>A mediator in the register of a committee; it opens dossiers only together with a post of that committee. 调解员名册</summary>
public sealed class Mediator : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>Unit code of the committee.</summary>
    public string CommitteeCode { get; init; } = "";
    public Guid AccountId { get; init; }

    /// <summary>调委会主任: decides on scope, appoints, sees every dossier of the committee.</summary>
    public bool IsHead { get; set; }

    /// <summary>Open disputes above which a warning stands beside the name.</summary>
    public int MostOpen { get; set; } = 15;
    public DateTime SinceAt { get; init; }

    /// <summary>UTC; null: in the register.</summary>
    public DateTime? EndedAt { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class MediatorTable : IEntityTypeConfiguration<Mediator>
{
    public void Configure(EntityTypeBuilder<Mediator> row)
    {
        row.ToTable("mediation_mediator");
        row.HasKey(m => new
        {
            m.DistrictId,
            m.CommitteeCode,
            m.AccountId,
        });
        row.Property(m => m.CommitteeCode).HasMaxLength(60);
        row.HasIndex(m => new { m.DistrictId, m.AccountId });
    }
}
