using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Data;

/// <summary>What was answered to an idempotency key; the same key gets the same answer. 幂等键</summary>
internal sealed class OnceRow : ITenantRow
{
    public int DistrictId { get; init; }
    public string Scope { get; init; } = "";
    public string Key { get; init; } = "";
    public byte[] Fingerprint { get; init; } = [];
    public string Answer { get; init; } = "";
    public DateTime At { get; init; }
}

internal sealed class OnceTable : IEntityTypeConfiguration<OnceRow>
{
    public void Configure(EntityTypeBuilder<OnceRow> row)
    {
        row.ToTable("platform_once");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.Scope,
            r.Key,
        });
        row.Property(r => r.Scope).HasMaxLength(60);
        row.Property(r => r.Key).HasMaxLength(64);
        row.Property(r => r.Fingerprint).HasMaxLength(32);
        row.Property(r => r.Answer).HasMaxLength(4000);
        row.HasIndex(r => new { r.DistrictId, r.At });
    }
}

/// <summary>Does a thing once, however often it is asked. 幂等</summary>
public static class Once
{
    private const int MostTries = 3;

    /// <summary>
    /// Runs <paramref name="work"/> and keeps its answer with the same transaction; a repetition gets the kept answer, also when both come at once.
    /// </summary>
    /// <param name="db">Tracks the work's rows; saved here, together with the key.</param>
    /// <param name="scope">Whose keys these are, e.g. <c>report</c>: keys of different scopes never meet.</param>
    /// <param name="key">Made by the client, 8–64 characters; null means that a repetition is a new matter.</param>
    /// <param name="content">What the key stands for: the same key with other content is refused.</param>
    /// <param name="now">UTC.</param>
    /// <param name="work">Adds rows; must not save. Runs again from the beginning, with nothing tracked, when a unique key came in between.</param>
    /// <exception cref="RuleViolation"><c>once.other-content</c>.</exception>
    public static async Task<T> Run<T>(
        GezhiDb db,
        string scope,
        string? key,
        object content,
        DateTime now,
        Func<Task<T>> work,
        CancellationToken ct
    )
    {
        if (key is { Length: < 8 or > 64 })
            throw new InvalidInput("Idempotency-Key", "once.key-length");
        var fingerprint = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content));
        for (var tries = 1; ; tries++)
        {
            if (key is not null && await Kept<T>(db, scope, key, fingerprint, ct) is { Found: true } kept)
                return kept.Answer!;
            try
            {
                var answer = await work();
                if (key is not null)
                    db.Append(Row(db.DistrictId, scope, key, fingerprint, answer, now));
                await db.Save(ct);
                return answer;
            }
            catch (DuplicateKey) when (tries < MostTries)
            {
                // The same key or the same photo was saved at the same moment; now it is there to be found.
                db.Forget();
            }
        }
    }

    /// <summary>
    /// The key as the sender's own: who sends the same one from another account or another browser asks for another matter, and learns nothing of the
    /// first. Without account and cookie, a program, it stays as it is: such a key must be as hard to guess as a receipt number. 绑定发送人
    /// </summary>
    /// <param name="browser">A random cookie of the browser; null without.</param>
    public static string? Bound(string? key, Guid? accountId, string? browser)
    {
        var sender = accountId?.ToString("N") ?? browser;
        return key is null or { Length: < 8 or > 64 } || string.IsNullOrEmpty(sender)
            ? key
            : Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{key}\n{sender}")));
    }

    /// <summary>Whether something was done under this key; for those who ask a question before the work that a repetition need not be asked.</summary>
    public static Task<bool> IsKnown(GezhiDb db, string scope, string key, CancellationToken ct) =>
        db.Set<OnceRow>().AnyAsync(r => r.Scope == scope && r.Key == key, ct);

    private static OnceRow Row<T>(int districtId, string scope, string key, byte[] fingerprint, T answer, DateTime now) =>
        new()
        {
            DistrictId = districtId,
            Scope = scope,
            Key = key,
            Fingerprint = fingerprint,
            Answer = JsonSerializer.Serialize(answer),
            At = now,
        };

    private static async Task<(bool Found, T? Answer)> Kept<T>(
        GezhiDb db,
        string scope,
        string key,
        byte[] fingerprint,
        CancellationToken ct
    )
    {
        var row = await db.Set<OnceRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Scope == scope && r.Key == key, ct);
        if (row is null)
            return (false, default);
        if (!row.Fingerprint.AsSpan().SequenceEqual(fingerprint))
            throw new RuleViolation("once.other-content");
        return (true, JsonSerializer.Deserialize<T>(row.Answer));
    }
}
