using System.Runtime.Intrinsics;

namespace Gezhi.Cases.Proposing;

/// <summary>What each piece says for and against each answer, laid out for adding eight answers at once. 权重表</summary>
/// <remarks>
/// A row is a piece; its answers stand in blocks of eight; blocks in which nothing counts are left out. Where all answers are one block, each row has it:
/// then nothing but the weights is read for a piece.
/// </remarks>
internal sealed class ScoreTable
{
    /// <summary>Answers added at once.</summary>
    public const int Width = 8;

    /// <summary>Share of the strongest weight of an answer from which a weight is kept.</summary>
    private const float Negligible = .002f;

    private readonly int[] starts; // of each row; empty where all answers are one block
    private readonly ushort[] blockOf;
    private readonly Vector256<float>[] weights;

    private ScoreTable(int[] starts, ushort[] blockOf, Vector256<float>[] weights) =>
        (this.starts, this.blockOf, this.weights) = (starts, blockOf, weights);

    /// <summary>Blocks that hold so many answers.</summary>
    public static int BlocksFor(int answers) => (answers + Width - 1) / Width;

    /// <summary>Adds what all pieces of a text say to the sums of the answers.</summary>
    /// <returns>Square of the length of the text.</returns>
    public float Sum(PieceCounts counts, ReadOnlySpan<float> rarity, Span<Vector256<float>> sums)
    {
        var (squares, only) = (0f, Vector256<float>.Zero);
        foreach (var row in counts.Met)
        {
            var weight = counts.WeightOf(row) * rarity[row];
            squares += weight * weight;
            if (starts.Length == 0)
                only += weights[row] * weight;
            else
                for (var at = starts[row]; at < starts[row + 1]; at++)
                    sums[blockOf[at]] += weights[at] * weight;
        }
        sums[0] += only;
        return squares;
    }

    /// <summary>What a piece says for one answer; 0 when nothing.</summary>
    public float Of(int row, int answer)
    {
        if (starts.Length == 0)
            return weights[row].GetElement(answer);
        var block = answer / Width;
        for (var at = starts[row]; at < starts[row + 1] && blockOf[at] <= block; at++)
            if (blockOf[at] == block)
                return weights[at].GetElement(answer % Width);
        return 0;
    }

    public void Save(BinaryWriter to)
    {
        to.Write(starts.Length);
        to.Write(weights.Length);
        foreach (var start in starts)
            to.Write(start);
        foreach (var block in blockOf)
            to.Write(block);
        foreach (var eight in weights)
            for (var i = 0; i < Width; i++)
                to.Write(eight.GetElement(i));
    }

    /// <exception cref="EndOfStreamException">The file is cut off.</exception>
    public static ScoreTable Load(BinaryReader from)
    {
        var (starts, weights) = (new int[from.ReadInt32()], new Vector256<float>[from.ReadInt32()]);
        var blocks = new ushort[starts.Length == 0 ? 0 : weights.Length];
        for (var row = 0; row < starts.Length; row++)
            starts[row] = from.ReadInt32();
        for (var at = 0; at < blocks.Length; at++)
            blocks[at] = from.ReadUInt16();
        for (var at = 0; at < weights.Length; at++)
        for (var i = 0; i < Width; i++)
            weights[at] = weights[at].WithElement(i, from.ReadSingle());
        return new ScoreTable(starts, blocks, weights);
    }

    /// <summary>Collects what was learnt, eight answers after the other. 权重收集</summary>
    /// <param name="rows">Pieces.</param>
    public sealed class Builder(int rows)
    {
        private readonly List<(int Row, Vector256<float> Weights)[]> blocks = [];

        /// <summary>The weights of the next eight answers; what is weak beside the strongest of an answer is left out.</summary>
        public void Add(ReadOnlySpan<Vector256<float>> ofRows)
        {
            var strongest = Vector256<float>.Zero;
            foreach (var eight in ofRows)
                strongest = Vector256.Max(strongest, Vector256.Abs(eight));
            var (least, kept) = (strongest * Negligible, new List<(int, Vector256<float>)>());
            for (var row = 0; row < rows; row++)
            {
                var counts = Vector256.GreaterThan(Vector256.Abs(ofRows[row]), least);
                if (Vector256.BitwiseAnd(ofRows[row], counts) is var eight && eight != Vector256<float>.Zero)
                    kept.Add((row, eight));
            }
            blocks.Add([.. kept]);
        }

        public ScoreTable Build()
        {
            if (blocks.Count == 1)
                return Dense();
            var starts = new int[rows + 1];
            foreach (var (row, _) in blocks.SelectMany(b => b))
                starts[row + 1]++;
            for (var row = 0; row < rows; row++)
                starts[row + 1] += starts[row];
            var (next, blockOf, weights) = (starts.ToArray(), new ushort[starts[^1]], new Vector256<float>[starts[^1]]);
            for (var i = 0; i < blocks.Count; i++)
                foreach (var (row, eight) in blocks[i])
                    (blockOf[next[row]], weights[next[row]++]) = ((ushort)i, eight);
            return new ScoreTable(starts, blockOf, weights);
        }

        private ScoreTable Dense()
        {
            var weights = new Vector256<float>[rows];
            foreach (var (row, eight) in blocks[0])
                weights[row] = eight;
            return new ScoreTable([], [], weights);
        }
    }
}
