namespace Gezhi.Platform.Data;

/// <summary>A row that is found by the tokens of <see cref="Words"/>; the index over them is the dialect's matter. 检索行</summary>
public interface ISearchRow : ITenantRow
{
    /// <summary>Unique over all districts of the database; results come in its order.</summary>
    long Number { get; }

    /// <summary>Tokens parted by blanks: letters and digits only.</summary>
    string Words { get; }
}

/// <summary>Which rows are asked for. 检索范围</summary>
/// <param name="After">Numbers greater than this one.</param>
/// <param name="Before">Numbers smaller than this one.</param>
/// <param name="Most">How many, in the order of the numbers.</param>
public readonly record struct SearchSpan(long After, long Before, int Most);

/// <summary>Numbers of search rows: the time, then a count. 检索编号</summary>
public static class SearchNumbers
{
    private const int CountBits = 20;

    /// <summary>2020-01-01 UTC: 40 bits of milliseconds last until 2054.</summary>
    private const long Beginning = 1_577_836_800_000;

    private static int count = System.Security.Cryptography.RandomNumberGenerator.GetInt32(1 << CountBits);

    /// <summary>Unique, and greater than those of earlier milliseconds; of 60 bits.</summary>
    /// <param name="at">UTC, 2020 or later.</param>
    public static long New(DateTime at) =>
        ((new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeMilliseconds() - Beginning) << CountBits)
        + (Interlocked.Increment(ref count) & ((1 << CountBits) - 1));
}
