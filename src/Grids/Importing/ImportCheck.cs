using System.Globalization;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Importing;

/// <summary>What a file would do. 导入试算</summary>
/// <param name="Plan">Areas; null when the file brings unit grids, or when it could not be placed.</param>
/// <param name="Cells">Unit grids that are new or changed.</param>
/// <param name="EndedCells">Codes of unit grids that the file does not bring.</param>
internal sealed record ImportOutcome(
    BoundaryPlan? Plan,
    IReadOnlyList<PlannedArea> Cells,
    IReadOnlyList<string> EndedCells,
    IReadOnlyList<Finding> Findings
)
{
    public int Errors => Findings.Count(f => f.Blocks);
}

/// <summary>Dry run of a file against what stands on the day: everything that is wrong, row by row. 导入检查</summary>
internal static class ImportCheck
{
    private const int MostHouseholds = 100_000;

    /// <param name="known">All areas of the district on the day.</param>
    /// <param name="cells">Unit grids standing on the day, as areas.</param>
    public static ImportOutcome Run(
        GridFile file,
        ImportMapping mapping,
        int districtId,
        IReadOnlyList<PlannedArea> known,
        IReadOnlyList<PlannedArea> cells
    )
    {
        var findings = new List<Finding>();
        var rows = new List<PlannedArea>();
        foreach (var row in file.Rows)
            if (Read(row, mapping, districtId, findings) is { } area)
                rows.Add(area);
        Duplicates(rows, findings);
        var placed = Placed(rows, findings);
        findings.AddRange(ReferenceCheck.Of(placed, known, mapping.Reference));
        if (FewSwapped(rows, placed, findings))
            findings.AddRange(ReferenceCheck.Of(placed, known, mapping.Reference)); // the others may be shifted
        if (findings.Exists(f => f.Kind is FindingKind.SwappedAxes or FindingKind.ShiftedGcj02 or FindingKind.ShiftedBd09))
            return new ImportOutcome(null, [], [], findings); // what lies elsewhere by a shift would only repeat it a thousand times
        if (mapping.Layer == ImportLayer.UnitGrids)
            return Cells(placed, known, cells, mapping.EndsMissing, findings);
        var plan = BoundaryPlan.Of(known, Draft(placed, known, mapping, findings), mapping.AllowsGaps);
        var bad = file.Rows.Count - placed.Count > 0;
        var parentsOfBad = rows.Except(placed).Select(a => a.ParentCode).ToHashSet();
        findings.AddRange(
            plan.Findings.Where(f =>
                !(f.Kind is FindingKind.Gap or FindingKind.Sliver && bad && (parentsOfBad.Contains(f.AreaCode) || parentsOfBad.Count == 0))
            )
        ); // a row that could not be read leaves a gap; the row itself is told
        return new ImportOutcome(plan, [], [], findings);
    }

    private static PlannedArea? Read(FileRow row, ImportMapping mapping, int districtId, List<Finding> findings)
    {
        if (row.Fault is not null)
        {
            findings.Add(new Finding(row.Number, FindingKind.Unreadable, "", row.Fault));
            return null;
        }
        var typed = row.Text(mapping.CodeField);
        if (!AreaCode.TryParse(typed, out var code) || code.Level == AreaLevel.District)
            findings.Add(new Finding(row.Number, FindingKind.BadCode, "", typed));
        else if (code.DistrictId != districtId)
            findings.Add(new Finding(row.Number, FindingKind.ForeignCode, code.Value));
        else if (mapping.Layer != ImportLayer.Areas && code.Level != AreaLevel.Grid)
            findings.Add(new Finding(row.Number, FindingKind.WrongLevel, code.Value, code.Value));
        else
            return Area(row, code.Value, mapping, findings);
        return null;
    }

