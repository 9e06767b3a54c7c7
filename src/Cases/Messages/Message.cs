using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Live;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Messages;

/// <summary>Why somebody is told. 消息类别</summary>
public enum MessageKind
{
    /// <summary>升级提醒.</summary>
    Ladder,

    /// <summary>待审批: something waits for your decision.</summary>
    ApprovalAsked,

    /// <summary>审批结果.</summary>
    ApprovalDecided,

    /// <summary>审批催促: still undecided.</summary>
    ApprovalLate,

    /// <summary>督办、批示: must be answered.</summary>
    OrderGiven,

    /// <summary>已回复.</summary>
    OrderAnswered,

    /// <summary>回复超期.</summary>
    OrderLate,

    /// <summary>吹哨: your unit is called.</summary>
    ClimbCalled,

    /// <summary>已报到.</summary>
    ClimbReported,

    /// <summary>报到超期.</summary>
    ClimbLate,

    /// <summary>协办任务.</summary>
    TaskGiven,

    /// <summary>协办已反馈.</summary>
    TaskDone,

    /// <summary>协办超期.</summary>
    TaskLate,

    /// <summary>待裁决: you say who answers for what nobody owns.</summary>
    GapGiven,

    /// <summary>裁决超期: went to the level above.</summary>
    GapLate,

    /// <summary>应召: called in an emergency.</summary>
    AlarmCalled,

    /// <summary>已答复: what you took down, or instructed, has its answer.</summary>
    AnswerLeft,

    /// <summary>等您复核: a reporter is not content and you own the review.</summary>
    ReviewGiven,

    /// <summary>复核催促: the limit is near or over.</summary>
    ReviewLate,

    /// <summary>抽查不合格: a drawn case was opened again.</summary>
    SampleFailed,

    /// <summary>请您换班.</summary>
    DutyAsked,

    /// <summary>换班答复.</summary>
    DutyAnswered,

    /// <summary>考核申诉待裁决.</summary>
    EvaluationAppealed,

    /// <summary>考核有变动: an appeal was decided, or a case was left out.</summary>
    EvaluationChanged,

    /// <summary>日报已签发: somebody subscribed to it.</summary>
    ReportReleased,

    /// <summary>会议通知: your unit is asked to a meeting, or it was moved or called off.</summary>
    MeetingCalled,

    /// <summary>请答复会议: the meeting is near and your unit has not answered.</summary>
    MeetingUnanswered,

    /// <summary>议定事项: your unit owes something that was settled in a meeting.</summary>
    ObligationGiven,

    /// <summary>议定事项快到期.</summary>
    ObligationNear,

    /// <summary>议定事项超期.</summary>
    ObligationLate,

    /// <summary>议定事项待核对: a unit says it has done its part.</summary>
    ObligationDone,

    /// <summary>接待事项: a matter from a reception is your unit's to answer.</summary>
    MatterGiven,

    /// <summary>接待事项到期没有答复.</summary>
    MatterLate,

    /// <summary>建议.</summary>
    SuggestionGiven,

    /// <summary>建议到期没有答复.</summary>
    SuggestionLate,

    /// <summary>人民调解: something waits in a dossier; the message says which, never about whom.</summary>
    Mediation,

    /// <summary>楼栋群提问: somebody asked in a building group you answer for.</summary>
    GroupQuestion,

    /// <summary>议题超期: nobody took the next step in time.</summary>
    TopicLate,

    /// <summary>议题等您处理: something came in that staff answer.</summary>
    TopicWaits,
}

/// <summary>What a person is told inside the house; other channels are told by events. 消息</summary>
public sealed class Message : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid AccountId { get; init; }
    public Guid Id { get; init; }
    public MessageKind Kind { get; init; }

    /// <summary>The case it is about; of a report its id; empty where it is about duty.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Title of the case as it was; of the turn where it is about duty.</summary>
    public string Title { get; init; } = "";

    /// <summary>What was said, in the language of the record.</summary>
    public string Text { get; init; } = "";

    public DateTime At { get; init; }
    public DateTime? ReadAt { get; set; }
}

internal sealed class MessageTable : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> row)
    {
        row.ToTable("cases_message");
        row.HasKey(m => new
        {
            m.DistrictId,
            m.AccountId,
            m.Id,
        });
        row.HasIndex(m => new
        {
            m.DistrictId,
            m.AccountId,
            m.ReadAt,
        });
        row.Property(m => m.Title).HasMaxLength(Case.LongestTitle * 2);
        row.Property(m => m.Text).HasMaxLength(1000);
    }
}

/// <summary>Told to one person: the event's subject is the account. 消息已发</summary>
/// <param name="Kind">Why.</param>
/// <param name="CaseId">The case it is about.</param>
internal sealed record PersonTold(MessageKind Kind, Guid CaseId)
{
    /// <returns>Null when the event is of another kind.</returns>
    public static PersonTold? Of(EventRow happened) => happened.Told<PersonTold>(LiveFeed.ToPerson);
}

/// <summary>Telling people. 发消息</summary>
internal static class Telling
{
    /// <summary>A message for each of them, saved with the change that is being made; their pages show it, and what they chose is sent on.</summary>
    public static void Tell(this GezhiDb db, IEnumerable<Guid> accounts, MessageKind kind, Case subject, string text, DateTime now)
    {
        foreach (var account in accounts)
            db.Tell(account, kind, subject.Id, subject.Title, subject.AreaCode, text, now);
    }

    /// <summary>A message to one person about what has no case, when <paramref name="caseId"/> is empty.</summary>
    public static void Tell(
        this GezhiDb db,
        Guid account,
        MessageKind kind,
        Guid caseId,
        string title,
        string areaCode,
        string text,
        DateTime now
    )
    {
        db.Append(
            new Message
            {
                DistrictId = db.DistrictId,
                AccountId = account,
                Id = Ids.New(now),
                Kind = kind,
                CaseId = caseId,
                Title = title,
                Text = TextElements.Cut(text, 200), // between characters: half a pair is no UTF-8
                At = now,
            }
        );
        db.Tell(LiveFeed.ToPerson, account, areaCode, now, new PersonTold(kind, caseId));
    }
}
