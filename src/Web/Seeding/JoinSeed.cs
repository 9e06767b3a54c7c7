using Gezhi.Cases;
using Gezhi.Cases.Joining;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Shows the joins of the seed town as decisions that can be taken back. 并单示例写入</summary>
internal static class JoinSeed
{
    private const string Operator = "caozuo01";
    private const int Most = 3;

    /// <param name="now">UTC.</param>
    public static async Task Fill(GezhiDb db, DateTime now, CancellationToken ct)
    {
        var account = await db.Set<Account>().FirstOrDefaultAsync(a => a.UserName == Operator, ct);
        var post = account is null ? null : await db.Set<Post>().FirstOrDefaultAsync(p => p.AccountId == account.Id, ct);
        if (account is null || post is null)
            return;
        var leads = await db
            .Cases.AsNoTracking()
            .Where(c => c.ReportCount > 1 && CaseFlow.OpenStates.Contains(c.State))
            .OrderByDescending(c => c.ReportCount)
            .ThenByDescending(c => c.CreatedAt)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var lead in leads)
        {
            var joined = await db.Cases.AsNoTracking().Where(c => c.JoinedToId == lead.Id).ToListAsync(ct);
            if (joined.Count == 0)
                continue;
            var batch = new JoinBatch
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                LeadCaseId = lead.Id,
                Title = lead.Title,
                At = joined.Max(c => c.StageAt),
                By = account.Id,
                PostId = post.Id,
                PostTitle = post.Title,
                CategoryKey = lead.CategoryKey,
                Lon = lead.Lon ?? 0,
                Lat = lead.Lat ?? 0,
                SeenTo = now,
            };
            db.Add(batch);
            db.AddRange(
                joined.Select(c => new JoinBatchCase
                {
                    DistrictId = db.DistrictId,
                    BatchId = batch.Id,
                    CaseId = c.Id,
                    State = JoinState.Joined,
                    At = c.StageAt,
                })
            );
        }
    }
}
