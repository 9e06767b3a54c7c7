using Gezhi.Cases.Contract;
using Gezhi.Indicators.Response;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>The line of a case, the steps read from it, and what is added up over many.</summary>
public class PassageTests
{
    private static readonly DateTime Morning = Told.Morning;

    /// <summary>Filed after 10, dispatched after 15, accepted after 40, arrived after 60, handed in after 300, failed at 320, again at 500, passed at 510, closed at 540.</summary>
    private static readonly CaseMove[] Long =
    [
        Move(0, CaseAction.Report, CaseState.Reported, CaseState.Reported),
        Move(10, CaseAction.File, CaseState.Reported, CaseState.Filed),
        Move(15, CaseAction.Dispatch, CaseState.Filed, CaseState.Dispatched),
        Move(40, CaseAction.Accept, CaseState.Dispatched, CaseState.Handling),
        Move(60, CaseAction.Arrive, CaseState.Handling, CaseState.Handling),
        Move(300, CaseAction.ReportDone, CaseState.Handling, CaseState.Handled),
        Move(320, CaseAction.Fail, CaseState.Handled, CaseState.Handling),
        Move(500, CaseAction.ReportDone, CaseState.Handling, CaseState.Handled),
        Move(510, CaseAction.Pass, CaseState.Handled, CaseState.Checked),
        Move(540, CaseAction.Close, CaseState.Checked, CaseState.Closed),
    ];

    [Fact]
    public void A_life_is_one_short_line_and_is_read_again()
    {
        var path = PathText.Of(Told.Open() with { Moves = Long });

        path.ShouldBe("R0a10F10D15H40v60N300H320N500K510X540");
        var stops = Read(path);
        stops.Length.ShouldBe(11);
        stops[^1].ShouldBe(new Stop('X', 540));
        string.Concat(stops.Select(s => $"{s.What}{s.At}")).ShouldBe(path);
        foreach (var state in Enum.GetValues<CaseState>())
            PathText.StateOf(PathText.Of(state)).ShouldBe(state);
        PathText.StateOf(PathText.Answer).ShouldBeNull();
        Read("").ShouldBeEmpty();
        Read("12R0").ShouldBeEmpty("what makes no sense ends it");
    }

    [Fact]
    public void A_case_without_end_keeps_its_line_short_and_its_last_state()
    {
        List<CaseMove> moves = [.. Long.Take(4)];
        for (var i = 0; i < 400; i++)
        {
            moves.Add(Move(1000 + i * 1000, CaseAction.ReportDone, CaseState.Handling, CaseState.Handled));
            moves.Add(Move(1500 + i * 1000, CaseAction.Fail, CaseState.Handled, CaseState.Handling));
        }

        var path = PathText.Of(Told.Open() with { Moves = moves });

        path.Length.ShouldBeLessThanOrEqualTo(CasePath.Longest);
        Read(path)[^1].ShouldBe(new Stop('H', 1500 + 399 * 1000));
    }

    [Fact]
    public void Steps_are_read_from_the_first_time_each_was_reached()
    {
        var line = Read(PathText.Of(Told.Open() with { Moves = Long }));

        Span(ResponseStep.FirstAnswer, line).ShouldBe((0, 10, StepOutcome.Reached));
        Span(ResponseStep.Filing, line).ShouldBe((0, 10, StepOutcome.Reached));
        Span(ResponseStep.Dispatching, line).ShouldBe((10, 15, StepOutcome.Reached));
        Span(ResponseStep.Accepting, line).ShouldBe((15, 40, StepOutcome.Reached));
        Span(ResponseStep.Arriving, line).ShouldBe((15, 60, StepOutcome.Reached));
        Span(ResponseStep.Handling, line).ShouldBe((15, 300, StepOutcome.Reached));
        Span(ResponseStep.Checking, line).ShouldBe((300, 320, StepOutcome.Reached), "a failed check is a check");
        Span(ResponseStep.Closing, line).ShouldBe((0, 540, StepOutcome.Reached));
        Steps.IsOpen(line).ShouldBeFalse();
    }

    [Fact]
    public void What_is_not_reached_waits_while_the_case_is_open_and_has_left_when_it_is_over()
    {
        var open = Read("R0a10F10D15");
        Span(ResponseStep.Accepting, open, 900).ShouldBe((15, 900, StepOutcome.Waiting));
        Span(ResponseStep.Checking, open, 900).ShouldBeNull("it never came to it");
        var declined = Read("R0a30E30");
        Span(ResponseStep.Filing, declined, 30).ShouldBe((0, 30, StepOutcome.Left));
        Span(ResponseStep.FirstAnswer, declined, 30).ShouldBe((0, 30, StepOutcome.Reached), "no is an answer");
        Span(ResponseStep.Arriving, Read("R0a1F1D2H3N9K10X11"), 11).ShouldBe((2, 11, StepOutcome.Left), "closed without anybody coming");
        Steps.IsOnSpot(Read("R0a5X5")).ShouldBeTrue();
        Steps.IsOnSpot(open).ShouldBeFalse();
        Steps.IsOpen(Read("R0a1F1D2H3N9K10X11F50")).ShouldBeTrue("it was opened again");
    }

