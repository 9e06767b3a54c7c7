using System.Text.Json;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Workforce.Evaluation;

/// <summary>An area and the local days on which somebody answers for it. 负责区间</summary>
/// <param name="To">The last one.</param>
public sealed record Span(string AreaCode, DateOnly From, DateOnly To);

/// <summary>A month whose evaluation was reckoned. 考核月</summary>
public sealed class EvaluationMonth : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>yyyyMM.</summary>
    public int Month { get; init; }

    /// <summary>UTC.</summary>
    public DateTime ReckonedAt { get; init; }

    /// <summary>Results that were written.</summary>
    public int Results { get; init; }
}

/// <summary>What a subject got for a month: written once, never changed. What a decision changed later stands beside it as the next revision. 考核结果</summary>
public sealed class Result : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>yyyyMM.</summary>
    public int Month { get; init; }

    public string SchemeKey { get; init; } = "";

    /// <summary>Code of the area or unit; account of a person, 32 digits; the district for a desk.</summary>
    public string SubjectCode { get; init; } = "";

    /// <summary>0: as frozen, nothing left out; 1, 2, 3…: after decisions.</summary>
    public int Revision { get; init; }

    public SubjectKind Kind { get; init; }
    public int SchemeVersion { get; init; }

    /// <summary>Where it lies, for who may see it.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>What it is compared with; see <see cref="Groups"/>.</summary>
    public string GroupKey { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ReckonedAt { get; init; }

    /// <summary>In hundredths of a point, 0 to 10,000; null: none.</summary>
    public int? Points { get; init; }

    /// <summary>In hundredths of a point.</summary>
    public int Low { get; init; }

    /// <summary>In hundredths of a point.</summary>
    public int High { get; init; }

    /// <summary>Of the same mix of categories and hours, in hundredths of a point; null: none.</summary>
    public int? Expected { get; init; }

    /// <summary>Different cases it stands on.</summary>
    public int Cases { get; init; }

    /// <summary>Cases left out by decision.</summary>
    public int Excluded { get; init; }

    /// <summary>In hundredths of a per cent.</summary>
    public int MissingWeight { get; init; }

    /// <summary>户数 of an area; null when not counted or no area.</summary>
    public int? Households { get; init; }

    /// <summary>JSON list of components.</summary>
    public string Content { get; init; } = "[]";

    /// <summary>JSON list of the areas and days of a person; empty list for others.</summary>
    public string Spans { get; init; } = "[]";

    public IReadOnlyList<PartScore> Parts() => JsonSerializer.Deserialize<List<PartScore>>(Content) ?? [];

    public IReadOnlyList<Span> AreasAndDays() => JsonSerializer.Deserialize<List<Span>>(Spans) ?? [];
}

internal sealed class EvaluationMonthTable : IEntityTypeConfiguration<EvaluationMonth>
{
    public void Configure(EntityTypeBuilder<EvaluationMonth> row)
    {
        row.ToTable("workforce_month");
        row.HasKey(m => new { m.DistrictId, m.Month });
    }
}

internal sealed class ResultTable : IEntityTypeConfiguration<Result>
{
    public void Configure(EntityTypeBuilder<Result> row)
    {
        row.ToTable("workforce_result");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.Month,
            r.SchemeKey,
            r.SubjectCode,
            r.Revision,
        });
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.SchemeKey,
            r.SubjectCode,
            r.Month,
        });
        row.Property(r => r.SchemeKey).HasMaxLength(40);
        row.Property(r => r.SubjectCode).HasMaxLength(40);
        row.Property(r => r.Kind).HasMaxLength(12);
        row.Property(r => r.AreaCode).HasMaxLength(17);
        row.Property(r => r.GroupKey).HasMaxLength(20);
        row.Property(r => r.Content).HasMaxLength(8000);
        row.Property(r => r.Spans).HasMaxLength(8000);
    }
}
