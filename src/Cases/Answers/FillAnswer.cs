using System.Text.RegularExpressions;

namespace Gezhi.Cases.Answers;

/// <summary>Puts what is known of a case into a prepared answer. 模板变量</summary>
public static partial class FillAnswer
{
    /// <summary>Stands where something is not known: to be filled by hand.</summary>
    public const string Blank = "____";

    /// <summary>Names that may stand in braces; the English texts use the same.</summary>
    public static IReadOnlyList<string> Variables { get; } =
    ["地点", "类别", "单位", "期限", "反映时间", "结果", "渠道", "渠道电话", "渠道地址"];

    /// <summary>Names in braces that mean nothing.</summary>
    public static IReadOnlyList<string> Unknown(string text) =>
        [.. Pattern().Matches(text).Select(m => m.Groups["name"].Value).Where(name => !Variables.Contains(name)).Distinct()];

    /// <param name="values">Variable → what it is; a missing or empty one leaves <see cref="Blank"/>.</param>
    public static string Fill(string text, IReadOnlyDictionary<string, string?> values) =>
        Pattern().Replace(text, m => values.GetValueOrDefault(m.Groups["name"].Value) is { Length: > 0 } value ? value : Blank);

    [GeneratedRegex(@"\{(?<name>[^{}]{1,20})\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
