using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gezhi.Cases.Proposing;

/// <summary>Which pieces of text are known and how much each counts. 词表</summary>
/// <remarks>
/// A piece is one to three characters, exact, or a fact beside the text. Whenever a piece is known, the shorter ones inside it are known too:
/// a piece with an unknown part need not be looked for. Weight of a piece in a text: (1 + ln count) × (1 + ln((1 + texts) / (1 + texts with it))).
/// </remarks>
internal sealed class Vocabulary
{
    /// <summary>Characters of the longest piece.</summary>
    public const int Longest = 3;

    /// <summary>A fact says as much as so many pieces of its rarity.</summary>
    private const float FactTimes = 3;

    /// <summary>Characters at the beginning of a text that is more than twice as long.</summary>
    private const int Beginning = 80;

    private const int None = -1;
    private const ulong Two = 1UL << 61;
    private const ulong Three = 1UL << 62;
    private const ulong Fact = 1UL << 63;

    private readonly int[] single = new int[char.MaxValue + 1];
    private readonly uint[] slots; // 0: empty; else row + 1 and, above it, what is left of the key's hash: small, so that it stays near the processor
    private readonly int shift;
    private readonly int rowBits;
    private readonly ulong[] keys;
    private readonly float[] rarity;

    /// <param name="known">Key and rarity of each row, in order of the rows.</param>
    public Vocabulary(IReadOnlyList<(ulong Key, float Rarity)> known)
    {
        Array.Fill(single, None);
        rowBits = BitOperations.Log2((uint)known.Count + 1) + 1;
        var bits = Math.Max(4, BitOperations.Log2((uint)known.Count * 4 / 3 + 1) + 1); // at most three quarters full
        (slots, shift) = (new uint[1 << bits], 64 - bits);
        (keys, rarity) = ([.. known.Select(k => k.Key)], [.. known.Select(k => k.Rarity)]);
        for (var row = 0; row < keys.Length; row++)
            if (keys[row] <= char.MaxValue)
                single[keys[row]] = row;
            else
                Place(keys[row], row);
    }

    /// <summary>How many pieces are known.</summary>
    public int Count => keys.Length;

    /// <summary>What the piece of a row is, in one number.</summary>
    public ulong KeyOf(int row) => keys[row];

    /// <summary>How much one mention weighs.</summary>
    public float RarityOf(int row) => rarity[row];

    /// <summary>The same of all rows.</summary>
    public ReadOnlySpan<float> Rarities => rarity;

    /// <summary>Whether the row is more than a single character: enough to be evidence.</summary>
    public bool IsWord(int row) => keys[row] > char.MaxValue;

    /// <summary>-1 for a piece that is not known.</summary>
    /// <param name="piece">One to three characters.</param>
    public int RowOf(ReadOnlySpan<char> piece) =>
        piece.Length switch
        {
            1 => single[piece[0]],
            2 => Find(Pair(piece[0], piece[1])),
            3 => Find(Triple(piece[0], piece[1], piece[2])),
            _ => None,
        };

    /// <summary>-1 for a fact that is not known.</summary>
    public int RowOfFact(string fact) => Find(KeyOfFact(fact));

    /// <summary>Counts the known pieces of a clean text. People say first what it is about: pieces in the beginning of a long text count twice.</summary>
    public void CountPieces(ReadOnlySpan<char> clean, PieceCounts counts)
    {
        var (pairBefore, before) = (None, '\0');
        var twice = clean.Length > 2 * Beginning ? Beginning : 0;
        for (var i = 0; i < clean.Length; i++)
        {
            var row = single[clean[i]];
            if (row == None)
            {
                pairBefore = None;
                continue;
            }
            counts.Add(row, i < twice ? 2 : 1);
            var times = i + 1 < twice ? 2 : 1;
            var pair = i + 1 < clean.Length && single[clean[i + 1]] != None ? Find(Pair(clean[i], clean[i + 1])) : None;
            if (pair != None)
            {
                counts.Add(pair, times);
                if (pairBefore != None && Find(Triple(before, clean[i], clean[i + 1])) is not None and var triple)
                    counts.Add(triple, times);
            }
            (pairBefore, before) = (pair, clean[i]);
        }
    }

