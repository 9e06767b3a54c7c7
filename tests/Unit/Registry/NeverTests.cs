using System.Reflection;
using Gezhi.Migrations;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Records;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Registry;

/// <summary>What is never kept, and what of a person is kept at all.</summary>
public sealed class NeverTests
{
    /// <summary>Everything that may be known of a person. A new field is written here by somebody who has a reason that the person would accept.</summary>
    private static readonly string[] OfAPerson =
    [
        "AreaCode", // where they live
        "BirthYear", // services by age
        "CitizenIdIndex", // errands in their name
        "CitizenIdSealed",
        "CitizenIdTail",
        "ConfirmedBy", // who wrote it down
        "ConfirmedOn",
        "ConsentedOn", // that they agreed
        "DistrictId",
        "HouseholdId",
        "Id",
        "ImportId", // the list they came with, to take it back
        "NameMask", // how to address them
        "NameSealed",
        "PhoneIndex", // to call before coming
        "PhoneSealed",
        "PhoneTail",
        "Residence",
        "Source",
        "ValidFrom",
        "ValidTo",
        "Version",
    ];

    /// <summary>Parts of names that no column of any table of the product may have (docs: what is not built, ever).</summary>
    private static readonly string[] Forbidden =
    [
        "Religio",
        "Faith",
        "Ethnic",
        "Nationality",
        "Politic",
        "Biometr",
        "Fingerprintof",
        "FaceId",
        "FaceImage",
        "Iris",
        "Genetic",
        "Dna",
        "Convict",
        "Criminal",
        "Petitioner",
        "KeyPerson",
        "SpecialPerson",
        "WatchList",
        "BlackList",
        "PersonScore",
        "ResidentScore",
        "SocialCredit",
        "RiskLevel",
        "Diagnosis",
        "Disease",
        "HealthState",
        "Marital",
        "Income",
        "LicencePlate",
        "PlateNo",
    ];

    [Fact]
    public void A_person_is_kept_by_the_fields_on_the_list_and_no_other() =>
        Columns(typeof(Person)).ShouldBe(OfAPerson.Order(StringComparer.Ordinal));

    [Fact]
    public void No_table_of_the_product_has_a_column_for_what_is_never_kept()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        var columns = db.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Select(p => $"{t.ClrType.Name}.{p.Name}")).ToList();

        columns.Count.ShouldBeGreaterThan(400);
        columns.Where(c => Forbidden.Any(f => c.Contains(f, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_sealed_and_what_stands_beside_it_says_why_it_is_kept()
    {
        string[] marks = ["Sealed", "Index", "Tail", "Mask"];
        var fields = typeof(Person)
            .Assembly.GetTypes()
            .Where(t => t.IsAssignableTo(typeof(ITenantRow)) && !t.IsAbstract)
            .SelectMany(t => t.GetProperties())
            .Where(p => marks.Any(m => p.Name.EndsWith(m, StringComparison.Ordinal)))
            .ToList();

        fields.Count.ShouldBeGreaterThan(10);
        fields.Where(p => p.GetCustomAttribute<SensitiveAttribute>() is not { Purpose.Length: > 3 }).Select(p => p.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Names_phones_and_numbers_of_people_are_kept_as_bytes_alone()
    {
        var open = typeof(Person)
            .Assembly.GetTypes()
            .Where(t => t == typeof(Person) || t == typeof(Household) || t == typeof(HouseholdMember))
            .SelectMany(t => t.GetProperties())
            .Where(p =>
                p.PropertyType == typeof(string) && p.Name is not ("AreaCode" or "Source" or "NameMask" or "PhoneTail" or "CitizenIdTail")
            )
            .Select(p => p.Name);

        open.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(".Open(", "RevealField.cs")]
    [InlineData(".GuardianOf(", "KeepConsents.cs")]
    public void One_class_alone_opens_what_is_sealed_and_writes_the_trail_first(string call, string file)
    {
        var sources = Directory
            .GetFiles(Path.Combine(Repository.Root, "src", "Registry"), "*.*", SearchOption.AllDirectories)
            .Where(f =>
                !f.Contains("/obj/", StringComparison.Ordinal)
                && (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            )
            .ToList();

        var opening = sources.Where(f => File.ReadAllText(f).Contains(call, StringComparison.Ordinal)).ToList();
        opening.Select(Path.GetFileName).ShouldBe([file]);
        var text = File.ReadAllText(opening[0]);
        text.Split(call).Length.ShouldBe(2);
        var opened = text.IndexOf(call, StringComparison.Ordinal);
        var saved = text.LastIndexOf(".Save(ct)", opened, StringComparison.Ordinal);
        var written = text.LastIndexOf(".Audit(", opened, StringComparison.Ordinal);
        written.ShouldBeInRange(1, saved);
        text[written..opened].ShouldNotContain("public "); // all in one method
    }

    private static IEnumerable<string> Columns(Type type)
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        return [.. db.Model.FindEntityType(type)!.GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal)];
    }
}
