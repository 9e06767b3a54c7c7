using System.Net;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Indicators;

/// <summary>A screen on a wall stays up for weeks and opens nothing but the wall.</summary>
public class HungWallTests
{
    [Fact]
    public async Task A_hung_screen_shows_the_wall_for_weeks_and_opens_nothing_else_until_somebody_ends_it()
    {
        await using var town = await Town.Start(Engine.Sqlite);
        Now(town);
        using var screen = await town.As(Role.Leader);
        using var leader = await town.As(Role.Leader);
        (await screen.See("/reports")).Status.ShouldBe(HttpStatusCode.OK);
        var wall = await screen.Submit(await screen.See("/wall"), ".hangup form");
        wall.Status.ShouldBe(HttpStatusCode.OK);
        wall.Address.ShouldStartWith("/wall");
        wall.Page.QuerySelector(".hangup").ShouldBeNull("it hangs already");

        foreach (var shut in new[] { "/reports", "/cases", "/me", "/leader", "/indicators/live/open", "/centre", "/reports/open-data" })
            (await screen.See(shut)).Address.ShouldStartWith("/sign-in", Case.Sensitive, shut);
        foreach (var shut in new[] { "/api/session", "/api/indicators", "/api/cases", "/centre/rows", "/centre/map.json" })
            (await screen.Refused(shut, method: HttpMethod.Get)).Status.ShouldBe(401, shut);
        (await screen.Refused("/api/what-if/scenarios", new { name = "x" })).Status.ShouldBe(401);
        foreach (var open in new[] { "/wall", "/wall?flow=category", "/wall/parts", "/wall/map.json" })
            (await screen.GetAsync(new Uri(open, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK, open);

        town.Clock.Move(TimeSpan.FromHours(14));
        (await screen.See("/wall")).Text("h1").ShouldBe("大屏");
        (await leader.See("/wall")).Address.ShouldStartWith("/sign-in", Case.Sensitive, "other sessions end as before");
        town.Clock.Move(TimeSpan.FromDays(20));
        (await screen.See("/wall")).Status.ShouldBe(HttpStatusCode.OK);

        using var again = await town.As(Role.Leader);
        var me = await again.See("/me");
        me.Text("main").ShouldContain("挂屏");
        var row = me.Page.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("挂屏", StringComparison.Ordinal));
        var id = row.QuerySelector("button[name=SessionId]")!.GetAttribute("value");
        await again.Do($"/api/me/sessions/{id}", method: HttpMethod.Delete);
        (await screen.See("/wall")).Address.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task A_screen_runs_out_after_its_days_and_is_hung_up_only_right_after_a_sign_in()
    {
        await using var town = await Town.Start(Engine.Sqlite, "--Sessions:WallDays=2");
        Now(town);
        using var late = await town.As(Role.Leader);
        var page = await late.See("/wall");
        town.Clock.Move(TimeSpan.FromMinutes(20));
        (await late.Submit(page, ".hangup form")).Status.ShouldBe(HttpStatusCode.Conflict);
        using var screen = await town.As(Role.Leader);
        await screen.Submit(await screen.See("/wall"), ".hangup form");
        town.Clock.Move(TimeSpan.FromHours(47));
        (await screen.See("/wall")).Status.ShouldBe(HttpStatusCode.OK);
        town.Clock.Move(TimeSpan.FromHours(2));
        (await screen.See("/wall")).Address.ShouldStartWith("/sign-in");
    }

    /// <summary>A browser throws away a lasting cookie by its own clock, so the town lives in the present.</summary>
    private static void Now(Town town) => town.Clock.Move(TimeProvider.System.GetUtcNow() - town.Clock.GetUtcNow());
}
