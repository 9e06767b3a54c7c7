using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Community.Funds;

/// <summary>How far the charity that the fund hangs under may collect. 募捐资格</summary>
public enum CharityLevel
{
    /// <summary>没有公开募捐资格: cash and goods of one's own circle alone.</summary>
    None,

    /// <summary>定向募捐: from named givers, not from the public.</summary>
    Directed,

    /// <summary>公开募捐 (慈善法 2024-09-05 art. 22).</summary>
    Public,
}

/// <summary>A community's charity fund under a qualified charity. 社区慈善基金</summary>
public sealed class Fund : ITenantRow, IVersioned
{
    public const int LongestName = 60;
    public const int LongestWords = 600;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string AreaCode { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>What it is for, for everybody.</summary>
    public string Words { get; set; } = "";

    /// <summary>慈善总会 it hangs under; empty for none.</summary>
    public string Charity { get; private set; } = "";

    /// <summary>Number of the agreement with it.</summary>
    public string AgreementNo { get; private set; } = "";
    public CharityLevel Level { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>Local day; null while it takes gifts.</summary>
    public DateOnly? ClosedOn { get; private set; }
    public string ClosingWords { get; private set; } = "";

    /// <summary>Counted by whoever takes money out, and so held: never more goes out than is there.</summary>
    public int Turn { get; private set; }
    public int Version { get; set; } = 1;

    /// <summary>Gifts by everybody over the network: only with a charity that may collect publicly, and its agreement.</summary>
    public bool TakesOnline => ClosedOn is null && Level == CharityLevel.Public && Charity.Length > 0 && AgreementNo.Length > 0;

    internal void Hang(string charity, string agreementNo, CharityLevel level) =>
        (Charity, AgreementNo, Level) = (charity, agreementNo, level);

    /// <exception cref="RuleViolation"><c>fund.closed</c>.</exception>
    internal void DemandOpen()
    {
        if (ClosedOn is not null)
            throw new RuleViolation("fund.closed");
    }

    internal void Close(string words, DateOnly today)
    {
        DemandOpen();
        (ClosedOn, ClosingWords) = (today, words);
    }
}

/// <summary>What money of a fund is for; the first of a fund is for everything. 善款用途</summary>
public sealed class FundPurpose : ITenantRow
{
    public const int LongestTitle = 60;

    public int DistrictId { get; init; }
    public Guid FundId { get; init; }
    public Guid Id { get; init; }
    public string Title { get; init; } = "";

    /// <summary>The hardship aid that it serves alone; such a purpose takes no gifts over the network, for a personal appeal is not public fundraising.</summary>
    public Guid? AidId { get; init; }
}

/// <summary>Where a fen is, or what became of it. 账户</summary>
public enum FundAccount
{
    /// <summary>支付平台待结算.</summary>
    Online,

    /// <summary>银行账户.</summary>
    Bank,

    /// <summary>现金.</summary>
    Cash,

    /// <summary>物资（按公允价值）.</summary>
    Goods,

    /// <summary>捐赠收入.</summary>
    Gifts,

    /// <summary>救助和项目支出.</summary>
    Spent,

    /// <summary>手续费.</summary>
    Fees,

    /// <summary>待查款: came, but belongs to no order yet.</summary>
    Unclear,
}

/// <summary>Why an entry was written. 记账事由</summary>
public enum EntryKind
{
    /// <summary>捐赠.</summary>
    Gift,

    /// <summary>退款.</summary>
    Refund,

    /// <summary>支出.</summary>
    Payment,

    /// <summary>结算或存取: from one place to another.</summary>
    Move,

    /// <summary>待查款.</summary>
    Unclear,

    /// <summary>冲正: the opposite of another entry.</summary>
    Reversal,
}

/// <summary>One entry of the ledger: written once, never changed; its lines sum to nothing. 分录</summary>
public sealed class FundEntry : ITenantRow
{
    public const int LongestWords = 120;

    public int DistrictId { get; init; }
    public Guid FundId { get; init; }
    public Guid Id { get; init; }
    public Guid PurposeId { get; init; }
    public EntryKind Kind { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Local day of <see cref="At"/>.</summary>
    public DateOnly On { get; init; }

    /// <summary>What it came of, once: <c>gift:…</c>, <c>refund:…</c>, <c>pay:…</c>, <c>move:…</c>, <c>unclear:…</c>, <c>reverse:…</c>.</summary>
    public string Source { get; init; } = "";
    public string Words { get; init; } = "";

    /// <summary>Post that wrote it; null: the payment provider's notice.</summary>
    public string? ByTitle { get; init; }

    /// <summary>The entry that this one takes back.</summary>
    public Guid? ReversesId { get; init; }
}

/// <summary>One line of an entry. 分录行</summary>
public sealed class FundLine : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid EntryId { get; init; }
    public FundAccount Account { get; init; }
    public Guid FundId { get; init; }
    public Guid PurposeId { get; init; }
    public DateOnly On { get; init; }

    /// <summary>Fen; debit above, credit below zero.</summary>
    public long Fen { get; init; }
}

internal sealed class FundTable : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> row)
    {
        row.ToTable("community_fund");
        row.HasKey(f => new { f.DistrictId, f.Id });
        row.Property(f => f.AreaCode).HasMaxLength(17);
        row.Property(f => f.Name).HasMaxLength(Fund.LongestName * 4);
        row.Property(f => f.Words).HasMaxLength(Fund.LongestWords * 4);
        row.Property(f => f.Charity).HasMaxLength(Fund.LongestName * 4);
        row.Property(f => f.AgreementNo).HasMaxLength(40);
        row.Property(f => f.ClosingWords).HasMaxLength(Fund.LongestWords * 4);
        row.HasIndex(f => new { f.DistrictId, f.AreaCode });
    }
}

