using System.Linq.Expressions;
using Gezhi.Platform.Actors;

namespace Gezhi.Cases.Field;

/// <summary>The ground of a grid worker. 责任网格</summary>
internal static class FieldAreas
{
    /// <summary>Areas of the actor's grid posts, smallest set: a micro-grid inside an own grid is not named again.</summary>
    public static IReadOnlyList<string> Of(Actor actor)
    {
        var all = actor.Posts.Where(p => p.Role == Role.GridWorker).Select(p => p.AreaCode).OfType<string>().Distinct().ToList();
        return [.. all.Where(a => !all.Any(b => b != a && a.StartsWith(b, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether one of the areas holds this code.</summary>
    public static bool Hold(this IReadOnlyList<string> areas, string areaCode) =>
        areas.Any(a => areaCode.StartsWith(a, StringComparison.Ordinal));

    /// <summary>Cases inside one of the areas, as ranges of the index: a prefix search could not use it on both engines.</summary>
    public static IQueryable<Case> Inside(this IQueryable<Case> cases, IReadOnlyList<string> areas)
    {
        var row = Expression.Parameter(typeof(Case), "c");
        var code = Expression.Property(row, nameof(Case.AreaCode));
        var any = areas.Aggregate<string, Expression>(Expression.Constant(false), (sum, area) => Expression.OrElse(sum, In(code, area)));
        return cases.Where(Expression.Lambda<Func<Case, bool>>(any, row));
    }

    private static BinaryExpression In(Expression code, string area)
    {
        var end = area + ':'; // ':' follows '9'
        Expression Compare(string with)
        {
            Expression<Func<string>> value = () => with; // a closure becomes a parameter of the statement
            return Expression.Call(code, nameof(string.CompareTo), null, value.Body);
        }
        return Expression.AndAlso(
            Expression.GreaterThanOrEqual(Compare(area), Expression.Constant(0)),
            Expression.LessThan(Compare(end), Expression.Constant(0))
        );
    }
}
