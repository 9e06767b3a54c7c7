using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Notify;

/// <summary>Something that has to leave the house at a time: a message or a call of a webhook. 待发件</summary>
/// <remarks>
/// Written with the change that causes it, claimed before it is handed over. A claim that nobody finished (the process died while sending) is either
/// sent once more with the same id or given up where a person sees it, as its carrier says: see <see cref="IParcelCarrier.MaySendAgain"/>.
/// </remarks>
public sealed class Parcel : ITenantRow, IVersioned
{
    /// <summary>Name under which address and content are sealed.</summary>
    public const string Field = "platform.parcel";

    /// <summary>Longest content, characters.</summary>
    public const int Longest = 6000;

    public int DistrictId { get; init; }

    /// <summary>Stays the same when it is sent again: receivers tell repetitions by it.</summary>
    public Guid Id { get; init; }

    /// <summary>Which carrier takes it: <see cref="Media"/> or <c>webhook</c>.</summary>
    public string Medium { get; init; } = "";

    /// <summary>Why, dotted: <c>cases.OrderGiven</c>, <c>report.step</c>, <c>webhook.ping</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The account, report or webhook it is for.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>The event it tells of; null when it tells of none or of several.</summary>
    public Guid? EventId { get; init; }

    /// <summary>Sealed; null once it has left, and where the carrier knows the address.</summary>
    [Sensitive("把通知送到", What = "通知地址", Until = "送出后立即删除", Field = Field)]
    public byte[]? Address { get; set; }

    public string Title { get; set; } = "";

    /// <summary>Sealed; null once it has left and is of no more use.</summary>
    [Sensitive("把通知送到", What = "通知内容", Until = "送出后立即删除", Field = Field)]
    public byte[]? Content { get; set; }

    /// <summary>What comes later under the same key joins it while it waits; null: it stays alone.</summary>
    public string? GatherKey { get; init; }

    /// <summary>How many things it tells of.</summary>
    public int Lines { get; set; } = 1;

    /// <summary>It breaks through quiet hours, and an unclear one is sent once more rather than lost.</summary>
    public bool IsUrgent { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>When it is looked at next; null when done or given up.</summary>
    public DateTime? NextAt { get; set; }

    /// <summary>Who has it in hand; null when nobody.</summary>
    public Guid? Claim { get; set; }

    public int Attempts { get; set; }
    public DateTime? DoneAt { get; set; }

    /// <summary>Given up; a person must look.</summary>
    public DateTime? DeadAt { get; set; }

    /// <summary>Status or code of the last failure; never a sentence, which may hold personal data.</summary>
    public string? LastError { get; set; }

    /// <summary>What the receiver answered: a status.</summary>
    public string? Answer { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>One more try, soon.</summary>
    /// <param name="now">UTC.</param>
    public void TryAgain(DateTime now) => (DeadAt, DoneAt, NextAt, Claim) = (null, null, now, null);

    /// <summary>It will not be sent; a person decided so.</summary>
    /// <param name="now">UTC.</param>
    public void GiveUp(DateTime now) => (DeadAt, DoneAt, NextAt, Claim, Address, Content) = (null, now, null, null, null, null);
}

internal sealed class ParcelTable : IEntityTypeConfiguration<Parcel>
{
    public void Configure(EntityTypeBuilder<Parcel> row)
    {
        row.ToTable("platform_parcel");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.Medium).HasMaxLength(16);
        row.Property(p => p.Kind).HasMaxLength(60);
        row.Property(p => p.Address).HasMaxLength(600);
        row.Property(p => p.Content).HasMaxLength(Parcel.Longest * 4);
        row.Property(p => p.GatherKey).HasMaxLength(80);
        row.Property(p => p.LastError).HasMaxLength(60);
        row.Property(p => p.Answer).HasMaxLength(40);
        row.HasIndex(p => new
        {
            p.DistrictId,
            p.Medium,
            p.NextAt,
        });
        row.HasIndex(p => new { p.DistrictId, p.OwnerId });
        row.HasIndex(p => new { p.DistrictId, p.DeadAt });
    }
}
