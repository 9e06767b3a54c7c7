using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Text;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases;

/// <summary>How steps are told to residents: 已收到、已安排、处理中、请您评价; never 工单 or 派遣. 对居民的说法</summary>
/// <param name="settings">Where residents reach us; null: no links.</param>
/// <param name="titles">Reads titles of posts in English; null: as they were given.</param>
public sealed class PublicWords(IStringLocalizer T, Rating.FollowUpSettings? settings = null, Grids.Contract.PostTitles? titles = null)
{
    /// <summary>The state of a report in two or three words.</summary>
    public string State(CaseState state) =>
        state switch
        {
            CaseState.Reported or CaseState.Confirmed => T["已收到"],
            CaseState.Filed or CaseState.Dispatched => T["已安排"],
            CaseState.Handling or CaseState.Handled or CaseState.Checked => T["处理中"],
            CaseState.Shelved => T["需要更长时间"],
            CaseState.Closed => T["已办好"],
            CaseState.Declined => T["这里办不了"],
            CaseState.Withdrawn => T["您已撤回"],
            CaseState.Transferred => T["已转给别的部门"],
            CaseState.Joined => T["与别人反映的一起办"],
            CaseState.Void => T["已结束"],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    /// <summary>One step in a sentence; null when residents are not told of it.</summary>
    public string? Step(CaseAction action, string postTitle) => Sentence(action, titles?.Read(postTitle) ?? postTitle)?.Value;

    private LocalizedString? Sentence(CaseAction action, string postTitle) =>
        action switch
        {
            CaseAction.Report => T["我们收到了您反映的问题"],
            CaseAction.Confirm => T["工作人员到现场看过，情况属实"],
            CaseAction.File => T["问题已登记，正在安排人处理"],
            CaseAction.Dispatch => T["已安排负责的单位"],
            CaseAction.Accept => T["负责的单位已经接手"],
            CaseAction.Depart => postTitle.Length > 0 ? T["{0} 已出发，正在赶来", postTitle] : T["工作人员已出发，正在赶来"],
            CaseAction.Arrive => postTitle.Length > 0 ? T["{0} 已到现场", postTitle] : T["工作人员已到现场"],
            CaseAction.ReportDone => T["现场已经处理，我们正在检查"],
            CaseAction.Close or CaseAction.SolveOnSpot => T["问题已办好，请您评价"],
            CaseAction.Reopen => T["问题没有真正解决，已重新办理"],
            CaseAction.Decline => T["很抱歉，这件事我们这里办不了"],
            CaseAction.Transfer => T["已转给负责的部门"],
            CaseAction.Join => T["有人反映了同一个问题，我们一起办"],
            CaseAction.Split => T["仔细看过，您反映的是另一件事，单独为您办理"],
            CaseAction.Void => T["这件事已结束，不再办理"],
            CaseAction.Supplement => T["收到了您的补充"],
            CaseAction.Shelve => T["这个问题需要更长时间，我们会继续跟进"],
            CaseAction.Resume => T["已继续办理"],
            CaseAction.Withdraw => T["您撤回了这次反映"],
            CaseAction.Uphold => T["我们复核了您的评价"],
            _ => null,
        };

    /// <summary>The text of a message to a reporter.</summary>
    public string Message(CaseAction action, string postTitle, string? said, string receiptNo, CultureInfo culture)
    {
        var no = ReceiptNo.Parse(receiptNo).Display;
        return In(
            culture,
            () =>
            {
                var text = said is null
                    ? T["【格治】{0}。回执 {1}", Step(action, postTitle) ?? "", no]
                    : T["【格治】{0}：{1}。回执 {2}", Step(action, postTitle) ?? "", said, no];
                return action is CaseAction.Close or CaseAction.SolveOnSpot && settings?.PublicAddress is { Length: > 0 } address
                    ? text + T["，评价请点 {0}", $"{address.TrimEnd('/')}/receipt/{no}"]
                    : text;
            }
        );
    }

    /// <summary>The text of a message to somebody who follows a matter that others reported.</summary>
    public string ToFollower(CaseAction action, string postTitle, string? said, CultureInfo culture) =>
        In(
            culture,
            () =>
                said is null
                    ? T["【格治】您关注的事：{0}", Step(action, postTitle) ?? ""]
                    : T["【格治】您关注的事：{0}：{1}", Step(action, postTitle) ?? "", said]
        );

    private static string In(CultureInfo culture, Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = culture;
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
