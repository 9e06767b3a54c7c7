using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Consents;

/// <summary>About whom a consent is. 同意对象</summary>
public enum ConsentSubjectKind
{
    /// <summary>电话的使用人</summary>
    Phone,

    /// <summary>台账里的人员</summary>
    Person,

    /// <summary>台账里的户</summary>
    Household,

    /// <summary>一件事的照片</summary>
    Case,

    /// <summary>联户党员</summary>
    Contact,
}

/// <summary>Who said yes. 同意人</summary>
public enum ConsentGiver
{
    /// <summary>本人</summary>
    Self,

    /// <summary>监护人</summary>
    Guardian,
}

/// <summary>What the guardian is to the child. 监护关系</summary>
public enum GuardianRelation
{
    /// <summary>父亲</summary>
    Father,

    /// <summary>母亲</summary>
    Mother,

    /// <summary>祖父母、外祖父母</summary>
    Grandparent,

    /// <summary>其他监护人</summary>
    Other,
}

/// <summary>By which way it was said. 同意方式</summary>
public enum ConsentChannel
{
    /// <summary>网页</summary>
    Page,

    /// <summary>电话</summary>
    Phone,

    /// <summary>书面</summary>
    Paper,

    /// <summary>上门</summary>
    HomeVisit,

    /// <summary>随名册登记: of before records were kept, or with a list; never given by hand.</summary>
    List,

    /// <summary>到期自动: nobody came back for so long that what rested on it was deleted; never given, and taken back by nobody by hand.</summary>
    Retention,
}

/// <summary>About whom. 同意对象</summary>
/// <param name="Id">Person, household, case or contact; null for a phone alone.</param>
/// <param name="Phone">Normalised; null when not known.</param>
public sealed record ConsentSubject(ConsentSubjectKind Kind, Guid? Id, string? Phone = null);

/// <summary>Somebody agreed to a text, and perhaps took it back: who, to what, in which words, by which way, when, written down by whom. 同意记录</summary>
/// <remarks>Only the withdrawal is added afterwards. Who agrees again gets a new record; the old one stays as history.</remarks>
public sealed class ConsentRecord : ITenantRow, IVersioned
{
    public const string PhoneField = "platform.consent.phone";
    public const string GuardianField = "platform.consent.guardian";
    private const string Why = "证明谁同意过、何时撤回";
    private const string End = "撤回满设定天数（默认三年）自动删除";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Purpose { get; init; } = "";

    /// <summary>Number of the text they were shown.</summary>
    public int TextNumber { get; init; }

    public ConsentSubjectKind SubjectKind { get; init; }

    /// <summary>Person, household or case; null for a phone alone.</summary>
    public Guid? SubjectId { get; init; }

    [Sensitive(Why, What = "电话", Until = End, Field = PhoneField, Index = nameof(PhoneIndex))]
    public byte[]? PhoneSealed { get; internal set; }

    [Sensitive(Why, What = "电话", Until = End)]
    public byte[]? PhoneIndex { get; internal set; }

    /// <summary>Last four; null without phone.</summary>
    [Sensitive(Why, What = "电话", Until = End)]
    public string? PhoneTail { get; internal set; }

    /// <summary>Grid, 15 or 17 digits; null for what residents did themselves.</summary>
    public string? AreaCode { get; init; }

    /// <summary>About somebody under fourteen.</summary>
    public bool IsChild { get; init; }

    public ConsentGiver GivenBy { get; init; }

    /// <summary>Null unless a guardian gave it.</summary>
    public GuardianRelation? Relation { get; init; }

    [Sensitive(Why, What = "监护人姓名", Until = End, Field = GuardianField)]
    public byte[]? GuardianSealed { get; internal set; }

    /// <summary>王**; null without a name.</summary>
    [Sensitive(Why, What = "监护人姓名", Until = End)]
    public string? GuardianMask { get; internal set; }

    public ConsentChannel Channel { get; init; }

    /// <summary>Number on the sheet of paper, by which it is found in the binder; null otherwise.</summary>
    public string? PaperNo { get; init; }

    /// <summary>UTC; when it was said.</summary>
    public DateTime GivenAt { get; init; }

    /// <summary>UTC; when it was written down.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>Account of staff; null: the resident.</summary>
    public Guid? RecordedBy { get; init; }

    /// <summary>Title of the post; null: the resident.</summary>
    public string? RecordedPost { get; init; }

    /// <summary>UTC; null while it stands.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>Account of staff who wrote the withdrawal down; null: the resident.</summary>
    public Guid? WithdrawnBy { get; private set; }

    /// <summary>Title of the post; null: the resident.</summary>
    public string? WithdrawnPost { get; private set; }

    /// <summary>By which way it was taken back; null while it stands.</summary>
    public ConsentChannel? WithdrawnChannel { get; private set; }

    /// <summary>How many things stopped or were deleted with the withdrawal; null while it stands.</summary>
    public int? Stopped { get; private set; }

    public int Version { get; set; } = 1;

    /// <summary>Not taken back.</summary>
    public bool Stands => WithdrawnAt is null;

    /// <summary>Taken back, with what stopped by it. 撤回</summary>
    public void Withdraw(ConsentChannel channel, Guid? by, string? post, int stopped, DateTime now) =>
        (WithdrawnAt, WithdrawnBy, WithdrawnPost, WithdrawnChannel, Stopped) = (now, by, post, channel, stopped);

    /// <summary>What identifies anybody goes; that somebody agreed, and when, stays. 到期清除</summary>
    internal void Forget() => (PhoneSealed, PhoneIndex, PhoneTail, GuardianSealed, GuardianMask) = (null, null, null, null, null);
}

internal sealed class ConsentRecordTable : IEntityTypeConfiguration<ConsentRecord>
{
    public void Configure(EntityTypeBuilder<ConsentRecord> row)
    {
        row.ToTable("platform_consent");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.Purpose).HasMaxLength(40);
        row.Property(c => c.PhoneSealed).HasMaxLength(100);
        row.Property(c => c.PhoneIndex).HasMaxLength(16);
        row.Property(c => c.PhoneTail).HasMaxLength(4);
        row.Property(c => c.AreaCode).HasMaxLength(17);
        row.Property(c => c.GuardianSealed).HasMaxLength(300);
        row.Property(c => c.GuardianMask).HasMaxLength(60);
        row.Property(c => c.PaperNo).HasMaxLength(40);
        row.Property(c => c.RecordedPost).HasMaxLength(100);
        row.Property(c => c.WithdrawnPost).HasMaxLength(100);
        row.Ignore(c => c.Stands);
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.SubjectId,
            c.Purpose,
        });
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.PhoneIndex,
            c.Purpose,
        });
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.AreaCode,
            c.Id,
        });
        row.HasIndex(c => new { c.DistrictId, c.WithdrawnAt });
    }
}
