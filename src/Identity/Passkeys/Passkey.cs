using Gezhi.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Passkeys;

/// <summary>A key pair on a device or a security key, opened by finger, face or PIN; only its public half is here. 通行密钥</summary>
internal sealed class Passkey : ITenantRow, IVersioned
{
    /// <summary>Longest id of a credential that WebAuthn allows, bytes.</summary>
    public const int LongestId = 1023;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>Chosen by the authenticator.</summary>
    public byte[] CredentialId { get; init; } = [];

    /// <summary>COSE key.</summary>
    public byte[] PublicKey { get; init; } = [];

    /// <summary>As the person calls it.</summary>
    public string Name { get; init; } = "";

    public DateTime CreatedAt { get; init; }
    public DateTime? LastUsedAt { get; set; }

    /// <summary>The authenticator's own count; a copy of the key would fall behind. 0: it does not count.</summary>
    public long SignCount { get; set; }

    /// <summary>usb, internal, hybrid…, separated by spaces.</summary>
    public string Transports { get; init; } = "";

    public bool IsBackupEligible { get; init; }
    public bool IsBackedUp { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>As the framework asks for it. What was attested is not kept: we ask for none.</summary>
    public UserPasskeyInfo Info() =>
        new(
            CredentialId,
            PublicKey,
            new DateTimeOffset(CreatedAt, TimeSpan.Zero),
            (uint)SignCount,
            Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true,
            IsBackupEligible,
            IsBackedUp,
            [],
            []
        )
        {
            Name = Name,
        };
}

internal sealed class PasskeyTable : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> row)
    {
        row.ToTable("identity_passkey");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.CredentialId).HasMaxLength(Passkey.LongestId);
        row.Property(r => r.PublicKey).HasMaxLength(1024);
        row.Property(r => r.Name).HasMaxLength(80);
        row.Property(r => r.Transports).HasMaxLength(80);
        row.HasIndex(r => new { r.DistrictId, r.CredentialId }).IsUnique();
        row.HasIndex(r => new { r.DistrictId, r.AccountId });
    }
}
