using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Mediation.Disputes;

/// <summary>How a dispute came to the committee. 案件来源</summary>
public enum DisputeOrigin
{
    /// <summary>窗口申请: a party came in person.</summary>
    Counter,

    /// <summary>网上申请: a party applied online, phone proved by a code.</summary>
    Online,

    /// <summary>案件移交: handed over from a case.</summary>
    HandOver,

    /// <summary>主动排查: found on a round.</summary>
    Proactive,
}

/// <summary>How the mediator came to it (人民调解法 art. 19). 调解员产生方式</summary>
public enum ChosenBy
{
    /// <summary>当事人共同选定.</summary>
    Parties,

    /// <summary>调委会指定.</summary>
    Committee,
}

/// <summary>How near it is to getting worse; a property of the dispute, never of a person, and gone when it ends. 风险颜色</summary>
public enum RiskColour
{
    /// <summary>黄: the grid looks after it.</summary>
    Yellow,

    /// <summary>橙: the committee the same day.</summary>
    Orange,

    /// <summary>红: the committee at once.</summary>
    Red,
}

/// <summary>One dispute and its dossier; read by its mediator and its committee alone. 纠纷卷宗</summary>
public sealed class Dispute : ITenantRow, IVersioned
{
    public const string FactsField = "mediation.dispute.facts";
    public const string RequestsField = "mediation.dispute.requests";
    public const string PlaceField = "mediation.dispute.place";
    public const string ReasonField = "mediation.dispute.reason";

    private const string Why = "调解民间纠纷";
    internal const string End = "归档满保管年限（默认 10 年）自动清除";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>12 random characters, for the party who applied.</summary>
    public string ReceiptNo { get; init; } = "";

    /// <summary>Year and serial of (年份)人调字第 号; null until taken. 卷号</summary>
    public int? Year { get; private set; }

    /// <inheritdoc cref="Year"/>
    public int? Serial { get; private set; }

    /// <summary>Unit code of the mediation committee. 调委会</summary>
    public string CommitteeCode { get; init; } = "";

    /// <summary>Where the committee belongs: 6 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>Key of a <see cref="DisputeKind"/>.</summary>
    public string Kind { get; init; } = "";
    public DisputeOrigin Origin { get; init; }

    /// <summary>The case it was handed over from; null for none.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Who took it down; null: the party, online.</summary>
    public Guid? TakenBy { get; init; }

    public DisputeState State { get; private set; }
    public DisputeEnding? Ending { get; private set; }

    /// <summary>Account; null until appointed.</summary>
    public Guid? MediatorId { get; internal set; }
    public ChosenBy? ChosenBy { get; internal set; }

    /// <summary>Null: none; always null when ended.</summary>
    public RiskColour? Risk { get; private set; }

    /// <summary>UTC; null without a colour.</summary>
    public DateTime? RiskAt { get; private set; }

    /// <summary>UTC; the committee has seen to it; null: not yet.</summary>
    public DateTime? RiskAnsweredAt { get; internal set; }

    public DateTime AppliedAt { get; init; }
    public DateTime? AcceptedAt { get; private set; }

    /// <summary>Last local day of the mediation; null until taken. 调解期限</summary>
    public DateOnly? DueOn { get; internal set; }

    /// <summary>How often it was extended.</summary>
    public int Extensions { get; internal set; }

    public DateTime? AgreedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public DateTime? ArchivedAt { get; private set; }

    /// <summary>Who bound it. 立卷人</summary>
    public Guid? ArchivedBy { get; private set; }

    /// <summary>Years it is kept after binding; then everything sealed is taken out. 保管期限</summary>
    public int KeptYears { get; private set; }

    /// <summary>UTC; when everything sealed was taken out; null: it is there.</summary>
    public DateTime? ForgottenAt { get; internal set; }

    [Sensitive(Why, What = "纠纷事实", Until = End, Field = FactsField)]
    public byte[]? Facts { get; internal set; }

    [Sensitive(Why, What = "申请事项", Until = End, Field = RequestsField)]
    public byte[]? Requests { get; internal set; }

    [Sensitive(Why, What = "纠纷地点", Until = End, Field = PlaceField)]
    public byte[]? Place { get; internal set; }

    [Sensitive(Why, What = "结案说明", Until = End, Field = ReasonField)]
    public byte[]? Reason { get; internal set; }

    /// <summary>UTC; changes with everything that is done in the dossier, so that one version guards all of it.</summary>
    public DateTime TouchedAt { get; private set; }
    public int Version { get; set; } = 1;

