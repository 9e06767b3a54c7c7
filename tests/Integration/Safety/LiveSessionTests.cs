using System.Net.Http.Headers;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Residents;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>A live page left open on a screen ends with the session behind it.</summary>
public sealed class LiveSessionTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Signing_out_elsewhere_ends_the_open_stream()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var wall = await watched.Neighbour(Role.Dispatcher);
        using var desk = await watched.Neighbour(Role.Dispatcher);
        using var stream = await Open(wall);

        await desk.Do("/api/me/sessions", method: HttpMethod.Delete);

        await Ends(stream);
        (await wall.GetAsync("/centre/live")).StatusCode.ShouldNotBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_disabled_account_hears_nothing_more_and_colleagues_go_on()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var administrator = await watched.Neighbour(Role.SystemAdmin);
        using var operators = await watched.Neighbour(Role.Operator);
        using var leader = await watched.Neighbour(Role.Leader);
        var me = await operators.Do("/api/me", method: HttpMethod.Get);
        var accounts = await administrator.Do("/api/accounts", method: HttpMethod.Get);
        var id = accounts["rows"]!.AsArray().Single(a => a!["userName"]!.GetValue<string>() == "other.operator")!["id"];
        using var stream = await Open(operators);
        using var other = await Open(leader);

        await administrator.Do($"/api/accounts/{id}/disabling");

        await Ends(stream);
        var next = other.ReadLineAsync();
        (await Task.WhenAny(next, Task.Delay(500))).ShouldNotBe(next);
        await administrator.Do($"/api/accounts/{id}/disabling", method: HttpMethod.Delete);
        me.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Sessions_and_codes_that_are_long_over_are_taken_away_in_small_portions(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var now = watched.Town.Clock.UtcNow;
        var account = Guid.CreateVersion7(watched.Town.Clock.GetUtcNow());
        Session Of(DateTime endsAt, DateTime? endedAt = null) =>
            new()
            {
                DistrictId = Town.District,
                Id = Ids.New(now),
                AccountId = account,
                StartedAt = endsAt.AddHours(-12),
                EndsAt = endsAt,
                EndedAt = endedAt,
            };

        var (first, second, left) = await watched.Town.With(
            async (services, db) =>
            {
                db.AddRange(Enumerable.Range(0, SessionTidy.Most + 5).Select(i => Of(now.AddDays(-30).AddMinutes(i))));
                db.AddRange(Of(now.AddHours(5)), Of(now.AddHours(5), now.AddDays(-1)), Of(now.AddDays(20), now.AddDays(-8)));
                db.Add(
                    new OneTimeCode
                    {
                        DistrictId = Town.District,
                        Id = account,
                        PhoneIndex = [1],
                        CodeHash = [1],
                        SentAt = now.AddDays(-3),
                        ExpiresAt = now.AddDays(-3),
                    }
                );
                await db.Save(default);
                db.Forget();
                var tidy = services.GetRequiredService<SessionTidy>();
                return (
                    await tidy.Run(now, default),
                    await tidy.Run(now, default),
                    await db.Set<Session>().CountAsync(s => s.AccountId == account)
                );
            }
        );

        first.ShouldBe(SessionTidy.Most + 1);
        second.ShouldBe(6);
        left.ShouldBe(2);
    }

    private static async Task<StreamReader> Open(HttpClient person)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/centre/live");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var answer = await person.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var reader = new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync())!.ShouldContain("hello");
        while (await reader.ReadLineAsync() is { Length: > 0 }) { }
        return reader;
    }

    private static async Task Ends(StreamReader stream)
    {
        var rest = stream.ReadToEndAsync();
        (await Task.WhenAny(rest, Task.Delay(Soon))).ShouldBe(rest, "the stream must end");
    }
}
