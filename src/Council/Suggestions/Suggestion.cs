using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Suggestions;

/// <summary>What a suggestion is about. 建议类别</summary>
public enum SuggestionKind
{
    /// <summary>环境和设施.</summary>
    Surroundings,

    /// <summary>出行和停车.</summary>
    Traffic,

    /// <summary>安全.</summary>
    Safety,

    /// <summary>养老托幼和便民.</summary>
    Services,

    /// <summary>文化和邻里.</summary>
    Culture,

    /// <summary>社区治理.</summary>
    Governance,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>Where a suggestion stands. 建议状态</summary>
public enum SuggestionState
{
    /// <summary>已收到.</summary>
    Received,

    /// <summary>研究中: a unit answers by a day.</summary>
    InStudy,

    /// <summary>采纳.</summary>
    Adopted,

    /// <summary>部分采纳.</summary>
    PartlyAdopted,

    /// <summary>未采纳, with the reason.</summary>
    NotAdopted,

    /// <summary>已落实, with what shows it.</summary>
    Done,

    /// <summary>已撤回.</summary>
    Withdrawn,
}

/// <summary>A call for opinions by a community or unit. 意见征集</summary>
public sealed class OpinionCall : ITenantRow, IVersioned
{
    public const int LongestTitle = 60;
    public const int LongestText = 800;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string No { get; init; } = "";
    public string AreaCode { get; init; } = "";

    /// <summary>Who asks.</summary>
    public string UnitCode { get; init; } = "";
    public string Title { get; set; } = "";
    public string About { get; set; } = "";

    /// <summary>What people are asked, one a line; empty: anything about it.</summary>
    public string Asked { get; set; } = "";

    /// <summary>Local day.</summary>
    public DateOnly BeginsOn { get; set; }

    /// <summary>Last local day, included.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>What came of it, for everybody; null before.</summary>
    public string? Outcome { get; private set; }
    public DateTime? PublishedAt { get; private set; }
    public int Version { get; set; } = 1;

    public bool Takes(DateOnly today) => BeginsOn <= today && today <= EndsOn && PublishedAt is null;

    internal void Publish(string outcome, DateTime now) => (Outcome, PublishedAt) = (outcome, now);
}

/// <summary>Opinions of a call that say the same, and what was done with them. 意见归类</summary>
public sealed class OpinionGroup : ITenantRow, IVersioned
{
    public const int LongestTitle = 60;
    public const int LongestDone = 400;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid CallId { get; init; }
    public string Title { get; set; } = "";

    /// <summary>What was done with them; public.</summary>
    public string Done { get; set; } = "";
    public int Version { get; set; } = 1;
}

/// <summary>A suggestion of a resident. 金点子</summary>
public sealed class Suggestion : ITenantRow, IVersioned
{
    public const string WordsField = "council.suggestion.words";
    public const string PhoneFieldName = "council.suggestion.phone";
    public const int LongestWords = 1000;
    public const int LongestGist = 120;
    public const int LongestAnswer = 800;
    public const int MostPhotos = 3;

    private const string Why = "研究和答复居民建议";
    private const string UntilWhen = "答复满设定天数（默认三年）自动删除";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>12 random characters; opens its receipt.</summary>
    public string No { get; init; } = "";
    public Guid? CallId { get; init; }
    public Guid? GroupId { get; set; }
    public SuggestionKind Kind { get; init; }
    public string AreaCode { get; init; } = "";
    public DateTime CreatedAt { get; init; }

    /// <summary>The giver lets everybody read it, in the words of <see cref="Gist"/>.</summary>
    public bool MayShow { get; init; }
    public SuggestionState State { get; private set; }

    /// <summary>Null for who gave it without account, and after the time of keeping.</summary>
    public Guid? ResidentId { get; private set; }

    [Sensitive(Why, What = "建议内容", Until = UntilWhen, Field = WordsField)]
    public byte[]? WordsSealed { get; private set; }

    [Sensitive(Why, What = "电话", Until = UntilWhen, Field = PhoneFieldName, Index = nameof(PhoneIndex))]
    public byte[]? PhoneSealed { get; private set; }

    [Sensitive(Why, What = "电话", Until = UntilWhen)]
    public byte[]? PhoneIndex { get; private set; }

    /// <summary>What it says, written by staff without personal data; with it the public reads the suggestion. Null: not yet.</summary>
    public string? Gist { get; private set; }
    public string? UnitCode { get; private set; }

