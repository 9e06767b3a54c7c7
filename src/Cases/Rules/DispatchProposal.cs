using System.Globalization;
using Gezhi.Cases.HandOver;

namespace Gezhi.Cases.Rules;

/// <summary>What a proposal must know besides the rules. 派遣环境</summary>
/// <param name="IsActive">Whether a unit works today.</param>
/// <param name="Returned">Units that already sent the case back.</param>
/// <param name="Interim">Interim handler of the area (the street's response group); null when there is none.</param>
/// <param name="Places">Places in between, asked before the rules.</param>
public sealed record Surroundings(Func<string, bool> IsActive, IReadOnlyCollection<string> Returned, string? Interim, PlaceIndex Places);

/// <summary>The unit that should answer, and why. 派遣建议</summary>
/// <param name="UnitCode">Null only when neither a rule nor a response group is known.</param>
/// <param name="Rule">The winning rule; null for gaps, conflicts and places in between.</param>
/// <param name="Reason">Stored with the dispatch.</param>
public sealed record DispatchProposal(string? UnitCode, ResponsibilityRule? Rule, DispatchReason Reason)
{
    private const int MostNamed = 8;

    /// <summary>Whether nobody needs to look: one rule says so, or the register of places names the unit.</summary>
    public bool MayDispatchItself =>
        Reason.Kind switch
        {
            ProposalKind.Rule => Rule is { AutoDispatch: true },
            ProposalKind.Place => UnitCode is not null,
            _ => false,
        };

    /// <summary>Units that equally specific rules name; empty without a conflict.</summary>
    public IReadOnlyList<string> Contesting =>
        Reason.Kind != ProposalKind.Conflict
            ? []
            :
            [
                .. (Reason.Beaten ?? [])
                    .Where(b => b.Why == "tie")
                    .Select(b => b.UnitCode)
                    .Prepend(UnitCode!)
                    .Distinct(StringComparer.Ordinal),
            ];

    /// <summary>Nobody answers for it by the rules: an interim handler, and the gap register.</summary>
    public bool IsGap => Reason.Kind is ProposalKind.Gap or ProposalKind.Conflict;

    /// <summary>Finds the unit for a matter. More specific wins; ties that name different units are conflicts, never resolved silently.</summary>
    /// <param name="index">Rules of the book in force.</param>
    /// <param name="matter">Category, area, place, time, channel, urgency.</param>
    public static DispatchProposal For(RuleIndex index, Matter matter, Surroundings around)
    {
        var matched = index.Matching(matter);
        if (around.Places.At(matter) is { } place)
            return Of(place, matter, matched, around);
        var skipped = SkippedOf(matched.Select(r => r.LeadUnitCode), around);
        var first = matched.FindIndex(r => IsAble(r, skipped));
        if (first < 0)
            return new(
                around.Interim,
                null,
                new(ProposalKind.Gap, null, [], Numbers(matched), skipped) { Beaten = Beaten(matched, null, false, skipped) }
            );
        var winner = matched[first];
        var isConflict = matched
            .Skip(first + 1)
            .TakeWhile(r => r.Specificity == winner.Specificity)
            .Any(r => r.LeadUnitCode != winner.LeadUnitCode && IsAble(r, skipped));
        return new(
            winner.LeadUnitCode,
            isConflict ? null : winner,
            new(
                isConflict ? ProposalKind.Conflict : ProposalKind.Rule,
                winner.No,
                MatchedBy(winner),
                Numbers(matched.Where(r => r != winner)),
                skipped
            )
            {
                Book = winner.FromBook,
                Beaten = Beaten(matched, winner, isConflict, skipped),
            }
        );
    }

    /// <summary>A place in between is asked before the rules: its keeper, who took it over, or nobody yet.</summary>
    private static DispatchProposal Of(PlaceInBetween place, Matter matter, List<ResponsibilityRule> matched, Surroundings around)
    {
        var unit = place.UnitOn(DateOnly.FromDateTime(matter.LocalAt));
        var skipped = SkippedOf(unit is null ? [] : [unit], around);
        var isOwned = unit is not null && skipped.Count == 0;
        return new(
            isOwned ? unit : around.Interim,
            null,
            new(isOwned ? ProposalKind.Place : ProposalKind.Gap, null, [], Numbers(matched), skipped) { Place = place.Name }
        );
    }

    private static List<SkippedUnit> SkippedOf(IEnumerable<string> units, Surroundings around)
    {
        List<SkippedUnit> skipped = [];
        foreach (var unit in units)
            if (!skipped.Exists(s => s.UnitCode == unit))
            {
                if (around.Returned.Contains(unit))
                    skipped.Add(new SkippedUnit(unit, "returned"));
                else if (!around.IsActive(unit))
                    skipped.Add(new SkippedUnit(unit, "inactive"));
            }
        return skipped;
    }

    private static bool IsAble(ResponsibilityRule rule, List<SkippedUnit> skipped) => !skipped.Exists(s => s.UnitCode == rule.LeadUnitCode);

    private static List<string> Numbers(IEnumerable<ResponsibilityRule> rules) => [.. rules.Select(r => r.No).Take(MostNamed)];

    private static List<BeatenRule> Beaten(
        List<ResponsibilityRule> matched,
        ResponsibilityRule? winner,
        bool isConflict,
        List<SkippedUnit> skipped
    ) =>
        [
            .. matched
                .Where(r => r != winner)
                .Take(MostNamed)
                .Select(r => new BeatenRule(
                    r.No,
                    r.LeadUnitCode,
                    !IsAble(r, skipped) ? "skipped"
                        : winner!.Specificity != r.Specificity ? More(winner, r)
                        : r.LeadUnitCode == winner.LeadUnitCode || !isConflict ? "same"
                        : "tie"
                )),
        ];

    /// <summary>The first thing in the order of specificity in which the winner says more.</summary>
    private static string More(ResponsibilityRule winner, ResponsibilityRule other) =>
        winner.CategoryPrefix.Length != other.CategoryPrefix.Length ? "category"
        : winner.AreaPrefix.Length != other.AreaPrefix.Length ? "area"
        : winner.PlaceKind is null != other.PlaceKind is null ? "place"
        : winner.FromMinute is null != other.FromMinute is null ? "window"
        : winner.Channel is null != other.Channel is null ? "channel"
        : "urgency";

    private static List<string> MatchedBy(ResponsibilityRule rule)
    {
        List<string> by = ["category:" + rule.CategoryPrefix];
        if (rule.AreaPrefix.Length > 0)
            by.Add("area:" + rule.AreaPrefix);
        if (rule.PlaceKind is { } kind)
            by.Add("place:" + kind);
        if (rule.Window is { } window)
            by.Add(string.Create(CultureInfo.InvariantCulture, $"window:{window.Weekdays} {window.Hours}"));
        if (rule.Channel is { } channel)
            by.Add("channel:" + channel);
        if (rule.IsUrgent is { } urgent)
            by.Add(urgent ? "urgent" : "not-urgent");
        return by;
    }
}
