using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Problems;

namespace Gezhi.Cases.Rules;

/// <summary>What a rule says, without its number and its books: what an editor types and a draft holds. 规则内容</summary>
/// <param name="CategoryPrefix">Beginning of the category key.</param>
/// <param name="LeadUnitCode">主办.</param>
/// <param name="AreaPrefix">Beginning of the area code; empty for the whole district.</param>
/// <param name="HelperUnitCodes">协办, separated by commas; null for none.</param>
/// <param name="Weekdays">Bits from Monday = 1; null with the minutes.</param>
/// <param name="ConditionId">Filing condition; null leaves the choice.</param>
/// <param name="Basis">Law, plan or minutes it rests on.</param>
public sealed record RuleContent(
    [property: Needed, Longest(60)] string CategoryPrefix,
    [property: Needed, Longest(32)] string LeadUnitCode,
    [property: Longest(17)] string AreaPrefix = "",
    [property: Longest(200)] string? HelperUnitCodes = null,
    AreaKind? PlaceKind = null,
    [property: Between(1, 127)] int? Weekdays = null,
    [property: Between(0, 1439)] int? FromMinute = null,
    [property: Between(1, 1440)] int? ToMinute = null,
    Channel? Channel = null,
    bool? IsUrgent = null,
    Guid? ConditionId = null,
    bool NeedsConfirm = false,
    bool AutoFile = false,
    bool AutoDispatch = false,
    bool PhotoNeeded = false,
    [property: Longest(RuleContent.LongestBasis)] string? Basis = null
)
{
    public const int LongestBasis = 200;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>What a row says.</summary>
    public static RuleContent Of(ResponsibilityRule rule) =>
        new(
            rule.CategoryPrefix,
            rule.LeadUnitCode,
            rule.AreaPrefix,
            rule.HelperUnitCodes,
            rule.PlaceKind,
            rule.Weekdays,
            rule.FromMinute,
            rule.ToMinute,
            rule.Channel,
            rule.IsUrgent,
            rule.ConditionId,
            rule.NeedsConfirm,
            rule.AutoFile,
            rule.AutoDispatch,
            rule.PhotoNeeded,
            rule.Basis
        );

    /// <summary>The row that says this.</summary>
    internal ResponsibilityRule ToRule(int districtId, Guid ruleId, string no, int book) =>
        new()
        {
            DistrictId = districtId,
            Id = ruleId,
            No = no,
            FromBook = book,
            CategoryPrefix = CategoryPrefix,
            AreaPrefix = AreaPrefix,
            PlaceKind = PlaceKind,
            Weekdays = FromMinute is null ? null : Weekdays ?? RuleWindow.EveryDay,
            FromMinute = FromMinute,
            ToMinute = ToMinute,
            Channel = Channel,
            IsUrgent = IsUrgent,
            LeadUnitCode = LeadUnitCode,
            HelperUnitCodes = HelperUnitCodes,
            ConditionId = ConditionId,
            NeedsConfirm = NeedsConfirm,
            AutoFile = AutoFile,
            AutoDispatch = AutoDispatch,
            PhotoNeeded = PhotoNeeded,
            Basis = Basis,
        };

    internal string ToJson() => JsonSerializer.Serialize(this, Options);

    internal static RuleContent Read(string json) => JsonSerializer.Deserialize<RuleContent>(json, Options)!;
}
