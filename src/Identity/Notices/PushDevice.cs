using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Identity.Sessions;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Notices;

/// <summary>A browser in which somebody switched notifications on. 接收通知的设备</summary>
internal sealed class PushDevice : ITenantRow
{
    /// <summary>Name under which the subscription is sealed.</summary>
    public const string Field = "identity.push";

    /// <summary>Of one person; the oldest goes when there is one more.</summary>
    public const int Most = 10;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Account of staff, or resident.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>The sign-in under which it was switched on, or handed in again: staff hear nothing in a browser in which they are signed out. Null: of before.</summary>
    public Guid? SessionId { get; set; }

    /// <summary>SHA-256: one browser belongs to whoever switched it on last.</summary>
    public byte[] EndpointHash { get; init; } = [];

    /// <summary>Endpoint and keys, sealed: whoever holds them could write to the browser.</summary>
    [Sensitive("在本人的浏览器里提醒", What = "浏览器推送地址", Basis = LegalBasis.Consent, Until = "本人关掉提醒时删除", Field = Field)]
    public byte[] Sealed { get; init; } = [];

    /// <summary>Browser and system in few words; empty when it did not say.</summary>
    public string Device { get; init; } = "";

    /// <summary>zh-CN or en.</summary>
    public string Language { get; init; } = "zh-CN";

    public DateTime CreatedAt { get; init; }

    /// <summary>By which the page in the browser knows itself in the list.</summary>
    public string Mark => Convert.ToHexStringLower(EndpointHash);

    public static byte[] HashOf(string endpoint) => SHA256.HashData(Encoding.UTF8.GetBytes(endpoint));

    public static string Write(PushSubscription given) =>
        $"{given.Endpoint}\n{Base64Url.EncodeToString(given.PublicKey)}\n{Base64Url.EncodeToString(given.Secret)}";

    public static PushSubscription Read(string written) =>
        written.Split('\n') is [var endpoint, var key, var secret]
            ? new PushSubscription(endpoint, Base64Url.DecodeFromChars(key), Base64Url.DecodeFromChars(secret))
            : throw new FormatException("no subscription");
}

internal static class PushDevices
{
    /// <summary>Browsers of staff in which their owner is signed in at this moment.</summary>
    public static IQueryable<PushDevice> Awake(this IQueryable<PushDevice> devices, GezhiDb db, DateTime now) =>
        devices.Where(d => db.Set<Session>().Any(s => s.Id == d.SessionId && s.EndedAt == null && s.EndsAt > now));
}

internal sealed class PushDeviceTable : IEntityTypeConfiguration<PushDevice>
{
    public void Configure(EntityTypeBuilder<PushDevice> row)
    {
        row.ToTable("identity_push_device");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.Property(d => d.EndpointHash).HasMaxLength(32);
        row.Property(d => d.Sealed).HasMaxLength(1400);
        row.Property(d => d.Device).HasMaxLength(80);
        row.Property(d => d.Language).HasMaxLength(8);
        row.Ignore(d => d.Mark);
        row.HasIndex(d => new { d.DistrictId, d.OwnerId });
        row.HasIndex(d => new { d.DistrictId, d.SessionId });
        row.HasIndex(d => new { d.DistrictId, d.EndpointHash }).IsUnique();
    }
}
