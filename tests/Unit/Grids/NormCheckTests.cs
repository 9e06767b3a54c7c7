using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Editing;
using Gezhi.Grids.Norms;
using Gezhi.Grids.Topology;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Grids outside the norm and what is proposed.</summary>
public sealed class NormCheckTests
{
    private const string Street = "410103010";

    /// <summary>One street of the seed town, its households multiplied.</summary>
    private static List<PlannedArea> Town(double factor) =>
        [
            .. SeedGround
                .Town.Areas.Where(a => a.Code.StartsWith(Street, StringComparison.Ordinal) || a.Code.Length <= 9)
                .Select(a => new PlannedArea(
                    a.Code,
                    AreaKind.Ordinary,
                    a.Name,
                    "",
                    a.Households > 0 ? (int)(a.Households * factor) : null,
                    false,
                    Rings.Normal([
                        [
                            [.. a.Ring],
                        ],
                    ])
                )),
        ];

    [Fact]
    public void A_grid_too_large_is_divided_into_connected_parts_within_the_norm_and_the_editor_can_do_it()
    {
        var town = Town(2.2);

        var rows = NormCheck
            .Of(town, new GridSettings(), Street)
            .Where(r => r.Area.Code.Length == 15 && r.Advice.Kind == AdviceKind.Split)
            .ToList();

        rows.Count.ShouldBeGreaterThan(3);
        foreach (var row in rows)
        {
            row.Advice.Groups.SelectMany(g => g)
                .Order()
                .ShouldBe(town.Where(a => a.ParentCode == row.Area.Code).Select(a => a.Code).Order());
            row.Advice.Households.Sum().ShouldBe(row.Households);
            var draft = SplitArea.ByMicroGrids(
                town,
                row.Area.Code,
                row.Advice.Groups,
                keepsCode: true,
                new NextCodes(town.Select(a => a.Code))
            );
            BoundaryPlan.Of(town, draft).Findings.ShouldBeEmpty();
            NormCheck.EditorLink(row).ShouldContain($"split={row.Area.Code}");
        }
    }

    [Fact]
    public void Two_grids_too_small_are_merged_within_the_norm_and_each_only_once()
    {
        var town = Town(1);

        var merges = NormCheck
            .Of(town, new GridSettings(), Street)
            .Where(r => r.Area.Code.Length == 15 && r.Advice.Kind == AdviceKind.Merge)
            .ToList();

        merges.Count.ShouldBeGreaterThan(3);
        merges.Select(m => string.Join(',', m.Advice.Groups[0].Order())).Distinct().SelectMany(pair => pair.Split(',')).ShouldBeUnique();
        foreach (var row in merges)
        {
            row.Advice.Households[0].ShouldBeLessThanOrEqualTo(500);
            var draft = MergeAreas.Of(town, row.Advice.Groups[0], keepsCode: true, new NextCodes(town.Select(a => a.Code)));
            BoundaryPlan.Of(town, draft).Findings.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_micro_grid_too_large_is_cut_across_its_longer_side()
    {
        var town = Town(2.2);
        var row = NormCheck.Of(town, new GridSettings(), Street).First(r => r.Area.Code.Length == 17 && r.Households > r.Most);

        var draft = SplitArea.Along(town, row.Area.Code, row.Advice.Line, keepsCode: true, new NextCodes(town.Select(a => a.Code)));

        draft.Faults.ShouldBeEmpty();
        draft.Began.Sum(a => a.Households).ShouldBe(row.Households);
        BoundaryPlan.Of(town, draft).IsBlocked.ShouldBeFalse();
    }

    [Fact]
    public void Villages_have_a_norm_of_their_own()
    {
        var settings = new GridSettings();
        var rural = Town(1).ConvertAll(a => a.Code.Length == 12 ? a with { IsRural = true } : a);

        NormCheck.Of(rural, settings, Street).Count(r => r.Area.Code.Length == 15 && r.Households < r.Least).ShouldBe(0);
        NormCheck.Of(Town(1), settings, Street).Count(r => r.Area.Code.Length == 15 && r.Households < r.Least).ShouldBeGreaterThan(5);
    }
}
