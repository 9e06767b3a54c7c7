using Gezhi.Cases.Joining;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Privacy;

/// <summary>Takes the phones off reports, and ends follows, when their matter has been over for long enough; what was said stays. 到期删除电话</summary>
/// <remarks>Each report gets a row on the trail. A case under a hold is left alone until the hold ends.</remarks>
public sealed class ForgetContacts(
    IServiceScopeFactory scopes,
    ContactRetention retention,
    Districts districts,
    TimeProvider clock,
    ILogger<ForgetContacts> log
) : Loop(clock, log)
{
    /// <summary>Most reports in one transaction.</summary>
    private const int Most = 500;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var forgotten = 0;
        foreach (var district in districts.All)
            forgotten += await Forget(district, ct);
        return forgotten > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(6);
    }

    /// <summary>One portion of a district.</summary>
    /// <returns>From how many reports and follows phones were taken.</returns>
    public async Task<int> Forget(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var (now, until) = (Now, Now.AddDays(-retention.Days));
        var oldest = Ids.Before(until);
        var due = await db
            .Reports.Where(r => (r.Contact != null || r.NeighbourContact != null) && r.Id < oldest)
            .Where(r => db.Set<Case>().Any(c => c.Id == r.CaseId && ReportsKept.Over.Contains(c.State) && c.StageAt < until))
            .Where(r => !db.Set<CaseHold>().Any(h => h.CaseId == r.CaseId && h.EndedAt == null))
            .OrderBy(r => r.Id)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var report in due)
        {
            ReportsKept.TakeOff(report);
            db.Audit(Actor.System(district), "data.retention", report.Id, $"report {retention.Days}", now);
        }
        var follows = await db.Set<Follow>()
            .Where(f => f.Id < oldest)
            .Where(f => db.Set<Case>().Any(c => c.Id == f.CaseId && ReportsKept.Over.Contains(c.State) && c.StageAt < until))
            .Where(f => !db.Set<CaseHold>().Any(h => h.CaseId == f.CaseId && h.EndedAt == null))
            .OrderBy(f => f.Id)
            .Take(Most)
            .ToListAsync(ct);
        db.RemoveRange(follows);
        var answered = now.AddDays(-retention.RequestWordsDays);
        var requests = await db.Set<DataRequest>()
            .Where(r => r.WordsSealed != null && r.State != DataRequestState.Waiting && r.EndedAt < answered)
            .OrderBy(r => r.Id)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var request in requests)
        {
            request.WordsSealed = null;
            db.Audit(Actor.System(district), "data.retention", request.Id, $"request {retention.RequestWordsDays}", now);
        }
        if (due.Count + follows.Count + requests.Count > 0)
            await db.Save(ct);
        return due.Count + follows.Count + requests.Count;
    }
}

/// <summary>How long the phone of a report is kept after its matter is over. 电话保存期限</summary>
public sealed class ContactRetention(IConfiguration configuration)
{
    /// <summary>Days after the last step; <c>Retention:ContactDays</c>, at least 1; three years unless set (the figure is a practice to be decided locally).</summary>
    public int Days { get; } = Math.Max(1, configuration.GetValue("Retention:ContactDays", 1_095));

    /// <summary>Days after the answer to a request about one's data for which its words are kept; <c>Retention:RequestWordsDays</c>, 180, at least 1.</summary>
    public int RequestWordsDays { get; } = Math.Max(1, configuration.GetValue("Retention:RequestWordsDays", 180));
}
