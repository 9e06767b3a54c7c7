using System.Security.Cryptography;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Notices;

/// <summary>Where a member of staff is reached outside the system; used only once its code came back. 通知地址</summary>
internal sealed class NoticeAddress : ITenantRow, IVersioned
{
    /// <summary>Name under which addresses are sealed.</summary>
    public const string Field = "identity.notice.address";

    public const int MostTries = 5;
    public const int MostADay = 10;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    public int DistrictId { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>One address a medium.</summary>
    public string Medium { get; init; } = "";

    [Sensitive("给工作人员发通知", What = "通知地址", Basis = LegalBasis.Employment, Until = "本人改掉或取消时删除", Field = Field)]
    public byte[] Sealed { get; private set; } = [];

    /// <summary>Null: the code has not come back yet, and nothing is sent here.</summary>
    public DateTime? VerifiedAt { get; private set; }

    /// <summary>Keyed hash; null when no code is open.</summary>
    public byte[]? CodeHash { get; private set; }

    public DateTime CodeSentAt { get; private set; }

    /// <summary>UTC day on which codes are counted.</summary>
    public DateOnly CodesOn { get; private set; }

    public int Codes { get; private set; }
    public int Tries { get; private set; }
    public int Version { get; set; } = 1;

    public bool IsVerified => VerifiedAt is not null;

    /// <summary>Seconds to wait before the next code; 0: now.</summary>
    public int Wait(DateTime now) => (int)Math.Ceiling(Math.Max(0, (CodeSentAt + Pause - now).TotalSeconds));

    public bool HasCodesLeft(DateTime now) => CodesOn != DateOnly.FromDateTime(now) || Codes < MostADay;

    /// <summary>A new address with its code; the old one serves no more.</summary>
    public void Ask(byte[] sealedAddress, byte[] codeHash, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        (Codes, CodesOn) = (CodesOn == today ? Codes + 1 : 1, today);
        (Sealed, VerifiedAt, CodeHash, CodeSentAt, Tries) = (sealedAddress, null, codeHash, now, 0);
    }

    /// <summary>An address that needs no code.</summary>
    public void Vouch(byte[] sealedAddress, DateTime now) => (Sealed, VerifiedAt) = (sealedAddress, now);

    /// <summary>Counts the try; right only once, in time and within the tries.</summary>
    public bool Verify(byte[] codeHash, DateTime now)
    {
        if (CodeHash is null || now >= CodeSentAt + Life || Tries >= MostTries)
            return false;
        Tries++;
        if (!CryptographicOperations.FixedTimeEquals(CodeHash, codeHash))
            return false;
        (VerifiedAt, CodeHash) = (now, null);
        return true;
    }
}

internal sealed class NoticeAddressTable : IEntityTypeConfiguration<NoticeAddress>
{
    public void Configure(EntityTypeBuilder<NoticeAddress> row)
    {
        row.ToTable("identity_notice_address");
        row.HasKey(a => new
        {
            a.DistrictId,
            a.AccountId,
            a.Medium,
        });
        row.Property(a => a.Medium).HasMaxLength(16);
        row.Property(a => a.Sealed).HasMaxLength(600);
        row.Property(a => a.CodeHash).HasMaxLength(16);
        row.Ignore(a => a.IsVerified);
    }
}
