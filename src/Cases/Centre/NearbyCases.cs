using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Centre;

/// <summary>An open case nearby that may be the same matter. 附近相似案件</summary>
/// <param name="Metres">Distance.</param>
/// <param name="Likeness">0 to 1: what the words have in common; the same category counts as well.</param>
public sealed record NearCase(
    Guid Id,
    string? CaseNo,
    CaseState State,
    string Title,
    string PlaceText,
    DateTime CreatedAt,
    int Metres,
    double Likeness,
    int Version
);

/// <summary>Finds what may have been reported before: open, within 300 m and 7 days, in similar words. 查重</summary>
public sealed class NearbyCases(CaseDesk desk)
{
    /// <summary>Metres around the case.</summary>
    public const int Metres = 300;

    /// <summary>How far back.</summary>
    public const int Days = 7;

    private const double LeastLikeness = .2;
    private const double SameCategory = .3;
    private const double MetresPerDegree = 111_320;
    private const int MostLookedAt = 200;

    /// <summary>The likeliest first; empty when the case has no place.</summary>
    /// <param name="text">What the reporter said.</param>
    public async Task<IReadOnlyList<NearCase>> Run(Case subject, string text, int most, Actor actor, CancellationToken ct)
    {
        if (subject.Lon is not { } lon || subject.Lat is not { } lat)
            return [];
        var since = subject.CreatedAt.AddDays(-Days);
        var (byLat, byLon) = (Metres / MetresPerDegree, Metres / (MetresPerDegree * Math.Cos(lat * Math.PI / 180)));
        var (south, north, west, east) = (lat - byLat, lat + byLat, lon - byLon, lon + byLon);
        var found = await desk
            .Db.Cases.AsNoTracking()
            .VisibleTo(actor, desk.Db)
            .Where(c => c.CreatedAt >= since && c.Id != subject.Id && CaseFlow.OpenStates.Contains(c.State))
            .Where(c => c.Lat >= south && c.Lat <= north && c.Lon >= west && c.Lon <= east)
            .OrderByDescending(c => c.CreatedAt)
            .Take(MostLookedAt)
            .Select(c => new
            {
                Case = c,
                Text = desk.Db.Set<Report>().Where(r => r.OwnCaseId == c.Id && r.CaseId == c.Id).Select(r => r.Text).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var own = Bigrams.Of($"{subject.Title} {text}").ToHashSet(StringComparer.Ordinal);
        return
        [
            .. found
                .Select(f => Near(f.Case, Distance(lon, lat, f.Case), Likeness(own, subject.CategoryKey, f.Case, f.Text)))
                .Where(n => n.Metres <= Metres && n.Likeness >= LeastLikeness)
                .OrderByDescending(n => n.Likeness)
                .ThenBy(n => n.Metres)
                .Take(most),
        ];
    }

    private static double Likeness(HashSet<string> own, string? category, Case other, string? text)
    {
        var words = Bigrams.Likeness(own, Bigrams.Of($"{other.Title} {text}").ToHashSet(StringComparer.Ordinal));
        var isSame = category is not null && category == other.CategoryKey;
        return Math.Min(1, isSame ? words + SameCategory : words);
    }

    /// <summary>Flat earth; wrong by less than a metre over 300 m.</summary>
    private static int Distance(double lon, double lat, Case other)
    {
        var x = (other.Lon!.Value - lon) * MetresPerDegree * Math.Cos(lat * Math.PI / 180);
        var y = (other.Lat!.Value - lat) * MetresPerDegree;
        return (int)Math.Round(Math.Sqrt((x * x) + (y * y)));
    }

    private static NearCase Near(Case c, int metres, double likeness) =>
        new(c.Id, c.CaseNo, c.State, c.Title, c.PlaceText, c.CreatedAt, metres, likeness, c.Version);
}
