namespace Gezhi.Field.Inspections;

/// <summary>How an item is answered. 检查项类型</summary>
public enum ItemKind
{
    /// <summary>是否: yes or no.</summary>
    YesNo,

    /// <summary>数值: a number with a unit and limits.</summary>
    Number,

    /// <summary>选择: one of several.</summary>
    Choice,

    /// <summary>拍照: a photo is the answer.</summary>
    Photo,
}

/// <summary>When an item needs a photo. 照片要求</summary>
public enum PhotoRule
{
    /// <summary>不要求.</summary>
    Never,

    /// <summary>不合格时必拍.</summary>
    WhenFailed,

    /// <summary>必拍.</summary>
    Always,
}

/// <summary>How grave a hazard is. 隐患等级</summary>
public enum Severity
{
    /// <summary>一般.</summary>
    Minor,

    /// <summary>较大.</summary>
    Serious,

    /// <summary>重大: its case is urgent.</summary>
    Grave,
}

/// <summary>One question of a checklist, and what follows from its answer. 检查项</summary>
public sealed record ChecklistItem
{
    /// <summary>Answer of a yes-no item.</summary>
    public const string Yes = "yes";

    /// <summary>Answer of a yes-no item.</summary>
    public const string No = "no";

    /// <summary>A condition: the item above was passed.</summary>
    public const string Passed = "passed";

    /// <summary>A condition: the item above was failed.</summary>
    public const string Failed = "failed";

    /// <summary>1, 2, 3… in the order of the list.</summary>
    public int Number { get; init; }
    public string Text { get; init; } = "";

    /// <summary>For readers of English; null: the Chinese text is shown.</summary>
    public string? TextEn { get; init; }
    public ItemKind Kind { get; init; }

    /// <summary>Where to look, what counts; null for nothing.</summary>
    public string? Hint { get; init; }
    public string? HintEn { get; init; }

    /// <summary>Unit of a number; null for none.</summary>
    public string? Unit { get; init; }
    public string? UnitEn { get; init; }

    /// <summary>A smaller number fails; null: no limit.</summary>
    public double? Least { get; init; }

    /// <summary>A larger number fails; null: no limit.</summary>
    public double? Most { get; init; }

    /// <summary>Of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The choices for readers of English, in the same order; empty: the Chinese ones are shown. Answers are kept in Chinese.</summary>
    public IReadOnlyList<string> ChoicesEn { get; init; } = [];

    /// <summary>Answers that fail: yes or no, or some of the choices; empty where nothing fails.</summary>
    public IReadOnlyList<string> Failing { get; init; } = [];

    public PhotoRule Photo { get; init; }

    /// <summary>Asked only when this item above was asked and answered so; null: always asked.</summary>
    public int? AskIfNumber { get; init; }

    /// <summary>yes, no, one of the choices, passed or failed.</summary>
    public string? AskIfIs { get; init; }

    public Severity Severity { get; init; }

    /// <summary>Natural days to rectify.</summary>
    public int Days { get; init; }

    /// <summary>Category of the case that a failure opens; null where nothing fails.</summary>
    public string? CategoryKey { get; init; }

    /// <summary>Whether any answer fails.</summary>
    public bool CanFail =>
        Kind switch
        {
            ItemKind.Number => Least is not null || Most is not null,
            ItemKind.Photo => false,
            _ => Failing.Count > 0,
        };

    /// <summary>As a person reads it: text, hint and unit in that language; the choices stay as they are answered.</summary>
    public ChecklistItem InLanguage(bool isEnglish) =>
        isEnglish
            ? this with
            {
                Text = TextEn ?? Text,
                Hint = HintEn ?? Hint,
                Unit = UnitEn ?? Unit,
                TextEn = null,
                HintEn = null,
                UnitEn = null,
            }
            : this with
            {
                TextEn = null,
                HintEn = null,
                UnitEn = null,
                ChoicesEn = [],
            };

    /// <summary>A choice as a person reads it.</summary>
    public string Choice(string choice, bool isEnglish)
    {
        for (var i = 0; isEnglish && i < ChoicesEn.Count && i < Choices.Count; i++)
            if (Choices[i] == choice)
                return ChoicesEn[i];
        return choice;
    }
}

/// <summary>What was answered to one item. 检查作答</summary>
/// <param name="Number">Of the item.</param>
/// <param name="Value">yes, no or a choice; null for a number or photo.</param>
/// <param name="Measured">Of a number item.</param>
/// <param name="Note">About the place, never about a person; null for nothing.</param>
/// <param name="IsFixed">当场整改: failed and put right before the inspector left.</param>
public sealed record ItemAnswer(int Number, string? Value = null, double? Measured = null, string? Note = null, bool IsFixed = false);

/// <summary>How an item came out. 检查项结果</summary>
public enum ItemMark
{
    /// <summary>合格.</summary>
    Passed,

    /// <summary>不合格.</summary>
    Failed,

    /// <summary>已记录: nothing about it can fail.</summary>
    Noted,
}