    /// <summary>A text and its facts as numbers, rows in the order they were met.</summary>
    /// <param name="counts">Used for counting; emptied first.</param>
    public TextVector Vector(ReadOnlySpan<char> clean, IReadOnlyList<string> facts, PieceCounts counts)
    {
        counts.Begin(Count);
        CountPieces(clean, counts);
        CountFacts(facts, counts);
        var (rows, weights) = (counts.Met.ToArray(), new float[counts.Length]);
        var squares = 0f;
        for (var i = 0; i < rows.Length; i++)
        {
            weights[i] = counts.WeightOf(rows[i]) * rarity[rows[i]];
            squares += weights[i] * weights[i];
        }
        var scale = squares > 0 ? 1 / MathF.Sqrt(squares) : 0;
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= scale;
        return new TextVector(rows, weights);
    }

    /// <summary>Counts the known facts.</summary>
    public void CountFacts(IReadOnlyList<string> facts, PieceCounts counts)
    {
        foreach (var fact in facts)
            if (RowOfFact(fact) is not None and var row)
                counts.Add(row, 1);
    }

    /// <summary>From some texts.</summary>
    /// <param name="texts">Clean.</param>
    /// <param name="fewest">Pieces in fewer texts are left out.</param>
    public static Vocabulary Learn(IReadOnlyList<(string Clean, IReadOnlyList<string> Facts)> texts, int fewest)
    {
        var seen = new Dictionary<ulong, (int Texts, int Last)>();
        for (var text = 0; text < texts.Count; text++)
        {
            var (clean, facts) = texts[text];
            for (var i = 0; i < clean.Length; i++)
            {
                Mark(seen, clean[i], text);
                if (i + 1 < clean.Length)
                    Mark(seen, Pair(clean[i], clean[i + 1]), text);
                if (i + 2 < clean.Length)
                    Mark(seen, Triple(clean[i], clean[i + 1], clean[i + 2]), text);
            }
            foreach (var fact in facts)
                Mark(seen, KeyOfFact(fact), text);
        }
        return new Vocabulary([
            .. seen.Where(s => s.Value.Texts >= fewest)
                .OrderByDescending(s => s.Value.Texts) // frequent ones lie together
                .ThenBy(s => s.Key)
                .Select(s => (s.Key, Rarity(s.Value.Texts, texts.Count) * (s.Key >= Fact ? FactTimes : 1))),
        ]);
    }

    private static float Rarity(int with, int texts) => (float)(1 + Math.Log((1d + texts) / (1 + with)));

    private static void Mark(Dictionary<ulong, (int Texts, int Last)> seen, ulong key, int text)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, key, out var isKnown);
        if (!isKnown || entry.Last != text)
            entry = (entry.Texts + 1, text);
    }

    private static ulong Pair(char one, char two) => Two | ((ulong)one << 16) | two;

    private static ulong Triple(char one, char two, char three) => Three | ((ulong)one << 32) | ((ulong)two << 16) | three;

    private static ulong KeyOfFact(string fact)
    {
        var hash = 14695981039346656037UL; // FNV-1a: the same on every machine and in every run
        foreach (var character in fact)
            hash = (hash ^ character) * 1099511628211UL;
        return Fact | hash;
    }

    private static ulong Hash(ulong key)
    {
        key *= 0x9E3779B97F4A7C15UL;
        return key ^ (key >> 32);
    }

    private void Place(ulong key, int row)
    {
        var hash = Hash(key);
        var at = (int)(hash >> shift);
        while (slots[at] != 0)
            at = (at + 1) & (slots.Length - 1);
        slots[at] = ((uint)hash << rowBits) | (uint)(row + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(ulong key)
    {
        var (table, hash) = (slots, Hash(key));
        var mark = (uint)hash << rowBits;
        for (var at = (int)(hash >> shift); ; at = (at + 1) & (table.Length - 1))
        {
            var slot = table[at];
            if (slot == 0)
                return None;
            var row = (int)(slot & ((1u << rowBits) - 1)) - 1;
            if ((slot ^ mark) >> rowBits == 0 && keys[row] == key)
                return row;
        }
    }
}
