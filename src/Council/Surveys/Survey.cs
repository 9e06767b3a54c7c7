using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Surveys;

/// <summary>Where a questionnaire stands. 问卷状态</summary>
public enum SurveyState
{
    /// <summary>草稿.</summary>
    Draft,

    /// <summary>已发布: answered from its first to its last day.</summary>
    Open,

    /// <summary>已截止: counted, for staff.</summary>
    Closed,

    /// <summary>已公布: everybody sees the result.</summary>
    Published,
}

/// <summary>Who may answer. 作答范围</summary>
public enum SurveyAudience
{
    /// <summary>有链接的人都可以: nobody proves who they are, so once a person is not promised.</summary>
    Anybody,

    /// <summary>手机号登录: once a phone.</summary>
    Phone,

    /// <summary>认证住户: once a household that is confirmed behind a door of the area.</summary>
    Household,
}

/// <summary>A questionnaire. 问卷</summary>
public sealed class Survey : ITenantRow, IVersioned
{
    public const int LongestTitle = 60;
    public const int LongestIntro = 600;
    public const int MostAsked = 10_000_000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Day it was drafted and four letters.</summary>
    public string No { get; init; } = "";
    public string AreaCode { get; init; } = "";
    public string Title { get; set; } = "";
    public string Intro { get; set; } = "";
    public SurveyAudience Audience { get; set; }

    /// <summary>匿名: what was answered can be joined to nobody, not even by who keeps the machine.</summary>
    public bool IsAnonymous { get; set; }

    /// <summary>First local day; null in a draft that does not say.</summary>
    public DateOnly? OpensOn { get; set; }

    /// <summary>Last local day, included.</summary>
    public DateOnly? ClosesOn { get; set; }
    public SurveyState State { get; private set; }

    /// <summary><see cref="SurveyForm.Write"/>; never changes once it is open.</summary>
    public string Questions { get; set; } = "[]";

    /// <summary>People told of it over the phone or the net; null: not known. For the rate of answers.</summary>
    public int? AskedOnline { get; set; }

    /// <summary>Papers given out; null: not known.</summary>
    public int? AskedOnPaper { get; set; }

    /// <summary>What people wrote is published too, numbers masked.</summary>
    public bool ShowsTexts { get; set; }

    /// <summary>What follows from it, for everybody; empty before it is published.</summary>
    public string Outcome { get; set; } = "";
    public string DraftedByTitle { get; init; } = "";
    public DateTime DraftedAt { get; init; }
    public DateTime? OpenedAt { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public DateTime? PublishedAt { get; private set; }
    public int Version { get; set; } = 1;

    /// <summary>Whether it takes answers on a local day.</summary>
    public bool Takes(DateOnly today) => State == SurveyState.Open && OpensOn <= today && today <= ClosesOn;

    /// <exception cref="RuleViolation"><c>survey.not-draft</c>: once open it can only be copied.</exception>
    internal void DemandDraft()
    {
        if (State != SurveyState.Draft)
            throw new RuleViolation("survey.not-draft");
    }

    /// <exception cref="RuleViolation"><c>survey.not-draft</c>, <c>survey.days</c>, <c>survey.named-phone</c>.</exception>
    internal void Open(DateOnly today, DateTime now)
    {
        DemandDraft();
        if (OpensOn is not { } from || ClosesOn is not { } to || to < from || to < today)
            throw new RuleViolation("survey.days");
        if (!IsAnonymous && Audience == SurveyAudience.Anybody)
            throw new RuleViolation("survey.named-phone");
        SurveyForm.CheckAll(SurveyForm.Read(Questions));
        (State, OpenedAt) = (SurveyState.Open, now);
    }

    /// <exception cref="RuleViolation"><c>survey.state</c>.</exception>
    internal void Close(DateTime now)
    {
        if (State != SurveyState.Open)
            throw new RuleViolation("survey.state");
        (State, ClosedAt) = (SurveyState.Closed, now);
    }

    /// <exception cref="RuleViolation"><c>survey.state</c>.</exception>
    internal void Publish(string outcome, bool showsTexts, DateTime now)
    {
        if (State != SurveyState.Closed)
            throw new RuleViolation("survey.state");
        (State, Outcome, ShowsTexts, PublishedAt) = (SurveyState.Published, outcome, showsTexts, now);
    }
}

/// <summary>By which way an answer came. 作答渠道</summary>
public enum SurveyChannel
{
    /// <summary>网上.</summary>
    Online,

