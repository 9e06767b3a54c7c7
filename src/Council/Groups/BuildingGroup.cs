using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Groups;

/// <summary>The message board of one building. 楼栋群</summary>
public sealed class BuildingGroup : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Of the registry; one group a building.</summary>
    public Guid BuildingId { get; init; }

    /// <summary>百年里3号楼.</summary>
    public string Label { get; set; } = "";

    /// <summary>Of the building, 15 or 17 digits.</summary>
    public string AreaCode { get; init; } = "";
    public DateTime OpenedAt { get; init; }
    public int Version { get; set; } = 1;
}

/// <summary>A confirmed resident in the group of their building. 群成员</summary>
public sealed class BuildingMember : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid GroupId { get; init; }
    public Guid ResidentId { get; init; }

    /// <summary>Three letters or digits by which neighbours tell each other apart; says nothing of the person.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Asked for the daily digest.</summary>
    public bool WantsDigest { get; set; }

    /// <summary>UTC; null while in the group.</summary>
    public DateTime? LeftAt { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>Who said it. 发言人类别</summary>
public enum AuthorKind
{
    Resident,
    Staff,

    /// <summary>外部群转来: chosen by the owner of a bridge.</summary>
    Bridge,
}

/// <summary>What kind of message it is. 消息类别</summary>
public enum SaidKind
{
    /// <summary>随便说说.</summary>
    Word,

    /// <summary>提问: must be answered.</summary>
    Question,

    /// <summary>通知, by staff.</summary>
    Notice,

    /// <summary>跟帖: under another message.</summary>
    Reply,
}

/// <summary>How a question stands. 提问状态</summary>
public enum AskState
{
    /// <summary>No question.</summary>
    None,

    /// <summary>待答复.</summary>
    Open,

    /// <summary>已答复.</summary>
    Answered,

    /// <summary>已转上报.</summary>
    Reported,

    /// <summary>已转议题.</summary>
    Topic,

    /// <summary>提问人撤回.</summary>
    Withdrawn,
}

/// <summary>By which rule a message was hidden; everybody sees the rule, the author the reason. 隐藏规则</summary>
public enum HideRule
{
    /// <summary>泄露他人信息.</summary>
    Privacy,

    /// <summary>辱骂攻击.</summary>
    Insult,

    /// <summary>广告.</summary>
    Advert,

    /// <summary>未经证实的说法.</summary>
    Rumour,

    /// <summary>与本楼无关或刷屏.</summary>
    Spam,
}

/// <summary>Whose turn it is to answer. 答复责任层级</summary>
public enum Duty
{
    /// <summary>楼栋长: holds the micro-grid.</summary>
    Chief,

    /// <summary>网格员.</summary>
    Worker,

    /// <summary>网格长.</summary>
    Lead,

    /// <summary>包联领导.</summary>
    Leader,
}

/// <summary>Something said in a group. 群消息</summary>
public sealed class GroupMessage : ITenantRow, IVersioned
{
    public const string TextField = "council.group.text";
    public const string ReasonField = "council.group.reason";
    public const int Longest = 500;

    private const string Why = "楼栋群里居民与网格的提问和答复";
    private const string UntilWhen = "满设定天数（默认一年）自动删除，转为上报或议题的随其保存";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid GroupId { get; init; }

    /// <summary>The message under which it stands; null for one that begins a thread.</summary>
    public Guid? ThreadId { get; init; }
    public AuthorKind Author { get; init; }
    public SaidKind Kind { get; init; }

    /// <summary>Null for staff and bridges, and once its time is over.</summary>
    [Sensitive(Why, What = "发言人", Class = DataClass.Internal, Basis = LegalBasis.Consent, Until = UntilWhen)]
    public Guid? ResidentId { get; private set; }

    /// <summary>Household of the author, for the share of each; null as above.</summary>
    [Sensitive(Why, What = "发言人所在户", Class = DataClass.Internal, Basis = LegalBasis.Consent, Until = UntilWhen)]
    public Guid? DwellingId { get; private set; }

    /// <summary>Title of the post, name of the outside group, or unit and tag parted by a blank; no name of a person.</summary>
    public string ByLine { get; init; } = "";

    /// <summary>Null once its time is over.</summary>
    [Sensitive(Why, What = "发言内容", Basis = LegalBasis.Consent, Until = UntilWhen, Field = TextField)]
    public byte[]? TextSealed { get; private set; }
    public bool HasPhoto { get; init; }
    public DateTime At { get; init; }
    public AskState State { get; private set; }

    /// <summary>UTC; the first answer by who is on duty, a report or a topic; null while nobody answered.</summary>
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>UTC; withdrawn, reported, topic: nothing more is said under it.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Whose turn it is; null for no question, or when nobody holds any post.</summary>
    public Duty? Turn { get; private set; }

    /// <summary>UTC; when it climbs; null at the top and when it is no longer open.</summary>
    public DateTime? ClimbsAt { get; private set; }

    /// <summary>Case or topic it became; null for none.</summary>
    public Guid? FollowId { get; private set; }

    /// <summary>Receipt number of the report; for the asker and staff.</summary>
    public string? ReceiptNo { get; private set; }
    public HideRule? Hidden { get; private set; }

    [Sensitive(Why, What = "隐藏说明", Until = UntilWhen, Field = ReasonField)]
    public byte[]? HiddenWhy { get; private set; }
    public string? HiddenBy { get; private set; }

    /// <summary>Null unless it came over a bridge.</summary>
    public Guid? BridgeId { get; init; }

    /// <summary>Its number in the outside group; null without.</summary>
    public string? BridgeNo { get; init; }
    public int Version { get; set; } = 1;

    /// <summary>Hiding the words answers nothing: a hidden question goes on climbing.</summary>
    public bool IsOpenQuestion => State == AskState.Open;

    internal void Say(byte[]? text, Guid? residentId, Guid? dwellingId)
    {
        (TextSealed, ResidentId, DwellingId) = (text, residentId, dwellingId);
        if (Kind == SaidKind.Question)
            State = AskState.Open;
    }

    internal void Give(Duty? turn, DateTime? climbsAt) => (Turn, ClimbsAt) = (turn, climbsAt);

    /// <summary>The first answer counts; later ones change nothing.</summary>
    internal void Answer(DateTime now)
    {
        if (State == AskState.Open)
            (State, AnsweredAt, ClimbsAt) = (AskState.Answered, now, null);
    }

    /// <exception cref="RuleViolation"><c>group.closed</c>.</exception>
    internal void GoOnAs(AskState state, Guid id, string? receiptNo, DateTime now)
    {
        if (ClosedAt is not null || Hidden is not null || ThreadId is not null)
            throw new RuleViolation("group.closed");
        (State, FollowId, ReceiptNo, ClosedAt, ClimbsAt) = (state, id, receiptNo, now, null);
        AnsweredAt ??= now;
    }

    /// <exception cref="RuleViolation"><c>group.closed</c>.</exception>
    internal void Withdraw(DateTime now)
    {
        if (State is not (AskState.Open or AskState.Answered) || ClosedAt is not null)
            throw new RuleViolation("group.closed");
        (State, ClosedAt, ClimbsAt) = (AskState.Withdrawn, now, null);
    }

    /// <exception cref="RuleViolation"><c>group.closed</c>.</exception>
    internal void Hide(HideRule rule, byte[]? why, string byTitle)
    {
        if (Hidden is not null || State is AskState.Reported or AskState.Topic)
            throw new RuleViolation("group.closed");
        (Hidden, HiddenWhy, HiddenBy) = (rule, why, byTitle);
    }

    /// <summary>Times stay for the figures; what was said and by whom goes.</summary>
    internal void Forget() => (TextSealed, ResidentId, DwellingId, HiddenWhy) = (null, null, null, null);
}

/// <summary>A question went to the next one; everybody sees it. 逐级提醒记录</summary>
public sealed class GroupClimb : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid MessageId { get; init; }
    public Duty Duty { get; init; }
    public DateTime At { get; init; }

    /// <summary>People told.</summary>
    public int Told { get; init; }
}

