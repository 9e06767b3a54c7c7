using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>A post ends while its worker is without network.</summary>
public sealed class PostEndsTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_device_loses_the_rows_at_its_next_contact_and_what_it_had_not_sent_is_answered_in_words(Engine engine)
    {
        var town = await Town.On(engine);
        var user = engine == Engine.Sqlite ? "wangge0031" : "wangge0032";
        using var worker = await town.As(Role.GridWorker, user);
        using var phone = await Pocket.Of(worker);
        await phone.Sync();
        var grid = phone.Held[("words", "me")].Data["grids"]!.AsArray()[0]!.GetValue<string>();
        var boundary = phone.Held.Keys.Where(k => k.Kind == "grid").Select(k => k.Id).ToList();
        boundary.ShouldNotBeEmpty();
        var made = town.Clock.GetUtcNow().UtcDateTime;
        var start = Pocket.Entry("duty-start", null, new { }, made);
        var place = Pocket.Entry("inspect", Guid.CreateVersion7(), new { record = "place", checklistId = Guid.CreateVersion7() }, made, 0);
        using (var lead = await town.As(Role.Leader))
        {
            var plan = await lead.Do(
                "/api/patrols/plans",
                new
                {
                    areaCode = grid,
                    name = "离岗前",
                    days = 127,
                    fromMinute = 0,
                    untilMinute = 1439,
                }
            );
            plan.ShouldNotBeNull();
        }
        await phone.Sync();
        phone.Held.Keys.ShouldContain(k => k.Kind == "patrol");
        await End(town, user);

        var results = await phone.Send(town.Clock.GetUtcNow().UtcDateTime, start, place);
        var (_, gone) = await phone.Sync();

        results.ShouldAllBe(r => r.Text("outcome") == "refused");
        results.ShouldAllBe(r => r["problem"]!.Text("title").Length > 0 && r["problem"]!.Text("detail").Length > 0);
        gone.ShouldContain(boundary[0], "the boundary of a grid that is not the worker's any more");
        phone.Held.Keys.Select(k => k.Kind).Distinct().ShouldBe(["words"], "categories and whose device it is; nothing of an area");
        phone.Held[("words", "me")].Data["grids"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task End(Town town, string user)
    {
        using var security = await town.As(Role.SecurityAdmin, "anquan01");
        var posts = await town.With(
            async (_, db) =>
            {
                var account = await db.Set<Account>().Where(a => a.UserName == user).Select(a => a.Id).SingleAsync();
                return await db.Set<Post>().Where(p => p.AccountId == account && p.ValidTo == null).Select(p => p.Id).ToListAsync();
            }
        );
        foreach (var post in posts)
            await security.Do($"/api/posts/{post}/end", new { });
    }
}
