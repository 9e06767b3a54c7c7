using System.Net;
using Gezhi.Cases;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Records;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Registry;
using Gezhi.Tests.Integration.Resident;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>A town turns to a new key: everything is found and opened before, during and after, and the old key may be withdrawn.</summary>
public sealed class KeyTurnTests
{
    private const string Name = "宗政清欢";
    private const string Phone = "15405771234";
    private const string Number = "410199197905053138";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_town_turns_to_a_new_key_and_the_old_one_is_withdrawn(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Protection:TurnRows=7", "--Protection:TurnRestMilliseconds=60000");
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "甲");
        var person = await home.Person(worker, Name, Phone, Number);
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, "15400014901");
        using var resident = town.Anybody();
        await resident.Do(
            "/api/reports",
            new
            {
                text = "楼下化粪池满了",
                lon = Town.Lon,
                lat = Town.Lat,
                phone = "15400014901",
            }
        );
        var ring = town.Services.GetRequiredService<KeyRing>();
        await Everything(town, worker, person, aunt);

        ring.AddFile().Number.ShouldBe((byte)2);
        await Everything(town, worker, person, aunt);
        var turn = town.Services.GetRequiredService<KeyTurn>();
        for (var i = 0; i < 12; i++)
            await turn.Portion(Town.District, CancellationToken.None);
        (await UnderOldKey(town)).ShouldBeGreaterThan(0, "the turn is under way");
        await Everything(town, worker, person, aunt);
        await Turned(town);
        (await UnderOldKey(town)).ShouldBe(0);
        await Everything(town, worker, person, aunt);

        using var system = await town.As(Role.SystemAdmin);
        var page = await system.See("/admin/keys");
        page.Text("main").ShouldContain("旧密钥可以撤下");
        var folder = town.Services.GetRequiredService<StorageRoot>().Folder("keys");
        File.Delete(Path.Combine(folder, "field.key"));
        ring.Refresh();
        ring.Keys.Select(k => (int)k.Number).ShouldBe([2]);
        await Everything(town, worker, person, aunt);
        (await system.See("/admin/keys")).Text(".empty strong").ShouldBe("没有正在换的密钥");
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "keys.turned"))).ShouldBeGreaterThan(3);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_row_that_was_tampered_with_is_counted_shown_and_left_alone_and_holds_nobody_up(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Protection:TurnRestMilliseconds=60000");
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "甲");
        var altered = Guid.Parse(await home.Person(worker, Name, Phone, null));
        var whole = Guid.Parse(await home.Person(worker, "丁一", "15405771235", null));
        await Alter(town, altered);
        town.Services.GetRequiredService<KeyRing>().AddFile();

        await Turned(town);

        var rows = await town.With(
            (_, db) => db.Set<Person>().Where(p => p.Id == altered || p.Id == whole).ToDictionaryAsync(p => p.Id, p => p.NameSealed)
        );
        rows[altered][1].ShouldBe((byte)1);
        rows[whole][1].ShouldBe((byte)2);
        using var security = await town.As(Role.SecurityAdmin);
        var page = await security.See("/admin/keys");
        page.Text(".problem h2").ShouldBe("有记录打不开");
        page.Text("main").ShouldNotContain("旧密钥可以撤下");
    }

    [Fact]
    public async Task Keys_and_register_are_for_their_administrators_alone()
    {
        var town = await Town.On(Engine.Sqlite);
        foreach (
            var (role, keys, register) in new[]
            {
                (Role.SystemAdmin, true, false),
                (Role.SecurityAdmin, true, true),
                (Role.AuditAdmin, false, true),
                (Role.Operator, false, false),
                (Role.Leader, false, false),
            }
        )
        {
            using var person = await town.As(role);
            (await person.GetAsync(new Uri("/api/protection/keys", UriKind.Relative))).StatusCode.ShouldBe(
                keys ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
                role.ToString()
            );
            (await person.See("/admin/data-register")).Status.ShouldBe(
                register ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
                role.ToString()
            );
        }
        using var reader = await town.As(Role.AuditAdmin);
        var page = await reader.See("/admin/data-register");
        page.Text("main").ShouldContain("代办事项核对本人");
        page.Text("main").ShouldContain("registry_person.citizen_id_sealed");
    }

    /// <summary>Search by name, phone, last four and number; open the fields; a resident's own; the same number is known.</summary>
    private static async Task Everything(Town town, HttpClient worker, string person, Handset aunt)
    {
        foreach (var typed in new[] { "清欢", Name, "zzqh", "1234", Phone, Number, "清欢 试验里甲" })
            (await worker.Do($"/api/registry?q={Uri.EscapeDataString(typed)}", method: HttpMethod.Get))["rows"]!
                .AsArray()
                .ShouldContain(r => r!["id"]!.GetValue<string>() == person, typed);
        foreach (var (field, value) in new[] { ("Name", Name), ("Phone", Phone), ("CitizenId", Number) })
            (
                await worker.Do(
                    "/api/registry/reveals",
                    new
                    {
                        id = person,
                        field,
                        purpose = "Visit",
                    }
                )
            )["value"]!.GetValue<string>().ShouldBe(value);
        var mine = (await aunt.Client.Do("/api/my/data", method: HttpMethod.Get))["items"]!.AsArray();
        mine.Count.ShouldBe(1);
        var home = (await worker.Do($"/api/registry/people/{person}", method: HttpMethod.Get))["above"]![0]!["id"]!.GetValue<string>();
        (
            await worker.Refused(
                "/api/registry/people",
                new
                {
                    householdId = home,
                    name = "另一人",
                    citizenId = Number,
                    hasConsented = true,
                }
            )
        ).Code.ShouldBe("registry.person-known");
    }

    private static async Task Turned(Town town)
    {
        var turn = town.Services.GetRequiredService<KeyTurn>();
        var portions = 0;
        while (await turn.Portion(Town.District, CancellationToken.None))
            (++portions).ShouldBeLessThan(20_000);
    }

    /// <summary>Rows of people, accounts and reports that still lie under key 1.</summary>
    private static Task<int> UnderOldKey(Town town) =>
        town.With(
            async (_, db) =>
            {
                var people = await db.Set<Person>().Select(p => p.NameSealed).ToListAsync();
                var phones = await db.Reports.Where(r => r.Contact != null).Select(r => r.Contact!).ToListAsync();
                return people.Concat(phones).Count(b => b[1] == 1);
            }
        );

    private static Task<int> Alter(Town town, Guid id) =>
        town.With(
            async (_, db) =>
            {
                var name = await db.Set<Person>().Where(p => p.Id == id).Select(p => p.NameSealed).SingleAsync();
                name[^1] ^= 1;
                return await db.Set<Person>().Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.NameSealed, name));
            }
        );
}
