using Gezhi.Cases.Contract;

namespace Gezhi.Open311.Requests;

/// <summary>Where a matter stands, in the words of FixMyStreet's map of states; the reports themselves know only open and closed. 状态词</summary>
internal static class StatusWords
{
    /// <summary>After a step. A joined matter keeps its state: what is done goes on under another number and is told here as well.</summary>
    public static string After(CaseAction action, CaseState to) =>
        action switch
        {
            CaseAction.Confirm => "investigating",
            CaseAction.Join => "unchanged",
            CaseAction.Close or CaseAction.SolveOnSpot => "fixed",
            CaseAction.Withdraw => "cancelled",
            _ => Of(to),
        };

    /// <summary>Of a state.</summary>
    public static string Of(CaseState state) =>
        state switch
        {
            CaseState.Reported => "open",
            CaseState.Confirmed => "investigating",
            CaseState.Filed => "open",
            CaseState.Dispatched => "action_scheduled",
            CaseState.Handling or CaseState.Handled or CaseState.Checked => "in_progress",
            CaseState.Shelved => "planned",
            CaseState.Closed => "fixed",
            CaseState.Declined => "not_councils_responsibility",
            CaseState.Withdrawn => "cancelled",
            CaseState.Transferred => "internal_referral",
            CaseState.Joined => "duplicate",
            CaseState.Void => "no_further_action",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    /// <summary>Open or closed.</summary>
    public static string Of(PublicCase matter) => matter.IsOpen ? "open" : "closed";
}
