using Gezhi.Cases.Rules.Drafting;

namespace Gezhi.Cases.Rules.Pages;

/// <summary>Colour and shape of a draft's state, see StatusPill. 草案状态样式</summary>
internal static class DraftStates
{
    public static string Kind(DraftState state) =>
        state switch
        {
            DraftState.Open => "doing",
            DraftState.Asked => "check",
            DraftState.Approved => "done",
            _ => "hold",
        };
}
