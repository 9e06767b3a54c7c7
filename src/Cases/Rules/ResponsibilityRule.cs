using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;

namespace Gezhi.Cases.Rules;

/// <summary>Who answers for which matter where. 权责清单</summary>
public sealed class ResponsibilityRule : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>What people call it, e.g. R-06010-01.</summary>
    public string No { get; init; } = "";

    /// <summary>Beginning of the category key; the longer, the more specific.</summary>
    public string CategoryPrefix { get; init; } = "";

    /// <summary>Beginning of the area code.</summary>
    public string AreaPrefix { get; init; } = "";

    /// <summary>Only for this channel; null for all.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Only urgent or only not urgent matters; null for both.</summary>
    public bool? IsUrgent { get; init; }

    public string LeadUnitCode { get; init; } = "";

    /// <summary>Helper units, separated by commas; null for none.</summary>
    public string? HelperUnitCodes { get; init; }

    /// <summary>派核实 before filing.</summary>
    public bool NeedsConfirm { get; init; }

    /// <summary>Filed by the rule when a trusted channel says so.</summary>
    public bool AutoFile { get; init; }

    /// <summary>Dispatched by the rule when it is the only best one.</summary>
    public bool AutoDispatch { get; init; }

    /// <summary>The hand-in needs a photo.</summary>
    public bool PhotoNeeded { get; init; }

    public bool IsActive { get; init; }

    /// <summary>The more that is said, the more specific: category first, then area, channel, urgency.</summary>
    public int Specificity =>
        (CategoryPrefix.Length * 1000) + (AreaPrefix.Length * 10) + (Channel is null ? 0 : 5) + (IsUrgent is null ? 0 : 3);

    /// <summary>Whether the rule speaks of such a matter.</summary>
    public bool Matches(Matter matter) =>
        matter.CategoryKey.StartsWith(CategoryPrefix, StringComparison.Ordinal)
        && matter.AreaCode.StartsWith(AreaPrefix, StringComparison.Ordinal)
        && (Channel is null || Channel == matter.Channel)
        && (IsUrgent is null || IsUrgent == matter.IsUrgent);
}

/// <summary>What a rule looks at. 事由</summary>
public sealed record Matter(string CategoryKey, string AreaCode, Channel Channel, bool IsUrgent);
