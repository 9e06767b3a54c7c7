using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Topics;

/// <summary>From where a topic came. 议题来源</summary>
public enum TopicSource
{
    /// <summary>工作人员提出.</summary>
    Staff,

    /// <summary>居民提出.</summary>
    Resident,

    /// <summary>案件.</summary>
    Case,

    /// <summary>接待事项.</summary>
    Matter,

    /// <summary>楼栋群消息.</summary>
    Group,

    /// <summary>金点子.</summary>
    Suggestion,
}

/// <summary>Something that those whom it concerns decide together. 议题</summary>
/// <remarks>Title and words are public from the sorting on; no names or numbers of people stand in them.</remarks>
public sealed class Topic : ITenantRow, IVersioned
{
    public const int LongestTitle = 60;
    public const int LongestWords = 1000;
    public const int LongestNote = 500;
    public const int LongestRecord = 3000;
    public const int LongestPlace = 100;

    /// <summary>Days in which those who took part can say how it was.</summary>
    public const int EvaluationDays = 7;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string No { get; init; } = "";

    /// <summary>Of the community, 12 digits: who may lead it and who may speak comes from there.</summary>
    public string AreaCode { get; init; } = "";
    public string Title { get; internal set; } = "";
    public string Words { get; internal set; } = "";
    public TopicSource Source { get; init; }

    /// <summary>The case, matter, message or suggestion; null for what was typed.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>Who wished for it, or said what it was made from; null without account, and after the time for which it is kept.</summary>
    public Guid? ResidentId { get; private set; }

    /// <summary>锦绣苑3号楼, never a name; null when it did not come from a resident.</summary>
    public string? RaisedFrom { get; init; }
    public DateTime RaisedAt { get; init; }
    public TopicState State { get; private set; }

    /// <summary>UTC; by when the next step is owed, or a term ends; null: nothing runs.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>UTC; when it was first noticed that a step was late; stays.</summary>
    public DateTime? LateAt { get; private set; }

    /// <summary>Null until sorted.</summary>
    public TopicSize? Size { get; private set; }
    public string? SizeWhy { get; private set; }

    /// <summary>The decision before it was changed; null when it was not.</summary>
    public TopicSize? FirstSize { get; private set; }
    public string? FirstSizeWhy { get; private set; }

    /// <summary>Account that sorted it; hears of what is late.</summary>
    public Guid? KeeperId { get; private set; }
    public string? Ground { get; private set; }

