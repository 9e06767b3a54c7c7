using System.Globalization;
using Gezhi.Platform.Texts;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public sealed class PluralsTests
{
    private static readonly object[] OneAndTwo = [1, 2];

    [Theory]
    [InlineData("{0} reports", "1 report")]
    [InlineData("{0} categories", "1 category")]
    [InlineData("{0} matches and {1} rows", "1 match and 2 rows")]
    [InlineData("{0} rows good, {1} wrong", "1 row good, 2 wrong")]
    [InlineData("reminded {0} times", "reminded 1 time")]
    [InlineData("{0} people", "1 person")]
    [InlineData("{0} is on the way", "1 is on the way")]
    [InlineData("of {1} cases", "of 2 cases")]
    public void One_thing_stands_in_the_singular(string text, string said) =>
        string.Format(CultureInfo.InvariantCulture, Plurals.Fit(text, OneAndTwo), OneAndTwo).ShouldBe(said);

    [Fact]
    public void A_name_that_reads_like_a_number_changes_no_word() => Plurals.Fit("{0} asks you", ["1"]).ShouldBe("{0} asks you");
}
