using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gezhi.Platform.Protection;

/// <summary>What personal data this product keeps, for what, by what right and until when, read from the model. 个人信息处理清单</summary>
/// <remarks>个人信息保护法 art. 51 asks for classes, art. 55–56 for purposes. Nobody writes it by hand: it says what the marks on the model say.</remarks>
public static class ProcessingRegister
{
    /// <summary>One line: the same kind of information kept for the same purpose. 处理活动</summary>
    /// <param name="What">What it is.</param>
    /// <param name="Until">Until when it is kept.</param>
    /// <param name="IsSealed">Encrypted in the database.</param>
    /// <param name="Columns">Where it lies, <c>table.column</c>.</param>
    public sealed record Line(
        string What,
        string Purpose,
        DataClass Class,
        LegalBasis Basis,
        string Until,
        bool IsSealed,
        IReadOnlyList<string> Columns
    );

    /// <summary>By class, purpose and kind.</summary>
    public static IReadOnlyList<Line> Of(IModel model) =>
        [
            .. Marks(model)
                .GroupBy(m => (m.Mark.What, m.Mark.Purpose, m.Mark.Class, m.Mark.Basis, m.Mark.Until))
                .Select(g => new Line(
                    g.Key.What,
                    g.Key.Purpose,
                    g.Key.Class,
                    g.Key.Basis,
                    g.Key.Until,
                    g.Any(m => m.Mark.Field is not null),
                    [.. g.Select(m => m.Column).Order(StringComparer.Ordinal)]
                ))
                .OrderBy(l => l.Class)
                .ThenBy(l => l.Columns[0], StringComparer.Ordinal),
        ];

    private static IEnumerable<(SensitiveAttribute Mark, string Column)> Marks(IModel model) =>
        from type in model.GetEntityTypes()
        from property in type.GetProperties()
        let mark = property.PropertyInfo?.GetCustomAttribute<SensitiveAttribute>()
        where mark is not null
        select (mark, $"{type.GetTableName()}.{property.GetColumnName()}");
}
