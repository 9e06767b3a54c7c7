using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Webhooks;

/// <summary>A program elsewhere that is told of what happens to cases. 事件订阅</summary>
public sealed class Webhook : ITenantRow, IVersioned
{
    /// <summary>Medium of its parcels.</summary>
    public const string Medium = "webhook";

    /// <summary>Name under which secrets are sealed.</summary>
    internal const string Field = "cases.webhook.secret";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; private set; } = "";
    public string Url { get; private set; } = "";

    /// <summary>Kinds of <see cref="WebhookEvents"/>, one a line; empty: all.</summary>
    public string Kinds { get; private set; } = "";

    /// <summary>Only what lies below this code; 6 to 17 digits.</summary>
    public string AreaCode { get; private set; } = "";

    /// <summary>Sealed; shown once, when it is made.</summary>
    [Sensitive("给推送的事件签名", What = "密钥", Class = DataClass.Secret, Until = "停用推送或更换时作废", Field = Field)]
    public byte[] Secret { get; private set; } = [];

    public bool IsOn { get; private set; } = true;
    public Guid CreatedBy { get; init; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; set; } = 1;

    public IReadOnlyList<string> KindList => Kinds.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public bool Wants(string kind, string areaCode) =>
        IsOn && areaCode.StartsWith(AreaCode, StringComparison.Ordinal) && (Kinds.Length == 0 || KindList.Contains(kind));

    /// <summary>For the demonstration: switched off, its secret known to nobody.</summary>
    public static Webhook Example(int districtId, Guid id, Guid maker, DateTime now, FieldCipher cipher)
    {
        var hook = new Webhook
        {
            DistrictId = districtId,
            Id = id,
            CreatedBy = maker,
            CreatedAt = now,
        };
        hook.Change("市数据平台（示例）", "https://data.example/gezhi", ["case.filed", "case.closed"], $"{districtId}");
        hook.Turn(false);
        hook.Renew(cipher.Seal(districtId, Field, id.ToString("N"))!);
        return hook;
    }

    internal void Change(string name, string url, IEnumerable<string> kinds, string areaCode) =>
        (Name, Url, Kinds, AreaCode) = (name, url, string.Join('\n', kinds), areaCode);

    internal void Turn(bool on) => IsOn = on;

    internal void Renew(byte[] sealedSecret) => Secret = sealedSecret;
}

internal sealed class WebhookTable : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> row)
    {
        row.ToTable("cases_webhook");
        row.HasKey(w => new { w.DistrictId, w.Id });
        row.Property(w => w.Name).HasMaxLength(60);
        row.Property(w => w.Url).HasMaxLength(500);
        row.Property(w => w.Kinds).HasMaxLength(600);
        row.Property(w => w.AreaCode).HasMaxLength(17);
        row.Property(w => w.Secret).HasMaxLength(200);
        row.Ignore(w => w.KindList);
    }
}
