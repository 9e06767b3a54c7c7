using System.Net;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Homes;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Registry;

/// <summary>A resident is confirmed behind a door by the grid alone, at the door or by the code handed there, and for no longer than they live there.</summary>
public sealed class HomesTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_home_is_asked_for_confirmed_and_ends(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine);
        var town = watched.Town;
        using var worker = await town.As(Role.GridWorker);
        using var operatorDesk = await town.As(Role.Operator);
        using var aunt = await EndpointTests.Resident(watched, "15400096101");
        var door = await Home.Make(worker, "认");
        (string, string)[] address =
        [
            ("Compound", "试验里认"),
            ("BuildingNo", "7号楼"),
            ("Unit", "2单元"),
            ("Room", "901室"),
            ("Do", "ask"),
        ];

        var wrong = await aunt.Submit(await aunt.See("/my/home"), "main form", [.. address[..3], ("Room", "777"), ("Do", "ask")]);
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Page.Body!.TextContent.ShouldContain("台账里没有这个门牌");
        var asking = await aunt.See("/my/home");
        var asked = await aunt.Submit(asking, "main form", address);
        asked.Page.Body!.TextContent.ShouldContain("待认证");
        await aunt.Submit(asking, "main form", address); // the same form once more
        var homes = await Rows(town, door);
        homes.Count.ShouldBe(1, "sent twice, asked once");
        var id = homes[0].Id;
        var again = await aunt.Submit(asking, "main form", [.. address, ("Key", "anotherkey1")]);
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Page.Body!.TextContent.ShouldContain("已经有一个住处");

        // The list stops at the building; another street's people and other roles find nothing.
        (await worker.See("/registry/homes")).Page.Body!.TextContent.ShouldNotContain("901");
        (await worker.See("/field")).Page.Body!.TextContent.ShouldContain("等住户认证");
        (await operatorDesk.Ask($"/api/registry/homes/{id}", null, HttpMethod.Get)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var elsewhere = await town.With(
            async (services, db) =>
            {
                var far = new Actor(
                    Town.District,
                    ActorKind.Staff,
                    Guid.Empty,
                    "",
                    [new(Guid.Empty, Role.GridWorker, "410103099", null, "别的街道")]
                );
                var keep = services.GetRequiredService<KeepHomes>();
                await Should.ThrowAsync<Platform.Problems.NotFound>(() => keep.Look(id, far, default));
                return await keep.List(HomeState.Asked, far, default);
            }
        );
        elsewhere.ShouldBeEmpty();
        (await worker.See($"/registry/homes/{id}")).Page.Body!.TextContent.ShouldContain("901");
        (await aunt.See("/my/data")).Page.Body!.TextContent.ShouldContain("住户认证");
        (await town.With((_, db) => db.Set<AuditRow>().AnyAsync(a => a.Action == "home.opened" && a.SubjectId == id))).ShouldBeTrue(
            "every opening stands on the trail"
        );

        var version = (await Rows(town, door))[0].Version;
        (await worker.Refused($"/api/registry/homes/{id}/confirmation", new { proof = "Visit", version = version + 7 })).Status.ShouldBe(
            412
        );
        (await worker.Refused($"/api/registry/homes/{id}/confirmation", new { proof = "Code", version })).Status.ShouldBe(400);
        (await Verified(town, homes[0].ResidentId!.Value)).ShouldBeNull("who only asked is nobody's neighbour yet");
        await worker.Do($"/api/registry/homes/{id}/confirmation", new { proof = "Visit", version });
        (await worker.Refused($"/api/registry/homes/{id}/refusal", new { reason = "NotLiving", version = version + 1 })).ShouldBe(
            (409, "home.state")
        );
        var verified = (await Verified(town, homes[0].ResidentId!.Value))!;
        (verified.BuildingId, verified.Unit, verified.CommunityCode).ShouldBe((Guid.Parse(door.Building), "2", "410103010004"));
        var (neighbours, isHere, isThere) = await town.With(
            async (services, _) =>
            {
                var book = services.GetRequiredService<HomeBook>();
                return (
                    await book.ResidentsOf(verified.BuildingId, default),
                    await book.BelongsTo(verified.ResidentId, "410103010004", default),
                    await book.BelongsTo(verified.ResidentId, "410103010005", default)
                );
            }
        );
        neighbours.ShouldBe([verified.ResidentId]);
        (isHere, isThere).ShouldBe((true, false));

        // When the door leaves the registry, so does the neighbour.
        var household = await town.With(
            (_, db) => db.Set<Gezhi.Registry.Records.Household>().SingleAsync(h => h.Id == Guid.Parse(door.Household))
        );
        await worker.Do(
            $"/api/registry/records/{door.Household}/end",
            new
            {
                kind = "Household",
                reason = "搬走",
                version = household.Version,
            }
        );
        var dwelling = await town.With(
            (_, db) => db.Set<Gezhi.Registry.Records.Dwelling>().SingleAsync(d => d.Id == Guid.Parse(door.Dwelling))
        );
        await worker.Do(
            $"/api/registry/records/{door.Dwelling}/end",
            new
            {
                kind = "Dwelling",
                reason = "拆除",
                version = dwelling.Version,
            }
        );
        var ended = (await Rows(town, door))[0];
        (ended.State, ended.Ending, ended.LivingOf).ShouldBe((HomeState.Ended, HomeEnd.DwellingEnded, null));
        (await Verified(town, verified.ResidentId)).ShouldBeNull();
        town.Clock.Move(TimeSpan.FromDays(31));
        await town.Ring();
        (await Rows(town, door))[0].ResidentId.ShouldBeNull("who lived there is not kept");
        await RefusedAndEnded(watched);
    }

    /// <summary>A slip is good for its days; a refusal and an end by the grid say why; erasing leaves a door of nobody.</summary>
    private static async Task RefusedAndEnded(WatchedTown watched)
    {
        const string Phone = "15400096104";
        var town = watched.Town;
        var worker = await town.As(Role.GridWorker);
        var aunt = await EndpointTests.Resident(watched, Phone);
        var door = await Home.Make(worker, "期");
        (string, string)[] address = [("Compound", "试验里期"), ("BuildingNo", "7"), ("Unit", "2"), ("Room", "901"), ("Do", "ask")];
        await aunt.Submit(await aunt.See("/my/home"), "main form", address);
        var slip = (await worker.Do($"/api/registry/dwellings/{door.Dwelling}/home-code"))["code"]!.GetValue<string>();
        town.Clock.Move(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        worker = await town.As(Role.GridWorker);
        aunt = await EndpointTests.Resident(watched, Phone);
        (await Type(aunt, slip)).Page.Body!.TextContent.ShouldContain("认证码不对", customMessage: "fourteen days are over");

        var asked = (await Rows(town, door)).Single();
        var api = $"/api/registry/homes/{asked.Id}";
        (await worker.Refused($"{api}/end", new { reason = "Moved", version = asked.Version })).ShouldBe((409, "home.state"));
        (await worker.Refused($"{api}/refusal", new { reason = "因为不喜欢", version = asked.Version })).Status.ShouldBe(400);
        await worker.Do($"{api}/refusal", new { reason = "NotMet", version = asked.Version });
        (await worker.Refused($"{api}/confirmation", new { proof = "Visit", version = asked.Version + 1 })).ShouldBe((409, "home.state"));
        var told = await aunt.See("/my/home");
        told.Page.Body!.TextContent.ShouldContain("几次上门没有见到本人");

        await aunt.Submit(told, "main form", address);
        var anew = (await Rows(town, door)).Single(h => h.IsLiving);
        await worker.Do($"/api/registry/homes/{anew.Id}/confirmation", new { proof = "Paper", version = anew.Version });
        (await Verified(town, anew.ResidentId!.Value)).ShouldNotBeNull();
        await worker.Do($"/api/registry/homes/{anew.Id}/end", new { reason = "Moved", version = anew.Version + 1 });
        (await Verified(town, anew.ResidentId!.Value)).ShouldBeNull();
        var words = (await aunt.See("/my/home")).Page.Body!.TextContent;
        words.ShouldContain("由网格结束");
        words.ShouldContain("已经搬走");
        var news = await town.With(
            (_, db) => db.Set<Parcel>().Where(p => p.Kind == "home.decided" && p.OwnerId == anew.ResidentId).ToListAsync()
        );
        news.Count.ShouldBe(3, "refused, confirmed and ended: each is told once");
        news.ShouldAllBe(p => p.Medium == Media.Sms);

        await aunt.Submit(await aunt.See("/my/home"), "main form", address);
        var last = (await Rows(town, door)).Single(h => h.IsLiving);
        var (isTheirs, isErased) = await town.With(
            async (services, db) =>
            {
                var kept = services.GetServices<IKeptData>().Single(k => k.Kind == "home");
                var others = await kept.Erase(last.Id, "15400096101", default);
                var own = await kept.Erase(last.Id, Phone, default);
                await db.Save(default);
                return (others, own);
            }
        );
        (isTheirs, isErased).ShouldBe((false, true));
        var gone = (await Rows(town, door)).Single(h => h.Id == last.Id);
        (gone.State, gone.ResidentId, gone.LivingOf).ShouldBe((HomeState.Ended, null, null));
        (await aunt.See("/my/home")).Page.QuerySelector("#Compound").ShouldNotBeNull("may ask anew");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_code_handed_to_the_door_proves_it_once_and_cannot_be_guessed(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var town = watched.Town;
        using var worker = await town.As(Role.GridWorker);
        using var uncle = await EndpointTests.Resident(watched, "15400096102");
        using var cousin = await EndpointTests.Resident(watched, "15400096103");
        var door = await Home.Make(worker, "码");
        (string, string)[] address = [("Compound", "试验里码"), ("BuildingNo", "7"), ("Unit", "2"), ("Room", "901"), ("Do", "ask")];
        foreach (var who in new[] { uncle, cousin })
            await who.Submit(await who.See("/my/home"), "main form", address);
        var slip = (await worker.Do($"/api/registry/dwellings/{door.Dwelling}/home-code"))["code"]!.GetValue<string>();
        (
            await town.With((_, db) => db.Set<HomeCode>().SingleAsync(c => c.DwellingId == Guid.Parse(door.Dwelling)))
        ).CodeHash.Length.ShouldBe(16);

        (await Type(cousin, "0000 0000")).Page.Body!.TextContent.ShouldContain("还可以试 4 次");
        (await Type(uncle, slip)).Page.Body!.TextContent.ShouldContain("已认证");
        (await Type(cousin, slip)).Page.Body!.TextContent.ShouldContain("认证码不对", customMessage: "used once");
        for (var i = 0; i < 3; i++)
            await Type(cousin, $"{i}");
        var fresh = (await worker.Do($"/api/registry/dwellings/{door.Dwelling}/home-code"))["code"]!.GetValue<string>();
        (await cousin.See("/my/home")).Page.QuerySelector("#Code").ShouldBeNull("no tries are left, even for a new slip");
        fresh.ShouldNotBe(slip);

        var moved = await uncle.Submit(await uncle.See("/my/home"), "main form:has([value=end])", ("Do", "end"));
        moved.Page.Body!.TextContent.ShouldContain("本人说已搬走");
        (await Rows(town, door)).Count(h => h.State == HomeState.Ended).ShouldBe(1);
    }

    private static async Task<Seen> Type(HttpClient who, string code) =>
        await who.Submit(await who.See("/my/home"), "main form:has(#Code)", ("Code", code), ("Do", "code"));

    private static Task<List<Gezhi.Registry.Homes.Home>> Rows(Town town, Home door)
    {
        var dwelling = Guid.Parse(door.Dwelling);
        return town.With(
            (_, db) =>
                db.Set<Gezhi.Registry.Homes.Home>().AsNoTracking().Where(h => h.DwellingId == dwelling).OrderBy(h => h.Id).ToListAsync()
        );
    }

    private static Task<VerifiedHome?> Verified(Town town, Guid resident) =>
        town.With((services, _) => services.GetRequiredService<HomeBook>().Of(resident, default));
}
