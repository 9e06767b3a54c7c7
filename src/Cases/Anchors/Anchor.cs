using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Anchors;

/// <summary>One hash over the records of all cases of a district on a day, published so that nobody can change them quietly. 每日存证</summary>
/// <remarks>
/// It covers each case that moved since the one before; the chain of anchors covers the rest. The algorithm stands in decision 0015 and on the
/// page itself, so that anybody can do the sum again.
/// </remarks>
public sealed class Anchor : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>1, 2, 3… without gaps.</summary>
    public int No { get; init; }

    /// <summary>Local day on which it was drawn.</summary>
    public DateOnly DrawnOn { get; init; }

    /// <summary>UTC.</summary>
    public DateTime DrawnAt { get; init; }

    /// <summary>Cases with new moves since the one before.</summary>
    public int Cases { get; init; }

    /// <summary>Merkle root over <see cref="AnchorLeaf.Hash"/> in the order of the case ids; of no case: 32 zero bytes.</summary>
    public byte[] Root { get; init; } = [];

    /// <summary>Hash of the anchor before; 32 zero bytes before the first.</summary>
    public byte[] PreviousHash { get; init; } = [];

    /// <summary>Rows of the audit trail that were sealed when it was drawn; null in anchors of before the trail was covered.</summary>
    public long? AuditSeq { get; init; }

    /// <summary>Hash of the last of these rows, which holds all before it; null as <see cref="AuditSeq"/>.</summary>
    public byte[]? AuditHash { get; init; }

    /// <summary>What is published.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>What the hash must be.</summary>
    public byte[] Recompute()
    {
        object?[] fields = [DistrictId, No, DrawnOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Cases, Root];
        return AuditSeq is { } seq ? Chain.Hash(PreviousHash, [.. fields, seq, AuditHash]) : Chain.Hash(PreviousHash, fields);
    }

    internal Anchor Sealed()
    {
        Hash = Recompute();
        return this;
    }
}

/// <summary>Where the record of one case stood when an anchor was drawn. 存证明细</summary>
public sealed class AnchorLeaf : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }
    public int No { get; init; }

    /// <summary>Last row of the timeline.</summary>
    public int Sequence { get; init; }

    /// <summary>Hash of the first row: the one on the receipt.</summary>
    public byte[] FirstHash { get; init; } = [];

    /// <summary>Hash of the last row: it holds all rows before it.</summary>
    public byte[] LastHash { get; init; } = [];

    /// <summary>What goes into the root.</summary>
    public byte[] Hash() => Chain.Hash(Chain.Start, CaseId, Sequence, FirstHash, LastHash);
}

/// <summary>
/// Root of a run of <see cref="Length"/> leaves of an anchor, so that the proof of one receipt reads one run and these roots, not all leaves of the day.
/// Made from the leaves: the root of all of them stays the same. 存证分块
/// </summary>
public sealed class AnchorBlock : ITenantRow
{
    /// <summary>Leaves of a block; a power of two, or it would be no node of the tree.</summary>
    public const int Length = 256;

    public int DistrictId { get; init; }

    /// <summary>Of the anchor.</summary>
    public int No { get; init; }

    /// <summary>0, 1, 2… in the order of the case ids.</summary>
    public int Index { get; init; }

    /// <summary>The first case of the block.</summary>
    public Guid FirstCaseId { get; init; }

    /// <summary>32 bytes.</summary>
    public byte[] Root { get; init; } = [];

    /// <summary>The blocks of leaves in their order.</summary>
    internal static IEnumerable<AnchorBlock> Of(IReadOnlyList<AnchorLeaf> leaves) =>
        leaves
            .Chunk(Length)
            .Select(
                (run, index) =>
                    new AnchorBlock
                    {
                        DistrictId = run[0].DistrictId,
                        No = run[0].No,
                        Index = index,
                        FirstCaseId = run[0].CaseId,
                        Root = MerkleTree.Root(Array.ConvertAll(run, l => l.Hash())),
                    }
            );
}

internal sealed class AnchorBlockTable : IEntityTypeConfiguration<AnchorBlock>
{
    public void Configure(EntityTypeBuilder<AnchorBlock> row)
    {
        row.ToTable("cases_anchor_block");
        row.HasKey(b => new
        {
            b.DistrictId,
            b.No,
            b.Index,
        });
        row.Property(b => b.Root).HasMaxLength(32);
    }
}

internal sealed class AnchorTable : IEntityTypeConfiguration<Anchor>
{
    public void Configure(EntityTypeBuilder<Anchor> row)
    {
        row.ToTable("cases_anchor");
        row.HasKey(a => new { a.DistrictId, a.No });
        row.Property(a => a.Root).HasMaxLength(32);
        row.Property(a => a.PreviousHash).HasMaxLength(32);
        row.Property(a => a.AuditHash).HasMaxLength(32);
        row.Property(a => a.Hash).HasMaxLength(32);
    }
}

internal sealed class AnchorLeafTable : IEntityTypeConfiguration<AnchorLeaf>
{
    public void Configure(EntityTypeBuilder<AnchorLeaf> row)
    {
        row.ToTable("cases_anchor_leaf");
        row.HasKey(l => new
        {
            l.DistrictId,
            l.CaseId,
            l.No,
        });
        row.Property(l => l.FirstHash).HasMaxLength(32);
        row.Property(l => l.LastHash).HasMaxLength(32);
        row.HasIndex(l => new
        {
            l.DistrictId,
            l.No,
            l.CaseId,
        });
    }
}