    /// <summary>As the route said when it was sorted.</summary>
    public string? Lead { get; private set; }
    public string? Invite { get; private set; }
    public int NoticeDays { get; private set; }
    public TopicForm Form { get; private set; }
    public int PublicityDays { get; private set; }
    public int LimitDays { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? NoticedAt { get; private set; }
    public DateTime? HallAt { get; private set; }
    public string? HallPlace { get; private set; }

    /// <summary>Six characters shown in the hall alone: who types them was there. Null before the notice.</summary>
    public string? HallCode { get; private set; }

    /// <summary>Who came, by groups and numbers; no names.</summary>
    public string? Came { get; private set; }

    /// <summary>Confirmed households that signed in at the hall, and people who came besides them; null until it is written down.</summary>
    public int? CameHomes { get; private set; }
    public int? CameOthers { get; private set; }
    public string? Said { get; private set; }

    /// <summary>The owners' vote by law; null without one.</summary>
    public Guid? VoteId { get; private set; }
    public string? Opinion { get; private set; }
    public bool? IsAdopted { get; private set; }
    public int? Yes { get; private set; }
    public int? NoCount { get; private set; }
    public int? Abstain { get; private set; }

    /// <summary>Who does it, as the public reads it.</summary>
    public string? Doer { get; private set; }

    /// <summary>Local day.</summary>
    public DateOnly? DoBy { get; private set; }
    public Guid? CaseId { get; private set; }

    /// <summary>What was done, or what was answered.</summary>
    public string? Result { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>Of those who said how it was; their stars together and how many. Null until it is archived.</summary>
    public int? Stars { get; private set; }
    public int? Raters { get; private set; }
    public int Steps { get; private set; }

    /// <summary>How often it was talked about anew: from 1, one more each time an objection was right.</summary>
    public int Round { get; private set; } = 1;
    public int Version { get; set; } = 1;

    internal void From(Guid? residentId) => ResidentId = residentId;

    /// <summary>The only writer of the state; says so on the record.</summary>
    /// <exception cref="RuleViolation"><c>topic.state</c>.</exception>
    internal TopicStep Move(TopicAction action, string note, string byTitle, DateTime now, DateTime? dueAt)
    {
        if (action != TopicAction.Raise)
        {
            if (!TopicFlow.Table.Allows(State, action))
                throw new RuleViolation("topic.state");
            State = TopicFlow.Table.Next(State, action);
        }
        DueAt = dueAt;
        if (action == TopicAction.TalkAgain)
            (Round, Opinion, IsAdopted, Yes, NoCount, Abstain, VoteId) = (Round + 1, null, null, null, null, null, null);
        if (TopicFlow.IsOver(State))
            EndedAt = now;
        return new TopicStep
        {
            DistrictId = DistrictId,
            TopicId = Id,
            No = ++Steps,
            Action = action,
            Note = note,
            ByTitle = byTitle,
            At = now,
        };
    }

    /// <exception cref="RuleViolation"><c>topic.sorted-twice</c>, <c>topic.same-size</c>.</exception>
    internal void SortAs(TopicSize size, string why, TopicRoute route, Guid? keeperId)
    {
        if (Size is { } before)
        {
            if (FirstSize is not null)
                throw new RuleViolation("topic.sorted-twice");
            if (before == size)
                throw new RuleViolation("topic.same-size");
            (FirstSize, FirstSizeWhy) = (before, SizeWhy);
        }
        (Size, SizeWhy, KeeperId) = (size, why, keeperId);
        (Lead, Invite, NoticeDays, Form, PublicityDays, LimitDays) = (
            route.Lead,
            route.Invite,
            route.NoticeDays,
            route.Form,
            route.PublicityDays,
            route.LimitDays
        );
    }

    /// <summary>Another limit for the step that is owed.</summary>
    internal void Owe(DateTime dueAt) => DueAt = dueAt;

    internal void Judge(string ground) => Ground = ground;

    /// <summary>Whole days must lie between the day of the notice and that of the hall.</summary>
    /// <exception cref="RuleViolation"><c>topic.notice-short</c>.</exception>
    internal void Call(DateTime hallAt, DateOnly hallOn, string place, string code, DateOnly today, DateTime now)
    {
        if (hallAt <= now || hallOn < today.AddDays(NoticeDays))
            throw new RuleViolation("topic.notice-short", NoticeDays);
        (NoticedAt, HallAt, HallPlace, HallCode) = (now, hallAt, place, code);
    }

    /// <summary>From the sorting until it is archived.</summary>
    public bool TakesPhotos => Size is not null && !TopicFlow.IsOver(State);

    /// <summary>From an hour before the hall until somebody writes down how it was.</summary>
    public bool TakesSignIns(DateTime now) => State == TopicState.Noticed && HallAt?.AddHours(-1) <= now;

    internal void Record(string came, int homes, int others, string said) =>
        (Came, CameHomes, CameOthers, Said) = (came, homes, others, said);

    internal void Link(Guid voteId) => VoteId = voteId;

    internal void Decide(string opinion, bool isAdopted) => (Opinion, IsAdopted) = (opinion, isAdopted);

    internal void Count(TopicTally tally, string opinion) =>
        (Yes, NoCount, Abstain, IsAdopted, Opinion) = (tally.Yes, tally.No, tally.Abstain, tally.IsPassed, opinion);

    internal void Give(string doer, DateOnly? by, Guid? caseId) => (Doer, DoBy, CaseId) = (doer, by, caseId);

    internal void End(string result) => Result = result;

    internal void Sum(int stars, int raters) => (Stars, Raters) = (stars, raters);

    internal void Miss(DateTime now) => LateAt ??= now;

    internal void Forget() => ResidentId = null;
}

/// <summary>The code on the wall of a hall. 到会签到码</summary>
internal static class HallCode
{
    private const int Length = 6;

    /// <summary>As long as nobody can try so many: a billion of them.</summary>
    public static string New() => ReceiptNo.New().Value[..Length];

    /// <summary>As people type it: small letters and signs between pass, O is 0, I and L are 1.</summary>
    public static string Read(string typed) =>
        string.Concat(
            PlainText
                .Normalise(typed)
                .ToUpperInvariant()
                .Where(char.IsAsciiLetterOrDigit)
                .Select(c =>
                    c switch
                    {
                        'O' => '0',
                        'I' or 'L' => '1',
                        _ => c,
                    }
                )
        );
}

/// <summary>One line of the record of a topic; public from the sorting on. 议题经过</summary>
public sealed class TopicStep : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid TopicId { get; init; }

    /// <summary>From 1.</summary>
    public int No { get; init; }
    public TopicAction Action { get; init; }
    public string Note { get; init; } = "";

    /// <summary>A post, never a name.</summary>
    public string ByTitle { get; init; } = "";
    public DateTime At { get; init; }
}

/// <summary>Why a comment is hidden: the rules everybody can read. 评论规则</summary>
public enum CommentRule
{
    /// <summary>含个人信息.</summary>
    Personal,

    /// <summary>辱骂攻击.</summary>
    Abuse,

    /// <summary>与议题无关.</summary>
    OffTopic,