    /// <summary>The only writer of the state.</summary>
    /// <exception cref="RuleViolation"><c>mediation.not-now</c>.</exception>
    public void Move(DisputeAction action, DateTime now)
    {
        if (action != DisputeAction.Apply && !DisputeFlow.Allows(State, action))
            throw new RuleViolation("mediation.not-now");
        State = DisputeFlow.After(State, action);
        TouchedAt = now > TouchedAt ? now : TouchedAt.AddTicks(TimeSpan.TicksPerMillisecond);
    }

    /// <summary>受理: gets its number and its days.</summary>
    public void Accept(int year, int serial, DateOnly dueOn, DateTime now) =>
        (Year, Serial, DueOn, AcceptedAt) = (year, serial, dueOn, now);

    /// <summary>达成协议.</summary>
    public void Agree(DateTime now) => AgreedAt = now;

    /// <summary>定风险颜色; null takes it away.</summary>
    public void Colour(RiskColour? risk, DateTime now) => (Risk, RiskAt, RiskAnsweredAt) = (risk, risk is null ? null : now, null);

    /// <summary>结案: the colour goes with the dispute.</summary>
    public void Finish(DisputeEnding ending, DateTime now)
    {
        (Ending, EndedAt) = (ending, now);
        Colour(null, now);
    }

    /// <summary>归档.</summary>
    public void Bind(Guid by, int years, DateTime now) => (ArchivedBy, KeptYears, ArchivedAt) = (by, years, now);
}

internal sealed class DisputeTable : IEntityTypeConfiguration<Dispute>
{
    public void Configure(EntityTypeBuilder<Dispute> row)
    {
        row.ToTable("mediation_dispute");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.Property(d => d.ReceiptNo).HasMaxLength(12);
        row.Property(d => d.CommitteeCode).HasMaxLength(60);
        row.Property(d => d.AreaCode).HasMaxLength(17);
        row.Property(d => d.Kind).HasMaxLength(24);
        row.HasIndex(d => new { d.DistrictId, d.ReceiptNo }).IsUnique();
        row.HasIndex(d => new
            {
                d.DistrictId,
                d.CommitteeCode,
                d.Year,
                d.Serial,
            })
            .IsUnique();
        row.HasIndex(d => new
        {
            d.DistrictId,
            d.MediatorId,
            d.State,
        });
        row.HasIndex(d => new { d.DistrictId, d.CaseId });
    }
}

/// <summary>Which side a party stands on. 当事人一方</summary>
public enum Side
{
    /// <summary>申请人一方.</summary>
    Applicant,

    /// <summary>被申请人一方.</summary>
    Respondent,
}

/// <summary>By what a party showed who they are; the number on it is not kept. 身份证明</summary>
public enum IdentityPaper
{
    IdCard,
    HouseholdBook,
    Passport,
    BusinessLicence,
}

/// <summary>How the notice of rights was given. 告知方式</summary>
public enum NoticeWay
{
    /// <summary>纸质签字.</summary>
    Paper,

    /// <summary>本人网上确认.</summary>
    Online,
}

/// <summary>One party of a dispute. 当事人</summary>
/// <remarks>Ethnicity, which the paper form has a line for, is not kept: it says nothing about a dispute between neighbours.</remarks>
public sealed class Party : ITenantRow
{
    public const string NameField = "mediation.party.name";
    public const string PhoneField = "mediation.party.phone";
    public const string AddressField = "mediation.party.address";
    public const string AboutField = "mediation.party.about";
    public const string AgentField = "mediation.party.agent";
    private const string Why = "调解时找到当事人";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid DisputeId { get; init; }
    public Side Side { get; init; }

    /// <summary>From 1, over both sides.</summary>
    public int No { get; init; }

    [Sensitive(Why, What = "姓名", Until = Dispute.End, Field = NameField)]
    public byte[]? Name { get; set; }

    [Sensitive(Why, What = "电话", Until = Dispute.End, Field = PhoneField, Index = nameof(PhoneIndex))]
    public byte[]? Phone { get; set; }

    [Sensitive(Why, What = "电话", Until = Dispute.End)]
    public byte[]? PhoneIndex { get; set; }

    [Sensitive(Why, What = "住址", Until = Dispute.End, Field = AddressField)]
    public byte[]? Address { get; set; }

    /// <summary>性别、年龄、职业 as far as the party told them.</summary>
    [Sensitive(Why, What = "性别、年龄、职业（选填）", Until = Dispute.End, Field = AboutField)]
    public byte[]? About { get; set; }

    /// <summary>委托代理人 and what they may do.</summary>
    [Sensitive(Why, What = "委托代理人", Until = Dispute.End, Field = AgentField)]
    public byte[]? Agent { get; set; }