    private static PlannedArea Area(FileRow row, string code, ImportMapping mapping, List<Finding> findings)
    {
        var name = TextElements.Cut(row.Text(mapping.NameField), 60);
        if (name.Length == 0)
        {
            findings.Add(new Finding(row.Number, FindingKind.NoName, code, Blocks: false));
            name = code;
        }
        var typed = row.Text(mapping.HouseholdsField);
        int? households = null;
        if (typed.Length > 0)
        {
            if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostHouseholds)
                households = count;
            else
                findings.Add(new Finding(row.Number, FindingKind.BadHouseholds, code, typed));
        }
        var kind = mapping.Layer == ImportLayer.Dedicated ? KindOf(row.Text(mapping.KindField)) ?? mapping.Kind : AreaKind.Ordinary;
        return new PlannedArea(code, kind, name, "", households, false, Converted(row.Polygons, mapping)) { Row = row.Number };
    }

    /// <summary>By our own name of the kind or by the usual Chinese word.</summary>
    private static AreaKind? KindOf(string text) =>
        Enum.TryParse<AreaKind>(text, true, out var kind) && kind != AreaKind.Ordinary ? kind : KindWords.Of(text);

    private static IReadOnlyList<LonLat[][]> Converted(IReadOnlyList<LonLat[][]> polygons, ImportMapping mapping) =>
        [
            .. polygons.Select(p =>
                p.Select(r =>
                        r.Select(c => mapping.SwapsAxes ? new LonLat(c.Lat, c.Lon) : c).Select(c => Wgs84(c, mapping.Reference)).ToArray()
                    )
                    .ToArray()
            ),
        ];

    private static LonLat Wgs84(LonLat p, CoordinateReference from) => p.IsValid ? Coordinates.ToWgs84(p, from) : p;

    private static void Duplicates(List<PlannedArea> rows, List<Finding> findings)
    {
        foreach (var same in rows.GroupBy(r => r.Code).Where(g => g.Count() > 1))
        foreach (var second in same.Skip(1))
            findings.Add(
                new Finding(second.Row, FindingKind.DuplicateCode, second.Code, same.First().Row.ToString(CultureInfo.InvariantCulture))
            );
    }

    /// <summary>Rows whose points are degrees, in one form; the others are told.</summary>
    private static List<PlannedArea> Placed(List<PlannedArea> rows, List<Finding> findings)
    {
        var placed = new List<PlannedArea>();
        foreach (var row in rows.DistinctBy(r => r.Code))
        {
            if (row.AllRings.SelectMany(r => r).Cast<LonLat?>().FirstOrDefault(p => !p!.Value.IsValid) is not { } beyond)
            {
                var polygons = Rings.Normal(Rings.Rounded(row.Polygons));
                if (polygons.Count > 0 && polygons.All(p => p.Length > 0 && p.All(r => r.Length >= 3)))
                    placed.Add(row with { Polygons = polygons });
                else
                    findings.Add(new Finding(row.Row, FindingKind.Unreadable, row.Code, "geojson.ring-too-short"));
            }
            else if (ReferenceCheck.InChina(new LonLat(beyond.Lat, beyond.Lon)))
                findings.Add(new Finding(row.Row, FindingKind.SwappedAxes, row.Code));
            else
                findings.Add(
                    new Finding(
                        row.Row,
                        FindingKind.OutOfRange,
                        row.Code,
                        string.Create(CultureInfo.InvariantCulture, $"{beyond.Lon:0.######}, {beyond.Lat:0.######}")
                    )
                );
        }
        return placed;
    }

    /// <summary>Where only some features are turned round, turning the whole file would spoil the others: these rows are told, the rest is looked at.</summary>
    private static bool FewSwapped(List<PlannedArea> rows, List<PlannedArea> placed, List<Finding> findings)
    {
        var swapped = findings.Where(f => f.Kind == FindingKind.SwappedAxes).Select(f => f.Row).ToHashSet();
        if (swapped.Count == 0 || swapped.Count >= rows.DistinctBy(r => r.Code).Count())
            return false;
        for (var i = 0; i < findings.Count; i++)
            if (findings[i].Kind == FindingKind.SwappedAxes)
                findings[i] = findings[i] with { Kind = FindingKind.SwappedHere };
        placed.RemoveAll(a => swapped.Contains(a.Row));
        return true;
    }

    private static Draft Draft(List<PlannedArea> placed, IReadOnlyList<PlannedArea> known, ImportMapping mapping, List<Finding> findings)
    {
        var standing = known.ToDictionary(a => a.Code);
        var coming = placed.Select(a => a.Code).ToHashSet();
        var district = known.FirstOrDefault(a => a.Code.Length == 6);
        var began = new List<PlannedArea>();
        foreach (var area in placed)
        {
            if (area.ParentCode is { } parent && !standing.ContainsKey(parent) && !coming.Contains(parent))
                findings.Add(new Finding(area.Row, FindingKind.NoParent, area.Code, parent));
            else if (district is { Polygons.Count: > 0 } && !Touches(area, district))
                findings.Add(
                    new Finding(
                        area.Row,
                        FindingKind.OutsideDistrict,
                        area.Code,
                        "",
                        Math.Round(Plane.Around([area]).SquareMetres(area.Polygons)),
                        area.Polygons[0][0][0]
                    )
                );
            else if (Same(area, standing.GetValueOrDefault(area.Code)) is { } changed)
                began.Add(changed);
        }
        return new Draft(BoundaryChangeKind.Import, began, mapping.EndsMissing ? Missing(placed, known) : [], [], []);
    }

    /// <summary>The area as it would stand; null when the file brings nothing new.</summary>
    private static PlannedArea? Same(PlannedArea area, PlannedArea? was)
    {
        if (was is null)
            return area;
        var next = area with
        {
            NameZh = area.NameZh == area.Code ? was.NameZh : area.NameZh,
            NameEn = was.NameEn,
            IsRural = was.IsRural,
            Households = area.Households ?? was.Households,
        };
        var isSame =
            next.NameZh == was.NameZh && next.Households == was.Households && next.Kind == was.Kind && Edges(next).SetEquals(Edges(was));
        return isSame ? null : next;
    }

    /// <summary>In any order and from any first point.</summary>
    private static HashSet<(LonLat, LonLat)> Edges(PlannedArea area) =>
        [.. Rings.Normal(Rings.Rounded(area.Polygons)).SelectMany(p => p).SelectMany(Rings.Edges)];

    private static bool Touches(PlannedArea area, PlannedArea district) =>
        BoundingBox.Of(area.Polygons.SelectMany(p => p[0])).Touches(BoundingBox.Of(district.Polygons.SelectMany(p => p[0])));

    /// <summary>Areas beside those of the file which the file does not bring, with all inside them.</summary>
    private static List<string> Missing(List<PlannedArea> placed, IReadOnlyList<PlannedArea> known)
    {
        var (coming, beside) = (placed.Select(a => a.Code).ToHashSet(), placed.Select(a => (a.ParentCode, a.Kind)).ToHashSet());
        var gone = known.Where(a => beside.Contains((a.ParentCode, a.Kind)) && !coming.Contains(a.Code)).Select(a => a.Code).ToList();
        return
        [
            .. known
                .Where(a => gone.Exists(g => a.Code.StartsWith(g, StringComparison.Ordinal)) && !coming.Contains(a.Code))
                .Select(a => a.Code),
        ];
    }

    private static ImportOutcome Cells(
        List<PlannedArea> placed,
        IReadOnlyList<PlannedArea> known,
        IReadOnlyList<PlannedArea> cells,
        bool endsMissing,
        List<Finding> findings
    )
    {
        var coverage = new Coverage(Plane.Around(placed));
        var communities = known.Where(a => a.Code.Length == 12 && a.Kind == AreaKind.Ordinary).ToDictionary(a => a.Code);
        var sound = new List<PlannedArea>();
        foreach (var cell in placed)
        {
            var faults = coverage.Soundness(cell).ToList();
            findings.AddRange(faults);
            if (faults.Count == 0)
                sound.Add(cell);
            if (!communities.TryGetValue(cell.ParentCode!, out var community))
                findings.Add(new Finding(cell.Row, FindingKind.NoParent, cell.Code, cell.ParentCode!));
            else if (faults.Count == 0 && community.Polygons.Count > 0 && coverage.ShareIn(cell, coverage.ShapeOf(community)) < 0.5)
                findings.Add(new Finding(cell.Row, FindingKind.OutsideParent, cell.Code, community.Code, 0, cell.Polygons[0][0][0]));
        }
        var coming = placed.Select(c => c.Code).ToHashSet();
        var beside = placed.Select(c => c.ParentCode).ToHashSet();
        List<PlannedArea> others = [.. cells.Where(c => !coming.Contains(c.Code))];
        var ended = endsMissing ? others.Where(c => beside.Contains(c.ParentCode)).Select(c => c.Code).ToHashSet() : [];
        findings.AddRange(coverage.Check(null, [.. sound, .. others.Where(c => !ended.Contains(c.Code))]).Where(f => f.Row > 0));
        var was = cells.ToDictionary(c => c.Code);
        return new ImportOutcome(
            null,
            [.. sound.Where(c => !(was.TryGetValue(c.Code, out var old) && old.NameZh == c.NameZh && old.HasShapeOf(c)))],
            [.. ended],
            findings
        );
    }
}
