using Gezhi.Field.HomeService;
using Gezhi.Field.Verification;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Field.Visits;

/// <summary>
/// Ends campaigns whose last day is over, leaves nothing but "refused" where somebody said no the day before, and after some months deletes single doors,
/// verifications and finished appointments; counts by grid stay. 走访数据清理
/// </summary>
internal sealed class TidyVisits(
    IServiceScopeFactory scopes,
    Districts districts,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<TidyVisits> log
) : Loop(clock, log)
{
    private const int Most = 500;

    /// <summary>How long single results stay after the end.</summary>
    private readonly int keepDays = configuration.GetValue("Field:VisitKeepDays", 180);

    /// <summary>Local day on which it was last looked for whom a service by age is due, by district.</summary>
    private readonly Dictionary<int, DateOnly> looked = [];

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var more = false;
        foreach (var district in districts.All)
            more |= await Tidy(district, ct);
        return more ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1);
    }

    /// <returns>True: there is more to do.</returns>
    internal async Task<bool> Tidy(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var calendar = scope.ServiceProvider.GetRequiredService<WorkCalendar>();
        var today = calendar.LocalDay(Now);
        await End(db, calendar, today, ct);
        var refused = await Strip(db, calendar.LocalMidnightUtc(today), ct);
        var cleared = await Clear(db, Now.AddDays(-keepDays), ct);
        var held = scope.ServiceProvider.GetRequiredService<HoldBook>().Standing().Select(h => (Guid?)h.SubjectId);
        var gone = await Forget(db, held, Now.AddDays(-keepDays), today.AddDays(-keepDays), ct);
        db.Forget();
        var found = 0;
        if (looked.GetValueOrDefault(district) != today)
            found = await scope.ServiceProvider.GetRequiredService<FindDue>().Run(ct);
        if (found < FindDue.Most)
            looked[district] = today;
        if (refused + cleared + gone > 0)
            Log.VisitsTidied(LogTo, refused, cleared, gone);
        return refused == Most || gone >= Most || found == FindDue.Most;
    }

    private static async Task End(GezhiDb db, WorkCalendar calendar, DateOnly today, CancellationToken ct)
    {
        var over = await db.Set<VisitCampaign>().Where(c => c.State == CampaignState.Running && c.UntilOn < today).ToListAsync(ct);
        foreach (var campaign in over)
            campaign.End(calendar.LocalMidnightUtc(campaign.UntilOn.AddDays(1)));
        if (over.Count > 0)
            await db.Save(ct);
    }

    private static async Task<int> Strip(GezhiDb db, DateTime before, CancellationToken ct)
    {
        var targets = await db.Set<VisitTarget>()
            .Where(t => t.State == TargetState.Refused && t.LastAt != null && t.LastAt < before)
            .OrderBy(t => t.Id)
            .Take(Most)
            .ToListAsync(ct);
        if (targets.Count == 0)
            return 0;
        var ids = targets.ConvertAll(t => t.Id);
        db.RemoveRange(await db.Set<VisitTry>().Where(t => ids.Contains(t.TargetId)).ToListAsync(ct));
        foreach (var target in targets)
            target.Strip();
        await db.Save(ct);
        return targets.Count;
    }

    /// <summary>One campaign a round: counts by grid are written with the same change that deletes its doors.</summary>
    private async Task<int> Clear(GezhiDb db, DateTime before, CancellationToken ct)
    {
        var campaign = await db.Set<VisitCampaign>()
            .Where(c => c.State == CampaignState.Ended && c.ClearedAt == null && c.EndedAt < before)
            .OrderBy(c => c.Id)
            .FirstOrDefaultAsync(ct);
        if (campaign is null)
            return 0;
        var targets = await db.Set<VisitTarget>().Where(t => t.CampaignId == campaign.Id).ToListAsync(ct);
        foreach (var grid in targets.GroupBy(t => t.AreaCode[..Math.Min(15, t.AreaCode.Length)]))
            db.Add(Tally(campaign, grid.Key, [.. grid]));
        db.RemoveRange(
            await db.Set<VisitTry>()
                .Join(db.Set<VisitTarget>().Where(t => t.CampaignId == campaign.Id), t => t.TargetId, t => t.Id, (t, _) => t)
                .ToListAsync(ct)
        );
        db.RemoveRange(targets);
        campaign.Clear(Now);
        await db.Save(ct);
        return targets.Count;
    }

    private static VisitTally Tally(VisitCampaign campaign, string grid, List<VisitTarget> targets)
    {
        int Of(TargetState state) => targets.Count(t => t.State == state);
        return new VisitTally
        {
            DistrictId = campaign.DistrictId,
            CampaignId = campaign.Id,
            AreaCode = grid,
            Households = targets.Count,
            Met = Of(TargetState.Met),
            Refused = Of(TargetState.Refused),
            Moved = Of(TargetState.Moved),
            Unreached = Of(TargetState.Unreached),
        };
    }

    /// <summary>Verifications that were decided, appointments that are over, and needs that were met long ago; an offer by age stays, so that it is not made again.</summary>
    /// <param name="held">People of whom nothing is deleted for now.</param>
    private static async Task<int> Forget(GezhiDb db, IQueryable<Guid?> held, DateTime before, DateOnly beforeOn, CancellationToken ct)
    {
        var checks = await db.Set<HouseholdCheck>()
            .Where(c => c.State != CheckState.Proposed && c.At < before)
            .OrderBy(c => c.At)
            .Take(Most)
            .ToListAsync(ct);
        db.RemoveRange(checks);
        var visits = await db.Set<Appointment>()
            .Where(a => a.State != AppointmentState.Booked && a.On < beforeOn)
            .OrderBy(a => a.On)
            .ThenBy(a => a.Id)
            .Take(Most)
            .ToListAsync(ct);
        var ids = visits.ConvertAll(a => a.Id);
        db.RemoveRange(await db.Set<AppointmentItem>().Where(i => ids.Contains(i.AppointmentId)).ToListAsync(ct));
        db.RemoveRange(visits);
        if (checks.Count + visits.Count > 0)
            await db.Save(ct);
        var needs = await db.Set<ServiceNeed>()
            .Where(n =>
                (
                    (n.State == NeedState.Met && n.Origin != NeedOrigin.Age && n.MetOn < beforeOn)
                    || (n.State == NeedState.Withdrawn && n.Origin == NeedOrigin.Entitled && n.DueOn < beforeOn)
                )
                && !db.Set<AppointmentItem>().Any(i => i.NeedId == n.Id)
                && (n.PersonId == null || !held.Contains(n.PersonId))
            )
            .OrderBy(n => n.MetOn)
            .ThenBy(n => n.Id)
            .Take(Most)
            .ToListAsync(ct);
        db.RemoveRange(needs);
        if (needs.Count > 0)
            await db.Save(ct);
        return checks.Count + visits.Count + needs.Count;
    }
}
