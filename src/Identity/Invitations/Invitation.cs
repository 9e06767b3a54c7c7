using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Invitations;

/// <summary>A letter with a link that opens once: the person chooses an own password, nobody else ever knows one. 邀请函</summary>
internal sealed class Invitation : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>SHA-256 of the token; the token itself stands on the letter only.</summary>
    public byte[] TokenHash { get; init; } = [];

    public Guid InvitedBy { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime ExpiresAt { get; init; }

    /// <summary>Used by the person, or replaced by a later letter.</summary>
    public DateTime? EndedAt { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> row)
    {
        row.ToTable("identity_invitation");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.TokenHash).HasMaxLength(32);
        row.HasIndex(r => new { r.DistrictId, r.TokenHash }).IsUnique();
        row.HasIndex(r => new { r.DistrictId, r.AccountId });
    }
}
