using Gezhi.Council.Topics;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Council;

/// <summary>Topics: one table of steps, one change of size, notice in whole days, whole numbers in the count.</summary>
public sealed class TopicTests
{
    private static readonly DateTime Noon = new(2026, 3, 5, 4, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 3, 5);

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(1, 0, 0, true)]
    [InlineData(1, 1, 0, false)]
    [InlineData(2, 1, 1, false)]
    [InlineData(3, 1, 1, true)]
    [InlineData(0, 0, 5, false)]
    public void More_than_half_of_those_who_took_part_and_who_abstains_took_part(int yes, int no, int abstain, bool isPassed)
    {
        var tally = new TopicTally(yes, no, abstain);
        tally.Cast.ShouldBe(yes + no + abstain);
        tally.IsPassed.ShouldBe(isPassed);
    }

    [Fact]
    public void Every_state_is_reached_and_leads_on_unless_it_is_the_end()
    {
        HashSet<TopicState> reached = [TopicFlow.Table.Start];
        while (
            TopicFlow.Table.Lines.Where(l => l.To is { } to && l.From.Any(reached.Contains) && !reached.Contains(to)).ToList()
                is { Count: > 0 } more
        )
            reached.UnionWith(more.Select(l => l.To!.Value));
        reached.ShouldBe(Enum.GetValues<TopicState>(), ignoreOrder: true);
        foreach (var state in Enum.GetValues<TopicState>())
            TopicFlow.Table.Actions(state).Any().ShouldBe(!TopicFlow.IsOver(state), state.ToString());
    }

    [Theory]
    [InlineData(TopicState.Raised, TopicAction.Notify)]
    [InlineData(TopicState.Sorted, TopicAction.Notify)]
    [InlineData(TopicState.Noticed, TopicAction.Opine)]
    [InlineData(TopicState.Discussed, TopicAction.Publish)]
    [InlineData(TopicState.Decided, TopicAction.Assign)]
    [InlineData(TopicState.Unlawful, TopicAction.Sort)]
    public void No_step_is_left_out(TopicState from, TopicAction action) => TopicFlow.Table.Allows(from, action).ShouldBeFalse();

    [Fact]
    public void The_size_is_changed_once_and_what_was_before_stays()
    {
        var topic = new Topic();
        topic.SortAs(TopicSize.Small, "一栋楼的事", Route(TopicSize.Small), null);
        Should
            .Throw<RuleViolation>(() => topic.SortAs(TopicSize.Small, "x", Route(TopicSize.Small), null))
            .Code.ShouldBe("topic.same-size");
        topic.SortAs(TopicSize.Medium, "三栋楼都有份", Route(TopicSize.Medium), null);
        (topic.Size, topic.FirstSize, topic.FirstSizeWhy).ShouldBe((TopicSize.Medium, TopicSize.Small, "一栋楼的事"));
        topic.NoticeDays.ShouldBe(3);
        Should.Throw<RuleViolation>(() => topic.SortAs(TopicSize.Big, "x", Route(TopicSize.Big), null)).Code.ShouldBe("topic.sorted-twice");
        (topic.Size, topic.FirstSize).ShouldBe((TopicSize.Medium, TopicSize.Small));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(9, true)]
    public void A_hall_is_announced_as_many_whole_days_before_as_the_route_says(int days, bool isLongEnough)
    {
        var topic = new Topic();
        topic.SortAs(TopicSize.Medium, "x", Route(TopicSize.Medium), null);
        void Call() => topic.Call(Noon.AddDays(days), Today.AddDays(days), "议事厅", HallCode.New(), Today, Noon);
        if (isLongEnough)
            Call();
        else
            Should.Throw<RuleViolation>(Call).Code.ShouldBe("topic.notice-short");
        topic.HallAt.ShouldBe(isLongEnough ? Noon.AddDays(days) : null);
    }

    [Fact]
    public void The_code_of_a_hall_is_read_as_people_type_it()
    {
        HallCode.Read(" k7-q9 xb ").ShouldBe("K7Q9XB");
        HallCode.Read("Ｏ1ilo0").ShouldBe("011100", "letters that look like digits are digits");
        var drawn = HallCode.New();
        drawn.Length.ShouldBe(6);
        HallCode.Read(drawn.ToLowerInvariant()).ShouldBe(drawn);
        HallCode.Read("签到").ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_hidden_may_object_once_and_is_answered_once()
    {
        var comment = new TopicComment();
        comment.Say(null, "话");
        Should.Throw<RuleViolation>(() => comment.Object("x", Noon)).Code.ShouldBe("comment.not-hidden");
        comment.Hide(CommentRule.OffTopic, Noon);
        Should.Throw<RuleViolation>(() => comment.Reply(true, "x")).Code.ShouldBe("comment.no-objection");
        comment.Object("有关系", Noon);
        comment.Reply(true, "有道理");
        comment.HiddenAt.ShouldBeNull();
        comment.Hide(CommentRule.Abuse, Noon);
        Should.Throw<RuleViolation>(() => comment.Object("再来", Noon)).Code.ShouldBe("comment.objected");
    }

    [Fact]
    public void Talked_about_anew_the_voices_of_before_count_no_more()
    {
        var topic = new Topic();
        Walk(
            topic,
            TopicAction.Sort,
            TopicAction.FindLawful,
            TopicAction.Notify,
            TopicAction.Hold,
            TopicAction.OpenVote,
            TopicAction.CloseVote
        );
        topic.Count(new TopicTally(3, 1, 0), "通过");
        Walk(topic, TopicAction.Publish, TopicAction.TalkAgain);
        (topic.State, topic.Round, topic.Yes, topic.IsAdopted).ShouldBe((TopicState.Discussed, 2, null, null));
        Should.Throw<RuleViolation>(() => Walk(topic, TopicAction.Publish)).Code.ShouldBe("topic.state");
    }

    private static void Walk(Topic topic, params TopicAction[] actions)
    {
        foreach (var action in actions)
            topic.Move(action, "", "岗位", Noon, null);
    }

    private static TopicRoute Route(TopicSize size) => TopicRoutes.Shipped(410103, "410103").Single(r => r.Size == size);
}
