using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Platform.Data;

/// <summary>Names and tokens that hold for every table. 表规范</summary>
internal static class Conventions
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            if (type.ClrType.IsAssignableTo(typeof(IVersioned)))
                type.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            foreach (var property in type.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.GetColumnName()));
                if (property.IsKey())
                    property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }
            foreach (var index in type.GetIndexes())
                index.SetDatabaseName(Shorten($"{(index.IsUnique ? "ux" : "ix")}_{type.GetTableName()}_{Columns(index.Properties)}"));
            foreach (var key in type.GetKeys())
                key.SetName(Shorten($"{(key.IsPrimaryKey() ? "pk" : "ak")}_{type.GetTableName()}"));
            foreach (var foreign in type.GetForeignKeys())
                foreign.SetConstraintName(Shorten($"fk_{type.GetTableName()}_{Columns(foreign.Properties)}"));
        }
    }

    private static string Columns(IEnumerable<Microsoft.EntityFrameworkCore.Metadata.IMutableProperty> properties) =>
        string.Join('_', properties.Select(p => p.GetColumnName()).Where(c => c != "district_id"));

    /// <summary>PostgreSQL cuts names at 63 bytes; we cut them ourselves so that both engines agree.</summary>
    private static string Shorten(string name) => name.Length <= 60 ? name : name[..60];

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (
                char.IsUpper(name[i])
                && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))
                && name[i - 1] != '_'
            )
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
