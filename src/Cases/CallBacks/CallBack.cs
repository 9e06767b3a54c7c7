using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.CallBacks;

/// <summary>Why somebody is called. 回访类别</summary>
public enum CallBackKind
{
    /// <summary>结案回访: closed, and the reporter has not rated.</summary>
    AfterClosing,

    /// <summary>回电: the reporter wishes to be called, or somebody thinks that a word is better than a message.</summary>
    Wish,
}

/// <summary>How far a call-back is. 回访状态</summary>
public enum CallBackState
{
    /// <summary>待回访.</summary>
    Waiting,

    /// <summary>已接通.</summary>
    Reached,

    /// <summary>未接通: tried at different times and nobody answered; neither good nor bad.</summary>
    NotReached,

    /// <summary>不愿评价.</summary>
    Refused,

    /// <summary>已自行评价: the reporter rated meanwhile.</summary>
    Rated,

    /// <summary>不再需要: the case was opened again, or another call settled it.</summary>
    Dropped,
}

/// <summary>A reporter to be called, with its own clock. 回访</summary>
public sealed class CallBack : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid ReportId { get; init; }
    public CallBackKind Kind { get; init; }

    /// <summary>What the wish is about; empty after a closing.</summary>
    public string Reason { get; init; } = "";

    public DateTime AskedAt { get; init; }

    /// <summary>UTC; by then the call should be made.</summary>
    public DateTime DueAt { get; init; }

    /// <summary>UTC; before it nobody calls: time to rate by oneself, quiet hours, another time of day after a miss. Null when over.</summary>
    public DateTime? NextAt { get; private set; }

    public int Attempts { get; private set; }
    public CallBackState State { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>Who ended it; null while it waits and when the reporter or the clock did.</summary>
    public Guid? EndedBy { get; private set; }

    public int Version { get; set; } = 1;

    internal CallBack OpensAt(DateTime at)
    {
        NextAt = at;
        return this;
    }

    /// <summary>Nobody answered: another time of day, or the end after so many.</summary>
    internal void Miss(DateTime nextAt, int mostAttempts, Guid? by, DateTime now)
    {
        Demand();
        Attempts++;
        if (Attempts >= mostAttempts)
            End(CallBackState.NotReached, by, now);
        else
            NextAt = nextAt;
    }

    internal void Answered(CallBackState state, Guid? by, DateTime now)
    {
        Demand();
        Attempts++;
        End(state, by, now);
    }

    internal void End(CallBackState state, Guid? by, DateTime now)
    {
        Demand();
        (State, EndedBy, EndedAt, NextAt) = (state, by, now, null);
    }

    private void Demand()
    {
        if (State != CallBackState.Waiting)
            throw new RuleViolation("callback.over");
    }
}

/// <summary>One call. 拨打记录</summary>
public sealed class CallBackAttempt : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CallBackId { get; init; }

    /// <summary>1, 2, 3.</summary>
    public int No { get; init; }

    public DateTime At { get; init; }
    public Guid? By { get; init; }
    public bool IsReached { get; init; }

    /// <summary>What was said about a wish; null for none. What belongs to a rating stands with the report.</summary>
    public string? Words { get; init; }
}

internal sealed class CallBackTable : IEntityTypeConfiguration<CallBack>
{
    public void Configure(EntityTypeBuilder<CallBack> row)
    {
        row.ToTable("cases_callback");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.Reason).HasMaxLength(1000);
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.NextAt,
            c.DueAt,
        });
        row.HasIndex(c => new { c.DistrictId, c.ReportId });
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.CaseId,
            c.State,
        });
        row.HasOne<Case>().WithMany().HasForeignKey(c => new { c.DistrictId, c.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CallBackAttemptTable : IEntityTypeConfiguration<CallBackAttempt>
{
    public void Configure(EntityTypeBuilder<CallBackAttempt> row)
    {
        row.ToTable("cases_callback_attempt");
        row.HasKey(a => new
        {
            a.DistrictId,
            a.CallBackId,
            a.No,
        });
        row.Property(a => a.Words).HasMaxLength(2000);
        row.HasOne<CallBack>().WithMany().HasForeignKey(a => new { a.DistrictId, a.CallBackId }).OnDelete(DeleteBehavior.Restrict);
    }
}