    /// <summary>UTC; end of the last working day of the limit.</summary>
    public DateTime? DueAt { get; private set; }
    public string? Answer { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public string? AnsweredByTitle { get; private set; }

    /// <summary>UTC; when it was noticed that no answer came in time; stays.</summary>
    public DateTime? LateAt { get; private set; }

    /// <summary>What was done; null until done.</summary>
    public string? DoneNote { get; private set; }
    public DateTime? DoneAt { get; private set; }

    /// <summary>金点子: why it is one; null: none.</summary>
    public string? GoldenWhy { get; private set; }
    public string? GoldenByTitle { get; private set; }

    /// <summary>How many support it.</summary>
    public int Supports { get; set; }

    /// <summary>1 to 5 by the giver; null: not rated.</summary>
    public int? Rating { get; private set; }
    public Guid? ProjectId { get; private set; }

    /// <summary>Residents talk about it; null: they do not.</summary>
    public Guid? TopicId { get; private set; }

    /// <summary>In which the giver wrote, and is written to: zh-CN or en.</summary>
    public string Language { get; init; } = "zh-CN";
    public int Version { get; set; } = 1;

    public bool IsPublic => MayShow && Gist is not null && State != SuggestionState.Withdrawn;
    public bool IsAnswered =>
        State is SuggestionState.Adopted or SuggestionState.PartlyAdopted or SuggestionState.NotAdopted or SuggestionState.Done;

    internal void Say(byte[]? words, byte[]? phone, byte[]? phoneIndex, Guid? residentId) =>
        (WordsSealed, PhoneSealed, PhoneIndex, ResidentId) = (words, phone, phoneIndex, residentId);

    /// <exception cref="RuleViolation"><c>suggestion.state</c>.</exception>
    internal void Study(string unitCode, DateTime dueAt, string gist)
    {
        if (State is not (SuggestionState.Received or SuggestionState.InStudy))
            throw new RuleViolation("suggestion.state");
        (State, UnitCode, DueAt, Gist) = (SuggestionState.InStudy, unitCode, dueAt, gist);
    }

    /// <exception cref="RuleViolation"><c>suggestion.state</c>.</exception>
    internal void Reply(SuggestionState outcome, string answer, string byTitle, DateTime now)
    {
        if (
            State != SuggestionState.InStudy
            || outcome is not (SuggestionState.Adopted or SuggestionState.PartlyAdopted or SuggestionState.NotAdopted)
        )
            throw new RuleViolation("suggestion.state");
        (State, Answer, AnsweredByTitle, AnsweredAt) = (outcome, answer, byTitle, now);
        if (DueAt < now)
            LateAt ??= now;
    }

    /// <exception cref="RuleViolation"><c>suggestion.state</c>.</exception>
    internal void Finish(string note, DateTime now)
    {
        if (State is not (SuggestionState.Adopted or SuggestionState.PartlyAdopted))
            throw new RuleViolation("suggestion.state");
        (State, DoneNote, DoneAt) = (SuggestionState.Done, note, now);
    }

    /// <summary>What was said goes too, see <see cref="SuggestionForget"/>.</summary>
    /// <exception cref="RuleViolation"><c>suggestion.answered</c>.</exception>
    internal void Withdraw()
    {
        if (State is not (SuggestionState.Received or SuggestionState.InStudy))
            throw new RuleViolation("suggestion.answered");
        (State, Gist) = (SuggestionState.Withdrawn, null);
    }

    /// <exception cref="RuleViolation"><c>suggestion.not-answered</c>.</exception>
    internal void Rate(int stars) => Rating = IsAnswered ? stars : throw new RuleViolation("suggestion.not-answered");

    /// <exception cref="RuleViolation"><c>suggestion.not-adopted</c>.</exception>
    internal void Award(string why, string byTitle)
    {
        if (State is not (SuggestionState.Adopted or SuggestionState.PartlyAdopted or SuggestionState.Done))
            throw new RuleViolation("suggestion.not-adopted");
        (GoldenWhy, GoldenByTitle) = (why, byTitle);
    }

    /// <exception cref="RuleViolation"><c>suggestion.not-adopted</c>, <c>suggestion.followed</c>.</exception>
    internal void Become(Guid projectId)
    {
        if (State is not (SuggestionState.Adopted or SuggestionState.PartlyAdopted))
            throw new RuleViolation("suggestion.not-adopted");
        ProjectId = ProjectId is null ? projectId : throw new RuleViolation("suggestion.followed");
    }

    /// <summary>Whether it can become a topic: everybody may read it, and it is not refused or done.</summary>
    public bool CanBeDiscussed =>
        IsPublic && TopicId is null && State is SuggestionState.InStudy or SuggestionState.Adopted or SuggestionState.PartlyAdopted;

    /// <exception cref="RuleViolation"><c>suggestion.no-topic</c>: it cannot become one, or is one.</exception>
    internal void Discuss(Guid topicId) => TopicId = CanBeDiscussed ? topicId : throw new RuleViolation("suggestion.no-topic");

    internal void Miss(DateTime now) => LateAt ??= now;

    /// <summary>Gist, state and answer stay; what was said, the phone and the account go.</summary>
    internal void Forget() => (WordsSealed, PhoneSealed, PhoneIndex, ResidentId) = (null, null, null, null);
}

/// <summary>+1: somebody wants the same; a keyed fingerprint instead of the account. 附议</summary>
public sealed class SuggestionSupport : ITenantRow
{
    internal const string MarkField = "council.suggestion.support";

