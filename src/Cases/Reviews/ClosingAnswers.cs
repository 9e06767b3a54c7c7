using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reviews;

/// <summary>What reporters were told when their cases were closed. 结案答复</summary>
internal static class ClosingAnswers
{
    /// <summary>The last one of each case; cases without one, or whose text was erased, are left out.</summary>
    public static async Task<Dictionary<Guid, string>> Of(GezhiDb db, IReadOnlyList<Guid> caseIds, CancellationToken ct)
    {
        var told = await db
            .Timeline.Where(t => caseIds.Contains(t.CaseId) && t.Action == CaseAction.Close)
            .Join(
                db.TimelineTexts,
                t => new { t.CaseId, t.Sequence },
                x => new { x.CaseId, x.Sequence },
                (t, x) =>
                    new
                    {
                        t.CaseId,
                        t.Sequence,
                        x.PublicText,
                    }
            )
            .ToListAsync(ct);
        return told.Where(x => x.PublicText is not null)
            .GroupBy(x => x.CaseId)
            .ToDictionary(g => g.Key, g => g.MaxBy(x => x.Sequence)!.PublicText!);
    }
}
