namespace Gezhi.Cases.Rules.Checks;

/// <summary>Two rules that are equally specific for some matter and name different units. 规则冲突</summary>
/// <param name="A">The one with the smaller number.</param>
public sealed record RuleConflict(ResponsibilityRule A, ResponsibilityRule B)
{
    /// <summary>All conflicts of a list, whether a case met them or not.</summary>
    /// <remarks>Equally specific rules of one matter have the same category and area, so only rules of one bucket are compared.</remarks>
    public static IEnumerable<RuleConflict> In(RuleIndex index) =>
        index.Buckets.SelectMany(Among).OrderBy(c => c.A.No, StringComparer.Ordinal).ThenBy(c => c.B.No, StringComparer.Ordinal);

    /// <summary>The conflicts among rules around one category and one area, most specific first.</summary>
    /// <param name="bucket">Most specific first; equals have the same category prefix.</param>
    internal static IEnumerable<RuleConflict> Among(IReadOnlyList<ResponsibilityRule> bucket)
    {
        for (var i = 0; i < bucket.Count; i++)
        for (var j = i + 1; j < bucket.Count && bucket[j].Specificity == bucket[i].Specificity; j++)
            if (bucket[i].LeadUnitCode != bucket[j].LeadUnitCode && CanMeet(bucket[i], bucket[j]))
                yield return string.CompareOrdinal(bucket[i].No, bucket[j].No) < 0 ? new(bucket[i], bucket[j]) : new(bucket[j], bucket[i]);
    }

    /// <summary>Whether some matter meets the conditions of both.</summary>
    private static bool CanMeet(ResponsibilityRule a, ResponsibilityRule b) =>
        (a.Channel is null || b.Channel is null || a.Channel == b.Channel)
        && (a.IsUrgent is null || b.IsUrgent is null || a.IsUrgent == b.IsUrgent)
        && (a.PlaceKind is null || b.PlaceKind is null || a.PlaceKind == b.PlaceKind)
        && (a.Window is null || b.Window is null || a.Window.Value.Overlaps(b.Window.Value));
}
