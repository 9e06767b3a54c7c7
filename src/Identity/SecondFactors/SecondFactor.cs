using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.SecondFactors;

/// <summary>The authenticator app of an account and its recovery codes. 二次验证</summary>
internal sealed class SecondFactor : ITenantRow, IVersioned
{
    /// <summary>Name under which the secret is sealed.</summary>
    public const string SecretField = "identity.second-factor.secret";

    private const string RecoveryField = "identity.second-factor.recovery";

    public int DistrictId { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>Sealed; Base32 inside.</summary>
    [Sensitive("登录时第二次验证", What = "密钥", Class = DataClass.Secret, Until = "停用验证器时删除", Field = SecretField)]
    public byte[] SecretSealed { get; set; } = [];

    /// <summary>The person has typed a code of the app once; null: begun and not finished, asks for nothing yet.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>The last step whose code opened something.</summary>
    public long LastStep { get; set; }

    /// <summary>Keyed hashes of the recovery codes that are left, one a line, hex.</summary>
    public string RecoveryHashes { get; set; } = "";

    public DateTime CreatedAt { get; init; }
    public int Version { get; set; } = 1;

    public int RecoveryLeft => Lines.Length;

    private string[] Lines => RecoveryHashes.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A code of the app, or a recovery code, which is used up by it.</summary>
    public bool Accepts(string typed, FieldCipher cipher, DateTime now)
    {
        var secret = cipher.Open(DistrictId, SecretField, SecretSealed)!;
        if (Totp.Match(secret, typed, now, LastStep) is { } step)
        {
            LastStep = step;
            return true;
        }
        var hash = HashOf(typed, cipher);
        var left = Lines.Where(l => l != hash).ToArray();
        if (left.Length == Lines.Length)
            return false;
        RecoveryHashes = string.Join('\n', left);
        return true;
    }

    /// <summary>New recovery codes; those of before end.</summary>
    /// <returns>Shown now and never again.</returns>
    public IReadOnlyList<string> Renew(FieldCipher cipher)
    {
        var codes = RecoveryCodes.New();
        RecoveryHashes = string.Join('\n', codes.Select(c => HashOf(c, cipher)));
        return codes;
    }

    private string HashOf(string code, FieldCipher cipher) =>
        Convert.ToHexStringLower(cipher.Mark(DistrictId, RecoveryField, $"{AccountId:N}{RecoveryCodes.Clean(code)}"));
}

internal sealed class SecondFactorTable : IEntityTypeConfiguration<SecondFactor>
{
    public void Configure(EntityTypeBuilder<SecondFactor> row)
    {
        row.ToTable("identity_second_factor");
        row.HasKey(r => new { r.DistrictId, r.AccountId });
        row.Property(r => r.SecretSealed).HasMaxLength(80);
        row.Property(r => r.RecoveryHashes).HasMaxLength(400);
    }
}

/// <summary>Codes on paper for the day on which the phone is gone. 备用码</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    // Read from paper: no 0 O 1 l I. Ten characters of 31 are 49 bits, behind the limit of tries.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    public static IReadOnlyList<string> New() =>
        [
            .. Enumerable
                .Range(0, Count)
                .Select(_ =>
                    $"{System.Security.Cryptography.RandomNumberGenerator.GetString(Letters, 5)}-{System.Security.Cryptography.RandomNumberGenerator.GetString(Letters, 5)}"
                ),
        ];

    /// <summary>As hashed: small letters without spaces and hyphens.</summary>
    public static string Clean(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
