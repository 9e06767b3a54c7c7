using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Receptions;

/// <summary>Who receives. 接待类别</summary>
public enum ReceptionKind
{
    /// <summary>两代表一委员接待.</summary>
    Deputy,

    /// <summary>领导接待.</summary>
    Leader,

    /// <summary>纪检接待: what is said there is for that desk alone.</summary>
    Discipline,
}

/// <summary>Where they receive. 接待方式</summary>
public enum ReceptionMode
{
    /// <summary>驻站接待.</summary>
    Station,

    /// <summary>下访接待.</summary>
    Visit,

    /// <summary>网上接待, at any hour of its days.</summary>
    Online,
}

/// <summary>A day, or days online, on which somebody receives residents. 接待日</summary>
public sealed class ReceptionDay : ITenantRow, IVersioned
{
    public const int LongestReceiver = 60;
    public const int LongestPlace = 100;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public ReceptionKind Kind { get; init; }
    public ReceptionMode Mode { get; init; }

    /// <summary>Who receives, as the public reads it: office and, where it is usual, name.</summary>
    public string Receiver { get; set; } = "";
    public string Place { get; set; } = "";
    public string AreaCode { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime BeginsAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime EndsAt { get; set; }

    /// <summary>Unit that keeps its matters: the desk.</summary>
    public string UnitCode { get; init; } = "";

    /// <summary>How many can book.</summary>
    public int Places { get; set; }

    /// <summary>How many have booked and not withdrawn.</summary>
    public int Booked { get; set; }

    /// <summary>Null unless called off.</summary>
    public string? CalledOffWhy { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>Where a matter stands. 接待事项状态</summary>
public enum MatterState
{
    /// <summary>已预约.</summary>
    Booked,

    /// <summary>已接待: said and taken down; waits for an owner.</summary>
    Received,

    /// <summary>办理中: a unit answers by a day.</summary>
    Assigned,

    /// <summary>已答复.</summary>
    Answered,

    /// <summary>已撤回 by the resident.</summary>
    Withdrawn,

    /// <summary>未到访.</summary>
    NotCome,
}

/// <summary>What a matter goes on as. 后续办理</summary>
public enum FollowKind
{
    None,

    /// <summary>案件.</summary>
    Case,

    /// <summary>会议.</summary>
    Meeting,

    /// <summary>攻坚项目.</summary>
    Project,

    /// <summary>议题.</summary>
    Topic,
}

/// <summary>What somebody said to who receives: number, owner, limit, answer. 接待事项</summary>
public sealed class Matter : ITenantRow, IVersioned
{
    public const string WordsField = "council.matter.words";
    public const string PhoneFieldName = "council.matter.phone";
    public const string AnswerField = "council.matter.answer";
    public const int LongestWords = 2000;
    public const int LongestAnswer = 2000;

    private const string Why = "办理和答复接待事项";
    private const string UntilWhen = "答复满设定天数（默认三年）自动删除";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>12 random characters; the resident's own.</summary>
    public string No { get; init; } = "";
    public Guid DayId { get; init; }
    public ReceptionKind Kind { get; init; }
    public string AreaCode { get; init; } = "";

    /// <summary>The desk.</summary>
    public string UnitCode { get; init; } = "";
    public MatterState State { get; private set; }

    /// <summary>It came by booking; else somebody walked in.</summary>
    public bool WasBooked { get; init; }

    /// <summary>Who booked; null for who walked in.</summary>
    public Guid? ResidentId { get; private set; }
    public DateTime CreatedAt { get; init; }
    public DateTime? ReceivedAt { get; private set; }

    [Sensitive(Why, What = "反映内容", Until = UntilWhen, Field = WordsField)]
    public byte[]? WordsSealed { get; private set; }

    [Sensitive(Why, What = "电话", Until = UntilWhen, Field = PhoneFieldName, Index = nameof(PhoneIndex))]
    public byte[]? PhoneSealed { get; private set; }

    [Sensitive(Why, What = "电话", Until = UntilWhen)]
    public byte[]? PhoneIndex { get; private set; }

    [Sensitive(Why, What = "答复", Until = UntilWhen, Field = AnswerField)]
    public byte[]? AnswerSealed { get; private set; }

    /// <summary>Who answers; null until assigned.</summary>
    public string? OwnerUnitCode { get; private set; }

    /// <summary>UTC; end of the last working day of the limit.</summary>
    public DateTime? DueAt { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public string? AnsweredByTitle { get; private set; }

    /// <summary>UTC; when it was noticed that no answer came in time; stays.</summary>
    public DateTime? LateAt { get; private set; }
    public FollowKind Follow { get; private set; }

    /// <summary>Case, meeting or project; null for none.</summary>
    public Guid? FollowId { get; private set; }
    public int Version { get; set; } = 1;

    internal void Say(byte[]? words, byte[]? phone, byte[]? phoneIndex, Guid? residentId) =>
        (WordsSealed, PhoneSealed, PhoneIndex, ResidentId) = (words, phone, phoneIndex, residentId);

    /// <exception cref="RuleViolation"><c>matter.state</c>.</exception>
    internal void Receive(bool hasCome, byte[]? words, DateTime now)
    {
        if (State != MatterState.Booked)
            throw new RuleViolation("matter.state");
        (State, ReceivedAt) = (hasCome ? MatterState.Received : MatterState.NotCome, hasCome ? now : null);
        if (words is not null)
            WordsSealed = words;
    }

    /// <exception cref="RuleViolation"><c>matter.state</c>.</exception>
    internal void Assign(string unitCode, DateTime dueAt)
    {
        if (State is not (MatterState.Received or MatterState.Assigned))
            throw new RuleViolation("matter.state");
        (State, OwnerUnitCode, DueAt) = (MatterState.Assigned, unitCode, dueAt);
    }

    /// <exception cref="RuleViolation"><c>matter.state</c>.</exception>
    internal void Reply(byte[]? answer, string byTitle, DateTime now)
    {
        if (State is not (MatterState.Received or MatterState.Assigned))
            throw new RuleViolation("matter.state");
        (State, AnswerSealed, AnsweredByTitle, AnsweredAt) = (MatterState.Answered, answer, byTitle, now);
        if (DueAt < now)
            LateAt ??= now;
    }

    /// <exception cref="RuleViolation"><c>matter.state</c>.</exception>
    internal void Withdraw()
    {
        if (State != MatterState.Booked)
            throw new RuleViolation("matter.state");
        State = MatterState.Withdrawn;
        Forget();
    }

    /// <exception cref="RuleViolation"><c>matter.followed</c>.</exception>
    internal void GoOnAs(FollowKind kind, Guid id)
    {
        if (Follow != FollowKind.None)
            throw new RuleViolation("matter.followed");
        (Follow, FollowId) = (kind, id);
    }

    internal void Miss(DateTime now) => LateAt ??= now;

    /// <summary>Number, owner and days stay; what was said, the phone and the answer go.</summary>
    internal void Forget() => (WordsSealed, PhoneSealed, PhoneIndex, AnswerSealed, ResidentId) = (null, null, null, null, null);
}

internal sealed class ReceptionDayTable : IEntityTypeConfiguration<ReceptionDay>
{
    public void Configure(EntityTypeBuilder<ReceptionDay> row)
    {
        row.ToTable("council_reception");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.Property(d => d.Receiver).HasMaxLength(ReceptionDay.LongestReceiver * 4);
        row.Property(d => d.Place).HasMaxLength(ReceptionDay.LongestPlace * 4);
        row.Property(d => d.AreaCode).HasMaxLength(17);
        row.Property(d => d.UnitCode).HasMaxLength(40);
        row.Property(d => d.CalledOffWhy).HasMaxLength(800);
        row.HasIndex(d => new { d.DistrictId, d.EndsAt });
    }
}

internal sealed class MatterTable : IEntityTypeConfiguration<Matter>
{
    public void Configure(EntityTypeBuilder<Matter> row)
    {
        row.ToTable("council_matter");
        row.HasKey(m => new { m.DistrictId, m.Id });
        row.Property(m => m.No).HasMaxLength(12);
        row.Property(m => m.AreaCode).HasMaxLength(17);
        row.Property(m => m.UnitCode).HasMaxLength(40);
        row.Property(m => m.OwnerUnitCode).HasMaxLength(40);
        row.Property(m => m.AnsweredByTitle).HasMaxLength(60);
        row.Property(m => m.PhoneIndex).HasMaxLength(32);
        row.HasIndex(m => new { m.DistrictId, m.No }).IsUnique();
        row.HasIndex(m => new { m.DistrictId, m.DayId });
        row.HasIndex(m => new { m.DistrictId, m.ResidentId });
        row.HasIndex(m => new { m.DistrictId, m.PhoneIndex });
        row.HasIndex(m => new
        {
            m.DistrictId,
            m.OwnerUnitCode,
            m.State,
        });
        row.HasOne<ReceptionDay>().WithMany().HasForeignKey(m => new { m.DistrictId, m.DayId }).OnDelete(DeleteBehavior.Restrict);
    }
}
