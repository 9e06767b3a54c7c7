using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Community.Partners;

/// <summary>What kind of partner. 伙伴类别</summary>
public enum PartnerKind
{
    /// <summary>共建单位: an authority, school, firm nearby.</summary>
    Unit,

    /// <summary>社区合伙人: a shop or firm that shares its trade with the community.</summary>
    CommunityPartner,

    /// <summary>社会组织.</summary>
    SocialOrganisation,
}

/// <summary>How far a social organisation has come. 孵化阶段</summary>
public enum IncubationStage
{
    /// <summary>还没有登记备案的小组.</summary>
    Group,

    /// <summary>孵化中.</summary>
    Incubating,

    /// <summary>已备案.</summary>
    Filed,

    /// <summary>已登记.</summary>
    Registered,
}

/// <summary>An organisation that lives with the community; no private persons. 共建伙伴</summary>
public sealed class Partner : ITenantRow, IVersioned
{
    public const int LongestName = 80;
    public const int LongestWords = 400;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string AreaCode { get; init; } = "";
    public PartnerKind Kind { get; init; }
    public string Name { get; set; } = "";

    /// <summary>What it does, for everybody.</summary>
    public string Words { get; set; } = "";

    /// <summary>Of social organisations alone; moves forwards only.</summary>
    public IncubationStage? Stage { get; private set; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; set; } = 1;

    /// <exception cref="RuleViolation"><c>partner.stage</c>.</exception>
    internal void Reach(IncubationStage stage)
    {
        if (Kind != PartnerKind.SocialOrganisation || stage < Stage)
            throw new RuleViolation("partner.stage");
        Stage = stage;
    }
}

/// <summary>Where an agreement stands. 协议状态</summary>
public enum AgreementState
{
    /// <summary>履行中.</summary>
    Standing,

    /// <summary>已续签: another one took its place.</summary>
    Renewed,

    /// <summary>已结束.</summary>
    Ended,
}

/// <summary>What a partner promised, from when until when. 共建协议</summary>
public sealed class Agreement : ITenantRow, IVersioned
{
    public const int LongestTitle = 80;

    /// <summary>Days before the end from which it asks to be renewed.</summary>
    public const int RenewDays = 30;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid PartnerId { get; init; }

    /// <summary>12 random characters; whoever holds them checks the certificate.</summary>
    public string No { get; init; } = "";
    public string Title { get; init; } = "";

    /// <summary>Local day.</summary>
    public DateOnly FromOn { get; init; }

    /// <summary>Local day, the last one.</summary>
    public DateOnly UntilOn { get; init; }
    public AgreementState State { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    public string EndWhy { get; private set; } = "";

    /// <summary>1 to 5: how the partner kept it, by the community; null before.</summary>
    public int? StarsForPartner { get; private set; }

    /// <summary>1 to 5: how the community kept it, as the partner said; null before.</summary>
    public int? StarsForCommunity { get; private set; }
    public int Version { get; set; } = 1;

    /// <summary>It counts on a day.</summary>
    public bool Counts(DateOnly day) => State == AgreementState.Standing && day >= FromOn && day <= UntilOn;

    public bool AsksRenewal(DateOnly today) => State == AgreementState.Standing && today >= UntilOn.AddDays(-RenewDays);

    /// <exception cref="RuleViolation"><c>agreement.over</c>.</exception>
    internal void DemandStanding()
    {
        if (State != AgreementState.Standing)
            throw new RuleViolation("agreement.over");
    }

    internal void End(string why, DateOnly today)
    {
        DemandStanding();
        (State, EndWhy, EndedOn) = (AgreementState.Ended, why, today);
    }

    internal void Renew(DateOnly today)
    {
        DemandStanding();
        (State, EndedOn) = (AgreementState.Renewed, today);
    }

    internal void Rate(int forPartner, int forCommunity) => (StarsForPartner, StarsForCommunity) = (forPartner, forCommunity);
}

/// <summary>One service that was promised, and what came of it. 约定服务</summary>
public sealed class PromisedService : ITenantRow, IVersioned
{
    public const int LongestWords = 120;
    public const int Most = 50;

