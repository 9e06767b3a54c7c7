using System.Buffers.Binary;
using System.Security.Cryptography;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Residents;

/// <summary>A resident who once signed in by phone; a name is not asked for. 居民用户</summary>
internal sealed class Resident : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Blind index of the phone: finds it, does not show it.</summary>
    [Sensitive(
        "居民凭手机号登录",
        What = "电话",
        Basis = LegalBasis.Consent,
        Until = "撤回同意时删除；满设定天数（默认三年）没有登录自动删除"
    )]
    public byte[] PhoneIndex { get; init; } = [];

    [Sensitive(
        "居民凭手机号登录",
        What = "电话",
        Basis = LegalBasis.Consent,
        Until = "撤回同意时删除；满设定天数（默认三年）没有登录自动删除",
        Field = Contract.PhoneField.Resident,
        Index = nameof(PhoneIndex)
    )]
    public byte[] PhoneSealed { get; init; } = [];
    public DateTime CreatedAt { get; init; }
    public DateTime LastSignInAt { get; set; }
}

/// <summary>A six-digit code sent to a phone: five minutes, five tries, once, and only the last one counts. 一次性验证码</summary>
internal sealed class OneTimeCode : ITenantRow, IVersioned
{
    public const int MostTries = 5;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Between two codes to one phone.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    /// <summary>Codes to one phone within 24 hours.</summary>
    public const int MostADay = 10;

    public int DistrictId { get; init; }

    /// <summary>Made of phone and minute, so that two requests at once cannot both send: see <see cref="IdOf"/>.</summary>
    public Guid Id { get; init; }

    public byte[] PhoneIndex { get; init; } = [];

    /// <summary>Keyed hash: six digits could be guessed from a plain one.</summary>
    public byte[] CodeHash { get; init; } = [];

    public DateTime SentAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public int Tries { get; private set; }
    public DateTime? UsedAt { get; private set; }
    public int Version { get; set; } = 1;

    /// <summary>One id a phone and minute.</summary>
    public static Guid IdOf(byte[] phoneIndex, DateTime now)
    {
        Span<byte> source = stackalloc byte[24];
        phoneIndex.CopyTo(source);
        BinaryPrimitives.WriteInt64BigEndian(source[16..], now.Ticks / Pause.Ticks);
        return new Guid(SHA256.HashData(source).AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>Counts a try; right only once, in time and within the tries.</summary>
    public bool Try(byte[] codeHash, DateTime now)
    {
        if (UsedAt is not null || ExpiresAt <= now || Tries >= MostTries)
            return false;
        Tries++;
        if (!CryptographicOperations.FixedTimeEquals(CodeHash, codeHash))
            return false;
        UsedAt = now;
        return true;
    }

    /// <summary>It was right, but something else was missing: it may be sent once more.</summary>
    public void GiveBack() => UsedAt = null;
}

internal sealed class ResidentTable : IEntityTypeConfiguration<Resident>
{
    public void Configure(EntityTypeBuilder<Resident> row)
    {
        row.ToTable("identity_resident");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.PhoneIndex).HasMaxLength(16);
        row.Property(r => r.PhoneSealed).HasMaxLength(80);
        row.HasIndex(r => new { r.DistrictId, r.PhoneIndex }).IsUnique();
    }
}

internal sealed class OneTimeCodeTable : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> row)
    {
        row.ToTable("identity_one_time_code");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.PhoneIndex).HasMaxLength(16);
        row.Property(r => r.CodeHash).HasMaxLength(16);
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.PhoneIndex,
            r.SentAt,
        });
    }
}

internal static class ResidentSets
{
    extension(GezhiDb db)
    {
        public DbSet<Resident> Residents => db.Set<Resident>();

        public DbSet<OneTimeCode> OneTimeCodes => db.Set<OneTimeCode>();
    }
}
