namespace Gezhi.Cases.Proposing;

/// <summary>What is known of an open case for comparing. 近期案件</summary>
/// <param name="Lon">WGS-84 degrees; NaN when the place is not known.</param>
/// <param name="Lat">WGS-84 degrees; NaN when the place is not known.</param>
/// <param name="SaidAt">UTC, of the first report.</param>
/// <param name="Title">Short.</param>
/// <param name="Texts">What each reporter said, the first five.</param>
internal sealed record RecentCase(
    Guid Id,
    double Lon,
    double Lat,
    DateTime SaidAt,
    string? CategoryKey,
    string Title,
    IReadOnlyList<string> Texts
)
{
    /// <summary>The place in words, as the reporter named it; empty when not known.</summary>
    public string PlaceText { get; init; } = "";
}

/// <summary>Why a case may be the same matter. 相似依据</summary>
/// <param name="Score">0 to 1.</param>
/// <param name="Words">0 to 1: what was said has in common, less for what lies apart in time.</param>
/// <param name="Metres">Distance; null when one of the two has no point.</param>
/// <param name="IsSameCategory">Null while one of the two has none.</param>
internal readonly record struct Alike(Guid Id, double Score, double Words, int? Metres, bool? IsSameCategory);

/// <summary>The open and recent cases of one district in memory, to find in milliseconds what may be the same matter. 查重索引</summary>
/// <remarks>Safe for several threads. About 1.4 KB a case.</remarks>
internal sealed class RecentCases
{
    /// <summary>Further away is another matter.</summary>
    public const int Metres = 300;

    private const double CellDegrees = .005; // 556 m north to south, 334 m east to west at the northern border: more than the distance looked at
    private const double HalfNearMetres = 80;
    private const double SureWords = .4;
    private const int MostLookedAt = 1_000;

    private readonly Lock gate = new();
    private readonly TextComparer comparer = new();
    private readonly Dictionary<Guid, Kept> kept = [];
    private readonly Dictionary<(int, int), List<Kept>> cells = [];
    private readonly Dictionary<int, List<Kept>> named = [];

    private sealed record Kept(RecentCase Case, ComparedText[] Texts);

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return kept.Count;
        }
    }

    /// <summary>Adds a case, or puts what is now known in the place of what was.</summary>
    public void Put(RecentCase subject)
    {
        lock (gate)
        {
            Forget(subject.Id);
            var entry = new Kept(Slim(subject), [.. Said(subject).Select(s => comparer.Add(s.Title, s.Text))]);
            kept.Add(subject.Id, entry);
            if (Cell(subject) is { } cell)
                Add(cells, cell, entry);
            else
                foreach (var name in Names(entry))
                    Add(named, name, entry);
        }
    }

    /// <summary>
    /// Title and text of each report. Where the point is known, the name of the place is left out: the distance says the same, and at one corner
    /// all sorts of things go wrong.
    /// </summary>
    private static IEnumerable<(string Title, string Text)> Said(RecentCase subject)
    {
        string Without(string text) =>
            subject.PlaceText.Length > 1 && !double.IsNaN(subject.Lon)
                ? text.Replace(subject.PlaceText, "", StringComparison.Ordinal)
                : text;
        return subject.Texts.Take(5).DefaultIfEmpty("").Select(text => (Without(subject.Title), Without(text)));
    }

    /// <summary>The words themselves are not needed any more, and keys are few.</summary>
    private static RecentCase Slim(RecentCase subject) =>
        subject with
        {
            Title = "",
            Texts = [],
            PlaceText = "",
            CategoryKey = subject.CategoryKey is { } key ? string.Intern(key) : null,
        };

    /// <summary>Takes a case out: it ended, or is too old.</summary>
    public void Forget(Guid id)
    {
        lock (gate)
        {
            if (!kept.Remove(id, out var entry))
                return;
            if (Cell(entry.Case) is { } cell)
                cells[cell].Remove(entry);
            else
                foreach (var name in Names(entry))
                    named[name].Remove(entry);
        }
    }

    /// <summary>What may be the same matter, the likeliest first.</summary>
    /// <param name="subject">Need not be kept; it is never proposed for itself.</param>
    /// <param name="least">Lower scores are left out.</param>
    public IReadOnlyList<Alike> Find(RecentCase subject, int most, double least = Least)
    {
        lock (gate)
        {
            ComparedText[] own = [.. Said(subject).Select(s => comparer.Ask(s.Title, s.Text))];
            var found = new List<Alike>();
            foreach (var other in Candidates(subject, own))
                if (other.Case.Id != subject.Id && Compare(subject, own, other) is { } alike && alike.Score >= least)
                    found.Add(alike);
            return [.. found.OrderByDescending(a => a.Score).ThenBy(a => a.Metres ?? int.MaxValue).ThenBy(a => a.Id).Take(most)];
        }
    }

    /// <summary>Score from which a case is worth showing.</summary>
    public const double Least = .45;

    /// <summary>Score from which it is most likely the same matter.</summary>
    public const double Likely = .5;

    private IEnumerable<Kept> Candidates(RecentCase subject, ComparedText[] own)
    {
        if (Cell(subject) is not { } cell)
            return own.SelectMany(t => t.Places.Rows)
                .Distinct()
                .Select(name => named.GetValueOrDefault(name) ?? [])
                .OrderBy(list => list.Count) // rare names first: they say most
                .SelectMany(list => list)
                .Distinct()
                .Take(MostLookedAt);
        var around = new List<Kept>();
        for (var x = -1; x <= 1; x++)
        for (var y = -1; y <= 1; y++)
            if (cells.TryGetValue((cell.X + x, cell.Y + y), out var list))
                around.AddRange(list.Skip(list.Count - MostLookedAt)); // the newest
        return around;
    }

    private static Alike? Compare(RecentCase subject, ComparedText[] own, Kept other)
    {
        var metres = FlatEarth.Metres(subject.Lon, subject.Lat, other.Case.Lon, other.Case.Lat);
        if (metres > Metres)
            return null;
        var days = (subject.SaidAt - other.Case.SaidAt).TotalDays;
        var (sum, pairs) = (0d, 0);
        foreach (var mine in own)
        foreach (var its in other.Texts)
            (sum, pairs) = (sum + mine.Likeness(its, days), pairs + 1);
        var words = sum / pairs;
        bool? isSame = subject.CategoryKey is { } a && other.Case.CategoryKey is { } b ? a == b : null;
        var near = metres is { } m ? 1 / (1 + (m / HalfNearMetres * (m / HalfNearMetres))) : Math.Min(1, words / SureWords);
        var kind = isSame is { } same ? (same ? 1 : 0) : .5;
        var score = (.45 * Math.Min(1, words / SureWords)) + (.3 * near) + (.25 * kind);
        return new Alike(other.Case.Id, score, words, metres is { } whole ? (int)Math.Round(whole) : null, isSame);
    }

    private static (int X, int Y)? Cell(RecentCase of) =>
        double.IsNaN(of.Lon) ? null : ((int)Math.Floor(of.Lon / CellDegrees), (int)Math.Floor(of.Lat / CellDegrees));

    private static HashSet<int> Names(Kept entry) => [.. entry.Texts.SelectMany(t => t.Places.Rows)];

    private static void Add<TKey>(Dictionary<TKey, List<Kept>> lists, TKey key, Kept entry)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        list.Add(entry);
    }
}
