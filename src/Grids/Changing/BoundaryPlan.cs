using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Topology;

namespace Gezhi.Grids.Changing;

/// <summary>An area whose code ends, or that gives ground away, and the code its ground goes to. 编码沿革</summary>
internal sealed record Succession(string Old, string New);

/// <summary>What somebody wants to change, before anything is checked. 变更内容</summary>
/// <param name="Began">New areas, and areas with new ground, name or count.</param>
/// <param name="Ended">Codes that stand no longer.</param>
/// <param name="Faults">Why the change itself is impossible; empty when it is not.</param>
internal sealed record Draft(
    BoundaryChangeKind Kind,
    IReadOnlyList<PlannedArea> Began,
    IReadOnlyList<string> Ended,
    IReadOnlyList<Succession> Successions,
    IReadOnlyList<Finding> Faults
)
{
    public static Draft Impossible(BoundaryChangeKind kind, Finding fault) => new(kind, [], [], [], [fault]);
}

/// <summary>A change thought through to its end: what would stand, and what is wrong with it. 变更方案</summary>
/// <param name="Began">As in the draft, with corners shared with the neighbours.</param>
/// <param name="Noded">Areas that only get corners of their neighbours; their ground stays.</param>
/// <param name="Findings">Faults of the draft and of the ground.</param>
internal sealed record BoundaryPlan(
    BoundaryChangeKind Kind,
    IReadOnlyList<PlannedArea> Before,
    IReadOnlyList<PlannedArea> After,
    IReadOnlyList<PlannedArea> Began,
    IReadOnlyList<string> Ended,
    IReadOnlyList<PlannedArea> Noded,
    IReadOnlyList<Succession> Successions,
    IReadOnlyList<Finding> Findings
)
{
    public bool IsBlocked => Findings.Any(f => f.Blocks);

    /// <param name="before">All areas of the district on the day of the change.</param>
    /// <param name="draft">What is wanted.</param>
    /// <param name="allowsGaps">Ground that belongs to no grid (rivers, railway land) is told, and blocks nothing.</param>
    public static BoundaryPlan Of(IReadOnlyList<PlannedArea> before, Draft draft, bool allowsGaps = false)
    {
        var (began, ended) = (draft.Began.Select(a => a.Code).ToHashSet(), draft.Ended.ToHashSet());
        var known = before.ToDictionary(a => a.Code);
        var drawn = draft.Began.Where(a => a.Kind == AreaKind.Ordinary && !(known.TryGetValue(a.Code, out var was) && was.HasShapeOf(a)));
        List<PlannedArea> after = [.. before.Where(a => !began.Contains(a.Code) && !ended.Contains(a.Code)), .. draft.Began];
        var ordinary = Noding.Apply([.. after.Where(a => a.Kind == AreaKind.Ordinary)], drawn.Select(a => a.Code).ToHashSet());
        after = [.. ordinary, .. after.Where(a => a.Kind != AreaKind.Ordinary)];
        return new BoundaryPlan(
            draft.Kind,
            before,
            after,
            [.. after.Where(a => began.Contains(a.Code))],
            draft.Ended,
            [
                .. after.Where(a =>
                    known.TryGetValue(a.Code, out var was) && !began.Contains(a.Code) && !ReferenceEquals(was.Polygons, a.Polygons)
                ),
            ],
            draft.Successions,
            [.. draft.Faults, .. GroundCheck.Of(before, after, began, ended, allowsGaps)]
        );
    }
}

/// <summary>Looks at the ground of a plan wherever it changes, and nowhere else. 地面检查</summary>
internal static class GroundCheck
{
    public static List<Finding> Of(
        IReadOnlyList<PlannedArea> before,
        IReadOnlyList<PlannedArea> after,
        IReadOnlySet<string> began,
        IReadOnlySet<string> ended,
        bool allowsGaps
    )
    {
        var coverage = new Coverage(Plane.Around(after));
        var fresh = after.Where(a => began.Contains(a.Code)).ToList();
        var findings = fresh.SelectMany(coverage.Soundness).ToList();
        var unsound = findings.Select(f => f.AreaCode).ToHashSet();
        var byCode = after.GroupBy(a => a.Code).ToDictionary(g => g.Key, g => g.First());
        var children = after
            .Where(a => a is { Kind: AreaKind.Ordinary, ParentCode: not null, Polygons.Count: > 0 })
            .ToLookup(a => a.ParentCode!);
        foreach (var parent in Parents(before, fresh, ended).Where(p => !unsound.Contains(p)))
        {
            if (children[parent].Any(c => unsound.Contains(c.Code)))
                continue; // a child that cannot be measured would look like a gap
            findings.AddRange(coverage.Check(byCode.GetValueOrDefault(parent), [.. children[parent]]));
        }
        foreach (var dedicated in fresh.Where(a => a.Kind != AreaKind.Ordinary && a.Polygons.Count > 0 && !unsound.Contains(a.Code)))
            findings.AddRange(Dedicated(coverage, dedicated, byCode));
        return allowsGaps ? [.. findings.Select(f => f.Kind == FindingKind.Gap ? f with { Blocks = false } : f)] : findings;
    }

    /// <summary>Areas whose children change, and changed areas that have children.</summary>
    private static List<string> Parents(IReadOnlyList<PlannedArea> before, List<PlannedArea> fresh, IReadOnlySet<string> ended)
    {
        var gone = before.Where(a => ended.Contains(a.Code));
        return
        [
            .. fresh
                .Concat(gone)
                .Where(a => a.Kind == AreaKind.Ordinary)
                .SelectMany(a => new[] { a.ParentCode, a.Code })
                .OfType<string>()
                .Where(c => !ended.Contains(c))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A dedicated grid may reach over borders below the district, but most of it lies in the community of its code.</summary>
    private static IEnumerable<Finding> Dedicated(Coverage coverage, PlannedArea area, Dictionary<string, PlannedArea> byCode)
    {
        if (byCode.GetValueOrDefault(area.Code[..6]) is { Polygons.Count: > 0 } district)
            foreach (var outside in coverage.Outside(area, district))
                yield return outside with
                {
                    Kind = FindingKind.OutsideDistrict,
                };
        if (area.ParentCode is { } code && byCode.GetValueOrDefault(code) is { Polygons.Count: > 0 } parent)
            if (coverage.ShareIn(area, coverage.ShapeOf(parent)) < 0.5)
                yield return new Finding(area.Row, FindingKind.OutsideParent, area.Code, code, 0, area.Polygons[0][0][0]);
    }
}
