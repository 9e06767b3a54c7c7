using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;

namespace Gezhi.Field.Inspections;

/// <summary>What makes a list of items a checklist. 检查表规则</summary>
public static class ChecklistRules
{
    public const int LongestText = 120;
    public const int LongestHint = 200;
    public const int MostChoices = 12;
    public const int LongestChoice = 40;
    public const int MostDays = 180;

    /// <summary>Cleans and numbers the items and looks whether each can be asked, answered and followed up.</summary>
    /// <param name="categories">Keys of the categories in use.</param>
    /// <exception cref="RuleViolation"><c>checklist.item</c>: number of the item and what is wrong with it.</exception>
    public static IReadOnlyList<ChecklistItem> Check(IReadOnlyList<ChecklistItem> items, IReadOnlySet<string> categories)
    {
        if (items.Count > Checklist.MostItems)
            throw new RuleViolation("checklist.too-many", Checklist.MostItems);
        var done = new List<ChecklistItem>();
        foreach (var item in items)
            done.Add(One(Clean(item, done.Count + 1), done, categories));
        return done;
    }

    private static ChecklistItem Clean(ChecklistItem item, int number)
    {
        var choices =
            item.Kind == ItemKind.Choice
                ? (item.Choices ?? []).Select(PlainText.CleanLine).Where(c => c.Length > 0).Distinct().ToList()
                : [];
        var cleaned = item with
        {
            Number = number,
            Text = PlainText.CleanLine(item.Text),
            Hint = PlainText.CleanLine(item.Hint) is { Length: > 0 } hint ? hint : null,
            Unit = item.Kind == ItemKind.Number && PlainText.CleanLine(item.Unit) is { Length: > 0 } unit ? unit : null,
            Least = item.Kind == ItemKind.Number ? item.Least : null,
            Most = item.Kind == ItemKind.Number ? item.Most : null,
            Choices = choices,
            TextEn = English(item.TextEn),
            HintEn = English(item.HintEn),
            UnitEn = item.Kind == ItemKind.Number ? English(item.UnitEn) : null,
            ChoicesEn =
                item.Kind == ItemKind.Choice ? [.. (item.ChoicesEn ?? []).Select(PlainText.CleanLine).Where(c => c.Length > 0)] : [],
            Failing = item.Kind is ItemKind.YesNo or ItemKind.Choice ? [.. (item.Failing ?? []).Distinct()] : [],
            Photo = item.Kind == ItemKind.Photo ? PhotoRule.Always : item.Photo,
            AskIfIs = item.AskIfNumber is null ? null : item.AskIfIs,
        };
        return cleaned.CanFail ? cleaned : cleaned with { Severity = Severity.Minor, Days = 0, CategoryKey = null };
    }

    private static ChecklistItem One(ChecklistItem item, List<ChecklistItem> above, IReadOnlySet<string> categories)
    {
        if (!Enum.IsDefined(item.Kind) || !Enum.IsDefined(item.Photo) || !Enum.IsDefined(item.Severity))
            throw Wrong(item, "checklist.item-kind");
        if (item.Text.Length is 0 or > LongestText || item.Hint?.Length > LongestHint || item.Unit?.Length > 20)
            throw Wrong(item, "checklist.item-text");
        if (
            item.TextEn?.Length > LongestText * 2
            || item.HintEn?.Length > LongestHint * 2
            || item.UnitEn?.Length > 40
            || (item.ChoicesEn.Count > 0 && item.ChoicesEn.Count != item.Choices.Count)
            || item.ChoicesEn.Any(c => c.Length > LongestChoice * 2)
        )
            throw Wrong(item, "checklist.item-english");
        if (item.Kind == ItemKind.Number && (Bad(item.Least) || Bad(item.Most) || item.Least > item.Most))
            throw Wrong(item, "checklist.item-limits");
        if (
            item.Kind == ItemKind.Choice
            && (item.Choices.Count is < 2 or > MostChoices || item.Choices.Any(c => c.Length > LongestChoice || IsReserved(c)))
        )
            throw Wrong(item, "checklist.item-choices");
        var known = item.Kind == ItemKind.YesNo ? [ChecklistItem.Yes, ChecklistItem.No] : item.Choices;
        if (item.Failing.Any(f => !known.Contains(f)) || (item.Kind == ItemKind.YesNo && item.Failing.Count > 1))
            throw Wrong(item, "checklist.item-failing");
        if (item.CanFail && item.Days is < 1 or > MostDays)
            throw Wrong(item, "checklist.item-days");
        if (item.CanFail && (item.CategoryKey is null || !categories.Contains(item.CategoryKey)))
            throw Wrong(item, "checklist.item-category");
        if (item.AskIfNumber is { } number && !MayDepend(above.Find(a => a.Number == number), item.AskIfIs))
            throw Wrong(item, "checklist.item-condition");
        return item;
    }

