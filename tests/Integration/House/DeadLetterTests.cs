using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Outbox;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>A delivery failed ten times; somebody must see it.</summary>
public sealed partial class DeadLetterTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_system_administrator_sees_dead_letters_tries_one_again_and_gives_one_up(Engine engine)
    {
        var town = (await WatchedTown.On(engine)).Town;
        await town.Settle();
        var (again, given) = (await Dead(town), await Dead(town));
        using var administrator = await town.As(Role.SystemAdmin, "xitong01");
        administrator.DefaultRequestHeaders.Accept.Clear();

        var page = await administrator.GetStringAsync(new Uri("/admin/letters", UriKind.Relative));
        page.ShouldContain("GatewayGone");
        page.ShouldContain("再试一次");
        using var anybody = town.Anybody();
        town.Clock.Move(TimeSpan.FromMinutes(2)); // the number is a minute old at most
        var health = JsonNode.Parse(await anybody.GetStringAsync(new Uri("/health", UriKind.Relative)))!;
        health["status"]!.GetValue<string>().ShouldBe("Healthy");
        health["deadLetters"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(2);

        await Press(administrator, page, again, "again");
        await Press(administrator, page, given, "give-up");

        var (tried, over) = (await Owed(town, again), await Owed(town, given));
        (tried.DeadAt, tried.DoneAt).ShouldBe((null, null));
        tried.NextAt.ShouldNotBeNull();
        over.DeadAt.ShouldBeNull();
        over.DoneAt.ShouldNotBeNull();
        (await Trail(town, again)).ShouldBe(["letter.retried"]);
        (await Trail(town, given)).ShouldBe(["letter.given-up"]);
        (await administrator.GetStringAsync(new Uri("/admin/letters", UriKind.Relative))).ShouldNotContain(given.ToString());
    }

    private static async Task Press(HttpClient administrator, string page, Guid letter, string what)
    {
        var at = page.IndexOf(letter.ToString(), page.IndexOf("<main", StringComparison.Ordinal), StringComparison.Ordinal);
        var from = page.LastIndexOf("<form", at, StringComparison.Ordinal);
        var form = page[from..page.IndexOf("</form>", at, StringComparison.Ordinal)];
        var fields = Field()
            .Matches(form)
            .Select(m => new KeyValuePair<string, string>(m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)))
            .Append(new("Do", what));
        using var content = new FormUrlEncodedContent(fields);
        var answer = await administrator.PostAsync(new Uri("/admin/letters", UriKind.Relative), content);
        ((int)answer.StatusCode).ShouldBeLessThan(400, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("<input[^>]*name=\"(?<name>[^\"]+)\"[^>]*value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    private static async Task<Guid> Dead(Town town)
    {
        var now = town.Clock.UtcNow;
        var id = Ids.New(now);
        await town.With(
            async (_, db) =>
            {
                db.AddRange(
                    new EventRow
                    {
                        DistrictId = Town.District,
                        Id = id,
                        Kind = "test.told",
                        AreaCode = "410103",
                        At = now,
                        Seq = 0,
                    },
                    new Delivery
                    {
                        DistrictId = Town.District,
                        EventId = id,
                        Handler = "gone-handler",
                        Attempts = 10,
                        DeadAt = now,
                        LastError = "GatewayGone",
                    }
                );
                await db.Save(default);
                return 0;
            }
        );
        return id;
    }

    private static Task<Delivery> Owed(Town town, Guid id) =>
        town.With((_, db) => db.Set<Delivery>().AsNoTracking().SingleAsync(d => d.EventId == id));

    private static Task<List<string>> Trail(Town town, Guid id) =>
        town.With((_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == id).Select(a => a.Action).ToListAsync());
}
