namespace Gezhi.Cases.Proposing;

/// <summary>Pieces of one to three characters, hashed: what texts are compared by without a dictionary. 字符片段</summary>
/// <remarks>Two pieces may share a bucket; at 200,000 different pieces one in six does, which costs no measurable accuracy.</remarks>
internal static class Grams
{
    /// <summary>Characters of the longest piece.</summary>
    public const int Longest = 3;

    /// <summary>How many buckets there are.</summary>
    public const int Buckets = 1 << 22;

    private const int Shift = 32 - 22;

    /// <summary>The bucket of a piece that is made by adding one character after the other.</summary>
    /// <param name="hash">0 before the first character; kept between characters.</param>
    public static int Next(ref uint hash, char character)
    {
        hash = (hash + character + 1) * 0x9E3779B1;
        hash ^= hash >> 15;
        return (int)((hash * 0x85EBCA77) >> Shift);
    }

    /// <summary>All buckets of a cleaned text, in order; repeated ones repeated.</summary>
    public static List<int> Of(string clean)
    {
        var all = new List<int>(clean.Length * Longest);
        for (var start = 0; start < clean.Length; start++)
        {
            uint hash = 0;
            for (var end = start; end < Math.Min(start + Longest, clean.Length); end++)
                all.Add(Next(ref hash, clean[end]));
        }
        return all;
    }
}
