using Gezhi.Cases.Catalogue;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Cases.Cast;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>Whoever names an old edition of a filing condition means the one in force.</summary>
public sealed class ConditionEditionTests
{
    private static readonly DateOnly Today = new(2026, 3, 5);
    private static readonly FilingCondition First = Edition(1, null, null, Today.AddDays(-9));
    private static readonly FilingCondition Second = Edition(2, First.Id, Today.AddDays(-9), Today.AddDays(9));
    private static readonly FilingCondition Planned = Edition(3, Second.Id, Today.AddDays(9), null);
    private static readonly CatalogueOf Catalogue = new([], [First, Second, Planned], () => Today);

    [Fact]
    public void Every_edition_leads_to_the_one_of_today()
    {
        Catalogue.InForce(First.Id).ShouldBe(Second);
        Catalogue.InForce(Second.Id).ShouldBe(Second);
        Catalogue.InForce(null).ShouldBeNull();
        Catalogue.InForce(Id(99)).ShouldBeNull();
    }

    [Fact]
    public void A_retired_condition_leads_nowhere()
    {
        var retired = Edition(4, null, null, Today);

        new CatalogueOf([], [retired], () => Today).InForce(retired.Id).ShouldBeNull();
    }

    private static FilingCondition Edition(int no, Guid? replaces, DateOnly? from, DateOnly? to) =>
        new()
        {
            DistrictId = District,
            Id = Id(no),
            CategoryKey = "gb47678/component/01002",
            Order = 1,
            Edition = no,
            ReplacesId = replaces,
            ValidFrom = from,
            ValidTo = to,
            LimitValue = no,
            LimitUnit = LimitUnit.WorkDay,
        };
}

/// <summary>What one district adds to the local scheme is no business of another.</summary>
public sealed class LocalCategoryTests
{
    [Theory]
    [InlineData("local/matter/410103-X901", "local", 410103)]
    [InlineData("local/matter/S101", "local", null)]
    [InlineData("gb47678/matter/410103-1", "gb47678", null)]
    public void The_key_says_whose_it_is(string key, string scheme, int? district) =>
        new Category { Key = key, Scheme = scheme }.OfDistrict.ShouldBe(district);

    [Fact]
    public void A_key_made_for_a_district_is_read_back() =>
        new Category { Key = Category.LocalKey(District, "X901"), Scheme = "local" }.OfDistrict.ShouldBe(District);
}
