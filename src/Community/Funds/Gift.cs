using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Community.Funds;

/// <summary>How a gift came. 捐赠方式</summary>
public enum GiftWay
{
    /// <summary>网上捐款.</summary>
    Online,

    /// <summary>现金.</summary>
    Cash,

    /// <summary>转账.</summary>
    Bank,

    /// <summary>物资.</summary>
    Goods,
}

/// <summary>Where a gift stands. 捐赠状态</summary>
public enum GiftState
{
    /// <summary>待支付.</summary>
    Waiting,

    /// <summary>已收到.</summary>
    Received,

    /// <summary>已退款.</summary>
    Refunded,

    /// <summary>已冲正: entered by mistake.</summary>
    Reversed,
}

/// <summary>A gift; who gave lies sealed, and is told to everybody only on their wish. 捐赠</summary>
public sealed class Gift : ITenantRow, IVersioned
{
    public const string DonorField = "community.gift.donor";
    public const int LongestDonor = 40;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid FundId { get; init; }
    public Guid PurposeId { get; init; }

    /// <summary>12 random characters; who holds them sees where the gift stands.</summary>
    public string No { get; init; } = "";
    public GiftWay Way { get; init; }

    /// <summary>Above zero; of goods their fair value.</summary>
    public long Fen { get; init; }

    /// <summary>Which goods, or where the cash was collected; shown to everybody.</summary>
    public string Words { get; init; } = "";

    [Sensitive("按捐赠人意愿公示、开具收据", What = "捐赠人姓名", Until = "随捐赠账目保存；本人可要求删除姓名", Field = DonorField)]
    public byte[]? DonorSealed { get; private set; }

    /// <summary>The donor wants the name in the public statement.</summary>
    public bool ShowsDonor { get; private set; }

    /// <summary>The resident who gave, signed in; null: nobody signed in, or let go.</summary>
    public Guid? ResidentId { get; private set; }
    public GiftState State { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>UTC; null before it came.</summary>
    public DateTime? ReceivedAt { get; private set; }

    /// <summary>Number at the payment provider; null for what did not come over it.</summary>
    public string? ProviderNo { get; private set; }

    /// <summary>Number of the refund at the provider.</summary>
    public string? RefundNo { get; private set; }
    public int Version { get; set; } = 1;

    internal void From(byte[]? donor, bool shows, Guid? residentId) =>
        (DonorSealed, ShowsDonor, ResidentId) = (donor, donor is not null && shows, residentId);

    internal void Receive(DateTime now, string? providerNo) => (State, ReceivedAt, ProviderNo) = (GiftState.Received, now, providerNo);

    /// <exception cref="RuleViolation"><c>gift.not-there</c>.</exception>
    internal void DemandReceived()
    {
        if (State != GiftState.Received)
            throw new RuleViolation("gift.not-there");
    }

    internal void Refund(string no) => (State, RefundNo) = (GiftState.Refunded, no);

    internal void Reverse() => State = GiftState.Reversed;

    internal void Forget() => (DonorSealed, ShowsDonor, ResidentId) = (null, false, null);
}

/// <summary>Where a payment out of a fund stands. 支出状态</summary>
public enum PayoutState
{
    /// <summary>待第二人确认.</summary>
    Proposed,

    /// <summary>已支付.</summary>
    Paid,

    /// <summary>未同意.</summary>
    Refused,
}

/// <summary>Money or goods that go out: one person proposes, another one pays. 支出</summary>
public sealed class Payout : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid FundId { get; init; }
    public Guid PurposeId { get; init; }
    public Guid? AidId { get; init; }

    /// <summary>Where it is taken from.</summary>
    public FundAccount From { get; init; }

    /// <summary>Above zero.</summary>
    public long Fen { get; init; }

