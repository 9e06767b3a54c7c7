using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;

namespace Gezhi.Grids.Importing;

/// <summary>The coordinate system of a Shapefile's .prj: degrees, or Gauss–Krüger metres on WGS-84 or CGCS2000. 坐标系</summary>
/// <remarks>
/// Inverse transverse Mercator by the series of Snyder (USGS Professional Paper 1395, p. 63), under a centimetre within 4° of the central meridian.
/// Xi'an 80 and Beijing 54 stand on other ellipsoids and need local parameters: refused.
/// </remarks>
internal sealed partial class Projection
{
    private const double SemiMajorMetres = 6378137;

    /// <summary>GRS 80 (CGCS2000) and WGS-84 differ by less than 0.1 mm.</summary>
    private const double InverseFlattening = 298.257222101;

    private readonly double? meridian;
    private readonly double falseEasting;
    private readonly double falseNorthing;
    private readonly double scale;

    private Projection(double? meridian, double falseEasting, double falseNorthing, double scale) =>
        (this.meridian, this.falseEasting, this.falseNorthing, this.scale) = (meridian, falseEasting, falseNorthing, scale);

    /// <summary>Whether the file is in metres.</summary>
    public bool IsProjected => meridian is not null;

    /// <param name="text">Text of the .prj; null without one: taken as degrees, the checks find out.</param>
    /// <exception cref="RuleViolation"><c>gridfile.projection</c>: neither degrees nor a Gauss–Krüger or UTM zone on WGS-84 or CGCS2000.</exception>
    public static Projection Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Projection(null, 0, 0, 1);
        var isKnown = KnownDatum().IsMatch(text);
        if (!text.Contains("PROJC", StringComparison.OrdinalIgnoreCase))
            return isKnown ? new Projection(null, 0, 0, 1) : throw new RuleViolation("gridfile.projection", Name(text));
        if (
            !isKnown
            || !Mercator().IsMatch(text)
            || Parameter(text, "Latitude_Of_Origin") != 0
            || Parameter(text, "Central_Meridian") is not { } meridian
        )
            throw new RuleViolation("gridfile.projection", Name(text));
        return new Projection(
            meridian,
            Parameter(text, "False_Easting") ?? 0,
            Parameter(text, "False_Northing") ?? 0,
            Parameter(text, "Scale_Factor") ?? 1
        );
    }

    /// <summary>Degrees of a point of the file.</summary>
    public LonLat Degrees(LonLat p) => meridian is { } central ? Inverse(p.Lon - falseEasting, p.Lat - falseNorthing, central) : p;

    private LonLat Inverse(double x, double y, double central)
    {
        const double F = 1 / InverseFlattening;
        const double E2 = F * (2 - F);
        const double Ep2 = E2 / (1 - E2);
        var e1 = (1 - Math.Sqrt(1 - E2)) / (1 + Math.Sqrt(1 - E2));
        var mu = y / scale / (SemiMajorMetres * (1 - (E2 / 4) - (3 * E2 * E2 / 64) - (5 * E2 * E2 * E2 / 256)));
        var foot =
            mu
            + (((3 * e1 / 2) - (27 * Math.Pow(e1, 3) / 32)) * Math.Sin(2 * mu))
            + (((21 * e1 * e1 / 16) - (55 * Math.Pow(e1, 4) / 32)) * Math.Sin(4 * mu))
            + (151 * Math.Pow(e1, 3) / 96 * Math.Sin(6 * mu))
            + (1097 * Math.Pow(e1, 4) / 512 * Math.Sin(8 * mu));
        var (sin, cos) = Math.SinCos(foot);
        var (tan, c1, root) = (sin / cos, Ep2 * cos * cos, 1 - (E2 * sin * sin));
        var (t1, n1, r1) = (tan * tan, SemiMajorMetres / Math.Sqrt(root), SemiMajorMetres * (1 - E2) / (root * Math.Sqrt(root)));
        var d = x / (n1 * scale);
        var lat =
            foot
            - (
                n1
                * tan
                / r1
                * (
                    (d * d / 2)
                    - ((5 + (3 * t1) + (10 * c1) - (4 * c1 * c1) - (9 * Ep2)) * Math.Pow(d, 4) / 24)
                    + ((61 + (90 * t1) + (298 * c1) + (45 * t1 * t1) - (252 * Ep2) - (3 * c1 * c1)) * Math.Pow(d, 6) / 720)
                )
            );
        var lon =
            (
                d
                - ((1 + (2 * t1) + c1) * Math.Pow(d, 3) / 6)
                + ((5 - (2 * c1) + (28 * t1) - (3 * c1 * c1) + (8 * Ep2) + (24 * t1 * t1)) * Math.Pow(d, 5) / 120)
            ) / cos;
        return new LonLat(central + (lon * 180 / Math.PI), lat * 180 / Math.PI);
    }

    private static double? Parameter(string text, string name)
    {
        var found = Regex.Match(
            text,
            $"PARAMETER\\s*\\[\\s*\"{name}\"\\s*,\\s*(?<v>-?[0-9.eE+]+)",
            RegexOptions.IgnoreCase,
            TimeSpan.FromSeconds(1)
        );
        return found.Success && double.TryParse(found.Groups["v"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
            : name == "Latitude_Of_Origin" ? 0
            : null;
    }

    private static string Name(string text) => FirstName().Match(text) is { Success: true } name ? name.Groups["n"].Value : "?";

    [GeneratedRegex(
        "WGS[_ ]?(?:19)?84|CGCS[_ ]?2000|China_Geodetic_Coordinate_System_2000|China_2000",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex KnownDatum();

    [GeneratedRegex("Gauss_Kruger|Transverse_Mercator", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mercator();

    [GeneratedRegex("\\[\\s*\"(?<n>[^\"]{1,80})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstName();
}
