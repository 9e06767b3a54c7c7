namespace Gezhi.Platform.Data;

/// <summary>A row that is found by the tokens of <see cref="Words"/>; the index over them is the dialect's matter. 检索行</summary>
/// <remarks>Written by the change tracker or appended; after the save <see cref="Dialect.Reindex"/> is told which numbers changed, in the same transaction.</remarks>
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
