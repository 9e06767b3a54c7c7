using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Meetings;

/// <summary>A building or park and its community that meet in a rhythm. 楼社联动小组</summary>
public sealed class StandingGroup : ITenantRow, IVersioned
{
    public const int LongestName = 40;
    public const int LongestPurpose = 300;
    public const int MostMembers = 40;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; set; } = "";

    /// <summary>The building, tower or park, in words.</summary>
    public string PlaceText { get; set; } = "";
    public string AreaCode { get; init; } = "";
    public string Purpose { get; set; } = "";

    /// <summary>They meet at least every so many days.</summary>
    public int EveryDays { get; set; }
    public DateTime FoundedAt { get; init; }

    /// <summary>UTC; null while it stands.</summary>
    public DateTime? EndedAt { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>A member of a standing group: a unit of the district, or an organisation by its name and post; never a private person. 联动成员</summary>
public sealed class GroupMember : ITenantRow
{
    public const int LongestName = 60;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid GroupId { get; init; }

    /// <summary>From 1.</summary>
    public int No { get; init; }

    /// <summary>Null for who is no unit of the district.</summary>
    public string? UnitCode { get; init; }

    /// <summary>Name as it is written; for a unit its Chinese name of that day.</summary>
    public string Name { get; init; } = "";
}

internal sealed class StandingGroupTable : IEntityTypeConfiguration<StandingGroup>
{
    public void Configure(EntityTypeBuilder<StandingGroup> row)
    {
        row.ToTable("council_group");
        row.HasKey(g => new { g.DistrictId, g.Id });
        row.Property(g => g.Name).HasMaxLength(StandingGroup.LongestName * 4);
        row.Property(g => g.PlaceText).HasMaxLength(Meeting.LongestPlace * 4);
        row.Property(g => g.AreaCode).HasMaxLength(17);
        row.Property(g => g.Purpose).HasMaxLength(StandingGroup.LongestPurpose * 4);
        row.HasIndex(g => new { g.DistrictId, g.AreaCode });
    }
}

internal sealed class GroupMemberTable : IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<GroupMember> row)
    {
        row.ToTable("council_group_member");
        row.HasKey(m => new { m.DistrictId, m.Id });
        row.HasIndex(m => new
        {
            m.DistrictId,
            m.GroupId,
            m.No,
        });
        row.Property(m => m.UnitCode).HasMaxLength(40);
        row.Property(m => m.Name).HasMaxLength(GroupMember.LongestName * 4);
        row.HasIndex(m => new { m.DistrictId, m.UnitCode });
        row.HasOne<StandingGroup>().WithMany().HasForeignKey(m => new { m.DistrictId, m.GroupId }).OnDelete(DeleteBehavior.Cascade);
    }
}
