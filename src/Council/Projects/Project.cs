using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Projects;

/// <summary>Where a project stands. 攻坚状态</summary>
public enum ProjectState
{
    /// <summary>攻坚中.</summary>
    Running,

    /// <summary>请群众验收: the work is done, those it serves say whether it is right.</summary>
    Accepting,

    /// <summary>已结题: accepted.</summary>
    Closed,

    /// <summary>未能完成: given up, with the reason.</summary>
    GivenUp,
}

/// <summary>A hard case that becomes a project: milestones, a leader who answers for it, money, evidence, acceptance. 攻坚项目</summary>
public sealed class Project : ITenantRow, IVersioned
{
    public const int LongestTitle = 60;
    public const int LongestAim = 500;
    public const int LongestNote = 500;

    /// <summary>Most money, fen: ten thousand million yuan.</summary>
    public const long MostFen = 1_000_000_000_000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Day it began and four letters; stands on the public page.</summary>
    public string No { get; init; } = "";
    public string Title { get; set; } = "";

    /// <summary>What will be different afterwards; public, no personal data.</summary>
    public string Aim { get; set; } = "";
    public string AreaCode { get; init; } = "";

    /// <summary>The hard case; null when it grew out of something else.</summary>
    public Guid? CaseId { get; init; }
    public Guid? MatterId { get; init; }

    /// <summary>Unit that does the work.</summary>
    public string UnitCode { get; set; } = "";

    /// <summary>Post of the leader who answers for it; public.</summary>
    public string LeaderTitle { get; set; } = "";

    /// <summary>Fen; null: not said.</summary>
    public long? BudgetFen { get; set; }

    /// <summary>Where the money comes from.</summary>
    public string? BudgetNote { get; set; }
    public DateTime StartedAt { get; init; }
    public Guid? StartedBy { get; init; }
    public string StartedByTitle { get; init; } = "";
    public ProjectState State { get; private set; }

    /// <summary>UTC; null: only staff see it.</summary>
    public DateTime? PublicSince { get; set; }

    /// <summary>Households it serves: for each one voice was given out. 0 before the acceptance.</summary>
    public int Served { get; private set; }
    public DateTime? AcceptingSince { get; private set; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>How it ended; null while it runs.</summary>
    public string? Outcome { get; private set; }
    public int Version { get; set; } = 1;

    public bool IsOpen => State is ProjectState.Running or ProjectState.Accepting;

    /// <exception cref="RuleViolation"><c>project.ended</c>.</exception>
    internal void Demand()
    {
        if (!IsOpen)
            throw new RuleViolation("project.ended");
    }

    /// <exception cref="RuleViolation"><c>project.not-running</c>.</exception>
    internal void AskForAcceptance(int served, DateTime now)
    {
        if (State != ProjectState.Running)
            throw new RuleViolation("project.not-running");
        (State, Served, AcceptingSince) = (ProjectState.Accepting, served, now);
    }

    /// <summary>Those it serves are not content: the work goes on, their voices stay.</summary>
    internal void GoOn() => State = ProjectState.Running;

    internal void End(bool isGivenUp, string outcome, DateTime now) =>
        (State, Outcome, EndedAt) = (isGivenUp ? ProjectState.GivenUp : ProjectState.Closed, outcome, now);
}

/// <summary>A step of a project with its day; the first day stays beside every later one. 里程碑</summary>
public sealed class Milestone : ITenantRow, IVersioned
{
    public const int LongestTitle = 80;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid ProjectId { get; init; }

    /// <summary>From 1.</summary>
    public int No { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Local day as it was first said.</summary>
    public DateOnly FirstDueOn { get; init; }

    /// <summary>Local day as it stands now.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>How often it was moved.</summary>
    public int Moves { get; private set; }

    /// <summary>Why it was moved last; public; null when never.</summary>
    public string? MovedWhy { get; private set; }

    /// <summary>Local day; null until done.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>What was done; public; null until done.</summary>
    public string? DoneNote { get; private set; }
    public int Version { get; set; } = 1;

    internal void First() => DueOn = FirstDueOn;

    /// <exception cref="RuleViolation"><c>milestone.done</c>.</exception>
    internal void Move(DateOnly dueOn, string why)
    {
        if (DoneOn is not null)
            throw new RuleViolation("milestone.done");
        (DueOn, MovedWhy, Moves) = (dueOn, why, Moves + 1);
    }

    /// <exception cref="RuleViolation"><c>milestone.done</c>.</exception>
    internal void Finish(DateOnly day, string note)
    {
        if (DoneOn is not null)
            throw new RuleViolation("milestone.done");
        (DoneOn, DoneNote) = (day, note);
    }

    /// <summary>Days after the first day, by now or when it was done; 0 when not late.</summary>
    public int DaysLate(DateOnly today) => Math.Max(0, (DoneOn ?? today).DayNumber - FirstDueOn.DayNumber);
}

/// <summary>One voice of a household that the project serves: given out on paper as a code, used once. 验收票</summary>
/// <remarks>Who holds which code is nowhere; only its fingerprint is kept, and what was said with it.</remarks>
public sealed class Voice : ITenantRow, IVersioned
{
    public const int LongestReason = 300;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid ProjectId { get; init; }