    public int DistrictId { get; init; }
    public Guid SuggestionId { get; init; }

    /// <summary>Keyed fingerprint of suggestion and account, 64 hex digits.</summary>
    public string Mark { get; init; } = "";
}

internal sealed class OpinionCallTable : IEntityTypeConfiguration<OpinionCall>
{
    public void Configure(EntityTypeBuilder<OpinionCall> row)
    {
        row.ToTable("council_opinion_call");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.No).HasMaxLength(16);
        row.Property(c => c.AreaCode).HasMaxLength(17);
        row.Property(c => c.UnitCode).HasMaxLength(40);
        row.Property(c => c.Title).HasMaxLength(OpinionCall.LongestTitle * 4);
        row.Property(c => c.About).HasMaxLength(OpinionCall.LongestText * 4);
        row.Property(c => c.Asked).HasMaxLength(OpinionCall.LongestText * 4);
        row.Property(c => c.Outcome).HasMaxLength(OpinionCall.LongestText * 4);
        row.HasIndex(c => new { c.DistrictId, c.No }).IsUnique();
        row.HasIndex(c => new { c.DistrictId, c.EndsOn });
    }
}

internal sealed class OpinionGroupTable : IEntityTypeConfiguration<OpinionGroup>
{
    public void Configure(EntityTypeBuilder<OpinionGroup> row)
    {
        row.ToTable("council_opinion_group");
        row.HasKey(g => new { g.DistrictId, g.Id });
        row.Property(g => g.Title).HasMaxLength(OpinionGroup.LongestTitle * 4);
        row.Property(g => g.Done).HasMaxLength(OpinionGroup.LongestDone * 4);
        row.HasIndex(g => new { g.DistrictId, g.CallId });
        row.HasOne<OpinionCall>().WithMany().HasForeignKey(g => new { g.DistrictId, g.CallId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SuggestionTable : IEntityTypeConfiguration<Suggestion>
{
    public void Configure(EntityTypeBuilder<Suggestion> row)
    {
        row.ToTable("council_suggestion");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.No).HasMaxLength(12);
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.Property(s => s.Gist).HasMaxLength(Suggestion.LongestGist * 4);
        row.Property(s => s.UnitCode).HasMaxLength(40);
        row.Property(s => s.Answer).HasMaxLength(Suggestion.LongestAnswer * 4);
        row.Property(s => s.AnsweredByTitle).HasMaxLength(60);
        row.Property(s => s.DoneNote).HasMaxLength(Suggestion.LongestAnswer * 4);
        row.Property(s => s.GoldenWhy).HasMaxLength(800);
        row.Property(s => s.GoldenByTitle).HasMaxLength(60);
        row.Property(s => s.PhoneIndex).HasMaxLength(32);
        row.Ignore(s => s.IsPublic);
        row.Ignore(s => s.IsAnswered);
        row.Ignore(s => s.CanBeDiscussed);
        row.Property(s => s.Language).HasMaxLength(8);
        row.HasIndex(s => new { s.DistrictId, s.No }).IsUnique();
        row.HasIndex(s => new { s.DistrictId, s.CallId });
        row.HasIndex(s => new { s.DistrictId, s.ResidentId });
        row.HasIndex(s => new { s.DistrictId, s.PhoneIndex });
        row.HasIndex(s => new
        {
            s.DistrictId,
            s.State,
            s.AreaCode,
        });
        row.HasOne<OpinionCall>().WithMany().HasForeignKey(s => new { s.DistrictId, s.CallId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SuggestionSupportTable : IEntityTypeConfiguration<SuggestionSupport>
{
    public void Configure(EntityTypeBuilder<SuggestionSupport> row)
    {
        row.ToTable("council_suggestion_support");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.SuggestionId,
            s.Mark,
        });
        row.Property(s => s.Mark).HasMaxLength(64);
        row.HasOne<Suggestion>().WithMany().HasForeignKey(s => new { s.DistrictId, s.SuggestionId }).OnDelete(DeleteBehavior.Cascade);
    }
}
