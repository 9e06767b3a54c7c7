using Gezhi.Grids.Contract;
using Gezhi.Grids.Staffing;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Party;

/// <summary>How far the party chain reaches in an area. 党建覆盖</summary>
/// <param name="Area">The area.</param>
/// <param name="Grids">Ordinary grids in it.</param>
/// <param name="GridsWithBranch">Of these, with a branch.</param>
/// <param name="MicroGrids">Micro-grids in it.</param>
/// <param name="MicroGridsWithGroup">Of these, with a group.</param>
/// <param name="Households">户数; null when not counted.</param>
/// <param name="InContact">Households that a contact member looks in on.</param>
public sealed record PartyReach(
    StaffArea Area,
    int Grids,
    int GridsWithBranch,
    int MicroGrids,
    int MicroGridsWithGroup,
    int? Households,
    int InContact
)
{
    /// <summary>0–1; null without grids.</summary>
    public double? BranchShare => Grids == 0 ? null : (double)GridsWithBranch / Grids;

    /// <summary>0–1; null without micro-grids.</summary>
    public double? GroupShare => MicroGrids == 0 ? null : (double)MicroGridsWithGroup / MicroGrids;

    /// <summary>0–1; null when households are not counted.</summary>
    public double? ContactShare => Households is null or 0 ? null : Math.Min(1, (double)InContact / Households.Value);
}

/// <summary>Counts the reach of the party chain and finds its gaps. 覆盖统计</summary>
public static class PartyCoverage
{
    /// <summary>The reach in each of some areas.</summary>
    /// <param name="of">The areas asked about.</param>
    /// <param name="areas">All areas inside them.</param>
    /// <param name="orgs">Step and area of the organisations that stand.</param>
    /// <param name="contacts">Households in contact by micro-grid.</param>
    public static IReadOnlyList<PartyReach> Of(
        IEnumerable<StaffArea> of,
        IReadOnlyCollection<StaffArea> areas,
        IEnumerable<(PartyStep Step, string AreaCode)> orgs,
        IReadOnlyDictionary<string, int> contacts
    )
    {
        var (branches, groups) = Sets(orgs);
        return
        [
            .. of.Select(area =>
            {
                var inside = areas
                    .Where(a => a.Kind == AreaKind.Ordinary && a.Code.StartsWith(area.Code, StringComparison.Ordinal))
                    .ToList();
                var grids = inside.Where(a => a.Level == AreaLevel.Grid).ToList();
                var micro = inside.Where(a => a.Level == AreaLevel.MicroGrid).ToList();
                return new PartyReach(
                    area,
                    grids.Count,
                    grids.Count(g => branches.Contains(g.Code)),
                    micro.Count,
                    micro.Count(m => groups.Contains(m.Code)),
                    area.Households,
                    contacts.Where(c => c.Key.StartsWith(area.Code, StringComparison.Ordinal)).Sum(c => c.Value)
                );
            }),
        ];
    }

    /// <summary>Grids without branch and micro-grids without group, in the order of the codes.</summary>
    public static IReadOnlyList<StaffArea> Gaps(IEnumerable<StaffArea> areas, IEnumerable<(PartyStep Step, string AreaCode)> orgs)
    {
        var (branches, groups) = Sets(orgs);
        return
        [
            .. areas.Where(a =>
                a.Kind == AreaKind.Ordinary
                && (
                    (a.Level == AreaLevel.Grid && !branches.Contains(a.Code))
                    || (a.Level == AreaLevel.MicroGrid && !groups.Contains(a.Code))
                )
            ),
        ];
    }

    private static (HashSet<string> Branches, HashSet<string> Groups) Sets(IEnumerable<(PartyStep Step, string AreaCode)> orgs)
    {
        var byStep = orgs.ToLookup(o => o.Step, o => o.AreaCode);
        return (byStep[PartyStep.Branch].ToHashSet(StringComparer.Ordinal), byStep[PartyStep.Group].ToHashSet(StringComparer.Ordinal));
    }
}
