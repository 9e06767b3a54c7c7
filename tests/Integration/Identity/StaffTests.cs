using System.Net;
using System.Net.Http.Json;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

public sealed class StaffTests
{
    private const string Street = "410103001",
        Community = "410103001001",
        Grid = "410103001001003";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_nearest_grid_worker_is_the_one_of_the_smallest_area(Engine engine)
    {
        await using var host = await IdentityHost.On(engine);
        await host.Hire("micro", "微网格长", (Role.GridWorker, Grid + "02", null));
        await host.Hire("grid", "网格员", (Role.GridWorker, Grid, null));
        await host.Hire("street", "街道", (Role.GridWorker, Street, null));

        async Task<string> Nearest(string area) => (await Staffing(host, s => s.Nearest(area, Role.GridWorker, default))).Single().Name;

        (await Nearest(Grid + "02")).ShouldBe("微网格长");
        (await Nearest(Grid + "01")).ShouldBe("网格员");
        (await Nearest(Community + "009")).ShouldBe("街道");
        (await Staffing(host, s => s.Nearest("410103009", Role.GridWorker, default))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Staffing_of_an_area_holds_what_lies_inside_and_nothing_beside(Engine engine)
    {
        await using var host = await IdentityHost.On(engine);
        await host.Hire("in", "内", (Role.GridWorker, Grid, null), (Role.CommunitySecretary, Community, null));
        await host.Hire("beside", "旁", (Role.GridWorker, "410103001002001", null));
        await host.Hire("unit", "部门", (Role.Handler, null, "lighting"));

        var inside = await Staffing(host, s => s.Below(Community, 100, default));

        inside.Select(v => (v.Name, v.AreaCode)).ShouldBe([("内", Community), ("内", Grid)]);
        (await Staffing(host, s => s.PostsOf("lighting", default))).Single().Name.ShouldBe("部门");
        (await Staffing(host, s => s.PostsAt(Grid, Role.GridWorker, default))).Single().Name.ShouldBe("内");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_unit_shows_at_once_when_it_is_saved_and_is_no_choice_any_more_when_inactive(Engine engine)
    {
        await using var host = await IdentityHost.On(engine);
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, "410103", null));
        using var system = await host.SignedIn("sys");
        (await Units(system)).ShouldBeEmpty();

        var unit = new
        {
            nameZh = "路灯管理所",
            nameEn = "Street Lighting",
            kind = "Bureau",
            isActive = true,
            version = (int?)null,
        };
        (await system.PutAsJsonAsync("/api/units/lighting", unit)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Units(system)).Single().ShouldBe(new UnitView("lighting", "路灯管理所", "Street Lighting", UnitKind.Bureau, "410103", true));

        (await system.PutAsJsonAsync("/api/units/lighting", unit)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await system.PutAsJsonAsync("/api/units/lighting", unit with { isActive = false, version = 1 })).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await Units(system)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Lighting")]
    [InlineData("-lighting")]
    [InlineData("路灯")]
    public async Task A_unit_code_has_small_letters_digits_and_hyphens(string code)
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, "410103", null));
        using var system = await host.SignedIn("sys");

