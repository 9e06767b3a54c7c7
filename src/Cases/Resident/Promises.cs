using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Resident;

/// <summary>What happens next and until when, in a sentence that can be held. 办理承诺</summary>
public sealed class Promises(IStringLocalizer T, Moments moments, TimeProvider clock)
{
    /// <summary>For a report that is being written: how soon somebody looks at it.</summary>
    public string FirstLook(StageLimits limits) =>
        limits.FileMinutes % 60 == 0 ? T["{0} 小时内会有人受理", limits.FileMinutes / 60] : T["{0} 分钟内会有人受理", limits.FileMinutes];

    /// <returns>Null when nothing is due any more.</returns>
    internal (string? Text, DateTime? At) Of(Case subject) =>
        subject.State switch
        {
            CaseState.Reported or CaseState.Confirmed => By(
                subject.StageDueAt,
                T["{0}前会有人看您反映的问题"],
                T["今天反映的人比较多，我们正在抓紧看"]
            ),
            CaseState.Filed => By(
                subject.StageDueAt,
                T["正在找负责的单位，{0}前安排好"],
                T["正在找负责的单位，比预计的慢了一点，我们在催"]
            ),
            CaseState.Dispatched or CaseState.Handling => By(subject.DueAt, T["最晚{0}前处理好"], T["比答应的时间晚了，我们正在催办"]),
            CaseState.Handled or CaseState.Checked => (T["现场已经处理，我们再检查一遍，然后给您答复"], null),
            CaseState.Shelved => By(subject.ShelvedUntil, T["这件事一时办不完，{0}前会再给您消息"], T["这件事一时办不完，我们会继续跟进"]),
            _ => (null, null),
        };

    private (string?, DateTime?) By(DateTime? due, LocalizedString kept, LocalizedString late) =>
        due is { } at && at > clock.UtcNow
            ? (string.Format(System.Globalization.CultureInfo.CurrentCulture, kept, moments.Say(at)), at)
            : (late, null);
}
