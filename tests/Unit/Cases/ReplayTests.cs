using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>A replay asks as the live engine does: the response group nearest to the case, and the hours of the unit.</summary>
public class ReplayTests
{
    private const string Community = "410103001001";

    [Fact]
    public void The_response_group_of_a_community_takes_its_cases_and_the_streets_takes_the_others()
    {
        var replay = new Replay(RuleIndex.Of([]), RuleIndex.Of([]), Ground());

        replay.Around("410103001002001").Interim.ShouldBe("street");
        replay.Around(Community + "001").Interim.ShouldBe("community");
    }

    [Fact]
    public void A_unit_that_works_every_day_has_the_case_done_earlier_than_one_that_rests_on_weekends()
    {
        var replay = new Replay(RuleIndex.Of([Rule("sanitation")]), RuleIndex.Of([Rule("enforcement")]), Ground());
        var friday = new DateTime(2026, 3, 6, 2, 0, 0, DateTimeKind.Utc);

        replay.Add(
            new PastCase(
                Cast.Id(1),
                friday,
                "gb47678/matter/06010",
                Community + "001",
                Channel.ResidentPage,
                false,
                null,
                null,
                friday,
                null,
                2,
                LimitUnit.WorkDay,
                null,
                0
            ),
            Cast.District,
            Cast.Id(2)
        );

        var outcome = replay.Finish();
        outcome.Retimed.ShouldBe(1);
        outcome.MinutesSum.ShouldBe(-2 * 1440, "over the weekend instead of after it");
    }

    private static ReplayGround Ground() =>
        new(
            WorkCalendar.China,
            unit => unit == "enforcement" ? WorkCalendar.China.OnEveryDay() : WorkCalendar.China,
            _ => true,
            area => area.StartsWith(Community, StringComparison.Ordinal) ? "community" : "street",
            (_, _, _) => null,
            _ => (FilingCondition?)null,
            PlaceIndex.Empty,
            Cast.Morning
        );

    private static ResponsibilityRule Rule(string unit) =>
        new()
        {
            DistrictId = Cast.District,
            Id = Guid.CreateVersion7(),
            No = "R-06010-01",
            CategoryPrefix = "gb47678/matter/06010",
            LeadUnitCode = unit,
        };
}
