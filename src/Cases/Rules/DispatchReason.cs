using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gezhi.Cases.Rules;

/// <summary>How a proposal came about. 派遣依据类别</summary>
public enum ProposalKind
{
    /// <summary>One rule is more specific than all others.</summary>
    Rule,

    /// <summary>Several rules are equally specific and name different units: a person decides, the conflict is shown.</summary>
    Conflict,

    /// <summary>No rule, or a place that nobody has taken over: 管理空白; the street's response group is the interim handler.</summary>
    Gap,

    /// <summary>A person chose another unit.</summary>
    ByHand,

    /// <summary>The register of places in between names the unit: before hand-over its keeper, from the day on who took it over. 移交清单</summary>
    Place,
}

/// <summary>Why a unit was proposed or chosen; stored with the case. 派遣理由</summary>
/// <param name="Kind">Rule, place, conflict, gap or by hand.</param>
/// <param name="RuleNo">The rule that won; null when none did.</param>
/// <param name="MatchedBy">What it matched by: category and area prefix, place kind, window, channel, urgency.</param>
/// <param name="Others">Numbers of the other rules that matched, most specific first.</param>
/// <param name="Skipped">Units passed over, with the reason: <c>returned</c> or <c>inactive</c>.</param>
public sealed record DispatchReason(
    ProposalKind Kind,
    string? RuleNo,
    IReadOnlyList<string> MatchedBy,
    IReadOnlyList<string> Others,
    IReadOnlyList<SkippedUnit> Skipped
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Version of the rule: the book in which it came; null without a rule and for cases of before there were books.</summary>
    public int? Book { get; init; }

    /// <summary>Why the winner won over each of the others, in their order; null for cases of before this was kept.</summary>
    public IReadOnlyList<BeatenRule>? Beaten { get; init; }

    /// <summary>Name of the place in between that decided; null when none did.</summary>
    public string? Place { get; init; }

    internal string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Null when nothing is stored.</summary>
    public static DispatchReason? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<DispatchReason>(json, Options);
}

/// <summary>A unit that was passed over.</summary>
public sealed record SkippedUnit(string UnitCode, string Why);

/// <summary>A rule that matched too and did not win. 落选规则</summary>
/// <param name="No">Its number.</param>
/// <param name="UnitCode">Its unit.</param>
/// <param name="Why">
/// In what the winner says more: <c>category</c>, <c>area</c>, <c>place</c>, <c>window</c>, <c>channel</c>, <c>urgency</c>; or <c>skipped</c> (its unit was
/// passed over), <c>tie</c> (equally specific, another unit), <c>same</c> (equally specific, the same unit).
/// </param>
public sealed record BeatenRule(string No, string UnitCode, string Why);
