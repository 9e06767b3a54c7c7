using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Community.Activities;

/// <summary>What became of one delivery. 送达状态</summary>
public enum DeliveryState
{
    /// <summary>待送.</summary>
    Planned,

    /// <summary>已送达.</summary>
    Delivered,

    /// <summary>没见到人.</summary>
    NotMet,
}

/// <summary>Why nothing was handed over. 未送达原因</summary>
public enum NotMetWhy
{
    /// <summary>家里没人.</summary>
    NobodyHome,

    /// <summary>已经搬走.</summary>
    Moved,

    /// <summary>本人不要了.</summary>
    Declined,
}

/// <summary>Somebody who agreed that something is brought home. Who it is lies sealed and goes with the list. 送达对象</summary>
public sealed class DeliveryRecipient : ITenantRow, IVersioned
{
    public const string NameField = "community.recipient.name";
    public const string PhoneFieldName = "community.recipient.phone";
    public const string AddressField = "community.recipient.address";
    public const int LongestName = 40;
    public const int LongestAddress = 120;
    public const int LongestGoods = 60;

    /// <summary>Most of one round.</summary>
    public const int Most = 500;

    private const string Why = "把东西送到同意的人家里";
    private const string UntilWhen = "活动结束满设定天数（默认 180 天）自动删除；撤回同意时马上删除";

    public int DistrictId { get; init; }
    public Guid ActivityId { get; init; }
    public Guid Id { get; init; }

    /// <summary>From 1; the only thing that lists show.</summary>
    public int No { get; init; }

    [Sensitive(Why, What = "姓名", Until = UntilWhen, Field = NameField)]
    public byte[] NameSealed { get; private set; } = [];

    [Sensitive(Why, What = "电话", Until = UntilWhen, Field = PhoneFieldName, Index = nameof(PhoneIndex))]
    public byte[] PhoneSealed { get; private set; } = [];

    [Sensitive(Why, What = "电话", Until = UntilWhen)]
    public byte[] PhoneIndex { get; private set; } = [];

    [Sensitive(Why, What = "住址", Until = UntilWhen, Field = AddressField)]
    public byte[] AddressSealed { get; private set; } = [];

    /// <summary>What is brought.</summary>
    public string Goods { get; private set; } = "";
    public DeliveryState State { get; private set; }
    public NotMetWhy? NotMet { get; private set; }

    /// <summary>UTC; when it was noted.</summary>
    public DateTime? At { get; private set; }
    public string? ByTitle { get; private set; }
    public int Version { get; set; } = 1;

    internal void Say(byte[] name, byte[] phone, byte[] phoneIndex, byte[] address, string goods) =>
        (NameSealed, PhoneSealed, PhoneIndex, AddressSealed, Goods) = (name, phone, phoneIndex, address, goods);

    internal void Note(DeliveryState state, NotMetWhy? why, string byTitle, DateTime now)
    {
        State = state;
        NotMet = state == DeliveryState.NotMet ? why ?? NotMetWhy.NobodyHome : null;
        At = state == DeliveryState.Planned ? null : now;
        ByTitle = state == DeliveryState.Planned ? null : byTitle;
    }
}

internal sealed class DeliveryRecipientTable : IEntityTypeConfiguration<DeliveryRecipient>
{
    public void Configure(EntityTypeBuilder<DeliveryRecipient> row)
    {
        row.ToTable("community_recipient");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.ActivityId,
            r.Id,
        });
        row.Property(r => r.PhoneIndex).HasMaxLength(32);
        row.Property(r => r.Goods).HasMaxLength(DeliveryRecipient.LongestGoods * 4);
        row.Property(r => r.ByTitle).HasMaxLength(60);
        row.HasIndex(r => new
            {
                r.DistrictId,
                r.ActivityId,
                r.No,
            })
            .IsUnique();
        row.HasIndex(r => new
            {
                r.DistrictId,
                r.ActivityId,
                r.PhoneIndex,
            })
            .IsUnique();
        row.HasIndex(r => new { r.DistrictId, r.PhoneIndex });
        row.HasOne<Activity>().WithMany().HasForeignKey(r => new { r.DistrictId, r.ActivityId }).OnDelete(DeleteBehavior.Cascade);
    }
}
