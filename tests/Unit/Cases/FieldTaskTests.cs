using Gezhi.Cases.Contract;
using Gezhi.Cases.Field;
using Gezhi.Platform.Actors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

public sealed class FieldTaskTests
{
    private static readonly DateTime Now = new(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc);

    [Fact]
    public void A_community_case_is_taken_then_walked_to_then_photographed_then_handed_in()
    {
        var sent = Task(TaskKind.Handle, CaseState.Dispatched);

        sent.Next.ShouldBe(TaskStep.Accept);
        var taken = sent with { State = CaseState.Handling };
        taken.Next.ShouldBe(TaskStep.Depart);
        (taken with { IsOnTheWay = true }).Next.ShouldBe(TaskStep.Arrive);
        (taken with { IsOnTheWay = true, ArrivedAt = Now }).Next.ShouldBe(TaskStep.HandIn);
    }

    [Fact]
    public void After_rework_the_worker_who_was_there_hands_in_again()
    {
        var again = Task(TaskKind.Handle, CaseState.Handling) with { ArrivedAt = Now.AddHours(-3) };

        again.Next.ShouldBe(TaskStep.HandIn);
    }

    [Fact]
    public void What_others_will_repair_is_only_attended_and_their_deadline_is_not_the_workers()
    {
        var attend = Task(TaskKind.Attend, CaseState.Dispatched) with { StageDueAt = Now.AddHours(-1), IsUrgent = true };

        attend.Next.ShouldBe(TaskStep.Depart);
        attend.DueAt.ShouldBeNull();
        attend.IsLate(Now).ShouldBeFalse();
        attend.Rank(Now).ShouldBe(0);
    }

    [Fact]
    public void What_is_late_or_due_within_the_hour_goes_before_the_way()
    {
        var soon = Task(TaskKind.Confirm, CaseState.Reported) with { StageDueAt = Now.AddMinutes(59) };

        soon.Rank(Now).ShouldBe(1);
        (soon with { StageDueAt = Now.AddMinutes(61) }).Rank(Now).ShouldBe(2);
    }

    [Fact]
    public void A_micro_grid_inside_an_own_grid_is_not_named_again()
    {
        var wangLei = new Actor(
            410103,
            ActorKind.Staff,
            Guid.Empty,
            "王磊",
            [
                Post("41010301000400101"),
                Post("410103010004001"),
                Post("410103010004002"),
                new ActorPost(Guid.Empty, Role.Checker, "410103", null, "核查"),
            ]
        );

        FieldAreas.Of(wangLei).ShouldBe(["410103010004001", "410103010004002"]);
    }

    private static ActorPost Post(string area) => new(Guid.Empty, Role.GridWorker, area, null, "网格员");

    private static FieldTask Task(TaskKind kind, CaseState state) =>
        new(
            Guid.Empty,
            kind,
            state,
            "窨井盖缺失一半",
            null,
            "41010301000400101",
            113.6589,
            34.7516,
            "解放西路与德化街交叉口东南角",
            Channel.ResidentPage,
            false,
            1,
            null,
            Now.AddMinutes(-10),
            Now.AddHours(2),
            null,
            false,
            1
        );
}