    [Fact]
    public void Stays_and_ways_of_three_cases_add_up_as_by_hand()
    {
        var passage = new Passage(new WorkClock(ResponseClock.Calendar, WorkCalendar.China, 0, 1000), 1000);
        passage.Add(0, "R0a10F10D30H50N100K110X120", true, "north");
        passage.Add(100, "R0a20F20D40F60D100", true, "south"); // sent back; waits at the unit since minute 200
        passage.Add(500, "R0a5X5", true, "south"); // on the spot

        (passage.Cases, passage.OnSpot, passage.All.Cases).ShouldBe((3, 1, 2));
        passage.Groups["north"].Cases.ShouldBe(1);
        passage.Groups["south"].Cases.ShouldBe(1);
        var dispatched = passage.Stays[(int)CaseState.Dispatched]!;
        (dispatched.Cases, dispatched.Now, dispatched.Minutes).ShouldBe((2, 1, 20 + 20 + 800));
        var filed = passage.Stays[(int)CaseState.Filed]!;
        (filed.Cases, filed.Coded.Count, filed.Minutes).ShouldBe((2, 3, 20 + 20 + 40));
        var back = passage.Ways[(int)CaseState.Dispatched * Passage.States + (int)CaseState.Filed]!;
        (back.Cases, back.Coded.Count).ShouldBe((1, 1));
        passage.Stays[(int)CaseState.Closed].ShouldBeNull("what is over waits for nobody");
        var handling = passage.All.Steps[(int)ResponseStep.Handling];
        (handling.Reached, handling.Waiting, handling.Left).ShouldBe((1, 1, 0));
        SurvivalCurve.OfCoded(handling.Coded).Within(.5).ShouldBe(70);
    }

    [Fact]
    public void Working_minutes_that_are_looked_up_are_those_of_the_calendar()
    {
        var random = new Random(3);
        var first = PathText.MinuteOf(Morning.AddDays(-40));
        var clock = new WorkClock(ResponseClock.Working, WorkCalendar.China, first, first + 80 * 1440);
        var some = 0;
        for (var i = 0; i < 500; i++)
        {
            var from = first + random.Next(0, 79 * 1440);
            var to = from + random.Next(0, 1440);
            var should = WorkCalendar.China.WorkingMinutes(DateTime.UnixEpoch.AddMinutes(from), DateTime.UnixEpoch.AddMinutes(to));
            clock.Between(from, to).ShouldBe(should);
            some += should > 0 ? 1 : 0;
        }
        some.ShouldBeGreaterThan(100);
        clock.Between(first + 10, first).ShouldBe(0);
    }

    [Fact]
    public void A_process_map_draws_every_state_once_and_what_leads_back_below()
    {
        var map = new ProcessLayout(
            [0, 2, 3, 4, 6, 7, 8, 9],
            [(0, 2), (2, 3), (3, 4), (4, 6), (6, 7), (7, 8), (0, 9), (6, 4), (3, 2), (3, 3), (2, 8)]
        );

        map.Nodes.Select(n => n.Key).ShouldBe([0, 2, 3, 4, 6, 7, 8, 9]);
        map.Nodes.Select(n => (n.X, n.Y)).Distinct().Count().ShouldBe(8);
        map.Edges.Count.ShouldBe(11);
        map.Edges.Where(e => e.IsBack).Select(e => (e.From, e.To)).ShouldBe([(6, 4), (3, 2), (3, 3)], ignoreOrder: true);
        map.Edges.Where(e => e.IsBack).Select(e => e.LabelY).Distinct().Count().ShouldBe(3, "each on a level of its own");
        map.Edges.ShouldAllBe(e => e.LabelY > 0 && e.LabelY < map.Height && e.LabelX > 0 && e.LabelX < map.Width);
        foreach (var (a, b) in map.Nodes.SelectMany(a => map.Nodes.Where(b => b.Key > a.Key).Select(b => (a, b))))
            (Math.Abs(a.X - b.X) >= ProcessLayout.NodeWidth || Math.Abs(a.Y - b.Y) >= ProcessLayout.NodeHeight).ShouldBeTrue();
        new ProcessLayout([], []).Edges.ShouldBeEmpty();
    }

    private static CaseMove Move(int minutes, CaseAction action, CaseState from, CaseState to) =>
        new(Morning.AddMinutes(minutes), action, from, to);

    private static Stop[] Read(string path)
    {
        var stops = new Stop[PathText.MostStops];
        return stops[..PathText.Read(path, stops)];
    }

    private static (int, int, StepOutcome)? Span(ResponseStep step, Stop[] line, int until = 540) =>
        Steps.Span(step, line, until) is { } span ? (span.From, span.To, span.Outcome) : null;
}
