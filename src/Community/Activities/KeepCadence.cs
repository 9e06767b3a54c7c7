using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Activities;

/// <summary>Promises how often something goes on, and tells which were kept. 活动频次约定</summary>
public sealed class KeepCadence(CommunityDesk desk)
{
    /// <summary>Most that go on in a district.</summary>
    public const int Most = 500;

    public sealed record Promise([property: Needed] CadenceEvery? Every, [property: Needed, Longest(17)] string AreaCode);

    public sealed record Kept(Guid Id, int Version);

    /// <param name="Periods">The newest first; the running one with them.</param>
    public sealed record Row(ActivityCadence Of, string AreaName, IReadOnlyList<CadenceTable.Period> Periods);

    public sealed record Told(Guid Id, string AreaCode, string Every, int KeptPeriods, int MissedPeriods);

    public sealed record List(IReadOnlyList<Told> Items);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapPost(
                "/cadences",
                (Promise command, HttpRequest request, KeepCadence feature, Actor actor, CancellationToken ct) =>
                    feature.Begin(command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("约定活动频次 · Promise how often something goes on");
        staff
            .MapPost(
                "/cadences/{cadenceId:guid}/end",
                (Guid cadenceId, KeepCadence feature, Actor actor, CancellationToken ct) => feature.End(cadenceId, actor, ct)
            )
            .WithSummary("结束频次约定 · End a promise");
        staff
            .MapGet(
                "/cadences",
                async (KeepCadence feature, Actor actor, CancellationToken ct) =>
                    new List([
                        .. (await feature.Read(actor, ct)).Select(r => new Told(
                            r.Of.Id,
                            r.Of.AreaCode,
                            r.Of.Every.ToString(),
                            r.Periods.Count(p => p.IsKept),
                            r.Periods.Count(p => p.IsMissed)
                        )),
                    ])
            )
            .WithSummary("频次约定 · Promises, kept and missed");
    }

    /// <exception cref="InvalidInput"><c>cadence.level</c>.</exception>
    /// <exception cref="RuleViolation"><c>cadence.twice</c>, <c>activity.too-many-lines</c>.</exception>
    public async Task<Kept> Begin(Promise command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var code = desk.Area(nameof(command.AreaCode), command.AreaCode);
        actor.Require(Permission.KeepActivities, code);
        if (!AreaCode.TryParse(code, out var area) || !CadenceTable.Fits(command.Every!.Value, area.Level))
            throw new InvalidInput(nameof(command.AreaCode), "cadence.level");
        return await Once.Run(
            desk.Db,
            "cadence",
            Once.Bound(key, actor.AccountId, null),
            command,
            desk.Now,
            async () =>
            {
                var open = desk.Db.Set<ActivityCadence>().Where(c => c.UntilOn == null);
                if (await open.AnyAsync(c => c.AreaCode == code && c.Every == command.Every, ct))
                    throw new RuleViolation("cadence.twice");
                if (await open.CountAsync(ct) >= Most)
                    throw new RuleViolation("activity.too-many-lines", Most);
                var row = new ActivityCadence
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    AreaCode = code,
                    Every = command.Every.Value,
                    SinceOn = desk.Today,
                };
                desk.Db.Add(row);
                desk.Db.Audit(actor, "activity.cadence-kept", row.Id, $"{code} {row.Every}", desk.Now);
                return new Kept(row.Id, row.Version);
            },
            ct
        );
    }

    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    public async Task<Kept> End(Guid cadenceId, Actor actor, CancellationToken ct)
    {
        var row = await desk.Db.Set<ActivityCadence>().FirstOrDefaultAsync(c => c.Id == cadenceId, ct);
        if (row is null || actor.PostFor(Permission.KeepActivities, row.AreaCode) is null)
            throw new NotFound("cadence");
        row.End(desk.Today);
        desk.Db.Audit(actor, "activity.cadence-kept", row.Id, $"{row.AreaCode} {row.Every}", desk.Now);
        await desk.Db.Save(ct);
        return new Kept(row.Id, row.Version);
    }

    /// <summary>Those of the actor's areas that go on, with their last periods.</summary>
    public async Task<IReadOnlyList<Row>> Read(Actor actor, CancellationToken ct)
    {
        var all = await desk
            .Db.Set<ActivityCadence>()
            .AsNoTracking()
            .Where(c => c.UntilOn == null)
            .OrderBy(c => c.AreaCode)
            .ThenBy(c => c.Every)
            .Take(Most)
            .ToListAsync(ct);
        var theirs = all.FindAll(c => actor.PostFor(Permission.KeepActivities, c.AreaCode) is not null);
        if (theirs.Count == 0)
            return [];
        var (now, since) = (desk.Now, desk.Now.AddMonths(-CadenceTable.Most - 1));
        var held = await desk
            .Db.Set<Activity>()
            .Where(a => a.State == ActivityState.Announced || a.State == ActivityState.Reported)
            .Where(a => a.BeginsAt <= now && a.BeginsAt >= since)
            .Select(a => new { a.AreaCode, a.BeginsAt })
            .ToListAsync(ct);
        return
        [
            .. theirs.Select(c => new Row(
                c,
                desk.AreaName(c.AreaCode),
                CadenceTable.Of(
                    c.Every,
                    c.SinceOn,
                    c.UntilOn,
                    desk.Today,
                    held.Where(h => h.AreaCode.StartsWith(c.AreaCode, StringComparison.Ordinal))
                        .Select(h => desk.Calendar.LocalDay(h.BeginsAt))
                )
            )),
        ];
    }
}
