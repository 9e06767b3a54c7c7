using System.Runtime.CompilerServices;

namespace Gezhi.Cases.Proposing;

/// <summary>How often each known piece stands in one text; used again for the next one, so that reading a text costs no memory. 片段计数</summary>
internal sealed class PieceCounts
{
    private static readonly float[] Weights = [0, .. Enumerable.Range(1, byte.MaxValue).Select(n => 1 + MathF.Log(n))];

    private int[] met = new int[1024];
    private byte[] counts = [];
    private int length;

    /// <summary>Different pieces so far.</summary>
    public int Length => length;

    /// <summary>Rows in the order they were met, each once.</summary>
    public ReadOnlySpan<int> Met => met.AsSpan(0, length);

    /// <summary>Before the first piece of a text.</summary>
    public void Begin(int rows)
    {
        foreach (var row in Met)
            counts[row] = 0;
        length = 0;
        if (counts.Length < rows)
            counts = new byte[rows];
    }

    /// <summary>So many more of this.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int row, int times)
    {
        ref var count = ref counts[row];
        if (count == 0)
        {
            if (length == met.Length)
                Array.Resize(ref met, 2 * length);
            met[length++] = row;
        }
        count = (byte)Math.Min(count + times, byte.MaxValue);
    }

    /// <summary>1 + ln count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float WeightOf(int row) => Weights[counts[row]];
}
