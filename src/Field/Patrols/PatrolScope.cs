using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Field.Patrols;

/// <summary>Whose plans are whose, and what every patrol feature needs. The one place that says so. 巡查数据范围</summary>
/// <remarks>A worker walks the plans of the own grids; who supervises an area keeps its plans and sees its coverage. Nobody but the worker sees a track.</remarks>
public sealed class PatrolScope(GezhiDb db, TimeProvider clock, WorkCalendar calendar, AreaBook areas, IConfiguration configuration)
{
    /// <summary>Nothing about the place of a worker is kept longer, whatever is configured.</summary>
    private const int LongestDays = 90;

    /// <summary>Digits of community, grid and micro-grid.</summary>
    private static readonly int[] Steps = [12, 15, 17];

    public GezhiDb Db => db;
    public WorkCalendar Calendar => calendar;

    /// <summary>UTC.</summary>
    public DateTime Now => clock.UtcNow;
    public DateTime Local => calendar.Local(Now);
    public DateOnly Today => calendar.LocalDay(Now);

    /// <summary>到点距离: so near a track or a check-in counts as a visit.</summary>
    public int VisitMetres => Math.Clamp(configuration.GetValue("Field:VisitMetres", 50), 5, 500);

    /// <summary>轨迹保存天数.</summary>
    public int TrackDays => Math.Clamp(configuration.GetValue("Field:TrackDays", LongestDays), 1, LongestDays);

    /// <summary>最长在岗小时: a duty that nobody ended is over then.</summary>
    public int MostDutyHours => Math.Clamp(configuration.GetValue("Field:MostDutyHours", 12), 1, 24);

    public string NameOf(string areaCode) => areas.NameOf(areaCode) ?? areaCode;

    /// <summary>Own areas of a worker, none inside another.</summary>
    public static IReadOnlyList<string> Ground(Actor actor) => WidestAreas.Of(actor.Posts.Where(p => p.Role == Role.GridWorker));

    /// <summary>Areas whose plans the actor keeps and whose coverage the actor sees.</summary>
    public static IReadOnlyList<string> Supervised(Actor actor) =>
        WidestAreas.Of(actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.Supervise)));

    /// <summary>Plans that a worker walks today: of the own grid, of a micro-grid in it, and of the community around it.</summary>
    public async Task<List<PatrolPlan>> OwnPlans(Actor actor, CancellationToken ct)
    {
        var around = Ground(actor).SelectMany(a => Steps.Where(n => n <= a.Length).Select(n => a[..n])).Distinct().ToList();
        var plans = await db.Set<PatrolPlan>().AsNoTracking().Where(p => around.Contains(p.AreaCode)).ToListAsync(ct);
        foreach (var area in Ground(actor))
            plans.AddRange(await Inside(area).AsNoTracking().ToListAsync(ct));
        return [.. plans.DistinctBy(p => p.Id).OrderBy(p => p.FromMinute).ThenBy(p => p.Id)];
    }

    /// <summary>Plans inside an area, itself included.</summary>
    public IQueryable<PatrolPlan> Inside(string areaCode)
    {
        var end = areaCode + ":"; // ':' follows '9'
        return db.Set<PatrolPlan>().Where(p => p.AreaCode.CompareTo(areaCode) >= 0 && p.AreaCode.CompareTo(end) < 0);
    }

    /// <summary>The plan, when the actor supervises its area.</summary>
    /// <exception cref="NotFound">It is not there or lies elsewhere: the answer is the same.</exception>
    public async Task<PatrolPlan> Find(Guid planId, Actor actor, CancellationToken ct) =>
        await db.Set<PatrolPlan>().FirstOrDefaultAsync(p => p.Id == planId, ct) is { } plan
        && actor.PostFor(Permission.Supervise, plan.AreaCode) is not null
            ? plan
            : throw new NotFound("patrol plan");

    /// <exception cref="InvalidInput">No area of today between community and micro-grid.</exception>
    /// <exception cref="Forbidden">No post of the actor supervises it.</exception>
    public void NeedsKeep(string areaCode, Actor actor)
    {
        if (
            !Steps.Contains(areaCode.Length)
            || !areaCode.StartsWith(db.DistrictId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            || areas.NameOf(areaCode) is null
        )
            throw new InvalidInput("AreaCode", "patrol.area");
        actor.Require(Permission.Supervise, areaCode);
    }

    /// <summary>The duty of the actor that holds this moment; null when off duty.</summary>
    public async Task<Duty?> DutyAt(DateTime at, Actor actor, CancellationToken ct)
    {
        var earliest = at.AddHours(-MostDutyHours);
        var found = await db.Set<Duty>()
            .Where(d => d.AccountId == actor.AccountId && d.BeganAt <= at && d.BeganAt >= earliest)
            .OrderByDescending(d => d.BeganAt)
            .ThenBy(d => d.Id)
            .Take(8)
            .ToListAsync(ct);
        return found.Find(d => d.Holds(at, MostDutyHours));
    }

    /// <summary>A phone whose clock is fast did it now.</summary>
    public DateTime Earlier(DateTime madeAt) => madeAt < Now ? madeAt : Now;
}
