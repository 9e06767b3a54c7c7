using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Drawing;

/// <summary>One picture while it is drawn, lowest sheet first. 绘图</summary>
internal sealed class MapDrawing(MapGround ground, MapView view, MapMarks marks, MapInk ink)
{
    private const double MainRoadMetres = 26;
    private const double SideRoadMetres = 11;
    private const double Margin = 20;
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder svg = new(16_384);
    private readonly BoundingBox seen = view.Box;
    private readonly LabelRoom room = new(view);

    public string Whole()
    {
        var says = marks.Title is { Length: > 0 } title ? $"role=\"img\" aria-label=\"{Encoder.Encode(title)}\"" : "aria-hidden=\"true\"";
        Add(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {view.Width} {view.Height}\" width=\"{view.Width}\" height=\"{view.Height}\" "
        );
        svg.Append(marks.Link is null ? says : "").Append('>');
        Add($"<rect width=\"{view.Width}\" height=\"{view.Height}\" fill=\"{ink.Outside}\"/>");
        var areas = ground.Areas.Where(a => a.Box.Touches(seen)).ToList();
        Fill(areas.Where(a => a.Level == AreaLevel.District).SelectMany(a => a.Polygons), ink.Land);
        Fill(ground.Parks.Where(p => p.Box.Touches(seen)).SelectMany(p => p.Polygons), ink.Park);
        Fill(ground.Waters.Where(w => w.Box.Touches(seen)).SelectMany(w => w.Polygons), ink.Water);
        var roads = ground.Roads.Where(r => r.Box.Touches(seen)).ToList();
        if (view.Zoom >= 13)
            Roads(roads.Where(r => !r.IsMain), view.Zoom >= 15 ? ink.Road : ink.SideRoad, SideRoadMetres, 0.8);
        Roads(roads.Where(r => r.IsMain), ink.Road, MainRoadMetres, 1.2);
        Borders(areas);
        Links();
        Names(areas, roads);
        Marks();
        return svg.Append("</svg>").ToString();
    }

    private void Borders(List<DrawnArea> areas)
    {
        foreach (
            var (level, from, width) in new[]
            {
                (AreaLevel.MicroGrid, 16.0, 0.6),
                (AreaLevel.Grid, 13.5, 0.9),
                (AreaLevel.Community, 11.5, 1.1),
                (AreaLevel.Street, 8, 1.5),
                (AreaLevel.District, 8, 2),
            }
        )
            if (view.Zoom >= from)
                Stroke(areas.Where(a => a.Level == level && a.Kind == AreaKind.Ordinary), ink.Cell, width, ".7");
        if (view.Zoom >= 14)
            Stroke(areas.Where(a => a.Kind != AreaKind.Ordinary), ink.Brand, 1.6, ".9");
        if (marks.AreaCode is { } code)
            Stroke(areas.Where(a => a.Code == code), ink.Brand, 2.5, "1");
    }

    /// <summary>Each linked area is a link of its own, so that the picture works as a map without script.</summary>
    private void Links()
    {
        if (marks.Link is not { } link)
            return;
        foreach (var area in marks.Linked)
        {
            var name = Encoder.Encode(area.Shown);
            svg.Append("<a href=\"").Append(Encoder.Encode(link(area))).Append("\" aria-label=\"").Append(name).Append("\"><path d=\"");
            Trace(area.Polygons);
            Add($"\" fill=\"{ink.Brand}\" fill-opacity=\".06\" stroke=\"{ink.Brand}\" stroke-opacity=\".55\"><title>");
            svg.Append(name).Append("</title></path></a>");
        }
    }

    private void Names(List<DrawnArea> areas, List<DrawnRoad> roads)
    {
        foreach (var area in marks.Linked)
            Label(area.Shown, area.LabelAt, 12);
        var level = view.Zoom switch
        {
            < 13 => AreaLevel.Street,
            < 15 => AreaLevel.Community,
            < 17 => AreaLevel.Grid,
            _ => AreaLevel.MicroGrid,
        };
        if (view.Zoom >= 15.5)
            foreach (var place in ground.Places.Where(p => p.Kind is not ("Address" or "Crossing") && seen.Contains(p.At.Lon, p.At.Lat)))
                Label(place.Shown, place.At, 11);
        if (view.Zoom >= 13.5)
            foreach (var road in roads.Where(r => r.IsMain || view.Zoom >= 16))
                if (Middle(road) is { } at)
                    Label(road.Shown, at, 10);
        foreach (
            var area in areas.Where(a => a.Level == level).OrderByDescending(a => (a.Box.East - a.Box.West) * (a.Box.North - a.Box.South))
        )
            Label(area.Shown, area.LabelAt, level == AreaLevel.Street ? 12 : 11);
    }