    /// <summary>The phone was proved by a code when applying: the party sees the own part from the beginning.</summary>
    public bool IsPhoneProved { get; init; }

    /// <summary>UTC; null: not shown yet.</summary>
    public DateTime? IdentitySeenAt { get; set; }
    public IdentityPaper? Paper { get; set; }

    /// <summary>UTC; the party knows the rights and duties; null: not yet. 权利义务告知</summary>
    public DateTime? NoticeAt { get; set; }
    public NoticeWay? NoticeBy { get; set; }

    /// <summary>Whether whoever proves this phone is this party for certain.</summary>
    public bool MayLookIn => IsPhoneProved || IdentitySeenAt is not null;
}

internal sealed class PartyTable : IEntityTypeConfiguration<Party>
{
    public void Configure(EntityTypeBuilder<Party> row)
    {
        row.ToTable("mediation_party");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.PhoneIndex).HasMaxLength(16);
        row.HasIndex(p => new { p.DistrictId, p.DisputeId });
        row.HasIndex(p => new { p.DistrictId, p.PhoneIndex });
    }
}

/// <summary>What a page of the dossier records. 卷内记录</summary>
public enum RecordKind
{
    /// <summary>调查记录.</summary>
    Investigation,

    /// <summary>证据材料: what was handed in; the paper lies in the folder.</summary>
    Evidence,

    /// <summary>背靠背: with one side alone; the other side never sees it.</summary>
    Apart,

    /// <summary>面对面: with both sides.</summary>
    Together,

    /// <summary>履行凭证.</summary>
    Performance,

    /// <summary>回访记录.</summary>
    FollowUp,

    /// <summary>司法确认材料.</summary>
    Court,

    /// <summary>卷宗情况说明.</summary>
    Note,
}

/// <summary>One record; appended, never changed: a correction is a record of its own that points to the first. 卷内记录</summary>
public sealed class DisputeRecord : ITenantRow
{
    public const string ContentField = "mediation.record.content";
    public const string PresentField = "mediation.record.present";
    private const string Why = "记录调解过程";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid DisputeId { get; init; }
    public RecordKind Kind { get; init; }

    /// <summary>Whose separate session it is; null otherwise.</summary>
    public Guid? PartyId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime HeldAt { get; init; }

    [Sensitive(Why, What = "调解记录", Until = Dispute.End, Field = ContentField)]
    public byte[]? Content { get; set; }

    [Sensitive(Why, What = "在场人员", Until = Dispute.End, Field = PresentField)]
    public byte[]? Present { get; set; }

    /// <summary>Sheets of paper that lie in the folder for it; 0 for none.</summary>
    public int Papers { get; init; }

    /// <summary>The record this one puts right; null for none.</summary>
    public Guid? CorrectsId { get; init; }

    /// <summary>SHA-256 of what was written, 64 hex digits.</summary>
    public string Fingerprint { get; init; } = "";
    public Guid WrittenBy { get; init; }
    public DateTime WrittenAt { get; init; }
}

internal sealed class DisputeRecordTable : IEntityTypeConfiguration<DisputeRecord>
{
    public void Configure(EntityTypeBuilder<DisputeRecord> row)
    {
        row.ToTable("mediation_record");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.Fingerprint).HasMaxLength(64);
        row.HasIndex(r => new { r.DistrictId, r.DisputeId });
    }
}

/// <summary>Where somebody who helps comes from. 联动单位类别</summary>
public enum HelperKind
{
    Police,
    Court,
    Community,
    Property,
    Other,
}

/// <summary>Admitted to one dispute: sees what was said in front of both sides from then on, nothing else. 联动参与人</summary>
public sealed class Helper : ITenantRow
{
    public const string NameField = "mediation.helper.name";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid DisputeId { get; init; }
    public HelperKind Kind { get; init; }

    /// <summary>Null for somebody without an account, who only stands on paper.</summary>
    public Guid? AccountId { get; init; }

    [Sensitive("记录调解过程", What = "联动参与人", Until = Dispute.End, Field = NameField)]
    public byte[]? Name { get; set; }
    public Guid AdmittedBy { get; init; }
    public DateTime AdmittedAt { get; init; }

    /// <summary>UTC; null: still admitted.</summary>
    public DateTime? EndedAt { get; set; }
}

internal sealed class HelperTable : IEntityTypeConfiguration<Helper>
{
    public void Configure(EntityTypeBuilder<Helper> row)
    {
        row.ToTable("mediation_helper");
        row.HasKey(h => new { h.DistrictId, h.Id });
        row.HasIndex(h => new { h.DistrictId, h.DisputeId });
        row.HasIndex(h => new
        {
            h.DistrictId,
            h.AccountId,
            h.EndedAt,
        });
    }
}

