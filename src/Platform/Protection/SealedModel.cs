using System.Reflection;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gezhi.Platform.Protection;

/// <summary>Which columns of the database are sealed, read from the marks on the model. 封存列清单</summary>
public sealed class SealedModel
{
    /// <summary>Tables with something sealed, by their names. 封存表</summary>
    public IReadOnlyList<SealedTable> Tables { get; }

    /// <exception cref="InvalidOperationException">A mark names a property that is no column.</exception>
    public SealedModel(IModel model, IEnumerable<IndexText> texts)
    {
        var special = texts.ToLookup(t => t.Row);
        Tables =
        [
            .. model
                .GetEntityTypes()
                .Where(t => t.ClrType.IsAssignableTo(typeof(ITenantRow)))
                .Select(t => TableOf(t, special[t.ClrType]))
                .Where(t => t.Columns.Count > 0)
                .OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
    }

    private static SealedTable TableOf(IEntityType type, IEnumerable<IndexText> texts)
    {
        var columns = new List<SealedColumn>();
        foreach (var property in type.GetProperties())
        {
            if (property.PropertyInfo?.GetCustomAttribute<SensitiveAttribute>() is not { Field: { } field } mark)
                continue;
            var index = mark.Index is { } name ? Column(type, name) : null;
            var text = texts.FirstOrDefault(t => t.Field == property.Name);
            columns.Add(new SealedColumn(property, field, index, text, text is null ? null : Column(type, text.With)));
        }
        return new SealedTable(
            type.ClrType,
            type.GetTableName()!,
            [.. type.FindPrimaryKey()!.Properties.Where(p => p.Name != nameof(ITenantRow.DistrictId))],
            columns
        );
    }

    private static IProperty Column(IEntityType type, string name) =>
        type.FindProperty(name) ?? throw new InvalidOperationException($"{type.ClrType.Name}.{name} is no column");
}

/// <param name="Key">Columns of the primary key after the district.</param>
public sealed record SealedTable(Type Row, string Name, IReadOnlyList<IProperty> Key, IReadOnlyList<SealedColumn> Columns);

/// <param name="Content">The sealed bytes.</param>
/// <param name="Field">Name under which they are sealed.</param>
/// <param name="Index">Blind index; null without.</param>
/// <param name="Text">What the index is made of; null: of the field as it is.</param>
/// <param name="With">The property that <paramref name="Text"/> needs.</param>
public sealed record SealedColumn(IProperty Content, string Field, IProperty? Index, IndexText? Text, IProperty? With);
