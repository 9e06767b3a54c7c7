using System.Text.Json.Nodes;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Facts;
using Gezhi.Indicators.Rollups;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>The figures against a table reckoned by hand, and what must hold for any cases.</summary>
public class FigureTests
{
    private const int District = 410103;

    /// <summary>A week after the morning: every limit has run out.</summary>
    private static readonly DateTime Later = Told.Morning.AddDays(7);

    /// <summary>
    /// Ten cases: 1 in time; 2 late; 3 in time by an extension only; 4 open and late; 5 shelved; 6 void; 7 joined; 8 solved on the spot; 9 returned, reworked, in
    /// time; 10 reopened and open again without a deadline.
    /// </summary>
    private static readonly CaseHistory[] Ten =
    [
        Told.Open(1).ClosedAfter(5) with
        {
            Stars = [5, 4],
            SaidSolved = 2,
            ArrivedAt = Told.Morning.AddMinutes(80),
        },
        Told.Open(2).ClosedAfter(30) with
        {
            Stars = [2],
            SaidSolved = 0,
        },
        Told.Open(3).ClosedAfter(40).Extended(),
        Told.Open(4),
        Told.Open(5).Shelved(),
        Told.Open(6) with
        {
            State = CaseState.Void,
        },
        Told.Open(7) with
        {
            State = CaseState.Joined,
        },
        Told.Open(8).ClosedAfter(0) with
        {
            Channel = Channel.GridPatrol,
            FiledAt = Told.Morning,
            IsSolvedOnSpot = true,
            WasDispatched = false,
            Level = WorkLevel.Grid,
            Filing = null,
            Dispatching = null,
            Checking = null,
            DueAt = null,
            OriginalDueAt = null,
        },
        Told.Open(9).ClosedAfter(6) with
        {
            WasReturned = true,
            WasReworked = true,
            Level = WorkLevel.Street,
        },
        Told.Open(10) with
        {
            State = CaseState.Filed,
            DispatchedAt = null,
            DueAt = null,
            OriginalDueAt = null,
            WasClosed = true,
            WasReopened = true,
        },
    ];

    /// <summary>Key, numerator, denominator, by hand from the ten.</summary>
    public static TheoryData<string, long, long> ByHand =>
        new()
        {
            { "reported", 10, 10 },
            { "filed", 8, 8 }, // without 6 and 7
            { "dispatched", 7, 7 }, // without 8
            { "closed", 5, 5 }, // 1 2 3 8 9
            { "shelved", 1, 1 },
            { "due", 6, 6 }, // the five closed and 4: 5 is shelved, 10 has no deadline
            { "due_strict", 7, 7 }, // and 5
            { "late_open", 1, 1 },
            { "close_ontime_rate", 4, 6 }, // 1 3 8 9
            { "close_ontime_rate_strict", 3, 7 }, // 3 was in time by its extension only
            { "close_rate", 5, 6 },
            { "close_rate_strict", 5, 7 },
            { "rework_rate", 1, 8 },
            { "return_rate", 1, 7 },
            { "reopen_rate", 1, 6 },
            { "file_rate", 8, 10 },
            { "file_accuracy", 9, 10 }, // 6 is void
            { "dispatch_accuracy", 6, 7 },
            { "valid_report_rate", 1, 1 },
            { "public_report_rate", 7, 8 },
            { "found_first_rate", 1, 8 }, // 8: nobody was joined to it
            { "on_spot_rate", 1, 8 },
            { "file_ontime_rate", 9, 9 },
            { "dispatch_ontime_rate", 7, 7 },
            { "verify_ontime_rate", 0, 0 },
            { "check_ontime_rate", 4, 4 },
            { "satisfaction_rate", 1, 2 },
            { "resolve_rate", 1, 2 },
            { "satisfaction_stars", 11, 3 },
            { "solved_in_grid_rate", 1, 5 },
            { "solved_in_community_rate", 1, 5 },
            { "solved_in_street_rate", 2, 5 },
            { "first_answer_minutes", 100, 10 },
            { "dispatch_minutes", 70, 7 },
            { "arrival_minutes", 60, 1 },
            { "handling_minutes", 4780, 5 }, // 280 1780 2380 0 340; solved on the spot: handed in before it was "dispatched", 0
            { "handling_work_minutes", 300, 5 },
        };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void A_figure_is_what_a_person_reckons(string key, long counted, long whole)
    {
        var value = Of(key, Ten, Later);

        (value.Counted, value.Whole).ShouldBe((counted, whole), key);
        if (FigureList.Product.Find(key, 202603)!.Kind != FigureKind.Cases)
            value.Value.ShouldBe(whole == 0 ? null : (double)counted / whole);
    }

    [Fact]
    public void Every_figure_of_the_register_is_reckoned_by_hand_somewhere() =>
        FigureList.Product.Keys.Order().ShouldBe(ByHand.Select(row => row.Data.Item1).Order());

