using System.Linq.Expressions;

namespace Gezhi.Platform.Data;

/// <summary>Rows of several areas in one question. 按范围取数</summary>
public static class AreaQueries
{
    /// <summary>
    /// Rows that lie in one of the areas, and beside them what <paramref name="orElse"/> names. Without any area and without more there is no row, and the statement
    /// still names the district.
    /// </summary>
    /// <param name="areas">Codes of 6 to 17 digits, as <see cref="Actors.WidestAreas"/> gives them.</param>
    /// <param name="areaCode">Where a row lies.</param>
    /// <param name="orElse">Rows that belong here wherever they lie; null: none.</param>
    public static IQueryable<T> InAreas<T>(
        this IQueryable<T> rows,
        IReadOnlyList<string> areas,
        Expression<Func<T, string>> areaCode,
        Expression<Func<T, bool>>? orElse = null
    )
    {
        var row = areaCode.Parameters[0];
        var any = orElse is null ? null : new Rename(orElse.Parameters[0], row).Visit(orElse.Body);
        foreach (var area in areas)
        {
            // a member of an object, not a constant: one statement for all areas
            var own = Expression.Property(Expression.Constant(new Held(area)), nameof(Held.Area));
            var lies = Expression.Call(areaCode.Body, nameof(string.StartsWith), null, own);
            any = any is null ? lies : Expression.OrElse(any, lies);
        }
        any ??= Expression.Equal(areaCode.Body, Expression.Constant(""));
        return rows.Where(Expression.Lambda<Func<T, bool>>(any, row));
    }

    private sealed record Held(string Area);

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
