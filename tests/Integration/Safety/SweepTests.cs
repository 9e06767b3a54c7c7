using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gezhi.Identity.Passkeys;
using Gezhi.Identity.Posts;
using Gezhi.Identity.Urgent;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Tests.Integration.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Every door with every role and with ids of things that are really there: of any kind that a route asks for, found in the model itself.</summary>
public sealed partial class SweepTests
{
    [Fact]
    public async Task Every_page_answers_every_role_and_never_with_a_fault()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var ids = await RealIds(watched);
        var (wrong, tried) = (new List<string>(), 0);
        var doors = Reading(watched).ToList();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var person = await watched.Town.As(role);
            foreach (var door in doors)
            {
                var answer = await person.SendAsync(Ask(door, ids, "{}"), HttpCompletionOption.ResponseHeadersRead);
                var status = (int)answer.StatusCode;
                tried++;
                if (status >= 500 || (!door.IsPublic && !door.IsForResidents && !door.LetsIn(role) && status is not (403 or 404)))
                    wrong.Add($"{role} {door.Name}: {status}");
                answer.Dispose();
            }
        }
        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public async Task A_thing_of_another_district_and_a_thing_of_nobody_get_the_same_answer()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var ids = await RealIds(watched);
        var (wrong, kinds) = (new List<string>(), new HashSet<string>());
        var doors = Door.Of(watched.Town).Where(d => !d.IsPublic && !d.IsForResidents && Named(d, ids).Any()).ToList();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var neighbour = await watched.Neighbour(role);
            foreach (var door in doors.Where(d => d.LetsIn(role)))
            {
                var (real, nobodys) = (await Answer(neighbour, door, ids), await Answer(neighbour, door, []));
                kinds.UnionWith(Named(door, ids));
                if (real != nobodys || (door.Method == "GET" && real.Status != HttpStatusCode.NotFound))
                    wrong.Add($"{role} {door.Name}: {real}, of nobody {nobodys}");
            }
        }
        wrong.Distinct().ShouldBeEmpty();
        kinds.Count.ShouldBeGreaterThan(12, string.Join(' ', kinds));
    }

    /// <summary>The same district, another street: what a post does not reach is told from what is not there by nothing, not even by a word.</summary>
    [Fact]
    public async Task A_thing_of_another_street_and_a_thing_of_nobody_get_the_same_answer()
    {
        var town = await MarkupTests.FullTown();
        var ids = await RealIds(town, inside: "410103010", areasOnly: true);
        var (wrong, kinds, tried) = (new List<string>(), new HashSet<string>(), 0);
        var doors = Door.Of(town).Where(d => !d.IsPublic && !d.IsForResidents && Named(d, ids).Any()).ToList();
        foreach (var role in Enum.GetValues<Role>().Where(r => !PostRules.IsOfUnit(r) && !Separation.IsAdministrator(r)))
        {
            using var neighbour = await town.At(role, StreetPeople.OtherStreet);
            foreach (var door in doors.Where(d => d.LetsIn(role)))
            {
                var (real, nobodys) = (await Whole(neighbour, door, ids), await Whole(neighbour, door, []));
                tried++;
                kinds.UnionWith(Named(door, ids));
                if (real != nobodys || (door.Method == "GET" && !real.StartsWith("404", StringComparison.Ordinal)))
                    wrong.Add(
                        $"{role} {door.Name}: {real[..Math.Min(120, real.Length)]} | of nobody {nobodys[..Math.Min(120, nobodys.Length)]}"
                    );
            }
        }
        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(100);
        kinds.Count.ShouldBeGreaterThan(5, string.Join(' ', kinds));
    }

    /// <summary>Status and every word of the answer but the number of the request and the marks of the form.</summary>
    private static async Task<string> Whole(HttpClient person, Door door, Dictionary<string, string> ids)
    {
        using var answer = await person.SendAsync(Ask(door, ids, "{}"));
        var text = await answer.Content.ReadAsStringAsync();
        foreach (var id in ids.Values)
            text = text.Replace(id, "01993f2e-0000-7000-8000-000000000000", StringComparison.Ordinal);
        return $"{(int)answer.StatusCode} {Marks().Replace(text, "")}";
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"|name=\"__RequestVerificationToken\" value=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Marks();

    /// <summary>Status and code: what a stranger could tell a thing that is there from one that is not by.</summary>
    private static async Task<(HttpStatusCode Status, string Code)> Answer(HttpClient person, Door door, Dictionary<string, string> ids)
    {
        using var answer = await person.SendAsync(Ask(door, ids, "{}"));
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!["code"]?.GetValue<string>() ?? "" : "");
    }

    private static IEnumerable<Door> Reading(WatchedTown watched) =>
        Door.Of(watched.Town)
            .Where(d => d.Method == "GET" && !d.Pattern.StartsWith("/dev/", StringComparison.Ordinal))
            .Where(d => d.Pattern is not ("/centre/live" or "/emergency/live" or "/demo/sign-in/{role}")); // endless, or signs somebody else in

    private static IEnumerable<string> Named(Door door, Dictionary<string, string> ids) =>
        door.Endpoint.RoutePattern.Parameters.Select(p => p.Name).Where(ids.ContainsKey);

    private static HttpRequestMessage Ask(Door door, Dictionary<string, string> ids, string body)
    {
        var request = new HttpRequestMessage(new HttpMethod(door.Method), door.Address(ids));
        if (door.IsForPeople)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (door.Method != "GET")
            request.Content =
                door.IsForPeople || door.TakesFormsOnly
                    ? Form.With(("note", ""))
                    : new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    /// <summary>For each id that a route asks for, one that is there: <c>draftId</c> is the id of the first row of an entity whose name ends in Draft.</summary>
    private static Task<Dictionary<string, string>> RealIds(WatchedTown watched) => RealIds(watched.Town, inside: null);

    /// <param name="inside">Only rows of this area and below it, where a row has an area; null: any.</param>
    /// <param name="areasOnly">Kinds that belong to no area are left out: the whole district may see them.</param>
    internal static async Task<Dictionary<string, string>> RealIds(Town town, string? inside, bool areasOnly = false)
    {
        var names = Door.Of(town)
            .SelectMany(d => d.Endpoint.RoutePattern.Parameters)
            .Where(p => p.ParameterPolicies.Any(policy => policy.Content == "guid") && p.Name.Length > 2)
            .Select(p => p.Name)
            .Distinct()
            .ToList();
        return await town.With(
            async (services, db) =>
            {
                if (inside is null)
                    await MakeThingsOfPeople(town, db);
                var found = new Dictionary<string, string>();
                foreach (var name in names)
                foreach (var entity in db.Model.GetEntityTypes().Where(e => IsNamed(e, name[..^2]) && (!areasOnly || HasArea(e))))
                    if (await First(db, entity, inside) is { } id)
                    {
                        found[name] = $"{id}";
                        break;
                    }
                return found;
            }
        );
    }

    private static bool IsNamed(IEntityType entity, string stem) =>
        entity.ClrType.IsAssignableTo(typeof(ITenantRow))
        && entity.FindProperty("Id")?.ClrType == typeof(Guid)
        && entity.ClrType.Name.EndsWith(stem, StringComparison.OrdinalIgnoreCase);

    private static Task<Guid?> First(GezhiDb db, IEntityType entity, string? inside) =>
        (Task<Guid?>)
            typeof(SweepTests)
                .GetMethod(nameof(FirstOf), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(entity.ClrType)
                .Invoke(null, [db, HasArea(entity) ? inside : null])!;

    private static bool HasArea(IEntityType entity) => entity.FindProperty("AreaCode")?.ClrType == typeof(string);

    private static Task<Guid?> FirstOf<T>(GezhiDb db, string? inside)
        where T : class
    {
        var rows = db.Set<T>().AsQueryable();
        if (inside is not null)
            rows = rows.Where(row => EF.Property<string>(row, "AreaCode").StartsWith(inside));
        return rows.Select(row => (Guid?)EF.Property<Guid>(row, "Id")).OrderBy(id => id).FirstOrDefaultAsync();
    }

    /// <summary>What the seed town has none of: a proposal, an urgent grant, a passkey.</summary>
    private static async Task MakeThingsOfPeople(Town town, GezhiDb db)
    {
        var (now, account) = (town.Clock.UtcNow, await db.Set<Gezhi.Identity.Accounts.Account>().Select(a => a.Id).FirstAsync());
        db.Add(
            new PostProposal
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                AccountId = account,
                Role = Role.Leader,
                AreaCode = "410103",
                Title = "岗位",
                ValidFrom = DateOnly.FromDateTime(now),
                ProposedBy = account,
                ProposedAt = now,
            }
        );
        db.Add(
            new UrgentGrant
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                AccountId = account,
                Role = Role.GridLead,
                AreaCode = "410103010",
                Reason = "演练",
                OpenedAt = now.AddMinutes(-30),
                EndsAt = now.AddMinutes(-1),
            }
        );
        db.Add(
            new Passkey
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                AccountId = Ids.New(now), // nobody of the cast: a passkey would ask them for a second step
                CredentialId = Ids.New(now).ToByteArray(),
                PublicKey = [1],
                Name = "测试",
                CreatedAt = now,
            }
        );
        await db.Save(default);
    }
}
