namespace Gezhi.Registry.Importing;

/// <summary>Which row of a file said something first, by a digest of 64 bits: 12 bytes a place instead of the 36 of a dictionary of 128-bit keys. 文件内重复</summary>
/// <remarks>
/// Open addressing, filled to three quarters at most and grown by half. Two different rows of a file of a million get the same digest once in some
/// thirty million files; the row is then named as a repetition in the returned table, where a person sees it.
/// </remarks>
internal sealed class SeenRows
{
    private const int Least = 1_024;
    private ulong[] keys;
    private int[] rows;
    private int count;

    /// <param name="expected">Rows of the file, when they are known; 0 otherwise.</param>
    public SeenRows(int expected)
    {
        var places = Math.Max(Least, (int)Math.Min(expected * 4L / 3 + 1, Array.MaxLength));
        (keys, rows) = (new ulong[places], new int[places]);
    }

    /// <summary>Keeps the row.</summary>
    /// <param name="rowNo">From 1.</param>
    /// <returns>The row that said the same before; null: this one is the first.</returns>
    public int? Add(ulong key, int rowNo)
    {
        if (count >= keys.Length / 4 * 3)
            Grow();
        var at = Place(key);
        if (rows[at] != 0)
            return rows[at];
        (keys[at], rows[at]) = (key, rowNo);
        count++;
        return null;
    }

    /// <summary>Where the key stands, or would.</summary>
    private int Place(ulong key)
    {
        var at = (int)Math.BigMul(key, (ulong)keys.Length, out _);
        while (rows[at] != 0 && keys[at] != key)
            at = at + 1 == keys.Length ? 0 : at + 1;
        return at;
    }

    private void Grow()
    {
        var (oldKeys, oldRows) = (keys, rows);
        var places = oldKeys.Length + oldKeys.Length / 2;
        (keys, rows) = (new ulong[places], new int[places]);
        for (var i = 0; i < oldKeys.Length; i++)
            if (oldRows[i] != 0)
            {
                var at = Place(oldKeys[i]);
                (keys[at], rows[at]) = (oldKeys[i], oldRows[i]);
            }
    }
}
