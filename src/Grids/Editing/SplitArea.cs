using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Editing;

/// <summary>Divides a grid or micro-grid along a drawn line, or by the micro-grids that go together. 拆分</summary>
internal static class SplitArea
{
    /// <summary>Ground of one part, and what of each micro-grid lies in it.</summary>
    private sealed record Part(IReadOnlyList<LonLat[][]> Polygons, List<Piece> Pieces)
    {
        public int Households => Pieces.Sum(p => p.Households ?? 0);
    }

    private sealed record Piece(PlannedArea Micro, LonLat[][] Polygon, bool IsWhole, int? Households, double SquareMetres);

    /// <summary>Along a line.</summary>
    /// <param name="before">All areas of the district.</param>
    /// <param name="code">15 or 17 digits.</param>
    /// <param name="line">Two points or more; it must go right through.</param>
    /// <param name="keepsCode">The part with most households keeps the code, so that fewest posts and rules have to follow.</param>
    public static Draft Along(IReadOnlyList<PlannedArea> before, string code, IReadOnlyList<LonLat> line, bool keepsCode, NextCodes codes)
    {
        var (area, micros, plane) = Find(before, code);
        var cut = new Cut(plane, line, [area, .. micros]);
        var faces = cut.CrossesItself ? [] : cut.Parts(area);
        if (faces.Count < 2)
            return Draft.Impossible(BoundaryChangeKind.Split, new Finding(0, FindingKind.NotDivided, code, At: line[0]));
        var parts = faces.Select(face => new Part([face], [])).ToList();
        foreach (var micro in micros)
        {
            var pieces = cut.Parts(micro);
            var sizes = pieces.Select(p => plane.SquareMetres([p])).ToList();
            var counts = Shares(micro.Households, sizes);
            for (var i = 0; i < pieces.Count; i++)
                parts
                    .Find(part => RingTest.Holds(part.Polygons, Inside(pieces[i])))
                    ?.Pieces.Add(new Piece(micro, pieces[i], pieces.Count == 1, counts[i], sizes[i]));
        }
        return Whole(before, area, parts, keepsCode, codes, plane);
    }

    /// <summary>By micro-grids: each list becomes a grid.</summary>
    public static Draft ByMicroGrids(
        IReadOnlyList<PlannedArea> before,
        string code,
        IReadOnlyList<string[]> groups,
        bool keepsCode,
        NextCodes codes
    )
    {
        var (area, micros, plane) = Find(before, code);
        var parts = new List<Part>();
        foreach (var group in groups)
        {
            var members = micros.Where(m => group.Contains(m.Code)).ToList();
            if (members.Count == 0 || MergeAreas.Union(members) is not { Count: 1 } ground)
                return Draft.Impossible(BoundaryChangeKind.Split, new Finding(0, FindingKind.NotAdjacent, code, string.Join('、', group)));
            parts.Add(
                new Part(ground, [.. members.Select(m => new Piece(m, m.Polygons[0], true, m.Households, plane.SquareMetres(m.Polygons)))])
            );
        }
        if (parts.Count < 2 || parts.Sum(p => p.Pieces.Count) != micros.Count)
            return Draft.Impossible(BoundaryChangeKind.Split, new Finding(0, FindingKind.NotDivided, code));
        return Whole(before, area, parts, keepsCode, codes, plane);
    }

    private static (PlannedArea Area, List<PlannedArea> Micros, Plane Plane) Find(IReadOnlyList<PlannedArea> before, string code)
    {
        var area = before.First(a => a.Code == code);
        var micros = before.Where(a => a.ParentCode == code && a is { Kind: AreaKind.Ordinary, Polygons.Count: > 0 }).ToList();
        return (area, micros, Plane.Around([area]));
    }

    private static Draft Whole(
        IReadOnlyList<PlannedArea> before,
        PlannedArea area,
        List<Part> parts,
        bool keepsCode,
        NextCodes codes,
        Plane plane
    )
    {
        var (began, ended, successions) = (new List<PlannedArea>(), new HashSet<string>(), new List<Succession>());
        parts = [.. parts.OrderByDescending(p => p.Households).ThenByDescending(p => plane.SquareMetres(p.Polygons))];
        var counts = Shares(area.Households, [.. parts.Select(p => plane.SquareMetres(p.Polygons))]);
        var parentName = before.FirstOrDefault(a => a.Code == area.ParentCode)?.NameZh ?? "";
        for (var i = 0; i < parts.Count; i++)
        {
            var code = i == 0 && keepsCode ? area.Code : codes.Below(area.ParentCode!, area.Kind);
            var name =
                code == area.Code ? area.NameZh : AreaNames.Of(parentName, code, area.Kind == AreaKind.Ordinary ? null : area.NameZh);
            began.Add(
                new PlannedArea(code, area.Kind, name, code == area.Code ? area.NameEn : "", counts[i], area.IsRural, parts[i].Polygons)
            );
            if (code != area.Code)
                successions.Add(new Succession(area.Code, code));
            Micros(parts[i], code, name);
        }
        if (!keepsCode)
            ended.Add(area.Code);
        ended.ExceptWith(began.Select(a => a.Code));
        return new Draft(BoundaryChangeKind.Split, began, [.. ended.Order(StringComparer.Ordinal)], successions, []);

        void Micros(Part part, string gridCode, string gridName)
        {
            foreach (var pieces in part.Pieces.GroupBy(p => p.Micro))
            {
                var isFirst = gridCode == area.Code;
                foreach (var piece in pieces.OrderByDescending(p => p.SquareMetres))
                {
                    if (isFirst && piece.IsWhole)
                        break; // stays as it is
                    var code = isFirst ? piece.Micro.Code : codes.Below(gridCode);
                    isFirst = false;
                    began.Add(
                        piece.Micro with
                        {
                            Code = code,
                            NameZh = code == piece.Micro.Code ? piece.Micro.NameZh : AreaNames.Of(gridName, code),
                            Households = piece.Households,
                            Polygons = [piece.Polygon],
                        }
                    );
                    if (code != piece.Micro.Code)
                    {
                        ended.Add(piece.Micro.Code);
                        successions.Add(new Succession(piece.Micro.Code, code));
                    }
                }
            }
        }
    }

    /// <summary>Divides a count by size so that the sum stays.</summary>
    internal static int?[] Shares(int? count, IReadOnlyList<double> sizes)
    {
        if (count is not { } all)
            return new int?[sizes.Count];
        var total = sizes.Sum();
        var (shares, given, passed) = (new int?[sizes.Count], 0, 0.0);
        for (var i = 0; i < sizes.Count; i++)
        {
            passed += sizes[i];
            var upTo = (int)Math.Round(all * passed / total);
            (shares[i], given) = (upTo - given, upTo);
        }
        return shares;
    }

    private static LonLat Inside(LonLat[][] polygon)
    {
        var at = new Plane(polygon[0][0]);
        return at.Degrees(at.Shape([polygon]).InteriorPoint.Coordinate);
    }
}