    /// <summary>纸质: staff entered it.</summary>
    Paper,
}

/// <summary>That somebody took part, so that nobody does twice; thrown away when an anonymous questionnaire closes. 参与登记</summary>
/// <remarks>Neither account nor time stands in it: only a keyed fingerprint, by which the same account is known again.</remarks>
public sealed class SurveyTurnout : ITenantRow
{
    internal const string MarkField = "council.survey.turnout";

    public int DistrictId { get; init; }
    public Guid SurveyId { get; init; }

    /// <summary>Keyed fingerprint of questionnaire and account, 64 hex digits.</summary>
    public string Mark { get; init; } = "";
}

/// <summary>What somebody answered. 答卷</summary>
/// <remarks>
/// Of an anonymous questionnaire it carries no mark, no time, no order: the id is random, every new one changes places with a random earlier one, and at the
/// close all are written anew in a drawn order.
/// </remarks>
public sealed class SurveyAnswer : ITenantRow
{
    internal const string Field = "council.survey-answer";
    internal const string PhoneFieldName = "council.survey-answer.phone";
    private const string Why = "统计问卷";
    private const string UntilWhen = "问卷截止满设定天数（默认三年）自动删除";

    public int DistrictId { get; init; }
    public Guid SurveyId { get; init; }

    /// <summary>Random: it says nothing of when.</summary>
    public Guid Id { get; init; }

    /// <summary>Another one with every writing: two who change places at once do not lose an answer.</summary>
    public Guid Stamp { get; set; }
    public SurveyChannel Channel { get; set; }

    [Sensitive(Why, What = "问卷答案", Until = UntilWhen, Field = Field)]
    public byte[]? ContentSealed { get; set; }

    /// <summary>As in the turnout; null when anonymous.</summary>
    public string? Mark { get; set; }

    /// <summary>UTC; null when anonymous.</summary>
    public DateTime? At { get; set; }

    [Sensitive(Why, What = "电话", Until = UntilWhen, Field = PhoneFieldName, Index = nameof(PhoneIndex))]
    public byte[]? PhoneSealed { get; set; }

    [Sensitive(Why, What = "电话", Until = UntilWhen)]
    public byte[]? PhoneIndex { get; set; }
}

internal sealed class SurveyTable : IEntityTypeConfiguration<Survey>
{
    public void Configure(EntityTypeBuilder<Survey> row)
    {
        row.ToTable("council_survey");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.No).HasMaxLength(16);
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.Property(s => s.Title).HasMaxLength(Survey.LongestTitle * 4);
        row.Property(s => s.Intro).HasMaxLength(Survey.LongestIntro * 4);
        row.Property(s => s.Outcome).HasMaxLength(Survey.LongestIntro * 4);
        row.Property(s => s.Questions).HasMaxLength(400_000);
        row.Property(s => s.DraftedByTitle).HasMaxLength(60);
        row.HasIndex(s => new { s.DistrictId, s.No }).IsUnique();
        row.HasIndex(s => new { s.DistrictId, s.State });
    }
}

internal sealed class SurveyTurnoutTable : IEntityTypeConfiguration<SurveyTurnout>
{
    public void Configure(EntityTypeBuilder<SurveyTurnout> row)
    {
        row.ToTable("council_survey_turnout");
        row.HasKey(t => new
        {
            t.DistrictId,
            t.SurveyId,
            t.Mark,
        });
        row.Property(t => t.Mark).HasMaxLength(64);
        row.HasOne<Survey>().WithMany().HasForeignKey(t => new { t.DistrictId, t.SurveyId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SurveyAnswerTable : IEntityTypeConfiguration<SurveyAnswer>
{
    public void Configure(EntityTypeBuilder<SurveyAnswer> row)
    {
        row.ToTable("council_survey_answer");
        row.HasKey(a => new
        {
            a.DistrictId,
            a.SurveyId,
            a.Id,
        });
        row.Property(a => a.Stamp).IsConcurrencyToken();
        row.Property(a => a.Mark).HasMaxLength(64);
        row.Property(a => a.PhoneIndex).HasMaxLength(32);
        row.HasIndex(a => new
        {
            a.DistrictId,
            a.SurveyId,
            a.Mark,
        });
        row.HasIndex(a => new { a.DistrictId, a.PhoneIndex });
        row.HasOne<Survey>().WithMany().HasForeignKey(a => new { a.DistrictId, a.SurveyId }).OnDelete(DeleteBehavior.Cascade);
    }
}