    /// <summary>广告.</summary>
    Advertising,

    /// <summary>违法.</summary>
    Unlawful,
}

/// <summary>What a household said about a topic. 议题评论</summary>
public sealed class TopicComment : ITenantRow, IVersioned
{
    public const int Longest = 500;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid TopicId { get; init; }

    /// <summary>Null after the time for which it is kept.</summary>
    public Guid? ResidentId { get; private set; }

    /// <summary>锦绣苑3号楼.</summary>
    public string From { get; init; } = "";
    public string Text { get; private set; } = "";
    public DateTime At { get; init; }
    public DateTime? HiddenAt { get; private set; }
    public CommentRule? Rule { get; private set; }

    /// <summary>What the author says against the hiding; once.</summary>
    public string? Objection { get; private set; }
    public DateTime? ObjectedAt { get; private set; }

    /// <summary>Null until answered.</summary>
    public string? Answer { get; private set; }
    public int Version { get; set; } = 1;

    internal void Say(Guid? residentId, string text) => (ResidentId, Text) = (residentId, text);

    /// <exception cref="RuleViolation"><c>comment.hidden</c>.</exception>
    internal void Hide(CommentRule rule, DateTime now)
    {
        if (HiddenAt is not null)
            throw new RuleViolation("comment.hidden");
        (HiddenAt, Rule) = (now, rule);
    }

    /// <exception cref="RuleViolation"><c>comment.not-hidden</c>, <c>comment.objected</c>.</exception>
    internal void Object(string why, DateTime now)
    {
        if (HiddenAt is null)
            throw new RuleViolation("comment.not-hidden");
        if (ObjectedAt is not null)
            throw new RuleViolation("comment.objected");
        (Objection, ObjectedAt) = (why, now);
    }

    /// <exception cref="RuleViolation"><c>comment.no-objection</c>.</exception>
    internal void Reply(bool shows, string answer)
    {
        if (ObjectedAt is null || Answer is not null)
            throw new RuleViolation("comment.no-objection");
        Answer = answer;
        if (shows)
            (HiddenAt, Rule) = (null, null);
    }

    internal void Forget() => ResidentId = null;
}

/// <summary>A confirmed resident sat in the hall; goes when it is forgotten who took part, the number stays. 到会签到</summary>
public sealed class TopicAttendee : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid TopicId { get; init; }
    public Guid ResidentId { get; init; }

    /// <summary>Their household: two of one are one.</summary>
    public Guid DwellingId { get; init; }
    public DateTime At { get; init; }
}

/// <summary>The voice of a household; the dwelling is the key, so there is one. Goes when it is forgotten who took part, the count stays. 住户表态</summary>
public sealed class TopicBallot : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid TopicId { get; init; }

    /// <summary>At which talk: 1, and more when an objection was right.</summary>
    public int Round { get; init; }
    public Guid DwellingId { get; init; }
    public Guid? ResidentId { get; set; }

    /// <summary>Null: abstains.</summary>
    public bool? IsYes { get; init; }
    public DateTime At { get; init; }
}

/// <summary>What a household has against the result that hangs out. 公示异议</summary>
public sealed class TopicObjection : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid TopicId { get; init; }
    public Guid? ResidentId { get; set; }
    public string From { get; init; } = "";
    public string Text { get; init; } = "";
    public DateTime At { get; init; }
    public string? Answer { get; set; }
    public bool? IsRight { get; set; }
    public DateTime? AnsweredAt { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>How it was, by one who took part. 评议</summary>
public sealed class TopicRating : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid TopicId { get; init; }
    public Guid ResidentId { get; init; }

    /// <summary>1 to 5.</summary>
    public int Stars { get; init; }
    public DateTime At { get; init; }
}