        var refused = await system.PutAsJsonAsync(
            "/api/units/" + Uri.EscapeDataString(code),
            new { nameZh = "路灯管理所", kind = "Bureau" }
        );

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_same_roster_twice_changes_nothing(Engine engine)
    {
        await using var host = await IdentityHost.On(engine);
        var roster = new RosterEntry[]
        {
            new("li.lei", "李雷", "13800000007", [new(Role.GridWorker, Grid, null, "Z3 网格员", host.Today)]),
            new("han.mei", "韩梅", null, [new(Role.Handler, null, "lighting", "路灯所 经办", host.Today)], "Lamp-on-Willow-1"),
        };
        Task<int> Write() => host.With((services, _) => services.GetRequiredService<Roster>().Write(roster, host.Clock.UtcNow, default));

        (await Write()).ShouldBe(2);
        (await Write()).ShouldBe(0);

        (await Staffing(host, s => s.Below("410103", 10, default))).Count.ShouldBe(1);
        using var browser = host.Browser();
        (await IdentityHost.SignIn(browser, "han.mei", "Lamp-on-Willow-1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await IdentityHost.SignIn(browser, "li.lei", "Lamp-on-Willow-1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_roster_with_one_wrong_row_writes_nothing()
    {
        await using var host = await IdentityHost.Start();
        var roster = new RosterEntry[]
        {
            new("li.lei", "李雷", null, [new(Role.GridWorker, Grid, null, "Z3 网格员", host.Today)]),
            new("sys", "系统管理员甲", null, [new(Role.SystemAdmin, Grid, null, "管理员", host.Today)]),
        };

        await Should.ThrowAsync<InvalidInput>(
            host.With((services, _) => services.GetRequiredService<Roster>().Write(roster, host.Clock.UtcNow, default))
        );

        (await Staffing(host, s => s.Below("410103", 10, default))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_person_ends_another_session_or_all_of_them(Engine engine)
    {
        await using var host = await IdentityHost.On(engine);
        await host.Hire("zhao.min", "赵敏", (Role.Dispatcher, "410103", null));
        using var office = await host.SignedIn("zhao.min");
        using var phone = await host.SignedIn("zhao.min");
        var other = (await office.GetFromJsonAsync<Me>("/api/me"))!.Sessions.Single(s => !s.IsThis);

        (await office.DeleteAsync($"/api/me/sessions/{other.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await phone.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await office.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var again = await host.SignedIn("zhao.min");
        (await office.DeleteAsync("/api/me/sessions")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await office.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await again.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("zhao.min", "赵敏", (Role.Dispatcher, "410103", null));
        await host.Hire("li.lei", "李雷");
        using var one = await host.SignedIn("zhao.min");
        using var other = await host.SignedIn("li.lei");
        var session = (await one.GetFromJsonAsync<Me>("/api/me"))!.Sessions.Single();

        (await other.DeleteAsync($"/api/me/sessions/{session.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await one.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_new_password_ends_the_other_sessions_and_may_not_be_one_of_the_last_five(Engine engine)
    {
        await using var host = await IdentityHost.On(engine);
        await host.Hire("zhao.min", "赵敏", (Role.Dispatcher, "410103", null));
        using var office = await host.SignedIn("zhao.min");
        using var phone = await host.SignedIn("zhao.min");

        (await Change(office, IdentityHost.Password, "Willow-Lane-2026")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await office.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await phone.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Change(office, "Willow-Lane-2026", IdentityHost.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_password_of_ninety_days_must_be_changed_before_work_goes_on()
    {
        await using var host = await IdentityHost.Start(routes =>
            routes.MapGet("/centre", () => "in").RequirePermission(Permission.Dispatch)
        );
        await host.Hire("zhao.min", "赵敏", (Role.Dispatcher, "410103", null));
        host.Clock.Move(TimeSpan.FromDays(90));
        using var browser = await host.SignedIn("zhao.min");

        var page = await browser.GetAsync("/centre");
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.ToString().ShouldBe("/me/password");

        await Change(browser, IdentityHost.Password, "Willow-Lane-2026");
        (await browser.GetAsync("/centre")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Five_wrong_present_passwords_lock_the_account_there_too()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("zhao.min", "赵敏", (Role.Dispatcher, "410103", null));
        using var browser = await host.SignedIn("zhao.min");

        for (var i = 0; i < 5; i++)
            (await Change(browser, "Wrong-Password-1", "Willow-Lane-2026")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await Change(browser, IdentityHost.Password, "Willow-Lane-2026")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private static Task<HttpResponseMessage> Change(HttpClient browser, string currentPassword, string newPassword) =>
        browser.PutAsJsonAsync("/api/me/password", new { currentPassword, newPassword });

    private static Task<T> Staffing<T>(IdentityHost host, Func<Staffing, Task<T>> read) =>
        host.With((services, _) => read(services.GetRequiredService<Staffing>()));

    private static async Task<List<UnitView>> Units(HttpClient browser) =>
        (await browser.GetFromJsonAsync<List<UnitView>>("/api/units", Json))!;

    private static readonly System.Text.Json.JsonSerializerOptions Json = new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private sealed record Me(List<MySession> Sessions);

    private sealed record MySession(Guid Id, bool IsThis);
}