    [Fact]
    public void Nothing_to_divide_by_gives_no_value_never_nought_or_all()
    {
        foreach (var figure in FigureList.Product.In(202603).Where(f => f.Kind != FigureKind.Cases))
            figure.Of([]).ShouldBe(new FigureValue(0, 0, null), figure.Key);
    }

    [Fact]
    public void Every_published_index_is_in_the_register_or_left_out_with_a_reason()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "evaluation-indices.json")))!;
        var codes = file["indices"]!.AsArray().Select(i => i!["code"]!.GetValue<string>()).ToList();
        codes.Count.ShouldBeGreaterThan(15);
        // Two have another name here: 应结案数 and 平均处置时长.
        var known = FigureList
            .Product.Keys.Concat(FigureList.LeftOut.Select(f => f.Key))
            .Concat(["should_close", "avg_handle_time"])
            .ToHashSet();
        codes.Where(c => !known.Contains(c)).ShouldBeEmpty();
        FigureList.LeftOut.ShouldAllBe(f => f.Why.Zh.Length > 5 && f.Why.En.Length > 5);
        (FigureList.Product.Find("due", 202603), FigureList.Product.Find("handling_minutes", 202603)).ShouldNotBe((null, null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_share_lies_between_nought_and_one_and_its_parts_are_whole_cases(int seed)
    {
        var cases = Random(seed, 300);
        foreach (var figure in FigureList.Product.In(202603).Where(f => f.Kind == FigureKind.Share))
        {
            var value = Of(figure.Key, cases, Later.AddDays(seed));
            value.Counted.ShouldBeInRange(0, value.Whole, figure.Key);
            if (value.Value is { } share)
                share.ShouldBeInRange(0, 1, figure.Key);
        }
    }

    /// <summary>Nobody does better by leaving a case open, and nobody does worse by closing one in time.</summary>
    [Theory]
    [InlineData("close_ontime_rate_strict")]
    [InlineData("close_rate_strict")]
    [InlineData("close_ontime_rate")]
    [InlineData("close_rate")]
    public void Closing_in_time_never_lowers_and_not_acting_never_raises(string key)
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var cases = Random(seed, 40);
            var at = Told.Morning.AddHours(seed * 3);
            var before = Of(key, cases, at);
            var open = Array.FindIndex(cases, c => c.State == CaseState.Handling);
            if (open >= 0)
            {
                var closed = cases.ToArray();
                closed[open] = cases[open].ClosedAfter(1) with { CaseId = cases[open].CaseId };
                ((Of(key, closed, at).Value ?? 0) - (before.Value ?? 0)).ShouldBeGreaterThanOrEqualTo(-1e-9, $"seed {seed}");
            }
            if (before.Value is { } was)
                ((Of(key, cases, at.AddDays(3)).Value ?? 0) - was).ShouldBeLessThanOrEqualTo(1e-9, $"seed {seed}");
        }
    }

    [Fact]
    public void Shelving_does_not_better_the_strict_figure()
    {
        CaseHistory[] worked = [Told.Open(1).ClosedAfter(5), Told.Open(2)];
        CaseHistory[] shelved = [worked[0], worked[1].Shelved()];

        Of("close_ontime_rate", shelved, Later).Value.ShouldBe(1);
        Of("close_ontime_rate_strict", shelved, Later).ShouldBe(Of("close_ontime_rate_strict", worked, Later));
    }

    [Fact]
    public void A_new_version_holds_from_its_month_on_and_both_can_be_reckoned_from_the_same_cases()
    {
        var old = FigureList.Product.Find("close_rate", 202603)!;
        var changed = old with { Version = 2, FromMonth = 202604, Whole = Mark.StrictDue };
        var list = new FigureList([old, changed]);

        list.Find("close_rate", 202603)!.Version.ShouldBe(1);
        list.Find("close_rate", 202604)!.Version.ShouldBe(2);
        list.Announced("close_rate", 202603).ShouldBe(changed);
        list.Announced("close_rate", 202604).ShouldBeNull();
        list.VersionsOf("close_rate").Select(v => Of(v, Ten, Later).Whole).ShouldBe([6, 7]);
        Should.Throw<InvalidOperationException>(() => new FigureList([old, changed with { FromMonth = 0 }]));
    }

    [Fact]
    public void A_stage_that_was_in_time_stays_so_when_its_limit_is_shortened_later()
    {
        var first = Reckon.Of(District, Told.Open(), WorkCalendar.China, Told.Morning.AddHours(1));
        var shorter = Told.Open() with { Filing = new StageSpan(Told.Morning, Told.Morning.AddMinutes(10), Told.Morning.AddMinutes(5)) };

        Reckon
            .Of(District, shorter, WorkCalendar.China, Later, first)
            .Marks.ShouldBe(Reckon.Of(District, Told.Open(), WorkCalendar.China, Later).Marks);
        ((Mark)Reckon.Of(District, shorter, WorkCalendar.China, Later).Marks & Mark.FiledOnTime).ShouldBe(Mark.None);
    }

    [Fact]
    public void A_case_says_when_it_will_say_something_else()
    {
        var open = Reckon.Of(District, Told.Open(), WorkCalendar.China, Told.Morning.AddHours(1));
        open.NextAt.ShouldBe(Told.Morning.AddHours(24).AddMilliseconds(1));
        ((Mark)open.Marks & Mark.LateOpen).ShouldBe(Mark.None);

        var late = Reckon.Of(District, Told.Open(), WorkCalendar.China, open.NextAt!.Value, open);
        ((Mark)late.Marks & (Mark.LateOpen | Mark.Due | Mark.StrictDue)).ShouldBe(Mark.LateOpen | Mark.Due | Mark.StrictDue);
        late.NextAt.ShouldBeNull();
        Reckon.Of(District, Told.Open().ClosedAfter(3), WorkCalendar.China, Later).NextAt.ShouldBeNull();
    }

    /// <summary>Whatever changes in whatever order: what was added by differences is what one adds up from nothing.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Differences_add_up_to_the_whole(int seed)
    {
        var random = new Random(seed);
        var (known, cells) = (new Dictionary<Guid, CaseFact>(), new Dictionary<CellKey, CellSum>());
        for (var round = 0; round < 60; round++)
        {
            var changes = new CellChanges();
            foreach (var one in Random(random.Next(), random.Next(1, 12)))
            {
                var before = known.GetValueOrDefault(one.CaseId);
                var fact = Reckon.Of(District, one, WorkCalendar.China, Told.Morning.AddHours(round), before);
                if (before is not null)
                    changes.Remove(before);
                changes.Add(fact);
                known[one.CaseId] = fact;
            }
            foreach (var (key, sum) in changes.All)
                cells[key] = cells.GetValueOrDefault(key) + sum;
        }
        var whole = new CellChanges();
        foreach (var fact in known.Values)
            whole.Add(fact);
        cells.Where(c => c.Value != default).ToDictionary().ShouldBe(whole.All.ToDictionary(), ignoreOrder: true);
        cells.Values.Select(c => c.Cases).ShouldAllBe(count => count >= 0);
    }

    private static FigureValue Of(string key, IEnumerable<CaseHistory> cases, DateTime now) =>
        Of(FigureList.Product.Find(key, 202603)!, cases, now);

    private static FigureValue Of(FigureDefinition figure, IEnumerable<CaseHistory> cases, DateTime now)
    {
        var changes = new CellChanges();
        foreach (var one in cases)
            changes.Add(Reckon.Of(District, one, WorkCalendar.China, now));
        return figure.Of(
            changes
                .All.Where(c => c.Key.Basis == figure.Basis)
                .Select(c => new Tally
                {
                    Marks = (Mark)c.Key.Marks,
                    Cases = c.Value.Cases,
                    Ratings = c.Value.Ratings,
                    Stars = c.Value.Stars,
                    FirstAnswerMinutes = c.Value.FirstAnswerMinutes,
                    DispatchMinutes = c.Value.DispatchMinutes,
                    ArrivalMinutes = c.Value.ArrivalMinutes,
                    HandlingMinutes = c.Value.HandlingMinutes,
                    WorkingMinutes = c.Value.WorkingMinutes,
                })
        );
    }

    private static CaseHistory[] Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(no => One(random, no))];
    }

    private static CaseHistory One(Random random, int no)
    {
        var open = Told.Open(no) with
        {
            AreaCode = $"410103001001{random.Next(1, 4):000}01",
            Channel = random.Next(2) == 0 ? Channel.Hotline : Channel.GridPatrol,
            WasReturned = random.Next(5) == 0,
            WasReworked = random.Next(5) == 0,
            CategoryKey = random.Next(4) == 0 ? null : "gb47678/matter/01002",
        };
        return random.Next(7) switch
        {
            0 => open,
            1 => open.Shelved(),
            2 => open with { State = CaseState.Void },
            3 => open with
            {
                State = CaseState.Filed,
                DueAt = null,
                OriginalDueAt = null,
                DispatchedAt = null,
                WasClosed = true,
                WasReopened = true,
            },
            4 => open.ClosedAfter(random.Next(1, 60)).Extended(),
            5 => open with
            {
                State = CaseState.Reported,
                FiledAt = null,
                DispatchedAt = null,
                DueAt = null,
                OriginalDueAt = null,
                Filing = null,
                Dispatching = null,
                WasDispatched = false,
            },
            _ => open.ClosedAfter(random.Next(1, 60)) with { Stars = [random.Next(1, 6)], SaidSolved = random.Next(2) },
        };
    }
}
