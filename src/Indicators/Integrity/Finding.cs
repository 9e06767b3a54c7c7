using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.Integrity;

/// <summary>What a person made of a finding. 线索判断</summary>
public enum FindingOutcome
{
    /// <summary>情况属实说得清: there is an explanation.</summary>
    Explained,

    /// <summary>属实.</summary>
    Confirmed,

    /// <summary>转交: to discipline or another office, outside of this system.</summary>
    PassedOn,
}

/// <summary>Something that strikes the machine, for a person to judge. It says nothing about anybody by itself and changes no figure. 诚信线索</summary>
public sealed class Finding : ITenantRow, IVersioned
{
    public const int LongestText = 1_000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string RuleKey { get; init; } = "";
    public int RuleVersion { get; init; }

    /// <summary>Whom it concerns; null: a unit.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Which unit it concerns; null: a person.</summary>
    public string? UnitCode { get; init; }

    public string AreaCode { get; init; } = "";

    /// <summary>SHA-256 over rule, subject and evidence: the same thing is found once.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary><see cref="FindingEvidence"/> as JSON; null once it had to be deleted.</summary>
    public string? Evidence { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime FoundAt { get; init; }

    /// <summary>UTC; when it stood on the page of those concerned.</summary>
    public DateTime ToldAt { get; init; }

    /// <summary>UTC; until then the answer is waited for.</summary>
    public DateTime AnswerUntil { get; init; }

    public string? Answer { get; private set; }
    public Guid? AnsweredBy { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Null until a person decided.</summary>
    public FindingOutcome? Outcome { get; private set; }

    public string? Reason { get; private set; }
    public Guid? JudgedBy { get; private set; }
    public DateTime? JudgedAt { get; private set; }
    public int Version { get; set; } = 1;

    /// <summary>Whether it may be judged now: the answer is here, or was waited for.</summary>
    public bool MayBeJudged(DateTime now) => AnsweredAt is not null || now >= AnswerUntil;

    /// <exception cref="RuleViolation"><c>integrity.judged</c>.</exception>
    internal void Explain(string answer, Guid? by, DateTime now)
    {
        if (Outcome is not null)
            throw new RuleViolation("integrity.judged");
        (Answer, AnsweredBy, AnsweredAt) = (answer, by, now);
    }

    /// <exception cref="RuleViolation"><c>integrity.judged</c>, <c>integrity.too-early</c>.</exception>
    internal void Judge(FindingOutcome outcome, string reason, Guid? by, DateTime now)
    {
        if (Outcome is not null)
            throw new RuleViolation("integrity.judged");
        if (outcome != FindingOutcome.Explained && !MayBeJudged(now))
            throw new RuleViolation("integrity.too-early");
        (Outcome, Reason, JudgedBy, JudgedAt) = (outcome, reason, by, now);
    }

    /// <summary>What speaks for it; null once deleted.</summary>
    public FindingEvidence? Read() => Evidence is null ? null : FindingEvidence.Read(Evidence);

    internal static string FingerprintOf(string ruleKey, string subject, string evidence) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ruleKey}\n{subject}\n{evidence}")));
}

/// <summary>What speaks for a finding: numbers, moments, cases; no place of a person and nobody's name. 线索证据</summary>
/// <param name="Numbers">In the order in which the page says them.</param>
/// <param name="At">UTC.</param>
/// <param name="UntilAt">UTC.</param>
/// <param name="Cases">Those it stands on; empty where a case would say who rated.</param>
/// <param name="Photo">Hash of the later photo.</param>
/// <param name="OtherPhoto">Hash of the earlier one.</param>
public sealed record FindingEvidence(
    IReadOnlyList<double> Numbers,
    DateTime? At = null,
    DateTime? UntilAt = null,
    IReadOnlyList<Guid>? Cases = null,
    string? Photo = null,
    string? OtherPhoto = null
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal string ToJson() => JsonSerializer.Serialize(this, Options);

    internal static FindingEvidence Read(string json) => JsonSerializer.Deserialize<FindingEvidence>(json, Options)!;
}

/// <summary>When the rules last ran in a district. 诚信规则进度</summary>
public sealed class IntegrityProgress : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>Local day of the last nightly run.</summary>
    public DateOnly? NightOn { get; set; }

    /// <summary>UTC; the last run, on demand as well.</summary>
    public DateTime RanAt { get; set; }

    /// <summary>New findings of the last run.</summary>
    public int Found { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class FindingTable : IEntityTypeConfiguration<Finding>
{
    public void Configure(EntityTypeBuilder<Finding> row)
    {
        row.ToTable("indicators_finding");
        row.HasKey(f => new { f.DistrictId, f.Id });
        row.Property(f => f.RuleKey).HasMaxLength(40);
        row.Property(f => f.UnitCode).HasMaxLength(40);
        row.Property(f => f.AreaCode).HasMaxLength(17);
        row.Property(f => f.Fingerprint).HasMaxLength(64);
        row.Property(f => f.Evidence).HasMaxLength(20_000);
        row.Property(f => f.Answer).HasMaxLength(Finding.LongestText);
        row.Property(f => f.Reason).HasMaxLength(Finding.LongestText);
        row.HasIndex(f => new { f.DistrictId, f.Fingerprint }).IsUnique();
        row.HasIndex(f => new
        {
            f.DistrictId,
            f.JudgedAt,
            f.FoundAt,
        });
        row.HasIndex(f => new { f.DistrictId, f.AccountId });
        row.HasIndex(f => new { f.DistrictId, f.UnitCode });
    }
}

internal sealed class IntegrityProgressTable : IEntityTypeConfiguration<IntegrityProgress>
{
    public void Configure(EntityTypeBuilder<IntegrityProgress> row)
    {
        row.ToTable("indicators_integrity_progress");
        row.HasKey(p => p.DistrictId);
    }
}
