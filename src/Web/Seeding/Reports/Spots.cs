using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>Decides where something is: some landmarks are far more troubled than others. 位置分布</summary>
internal sealed class Spots
{
    private readonly GridIndex _index;
    private readonly ILookup<LandmarkKind, (SeedLandmark Landmark, double Weight)> _landmarks;
    private readonly Words _words;
    private readonly Dice _dice;

    public Spots(SeedTown town, Words words, Dice dice)
    {
        (_words, _dice) = (words, dice);
        _index = new GridIndex([
            .. town
                .Areas.Where(a => a.Level == AreaLevel.MicroGrid)
                .Select(a => new GridShape(
                    a.Code,
                    [
                        [
                            [.. a.Ring],
                        ],
                    ]
                )),
        ]);
        var trouble = dice.Branch("trouble");
        _landmarks = town.Landmarks.Select(l => (l, Trouble(trouble))).ToLookup(l => l.l.Kind, l => (l.l, l.Item2));
    }

    public SeedLandmark Pick(IReadOnlyList<LandmarkKind> kinds) =>
        _dice.Pick(_landmarks[_dice.Pick(kinds)].ToList(), l => l.Weight).Landmark;

    public SeedLandmark Named(string name) => _landmarks.SelectMany(l => l).Single(l => l.Landmark.Name == name).Landmark;

    /// <summary>Any landmark inside an area.</summary>
    public SeedLandmark In(string areaCode) =>
        _dice.Pick(
            _landmarks
                .SelectMany(l => l)
                .Select(l => l.Landmark)
                .Where(l => l.AreaCode.StartsWith(areaCode, StringComparison.Ordinal))
                .ToList()
        );

    /// <summary>How somebody names the place.</summary>
    public string Speak(SeedLandmark landmark)
    {
        var phrases = new Phrases(
            _dice,
            name =>
                name switch
                {
                    "name" => [landmark.Name],
                    "road" => [landmark.Name.StartsWith(landmark.Address, StringComparison.Ordinal) ? "" : landmark.Address],
                    "a" => [Road(landmark, 0)],
                    "b" => [Road(landmark, 1)],
                    "corner" => [landmark.Name[^3..]],
                    _ => throw new FormatException($"Unknown word {{{name}}} in a place."),
                }
        );
        return phrases.Say(_dice.Pick(_words.Places[landmark.Kind.ToString()]));
    }

    /// <summary>A point within some 30 m of the landmark and its micro-grid; the landmark itself where that would leave the district.</summary>
    public (LonLat At, string AreaCode) Near(SeedLandmark landmark)
    {
        var at = new LonLat(
            Math.Round(landmark.At.Lon + _dice.Bell() * 0.00016, 6),
            Math.Round(landmark.At.Lat + _dice.Bell() * 0.00013, 6)
        );
        return _index.Locate(at.Lon, at.Lat) is { } code ? (at, code) : (landmark.At, landmark.AreaCode);
    }

    /// <summary>A few places draw many times the trouble of the others.</summary>
    private static double Trouble(Dice dice) => Math.Min(9, Math.Pow(1 - dice.Share(), -0.6));

    private static string Road(SeedLandmark crossing, int which) =>
        crossing.Address.Replace("交叉口", "", StringComparison.Ordinal).Split('与')[which];
}