/// <summary>Mediates beside the one in charge (人民调解法 art. 19: one or several); sees what that one sees. 协助调解员</summary>
public sealed class CoMediator : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid DisputeId { get; init; }
    public Guid AccountId { get; init; }
    public DateTime JoinedAt { get; set; }

    /// <summary>UTC; null: still at it.</summary>
    public DateTime? EndedAt { get; set; }
}

internal sealed class CoMediatorTable : IEntityTypeConfiguration<CoMediator>
{
    public void Configure(EntityTypeBuilder<CoMediator> row)
    {
        row.ToTable("mediation_co_mediator");
        row.HasKey(m => new
        {
            m.DistrictId,
            m.DisputeId,
            m.AccountId,
        });
        row.HasIndex(m => new
        {
            m.DistrictId,
            m.AccountId,
            m.EndedAt,
        });
    }
}

/// <summary>A photographed or scanned page of the dossier; its bytes lie sealed in <c>SealedFiles</c> under this id. 卷内扫描件</summary>
/// <remarks>Of identity papers there is none: they are seen, not kept.</remarks>
public sealed class ScannedPage : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid DisputeId { get; init; }

    /// <summary>Of the 13 parts, which one it belongs to.</summary>
    public int Part { get; init; }

    /// <summary>By the bytes: image/jpeg, image/png or image/webp.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Length { get; init; }
    public Guid KeptBy { get; init; }
    public DateTime KeptAt { get; init; }
}

internal sealed class ScannedPageTable : IEntityTypeConfiguration<ScannedPage>
{
    public void Configure(EntityTypeBuilder<ScannedPage> row)
    {
        row.ToTable("mediation_scan");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.MediaType).HasMaxLength(16);
        row.HasIndex(p => new { p.DistrictId, p.DisputeId });
    }
}

/// <summary>Why somebody may not mediate this dispute, nor read it. 回避事由</summary>
public enum ConflictKind
{
    /// <summary>本人就是当事人: the same phone.</summary>
    IsParty,

    /// <summary>与当事人同名: until the committee has cleared it.</summary>
    SameName,

    /// <summary>近亲属.</summary>
    Relative,

    /// <summary>利害关系.</summary>
    Interest,

    /// <summary>其他可能影响公正的关系.</summary>
    Other,
}

/// <summary>A mediator who must keep out of one dispute. 回避</summary>
public sealed class Conflict : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid DisputeId { get; init; }
    public Guid AccountId { get; init; }
    public ConflictKind Kind { get; init; }

    /// <summary>Null: found by the program.</summary>
    public Guid? DeclaredBy { get; init; }
    public DateTime At { get; init; }

    /// <summary>UTC; the committee found that it is somebody else of the same name; null: it stands.</summary>
    public DateTime? ClearedAt { get; set; }
}

internal sealed class ConflictTable : IEntityTypeConfiguration<Conflict>
{
    public void Configure(EntityTypeBuilder<Conflict> row)
    {
        row.ToTable("mediation_conflict");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.DisputeId,
            c.AccountId,
        });
        row.HasIndex(c => new { c.DistrictId, c.AccountId });
    }
}

/// <summary>What happened, for the dossier alone; never on the feed, never on a case. 卷宗经过</summary>
public sealed class DisputeStep : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid DisputeId { get; init; }
    public DisputeAction Action { get; init; }
    public DisputeState State { get; init; }

    /// <summary>Account; null: a party, or the program.</summary>
    public Guid? By { get; init; }
    public DateTime At { get; init; }
}

internal sealed class DisputeStepTable : IEntityTypeConfiguration<DisputeStep>
{
    public void Configure(EntityTypeBuilder<DisputeStep> row)
    {
        row.ToTable("mediation_step");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.HasIndex(s => new { s.DistrictId, s.DisputeId });
    }
}

/// <summary>Counts the numbers of one committee in one year. 卷号计数</summary>
public sealed class DisputeNumber : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public string CommitteeCode { get; init; } = "";
    public int Year { get; init; }
    public int Last { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class DisputeNumberTable : IEntityTypeConfiguration<DisputeNumber>
{
    public void Configure(EntityTypeBuilder<DisputeNumber> row)
    {
        row.ToTable("mediation_number");
        row.HasKey(n => new
        {
            n.DistrictId,
            n.CommitteeCode,
            n.Year,
        });
        row.Property(n => n.CommitteeCode).HasMaxLength(60);
    }
}
