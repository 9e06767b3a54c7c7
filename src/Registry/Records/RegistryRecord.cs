using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Records;

/// <summary>What every record of the registry says about itself: where it lies, where it comes from, how fresh it is. 台账记录</summary>
public abstract class RegistryRecord : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Grid or micro-grid, 15 or 17 digits.</summary>
    public string AreaCode { get; internal set; } = "";

    /// <summary>Where it comes from: a visit, a list handed over, an import.</summary>
    public string Source { get; internal set; } = "";

    /// <summary>Local day on which somebody last found it to be so.</summary>
    public DateOnly ConfirmedOn { get; internal set; }

    /// <summary>Who found it; null for lists and imports.</summary>
    public Guid? ConfirmedBy { get; internal set; }

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First local day on which it is no longer so; null while it is.</summary>
    public DateOnly? ValidTo { get; internal set; }

    /// <summary>The file it came with; null for what people entered themselves.</summary>
    public Guid? ImportId { get; internal set; }

    public int Version { get; set; } = 1;

    public abstract RecordKind Kind { get; }

    /// <summary>Days after which the record should be looked at again, on an occasion that has a purpose of its own.</summary>
    public virtual int FreshDays => Freshness.DaysOf(Kind);

    /// <summary>Last local day on which it counts as confirmed in time.</summary>
    public DateOnly FreshUntilOn => ConfirmedOn.AddDays(FreshDays);
}

/// <summary>How long a confirmed record stays fresh, by kind. 保鲜期</summary>
/// <remarks>A limit is a reminder for the next visit that happens anyway: nobody is visited only to refresh a date.</remarks>
public static class Freshness
{
    /// <value>Days.</value>
    public static int DaysOf(RecordKind kind) =>
        kind switch
        {
            RecordKind.Building => 365,
            RecordKind.Organisation => 180,
            RecordKind.Place => 90,
            RecordKind.Dwelling => 180,
            RecordKind.Household => 180,
            RecordKind.Person => 365,
            RecordKind.Component => 365,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}

internal static class RecordTable
{
    /// <summary>Key, lengths and index that all tables of records share.</summary>
    public static void Shape<T>(EntityTypeBuilder<T> row, string table)
        where T : RegistryRecord
    {
        row.ToTable(table);
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.AreaCode).HasMaxLength(17);
        row.Property(r => r.Source).HasMaxLength(60);
        row.Ignore(r => r.Kind);
        row.Ignore(r => r.FreshDays);
        row.Ignore(r => r.FreshUntilOn);
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.AreaCode,
            r.Id,
        });
    }
}
