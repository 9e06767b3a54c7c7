using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Joining;

/// <summary>Somebody who wants to hear how an open matter goes on, without reporting anything. 关注</summary>
/// <remarks>Counted nowhere as a report, rates nothing, sees nothing but the public steps.</remarks>
public sealed class Follow : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The case that is worked on: it changes with joining and splitting.</summary>
    public Guid CaseId { get; set; }

    /// <summary>The case that was followed.</summary>
    public Guid OwnCaseId { get; init; }

    /// <summary>How they want to hear: <see cref="Media.Sms"/>, or <see cref="Media.Push"/> in the browsers they switched on.</summary>
    public string Medium { get; init; } = Media.Sms;

    /// <summary>Sealed phone.</summary>
    [Sensitive(
        "有进展时告诉关注的人",
        What = "电话",
        Basis = LegalBasis.Consent,
        Until = "取消关注时删除；事情办结满设定天数自动删除",
        Field = Reporting.ContactFields.Reporter,
        Index = nameof(ContactIndex)
    )]
    public byte[] Contact { get; init; } = [];

    /// <summary>Blind index of the phone: nobody follows twice.</summary>
    [Sensitive("有进展时告诉关注的人", What = "电话", Basis = LegalBasis.Consent, Until = "取消关注时删除；事情办结满设定天数自动删除")]
    public byte[] ContactIndex { get; init; } = [];

    /// <summary>zh-CN or en.</summary>
    public string Language { get; init; } = "zh-CN";

    public DateTime At { get; init; }
}

internal sealed class FollowTable : IEntityTypeConfiguration<Follow>
{
    public void Configure(EntityTypeBuilder<Follow> row)
    {
        row.ToTable("cases_follow");
        row.HasKey(f => new { f.DistrictId, f.Id });
        row.Property(f => f.Contact).HasMaxLength(200);
        row.Property(f => f.ContactIndex).HasMaxLength(16);
        row.Property(f => f.Language).HasMaxLength(8);
        row.Property(f => f.Medium).HasMaxLength(16).HasDefaultValue(Media.Sms);
        row.HasIndex(f => new { f.DistrictId, f.CaseId });
        row.HasIndex(f => new
            {
                f.DistrictId,
                f.OwnCaseId,
                f.ContactIndex,
            })
            .IsUnique();
        row.HasIndex(f => new { f.DistrictId, f.ContactIndex });
    }
}
