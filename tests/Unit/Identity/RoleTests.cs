using Gezhi.Identity.Me;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Identity;

public sealed class RoleTests
{
    private static readonly Role[] Administrators = [Role.SystemAdmin, Role.SecurityAdmin, Role.AuditAdmin];

    private static readonly Permission[] OfAdministrators =
    [
        Permission.ManageAccounts,
        Permission.ManagePosts,
        Permission.ReadAudit,
        Permission.ManageGrids,
        Permission.SeeOperations,
    ];

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(Roles))]
    public void Every_role_stands_in_the_table_and_may_do_something(Role role) => RolePermissions.Of(role).ShouldNotBeEmpty();

    [Fact]
    public void Every_permission_is_held_by_some_role()
    {
        foreach (var permission in Enum.GetValues<Permission>())
            Enum.GetValues<Role>().Any(role => RolePermissions.Has(role, permission)).ShouldBeTrue(permission.ToString());
    }

    [Fact]
    public void The_three_administrators_share_no_permission()
    {
        var held = Administrators.SelectMany(RolePermissions.Of).ToList();

        held.ShouldBeUnique();
        RolePermissions.Of(Role.SystemAdmin).ShouldContain(Permission.ManageAccounts);
        RolePermissions.Of(Role.SecurityAdmin).ShouldContain(Permission.ManagePosts);
        RolePermissions.Of(Role.AuditAdmin).ShouldBe([Permission.ReadAudit]);
    }

    [Theory, MemberData(nameof(Roles))]
    public void Administration_and_case_work_never_meet_in_one_role(Role role)
    {
        var administers = RolePermissions.Of(role).Any(OfAdministrators.Contains);
        var works = RolePermissions.Of(role).Any(p => !OfAdministrators.Contains(p));

        administers.ShouldBe(Separation.IsAdministrator(role));
        (administers && works).ShouldBeFalse();
    }

    [Theory]
    [InlineData(Role.GridWorker, Permission.Check)] // who did it does not check it
    [InlineData(Role.Handler, Permission.Check)]
    [InlineData(Role.Checker, Permission.Handle)]
    [InlineData(Role.Operator, Permission.Dispatch)]
    [InlineData(Role.Dispatcher, Permission.File)]
    [InlineData(Role.Handler, Permission.SeeContact)]
    [InlineData(Role.GridWorker, Permission.SeeContact)]
    [InlineData(Role.Checker, Permission.SeeContact)]
    public void What_is_kept_apart_stays_apart(Role role, Permission permission) => RolePermissions.Has(role, permission).ShouldBeFalse();

    [Fact]
    public void An_administrators_post_stands_alone_and_working_posts_may_stand_together()
    {
        foreach (var one in Enum.GetValues<Role>())
        foreach (var other in Enum.GetValues<Role>())
        {
            var expected = one == other || (!Administrators.Contains(one) && !Administrators.Contains(other));
            Separation.MayHoldBoth(one, other).ShouldBe(expected, $"{one} + {other}");
        }
    }

    [Theory, MemberData(nameof(Roles))]
    public void Every_role_has_a_page_to_begin_on(Role role) => Home.Of([role]).ShouldNotBe("/me");

    [Theory]
    [InlineData("/centre?tab=late", "/centre?tab=late")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/me")]
    [InlineData("/\\evil.example", "/me")]
    [InlineData("/\t/evil.example", "/me")]
    [InlineData("https://evil.example", "/me")]
    [InlineData("javascript:alert(1)", "/me")]
    [InlineData("", "/me")]
    [InlineData(null, "/me")]
    public void After_signing_in_nobody_is_led_to_another_site(string? asked, string led) => Home.Or(asked, "/me").ShouldBe(led);
}
