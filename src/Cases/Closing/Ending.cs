using Gezhi.Cases.Climbing;
using Gezhi.Cases.Joint;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Closing;

/// <summary>What hangs on a case ends with it: nobody is waited for on a matter that is over. 随案终结</summary>
internal static class Ending
{
    /// <summary>How calls upwards end when their case goes into another; splitting it makes these stand again.</summary>
    public const string Joined = "案件并入另一案件";

    private static readonly Prepared<Func<GezhiDb, Guid, IAsyncEnumerable<Climb>>> climbs = new(() =>
        EF.CompileAsyncQuery((GezhiDb db, Guid caseId) => db.Set<Climb>().Where(c => c.CaseId == caseId && c.EndedAt == null))
    );

    /// <summary>Ends calls upwards and releases co-handlers, in the change that ends the case. The record of the end is that of the case.</summary>
    /// <param name="now">UTC.</param>
    public static async Task Of(GezhiDb db, Case subject, DateTime now, CancellationToken ct)
    {
        var standing = await climbs.For(db)(db, subject.Id).ToListAsync(ct);
        if (standing.Count > 0)
            await Whistle.End(db, standing, null, "案件已结束", now, ct);
        foreach (var task in await db.OwingNow(subject.Id, ct))
            task.Release("案件已结束", now);
    }

    /// <summary>Ends the calls of cases that are being joined; co-handlers owe nothing there, or the case is not joined.</summary>
    /// <param name="now">UTC.</param>
    public static async Task OfJoined(GezhiDb db, Guid[] caseIds, DateTime now, CancellationToken ct)
    {
        var standing = await db.Set<Climb>().Where(c => caseIds.Contains(c.CaseId) && c.EndedAt == null).ToListAsync(ct);
        if (standing.Count > 0)
            await Whistle.End(db, standing, null, Joined, now, ct);
    }
}
