using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Consents;

/// <summary>How long a withdrawn consent still says whose it was. 同意记录保存期限</summary>
public sealed class ConsentRetention(IConfiguration configuration)
{
    /// <summary>Days after the withdrawal; <c>Retention:ConsentDays</c>, 1,095, at least 1: for as long as somebody may ask whether there was one.</summary>
    public int Days { get; } = Math.Max(1, configuration.GetValue("Retention:ConsentDays", 1_095));
}

/// <summary>Takes phones and names off consents that were withdrawn long ago; purpose and times stay. 到期清除同意记录</summary>
public sealed class ForgetConsents(
    IServiceScopeFactory scopes,
    ConsentRetention retention,
    Districts districts,
    TimeProvider clock,
    ILogger<ForgetConsents> log
) : Loop(clock, log)
{
    private const int Most = 500;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var forgotten = 0;
        foreach (var district in districts.All)
            forgotten += await Forget(district, ct);
        return forgotten > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(6);
    }

    /// <summary>One portion of a district.</summary>
    /// <returns>How many records were stripped.</returns>
    public async Task<int> Forget(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var until = Now.AddDays(-retention.Days);
        var held = scope.ServiceProvider.GetRequiredService<HoldBook>().Standing().Select(h => (Guid?)h.SubjectId);
        var due = await db.Set<ConsentRecord>()
            .Where(c => c.WithdrawnAt < until && (c.PhoneSealed != null || c.GuardianSealed != null))
            .Where(c => !held.Contains(c.SubjectId))
            .OrderBy(c => c.Id)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var record in due)
        {
            record.Forget();
            db.Audit(Actor.System(district), "data.retention", record.Id, $"consent {retention.Days}", Now);
        }
        if (due.Count > 0)
            await db.Save(ct);
        return due.Count;
    }
}
