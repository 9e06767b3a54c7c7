namespace Gezhi.Cases.Proposing;

/// <summary>How many texts hold each piece, counted as they come; what is rare weighs more. 片段频次</summary>
/// <remarks>Not safe for several threads at once. The row of a piece is its bucket; four buckets share a count, which is near enough for rarity.</remarks>
internal sealed class LiveGrams
{
    private const int Shared = 2; // bits
    private readonly int[] seen = new int[Grams.Buckets >> Shared];
    private int texts;

    /// <summary>Counts a text and gives its numbers.</summary>
    public TextVector Add(IReadOnlyDictionary<int, int> pieces)
    {
        texts++;
        foreach (var bucket in pieces.Keys)
            seen[bucket >> Shared]++;
        return Vector(pieces);
    }

    /// <summary>The numbers of a text that is only asked about.</summary>
    public TextVector Vector(IReadOnlyDictionary<int, int> pieces)
    {
        int[] rows = [.. pieces.Keys.Order()];
        var weights = new float[rows.Length];
        var squares = 0f;
        for (var i = 0; i < rows.Length; i++)
        {
            weights[i] = (1 + MathF.Log(pieces[rows[i]])) * (1 + MathF.Log((1f + texts) / (1 + seen[rows[i] >> Shared])));
            squares += weights[i] * weights[i];
        }
        var scale = squares > 0 ? 1 / MathF.Sqrt(squares) : 0;
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= scale;
        return new TextVector(rows, weights);
    }
}

/// <summary>What two reports are compared by: their words and the places they name. 比对文本</summary>
internal readonly record struct ComparedText(TextVector Words, TextVector Places)
{
    private const float OfPlaces = .2f;
    private const double HalfLifeDays = 60;

    /// <summary>0 to 1: what they have in common, less the further apart in time, never less than half of it.</summary>
    /// <param name="days">Between the two.</param>
    public double Likeness(ComparedText other, double days) =>
        (((1 - OfPlaces) * Words.Cosine(other.Words)) + (OfPlaces * Places.Cosine(other.Places)))
        * (.5 + (.5 * Math.Exp(-Math.Abs(days) / HalfLifeDays)));
}

/// <summary>Turns reports into what they are compared by. 比对文本</summary>
internal sealed class TextComparer
{
    /// <summary>A title says as much as so many details.</summary>
    private const int TitleTimes = 3;

    private readonly LiveGrams words = new();
    private readonly LiveGrams places = new();

    /// <summary>Counts the text as one more.</summary>
    public ComparedText Add(string title, string detail)
    {
        var (asWords, asPlaces) = Pieces(title, detail);
        return new(words.Add(asWords), places.Add(asPlaces));
    }

    /// <summary>A text that is only asked about.</summary>
    public ComparedText Ask(string title, string detail)
    {
        var (asWords, asPlaces) = Pieces(title, detail);
        return new(words.Vector(asWords), places.Vector(asPlaces));
    }

    private static (Dictionary<int, int> Words, Dictionary<int, int> Places) Pieces(string title, string detail)
    {
        var (head, body) = (CleanText.Of(title), CleanText.Of(detail));
        var (asWords, asPlaces) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        Count(asWords, Grams.Of(head), TitleTimes);
        Count(asWords, Grams.Of(body), 1);
        Count(asPlaces, PlaceNames.Of(head).Select(Bucket), TitleTimes);
        Count(asPlaces, PlaceNames.Of(body).Select(Bucket), 1);
        return (asWords, asPlaces);
    }

    private static void Count(Dictionary<int, int> pieces, IEnumerable<int> buckets, int times)
    {
        foreach (var bucket in buckets)
            pieces[bucket] = pieces.GetValueOrDefault(bucket) + times;
    }

    private static int Bucket(string name)
    {
        uint hash = 0;
        var bucket = 0;
        foreach (var character in name)
            bucket = Grams.Next(ref hash, character);
        return bucket;
    }
}
