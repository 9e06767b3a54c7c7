using System.Text.Json;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.WhatIf;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>The simulation against what can be said of queues without it.</summary>
public class SimulationTests
{
    private const int Cases = 60_000;
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var model = Line(hands: 2, meanGap: 400, meanWork: 700);

        var first = JsonSerializer.Serialize(new Simulation(model).Run(new SimDice(7, 3)));

        JsonSerializer.Serialize(new Simulation(model).Run(new SimDice(7, 3))).ShouldBe(first);
        JsonSerializer.Serialize(new Simulation(model).Run(new SimDice(8, 3))).ShouldNotBe(first);
    }

    [Fact]
    public void One_simulation_played_twice_forgets_the_first_time()
    {
        var model = Line(hands: 1, meanGap: 500, meanWork: 400);
        var simulation = new Simulation(model);
        var first = JsonSerializer.Serialize(simulation.Run(new SimDice(1, 1)));
        simulation.Run(new SimDice(2, 5));

        JsonSerializer.Serialize(simulation.Run(new SimDice(1, 1))).ShouldBe(first);
    }

    /// <summary>One hand, exponential gaps and works: the mean wait is ρ ÷ (1 − ρ) works.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    public void A_single_hand_makes_people_wait_as_long_as_the_theory_of_queues_says(double load)
    {
        const double work = 600;
        var model = Line(hands: 1, meanGap: work / load, meanWork: work);

        var wait = Enumerable.Range(1, 4).Average(r => new Simulation(model).Run(new SimDice(11, r)).MeanWaitSeconds);

        wait.ShouldBe(load / (1 - load) * work, load / (1 - load) * work * 0.08);
    }

    [Fact]
    public void Nobody_waits_where_there_are_more_hands_than_cases()
    {
        var result = new Simulation(Line(hands: Cases, meanGap: 60, meanWork: 5_000)).Run(new SimDice(3, 1));

        result.MeanWaitSeconds.ShouldBe(0);
        result.OverloadSeconds.ShouldBe(0);
    }

    [Fact]
    public void More_hands_never_make_anybody_worse_with_the_same_random_numbers()
    {
        var (wait, overload) = (double.MaxValue, long.MaxValue);
        for (var hands = 1; hands <= 6; hands++)
        {
            var result = new Simulation(Line(hands, meanGap: 400, meanWork: 700)).Run(new SimDice(5, 1));
            result.MeanWaitSeconds.ShouldBeLessThanOrEqualTo(wait);
            result.OverloadSeconds.ShouldBeLessThanOrEqualTo(overload);
            (wait, overload) = (result.MeanWaitSeconds, result.OverloadSeconds);
        }
        wait.ShouldBeLessThan(30);
    }

    [Fact]
    public void What_is_due_first_is_done_first()
    {
        var model = Of(
            [Case(0, 0, 3600, int.MaxValue), Case(1, 10, 60, 90_000), Case(2, 20, 60, 4_000)],
            [new SimCrew(0, 1)],
            DutyTime.Always(30)
        );

        var result = new Simulation(model).Run(new SimDice(1, 0));

        result.OnTime.ShouldBe(3, "the third comes last and is due first");
    }

    [Fact]
    public void Work_rests_at_night_and_over_the_weekend()
    {
        // Friday 17:30, two hours of work: half an hour on Friday, the rest on Monday morning.
        var office = DutyTime.Of(WorkCalendar.China, Monday, 30);
        var friday = (4 * DutyTime.Day) + (int)(17.5 * 3600);

        var model = Of([Case(0, friday, 2 * 3600, friday + (3 * DutyTime.Day))], [new SimCrew(0, 1)], office);
        var result = new Simulation(model).Run(new SimDice(1, 0));

        (result.MedianSeconds / 3600d).ShouldBe(64, 0.01);
        office.NextOpen(friday + 3600).ShouldBe((7 * DutyTime.Day) + (8 * 3600));
    }

    [Fact]
    public void Duty_time_there_and_back_is_the_same()
    {
        var office = DutyTime.Of(WorkCalendar.China, Monday, 60);
        var dice = new Random(4);
        for (var i = 0; i < 2_000; i++)
        {
            var at = dice.Next(30 * DutyTime.Day);
            var work = 1 + dice.Next(40 * 3600);
            (office.Before(office.Add(at, work)) - office.Before(at)).ShouldBe(work);
            office.IsOpen(office.NextOpen(at)).ShouldBeTrue();
        }
    }

    [Fact]
    public void People_in_the_evening_work_off_what_the_day_left()
    {
        var office = DutyTime.Of(WorkCalendar.China, Monday, 40);
        var evening = DutyTime.Of(WorkCalendar.China, Monday, 40, [new WorkWindow(18 * 60, 22 * 60)]);
        SimCase[] cases = [.. Enumerable.Range(0, 40).Select(i => Case(i, (9 * 3600) + i, 3600, 3 * DutyTime.Day))];

        var without = new Simulation(Of(cases, [new SimCrew(0, 1)], office)).Run(new SimDice(1, 0));
        var with = new Simulation(Of(cases, [new SimCrew(0, 1), new SimCrew(1, 1)], office, evening)).Run(new SimDice(1, 0));

        with.OnTime.ShouldBeGreaterThan(without.OnTime);
        with.MeanWaitSeconds.ShouldBeLessThan(without.MeanWaitSeconds);
    }

    [Fact]
    public void A_case_that_is_sent_back_or_done_again_takes_longer()
    {
        var smooth = Line(hands: 3, meanGap: 700, meanWork: 700);
        var rough = Line(hands: 3, meanGap: 700, meanWork: 700, returns: 0.2, reworks: 0.2);

        new Simulation(rough)
            .Run(new SimDice(1, 1))
            .MedianSeconds.ShouldBeGreaterThan(new Simulation(smooth).Run(new SimDice(1, 1)).MedianSeconds);
    }

    [Fact]
    public void The_fit_finds_the_hands_that_really_worked()
    {
        var truth = Line(hands: 4, meanGap: 200, meanWork: 700);
        var real = new Simulation(truth).Run(new SimDice(9, 0));

        SimFit.Hands(SimFit.With(truth, [1]), [real.MeanWaitSeconds], [40], 9).ShouldBe([4]);
        SimFit.Hands(truth, [-1], [40], 9).ShouldBe([40], "nothing is known of the waiting: as many as were seen at once");
    }

    [Fact]
    public void No_change_is_no_demonstrable_difference_and_one_more_hand_is_one()
    {
        var before = Line(hands: 1, meanGap: 800, meanWork: 700, due: 3_600);
        var same = new Experiment(before, Line(hands: 1, meanGap: 800, meanWork: 700, due: 3_600), 1, 5);
        var better = new Experiment(before, Line(hands: 2, meanGap: 800, meanWork: 700, due: 3_600), 1, 5);
        while (!same.IsDone)
            (_, _) = (Stepped(same), Stepped(better));

        same.Difference(r => r.OnTimeShare).IsShown.ShouldBeFalse();
        same.Difference(r => r.OnTimeShare).Change.ShouldBe(0);
        var difference = better.Difference(r => r.OnTimeShare);
        difference.IsShown.ShouldBeTrue();
        difference.Low.ShouldBeGreaterThan(0);
        difference.Change.ShouldBeInRange(difference.Low, difference.High);
    }

    [Fact]
    public void An_interval_of_differences_is_as_in_the_books()
    {
        // differences 1, 2, 3: mean 2, spread 1, t with two degrees 4.303
        var of = SimDifference.Of([0, 0, 0], [1, 2, 3]);

        of.Change.ShouldBe(2);
        of.Low.ShouldBe(2 - (4.303 / Math.Sqrt(3)), 1e-9);
        of.IsShown.ShouldBeFalse();
    }

    [Fact]
    public async Task A_model_made_of_real_times_repeats_what_happened_and_says_when_it_does_not()
    {
        var (models, before) = await Modelled(new ScenarioContent());
        var fit = new Simulation(before).Run(new SimDice(1, 0));

        models.Counted.ShouldBe(200);
        fit.OnTimeShare.ShouldBe(models.Real.OnTimeShare, ScenarioOutcome.MostMisfit);
        (fit.MedianSeconds / 3600d).ShouldBe(models.Real.MedianHours, models.Real.MedianHours / 3);
        var side = new FitSide(200, 0.924, 10, 20, 1);
        Outcome(side, side with { OnTimeShare = 0.912 }).IsMisfit.ShouldBeFalse();
        Outcome(side, side with { OnTimeShare = 0.85 }).IsMisfit.ShouldBeTrue();
        Outcome(side, side with { MedianHours = 30 }).IsMisfit.ShouldBeTrue();
    }

    [Fact]
    public async Task A_longer_limit_and_more_people_are_played_as_they_are_written()
    {
        var (models, before) = await Modelled(new ScenarioContent(LimitPercent: 200));
        models.Retimed.ShouldBe(200);
        var (_, _, after) = await Both(new ScenarioContent(LimitPercent: 200));
        after.Cases.Zip(before.Cases, (a, b) => a.Due >= b.Due).ShouldAllBe(longer => longer);

        var (_, usual, more) = await Both(new ScenarioContent(Staffing: [new StaffingChange("roads", 2, 18 * 60, 22 * 60)]));
        more.Crews[0].Length.ShouldBe(2);
        more.Crews[0][1].Hands.ShouldBeGreaterThanOrEqualTo(2);
        usual.Crews[0].Length.ShouldBe(1);
        var (_, _, fewer) = await Both(new ScenarioContent(Staffing: [new StaffingChange("roads", -50)]));
        fewer.Crews[0][0].Hands.ShouldBe(1, "one hand stays");
    }

    private static bool Stepped(Experiment experiment)
    {
        experiment.Step();
        return true;
    }

    private static ScenarioOutcome Outcome(FitSide real, FitSide model) =>
        new(200, 0, 0, real, model, default, default, default, default, default, [], [], [], 0);

    private static async Task<(ScenarioModels Models, SimModel Before)> Modelled(ScenarioContent content)
    {
        var (models, before, _) = await Both(content);
        return (models, before);
    }

    /// <summary>Two hundred invented cases of one unit with three people who take them one after the other.</summary>
    private static async Task<(ScenarioModels Models, SimModel Before, SimModel After)> Both(ScenarioContent content)
    {
        var calendar = WorkCalendar.China;
        var models = new ScenarioModels(
            content,
            Monday,
            Monday.AddDays(25),
            calendar,
            _ => calendar,
            calendar.LocalMidnightUtc(Monday.AddDays(60))
        );
        var dice = new Random(12);
        var free = Enumerable.Repeat(calendar.LocalMidnightUtc(Monday), 3).ToArray();
        var arrivals = Enumerable.Range(0, 200).Select(_ => calendar.LocalMidnightUtc(Monday).AddMinutes(dice.Next(24 * 24 * 60))).Order();
        foreach (var at in arrivals)
        {
            var who = Array.IndexOf(free, free.Min());
            var start = calendar.DueAt(at > free[who] ? at : free[who], new TimeLimit(1d / 60, LimitUnit.WorkHour));
            var end = calendar.DueAt(start, new TimeLimit(0.5 + (dice.NextDouble() * 3), LimitUnit.WorkHour));
            free[who] = end;
            var limit = new TimeLimit(6, LimitUnit.WorkHour);
            var desk = new WorkDesk("roads", null);
            models.Add(
                new PastWork.Item(
                    "gb47678/matter/01001",
                    desk,
                    desk,
                    at,
                    at,
                    at,
                    start,
                    end,
                    calendar.DueAt(at, limit),
                    limit,
                    limit,
                    [],
                    0,
                    0
                )
            );
        }
        var (before, after, _, _) = await models.Build(_ => ValueTask.FromResult(3), default);
        return (models, before, after);
    }

    private static SimCase Case(int key, int at, int work, int due) =>
        new()
        {
            Key = key,
            At = at,
            Work = work,
            Due = due,
            IsCounted = true,
        };

    private static SimModel Of(SimCase[] cases, SimCrew[] crews, params DutyTime[] times) =>
        new()
        {
            Cases = cases,
            Times = times,
            Crews = [crews],
            Pools = [new SimPool([600], 0, 0)],
            Days = 30,
        };

    /// <summary>One desk around the clock with exponential gaps and works.</summary>
    private static SimModel Line(int hands, double meanGap, double meanWork, double returns = 0, double reworks = 0, int due = int.MaxValue)
    {
        var dice = new Random(2026);
        var at = 0d;
        var cases = new SimCase[Cases];
        for (var i = 0; i < cases.Length; i++)
        {
            at += -Math.Log(1 - dice.NextDouble()) * meanGap;
            cases[i] = Case(
                i,
                (int)at,
                (int)Math.Round(-Math.Log(1 - dice.NextDouble()) * meanWork),
                due == int.MaxValue ? due : (int)at + due
            );
        }
        int[] works = [.. Enumerable.Range(0, 10_000).Select(i => (int)Math.Round(-Math.Log(1 - ((i + 0.5) / 10_000)) * meanWork))];
        var days = (int)(at / DutyTime.Day) + 200;
        return new SimModel
        {
            Cases = cases,
            Times = [DutyTime.Always(days)],
            Crews =
            [
                [new SimCrew(0, hands)],
            ],
            Pools = [new SimPool(works, returns, reworks)],
            ReturnDelays = [3_600],
            CheckDelays = [7_200],
            Days = days,
        };
    }
}
