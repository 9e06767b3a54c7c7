using System.Text.Json;

namespace Gezhi.Cases.Rules;

/// <summary>How a proposal came about. 派遣依据类别</summary>
public enum ProposalKind
{
    /// <summary>One rule is more specific than all others.</summary>
    Rule,

    /// <summary>Several rules are equally specific and name different units: a person decides, the conflict is shown.</summary>
    Conflict,

    /// <summary>No rule: 管理空白; the street's response group is the interim handler.</summary>
    Gap,

    /// <summary>A person chose another unit.</summary>
    ByHand,
}

/// <summary>Why a unit was proposed or chosen; stored with the case. 派遣理由</summary>
/// <param name="Kind">Rule, conflict, gap or by hand.</param>
/// <param name="RuleNo">The rule that won; null when none did.</param>
/// <param name="MatchedBy">What it matched by: category and area prefix, channel, urgency.</param>
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
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    internal string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Null when nothing is stored.</summary>
    public static DispatchReason? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<DispatchReason>(json, Options);
}

/// <summary>A unit that was passed over.</summary>
public sealed record SkippedUnit(string UnitCode, string Why);

/// <summary>The unit that should answer, and why. 派遣建议</summary>
/// <param name="UnitCode">Null only when neither a rule nor a response group is known.</param>
/// <param name="Rule">The winning rule; null for gaps and conflicts.</param>
/// <param name="Reason">Stored with the dispatch.</param>
public sealed record DispatchProposal(string? UnitCode, ResponsibilityRule? Rule, DispatchReason Reason)
{
    /// <summary>Whether the rule alone may dispatch.</summary>
    public bool MayDispatchItself => Rule is { AutoDispatch: true } && Reason.Kind == ProposalKind.Rule;

    /// <summary>Finds the unit for a matter. More specific wins; ties that name different units are conflicts, never resolved silently.</summary>
    /// <param name="rules">Active rules.</param>
    /// <param name="matter">Category, area, channel, urgency.</param>
    /// <param name="isActive">Whether a unit works today.</param>
    /// <param name="returned">Units that already sent the case back.</param>
    /// <param name="interim">Interim handler of the area (the street's response group); null when there is none.</param>
    public static DispatchProposal For(
        IEnumerable<ResponsibilityRule> rules,
        Matter matter,
        Func<string, bool> isActive,
        IReadOnlyCollection<string> returned,
        string? interim
    )
    {
        var matched = rules
            .Where(r => r.Matches(matter))
            .OrderByDescending(r => r.Specificity)
            .ThenBy(r => r.No, StringComparer.Ordinal)
            .ToList();
        var skipped = matched
            .Select(r => r.LeadUnitCode)
            .Distinct()
            .Select(unit =>
                returned.Contains(unit) ? new SkippedUnit(unit, "returned")
                : isActive(unit) ? null
                : new SkippedUnit(unit, "inactive")
            )
            .OfType<SkippedUnit>()
            .ToList();
        var able = matched.Where(r => skipped.All(s => s.UnitCode != r.LeadUnitCode)).ToList();
        if (able.Count == 0)
            return new DispatchProposal(interim, null, new DispatchReason(ProposalKind.Gap, null, [], Numbers(matched), skipped));
        var best = able.TakeWhile(r => r.Specificity == able[0].Specificity).ToList();
        var isConflict = best.Select(r => r.LeadUnitCode).Distinct().Skip(1).Any();
        return new DispatchProposal(
            best[0].LeadUnitCode,
            isConflict ? null : best[0],
            new DispatchReason(
                isConflict ? ProposalKind.Conflict : ProposalKind.Rule,
                best[0].No,
                MatchedBy(best[0]),
                Numbers(matched.Where(r => r != best[0])),
                skipped
            )
        );
    }

    private static List<string> Numbers(IEnumerable<ResponsibilityRule> rules) => [.. rules.Select(r => r.No).Take(10)];

    private static List<string> MatchedBy(ResponsibilityRule rule)
    {
        List<string> by = ["category:" + rule.CategoryPrefix];
        if (rule.AreaPrefix.Length > 0)
            by.Add("area:" + rule.AreaPrefix);
        if (rule.Channel is { } channel)
            by.Add("channel:" + channel);
        if (rule.IsUrgent is { } urgent)
            by.Add(urgent ? "urgent" : "not-urgent");
        return by;
    }
}
