using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Government;

/// <summary>Which account a person of the government's identity provider is here. 政务账号绑定</summary>
internal sealed class GovernmentLink : ITenantRow, IVersioned
{
    private const string Field = "identity.government.subject";

    public int DistrictId { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>Keyed hash of the provider's name for the person; the name itself is not kept.</summary>
    public byte[] SubjectIndex { get; init; } = [];

    public DateTime LinkedAt { get; init; }
    public DateTime? LastUsedAt { get; set; }
    public int Version { get; set; } = 1;

    public static byte[] IndexOf(FieldCipher cipher, int districtId, string subject) => cipher.Mark(districtId, Field, subject);
}

internal sealed class GovernmentLinkTable : IEntityTypeConfiguration<GovernmentLink>
{
    public void Configure(EntityTypeBuilder<GovernmentLink> row)
    {
        row.ToTable("identity_government_link");
        row.HasKey(r => new { r.DistrictId, r.AccountId });
        row.Property(r => r.SubjectIndex).HasMaxLength(16);
        row.HasIndex(r => new { r.DistrictId, r.SubjectIndex }).IsUnique();
    }
}
