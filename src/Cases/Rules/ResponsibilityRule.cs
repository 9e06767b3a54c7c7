using System.ComponentModel.DataAnnotations.Schema;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Rules;

/// <summary>Who answers for which matter where. 权责清单</summary>
/// <remarks>
/// A row never changes: a new book (<see cref="RuleBook"/>) ends it and puts another in its place. So the id that a case keeps names the
/// exact version by which it was dispatched.
/// </remarks>
public sealed class ResponsibilityRule : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>What people call it, e.g. R-06010-01; the versions of a rule share it.</summary>
    public string No { get; init; } = "";

    /// <summary>The book in which this version came.</summary>
    public int FromBook { get; init; } = 1;

    /// <summary>The first book in which it stands no more; null while in force.</summary>
    public int? ToBook { get; private set; }

    /// <summary>Beginning of the category key; the longer, the more specific.</summary>
    public string CategoryPrefix { get; init; } = "";

    /// <summary>Beginning of the area code.</summary>
    public string AreaPrefix { get; init; } = "";

    /// <summary>Only in dedicated grids of this kind; null for everywhere.</summary>
    public AreaKind? PlaceKind { get; init; }

    /// <summary>Bits from Monday = 1 to Sunday = 64; null together with the minutes: always.</summary>
    public int? Weekdays { get; init; }

    /// <summary>Local minutes after midnight.</summary>
    public int? FromMinute { get; init; }

    /// <summary>Local minutes after midnight; smaller than <see cref="FromMinute"/> runs past midnight.</summary>
    public int? ToMinute { get; init; }

    /// <summary>Only for this channel; null for all.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Only urgent or only not urgent matters; null for both.</summary>
    public bool? IsUrgent { get; init; }

    public string LeadUnitCode { get; init; } = "";

    /// <summary>Helper units, separated by commas; null for none.</summary>
    public string? HelperUnitCodes { get; init; }

    /// <summary>Filing condition (立案条件) that goes with it; null leaves the choice.</summary>
    public Guid? ConditionId { get; init; }

    /// <summary>派核实 before filing.</summary>
    public bool NeedsConfirm { get; init; }

    /// <summary>Filed by the rule when a trusted channel says so.</summary>
    public bool AutoFile { get; init; }

    /// <summary>Dispatched by the rule when it is the only best one.</summary>
    public bool AutoDispatch { get; init; }

    /// <summary>The hand-in needs a photo.</summary>
    public bool PhotoNeeded { get; init; }

    /// <summary>The law, plan or minutes it rests on; null when nobody wrote it down.</summary>
    public string? Basis { get; init; }

    /// <summary>Same as <see cref="ToBook"/> being null; kept for nodes that run the version before.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>The window; null for always.</summary>
    [NotMapped]
    public RuleWindow? Window =>
        FromMinute is { } from && ToMinute is { } to ? new RuleWindow(Weekdays ?? RuleWindow.EveryDay, from, to) : null;

    /// <summary>
    /// The more that is said, the more specific, in this order: length of the category, length of the area, place kind, time window, channel,
    /// urgency. A strict order: see docs/decisions/0010-rule-books.md.
    /// </summary>
    [NotMapped]
    public int Specificity =>
        (CategoryPrefix.Length << 16)
        | (AreaPrefix.Length << 8)
        | (PlaceKind is null ? 0 : 8)
        | (FromMinute is null ? 0 : 4)
        | (Channel is null ? 0 : 2)
        | (IsUrgent is null ? 0 : 1);

    /// <summary>Whether it stands in this book.</summary>
    public bool IsIn(int book) => FromBook <= book && (ToBook is null || ToBook > book);

    /// <summary>Speaks at all times, of all places of its area, all channels, urgent or not.</summary>
    [NotMapped]
    public bool IsUnconditional => (Specificity & 0xff) == 0;

    /// <summary>Whether the rule speaks of such a matter.</summary>
    public bool Matches(Matter matter) =>
        matter.CategoryKey.StartsWith(CategoryPrefix, StringComparison.Ordinal)
        && matter.AreaCode.StartsWith(AreaPrefix, StringComparison.Ordinal)
        && MeetsConditions(matter);

    /// <summary>As <see cref="Matches"/> for a matter of this category and area.</summary>
    internal bool MeetsConditions(Matter matter) =>
        (Channel is null || Channel == matter.Channel)
        && (IsUrgent is null || IsUrgent == matter.IsUrgent)
        && (PlaceKind is null || PlaceKind == matter.PlaceKind)
        && (FromMinute is null || Window!.Value.Holds(matter.LocalAt));

    /// <summary>Ends with this book: the row stays for the cases that name it.</summary>
    internal void EndIn(int book) => (ToBook, IsActive) = (book, false);
}

internal sealed class RuleTable : IEntityTypeConfiguration<ResponsibilityRule>
{
    public void Configure(EntityTypeBuilder<ResponsibilityRule> row)
    {
        row.ToTable("cases_rule");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.No).HasMaxLength(32);
        row.Property(r => r.FromBook).HasDefaultValue(1);
        row.Property(r => r.CategoryPrefix).HasMaxLength(60);
        row.Property(r => r.AreaPrefix).HasMaxLength(17);
        row.Property(r => r.LeadUnitCode).HasMaxLength(32);
        row.Property(r => r.Basis).HasMaxLength(RuleContent.LongestBasis * 2);
        row.HasIndex(r => new
            {
                r.DistrictId,
                r.No,
                r.FromBook,
            })
            .IsUnique();
    }
}
