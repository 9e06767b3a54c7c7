using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace Gezhi.Cases.Units;

/// <summary>Puts two small expressions into the places left open in a large one. 表达式拼接</summary>
internal static class Expressions
{
    public static Expression<Func<T, TRow>> Fill<T, T1, T2, TRow>(
        Expression<Func<T, T1, T2, TRow>> row,
        Expression<Func<T, T1>> first,
        Expression<Func<T, T2>> second
    )
    {
        var subject = row.Parameters[0];
        var body = ReplacingExpressionVisitor.Replace(row.Parameters[1], In(first), row.Body);
        body = ReplacingExpressionVisitor.Replace(row.Parameters[2], In(second), body);
        return Expression.Lambda<Func<T, TRow>>(body, subject);

        Expression In<TPart>(Expression<Func<T, TPart>> part) => ReplacingExpressionVisitor.Replace(part.Parameters[0], subject, part.Body);
    }
}
