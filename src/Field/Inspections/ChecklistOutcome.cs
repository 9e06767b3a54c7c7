namespace Gezhi.Field.Inspections;

/// <summary>How many photos came with an item. 照片数</summary>
/// <param name="Before">As found.</param>
/// <param name="After">Put right.</param>
public readonly record struct ItemPhotos(int Before, int After);

/// <summary>What is wrong with the answers to one item. 作答问题</summary>
public enum AnswerFault
{
    /// <summary>没有回答.</summary>
    Missing,

    /// <summary>回答不在选项内.</summary>
    Unknown,

    /// <summary>缺照片.</summary>
    NoPhoto,

    /// <summary>当场整改缺整改后照片.</summary>
    NoAfterPhoto,
}

/// <summary>An item that was asked, with its answer and how it came out. 检查项记录</summary>
/// <param name="Mark">Null where the answer cannot be used.</param>
public sealed record AskedItem(ChecklistItem Item, ItemAnswer? Answer, ItemMark? Mark, AnswerFault? Fault);

/// <summary>What a checklist makes of answers: a pure function of the two, so that server, page and device come to the same. 检查计算</summary>
/// <param name="Asked">Items that were to be asked, in order; answers to others count for nothing.</param>
public sealed record ChecklistOutcome(IReadOnlyList<AskedItem> Asked)
{
    /// <summary>The first item whose answer cannot be used; null when all are fine.</summary>
    public AskedItem? Wrong => Asked.FirstOrDefault(a => a.Fault is not null);

    public IEnumerable<AskedItem> Failed => Asked.Where(a => a.Mark == ItemMark.Failed);

    public bool IsPassed => !Failed.Any();

    /// <param name="items">In order.</param>
    /// <param name="answers">Of two to the same item the last counts.</param>
    /// <param name="photos">By number of the item.</param>
    public static ChecklistOutcome Of(
        IReadOnlyList<ChecklistItem> items,
        IEnumerable<ItemAnswer> answers,
        IReadOnlyDictionary<int, ItemPhotos> photos
    )
    {
        var said = answers.GroupBy(a => a.Number).ToDictionary(g => g.Key, g => g.Last());
        var asked = new Dictionary<int, AskedItem>();
        foreach (var item in items)
            if (IsAsked(item, asked))
                asked[item.Number] = Look(item, said.GetValueOrDefault(item.Number), photos.GetValueOrDefault(item.Number));
        return new ChecklistOutcome([.. asked.Values]);
    }

    private static bool IsAsked(ChecklistItem item, Dictionary<int, AskedItem> above) =>
        item.AskIfNumber is not { } number
        || (
            above.TryGetValue(number, out var other)
            && item.AskIfIs switch
            {
                ChecklistItem.Passed => other.Mark == ItemMark.Passed,
                ChecklistItem.Failed => other.Mark == ItemMark.Failed,
                var value => other.Mark is not null && other.Answer?.Value == value,
            }
        );

    private static AskedItem Look(ChecklistItem item, ItemAnswer? answer, ItemPhotos photos)
    {
        if (Fault(item, answer, photos) is { } fault)
            return new AskedItem(item, answer, null, fault);
        var mark = Mark(item, answer);
        if (photos.Before == 0 && (item.Photo == PhotoRule.Always || (item.Photo == PhotoRule.WhenFailed && mark == ItemMark.Failed)))
            return new AskedItem(item, answer, mark, AnswerFault.NoPhoto);
        if (mark == ItemMark.Failed && answer!.IsFixed && photos.After == 0)
            return new AskedItem(item, answer, mark, AnswerFault.NoAfterPhoto);
        return new AskedItem(item, answer, mark, null);
    }

    private static AnswerFault? Fault(ChecklistItem item, ItemAnswer? answer, ItemPhotos photos) =>
        item.Kind switch
        {
            ItemKind.Photo => photos.Before == 0 ? AnswerFault.NoPhoto : null,
            ItemKind.Number => answer?.Measured is { } measured
                ? double.IsFinite(measured)
                    ? null
                    : AnswerFault.Unknown
                : AnswerFault.Missing,
            ItemKind.YesNo => Known(answer?.Value, [ChecklistItem.Yes, ChecklistItem.No]),
            _ => Known(answer?.Value, item.Choices),
        };

    private static AnswerFault? Known(string? value, IReadOnlyList<string> known) =>
        string.IsNullOrEmpty(value) ? AnswerFault.Missing
        : known.Contains(value) ? null
        : AnswerFault.Unknown;

    private static ItemMark Mark(ChecklistItem item, ItemAnswer? answer) =>
        !item.CanFail ? ItemMark.Noted
        : item.Kind == ItemKind.Number
            ? answer!.Measured < item.Least || answer.Measured > item.Most ? ItemMark.Failed
                : ItemMark.Passed
        : item.Failing.Contains(answer!.Value!) ? ItemMark.Failed
        : ItemMark.Passed;
}
