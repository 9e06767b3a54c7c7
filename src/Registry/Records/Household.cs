using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Records;

/// <summary>People who live together in a dwelling. 户</summary>
public sealed class Household : RegistryRecord
{
    public Guid DwellingId { get; init; }
    public HouseholdType Type { get; internal set; }

    /// <summary>How many people they say live here; null when nobody asked. Not everybody has to be written down by name.</summary>
    public int? Residents { get; internal set; }

    public override RecordKind Kind => RecordKind.Household;
}

/// <summary>A person lives in a household from one day to another. 户内成员</summary>
public sealed class HouseholdMember : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }
    public Guid PersonId { get; init; }
    public MemberRelation Relation { get; internal set; }

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First local day without; null while they live here.</summary>
    public DateOnly? ValidTo { get; internal set; }

    public int Version { get; set; } = 1;
}

internal sealed class HouseholdTable : IEntityTypeConfiguration<Household>
{
    public void Configure(EntityTypeBuilder<Household> row)
    {
        RecordTable.Shape(row, "registry_household");
        row.HasIndex(h => new { h.DistrictId, h.DwellingId });
    }
}

internal sealed class HouseholdMemberTable : IEntityTypeConfiguration<HouseholdMember>
{
    public void Configure(EntityTypeBuilder<HouseholdMember> row)
    {
        row.ToTable("registry_member");
        row.HasKey(m => new { m.DistrictId, m.Id });
        row.HasIndex(m => new { m.DistrictId, m.HouseholdId });
        row.HasIndex(m => new { m.DistrictId, m.PersonId });
    }
}
