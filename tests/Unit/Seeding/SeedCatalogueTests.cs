using Gezhi.Cases.Contract;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Time;
using Gezhi.Web.Seeding;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Seeding;

/// <summary>Every matter has a condition and an owner, but for the gap and the conflict left on purpose.</summary>
public sealed class SeedCatalogueTests
{
    private const string Gap1 = "gb47678/matter/01023",
        Gap2 = "gb47678/matter/01034",
        Conflict = "gb47678/matter/06045";
    private static readonly string Folder = SeedFolder.Find(AppContext.BaseDirectory);
    private static readonly SeedCast Cast = SeedCast.Read(Folder);
    private static readonly SeedTown Town = SeedTown.Read(Folder);
    private static readonly SeedCatalogue Catalogue = SeedCatalogue.Read(
        Folder,
        Town,
        410103,
        new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc)
    );

    [Fact]
    public void All_five_schemes_stand_side_by_side_and_only_the_matters_in_force_are_in_use()
    {
        Catalogue.Categories.Select(c => c.Key).Distinct().Count().ShouldBe(Catalogue.Categories.Count);
        Catalogue.Categories.Count(c => c is { Scheme: "gb47678", Kind: "component", ParentKey: not null }).ShouldBe(153);
        Catalogue.Categories.Count(c => c is { Scheme: "gb47678", Kind: "matter", IsInUse: true }).ShouldBe(250);
        Catalogue.Categories.Count(c => c is { Scheme: "local", IsInUse: true }).ShouldBe(38);
        Catalogue.Categories.Where(c => c.IsInUse).Select(c => c.Scheme).Distinct().Order().ShouldBe(["gb47678", "local"]);
        Catalogue.Categories.Where(c => c.ResidentOrder is not null).ShouldAllBe(c => c.IsInUse && c.PlainZh != null && c.PlainEn != null);
    }

    [Fact]
    public void Every_matter_in_use_has_conditions_with_a_limit_in_both_languages()
    {
        var conditions = Catalogue.Conditions.ToLookup(c => c.CategoryKey);

        Catalogue.Categories.Where(c => c.IsInUse).ShouldAllBe(c => conditions[c.Key].Any());
        Catalogue.Conditions.ShouldAllBe(c =>
            c.LimitValue > 0 && c.TextZh != "" && c.TextEn != "" && c.CloseWhenZh != "" && c.CloseWhenEn != ""
        );
        conditions["gb47678/matter/01002"].First().Limit.ShouldBe(new TimeLimit(2, LimitUnit.UrgentHour));
        conditions["gb47678/matter/06010"].Single().Limit.ShouldBe(new TimeLimit(4, LimitUnit.WorkHour));
    }

    [Fact]
    public void Every_matter_has_one_owner_everywhere_but_for_the_gap_and_the_conflict()
    {
        var grids = new[] { "410103010004001", "410103015007001", "410103100001001" };
        foreach (var category in Catalogue.Categories.Where(c => c.IsInUse))
        foreach (var area in grids)
            Propose(category.Key, area).Reason.Kind.ShouldBe(Expected(category.Key), category.Key);
    }

    [Fact]
    public void The_broken_manhole_goes_to_municipal_works_and_the_town_of_Mazhai_sweeps_for_itself()
    {
        Propose("gb47678/matter/01002", "41010301000400101").UnitCode.ShouldBe("municipal-works");
        Propose("gb47678/matter/06010", "41010301000400101").UnitCode.ShouldBe("sanitation");
        Propose("gb47678/matter/06010", "41010310000100101").UnitCode.ShouldBe("street-410103100");
        Propose("local/matter/S101", "41010301000400101").UnitCode.ShouldBe("community-410103010004");
    }

    [Fact]
    public void Every_rule_names_units_of_the_town_and_a_number_of_its_own()
    {
        var units = Cast.Units.Select(u => u.Code).ToHashSet();

        Catalogue.Index.Rules.Select(r => r.No).Distinct().Count().ShouldBe(Catalogue.Index.Rules.Count);
        Catalogue.Rules.ShouldAllBe(r => units.Contains(r.LeadUnitCode));
        Catalogue
            .Rules.SelectMany(r => (r.HelperUnitCodes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            .ShouldAllBe(u => units.Contains(u));
    }

    private static ProposalKind Expected(string key) =>
        key switch
        {
            Gap1 or Gap2 => ProposalKind.Gap,
            Conflict => ProposalKind.Conflict,
            _ => ProposalKind.Rule,
        };

    private static DispatchProposal Propose(string categoryKey, string areaCode) =>
        DispatchProposal.For(
            Catalogue.Index,
            new Matter(categoryKey, areaCode, Channel.ResidentPage, false) { LocalAt = new DateTime(2026, 11, 23, 10, 0, 0) },
            new(
                _ => true,
                [],
                Cast.Units.Single(u => u.Kind == UnitKind.ResponseGroup && areaCode.StartsWith(u.Area, StringComparison.Ordinal)).Code,
                PlaceIndex.Empty
            )
        );
}