internal sealed class TopicTable : IEntityTypeConfiguration<Topic>
{
    public void Configure(EntityTypeBuilder<Topic> row)
    {
        row.ToTable("council_topic");
        row.HasKey(t => new { t.DistrictId, t.Id });
        row.Property(t => t.No).HasMaxLength(16);
        row.Property(t => t.AreaCode).HasMaxLength(12);
        row.Property(t => t.Title).HasMaxLength(Topic.LongestTitle * 4);
        row.Property(t => t.Words).HasMaxLength(Topic.LongestWords * 4);
        row.Property(t => t.RaisedFrom).HasMaxLength(200);
        row.Property(t => t.SizeWhy).HasMaxLength(Topic.LongestNote * 4);
        row.Property(t => t.FirstSizeWhy).HasMaxLength(Topic.LongestNote * 4);
        row.Property(t => t.Ground).HasMaxLength(Topic.LongestNote * 4);
        row.Property(t => t.Lead).HasMaxLength(TopicRoute.LongestLead * 4);
        row.Property(t => t.Invite).HasMaxLength(TopicRoute.LongestInvite * 4);
        row.Property(t => t.HallPlace).HasMaxLength(Topic.LongestPlace * 4);
        row.Property(t => t.HallCode).HasMaxLength(6);
        row.Property(t => t.Came).HasMaxLength(Topic.LongestNote * 4);
        row.Property(t => t.Said).HasMaxLength(Topic.LongestRecord * 4);
        row.Property(t => t.Opinion).HasMaxLength(Topic.LongestWords * 4);
        row.Property(t => t.Doer).HasMaxLength(TopicRoute.LongestLead * 4);
        row.Property(t => t.Result).HasMaxLength(Topic.LongestWords * 4);
        row.Ignore(t => t.TakesPhotos);
        row.HasIndex(t => new { t.DistrictId, t.No }).IsUnique();
        row.HasIndex(t => new
        {
            t.DistrictId,
            t.AreaCode,
            t.State,
        });
        row.HasIndex(t => new { t.DistrictId, t.SourceId });
        row.HasIndex(t => new { t.DistrictId, t.CaseId });
        row.HasIndex(t => new { t.DistrictId, t.ResidentId });
    }
}

internal sealed class TopicStepTable : IEntityTypeConfiguration<TopicStep>
{
    public void Configure(EntityTypeBuilder<TopicStep> row)
    {
        row.ToTable("council_topic_step");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.TopicId,
            s.No,
        });
        row.Property(s => s.Note).HasMaxLength(Topic.LongestRecord * 4);
        row.Property(s => s.ByTitle).HasMaxLength(60);
        row.HasOne<Topic>().WithMany().HasForeignKey(s => new { s.DistrictId, s.TopicId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TopicCommentTable : IEntityTypeConfiguration<TopicComment>
{
    public void Configure(EntityTypeBuilder<TopicComment> row)
    {
        row.ToTable("council_topic_comment");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.From).HasMaxLength(200);
        row.Property(c => c.Text).HasMaxLength(TopicComment.Longest * 4);
        row.Property(c => c.Objection).HasMaxLength(TopicComment.Longest * 4);
        row.Property(c => c.Answer).HasMaxLength(TopicComment.Longest * 4);
        row.HasIndex(c => new { c.DistrictId, c.TopicId });
        row.HasIndex(c => new { c.DistrictId, c.ResidentId });
        row.HasOne<Topic>().WithMany().HasForeignKey(c => new { c.DistrictId, c.TopicId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TopicAttendeeTable : IEntityTypeConfiguration<TopicAttendee>
{
    public void Configure(EntityTypeBuilder<TopicAttendee> row)
    {
        row.ToTable("council_topic_attendee");
        row.HasKey(a => new
        {
            a.DistrictId,
            a.TopicId,
            a.ResidentId,
        });
        row.HasIndex(a => new { a.DistrictId, a.ResidentId });
        row.HasOne<Topic>().WithMany().HasForeignKey(a => new { a.DistrictId, a.TopicId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TopicBallotTable : IEntityTypeConfiguration<TopicBallot>
{
    public void Configure(EntityTypeBuilder<TopicBallot> row)
    {
        row.ToTable("council_topic_ballot");
        row.HasKey(b => new
        {
            b.DistrictId,
            b.TopicId,
            b.Round,
            b.DwellingId,
        });
        row.HasIndex(b => new { b.DistrictId, b.ResidentId });
        row.HasOne<Topic>().WithMany().HasForeignKey(b => new { b.DistrictId, b.TopicId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TopicObjectionTable : IEntityTypeConfiguration<TopicObjection>
{
    public void Configure(EntityTypeBuilder<TopicObjection> row)
    {
        row.ToTable("council_topic_objection");
        row.HasKey(o => new { o.DistrictId, o.Id });
        row.Property(o => o.From).HasMaxLength(200);
        row.Property(o => o.Text).HasMaxLength(TopicComment.Longest * 4);
        row.Property(o => o.Answer).HasMaxLength(TopicComment.Longest * 4);
        row.HasIndex(o => new { o.DistrictId, o.TopicId });
        row.HasIndex(o => new { o.DistrictId, o.ResidentId });
        row.HasOne<Topic>().WithMany().HasForeignKey(o => new { o.DistrictId, o.TopicId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TopicRatingTable : IEntityTypeConfiguration<TopicRating>
{
    public void Configure(EntityTypeBuilder<TopicRating> row)
    {
        row.ToTable("council_topic_rating");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.TopicId,
            r.ResidentId,
        });
        row.HasIndex(r => new { r.DistrictId, r.ResidentId });
        row.HasOne<Topic>().WithMany().HasForeignKey(r => new { r.DistrictId, r.TopicId }).OnDelete(DeleteBehavior.Restrict);
    }
}
