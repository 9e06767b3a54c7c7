using System.Linq.Expressions;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore.Query;

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
        var any = areas
            .Select(area => In(area, area + ':')) // ':' follows '9'
            .Select(one => ReplacingExpressionVisitor.Replace(one.Parameters[0], row, one.Body))
            .DefaultIfEmpty(Expression.Constant(false))
            .Aggregate(Expression.OrElse);
        return cases.Where(Expression.Lambda<Func<Case, bool>>(any, row));
    }

    private static Expression<Func<Case, bool>> In(string from, string end) =>
        c => c.AreaCode.CompareTo(from) >= 0 && c.AreaCode.CompareTo(end) < 0;
}
