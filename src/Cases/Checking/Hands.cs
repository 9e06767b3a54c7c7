using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Checking;

/// <summary>Whoever had a hand in a matter does not judge it. 回避</summary>
internal static class Hands
{
    /// <summary>Rows by which somebody has looked at the work before.</summary>
    internal static IReadOnlyList<CaseAction> Judged { get; } = [CaseAction.Pass, CaseAction.Fail, CaseAction.Recheck];

    /// <summary>Whether the person ever worked on the case, also before it was opened again.</summary>
    /// <param name="orJudged">Also whether they checked it before.</param>
    public static async Task<bool> HadAHand(this GezhiDb db, Guid caseId, Actor actor, CancellationToken ct, bool orJudged = false)
    {
        if (actor.AccountId is not { } me)
            return false;
        List<CaseAction> rows = [.. CheckCase.Work, CaseAction.SolveOnSpot, .. orJudged ? Judged : []];
        return await db.Timeline.AnyAsync(t => t.CaseId == caseId && t.AccountId == me && rows.Contains(t.Action), ct);
    }
}
