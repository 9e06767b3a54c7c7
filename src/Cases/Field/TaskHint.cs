using Gezhi.Cases.Contract;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Field;

/// <summary>What a task asks of the worker now and what else may be done, the same on the page and on a device without network. 任务提示</summary>
internal static class TaskHint
{
    /// <summary>What the photo must show, and what was asked with the task.</summary>
    /// <param name="task">Null when it is no longer the worker's.</param>
    /// <param name="closeWhen">Sentence about what counts as done; null when nothing is laid down.</param>
    /// <param name="lastNote">The last note of an action; null when there is none.</param>
    public static string? Asked(
        IStringLocalizer T,
        FieldTask? task,
        int reworkCount,
        string? closeWhen,
        Func<CaseAction, string?> lastNote
    ) =>
        task?.Next switch
        {
            TaskStep.Confirm => lastNote(CaseAction.SendToConfirm) ?? T["拍一张全景、一张近景，能看出是哪里。"].Value,
            TaskStep.Arrive => T["拍下处置前的样子；危险的先围起来、看住。"].Value,
            TaskStep.HandIn when reworkCount > 0 => lastNote(CaseAction.Fail) is { } why ? T["核查意见：{0}", why].Value : closeWhen,
            TaskStep.HandIn => closeWhen,
            _ => lastNote(CaseAction.Dispatch) ?? lastNote(CaseAction.Reassign),
        };

    /// <summary>The sentence about what counts as done.</summary>
    public static string? CloseWhen(IStringLocalizer T, string? when) =>
        when is { Length: > 0 } ? T["办到这样才算办好：{0}", when].Value : null;

    /// <summary>Forms besides the next step.</summary>
    public static IEnumerable<string> Others(FieldTask? task, CaseState state, DateTime? arrivedAt)
    {
        if (task is { Next: not TaskStep.Arrive } && arrivedAt is null)
            yield return "arrive";
        if (task?.Kind == TaskKind.Handle)
        {
            if (state == CaseState.Handling && task.Next != TaskStep.HandIn)
                yield return "hand-in";
            yield return "send-back";
            if (state == CaseState.Handling)
                yield return "ask";
        }
        if (CaseFlow.OpenStates.Contains(state))
            yield return "climb";
    }
}