    /// <summary>Answers of an item above on which another may depend.</summary>
    public static IReadOnlyList<string> Conditions(ChecklistItem above) =>
        [
            .. above.Kind switch
            {
                ItemKind.YesNo => [ChecklistItem.Yes, ChecklistItem.No],
                ItemKind.Choice => above.Choices,
                _ => (IEnumerable<string>)[],
            },
            .. above.CanFail ? [ChecklistItem.Passed, ChecklistItem.Failed] : Array.Empty<string>(),
        ];

    /// <summary>The list with one item a place further up or down; conditions go on pointing at the same items.</summary>
    public static List<ChecklistItem> Moved(IReadOnlyList<ChecklistItem> items, int number, int by)
    {
        var other = number + by;
        if (other < 1 || other > items.Count)
            return [.. items];
        var order = Enumerable.Range(1, items.Count).ToList();
        (order[number - 1], order[other - 1]) = (order[other - 1], order[number - 1]);
        return Renumbered(items, order);
    }

    /// <summary>The list without one item; what depended on it is asked always.</summary>
    public static List<ChecklistItem> Without(IReadOnlyList<ChecklistItem> items, int number) =>
        Renumbered(items, [.. Enumerable.Range(1, items.Count).Where(n => n != number)]);

    /// <param name="order">Old numbers in the new order.</param>
    private static List<ChecklistItem> Renumbered(IReadOnlyList<ChecklistItem> items, List<int> order) =>
        order.ConvertAll(old =>
        {
            var item = items[old - 1];
            var above = item.AskIfNumber is { } asked && order.Contains(asked) ? order.IndexOf(asked) + 1 : (int?)null;
            return item with { Number = order.IndexOf(old) + 1, AskIfNumber = above, AskIfIs = above is null ? null : item.AskIfIs };
        });

    private static bool MayDepend(ChecklistItem? above, string? value) =>
        above is not null && value is not null && Conditions(above).Contains(value);

    private static bool IsReserved(string choice) =>
        choice is ChecklistItem.Yes or ChecklistItem.No or ChecklistItem.Passed or ChecklistItem.Failed;

    private static string? English(string? text) => PlainText.CleanLine(text) is { Length: > 0 } said ? said : null;

    private static bool Bad(double? limit) => limit is { } number && !double.IsFinite(number);

    private static RuleViolation Wrong(ChecklistItem item, string code) =>
        code switch
        {
            "checklist.item-text" => new RuleViolation("checklist.item-text", item.Number, LongestText),
            "checklist.item-english" => new RuleViolation("checklist.item-english", item.Number, item.Choices.Count),
            "checklist.item-limits" => new RuleViolation("checklist.item-limits", item.Number),
            "checklist.item-choices" => new RuleViolation("checklist.item-choices", item.Number),
            "checklist.item-failing" => new RuleViolation("checklist.item-failing", item.Number),
            "checklist.item-days" => new RuleViolation("checklist.item-days", item.Number, MostDays),
            "checklist.item-category" => new RuleViolation("checklist.item-category", item.Number),
            "checklist.item-condition" => new RuleViolation("checklist.item-condition", item.Number),
            _ => new RuleViolation("checklist.item-kind", item.Number),
        };
}
