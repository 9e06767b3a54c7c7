using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Votes;

/// <summary>What an exclusive unit is for. 专有部分用途</summary>
public enum UnitUse
{
    /// <summary>住宅.</summary>
    Dwelling,

    /// <summary>商铺.</summary>
    Shop,

    /// <summary>车位: counts only where the owners' rules of procedure say so.</summary>
    Parking,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>One exclusive unit of the roll. 专有部分</summary>
public sealed class VoteUnit : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid VoteId { get; init; }

    /// <summary>From 1, in the order of the sheet.</summary>
    public int No { get; init; }

    /// <summary>3-2-501, 车位 B1-17.</summary>
    public string Door { get; init; } = "";

    /// <summary>Registered exclusive area, hundredths of a square metre.</summary>
    public long Area { get; init; }

    public UnitUse Use { get; init; }

    /// <summary>Whose it is; moves with a sale until that owner has voted.</summary>
    public int OwnerNo { get; set; }
}

internal sealed class VoteUnitTable : IEntityTypeConfiguration<VoteUnit>
{
    public void Configure(EntityTypeBuilder<VoteUnit> row)
    {
        row.ToTable("council_vote_unit");
        row.HasKey(u => new
        {
            u.DistrictId,
            u.VoteId,
            u.No,
        });
        row.Property(u => u.Door).HasMaxLength(160);
        row.Property(u => u.Use).HasMaxLength(12);
        row.HasIndex(u => new
        {
            u.DistrictId,
            u.VoteId,
            u.OwnerNo,
        });
        row.HasIndex(u => new
        {
            u.DistrictId,
            u.VoteId,
            u.Door,
        });
    }
}

/// <summary>Who votes once: an owner with all units, co-owners by the one they named, the developer for all that is unsold. 表决权人</summary>
/// <remarks>Name and phone serve the vote alone and are taken away when it is confirmed or annulled.</remarks>
public sealed class VoteOwner : ITenantRow, IVersioned
{
    internal const string NameField = "council.vote-owner.name";
    internal const string PhoneField = "council.vote-owner.phone";

    public int DistrictId { get; init; }
    public Guid VoteId { get; init; }

    /// <summary>From 1; stands on the ballot and in the recount file instead of a name.</summary>
    public int No { get; init; }

    [Sensitive("核对业主表决资格", What = "业主姓名", Until = "表决结果确认或作废时删除", Field = NameField)]
    public byte[]? NameSealed { get; set; }

    [Sensitive("核对业主表决资格", What = "业主手机号", Until = "表决结果确认或作废时删除", Field = PhoneField, Index = nameof(PhoneIndex))]
    public byte[]? PhoneSealed { get; set; }

    [Sensitive("核对业主表决资格", What = "业主手机号", Until = "表决结果确认或作废时删除")]
    public byte[]? PhoneIndex { get; set; }

    /// <summary>建设单位: one for all units not yet sold or handed over.</summary>
    public bool IsDeveloper { get; init; }

    /// <summary>How many people own together; 0 or 1: one alone. They name one of them, whose phone stands here.</summary>
    public int CoOwners { get; set; }

    /// <summary>The co-owners took back whom they had named, and nobody new is named yet: nobody votes for them.</summary>
    public bool IsVoterWithdrawn { get; set; }

    /// <summary>UTC; a message about this vote went to a phone with which its owner signed in once; null: tell them on paper. 已通知</summary>
    public DateTime? ToldAt { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class VoteOwnerTable : IEntityTypeConfiguration<VoteOwner>
{
    public void Configure(EntityTypeBuilder<VoteOwner> row)
    {
        row.ToTable("council_vote_owner");
        row.HasKey(o => new
        {
            o.DistrictId,
            o.VoteId,
            o.No,
        });
        row.Property(o => o.NameSealed).HasMaxLength(400);
        row.Property(o => o.PhoneSealed).HasMaxLength(80);
        row.Property(o => o.PhoneIndex).HasMaxLength(16);
        row.HasIndex(o => new
        {
            o.DistrictId,
            o.VoteId,
            o.PhoneIndex,
        });
    }
}

/// <summary>What happened to a frozen roll. 名册变更类别</summary>
public enum RollChangeKind
{
    /// <summary>业主变更: a unit went to somebody else before its owner had voted.</summary>
    NewOwner,

    /// <summary>撤回推选: co-owners took back whom they had named.</summary>
    VoterWithdrawn,

    /// <summary>推选表决人: co-owners named one of them.</summary>
    VoterNamed,
}

/// <summary>A change of the roll after it was frozen, with its paper; appended, never changed. 名册变更</summary>
public sealed class RollChange : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid VoteId { get; init; }
    public Guid Id { get; init; }
    public RollChangeKind Kind { get; init; }

    /// <summary>Null unless a unit moved.</summary>
    public int? UnitNo { get; init; }

    public int FromOwnerNo { get; init; }
    public int ToOwnerNo { get; init; }

    /// <summary>By which paper: number and day of the registration, of the letter.</summary>
    public string Evidence { get; init; } = "";

    public Guid By { get; init; }
    public DateTime At { get; init; }
}

internal sealed class RollChangeTable : IEntityTypeConfiguration<RollChange>
{
    public void Configure(EntityTypeBuilder<RollChange> row)
    {
        row.ToTable("council_vote_roll_change");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.VoteId,
            c.Id,
        });
        row.Property(c => c.Kind).HasMaxLength(16);
        row.Property(c => c.Evidence).HasMaxLength(800);
    }
}
