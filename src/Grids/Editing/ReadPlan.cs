using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.Extensions.Localization;

namespace Gezhi.Grids.Editing;

/// <summary>What becomes of an area. 变更明细</summary>
/// <param name="Change">new, changed or ended.</param>
/// <param name="Households">Own, or summed from the micro-grids; null when not counted.</param>
/// <param name="SquareMetres">Rounded; 0 for one that ends.</param>
/// <param name="Polygons">Polygons → rings → [lon, lat], closed; empty for one that ends.</param>
internal sealed record ChangedArea(
    string Code,
    string Change,
    AreaKind Kind,
    string NameZh,
    int? Households,
    double SquareMetres,
    IReadOnlyList<double[][][]> Polygons
)
{
    /// <summary>In the reader's language.</summary>
    public string Name { get; init; } = NameZh;
}

/// <summary>A finding in the reader's language. 检查结果</summary>
internal sealed record FindingView(
    int Row,
    FindingKind Kind,
    string AreaCode,
    string Other,
    bool Blocks,
    double? Lon,
    double? Lat,
    string Text,
    string Remedy
);

/// <summary>What hangs on areas that end or lose ground, and where it might go. 关联事项</summary>
internal sealed record TieView(string AreaCode, TieKind Kind, int Count, string Title, IReadOnlyList<string> Successors, string Text);

/// <summary>What a change would do. 变更试算</summary>
/// <param name="On">First local day.</param>
internal sealed record PlanView(
    BoundaryChangeKind Kind,
    DateOnly On,
    bool IsBlocked,
    IReadOnlyList<ChangedArea> Areas,
    IReadOnlyList<FindingView> Findings,
    IReadOnlyList<TieView> Ties
);

/// <summary>Tells a plan to the person who decides. 变更说明</summary>
internal sealed class ReadPlan(IStringLocalizer T, ProblemTexts problems, IEnumerable<ReadGridTies> ties)
{
    private const int MostFindings = 200;

    public async Task<PlanView> Of(BoundaryPlan plan, DateOnly on, CancellationToken ct)
    {
        var known = plan.Before.ToDictionary(a => a.Code);
        var plane = Plane.Around(plan.Began.Concat(plan.Before));
        var areas = plan
            .Began.Select(a => Changed(a, known.ContainsKey(a.Code) ? "changed" : "new", plan.After, plane))
            .Concat(
                plan.Ended.Select(c => new ChangedArea(c, "ended", known[c].Kind, known[c].NameZh, known[c].Households, 0, [])
                {
                    Name = known[c].Shown,
                })
            );
        var words = new FindingWords(T, problems);
        return new PlanView(
            plan.Kind,
            on,
            plan.IsBlocked,
            [.. areas.OrderBy(a => a.Code.Length).ThenBy(a => a.Code, StringComparer.Ordinal)],
            [.. plan.Findings.OrderByDescending(f => f.Blocks).Take(MostFindings).Select(words.View)],
            await Ties(plan, ct)
        );
    }

    private static ChangedArea Changed(PlannedArea area, string change, IReadOnlyList<PlannedArea> after, Plane plane) =>
        new(
            area.Code,
            change,
            area.Kind,
            area.NameZh,
            area.Households ?? Sum(after.Where(a => a.ParentCode == area.Code && a.Kind == AreaKind.Ordinary)),
            Math.Round(plane.SquareMetres(area.Polygons)),
            [.. area.Polygons.Select(p => p.Select(Closed).ToArray())]
        )
        {
            Name = area.Shown,
        };

    /// <summary>Only what ends or gives ground to a new code has anything to hand over.</summary>
    private async Task<IReadOnlyList<TieView>> Ties(BoundaryPlan plan, CancellationToken ct)
    {
        var old = plan.Successions.Select(s => s.Old).Concat(plan.Ended).Distinct().ToList();
        if (old.Count == 0)
            return [];
        var found = new List<GridTie>();
        foreach (var read in ties)
            found.AddRange(await read(old, ct));
        var ended = plan.Ended.ToHashSet();
        return
        [
            .. found
                .OrderBy(t => t.Kind)
                .ThenBy(t => t.AreaCode, StringComparer.Ordinal)
                .Select(t =>
                    View(t, ended.Contains(t.AreaCode), [.. plan.Successions.Where(s => s.Old == t.AreaCode).Select(s => s.New).Distinct()])
                ),
        ];
    }

    private TieView View(GridTie tie, bool ends, IReadOnlyList<string> successors)
    {
        var text = tie.Kind switch
        {
            TieKind.Post when ends => T["岗位“{0}”的网格不再存在，请安全管理员把岗位移到新网格。", tie.Title],
            TieKind.Post => T["岗位“{0}”的网格变小，新网格还没有人。", tie.Title],
            TieKind.OpenCase => T["{0} 件在办案件保留当天的网格编码，由现在的人办完。", tie.Count],
            _ => T["权责规则 {0} 写的是这个网格，请到权责清单里改。", tie.Title],
        };
        return new TieView(tie.AreaCode, tie.Kind, tie.Count, tie.Title, successors, text);
    }

    private static int? Sum(IEnumerable<PlannedArea> areas)
    {
        var counted = areas.Where(a => a.Households is not null).ToList();
        return counted.Count == 0 ? null : counted.Sum(a => a.Households);
    }

    private static double[][] Closed(LonLat[] ring) => [.. ring.Append(ring[0]).Select(p => new[] { p.Lon, p.Lat })];
}
