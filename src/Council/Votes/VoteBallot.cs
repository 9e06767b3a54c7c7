using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Votes;

/// <summary>By which way a ballot came. 投票方式</summary>
public enum BallotChannel
{
    /// <summary>手机: the phone on the roll, proved by a code.</summary>
    Phone,

    /// <summary>纸质票: entered by one member of staff, entered again by another.</summary>
    Paper,

    /// <summary>上门票箱: with two witnesses.</summary>
    Home,
}

/// <summary>Where somebody's taking part stands. 参与状态</summary>
public enum TurnoutState
{
    /// <summary>待复核: a paper was entered once.</summary>
    Pending,

    /// <summary>已计入.</summary>
    Counted,

    /// <summary>已剔除, after an objection that was right.</summary>
    Struck,
}

/// <summary>That an owner took part, how, and what proves it; what was chosen is not here. 参与登记</summary>
/// <remarks>One row an owner: of two ballots the one registered first stands, whoever registers it.</remarks>
public sealed class VoteTurnout : ITenantRow, IVersioned
{
    internal const string WitnessField = "council.vote-turnout.witnesses";

    public int DistrictId { get; init; }
    public Guid VoteId { get; init; }
    public int OwnerNo { get; init; }
    public BallotChannel Channel { get; init; }
    public TurnoutState State { get; set; }
    public DateTime At { get; init; }

    /// <summary>Of all counted units, hundredths of a square metre, at that moment.</summary>
    public long Area { get; init; }

    /// <summary>Who entered it; null: the owner by phone.</summary>
    public Guid? EnteredBy { get; set; }

    /// <summary>Who entered the paper again; null while it waits, and for other ways.</summary>
    public Guid? CheckedBy { get; set; }

    /// <summary>What the first person read on the paper, until the second has read the same; then empty.</summary>
    public BallotChoice? FirstReading { get; set; }

    /// <summary>Scan of the paper, or of its signed stub when the vote is secret; empty for other ways.</summary>
    public string ScanHash { get; init; } = "";

    /// <summary>Number of the box that was carried; empty for other ways.</summary>
    public string BoxNo { get; init; } = "";

    [Sensitive("证明上门票箱有人见证", What = "见证人姓名", Until = "表决结果确认或作废时删除", Field = WitnessField)]
    public byte[]? WitnessesSealed { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class VoteTurnoutTable : IEntityTypeConfiguration<VoteTurnout>
{
    public void Configure(EntityTypeBuilder<VoteTurnout> row)
    {
        row.ToTable("council_vote_turnout");
        row.HasKey(t => new
        {
            t.DistrictId,
            t.VoteId,
            t.OwnerNo,
        });
        row.Property(t => t.Channel).HasMaxLength(8);
        row.Property(t => t.State).HasMaxLength(12);
        row.Property(t => t.FirstReading).HasMaxLength(8);
        row.Property(t => t.ScanHash).HasMaxLength(64);
        row.Property(t => t.BoxNo).HasMaxLength(80);
        row.Property(t => t.WitnessesSealed).HasMaxLength(600);
    }
}

/// <summary>A ballot in the box. 票</summary>
/// <remarks>Its key is the fingerprint of a number only the voter has; neither time nor order nor, when the vote is secret, the owner stand in it.</remarks>
public sealed class VoteBallot : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid VoteId { get; init; }

    /// <summary>SHA-256 of vote and receipt number, hexadecimal: <see cref="RecountFile.Fingerprint"/>.</summary>
    public string Fingerprint { get; init; } = "";

    public BallotChoice Choice { get; init; }

    /// <summary>Hundredths of a square metre.</summary>
    public long Area { get; init; }

    /// <summary>Only in an open vote; null in a secret one.</summary>
    public int? OwnerNo { get; init; }

    /// <summary>Taken out after an objection that was right.</summary>
    public bool IsStruck { get; set; }
}

internal sealed class VoteBallotTable : IEntityTypeConfiguration<VoteBallot>
{
    public void Configure(EntityTypeBuilder<VoteBallot> row)
    {
        row.ToTable("council_vote_ballot");
        row.HasKey(b => new
        {
            b.DistrictId,
            b.VoteId,
            b.Fingerprint,
        });
        row.Property(b => b.Fingerprint).HasMaxLength(64);
        row.Property(b => b.Choice).HasMaxLength(8);
    }
}

/// <summary>A second ballot of somebody who had voted: kept as evidence, without what was chosen, and not counted. 重复票</summary>
public sealed class SecondBallot : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid VoteId { get; init; }
    public Guid Id { get; init; }
    public int OwnerNo { get; init; }
    public BallotChannel Channel { get; init; }
    public DateTime At { get; init; }
}

internal sealed class SecondBallotTable : IEntityTypeConfiguration<SecondBallot>
{
    public void Configure(EntityTypeBuilder<SecondBallot> row)
    {
        row.ToTable("council_vote_second");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.VoteId,
            s.Id,
        });
        row.Property(s => s.Channel).HasMaxLength(8);
    }
}
