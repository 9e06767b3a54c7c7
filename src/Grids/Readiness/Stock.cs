using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Readiness;

/// <summary>Things kept for an emergency, and equipment that others lend. 应急物资</summary>
public sealed class Stock : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string AreaCode { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>台、件、个…</summary>
    public string Measure { get; init; } = "";

    public int Quantity { get; init; }

    /// <summary>Out on loan now.</summary>
    public int Lent { get; private set; }

    public string Owner { get; init; } = "";

    /// <summary>Sealed under <see cref="ReadinessPhones.Stock"/>.</summary>
    [Sensitive("突发事件时调用物资", What = "电话", Basis = LegalBasis.Emergency, Until = "物资撤下前保存", Field = ReadinessPhones.Stock)]
    public byte[]? PhoneSealed { get; init; }

    /// <summary>Where it lies.</summary>
    public string Place { get; init; } = "";

    /// <summary>The owner lends it.</summary>
    public bool IsLendable { get; init; }

    public int Version { get; set; } = 1;

    /// <exception cref="RuleViolation"><c>stock.not-lendable</c>, <c>stock.not-enough</c>.</exception>
    internal void Lend(int quantity)
    {
        if (!IsLendable)
            throw new RuleViolation("stock.not-lendable");
        if (quantity > Quantity - Lent)
            throw new RuleViolation("stock.not-enough", Quantity - Lent);
        Lent += quantity;
    }

    internal void TakeBack(int quantity) => Lent -= quantity;

    /// <summary>A loan that was out when the row was first written: seed and import.</summary>
    public Stock WithLent(int quantity)
    {
        Lent = quantity;
        return this;
    }
}

/// <summary>Who has it until when. 借用</summary>
public sealed class StockLoan : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid StockId { get; init; }
    public int Quantity { get; init; }
    public string Borrower { get; init; } = "";
    public DateTime LentAt { get; init; }
    public Guid? LentBy { get; init; }

    /// <summary>Local day on which it should be back; null when nothing was agreed.</summary>
    public DateOnly? DueOn { get; init; }

    public DateTime? ReturnedAt { get; internal set; }
    public Guid? ReturnedTo { get; internal set; }
    public int Version { get; set; } = 1;
}

internal sealed class StockTable : IEntityTypeConfiguration<Stock>
{
    public void Configure(EntityTypeBuilder<Stock> row)
    {
        row.ToTable("grids_stock");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.Property(s => s.PhoneSealed).HasMaxLength(200);
        row.HasIndex(s => new { s.DistrictId, s.AreaCode });
    }
}

internal sealed class StockLoanTable : IEntityTypeConfiguration<StockLoan>
{
    public void Configure(EntityTypeBuilder<StockLoan> row)
    {
        row.ToTable("grids_stock_loan");
        row.HasKey(l => new { l.DistrictId, l.Id });
        row.HasIndex(l => new
        {
            l.DistrictId,
            l.StockId,
            l.ReturnedAt,
        });
    }
}
