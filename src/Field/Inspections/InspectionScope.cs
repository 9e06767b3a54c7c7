using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;

namespace Gezhi.Field.Inspections;

/// <summary>A row that lies in an area. 属地记录</summary>
public interface IInArea
{
    /// <summary>6 to 17 digits.</summary>
    string AreaCode { get; }
}

/// <summary>Who may see, make and order inspections where: the one place that says so. What lies outside is not there. 检查数据范围</summary>
public sealed class InspectionScope(GezhiDb db, TimeProvider clock, WorkCalendar calendar, AreaBook areas)
{
    public GezhiDb Db => db;

    public WorkCalendar Calendar => calendar;

    /// <summary>UTC.</summary>
    public DateTime Now => clock.UtcNow;

    public DateOnly Today => calendar.LocalDay(clock.UtcNow);

    public string District => db.DistrictId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Name of an area; its code when nobody named it.</summary>
    public string NameOf(string areaCode) => areas.NameOf(areaCode) ?? areaCode;

    /// <summary>Widest areas in which the actor holds the permission; none of them lies in another.</summary>
    public static IReadOnlyList<string> Areas(Actor actor, Permission permission) =>
        WidestAreas.Of(actor.Posts.Where(p => RolePermissions.Has(p.Role, permission)));

    /// <summary>Areas to read: those of the actor that lie in the one asked for, or that one itself; all when none is asked for.</summary>
    public static IReadOnlyList<string> Readable(Actor actor, string? asked) =>
        asked is not { Length: > 0 }
            ? Areas(actor, Permission.SeeInspections)
            :
            [
                .. Areas(actor, Permission.SeeInspections)
                    .Select(a => asked.StartsWith(a, StringComparison.Ordinal) ? asked : a)
                    .Where(a => a.StartsWith(asked, StringComparison.Ordinal))
                    .Distinct(),
            ];

    public static bool Sees(Actor actor, string areaCode) => actor.PostFor(Permission.SeeInspections, areaCode) is not null;

    /// <summary>The row, when the actor may see it.</summary>
    /// <exception cref="NotFound">Not there, or outside the actor's areas.</exception>
    public static T Seen<T>(T? row, Actor actor)
        where T : class, IInArea => row is not null && Sees(actor, row.AreaCode) ? row : throw new NotFound(typeof(T).Name);

    /// <summary>The post by which the actor inspects there.</summary>
    /// <exception cref="NotFound">None.</exception>
    public static ActorPost Inspector(Actor actor, string areaCode) =>
        actor.PostFor(Permission.Inspect, areaCode) ?? throw new NotFound("place");

    public static bool MayInspect(Actor actor, string areaCode) => actor.PostFor(Permission.Inspect, areaCode) is not null;

    public static bool MayKeep(Actor actor, string areaCode) => actor.PostFor(Permission.KeepInspections, areaCode) is not null;

    public bool KeepsDistrict(Actor actor) => MayKeep(actor, District);

    /// <summary>Checklists and the words of notices hold for the whole district.</summary>
    /// <exception cref="Forbidden">No post of the whole district.</exception>
    public void NeedsDistrict(Actor actor) => actor.Require(Permission.KeepInspections, District);

    /// <summary>Doors of dwellings are for those who see the registry there.</summary>
    public static string Shown(Actor actor, string areaCode, string title, string coarse) =>
        actor.PostFor(Permission.SeeRegistry, areaCode) is not null ? title : coarse;

    /// <summary>Rows in any of the areas; none of these lies in another.</summary>
    public static IQueryable<T> Within<T>(IQueryable<T> rows, IReadOnlyList<string> areaCodes)
        where T : class, IInArea =>
        areaCodes.Count == 0 ? rows.Where(r => false) : areaCodes.Select(a => In(rows, a)).Aggregate((all, more) => all.Concat(more));

    private static IQueryable<T> In<T>(IQueryable<T> rows, string areaCode)
        where T : class, IInArea
    {
        var end = areaCode + ":"; // ':' follows '9'
        return rows.Where(r => r.AreaCode.CompareTo(areaCode) >= 0 && r.AreaCode.CompareTo(end) < 0);
    }
}
