using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.WhatIf;

/// <summary>A set of changes that a period is played with; shared inside the office. 推演方案</summary>
public sealed class Scenario : ITenantRow, IVersioned
{
    public const int LongestName = 60;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; internal set; } = "";

    /// <summary>First local day of reporting.</summary>
    public DateOnly FromOn { get; internal set; }

    /// <summary>Last local day of reporting.</summary>
    public DateOnly ToOn { get; internal set; }

    /// <summary><see cref="ScenarioContent"/> as JSON.</summary>
    public string Content { get; internal set; } = "";

    /// <summary>Counts changes of name, days and content; a run says which one it played.</summary>
    public int Revision { get; internal set; } = 1;

    public Guid? AuthorId { get; init; }
    public DateTime CreatedAt { get; init; }
    public Guid? ChangedBy { get; internal set; }
    public DateTime ChangedAt { get; internal set; }

    /// <summary>UTC; put away, can be taken back; null: in use.</summary>
    public DateTime? PutAwayAt { get; internal set; }

    public int Version { get; set; } = 1;

    internal ScenarioContent Read() => ScenarioContent.Read(Content);
}

/// <summary>How far a run has come. 推演状态</summary>
public enum RunState
{
    /// <summary>排队中.</summary>
    Waiting,

    /// <summary>推演中.</summary>
    Running,

    /// <summary>已完成.</summary>
    Done,

    /// <summary>已取消.</summary>
    Cancelled,

    /// <summary>没有跑成: an error ended it; it is not run again.</summary>
    Failed,
}

/// <summary>One playing of a scenario as it was then; its result stays. 推演</summary>
/// <remarks>A node takes a waiting run by lease; one whose node died is taken again when the lease has run out, and begins anew with the same outcome.</remarks>
public sealed class ScenarioRun : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid ScenarioId { get; init; }

    /// <summary>Of the scenario when the run was asked for.</summary>
    public int Revision { get; init; }

    public DateOnly FromOn { get; init; }
    public DateOnly ToOn { get; init; }

    /// <summary>Copy of the content that is played.</summary>
    public string Content { get; init; } = "";

    public RunState State { get; internal set; }

    /// <summary>Steps of work; 0 until known.</summary>
    public int Total { get; internal set; }

    public int Done { get; internal set; }
    public Guid? AskedBy { get; init; }
    public DateTime AskedAt { get; init; }
    public DateTime? StartedAt { get; internal set; }
    public DateTime? FinishedAt { get; internal set; }

    /// <summary>Until then the node that runs it is believed to be alive.</summary>
    public DateTime? LeasedUntil { get; internal set; }

    /// <summary><see cref="ScenarioOutcome"/> as JSON; null until done.</summary>
    public string? Result { get; internal set; }

    public int Version { get; set; } = 1;

    public bool IsUnderWay => State is RunState.Waiting or RunState.Running;

    /// <summary>What came out; null until done.</summary>
    public ScenarioOutcome? Outcome() => Result is null ? null : ScenarioOutcome.Read(Result);

    internal ScenarioContent Read() => ScenarioContent.Read(Content);
}

internal sealed class ScenarioTable : IEntityTypeConfiguration<Scenario>
{
    public void Configure(EntityTypeBuilder<Scenario> row)
    {
        row.ToTable("indicators_scenario");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.Name).HasMaxLength(Scenario.LongestName);
        row.Property(s => s.Content).HasMaxLength(20_000);
        row.HasIndex(s => new { s.DistrictId, s.ChangedAt });
    }
}

internal sealed class ScenarioRunTable : IEntityTypeConfiguration<ScenarioRun>
{
    public void Configure(EntityTypeBuilder<ScenarioRun> row)
    {
        row.ToTable("indicators_scenario_run");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.Content).HasMaxLength(20_000);
        row.Property(r => r.Result).HasMaxLength(1_000_000);
        row.HasIndex(r => new { r.DistrictId, r.State });
        row.HasIndex(r => new { r.DistrictId, r.ScenarioId });
        row.HasOne<Scenario>().WithMany().HasForeignKey(r => new { r.DistrictId, r.ScenarioId }).OnDelete(DeleteBehavior.Restrict);
    }
}