    private void Marks()
    {
        if (marks.Pin is not { } pin)
            return;
        var (x, y) = view.ToPixel(pin);
        if (marks.AccuracyMetres is { } metres and > 0)
            Add(
                $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{Math.Min(metres / view.MetresPerPixel, 2_000):0.#}\" fill=\"{ink.Brand}\" fill-opacity=\".14\" stroke=\"{ink.Brand}\" stroke-opacity=\".5\"/>"
            );
        Add(
            $"<path transform=\"translate({x - 17:0.#} {y - 41:0.#})\" d=\"M17 41C9 30 2 24 2 16a15 15 0 0 1 30 0c0 8-7 14-15 25z\" fill=\"{ink.Pin}\" stroke=\"{ink.Land}\" stroke-width=\"2\"/>"
        );
        Add($"<circle cx=\"{x:0.#}\" cy=\"{y - 25:0.#}\" r=\"5.4\" fill=\"{ink.Land}\"/>");
    }

    private void Fill(IEnumerable<LonLat[][]> polygons, string colour)
    {
        svg.Append("<path d=\"");
        Trace(polygons);
        Add($"\" fill=\"{colour}\" fill-rule=\"evenodd\"/>");
    }

    private void Stroke(IEnumerable<DrawnArea> areas, string colour, double width, string opacity)
    {
        svg.Append("<path d=\"");
        foreach (var area in areas)
            Trace(area.Polygons);
        Add($"\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity}\" stroke-linejoin=\"round\"/>");
    }

    private void Roads(IEnumerable<DrawnRoad> roads, string colour, double metres, double thinnest)
    {
        svg.Append("<path d=\"");
        foreach (var line in roads.SelectMany(r => r.Lines))
            Trace(line, isClosed: false);
        var width = Math.Clamp(metres / view.MetresPerPixel, thinnest, 18);
        Add($"\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:0.#}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>");
    }

    private void Trace(IEnumerable<LonLat[][]> polygons)
    {
        foreach (var ring in polygons.SelectMany(polygon => polygon))
            Trace(ring, isClosed: true);
    }

    /// <summary>Points on the pixel of the one before, and those whose neighbours lie beyond the same side, are left out: nothing seen changes.</summary>
    private void Trace(LonLat[] line, bool isClosed)
    {
        var (last, lastSide, isBegun) = ((X: 0.0, Y: 0.0), 0, false);
        for (var i = 0; i < line.Length; i++)
        {
            var at = view.ToPixel(line[i]);
            var side = SideOf(at);
            if (isBegun && i + 1 < line.Length)
            {
                var isSamePixel = Math.Abs(at.X - last.X) < 0.7 && Math.Abs(at.Y - last.Y) < 0.7;
                if (isSamePixel || (side & lastSide & SideOf(view.ToPixel(line[i + 1]))) != 0)
                    continue;
            }
            svg.Append(isBegun ? 'L' : 'M').Append(CultureInfo.InvariantCulture, $"{at.X:0.#} {at.Y:0.#}");
            (last, lastSide, isBegun) = (at, side, true);
        }
        if (isClosed)
            svg.Append('Z');
    }

    /// <summary>Which sides of the picture, with a margin, a point lies beyond; 0 inside.</summary>
    private int SideOf((double X, double Y) at) =>
        (
            at.X < -Margin ? 1
            : at.X > view.Width + Margin ? 2
            : 0
        )
        | (
            at.Y < -Margin ? 4
            : at.Y > view.Height + Margin ? 8
            : 0
        );

    private void Label(string name, LonLat place, int size)
    {
        var (x, y) = view.ToPixel(place);
        if (name.Length == 0 || !room.Take(name, x, y, size))
            return;
        Add(
            $"<text x=\"{x:0}\" y=\"{y + (size * 0.35):0}\" font-size=\"{size}\" font-family=\"sans-serif\" text-anchor=\"middle\" fill=\"{ink.Label}\" stroke=\"{ink.Land}\" stroke-width=\"3\" paint-order=\"stroke\" pointer-events=\"none\">"
        );
        svg.Append(Encoder.Encode(name)).Append("</text>");
    }

    /// <summary>A point of the road near the middle of the picture; null when no corner of it is seen.</summary>
    private LonLat? Middle(DrawnRoad road)
    {
        var corners = road.Lines.SelectMany(line => line).Where(p => seen.Contains(p.Lon, p.Lat)).ToList();
        return corners.Count == 0 ? null : corners[corners.Count / 2];
    }

    private void Add(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