    /// <summary>What for; shown to everybody, so no names.</summary>
    public string Words { get; init; } = "";
    public Guid ProposedBy { get; init; }
    public string ProposedTitle { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ProposedAt { get; init; }
    public PayoutState State { get; private set; }
    public string? DecidedTitle { get; private set; }

    /// <summary>UTC; null before.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Number of the receipt, or why it was refused.</summary>
    public string Receipt { get; private set; } = "";
    public int Version { get; set; } = 1;

    /// <exception cref="RuleViolation"><c>payout.decided</c>; <c>payout.two-persons</c>: by who proposed it.</exception>
    internal void Decide(bool pays, Guid by, string title, string receipt, DateTime now)
    {
        if (State != PayoutState.Proposed)
            throw new RuleViolation("payout.decided");
        if (by == ProposedBy)
            throw new RuleViolation("payout.two-persons");
        (State, DecidedTitle, DecidedAt, Receipt) = (pays ? PayoutState.Paid : PayoutState.Refused, title, now, receipt);
    }
}

/// <summary>Where a hardship aid stands. 困难救助状态</summary>
public enum AidState
{
    /// <summary>待核实.</summary>
    Asked,

    /// <summary>已核实，救助中.</summary>
    Checked,

    /// <summary>未通过.</summary>
    Refused,

    /// <summary>已结束.</summary>
    Closed,
}

/// <summary>Help for one household: who it is stays sealed; everybody sees words without names. 困难救助</summary>
public sealed class HardshipAid : ITenantRow, IVersioned
{
    public const string NameField = "community.aid.name";
    public const string WhyField = "community.aid.why";
    public const int LongestName = 40;
    public const int LongestWhy = 400;
    public const int LongestPublic = 200;
    private const string For = "核实困难、发放救助";
    private const string UntilWhen = "救助结束时删除，账目只留不含姓名的说明";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string No { get; init; } = "";
    public string AreaCode { get; init; } = "";
    public Guid FundId { get; init; }

    /// <summary>The purpose of the fund that serves this aid alone.</summary>
    public Guid PurposeId { get; init; }

    /// <summary>Number of the case that it came of; empty for none.</summary>
    public string CaseNo { get; init; } = "";

    /// <summary>For everybody: no names, no address.</summary>
    public string PublicWords { get; init; } = "";

    /// <summary>Fen that are needed.</summary>
    public long NeedFen { get; init; }

    [Sensitive(For, What = "受助人姓名", Until = UntilWhen, Field = NameField)]
    public byte[]? NameSealed { get; private set; }

    [Sensitive(For, What = "困难情况", Until = UntilWhen, Field = WhyField)]
    public byte[]? WhySealed { get; private set; }
    public Guid AskedBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTime AskedAt { get; init; }
    public AidState State { get; private set; }
    public string? DecidedTitle { get; private set; }

    /// <summary>What was checked and how, or why not; with the closing what it came to.</summary>
    public string Result { get; private set; } = "";

    /// <summary>Thanks to the givers, for everybody.</summary>
    public string Thanks { get; private set; } = "";

    /// <summary>Local day.</summary>
    public DateOnly? ClosedOn { get; private set; }
    public int Version { get; set; } = 1;

    /// <exception cref="RuleViolation"><c>aid.decided</c>; <c>payout.two-persons</c>.</exception>
    internal void Decide(bool grants, Guid by, string title, string words)
    {
        if (State != AidState.Asked)
            throw new RuleViolation("aid.decided");
        if (by == AskedBy)
            throw new RuleViolation("payout.two-persons");
        (State, DecidedTitle, Result) = (grants ? AidState.Checked : AidState.Refused, title, words);
        if (!grants)
            (NameSealed, WhySealed) = (null, null);
    }

    internal void Say(byte[]? name, byte[]? why) => (NameSealed, WhySealed) = (name, why);

    /// <exception cref="RuleViolation"><c>aid.not-granted</c>.</exception>
    internal void DemandGranted()
    {
        if (State != AidState.Checked)
            throw new RuleViolation("aid.not-granted");
    }

