using System.Text.RegularExpressions;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Locating;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Gezhi.Web.Seeding;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Seeding;

/// <summary>The invented reports are varied, placed, timed and lead through every state.</summary>
public sealed class ReportGrammarTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 3, 10, 0, DateTimeKind.Utc);
    private static readonly string Folder = SeedFolder.Find(AppContext.BaseDirectory);
    private static readonly ReportGrammar Grammar = ReportGrammar.Read(Folder);
    private static readonly IReadOnlyList<SeedReport> Reports = Grammar.Make(2_000, seed: 7, Now);

    [Fact]
    public void No_sentence_is_heard_often()
    {
        var skeletons = Reports
            .Select(r => Regex.Replace(r.Text.Replace(r.PlaceText, "", StringComparison.Ordinal), "[0-9]+", "#"))
            .CountBy(t => t);

        Reports.Count.ShouldBe(2_000);
        Reports.Select(r => r.Text).Distinct().Count().ShouldBeGreaterThanOrEqualTo(1_900);
        skeletons.ShouldAllBe(s => s.Value <= 3);
        Reports.ShouldAllBe(r =>
            TextElements.Length(r.Text) >= 8 && TextElements.Length(r.Text) <= 200 && r.Title.Length <= Gezhi.Cases.Case.LongestTitle
        );
        Reports.ShouldContain(r => r.Text.Contains("𠮷", StringComparison.Ordinal));
    }

    [Fact]
    public void A_year_reaches_back_as_far_as_asked_and_leaves_the_stories_alone()
    {
        var year = Grammar.Past(1_500, seed: 11, days: 300, Now);

        year.Count.ShouldBe(1_500);
        year.ShouldAllBe(r => r.Moves[0].At > Now.AddDays(-302) && r.Moves[0].At <= Now);
        year.Count(r => r.Moves[0].At < Now.AddDays(-60)).ShouldBeInRange(1_050, 1_350);
        year.Select(r => r.Moves[0].At.Month).Distinct().Count().ShouldBeGreaterThanOrEqualTo(10);
        year.ShouldNotContain(r => r.Phone == SeedCast.Read(Folder).Residents[0].Phone);
        Grammar.Past(1_500, seed: 11, days: 300, Now).Select(r => r.Text).ShouldBe(year.Select(r => r.Text));
        Grammar.Past(1_500, seed: 12, days: 300, Now).Select(r => r.Text).ShouldNotBe(year.Select(r => r.Text));
    }

    [Fact]
    public void No_pattern_mark_is_left_in_a_text()
    {
        var said = Reports.SelectMany(r => r.Moves.Select(m => m.Text).Append(r.Text).Append(r.Title).Append(r.PlaceText)).OfType<string>();

        said.ShouldAllBe(t => t.Length > 0 && !Regex.IsMatch(t, @"[{}()|\[\]]"));
    }

    [Fact]
    public void Every_point_lies_in_the_micro_grid_it_names()
    {
        var town = SeedTown.Read(Folder);
        var index = new GridIndex([
            .. town
                .Areas.Where(a => a.Level == AreaLevel.MicroGrid)
                .Select(a => new GridShape(
                    a.Code,
                    [
                        [
                            [.. a.Ring],
                        ],
                    ]
                )),
        ]);

        Reports.ShouldAllBe(r => index.Locate(r.At.Lon, r.At.Lat) == r.AreaCode);
        Reports.Select(r => r.AreaCode[..9]).Distinct().Count().ShouldBe(16);
    }

    [Fact]
    public void Every_state_occurs_and_most_cases_are_closed()
    {
        var share = Reports.CountBy(r => r.FinalState).ToDictionary(s => s.Key, s => s.Value / 2_000.0);

        share.Keys.Order().ShouldBe(Enum.GetValues<CaseState>().Order());
        share[CaseState.Closed].ShouldBeInRange(0.75, 0.92);
        Reports.Where(r => r.IsLate is not null).Average(r => r.IsLate == true ? 1.0 : 0).ShouldBeInRange(0.04, 0.2);
    }

    [Fact]
    public void Replaying_the_moves_on_the_product_s_own_table_gives_the_final_state_and_nothing_lies_in_the_future()
    {
        foreach (var report in Reports)
        {
            StateAt(report, Now).ShouldBe(report.FinalState);
            report.Moves[0].At.ShouldBe(report.CreatedAt);
            report.Moves.Zip(report.Moves.Skip(1)).ShouldAllBe(p => p.First.At <= p.Second.At);
            report.Moves[^1].At.ShouldBeLessThanOrEqualTo(Now);
        }
    }

    [Fact]
    public void A_joined_report_follows_an_earlier_one_that_is_still_open()
    {
        var joined = Reports.Where(r => r.FinalState == CaseState.Joined).ToList();

        joined.Count.ShouldBeGreaterThan(20);
        foreach (var report in joined)
        {
            var first = Reports[report.SameAsNo!.Value - 1];
            first.No.ShouldBeLessThan(report.No);
            first.CategoryKey.ShouldBe(report.CategoryKey);
            first.Landmark.ShouldBe(report.Landmark);
            first.FinalState.ShouldNotBe(CaseState.Joined);
            CaseFlow.OpenStates.ShouldContain(StateAt(first, report.Moves[^1].At));
        }
    }

    private static CaseState StateAt(SeedReport report, DateTime instant)
    {
        var state = report.Moves[0].Action == CaseAction.SolveOnSpot ? CaseState.Closed : CaseFlow.Table.Start;
        foreach (var move in report.Moves.Skip(1).Where(m => m.At <= instant))
            state = CaseFlow.Table.Next(state, move.Action);
        return state;
    }

    [Fact]
    public void The_day_has_two_peaks_and_this_morning_is_busy()
    {
        var hours = Reports.CountBy(r => WorkCalendar.China.Local(r.CreatedAt).Hour).ToDictionary();
        var today = Reports.Where(r => WorkCalendar.China.LocalDay(r.CreatedAt) == WorkCalendar.China.LocalDay(Now)).ToList();

        Math.Min(hours[9], hours[16]).ShouldBeGreaterThan(2 * hours[12]);
        hours[9].ShouldBeGreaterThan(10 * hours[3]);
        today.Count.ShouldBeInRange(50, 75);
        today.Count(r => r.IsUrgent).ShouldBeInRange(3, 15);
        today.Count(r => r.FinalState == CaseState.Reported).ShouldBeGreaterThan(5);
        Reports.Count(r => r.IsLate == true && CaseFlow.OpenStates.Contains(r.FinalState)).ShouldBeInRange(3, 60);
        Reports.ShouldAllBe(r => r.CreatedAt > Now.AddDays(-61));
    }

    [Fact]
    public void Street_order_and_street_cleanness_lead_as_they_did_in_the_city()
    {
        Share("gb47678/matter/09").ShouldBeInRange(0.34, 0.46);
        Share("gb47678/matter/06").ShouldBeInRange(0.27, 0.39);
        Reports.CountBy(r => r.Landmark).Max(l => l.Value).ShouldBeInRange(8, 80);

        static double Share(string prefix) => Reports.Count(r => r.CategoryKey.StartsWith(prefix, StringComparison.Ordinal)) / 2_000.0;
    }

    [Fact]
    public void Phones_reach_nobody_and_patrols_leave_none()
    {
        var phones = Reports.SelectMany(r => new[] { r.Phone, r.NeighbourPhone }).OfType<string>().ToList();

        phones.Count.ShouldBeGreaterThan(900);
        phones.ShouldAllBe(p => p.StartsWith("1540", StringComparison.Ordinal) && Phone.IsValid(p));
        Reports.Where(r => r.Channel == Channel.GridPatrol).ShouldAllBe(r => r.Phone == null);
        Reports.Where(r => r.Rating is not null).ShouldAllBe(r => r.FinalState == CaseState.Closed && r.Phone != null);
    }

    [Fact]
    public void The_broken_manhole_of_the_stories_has_just_come_in()
    {
        var story = Reports.Single(r => r.Title == "窨井盖缺失一半");

        story.FinalState.ShouldBe(CaseState.Reported);
        story.Phone.ShouldBe(SeedCast.Read(Folder).Residents[0].Phone);
        story.CreatedAt.ShouldBe(Now.AddMinutes(-4));
    }

    [Fact]
    public void The_same_seed_says_the_same_and_another_seed_something_else()
    {
        var (one, again, other) = (Grammar.Make(120, 1, Now), Grammar.Make(120, 1, Now), Grammar.Make(120, 2, Now));

        one.Select(r => (r.Text, r.At, r.CreatedAt, r.FinalState)).ShouldBe(again.Select(r => (r.Text, r.At, r.CreatedAt, r.FinalState)));
        one.Select(r => r.Text).Intersect(other.Select(r => r.Text)).Count().ShouldBeLessThan(10);
    }

    [Theory]
    [InlineData(2026, 1, 1, 16)]
    [InlineData(2026, 7, 15, 22)]
    [InlineData(2026, 5, 9, 12)]
    public void Any_instant_will_do(int year, int month, int day, int utcHour)
    {
        var now = new DateTime(year, month, day, utcHour, 30, 0, DateTimeKind.Utc);

        Grammar.Make(400, 3, now).ShouldAllBe(r => r.CreatedAt <= now && r.Moves.All(m => m.At <= now));
    }
}
