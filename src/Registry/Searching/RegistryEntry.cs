using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Searching;

/// <summary>A record as the search shows it: what may be seen in a list, and the tokens by which it is found. 检索条目</summary>
/// <remarks>Written in the same transaction as the record and removed when the record ends. Of a person it holds masks and keyed hashes, no name and no number.</remarks>
public sealed class RegistryEntry : ISearchRow
{
    public int DistrictId { get; init; }

    /// <summary>The record's id.</summary>
    public Guid Id { get; init; }

    /// <summary>Kind in the highest bits, then the time, then a count: unique, and the order of results.</summary>
    public long Number { get; init; }

    public RecordKind Kind { get; init; }

    /// <summary>Name, or mask of a name.</summary>
    public string Title { get; internal set; } = "";

    /// <summary>Whole, or up to the building for people.</summary>
    public string Address { get; internal set; } = "";

    public string AreaCode { get; internal set; } = "";
    public DateOnly ConfirmedOn { get; internal set; }
    public DateOnly FreshUntilOn { get; internal set; }
    public string Words { get; internal set; } = "";
}

internal sealed class RegistryEntryTable : IEntityTypeConfiguration<RegistryEntry>
{
    public const string Name = "registry_entry";

    public void Configure(EntityTypeBuilder<RegistryEntry> row)
    {
        row.ToTable(Name);
        row.HasKey(e => new { e.DistrictId, e.Id });
        row.Property(e => e.AreaCode).HasMaxLength(17);
        row.Property(e => e.Words).HasMaxLength(4000);
        row.HasIndex(e => new { e.DistrictId, e.Number }).IsUnique();
        row.HasIndex(e => new
        {
            e.DistrictId,
            e.AreaCode,
            e.Kind,
        });
    }
}

/// <summary>Numbers of entries. 条目编号</summary>
internal static class EntryNumbers
{
    private const int KindBits = 60;

    /// <param name="now">UTC.</param>
    public static long New(RecordKind kind, DateTime now) => Lowest(kind) + SearchNumbers.New(now);

    /// <summary>Not greater than any number of the kind.</summary>
    public static long Lowest(RecordKind kind) => (long)(int)kind << KindBits;

    /// <summary>Greater than every number of the kind.</summary>
    public static long End(RecordKind kind) => ((long)(int)kind << KindBits) + ((1L << KindBits) - 1);
}