    internal void Close(string result, string thanks, DateOnly today)
    {
        DemandGranted();
        (State, Result, Thanks, ClosedOn) = (AidState.Closed, result, thanks, today);
        (NameSealed, WhySealed) = (null, null);
    }
}

/// <summary>What an outside campaign collected for the same household: quoted, never posted. 外部筹款引用</summary>
public sealed class OutsideCampaign : ITenantRow
{
    public const int LongestWords = 120;

    public int DistrictId { get; init; }
    public Guid AidId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Platform, and where the sum can be read.</summary>
    public string Source { get; init; } = "";
    public long Fen { get; init; }
    public DateOnly SeenOn { get; init; }
}

internal sealed class GiftTable : IEntityTypeConfiguration<Gift>
{
    public void Configure(EntityTypeBuilder<Gift> row)
    {
        row.ToTable("community_gift");
        row.HasKey(g => new { g.DistrictId, g.Id });
        row.Property(g => g.No).HasMaxLength(12);
        row.Property(g => g.Words).HasMaxLength(FundEntry.LongestWords * 4);
        row.Property(g => g.ProviderNo).HasMaxLength(40);
        row.Property(g => g.RefundNo).HasMaxLength(40);
        row.HasIndex(g => new { g.DistrictId, g.No }).IsUnique();
        row.HasIndex(g => new { g.DistrictId, g.ResidentId });
        row.HasIndex(g => new
        {
            g.DistrictId,
            g.FundId,
            g.State,
            g.ReceivedAt,
        });
        row.HasOne<FundPurpose>()
            .WithMany()
            .HasForeignKey(g => new
            {
                g.DistrictId,
                g.FundId,
                g.PurposeId,
            })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PayoutTable : IEntityTypeConfiguration<Payout>
{
    public void Configure(EntityTypeBuilder<Payout> row)
    {
        row.ToTable("community_payout");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.Words).HasMaxLength(FundEntry.LongestWords * 4);
        row.Property(p => p.Receipt).HasMaxLength(FundEntry.LongestWords * 4);
        row.Property(p => p.ProposedTitle).HasMaxLength(60);
        row.Property(p => p.DecidedTitle).HasMaxLength(60);
        row.HasIndex(p => new { p.DistrictId, p.FundId });
        row.HasOne<FundPurpose>()
            .WithMany()
            .HasForeignKey(p => new
            {
                p.DistrictId,
                p.FundId,
                p.PurposeId,
            })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HardshipAidTable : IEntityTypeConfiguration<HardshipAid>
{
    public void Configure(EntityTypeBuilder<HardshipAid> row)
    {
        row.ToTable("community_aid");
        row.HasKey(a => new { a.DistrictId, a.Id });
        row.Property(a => a.No).HasMaxLength(20);
        row.Property(a => a.AreaCode).HasMaxLength(17);
        row.Property(a => a.CaseNo).HasMaxLength(40);
        row.Property(a => a.PublicWords).HasMaxLength(HardshipAid.LongestPublic * 4);
        row.Property(a => a.DecidedTitle).HasMaxLength(60);
        row.Property(a => a.Result).HasMaxLength(HardshipAid.LongestWhy * 4);
        row.Property(a => a.Thanks).HasMaxLength(HardshipAid.LongestWhy * 4);
        row.HasIndex(a => new { a.DistrictId, a.FundId });
        row.HasOne<Fund>().WithMany().HasForeignKey(a => new { a.DistrictId, a.FundId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OutsideCampaignTable : IEntityTypeConfiguration<OutsideCampaign>
{
    public void Configure(EntityTypeBuilder<OutsideCampaign> row)
    {
        row.ToTable("community_outside_campaign");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.AidId,
            c.Id,
        });
        row.Property(c => c.Source).HasMaxLength(OutsideCampaign.LongestWords * 4);
        row.HasOne<HardshipAid>().WithMany().HasForeignKey(c => new { c.DistrictId, c.AidId }).OnDelete(DeleteBehavior.Cascade);
    }
}
