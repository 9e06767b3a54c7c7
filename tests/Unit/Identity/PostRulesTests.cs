using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Identity;

public sealed class PostRulesTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    [Fact]
    public void A_grid_worker_may_hold_two_grids_and_a_secretary_may_work_a_grid() =>
        Should.NotThrow(() =>
        {
            PostRules.Check(Post(Role.GridWorker, "410103001001002"), [Post(Role.GridWorker, "410103001001001")], "李雷");
            PostRules.Check(Post(Role.CommunitySecretary, "410103001001"), [Post(Role.GridWorker, "410103001001001")], "李雷");
        });

    [Fact]
    public void An_administrators_post_may_follow_another_but_not_overlap_it()
    {
        var first = Post(Role.SystemAdmin, "410103", March, March.AddDays(10));

        Should.NotThrow(() => PostRules.Check(Post(Role.AuditAdmin, "410103", March.AddDays(10)), [first], "李雷"));
        Violation(() => PostRules.Check(Post(Role.AuditAdmin, "410103", March.AddDays(9)), [first], "李雷")).ShouldBe("post.separation");
    }

    [Fact]
    public void The_same_post_is_not_given_twice_for_the_same_days()
    {
        var held = Post(Role.GridWorker, "410103001001001", March);

        Violation(() => PostRules.Check(Post(Role.GridWorker, "410103001001001", March.AddYears(1)), [held], "李雷"))
            .ShouldBe("post.twice");
    }

    [Fact]
    public void A_title_does_not_name_the_person() =>
        Should
            .Throw<InvalidInput>(() => PostRules.Check(Post(Role.GridWorker, "410103001001001", title: "网格员李雷"), [], "李雷"))
            .Errors["Title"]
            .ShouldBe(["post.title-names-person"]);

    [Fact]
    public void A_post_ends_after_it_begins() =>
        Should
            .Throw<InvalidInput>(() => PostRules.Check(Post(Role.GridWorker, "410103001001001", March, March), [], "李雷"))
            .Errors.Keys.ShouldBe(["ValidTo"]);

    [Fact]
    public void A_post_holds_from_its_first_day_to_the_day_before_its_end()
    {
        var post = Post(Role.GridWorker, "410103001001001", March, March.AddDays(2));

        Enumerable.Range(-1, 5).Select(d => post.HoldsOn(March.AddDays(d))).ShouldBe([false, true, true, false, false]);
    }

    private static string Violation(Action act) => Should.Throw<RuleViolation>(act).Code;

    private static Post Post(Role role, string area, DateOnly? from = null, DateOnly? to = null, string title = "岗位") =>
        new()
        {
            DistrictId = 410103,
            Id = Guid.CreateVersion7(),
            Role = role,
            AreaCode = area,
            Title = title,
            ValidFrom = from ?? March,
            ValidTo = to,
        };
}
