using Gezhi.Identity.Residents;
using Gezhi.Identity.Sessions;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Contract;

/// <summary>Takes away sessions that are long over, codes that were never used and tokens that were; the audit trail keeps who signed in. 会话清理</summary>
public sealed class SessionTidy
{
    /// <summary>Rows of each kind taken away at a time, so that no tidying holds the database for long.</summary>
    public const int Most = 1000;

    /// <summary>A session that is over stays so long in the person's own list.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly GezhiDb db;

    internal SessionTidy(GezhiDb db) => this.db = db;

    /// <returns>How many rows were taken away. 清理一次</returns>
    public async Task<int> Run(DateTime now, CancellationToken ct)
    {
        var (over, used) = (now - Kept, now.AddDays(-1));
        var sessions = await db.Sessions.Where(s => s.EndsAt < over || s.EndedAt < over).OrderBy(s => s.EndsAt).Take(Most).ToListAsync(ct);
        var codes = await db.OneTimeCodes.Where(c => c.ExpiresAt < used).OrderBy(c => c.ExpiresAt).Take(Most).ToListAsync(ct);
        var tokens = await db.Set<SpentToken>().Where(t => t.At < used).OrderBy(t => t.At).Take(Most).ToListAsync(ct);
        if (sessions.Count + codes.Count + tokens.Count == 0)
            return 0;
        db.RemoveRange(sessions);
        db.RemoveRange(codes);
        db.RemoveRange(tokens);
        await db.Save(ct);
        return sessions.Count + codes.Count + tokens.Count;
    }
}
