using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Field.Verification;
using Gezhi.Platform.Actors;
using Gezhi.Registry.Records;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Registry;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>The registry beside reality: four answers, a second person, the registry's own history.</summary>
public sealed class HouseholdCheckTests
{
    private const string Worker = "wangge0001";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_difference_waits_for_somebody_else_and_then_stands_in_the_registry_with_its_source(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        var home = await Home.Make(worker, "核");
        var body = new
        {
            householdId = home.Household,
            outcome = "Changed",
            residents = 4,
            registryVersion = 1,
            wasTold = true,
        };
        (await worker.Refused("/api/verifications", body with { wasTold = false })).Code.ShouldBe("check.tell");
        (await worker.Refused("/api/verifications", body with { residents = 2 })).Code.ShouldBe("check.no-difference");
        (await worker.Refused("/api/verifications", body with { registryVersion = 7 })).Code.ShouldBe("check.stale");

        var noted = await worker.Do("/api/verifications", body);

        noted["state"]!.GetValue<string>().ShouldBe("Proposed");
        (await Residents(town, home)).ShouldBe(2, "nothing changes before somebody else has decided");
        (await worker.Refused("/api/verifications", body)).Code.ShouldBe("check.pending");
        var id = noted["id"]!.GetValue<Guid>();
        (
            await worker.Refused(
                $"/api/verifications/{id}/decision",
                new
                {
                    isApproved = true,
                    registryVersion = 1,
                    version = 1,
                }
            )
        ).Status.ShouldBe(403);
        await lead.Do(
            $"/api/verifications/{id}/decision",
            new
            {
                isApproved = true,
                registryVersion = 1,
                version = 1,
            }
        );
        (await Residents(town, home)).ShouldBe(4);
        var key = Guid.Parse(home.Household);
        var history = await town.With(
            (_, db) => db.Set<RegistryChange>().AsNoTracking().Where(c => c.SubjectId == key).OrderBy(c => c.At).ToListAsync()
        );
        history.Select(c => c.Detail).ShouldContain("人户核实");
        (
            await lead.Refused(
                $"/api/verifications/{id}/decision",
                new
                {
                    isApproved = false,
                    registryVersion = 2,
                    version = 2,
                }
            )
        ).Code.ShouldBe("check.decided");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_the_registry_was_changed_to_meanwhile_is_shown_and_decided_anew(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        var home = await Home.Make(worker, "陈");
        var id = await Propose(worker, home, "Changed", 5);
        await lead.Do(
            $"/api/registry/households/{home.Household}",
            new
            {
                dwellingId = home.Dwelling,
                residents = 3,
                version = 1,
            },
            HttpMethod.Put
        );

        (
            await lead.Refused(
                $"/api/verifications/{id}/decision",
                new
                {
                    isApproved = true,
                    registryVersion = 1,
                    version = 1,
                }
            )
        ).Status.ShouldBe(412);
        (await Residents(town, home)).ShouldBe(3);
        var row = await Row(lead, id);
        (row["isStale"]!.GetValue<bool>(), row["nowResidents"]!.GetValue<int>(), row["wasResidents"]!.GetValue<int>()).ShouldBe(
            (true, 3, 2)
        );
        var page = await lead.See("/verifications");
        page.Text("main").ShouldContain("提出之后台账又改过");
        var done = await lead.Submit(page, $"form:has(input[value='{id}'])", ("IsApproved", "true"));
        done.Status.ShouldBe(HttpStatusCode.OK);
        (await Residents(town, home)).ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_household_that_moved_away_ends_with_everybody_on_its_books_all_or_nothing(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        var home = await Home.Make(worker, "迁");
        var person = Guid.Parse(await home.Person(worker, "司徒试迁", null, null));
        var (declined, moved) = (await Propose(worker, home, "Moved", null), Guid.Empty);
        await lead.Do(
            $"/api/verifications/{declined}/decision",
            new
            {
                isApproved = false,
                registryVersion = 1,
                version = 1,
            }
        );
        moved = await Propose(worker, home, "Moved", null);

        await lead.Do(
            $"/api/verifications/{moved}/decision",
            new
            {
                isApproved = true,
                registryVersion = 1,
                version = 1,
            }
        );

        var key = Guid.Parse(home.Household);
        (await town.With((_, db) => db.Set<Household>().Where(h => h.Id == key).Select(h => h.ValidTo).FirstAsync())).ShouldNotBeNull();
        (await town.With((_, db) => db.Set<Person>().Where(p => p.Id == person).Select(p => p.HouseholdId).FirstAsync())).ShouldBeNull();
        (await worker.Refused("/api/verifications", new { householdId = home.Household, outcome = "NotMet" })).Code.ShouldBe("check.ended");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task As_written_confirms_not_met_changes_nothing_and_a_colleague_of_another_grid_finds_nothing(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        using var other = await town.As(Role.GridWorker, Doorstep.Worker);
        var home = await Home.Make(worker, "同");
        await worker.Do("/api/verifications", new { householdId = home.Household, outcome = "NotMet" });
        (await other.Refused("/api/verifications", new { householdId = home.Household, outcome = "NotMet" })).Status.ShouldBe(404);
        (await other.Do("/api/verifications", method: HttpMethod.Get))
            .AsArray()
            .ShouldNotContain(r => r!["householdId"]!.ToString() == home.Household);
        using var phone = await Pocket.Of(await town.As(Role.GridWorker, Worker));
        var key = Guid.Parse(home.Household);

        var entry = Pocket.Entry("verify", key, new { outcome = "Same", wasTold = true }, town.Now(), 1);
        (await phone.SendOne(town.Now(), entry))["outcome"]!.GetValue<string>().ShouldBe("accepted");
        (await phone.SendOne(town.Now(), entry))["outcome"]!.GetValue<string>().ShouldBe("accepted");

        (
            await town.With((_, db) => db.Set<HouseholdCheck>().CountAsync(c => c.HouseholdId == key && c.Outcome == CheckOutcome.Same))
        ).ShouldBe(1);
        await worker.Do(
            $"/api/registry/households/{home.Household}",
            new
            {
                dwellingId = home.Dwelling,
                residents = 3,
                version = 1,
            },
            HttpMethod.Put
        );
        var stale = Pocket.Entry(
            "verify",
            key,
            new
            {
                outcome = "Changed",
                wasTold = true,
                residents = 6,
            },
            town.Now(),
            1
        );
        var held = await phone.SendOne(town.Now(), stale);
        (held["outcome"]!.GetValue<string>(), held["problem"]!["code"]!.GetValue<string>()).ShouldBe(("needs-me", "check.stale"));
        held["theirs"]!["lines"]![0]!.GetValue<string>().ShouldBe("3 人 · 家庭户");
        (await worker.See("/verifications/notice")).Text("main").ShouldContain("您可以不参加");
    }

    private static async Task<Guid> Propose(HttpClient worker, Home home, string outcome, int? residents) =>
        (
            await worker.Do(
                "/api/verifications",
                new
                {
                    householdId = home.Household,
                    outcome,
                    residents,
                    registryVersion = 1,
                    wasTold = true,
                }
            )
        )["id"]!.GetValue<Guid>();

    private static async Task<JsonNode> Row(HttpClient reader, Guid id) =>
        (await reader.Do("/api/verifications", method: HttpMethod.Get)).AsArray().First(r => r!["id"]!.GetValue<Guid>() == id)!;

    private static async Task<int?> Residents(Town town, Home home)
    {
        var id = Guid.Parse(home.Household);
        return await town.With((_, db) => db.Set<Household>().Where(h => h.Id == id).Select(h => h.Residents).FirstAsync());
    }
}