internal sealed class FundPurposeTable : IEntityTypeConfiguration<FundPurpose>
{
    public void Configure(EntityTypeBuilder<FundPurpose> row)
    {
        row.ToTable("community_fund_purpose");
        row.HasKey(p => new
        {
            p.DistrictId,
            p.FundId,
            p.Id,
        });
        row.Property(p => p.Title).HasMaxLength(FundPurpose.LongestTitle * 4);
        row.HasOne<Fund>().WithMany().HasForeignKey(p => new { p.DistrictId, p.FundId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FundEntryTable : IEntityTypeConfiguration<FundEntry>
{
    public void Configure(EntityTypeBuilder<FundEntry> row)
    {
        row.ToTable("community_fund_entry");
        row.HasKey(e => new { e.DistrictId, e.Id });
        row.Property(e => e.Source).HasMaxLength(80);
        row.Property(e => e.Words).HasMaxLength(FundEntry.LongestWords * 4);
        row.Property(e => e.ByTitle).HasMaxLength(60);
        row.HasIndex(e => new { e.DistrictId, e.Source }).IsUnique();
        row.HasIndex(e => new
        {
            e.DistrictId,
            e.FundId,
            e.On,
            e.Id,
        });
        row.HasOne<Fund>().WithMany().HasForeignKey(e => new { e.DistrictId, e.FundId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FundLineTable : IEntityTypeConfiguration<FundLine>
{
    public void Configure(EntityTypeBuilder<FundLine> row)
    {
        row.ToTable("community_fund_line");
        row.HasKey(l => new
        {
            l.DistrictId,
            l.EntryId,
            l.Account,
        });
        row.HasIndex(l => new
        {
            l.DistrictId,
            l.FundId,
            l.PurposeId,
            l.Account,
            l.On,
        });
        row.HasOne<FundEntry>().WithMany().HasForeignKey(l => new { l.DistrictId, l.EntryId }).OnDelete(DeleteBehavior.Restrict);
    }
}
