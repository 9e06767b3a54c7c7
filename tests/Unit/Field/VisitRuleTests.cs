using Gezhi.Field.HomeService;
using Gezhi.Field.Verification;
using Gezhi.Field.Visits;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Field;

/// <summary>Where a door stands, in which order doors are walked, what may be asked.</summary>
public class VisitRuleTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Nobody_at_home_is_tried_again_some_days_later_at_another_time_so_often_and_no_oftener()
    {
        var first = VisitRule.Of([Try(1, VisitResult.NotHome, Monday, DayPart.Morning, card: true)], retryDays: 3, mostTries: 2);
        var second = VisitRule.Of(
            [
                Try(1, VisitResult.NotHome, Monday, DayPart.Morning, card: true),
                Try(2, VisitResult.NotHome, Monday.AddDays(3), DayPart.Evening),
            ],
            3,
            2
        );

        first.ShouldBe(new VisitRule.Standing(TargetState.Again, 1, true, Monday.AddDays(3), DayPart.Morning));
        second.ShouldBe(new VisitRule.Standing(TargetState.Unreached, 2, true, null, DayPart.Evening));
    }

    [Theory]
    [InlineData(VisitResult.Met, TargetState.Met)]
    [InlineData(VisitResult.Moved, TargetState.Moved)]
    [InlineData(VisitResult.Refused, TargetState.Refused)]
    public void The_last_try_that_counts_decides(VisitResult last, TargetState state) =>
        VisitRule.Of([Try(1, VisitResult.NotHome, Monday), Try(2, last, Monday.AddDays(2))], 2, 3).State.ShouldBe(state);

    [Fact]
    public void Where_they_said_no_stands_nothing_else()
    {
        var standing = VisitRule.Of(
            [Try(1, VisitResult.NotHome, Monday, card: true), Try(2, VisitResult.Refused, Monday.AddDays(2))],
            2,
            3
        );

        standing.ShouldBe(new VisitRule.Standing(TargetState.Refused, 0, false, null, null));
    }

    [Fact]
    public void A_try_that_was_taken_back_does_not_count_whatever_it_said()
    {
        foreach (var result in Enum.GetValues<VisitResult>())
        {
            var undone = Try(2, result, Monday.AddDays(2));
            undone.UndoneAt = DateTime.UnixEpoch;
            VisitRule
                .Of([Try(1, VisitResult.NotHome, Monday), undone], 2, 3)
                .ShouldBe(VisitRule.Of([Try(1, VisitResult.NotHome, Monday)], 2, 3));
        }
        VisitRule.Of([], 2, 3).State.ShouldBe(TargetState.Open);
    }

    [Theory]
    [InlineData(0, DayPart.Morning)]
    [InlineData(11, DayPart.Morning)]
    [InlineData(12, DayPart.Afternoon)]
    [InlineData(17, DayPart.Afternoon)]
    [InlineData(18, DayPart.Evening)]
    public void The_day_has_three_parts(int hour, DayPart part) => VisitRule.PartOf(new DateTime(2026, 3, 2, hour, 59, 0)).ShouldBe(part);

    [Fact]
    public void The_walk_goes_to_the_nearest_building_and_through_it_unit_by_unit()
    {
        var (a, b, c, d) = (
            new Guid(1, 0, 0, new byte[8]),
            new Guid(2, 0, 0, new byte[8]),
            new Guid(3, 0, 0, new byte[8]),
            new Guid(4, 0, 0, new byte[8])
        );
        WalkDoor[] doors =
        [
            Door(d, "没有位置的楼", "1", "101", null),
            Door(c, "三号楼", "1", "101", 0.010),
            Door(a, "一号楼", "2", "101", 0),
            Door(a, "一号楼", "1", "1001", 0),
            Door(a, "一号楼", "1", "201", 0),
            Door(b, "二号楼", "10", "101", 0.004),
            Door(b, "二号楼", "2", "101", 0.004),
        ];

        var walk = VisitRule.Walk(doors.Reverse());

        walk.Select(w => (w.BuildingId, w.Unit, w.Room))
            .ShouldBe([
                (a, "1", "201"),
                (a, "1", "1001"),
                (a, "2", "101"),
                (b, "2", "101"),
                (b, "10", "101"),
                (c, "1", "101"),
                (d, "1", "101"),
            ]);
        VisitRule.Walk([]).ShouldBeEmpty();
    }

    [Fact]
    public void Questions_have_two_to_six_choices_and_come_back_as_written()
    {
        var read = VisitQuestion.Read("家里用什么气｜管道气|瓶装气\n\n 要不要检查 | 要 | 不要 ");

        read.Select(q => (q.Text, string.Join('/', q.Choices))).ShouldBe([("家里用什么气", "管道气/瓶装气"), ("要不要检查", "要/不要")]);
        VisitQuestion.Write(read).ShouldBe("家里用什么气|管道气|瓶装气\n要不要检查|要|不要");
        foreach (
            var wrong in new[] { "没有选项", "只有一个|选项", "太多|1|2|3|4|5|6|7", string.Join('\n', Enumerable.Repeat("问|是|否", 9)) }
        )
            Should.Throw<RuleViolation>(() => VisitQuestion.Read(wrong)).Code.ShouldBe("campaign.questions");
    }

    [Fact]
    public void Only_a_difference_waits_for_a_second_person_and_never_the_one_who_saw_it()
    {
        HouseholdCheck.First(CheckOutcome.Same).ShouldBe(CheckState.Noted);
        HouseholdCheck.First(CheckOutcome.NotMet).ShouldBe(CheckState.Noted);
        HouseholdCheck.First(CheckOutcome.Changed).ShouldBe(CheckState.Proposed);
        HouseholdCheck.First(CheckOutcome.Moved).ShouldBe(CheckState.Proposed);
        Enum.GetNames<CheckOutcome>().ShouldBe(["Same", "Changed", "Moved", "NotMet"], "there is no fifth answer");
        var me = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
        var check = new HouseholdCheck { Outcome = CheckOutcome.Changed, AccountId = me };
        check.Begin();
        Should.Throw<RuleViolation>(() => check.Decide(true, me, DateTime.UnixEpoch)).Code.ShouldBe("check.own");
        check.Decide(true, Guid.Empty, DateTime.UnixEpoch);
        Should.Throw<RuleViolation>(() => check.Decide(false, Guid.Empty, DateTime.UnixEpoch)).Code.ShouldBe("check.decided");
    }

    [Fact]
    public void An_item_is_due_again_after_its_months_and_an_errand_is_not()
    {
        var yearly = new ServiceItem();
        yearly.Write("认证协助", "", ServiceRule.OnRequest, 12, null, "示例", true);
        var errand = new ServiceItem();
        errand.Write("报销代办", "", ServiceRule.OnRequest, null, null, "示例", true);

        yearly.NextAfter(new DateOnly(2028, 2, 29)).ShouldBe(new DateOnly(2029, 2, 28));
        errand.NextAfter(Monday).ShouldBeNull();
    }

    /// <summary>What is kept about visits has a reason for each field; a new one needs one too. No photo, no remark, no score, no name.</summary>
    [Fact]
    public void Rows_about_doors_have_these_fields_and_no_others()
    {
        Fields<VisitTry>()
            .ShouldBe("AccountId Answers At CardLeft CaseId DistrictId HasConsented No On Part Result TargetId UndoneAt UndoneBy");
        Fields<VisitTarget>()
            .ShouldBe(
                "AreaCode Building BuildingId CampaignId CardLeft DistrictId Door HouseholdId Id LastAt LastBy Lat Lon NextOn NotAt State Tries Version Walk"
            );
        Fields<HouseholdCheck>()
            .ShouldBe(
                "AccountId AreaCode At Building DecidedAt DecidedBy DistrictId Door HouseholdId Id Outcome RegistryVersion Residents State Type Version WasResidents WasType"
            );
        Fields<ServiceNeed>()
            .ShouldBe(
                "AreaCode AskedOn Building DistrictId Door DueOn EntitlementId HouseholdId Id ItemId LastOn MetOn Origin PersonId State Version"
            );
        Fields<AppointmentItem>().ShouldBe("AppointmentId DistrictId NeedId ReceiptNo Result");
    }

    private static string Fields<T>() => string.Join(' ', typeof(T).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal));

    private static VisitTry Try(int no, VisitResult result, DateOnly on, DayPart part = DayPart.Afternoon, bool card = false) =>
        new()
        {
            No = no,
            Result = result,
            On = on,
            Part = part,
            CardLeft = card,
        };

    private static WalkDoor Door(Guid building, string name, string unit, string room, double? east) =>
        new(Guid.Empty, building, name, unit, room, east is { } e ? 113.65 + e : null, east is null ? null : 34.75);
}
