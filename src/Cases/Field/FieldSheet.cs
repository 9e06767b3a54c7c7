using System.Globalization;
using System.Text;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Geo;

namespace Gezhi.Cases.Field;

/// <summary>The drawn map above the tasks: own grids, numbered tasks, own position, in pixels of one picture. 任务示意图</summary>
/// <remarks>
/// Drawn <see cref="Width"/> pixels wide; the middle <see cref="Phone"/> are seen on every screen. The card on top and the sheet below
/// cover a little, so the ground is fitted between them.
/// </remarks>
public sealed class FieldSheet
{
    public const int Width = 720;
    private const int Phone = 360;
    private const int Side = 36;
    private const int MostPins = 9;
    private const double FarMetres = 3_000;
    private const double NearestZoom = 17.5;

    private readonly MapView view;

    /// <param name="Number">Place in the walking order, from 1.</param>
    public sealed record Pin(int Number, FieldTask Task, double X, double Y);

    /// <param name="grids">Outer rings of the own grids.</param>
    /// <param name="tasks">In walking order.</param>
    /// <param name="here">Where the worker stands; null when unknown.</param>
    /// <param name="height">Pixels of the frame.</param>
    /// <param name="top">Pixels covered above.</param>
    /// <param name="bottom">Pixels covered below.</param>
    public FieldSheet(IReadOnlyList<LonLat[]> grids, IReadOnlyList<FieldTask> tasks, LonLat? here, int height, int top, int bottom)
    {
        var placed = tasks.Where(t => t.Place is not null).Take(MostPins).ToList();
        var box = BoundingBox.Of(grids.SelectMany(g => g).Concat(placed.Select(t => t.Place!.Value)));
        var isNear = here is { } at && (box.IsEmpty || Coordinates.DistanceMetres(at, box.Middle) < FarMetres);
        if (isNear)
            box = box.With(here!.Value);
        (Height, IsEmpty) = (height, box.IsEmpty);
        view = Fit(box, height, top, bottom);
        Grids = [.. grids.Select(Path)];
        Pins = [.. placed.Select((t, i) => new Pin(i + 1, t, view.ToPixel(t.Place!.Value).X, view.ToPixel(t.Place.Value).Y))];
        Here = isNear ? view.ToPixel(here!.Value) : null;
    }

    public int Height { get; }

    /// <summary>Nothing is known to draw: no boundary and no place.</summary>
    public bool IsEmpty { get; }

    /// <summary>Path data of the own grids.</summary>
    public IReadOnlyList<string> Grids { get; }

    /// <summary>The first tasks that have a place.</summary>
    public IReadOnlyList<Pin> Pins { get; }

    /// <summary>Null when the position is not known or far from here.</summary>
    public (double X, double Y)? Here { get; }

    /// <summary>Address of the picture beneath.</summary>
    public string Picture(bool isDark) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/map/pick.svg?lon={view.Centre.Lon:0.#####}&lat={view.Centre.Lat:0.#####}&zoom={view.Zoom:0.##}&width={Width}&height={Height}{(isDark ? "&theme=dark" : "")}"
        );

    private static MapView Fit(BoundingBox box, int height, int top, int bottom)
    {
        var close = MapView.Around(box, Phone - (2 * Side), height - top - bottom, 0);
        var zoom = Math.Round(Math.Min(close.Zoom, NearestZoom), 2);
        var centred = new MapView(close.Centre, zoom, Width, height);
        var lifted = centred.ToLonLat(Width / 2d, (height - top + bottom) / 2d);
        return centred with { Centre = new LonLat(Math.Round(lifted.Lon, 5), Math.Round(lifted.Lat, 5)) };
    }

    private string Path(LonLat[] ring)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in ring.Select(view.ToPixel))
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
        return path.Append('Z').ToString();
    }
}
