using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Meetings;

/// <summary>Where an obligation stands. 议定事项状态</summary>
public enum ObligationState
{
    /// <summary>待签发: stands in minutes that are not signed yet.</summary>
    Draft,

    /// <summary>办理中.</summary>
    Owed,

    /// <summary>待核对: the unit says it is done.</summary>
    HandedIn,

    /// <summary>已办结: looked at by another and found done.</summary>
    Done,
}

/// <summary>What a unit promised in a meeting, by a day, with evidence. 议定事项</summary>
public sealed class Obligation : ITenantRow, IVersioned
{
    public const int LongestText = 300;
    public const int LongestResult = 1000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid MeetingId { get; init; }

    /// <summary>From 1, in its meeting.</summary>
    public int No { get; init; }

    /// <summary>The case on whose page it stands; null when it belongs to none.</summary>
    public Guid? CaseId { get; init; }
    public string UnitCode { get; init; } = "";
    public string Text { get; init; } = "";

    /// <summary>Local day; until its end.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>UTC; end of that day.</summary>
    public DateTime DueAt { get; init; }
    public ObligationState State { get; private set; }

    /// <summary>What was done; null until handed in.</summary>
    public string? Result { get; private set; }
    public DateTime? HandedInAt { get; private set; }
    public Guid? HandedInBy { get; private set; }
    public string? HandedInByTitle { get; private set; }

    /// <summary>How often a check was not passed.</summary>
    public int SentBack { get; private set; }

    /// <summary>What is missing; null unless the last check was not passed.</summary>
    public string? SentBackWhy { get; private set; }
    public DateTime? DoneAt { get; private set; }
    public string? CheckedByTitle { get; private set; }

    /// <summary>UTC; when it was noticed that it was not handed in in time; stays after a late hand-in.</summary>
    public DateTime? LateAt { get; private set; }
    public int Version { get; set; } = 1;

    public bool IsOpen => State is ObligationState.Owed or ObligationState.HandedIn;

    /// <summary>With the signing of the minutes.</summary>
    internal void Begin() => State = ObligationState.Owed;

    /// <exception cref="RuleViolation"><c>obligation.not-owed</c>.</exception>
    internal void HandIn(string result, Guid? by, string title, DateTime now)
    {
        if (State != ObligationState.Owed)
            throw new RuleViolation("obligation.not-owed");
        (State, Result, HandedInAt, HandedInBy, HandedInByTitle, SentBackWhy) = (ObligationState.HandedIn, result, now, by, title, null);
        if (now > DueAt)
            LateAt ??= now;
    }

    /// <exception cref="RuleViolation"><c>obligation.not-handed-in</c>, <c>obligation.own-work</c>.</exception>
    internal void Check(bool isDone, string? why, Guid? by, string title, DateTime now)
    {
        if (State != ObligationState.HandedIn)
            throw new RuleViolation("obligation.not-handed-in");
        if (by is not null && by == HandedInBy)
            throw new RuleViolation("obligation.own-work");
        CheckedByTitle = title;
        if (isDone)
            (State, DoneAt) = (ObligationState.Done, now);
        else
            (State, SentBack, SentBackWhy) = (ObligationState.Owed, SentBack + 1, why);
    }

    internal void Miss(DateTime now) => LateAt ??= now;
}

internal sealed class ObligationTable : IEntityTypeConfiguration<Obligation>
{
    public void Configure(EntityTypeBuilder<Obligation> row)
    {
        row.ToTable("council_obligation");
        row.HasKey(o => new { o.DistrictId, o.Id });
        row.Property(o => o.UnitCode).HasMaxLength(40);
        row.Property(o => o.Text).HasMaxLength(Obligation.LongestText * 4);
        row.Property(o => o.Result).HasMaxLength(Obligation.LongestResult * 4);
        row.Property(o => o.HandedInByTitle).HasMaxLength(60);
        row.Property(o => o.SentBackWhy).HasMaxLength(Participant.LongestReason * 4);
        row.Property(o => o.CheckedByTitle).HasMaxLength(60);
        row.Ignore(o => o.IsOpen);
        row.HasIndex(o => new
        {
            o.DistrictId,
            o.MeetingId,
            o.No,
        });
        row.HasIndex(o => new { o.DistrictId, o.CaseId });
        row.HasIndex(o => new
        {
            o.DistrictId,
            o.UnitCode,
            o.State,
            o.DueAt,
        });
        row.HasOne<Meeting>().WithMany().HasForeignKey(o => new { o.DistrictId, o.MeetingId }).OnDelete(DeleteBehavior.Cascade);
    }
}
