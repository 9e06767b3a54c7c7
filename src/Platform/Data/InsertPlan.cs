using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gezhi.Platform.Data;

/// <summary>How a row of one table is written when it is only ever added: one statement and the values for it, made once from the model. 插入计划</summary>
internal sealed class InsertPlan
{
    private const string Key = "gezhi:insert";

    private readonly Func<object, object?>[] read;
    private readonly List<IProperty> columns;

    private InsertPlan(IEntityType type)
    {
        columns = type.GetProperties().ToList();
        if (columns.Exists(c => c.IsShadowProperty()) || type.GetNavigations().Any())
            throw new InvalidOperationException($"{type.ClrType.Name} has more than its own columns: add it, do not append it");
        CopySql =
            $"COPY {type.GetTableName()} ({string.Join(", ", columns.Select(c => $"\"{c.GetColumnName()}\""))}) FROM STDIN (FORMAT BINARY)";
        Sql =
            $"INSERT INTO {type.GetTableName()} ({string.Join(", ", columns.Select(c => $"\"{c.GetColumnName()}\""))}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";
        Mappings = columns.ConvertAll(c => c.GetRelationalTypeMapping());
        read = [.. columns.Select(Reader)];
    }

    public string Sql { get; }

    /// <summary>The same columns for a stream of many rows; PostgreSQL alone has it.</summary>
    public string CopySql { get; }

    public IReadOnlyList<RelationalTypeMapping> Mappings { get; }

    /// <summary>The type of a column in the model.</summary>
    public Type TypeOf(int column) => columns[column].ClrType;

    /// <summary>Reads a column without packing its value: rows come by the hundred thousand.</summary>
    /// <typeparam name="T">As <see cref="TypeOf"/> says.</typeparam>
    public Func<object, T> Reader<T>(int column)
    {
        var row = Expression.Parameter(typeof(object));
        var owner = Expression.Convert(row, columns[column].DeclaringType.ClrType);
        return Expression.Lambda<Func<object, T>>(Expression.MakeMemberAccess(owner, columns[column].PropertyInfo!), row).Compile();
    }

    /// <exception cref="InvalidOperationException">The row is of no table, or of one that needs the change tracker.</exception>
    public static InsertPlan Of(GezhiDb db, object row)
    {
        var type =
            db.Model.FindRuntimeEntityType(row.GetType()) ?? throw new InvalidOperationException($"{row.GetType().Name} has no table");
        return type.GetOrAddRuntimeAnnotationValue(Key, static t => new InsertPlan(t!), type);
    }

    /// <summary>The value of a column as the engine stores it; null is null.</summary>
    public object? Value(object row, int column) => read[column](row);

    private static Func<object, object?> Reader(IProperty column)
    {
        var row = Expression.Parameter(typeof(object));
        var member = Expression.MakeMemberAccess(Expression.Convert(row, column.DeclaringType.ClrType), column.PropertyInfo!);
        var get = Expression.Lambda<Func<object, object?>>(Expression.Convert(member, typeof(object)), row).Compile();
        return column.GetRelationalTypeMapping().Converter?.ConvertToProvider is { } convert
            ? r => get(r) is { } value ? convert(value) : null
            : get;
    }
}