    public int DistrictId { get; init; }
    public Guid AgreementId { get; init; }
    public Guid Id { get; init; }
    public string Words { get; init; } = "";

    /// <summary>Local day.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>Local day; null: not yet.</summary>
    public DateOnly? DeliveredOn { get; private set; }

    /// <summary>What shows that it was done: sign-in sheet, number of people, where the photo hangs.</summary>
    public string Evidence { get; private set; } = "";
    public int Version { get; set; } = 1;

    public bool IsLate(DateOnly today) => DeliveredOn is null && DueOn < today;

    internal void Deliver(DateOnly on, string evidence) => (DeliveredOn, Evidence) = (on, evidence);

    internal void Undo() => (DeliveredOn, Evidence) = (null, "");
}

/// <summary>A project of a social organisation: term, money, result. 社会组织项目</summary>
public sealed class PartnerProject : ITenantRow, IVersioned
{
    public const int LongestResult = 1_000;

    public int DistrictId { get; init; }
    public Guid PartnerId { get; init; }
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public DateOnly FromOn { get; init; }
    public DateOnly UntilOn { get; init; }

    /// <summary>Fen.</summary>
    public long BudgetFen { get; init; }

    /// <summary>Fen; null before it is closed.</summary>
    public long? SpentFen { get; private set; }
    public string Result { get; private set; } = "";
    public DateOnly? ClosedOn { get; private set; }
    public int Version { get; set; } = 1;

    /// <exception cref="RuleViolation"><c>partner.project-closed</c>.</exception>
    internal void Close(string result, long spentFen, DateOnly today)
    {
        if (ClosedOn is not null)
            throw new RuleViolation("partner.project-closed");
        (Result, SpentFen, ClosedOn) = (result, spentFen, today);
    }
}

internal sealed class PartnerTable : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> row)
    {
        row.ToTable("community_partner");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.AreaCode).HasMaxLength(17);
        row.Property(p => p.Name).HasMaxLength(Partner.LongestName * 4);
        row.Property(p => p.Words).HasMaxLength(Partner.LongestWords * 4);
        row.HasIndex(p => new { p.DistrictId, p.AreaCode });
    }
}

internal sealed class AgreementTable : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> row)
    {
        row.ToTable("community_agreement");
        row.HasKey(a => new { a.DistrictId, a.Id });
        row.Property(a => a.No).HasMaxLength(12);
        row.Property(a => a.Title).HasMaxLength(Agreement.LongestTitle * 4);
        row.Property(a => a.EndWhy).HasMaxLength(PromisedService.LongestWords * 4);
        row.HasIndex(a => new { a.DistrictId, a.No }).IsUnique();
        row.HasIndex(a => new { a.DistrictId, a.PartnerId });
        row.HasOne<Partner>().WithMany().HasForeignKey(a => new { a.DistrictId, a.PartnerId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PromisedServiceTable : IEntityTypeConfiguration<PromisedService>
{
    public void Configure(EntityTypeBuilder<PromisedService> row)
    {
        row.ToTable("community_promised_service");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.AgreementId,
            s.Id,
        });
        row.Property(s => s.Words).HasMaxLength(PromisedService.LongestWords * 4);
        row.Property(s => s.Evidence).HasMaxLength(PromisedService.LongestWords * 4);
        row.HasOne<Agreement>().WithMany().HasForeignKey(s => new { s.DistrictId, s.AgreementId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PartnerProjectTable : IEntityTypeConfiguration<PartnerProject>
{
    public void Configure(EntityTypeBuilder<PartnerProject> row)
    {
        row.ToTable("community_partner_project");
        row.HasKey(p => new
        {
            p.DistrictId,
            p.PartnerId,
            p.Id,
        });
        row.Property(p => p.Title).HasMaxLength(Agreement.LongestTitle * 4);
        row.Property(p => p.Result).HasMaxLength(PartnerProject.LongestResult * 4);
        row.HasOne<Partner>().WithMany().HasForeignKey(p => new { p.DistrictId, p.PartnerId }).OnDelete(DeleteBehavior.Cascade);
    }
}
