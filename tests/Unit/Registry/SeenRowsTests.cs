using Gezhi.Registry.Importing;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Registry;

/// <summary>What stands twice in a file is told with the row that said it first, at any size of the file.</summary>
public sealed class SeenRowsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(40_000)]
    public void It_says_what_a_dictionary_says(int expected)
    {
        var (seen, known, dice) = (new SeenRows(expected), new Dictionary<ulong, int>(), new Random(7));

        for (var row = 1; row <= 40_000; row++)
        {
            // A third stands twice; some lie at the two ends, where places are searched across the edge.
            var key = dice.Next(3) == 0 && row > 1 ? known.Keys.ElementAt(dice.Next(Math.Min(known.Count, 50))) : Draw(dice);
            var first = known.TryAdd(key, row) ? (int?)null : known[key];
            seen.Add(key, row).ShouldBe(first, $"row {row}");
        }
    }

    private static ulong Draw(Random dice) =>
        dice.Next(20) switch
        {
            0 => (ulong)dice.Next(100),
            1 => ulong.MaxValue - (ulong)dice.Next(100),
            _ => (ulong)dice.NextInt64(long.MinValue, long.MaxValue),
        };
}
