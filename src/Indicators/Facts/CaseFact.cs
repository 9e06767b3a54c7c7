using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.Facts;

/// <summary>What one case contributes to all figures. 案件指标事实</summary>
/// <remarks>Reckoned from the case and its record; it can be thrown away and reckoned again. Says nothing of people or texts.</remarks>
public abstract class FactRow : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }
    public DateOnly ReportedOn { get; set; }
    public DateOnly? FiledOn { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public string AreaCode { get; set; } = "";

    /// <summary>Empty until somebody chose one.</summary>
    public string CategoryKey { get; set; } = "";

    public Channel Channel { get; set; }

    /// <summary>Lead unit; empty before dispatch.</summary>
    public string UnitCode { get; set; } = "";

    /// <summary>Bits of <see cref="Mark"/>.</summary>
    public long Marks { get; set; }

    public int? FirstAnswerMinutes { get; set; }
    public int? DispatchMinutes { get; set; }
    public int? ArrivalMinutes { get; set; }
    public int? HandlingMinutes { get; set; }
    public int? WorkingMinutes { get; set; }
    public int Ratings { get; set; }
    public int Stars { get; set; }

    /// <summary>应考核日: the local day on which it came into the account of evaluation: closed, or its limit as first set ran out; said once. Null: not yet.</summary>
    public DateOnly? JudgedOn { get; set; }

    /// <summary>质量评定日: of the first doubt about the work, else the same day. Null: not yet.</summary>
    public DateOnly? QualityOn { get; set; }

    /// <summary>计入单位: the unit that led it when it came into the account; said once. Empty: nobody yet; <see cref="NoUnit"/>: nobody led it at that moment.</summary>
    public string ChargedUnitCode { get; set; } = "";

    /// <summary>It came into the account while no unit led it.</summary>
    public const string NoUnit = "-";

    /// <summary>The day by which it belongs to a period; null: to none.</summary>
    internal DateOnly? On(Basis basis) =>
        basis switch
        {
            Basis.Reported => ReportedOn,
            Basis.Filed => FiledOn,
            Basis.Closed => ClosedOn,
            _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, null),
        };

    /// <summary>Whether both contribute the same.</summary>
    internal bool SaysTheSame(FactRow other) => Said == other.Said;

    private object Said =>
        (
            (ReportedOn, FiledOn, ClosedOn),
            (AreaCode, CategoryKey, Channel, UnitCode, Marks),
            (FirstAnswerMinutes, DispatchMinutes, ArrivalMinutes, HandlingMinutes, WorkingMinutes, Ratings, Stars),
            (JudgedOn, QualityOn, ChargedUnitCode)
        );
}

/// <summary>What a case contributes now. 当前事实</summary>
public sealed class CaseFact : FactRow
{
    /// <summary>UTC; when it will say something else although nobody does anything: a limit runs out. Null: never.</summary>
    public DateTime? NextAt { get; set; }

    internal void Take(CaseFact other) =>
        (
            (ReportedOn, FiledOn, ClosedOn),
            (AreaCode, CategoryKey, Channel, UnitCode, Marks),
            (FirstAnswerMinutes, DispatchMinutes, ArrivalMinutes, HandlingMinutes, WorkingMinutes, Ratings, Stars, NextAt),
            (JudgedOn, QualityOn, ChargedUnitCode)
        ) = (
            (other.ReportedOn, other.FiledOn, other.ClosedOn),
            (other.AreaCode, other.CategoryKey, other.Channel, other.UnitCode, other.Marks),
            (
                other.FirstAnswerMinutes,
                other.DispatchMinutes,
                other.ArrivalMinutes,
                other.HandlingMinutes,
                other.WorkingMinutes,
                other.Ratings,
                other.Stars,
                other.NextAt
            ),
            (other.JudgedOn, other.QualityOn, other.ChargedUnitCode)
        );
}

/// <summary>What a case contributed when its month was frozen. 封存事实</summary>
public sealed class FrozenFact : FactRow
{
    /// <summary>yyyyMM.</summary>
    public int Month { get; init; }
}

internal sealed class CaseFactTable : IEntityTypeConfiguration<CaseFact>
{
    public void Configure(EntityTypeBuilder<CaseFact> row)
    {
        row.ToTable("indicators_fact");
        row.HasKey(f => new { f.DistrictId, f.CaseId });
        Columns(row);
        row.HasIndex(f => new { f.DistrictId, f.ReportedOn });
        row.HasIndex(f => new { f.DistrictId, f.FiledOn });
        row.HasIndex(f => new { f.DistrictId, f.ClosedOn });
        row.HasIndex(f => new { f.DistrictId, f.JudgedOn });
        row.HasIndex(f => new { f.DistrictId, f.NextAt });
    }

    internal static void Columns<T>(EntityTypeBuilder<T> row)
        where T : FactRow
    {
        row.Property(f => f.AreaCode).HasMaxLength(17);
        row.Property(f => f.CategoryKey).HasMaxLength(60);
        row.Property(f => f.UnitCode).HasMaxLength(32);
        row.Property(f => f.ChargedUnitCode).HasMaxLength(32);
    }
}

internal sealed class FrozenFactTable : IEntityTypeConfiguration<FrozenFact>
{
    public void Configure(EntityTypeBuilder<FrozenFact> row)
    {
        row.ToTable("indicators_frozen_fact");
        row.HasKey(f => new
        {
            f.DistrictId,
            f.Month,
            f.CaseId,
        });
        CaseFactTable.Columns(row);
    }
}
