using System.Security.Cryptography;
using System.Text;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Sessions;

/// <summary>A token of few minutes that has done its work: it opens nothing a second time. 已用令牌</summary>
internal sealed class SpentToken : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] Hash { get; init; } = [];

    public DateTime At { get; init; }

    /// <summary>Saved with what the token opened: of two at once one is refused by the key.</summary>
    public static SpentToken Of(int districtId, string token, DateTime now) =>
        new()
        {
            DistrictId = districtId,
            Hash = SHA256.HashData(Encoding.UTF8.GetBytes(token)),
            At = now,
        };
}

internal sealed class SpentTokenTable : IEntityTypeConfiguration<SpentToken>
{
    public void Configure(EntityTypeBuilder<SpentToken> row)
    {
        row.ToTable("identity_spent_token");
        row.HasKey(r => new { r.DistrictId, r.Hash });
        row.Property(r => r.Hash).HasMaxLength(32);
        row.HasIndex(r => new { r.DistrictId, r.At });
    }
}
