using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Desk;
using Gezhi.Indicators.Facts;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>What the community desk reckons from numbers alone.</summary>
public sealed class DeskTests
{
    [Fact]
    public void Only_who_carries_far_more_than_like_ones_is_named_and_few_cases_never_are()
    {
        Load[] loads =
        [
            new("a", "Bureau", 30, 2),
            new("b", "Bureau", 10, 2),
            new("c", "Bureau", 8, 2),
            new("d", "Utility", 90, 1),
            new("e", "Bureau", 4, 1),
        ];

        var heavy = LoadRules.Heavy(loads).ShouldHaveSingleItem();

        (heavy.Load.Key, heavy.Usual, heavy.Alike).ShouldBe(("a", 4.5, 4));
        LoadRules.Heavy([new("a", "Bureau", 300, 1), new("b", "Bureau", 1, 1)]).ShouldBeEmpty("two are nothing to compare with");
        LoadRules.Heavy([new("a", "", 4, 1), new("b", "", 0, 1), new("c", "", 0, 1)]).ShouldBeEmpty("four cases are never too many");
    }

    [Fact]
    public void Open_work_without_anybody_comes_first_and_needs_no_comparison()
    {
        var heavy = LoadRules.Heavy([new("full", "", 50, 1), new("b", "", 2, 1), new("c", "", 2, 1), new("nobody", "", 6, 0)]);

        heavy.Select(h => h.Load.Key).ShouldBe(["nobody", "full"]);
        heavy[0].Usual.ShouldBeNull();
    }

    [Fact]
    public void More_people_never_make_somebody_heavier_and_nobody_is_named_where_all_are_alike()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var dice = new Random(seed);
            var loads = Enumerable.Range(0, dice.Next(3, 12)).Select(i => new Load($"g{i}", "", dice.Next(40), dice.Next(1, 5))).ToList();
            foreach (var heavy in LoadRules.Heavy(loads))
            {
                heavy.Load.Each!.Value.ShouldBeGreaterThanOrEqualTo(LoadRules.Times * heavy.Usual!.Value);
                var eased = loads.ConvertAll(l => l.Key == heavy.Load.Key ? l with { People = l.People * 1000 } : l);
                LoadRules.Heavy(eased).ShouldNotContain(h => h.Load.Key == heavy.Load.Key);
            }
            LoadRules.Heavy(loads.ConvertAll(l => l with { Open = 20, People = 2 })).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("zz-00000000000000000000000000000000")]
    [InlineData("ffffffffffffffff-00000000000000000000000000000000")]
    [InlineData("0-1-2")]
    public void A_place_in_a_list_that_nobody_wrote_is_its_beginning(string? text) => DeskCursor.Read(text).ShouldBeNull();

    [Fact]
    public void A_place_in_a_list_is_read_as_it_was_written()
    {
        var entry = new DeskEntry { Id = Guid.CreateVersion7(), SortAt = Told.Morning };
        DeskCursor.Read(DeskCursor.Write(entry)).ShouldBe((entry.SortAt, entry.Id));
        DeskCursor.Read(DeskCursor.Write(entry with { SortAt = default }))!.Value.Id.ShouldBe(entry.Id);
    }

    [Fact]
    public void Who_was_first_counts_and_not_whose_case_it_became()
    {
        var patrol = Told.Open() with { Channel = Channel.GridPatrol };

        Found(patrol).ShouldBe((1, 1));
        Found(patrol with { FirstChannel = Channel.ResidentPage }).ShouldBe((0, 1), "a resident had said it before and was joined to it");
        Found(Told.Open()).ShouldBe((0, 1));
        Found(Told.Open() with { FirstChannel = Channel.Sensor }).ShouldBe((1, 1));
        Found(patrol with { State = CaseState.Void }).ShouldBe((0, 0), "void cases are left out");
    }

    [Fact]
    public void What_was_frozen_before_anybody_asked_has_no_value_instead_of_a_wrong_one()
    {
        var figure = FigureList.Product.Find(FigureList.FoundFirst, 202603)!;

        figure.Of([new Tally { Marks = Mark.Filed | Mark.ByWorker, Cases = 40 }]).Value.ShouldBeNull();
    }

    private static (long, long) Found(CaseHistory one)
    {
        var figure = FigureList.Product.Find(FigureList.FoundFirst, 202603)!;
        var fact = Reckon.Of(410103, one, WorkCalendar.China, Told.Morning.AddHours(3));
        var value = figure.Of([new Tally { Marks = (Mark)fact.Marks, Cases = 1 }]);
        return (value.Counted, value.Whole);
    }
}
