using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Rules.Trying;

/// <summary>How far a trial has come. 试跑状态</summary>
public enum TrialState
{
    /// <summary>排队中.</summary>
    Waiting,

    /// <summary>试跑中.</summary>
    Running,

    /// <summary>已完成.</summary>
    Done,

    /// <summary>已取消.</summary>
    Cancelled,

    /// <summary>没有跑成: an error ended it; it is not run again.</summary>
    Failed,
}

/// <summary>A draft replayed on the cases of a period. 规则试跑</summary>
/// <remarks>A node takes a waiting trial by lease; one whose node died is taken again when the lease has run out, and begins anew.</remarks>
public sealed class RuleTrial : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid DraftId { get; init; }

    /// <summary>Content of the draft that is tried.</summary>
    public int Revision { get; init; }

    /// <summary>Live book it is compared with.</summary>
    public int Book { get; init; }

    /// <summary>First local day of reporting.</summary>
    public DateOnly FromOn { get; init; }

    /// <summary>Last local day of reporting.</summary>
    public DateOnly ToOn { get; init; }

    public TrialState State { get; internal set; }

    /// <summary>Cases of the period; 0 until counted.</summary>
    public int Total { get; internal set; }

    /// <summary>Cases replayed so far.</summary>
    public int Done { get; internal set; }

    public Guid? AskedBy { get; init; }
    public DateTime AskedAt { get; init; }
    public DateTime? StartedAt { get; internal set; }
    public DateTime? FinishedAt { get; internal set; }

    /// <summary>Until then the node that runs it is believed to be alive.</summary>
    public DateTime? LeasedUntil { get; internal set; }

    /// <summary><see cref="TrialResult"/> as JSON; null until done.</summary>
    public string? Result { get; internal set; }

    public int Version { get; set; } = 1;

    /// <summary>What came out; null until done.</summary>
    public TrialResult? Outcome() => Result is null ? null : TrialResult.Read(Result);
}

/// <summary>What came out of a trial. 试跑结果</summary>
/// <param name="Cases">Cases replayed.</param>
/// <param name="Moved">Of these, cases that would go elsewhere.</param>
/// <param name="Before">Under the live book.</param>
/// <param name="After">Under the draft.</param>
/// <param name="Retimed">Cases whose deadline would be another.</param>
/// <param name="MinutesSum">Sum of the differences of deadlines in wall-clock minutes; positive: later.</param>
/// <param name="MinutesMedian">Median of the differences among <paramref name="Retimed"/>; null when there is none.</param>
/// <param name="Flows">From unit to unit, most first.</param>
/// <param name="Units">Load of each unit that has any.</param>
public sealed record TrialResult(
    int Cases,
    int Moved,
    TrialSide Before,
    TrialSide After,
    int Retimed,
    long MinutesSum,
    long? MinutesMedian,
    IReadOnlyList<TrialFlow> Flows,
    IReadOnlyList<UnitLoad> Units
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Most differing cases kept for opening; the counts are exact all the same.</summary>
    public const int MostKept = 10_000;

    internal string ToJson() => JsonSerializer.Serialize(this, Options);

    internal static TrialResult Read(string json) => JsonSerializer.Deserialize<TrialResult>(json, Options)!;
}

/// <summary>One side of the comparison. 对比项</summary>
/// <param name="Gaps">Cases that no rule would take.</param>
/// <param name="Conflicts">Cases on which rules disagree.</param>
/// <param name="Automatic">Cases the rule alone would dispatch.</param>
/// <param name="Late">Cases handed in after their deadline, or still open after it.</param>
public sealed record TrialSide(int Gaps, int Conflicts, int Automatic, int Late);

/// <summary>Cases that would go from one unit to another. 流向</summary>
/// <param name="From">Unit code; null: nobody known.</param>
/// <param name="To">Unit code; null: nobody known.</param>
public sealed record TrialFlow(string? From, string? To, int Cases);

/// <summary>Cases of one unit before and after. 单位负荷</summary>
public sealed record UnitLoad(string Unit, int Before, int After);

/// <summary>A case that a draft would treat differently. 试跑差异</summary>
public sealed class RuleTrialCase : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid TrialId { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>Null: nobody known.</summary>
    public string? FromUnit { get; init; }

    /// <summary>Null: nobody known.</summary>
    public string? ToUnit { get; init; }

    public ProposalKind FromKind { get; init; }
    public ProposalKind ToKind { get; init; }
    public string? FromRuleNo { get; init; }
    public string? ToRuleNo { get; init; }

    /// <summary>Wall-clock minutes by which the deadline would move; 0 for none.</summary>
    public int DeadlineMinutes { get; init; }
}

internal sealed class RuleTrialTable : IEntityTypeConfiguration<RuleTrial>
{
    public void Configure(EntityTypeBuilder<RuleTrial> row)
    {
        row.ToTable("cases_rule_trial");
        row.HasKey(t => new { t.DistrictId, t.Id });
        row.Property(t => t.Result).HasMaxLength(1_000_000);
        row.HasIndex(t => new { t.DistrictId, t.State });
        row.HasIndex(t => new { t.DistrictId, t.DraftId });
        row.HasOne<Drafting.RuleDraft>().WithMany().HasForeignKey(t => new { t.DistrictId, t.DraftId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RuleTrialCaseTable : IEntityTypeConfiguration<RuleTrialCase>
{
    public void Configure(EntityTypeBuilder<RuleTrialCase> row)
    {
        row.ToTable("cases_rule_trial_case");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.TrialId,
            c.CaseId,
        });
        row.Property(c => c.FromUnit).HasMaxLength(40);
        row.Property(c => c.ToUnit).HasMaxLength(40);
        row.Property(c => c.FromRuleNo).HasMaxLength(32);
        row.Property(c => c.ToRuleNo).HasMaxLength(32);
        row.HasOne<RuleTrial>().WithMany().HasForeignKey(c => new { c.DistrictId, c.TrialId }).OnDelete(DeleteBehavior.Restrict);
    }
}