/// <summary>How long each one has to answer. 答复时限</summary>
public sealed class GroupStep : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Duty Duty { get; init; }

    /// <summary>Minutes until it climbs; 0: this one is not asked.</summary>
    public int Minutes { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>An outside chat whose owner passes chosen messages on; the group knows of it. 外部群接入</summary>
public sealed class GroupBridge : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid GroupId { get; init; }

    /// <summary>Name of the outside group.</summary>
    public string Name { get; init; } = "";

    /// <summary>Who chooses what is passed on, as the members read it: an office, no name.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Account of the owner.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>Local day on which it was announced in the outside group.</summary>
    public DateOnly AnnouncedOn { get; init; }

    /// <summary>The connected system whose key posts.</summary>
    public Guid SourceId { get; init; }
    public DateTime Since { get; init; }
    public DateTime? EndedAt { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class BuildingGroupTable : IEntityTypeConfiguration<BuildingGroup>
{
    public void Configure(EntityTypeBuilder<BuildingGroup> row)
    {
        row.ToTable("council_building");
        row.HasKey(g => new { g.DistrictId, g.Id });
        row.Property(g => g.Label).HasMaxLength(400);
        row.Property(g => g.AreaCode).HasMaxLength(17);
        row.HasIndex(g => new { g.DistrictId, g.BuildingId }).IsUnique();
        row.HasIndex(g => new
        {
            g.DistrictId,
            g.AreaCode,
            g.Id,
        });
    }
}

internal sealed class BuildingMemberTable : IEntityTypeConfiguration<BuildingMember>
{
    public void Configure(EntityTypeBuilder<BuildingMember> row)
    {
        row.ToTable("council_building_member");
        row.HasKey(m => new
        {
            m.DistrictId,
            m.GroupId,
            m.ResidentId,
        });
        row.Property(m => m.Tag).HasMaxLength(3);
        row.HasIndex(m => new
            {
                m.DistrictId,
                m.GroupId,
                m.Tag,
            })
            .IsUnique();
        row.HasIndex(m => new { m.DistrictId, m.ResidentId });
        row.HasOne<BuildingGroup>().WithMany().HasForeignKey(m => new { m.DistrictId, m.GroupId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GroupMessageTable : IEntityTypeConfiguration<GroupMessage>
{
    public void Configure(EntityTypeBuilder<GroupMessage> row)
    {
        row.ToTable("council_building_message");
        row.HasKey(m => new { m.DistrictId, m.Id });
        row.Property(m => m.ByLine).HasMaxLength(240);
        row.Property(m => m.ReceiptNo).HasMaxLength(12);
        row.Property(m => m.HiddenBy).HasMaxLength(60);
        row.Property(m => m.BridgeNo).HasMaxLength(64);
        row.Ignore(m => m.IsOpenQuestion);
        row.HasIndex(m => new
        {
            m.DistrictId,
            m.GroupId,
            m.ThreadId,
            m.Id,
        });
        row.HasIndex(m => new
        {
            m.DistrictId,
            m.GroupId,
            m.State,
        });
        row.HasIndex(m => new { m.DistrictId, m.ResidentId });
        row.HasIndex(m => new
        {
            m.DistrictId,
            m.DwellingId,
            m.At,
        });
        row.HasIndex(m => new
            {
                m.DistrictId,
                m.BridgeId,
                m.BridgeNo,
            })
            .IsUnique();
        row.HasOne<BuildingGroup>().WithMany().HasForeignKey(m => new { m.DistrictId, m.GroupId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GroupClimbTable : IEntityTypeConfiguration<GroupClimb>
{
    public void Configure(EntityTypeBuilder<GroupClimb> row)
    {
        row.ToTable("council_building_climb");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.MessageId,
            c.Duty,
        });
        row.HasOne<GroupMessage>().WithMany().HasForeignKey(c => new { c.DistrictId, c.MessageId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GroupStepTable : IEntityTypeConfiguration<GroupStep>
{
    public void Configure(EntityTypeBuilder<GroupStep> row)
    {
        row.ToTable("council_building_step");
        row.HasKey(s => new { s.DistrictId, s.Duty });
    }
}

internal sealed class GroupBridgeTable : IEntityTypeConfiguration<GroupBridge>
{
    public void Configure(EntityTypeBuilder<GroupBridge> row)
    {
        row.ToTable("council_building_bridge");
        row.HasKey(b => new { b.DistrictId, b.Id });
        row.Property(b => b.Name).HasMaxLength(240);
        row.Property(b => b.Owner).HasMaxLength(240);
        row.HasIndex(b => new { b.DistrictId, b.GroupId });
        row.HasIndex(b => new { b.DistrictId, b.SourceId });
        row.HasOne<BuildingGroup>().WithMany().HasForeignKey(b => new { b.DistrictId, b.GroupId }).OnDelete(DeleteBehavior.Restrict);
    }
}
