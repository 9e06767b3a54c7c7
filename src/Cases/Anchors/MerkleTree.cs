using Gezhi.Platform.Audit;

namespace Gezhi.Cases.Anchors;

/// <summary>Root of a list of hashes, and the few hashes with which one of them can be led up to it. 默克尔树</summary>
/// <remarks>A pair is hashed with the house's <see cref="Chain"/>; the last of an odd row goes up as it is.</remarks>
public static class MerkleTree
{
    /// <summary>One step of a proof. 证明步骤</summary>
    /// <param name="Hash">The neighbour.</param>
    /// <param name="IsLeft">It stands to the left of what is proved.</param>
    public sealed record Step(byte[] Hash, bool IsLeft);

    /// <summary>The root; 32 zero bytes of an empty list.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 0)
            return Chain.Start;
        var row = leaves;
        while (row.Count > 1)
            row = Above(row);
        return row[0];
    }

    /// <summary>From one leaf to the root.</summary>
    /// <param name="index">Position of the leaf, from 0.</param>
    public static IReadOnlyList<Step> Proof(IReadOnlyList<byte[]> leaves, int index)
    {
        var steps = new List<Step>();
        for (var row = leaves; row.Count > 1; (row, index) = (Above(row), index / 2))
            if ((index ^ 1) < row.Count)
                steps.Add(new Step(row[index ^ 1], index % 2 == 1));
        return steps;
    }

    /// <summary>Where a leaf leads with the steps of its proof; it must be the root.</summary>
    public static byte[] Follow(byte[] leaf, IEnumerable<Step> proof) =>
        proof.Aggregate(leaf, (hash, step) => step.IsLeft ? Chain.Hash(step.Hash, hash) : Chain.Hash(hash, step.Hash));

    private static List<byte[]> Above(IReadOnlyList<byte[]> row)
    {
        var above = new List<byte[]>((row.Count + 1) / 2);
        for (var i = 0; i < row.Count; i += 2)
            above.Add(i + 1 < row.Count ? Chain.Hash(row[i], row[i + 1]) : row[i]);
        return above;
    }
}
