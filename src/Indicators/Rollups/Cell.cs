using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Facts;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.Rollups;

/// <summary>How many cases of one day, area, category, channel and unit are alike in everything a figure asks for. 汇总格</summary>
/// <remarks>The sum over <see cref="CaseFact"/>, kept up to date by differences. A cell that fell to nothing may stay with zeros until the next recount.</remarks>
public sealed class Cell : ITenantRow
{
    public int DistrictId { get; init; }
    public Basis Basis { get; init; }
    public DateOnly On { get; init; }
    public string AreaCode { get; init; } = "";

    /// <summary>Empty until somebody chose one.</summary>
    public string CategoryKey { get; init; } = "";

    public Channel Channel { get; init; }

    /// <summary>Empty before dispatch.</summary>
    public string UnitCode { get; init; } = "";

    /// <summary>Bits of <see cref="Mark"/>.</summary>
    public long Marks { get; init; }

    public long Cases { get; init; }
    public long Ratings { get; init; }
    public long Stars { get; init; }
    public long FirstAnswerMinutes { get; init; }
    public long DispatchMinutes { get; init; }
    public long ArrivalMinutes { get; init; }
    public long HandlingMinutes { get; init; }
    public long WorkingMinutes { get; init; }
}

internal sealed class CellTable : IEntityTypeConfiguration<Cell>
{
    public void Configure(EntityTypeBuilder<Cell> row)
    {
        row.ToTable("indicators_cell");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.Basis,
            c.On,
            c.AreaCode,
            c.CategoryKey,
            c.Channel,
            c.UnitCode,
            c.Marks,
        });
        row.Property(c => c.Basis).HasMaxLength(8);
        row.Property(c => c.AreaCode).HasMaxLength(17);
        row.Property(c => c.CategoryKey).HasMaxLength(60);
        row.Property(c => c.UnitCode).HasMaxLength(32);
    }
}

/// <summary>Which cell. 汇总格坐标</summary>
public readonly record struct CellKey(
    Basis Basis,
    DateOnly On,
    string AreaCode,
    string CategoryKey,
    Channel Channel,
    string UnitCode,
    long Marks
);

/// <summary>What is in a cell, or what is to be added to it. 汇总格内容</summary>
public readonly record struct CellSum(
    long Cases,
    long Ratings,
    long Stars,
    long FirstAnswerMinutes,
    long DispatchMinutes,
    long ArrivalMinutes,
    long HandlingMinutes,
    long WorkingMinutes
)
{
    public static CellSum operator +(CellSum a, CellSum b) =>
        new(
            a.Cases + b.Cases,
            a.Ratings + b.Ratings,
            a.Stars + b.Stars,
            a.FirstAnswerMinutes + b.FirstAnswerMinutes,
            a.DispatchMinutes + b.DispatchMinutes,
            a.ArrivalMinutes + b.ArrivalMinutes,
            a.HandlingMinutes + b.HandlingMinutes,
            a.WorkingMinutes + b.WorkingMinutes
        );

    public static CellSum operator -(CellSum a) =>
        new(
            -a.Cases,
            -a.Ratings,
            -a.Stars,
            -a.FirstAnswerMinutes,
            -a.DispatchMinutes,
            -a.ArrivalMinutes,
            -a.HandlingMinutes,
            -a.WorkingMinutes
        );
}

/// <summary>Differences to be added to cells: what cases contribute now, less what they did before. 汇总差额</summary>
public sealed class CellChanges
{
    private readonly Dictionary<CellKey, CellSum> changes = [];

    /// <summary>Without those that came to nothing.</summary>
    public IReadOnlyList<KeyValuePair<CellKey, CellSum>> All => [.. changes.Where(c => c.Value != default)];

    /// <summary>A case contributes this from now on.</summary>
    public void Add(FactRow fact)
    {
        foreach (var basis in Enum.GetValues<Basis>())
            if (Key(fact, basis) is { } key)
                changes[key] = changes.GetValueOrDefault(key) + Sum(fact);
    }

    /// <summary>A case contributes this no longer.</summary>
    public void Remove(FactRow fact)
    {
        foreach (var basis in Enum.GetValues<Basis>())
            if (Key(fact, basis) is { } key)
                changes[key] = changes.GetValueOrDefault(key) + -Sum(fact);
    }

    internal static CellKey? Key(FactRow fact, Basis basis) =>
        fact.On(basis) is { } on ? new CellKey(basis, on, fact.AreaCode, fact.CategoryKey, fact.Channel, fact.UnitCode, fact.Marks) : null;

    private static CellSum Sum(FactRow fact) =>
        new(
            1,
            fact.Ratings,
            fact.Stars,
            fact.FirstAnswerMinutes ?? 0,
            fact.DispatchMinutes ?? 0,
            fact.ArrivalMinutes ?? 0,
            fact.HandlingMinutes ?? 0,
            fact.WorkingMinutes ?? 0
        );
}
