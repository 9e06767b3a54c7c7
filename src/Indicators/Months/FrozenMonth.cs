using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.Months;

/// <summary>A month whose figures stand for good. 封存月</summary>
public sealed class FrozenMonth : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>yyyyMM.</summary>
    public int Month { get; init; }

    /// <summary>UTC; as the cases stood then.</summary>
    public DateTime FrozenAt { get; init; }

    /// <summary>Cases that were reported, filed, closed or judged in it; their contributions are kept beside.</summary>
    public int Cases { get; init; }
}

/// <summary>A figure of a frozen month: written once, by the definition of that month, never changed. 封存指标</summary>
public sealed class FrozenFigure : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>yyyyMM.</summary>
    public int Month { get; init; }

    public string FigureKey { get; init; } = "";

    /// <summary>District, streets and communities.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>Version of the definition.</summary>
    public int DefinitionVersion { get; init; }

    /// <summary>Numerator; of a mean the sum.</summary>
    public long Counted { get; init; }

    /// <summary>Denominator.</summary>
    public long Whole { get; init; }
}

internal sealed class FrozenMonthTable : IEntityTypeConfiguration<FrozenMonth>
{
    public void Configure(EntityTypeBuilder<FrozenMonth> row)
    {
        row.ToTable("indicators_month");
        row.HasKey(m => new { m.DistrictId, m.Month });
    }
}

internal sealed class FrozenFigureTable : IEntityTypeConfiguration<FrozenFigure>
{
    public void Configure(EntityTypeBuilder<FrozenFigure> row)
    {
        row.ToTable("indicators_month_figure");
        row.HasKey(f => new
        {
            f.DistrictId,
            f.Month,
            f.FigureKey,
            f.AreaCode,
        });
        row.Property(f => f.FigureKey).HasMaxLength(40);
        row.Property(f => f.AreaCode).HasMaxLength(12);
    }
}
