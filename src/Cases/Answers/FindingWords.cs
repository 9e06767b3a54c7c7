using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Answers;

/// <summary>What is odd about an answer, in a sentence: the same on the page and over the API. 答复提示用语</summary>
internal static class FindingWords
{
    public static string Say(Finding finding, IStringLocalizer T) =>
        finding.Kind switch
        {
            FindingKind.HouseWord when finding.Instead.Length > 0 => T["“{0}”居民听不懂，可以说“{1}”", finding.Words, finding.Instead],
            FindingKind.HouseWord => T["“{0}”居民听不懂，可以不说", finding.Words],
            FindingKind.StaffName => T["“{0}”是工作人员的名字，对居民只说岗位", finding.Words],
            FindingKind.Phone => T["“{0}”是电话号码，确定要告诉每一位反映的人吗", finding.Words],
            FindingKind.Blank => T["还有空没有填：{0}", finding.Words],
            FindingKind.TooShort => T["“{0}”太短，看不出做了什么", finding.Words],
            _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Kind, null),
        };
}
