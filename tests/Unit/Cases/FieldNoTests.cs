using Gezhi.Cases.Contract;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>Own numbers of what is noted on foot.</summary>
public class FieldNoTests
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(Cast.Morning);

    [Fact]
    public void One_entry_has_one_number_however_often_it_comes_and_another_entry_another()
    {
        var numbers = Enumerable.Range(0, 2_000).Select(n => FieldNo.Of(Day, $"entry-{n}")).ToList();

        numbers.ShouldBe(Enumerable.Range(0, 2_000).Select(n => FieldNo.Of(Day, $"entry-{n}")));
        numbers.Distinct().Count().ShouldBeGreaterThan(1_990); // 33 million a day
        numbers.ShouldAllBe(n => n.StartsWith($"{Day:yyyyMMdd}-") && n.Length == 14);
        FieldNo.Of(Day.AddDays(1), "entry-1").ShouldNotBe(FieldNo.Of(Day, "entry-1"));
    }

    [Fact]
    public void What_nothing_tells_apart_gets_a_number_of_its_own_without_letters_that_are_misread()
    {
        var numbers = Enumerable.Range(0, 500).Select(_ => FieldNo.Of(Day, null)).ToList();

        numbers.Distinct().Count().ShouldBeGreaterThan(498);
        numbers.ShouldAllBe(n => !n.Any(c => c == 'I' || c == 'L' || c == 'O' || c == 'U'));
    }
}
