using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Accounts;

/// <summary>A member of staff who may sign in. Rights come from posts, never from the account. 账号</summary>
internal sealed class Account : ITenantRow, IVersioned
{
    /// <summary>Wrong tries until the account is locked (GB/T 22239-2019, 8.1.4.1 asks for a limit; the number is common practice).</summary>
    public const int MostTries = 5;

    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    /// <summary>A password serves so long; then it is changed at the next sign-in.</summary>
    public static readonly TimeSpan PasswordLife = TimeSpan.FromDays(90);

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string UserName { get; set; } = "";

    /// <summary>Upper case; unique in the district.</summary>
    public string NormalizedUserName { get; set; } = "";

    /// <summary>Shown to colleagues, never to the public.</summary>
    [Sensitive(
        "同事之间称呼",
        What = "姓名",
        Class = DataClass.Internal,
        Basis = LegalBasis.Employment,
        Until = "任职期间保存；离任后留在办理记录中"
    )]
    public string Name { get; set; } = "";

    /// <summary>Mobile phone, sealed; null when none is known.</summary>
    [Sensitive(
        "紧急时找到工作人员",
        What = "电话",
        Basis = LegalBasis.Employment,
        Until = "任职期间保存",
        Field = Contract.PhoneField.Account
    )]
    public byte[]? PhoneSealed { get; set; }

    /// <summary>Null: no sign-in by password until the system administrator sets one.</summary>
    public string? PasswordHash { get; set; }

    public DateTime? PasswordSetAt { get; set; }

    /// <summary>Set by a reset: the person chooses an own password first.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The last five hashes, one a line, newest first.</summary>
    public string FormerHashes { get; set; } = "";

    /// <summary>Changes with the password and the rights to sign in; sessions made under another stamp end.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Tries since the last success.</summary>
    public int FailedTries { get; set; }

    public DateTime? LockedUntil { get; set; }
    public DateTime? LastSignInAt { get; set; }
    public DateTime? DisabledAt { get; set; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; set; } = 1;

    public bool IsLocked(DateTime now) => LockedUntil > now;

    public bool NeedsNewPassword(DateTime now) => PasswordHash is not null && (MustChangePassword || PasswordSetAt + PasswordLife <= now);

    /// <summary>Counts a try before the password is looked at, so that many tries at once gain nothing. False: locked or disabled.</summary>
    public bool BeginTry(DateTime now)
    {
        if (DisabledAt is not null || IsLocked(now))
            return false;
        if (LockedUntil is not null)
            Unlock();
        FailedTries++;
        if (FailedTries >= MostTries)
            LockedUntil = now + LockTime;
        return true;
    }

    /// <summary>The password was right and a second step follows: this try does not count, those before stay counted.</summary>
    public void HalfWay()
    {
        FailedTries--;
        if (FailedTries < MostTries)
            LockedUntil = null;
    }

    /// <summary>The try was right.</summary>
    public void SignedIn(DateTime now)
    {
        Unlock();
        LastSignInAt = now;
    }

    public void Unlock()
    {
        FailedTries = 0;
        LockedUntil = null;
    }
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> row)
    {
        row.ToTable("identity_account");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.UserName).HasMaxLength(40);
        row.Property(r => r.NormalizedUserName).HasMaxLength(40);
        row.Property(r => r.Name).HasMaxLength(40);
        row.Property(r => r.PhoneSealed).HasMaxLength(80);
        row.Property(r => r.PasswordHash).HasMaxLength(200);
        row.Property(r => r.FormerHashes).HasMaxLength(1200);
        row.Property(r => r.SecurityStamp).HasMaxLength(64);
        row.HasIndex(r => new { r.DistrictId, r.NormalizedUserName }).IsUnique();
    }
}

internal static class AccountSet
{
    extension(GezhiDb db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();
    }
}
