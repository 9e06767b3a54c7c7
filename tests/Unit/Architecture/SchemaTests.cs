using Gezhi.Migrations;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Architecture;

/// <summary>Rules R1–R10 over the model of both databases: the same schema can be distributed by district.</summary>
public class SchemaTests
{
    public static TheoryData<string> Engines => ["Sqlite", "Postgres"];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_table_is_tenant_reference_or_local(string engine)
    {
        Tables(engine).Count.ShouldBeGreaterThan(15);
        Tables(engine)
            .Where(t => !IsTenant(t) && !t.ClrType.IsAssignableTo(typeof(IReferenceRow)) && !t.ClrType.IsAssignableTo(typeof(ILocalRow)))
            .Select(t => t.Name)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_district_comes_first_in_every_key_unique_index_and_foreign_key_of_a_tenant_table(string engine)
    {
        foreach (var table in Tables(engine).Where(IsTenant))
        {
            table.FindPrimaryKey()!.Properties[0].Name.ShouldBe("DistrictId", table.Name);
            table.GetIndexes().Where(i => i.IsUnique).ShouldAllBe(i => i.Properties[0].Name == "DistrictId");
            table
                .GetForeignKeys()
                .ShouldAllBe(f => f.Properties[0].Name == "DistrictId" && f.PrincipalKey.Properties[0].Name == "DistrictId");
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void No_reference_table_points_at_a_tenant_table(string engine) =>
        Tables(engine)
            .Where(t => !IsTenant(t))
            .SelectMany(t => t.GetForeignKeys())
            .Where(f => IsTenant(f.PrincipalEntityType))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Engines))]
    public void No_key_is_made_by_the_database(string engine) =>
        Tables(engine)
            .SelectMany(t => t.GetKeys())
            .SelectMany(k => k.Properties)
            .Where(p => p.ValueGenerated != ValueGenerated.Never)
            .Select(p => p.ToString())
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_tenant_table_is_filtered_by_district_and_every_versioned_one_guards_its_version(string engine)
    {
        foreach (var table in Tables(engine))
        {
            if (IsTenant(table))
                table.FindDeclaredQueryFilter(GezhiDb.DistrictFilter).ShouldNotBeNull(table.Name);
            if (table.ClrType.IsAssignableTo(typeof(IVersioned)))
                table.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken.ShouldBeTrue(table.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Tables_carry_their_modules_name(string engine) =>
        Tables(engine)
            .Select(t => t.GetTableName()!)
            .ShouldAllBe(t =>
                t.StartsWith("platform_")
                || t.StartsWith("identity_")
                || t.StartsWith("mediation_")
                || t.StartsWith("grids_")
                || t.StartsWith("registry_")
                || t.StartsWith("cases_")
                || t.StartsWith("field_")
                || t.StartsWith("open311_")
                || t.StartsWith("indicators_")
                || t.StartsWith("workforce_")
                || t.StartsWith("council_")
                || t.StartsWith("community_")
            );

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_migrations_say_what_the_model_says(string engine)
    {
        using var db = Database(engine);
        db.Database.HasPendingModelChanges().ShouldBeFalse("run ./dev migrate NAME");
    }

    private static List<IEntityType> Tables(string engine)
    {
        using var db = Database(engine);
        return [.. db.Model.GetEntityTypes()];
    }

    private static GezhiDb Database(string engine) =>
        engine == "Sqlite" ? new SqliteDesign().CreateDbContext([]) : new PostgresDesign().CreateDbContext([]);

    private static bool IsTenant(IReadOnlyEntityType table) => table.ClrType.IsAssignableTo(typeof(ITenantRow));
}