    /// <summary>SHA-256 of the code, 64 hex digits.</summary>
    public string CodeHash { get; init; } = "";

    /// <summary>Null until used.</summary>
    public bool? IsYes { get; private set; }

    /// <summary>Needed for a no; read by staff, not public.</summary>
    public string? Reason { get; private set; }

    /// <summary>Local day, no time: who watches the page must not learn who spoke when.</summary>
    public DateOnly? SaidOn { get; private set; }

    /// <summary>Staff entered it from paper.</summary>
    public bool OnPaper { get; private set; }

    /// <summary>Acceptances are counted from 1; a voice of before counts no more when the work went on.</summary>
    public int Round { get; init; }
    public int Version { get; set; } = 1;

    /// <exception cref="RuleViolation"><c>voice.used</c>.</exception>
    internal void Say(bool isYes, string? reason, bool onPaper, DateOnly day)
    {
        if (IsYes is not null)
            throw new RuleViolation("voice.used");
        (IsYes, Reason, OnPaper, SaidOn) = (isYes, reason, onPaper, day);
    }
}

internal sealed class ProjectTable : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> row)
    {
        row.ToTable("council_project");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.No).HasMaxLength(16);
        row.Property(p => p.Title).HasMaxLength(Project.LongestTitle * 4);
        row.Property(p => p.Aim).HasMaxLength(Project.LongestAim * 4);
        row.Property(p => p.AreaCode).HasMaxLength(17);
        row.Property(p => p.UnitCode).HasMaxLength(40);
        row.Property(p => p.LeaderTitle).HasMaxLength(240);
        row.Property(p => p.BudgetNote).HasMaxLength(Project.LongestNote * 4);
        row.Property(p => p.StartedByTitle).HasMaxLength(60);
        row.Property(p => p.Outcome).HasMaxLength(Project.LongestNote * 4);
        row.Ignore(p => p.IsOpen);
        row.HasIndex(p => new { p.DistrictId, p.No }).IsUnique();
        row.HasIndex(p => new { p.DistrictId, p.AreaCode });
        row.HasIndex(p => new { p.DistrictId, p.CaseId });
    }
}

internal sealed class MilestoneTable : IEntityTypeConfiguration<Milestone>
{
    public void Configure(EntityTypeBuilder<Milestone> row)
    {
        row.ToTable("council_milestone");
        row.HasKey(m => new { m.DistrictId, m.Id });
        row.Property(m => m.Title).HasMaxLength(Milestone.LongestTitle * 4);
        row.Property(m => m.MovedWhy).HasMaxLength(Project.LongestNote * 4);
        row.Property(m => m.DoneNote).HasMaxLength(Project.LongestNote * 4);
        row.HasIndex(m => new
        {
            m.DistrictId,
            m.ProjectId,
            m.No,
        });
        row.HasOne<Project>().WithMany().HasForeignKey(m => new { m.DistrictId, m.ProjectId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class VoiceTable : IEntityTypeConfiguration<Voice>
{
    public void Configure(EntityTypeBuilder<Voice> row)
    {
        row.ToTable("council_voice");
        row.HasKey(v => new { v.DistrictId, v.Id });
        row.Property(v => v.CodeHash).HasMaxLength(64);
        row.Property(v => v.Reason).HasMaxLength(Voice.LongestReason * 4);
        row.HasIndex(v => new { v.DistrictId, v.CodeHash }).IsUnique();
        row.HasIndex(v => new { v.DistrictId, v.ProjectId });
        row.HasOne<Project>().WithMany().HasForeignKey(v => new { v.DistrictId, v.ProjectId }).OnDelete(DeleteBehavior.Cascade);
    }
}
