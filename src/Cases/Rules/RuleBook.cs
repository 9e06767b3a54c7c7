using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Rules;

/// <summary>One version of the whole list: who drafted, tried and approved it, and from when it decides. 权责清单版本</summary>
/// <remarks>Which rules stand in it is told by the rules themselves, see <see cref="ResponsibilityRule.IsIn"/>.</remarks>
public sealed class RuleBook : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>1, 2, 3…</summary>
    public int No { get; init; }

    /// <summary>Name of the draft it came from.</summary>
    public string Name { get; init; } = "";

    /// <summary>What changed and why; null for nothing said.</summary>
    public string? Note { get; init; }

    /// <summary>The draft; null for the first book, which was brought along.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>Account of the author; null for the first book.</summary>
    public Guid? DraftedBy { get; init; }

    /// <summary>When it was tried on past cases; null for the first book.</summary>
    public DateTime? TriedAt { get; init; }

    /// <summary>Account of the second person; null for the first book.</summary>
    public Guid? ApprovedBy { get; init; }

    public DateTime ApprovedAt { get; init; }

    /// <summary>From this UTC instant it decides.</summary>
    public DateTime InForceAt { get; init; }
}

internal sealed class RuleBookTable : IEntityTypeConfiguration<RuleBook>
{
    public void Configure(EntityTypeBuilder<RuleBook> row)
    {
        row.ToTable("cases_rule_book");
        row.HasKey(b => new { b.DistrictId, b.No });
        row.Property(b => b.Name).HasMaxLength(Drafting.RuleDraft.LongestName * 2);
        row.Property(b => b.Note).HasMaxLength(Drafting.RuleDraft.LongestNote * 2);
    }
}
