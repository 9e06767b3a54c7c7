using Gezhi.Mediation.Reading;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Mediation;

/// <summary>From a table of figures nobody works out a small one.</summary>
public class SmallCellsTests
{
    [Fact]
    public void A_small_cell_is_hidden_and_one_more_with_it()
    {
        SmallCells.Hide([20, 3, 9, 12]).ShouldBe([20, null, null, 12]);
        SmallCells.Hide([20, 3, 4, 12]).ShouldBe([20, null, null, 12]);
        SmallCells.Hide([20, 1, 1, 12]).ShouldBe([20, null, null, null]); // two hidden ones whose sum is 2 are known as well
        SmallCells.Hide([20, 0, 9]).ShouldBe([20, 0, 9]);
        SmallCells.Hide([2]).ShouldBe([null]);
    }

    [Fact]
    public void Whatever_the_figures_the_hidden_ones_are_more_than_one_and_together_not_small()
    {
        var random = new Random(20260305);
        for (var round = 0; round < 3_000; round++)
        {
            int[] cells = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(0, random.Next(2, 40)))];
            var shown = SmallCells.Hide(cells);
            shown.Count.ShouldBe(cells.Length);
            for (var i = 0; i < cells.Length; i++)
                if (shown[i] is { } figure)
                {
                    figure.ShouldBe(cells[i]);
                    (figure == 0 || figure >= SmallCells.Least).ShouldBeTrue();
                }
            var hidden = cells.Where((_, i) => shown[i] is null).ToList();
            if (hidden.Count == 0)
                continue;
            var isAllThatIs = hidden.Count == cells.Count(c => c > 0);
            (isAllThatIs || (hidden.Count > 1 && hidden.Sum() >= SmallCells.Least)).ShouldBeTrue(string.Join(',', cells));
        }
    }
}
