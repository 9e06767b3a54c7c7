using System.Linq.Expressions;
using System.Reflection;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;

namespace Gezhi.Field.Visits;

/// <summary>Whose doors somebody may see and work: the one place that says so for visits, verification and home service. 走访数据范围</summary>
/// <remarks>Only area posts count: a unit's post opens no door. What lies outside answers 404.</remarks>
public sealed class DoorScope(GezhiDb db, AreaBook areas, WorkCalendar calendar, TimeProvider clock)
{
    private static readonly MethodInfo CompareTo = typeof(string).GetMethod(nameof(string.CompareTo), [typeof(string)])!;

    public GezhiDb Db => db;

    /// <summary>UTC.</summary>
    public DateTime Now => clock.UtcNow;

    public WorkCalendar Calendar => calendar;

    public DateOnly Today => calendar.LocalDay(Now);

    /// <summary>Name of an area; its code when nobody named it.</summary>
    public string NameOf(string areaCode) => areas.NameOf(areaCode) ?? areaCode;

    /// <summary>Whether a grid or area of today has the code.</summary>
    public bool IsArea(string areaCode) =>
        areas.NameOf(areaCode) is not null
        && areaCode.StartsWith(db.DistrictId.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The grids whose doors a worker goes to.</summary>
    public static IReadOnlyList<string> Own(Actor actor) => WidestAreas.Of(actor.Posts.Where(p => p.Role == Role.GridWorker));

    /// <summary>The areas in which the actor holds one of the permissions.</summary>
    public static IReadOnlyList<string> With(Actor actor, params Permission[] anyOf) =>
        WidestAreas.Of(actor.Posts.Where(p => anyOf.Any(one => RolePermissions.Has(p.Role, one))));

    /// <summary>Sees doors by address: those who go to them and those who send them.</summary>
    public static IReadOnlyList<string> Doors(Actor actor) => With(actor, Permission.KeepRegistry, Permission.LeadVisits);

    /// <summary>Sees counts by building and grid.</summary>
    public static IReadOnlyList<string> Counts(Actor actor) =>
        With(actor, Permission.KeepRegistry, Permission.LeadVisits, Permission.Supervise);

    /// <exception cref="NotFound">Not the actor's to know.</exception>
    public static void NeedsDoor(string areaCode, Actor actor)
    {
        if (!Doors(actor).Any(a => areaCode.StartsWith(a, StringComparison.Ordinal)))
            throw new NotFound("door");
    }

    /// <summary>Goes to the door and notes what happens there.</summary>
    /// <exception cref="NotFound">Not the actor's to know.</exception>
    /// <exception cref="Forbidden">May see it, but does not work there.</exception>
    public static void NeedsWork(string areaCode, Actor actor)
    {
        NeedsDoor(areaCode, actor);
        actor.Require(Permission.KeepRegistry, areaCode);
    }

    /// <summary>Rows whose area lies in one of the areas, as ranges of an index on both engines.</summary>
    public static IQueryable<T> Inside<T>(IQueryable<T> rows, Expression<Func<T, string>> code, IReadOnlyList<string> areaCodes)
    {
        var any = areaCodes
            .Select(area => And(code.Body, area))
            .Aggregate((Expression?)null, (all, one) => all is null ? one : Expression.OrElse(all, one));
        return rows.Where(Expression.Lambda<Func<T, bool>>(any ?? Expression.Constant(false), code.Parameters[0]));
    }

    private static BinaryExpression And(Expression code, string area) =>
        Expression.AndAlso(
            Expression.GreaterThanOrEqual(Expression.Call(code, CompareTo, Expression.Constant(area)), Expression.Constant(0)),
            Expression.LessThanOrEqual(
                Expression.Call(code, CompareTo, Expression.Constant(area.PadRight(20, '9'))),
                Expression.Constant(0)
            )
        );
}
