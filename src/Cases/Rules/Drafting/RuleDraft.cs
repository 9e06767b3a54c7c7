using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Rules.Drafting;

/// <summary>How far a draft has come. 草案状态</summary>
public enum DraftState
{
    /// <summary>起草中: may be changed.</summary>
    Open,

    /// <summary>待审批: a second person decides; a change takes it back.</summary>
    Asked,

    /// <summary>已生效 or with a moment from which it will be.</summary>
    Approved,

    /// <summary>已放弃.</summary>
    Dropped,
}

/// <summary>A named set of changes upon the live book. 权责清单草案</summary>
public sealed class RuleDraft : ITenantRow, IVersioned
{
    public const int LongestName = 60;
    public const int LongestNote = 500;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; set; } = "";
    public string? Note { get; set; }
    public DraftState State { get; private set; }

    /// <summary>Account of the author: never the one who approves. Everyone who changed it counts as author, see <see cref="RuleChange.By"/>.</summary>
    public Guid? AuthorId { get; init; }

    public DateTime CreatedAt { get; init; }
    public DateTime ChangedAt { get; private set; }

    /// <summary>Counts every change of its content; a trial holds for one revision.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>Revision of the last finished trial; null when untried.</summary>
    public int? TriedRevision { get; private set; }

    /// <summary>Live book against which the last finished trial compared; null when untried.</summary>
    public int? TriedBook { get; private set; }

    public DateTime? TriedAt { get; private set; }

    /// <summary>The last finished trial.</summary>
    public Guid? TrialId { get; private set; }

    public Guid? AskedBy { get; private set; }
    public DateTime? AskedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    /// <summary>What the second person said; null for nothing.</summary>
    public string? DecisionNote { get; private set; }

    /// <summary>The book it became; null until approved.</summary>
    public int? Book { get; private set; }

    public int Version { get; set; } = 1;

    /// <summary>Whether a trial of the present content against this book is at hand.</summary>
    public bool IsTried(int book) => TriedRevision == Revision && TriedBook == book;

    internal static RuleDraft Begin(int districtId, Guid draftId, string name, string? note, Guid? author, DateTime now) =>
        new()
        {
            DistrictId = districtId,
            Id = draftId,
            Name = name,
            Note = note,
            AuthorId = author,
            CreatedAt = now,
            ChangedAt = now,
        };

    /// <summary>Its content changes: what was tried no longer holds, who was asked is no longer asked.</summary>
    /// <exception cref="RuleViolation"><c>draft.closed</c>.</exception>
    internal void Change(DateTime now)
    {
        MustBe(DraftState.Open, DraftState.Asked);
        Revision++;
        (State, ChangedAt, AskedBy, AskedAt) = (DraftState.Open, now, null, null);
    }

    internal void Tried(Guid trialId, int revision, int book, DateTime now) =>
        (TrialId, TriedRevision, TriedBook, TriedAt) = (trialId, revision, book, now);

    /// <exception cref="RuleViolation"><c>draft.closed</c>, <c>draft.untried</c>.</exception>
    internal void Ask(Guid? by, int lastBook, DateTime now)
    {
        MustBe(DraftState.Open);
        MustBeTried(lastBook);
        (State, AskedBy, AskedAt) = (DraftState.Asked, by, now);
    }

    /// <exception cref="RuleViolation"><c>draft.not-asked</c>, <c>draft.untried</c>.</exception>
    internal void Approve(Guid? by, int lastBook, string? note, DateTime now)
    {
        if (State != DraftState.Asked)
            throw new RuleViolation("draft.not-asked");
        MustBeTried(lastBook);
        (State, DecidedBy, DecidedAt, DecisionNote, Book) = (DraftState.Approved, by, now, note, lastBook + 1);
    }

    /// <exception cref="RuleViolation"><c>draft.not-asked</c>.</exception>
    internal void Refuse(Guid? by, string note, DateTime now)
    {
        if (State != DraftState.Asked)
            throw new RuleViolation("draft.not-asked");
        (State, DecidedBy, DecidedAt, DecisionNote) = (DraftState.Open, by, now, note);
    }

    /// <exception cref="RuleViolation"><c>draft.closed</c>.</exception>
    internal void Drop(DateTime now)
    {
        MustBe(DraftState.Open, DraftState.Asked);
        (State, ChangedAt) = (DraftState.Dropped, now);
    }

    private void MustBe(params DraftState[] states)
    {
        if (!states.Contains(State))
            throw new RuleViolation("draft.closed");
    }

    private void MustBeTried(int lastBook)
    {
        if (!IsTried(lastBook))
            throw new RuleViolation("draft.untried");
    }
}

/// <summary>What a draft does to a rule. 变更方式</summary>
public enum ChangeKind
{
    /// <summary>新增.</summary>
    Add,

    /// <summary>修改: a new version in place of the old one.</summary>
    Replace,

    /// <summary>停止.</summary>
    End,
}

/// <summary>One change of a draft: at most one for each rule. 草案变更</summary>
public sealed class RuleChange : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid DraftId { get; init; }

    /// <summary>Number of the rule; a new rule gets its number here.</summary>
    public string RuleNo { get; init; } = "";

    public ChangeKind Kind { get; set; }

    /// <summary>The version that ends; null for a new rule.</summary>
    public Guid? RuleId { get; init; }

    /// <summary><see cref="RuleContent"/> as JSON; null when the rule only ends.</summary>
    public string? Content { get; set; }

    /// <summary>The gap whose decision it carries out; null for none.</summary>
    public Guid? GapId { get; set; }

    public Guid? By { get; set; }
    public DateTime At { get; set; }
}

internal sealed class RuleDraftTable : IEntityTypeConfiguration<RuleDraft>
{
    public void Configure(EntityTypeBuilder<RuleDraft> row)
    {
        row.ToTable("cases_rule_draft");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.Property(d => d.Name).HasMaxLength(RuleDraft.LongestName * 2);
        row.Property(d => d.Note).HasMaxLength(RuleDraft.LongestNote * 2);
        row.Property(d => d.DecisionNote).HasMaxLength(RuleDraft.LongestNote * 2);
        row.HasIndex(d => new { d.DistrictId, d.State });
    }
}

internal sealed class RuleChangeTable : IEntityTypeConfiguration<RuleChange>
{
    public void Configure(EntityTypeBuilder<RuleChange> row)
    {
        row.ToTable("cases_rule_change");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.DraftId,
            c.RuleNo,
        });
        row.Property(c => c.RuleNo).HasMaxLength(32);
        row.Property(c => c.Content).HasMaxLength(4000);
        row.HasOne<RuleDraft>().WithMany().HasForeignKey(c => new { c.DistrictId, c.DraftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
