using System.Text.Json;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Notices;

/// <summary>What a member of staff wants to hear of outside the system, when and how. 通知选择</summary>
internal sealed class NoticeChoice : ITenantRow, IVersioned
{
    /// <summary>The daily digest of people who chose nothing.</summary>
    public static readonly TimeOnly UsualDigest = new(8, 30);

    public int DistrictId { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>JSON: key of the kind → <see cref="NoticeWhen"/>; a kind that is missing is sent as usual.</summary>
    public string Kinds { get; private set; } = "{}";

    /// <summary>Local wall time.</summary>
    public TimeOnly QuietFrom { get; private set; } = QuietHours.OfStaff.From;

    public TimeOnly QuietTo { get; private set; } = QuietHours.OfStaff.To;

    /// <summary>Local wall time of the daily digest.</summary>
    public TimeOnly DigestAt { get; private set; } = UsualDigest;

    /// <summary>Language of what is sent: that in which the choice was made.</summary>
    public string Language { get; private set; } = "zh-CN";

    public int Version { get; set; } = 1;

    public QuietHours Quiet => new(QuietFrom, QuietTo);

    public NoticeWhen When(NoticeKind kind) =>
        JsonSerializer.Deserialize<Dictionary<string, NoticeWhen>>(Kinds)!.TryGetValue(kind.Key, out var when) ? when : kind.Usual;

    public void Choose(IReadOnlyDictionary<string, NoticeWhen> kinds, QuietHours quiet, TimeOnly digestAt, string language)
    {
        Kinds = JsonSerializer.Serialize(kinds);
        (QuietFrom, QuietTo, DigestAt, Language) = (quiet.From, quiet.To, digestAt, language);
    }
}

internal sealed class NoticeChoiceTable : IEntityTypeConfiguration<NoticeChoice>
{
    public void Configure(EntityTypeBuilder<NoticeChoice> row)
    {
        row.ToTable("identity_notice_choice");
        row.HasKey(c => new { c.DistrictId, c.AccountId });
        row.Property(c => c.Kinds).HasMaxLength(4000);
        row.Property(c => c.Language).HasMaxLength(8);
        row.Ignore(c => c.Quiet);
    }
}
