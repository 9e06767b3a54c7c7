namespace Gezhi.Cases.Answers;

/// <summary>What is odd about an answer. 答复提示类别</summary>
public enum FindingKind
{
    /// <summary>行话.</summary>
    HouseWord,

    /// <summary>工作人员姓名.</summary>
    StaffName,

    /// <summary>电话号码.</summary>
    Phone,

    /// <summary>没有填的空.</summary>
    Blank,

    /// <summary>太短，等于没有说.</summary>
    TooShort,
}

/// <summary>One thing to look at before an answer goes out. 答复提示</summary>
/// <param name="Words">As it stands in the text.</param>
/// <param name="Instead">Plain words for it; empty for none.</param>
public sealed record Finding(FindingKind Kind, string Words, string Instead = "");

/// <summary>Reads an answer as a resident would: house words, names of staff, phones, blanks. It only warns; a person decides. 答复用语检查</summary>
public static class PlainAnswer
{
    /// <summary>Shorter says nothing: characters.</summary>
    public const int Shortest = 6;

    /// <param name="words">House words and what to say instead.</param>
    /// <param name="staff">Names of those who worked on the case.</param>
    /// <param name="allowed">Texts whose numbers may be told: the legal channel.</param>
    public static IReadOnlyList<Finding> Check(
        string text,
        IEnumerable<KeyValuePair<string, string>> words,
        IEnumerable<string> staff,
        string allowed = ""
    ) =>
        [
            .. text.Trim() is { Length: > 0 and < Shortest } brief ? [new Finding(FindingKind.TooShort, brief)] : Array.Empty<Finding>(),
            .. words
                .Where(w => text.Contains(w.Key, StringComparison.OrdinalIgnoreCase))
                .OrderBy(w => text.IndexOf(w.Key, StringComparison.OrdinalIgnoreCase))
                .Select(w => new Finding(FindingKind.HouseWord, w.Key, w.Value)),
            .. staff
                .Where(name => name.Length >= 2 && text.Contains(name, StringComparison.Ordinal))
                .Select(name => new Finding(FindingKind.StaffName, name)),
            .. PhonesInText
                .Find(text)
                .Where(phone => !allowed.Contains(phone, StringComparison.Ordinal))
                .Distinct()
                .Select(phone => new Finding(FindingKind.Phone, phone)),
            .. text.Contains(FillAnswer.Blank, StringComparison.Ordinal)
                ? [new Finding(FindingKind.Blank, FillAnswer.Blank)]
                : Array.Empty<Finding>(),
        ];
}
