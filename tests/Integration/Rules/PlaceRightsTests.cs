using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>A place in between outranks the rules: so it is small, kept by those of its own area, and each change is on the trail.</summary>
public sealed class PlaceRightsTests
{
    private const string Litter = "gb47678/matter/06010";
    private const string Own = StreetPeople.OtherStreet;
    private const string Community = Own + "001";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_dispatcher_of_another_street_can_neither_move_nor_remove_a_place(Engine engine)
    {
        var town = await Town.On(engine);
        using var own = await town.At(Role.Dispatcher, Own);
        using var other = await town.At(Role.Dispatcher, "410103008");
        var placeId = (await own.Do("/api/places-between", Said(Place(Community))))["id"]!.GetValue<string>();
        var at = $"/api/places-between/{placeId}";

        (await other.Refused(at, Said(Place("410103008001") with { IsRemoved = true, Version = 1 }), HttpMethod.Put)).Status.ShouldBe(403);
        (await own.Refused(at, Said(Place("410103008001") with { Version = 1 }), HttpMethod.Put)).Status.ShouldBe(
            403,
            "nor push it to another street"
        );
        (await own.Refused(at, Said(Place(Community) with { ToUnitCode = "parks" }), HttpMethod.Put)).Status.ShouldBe(
            400,
            "whoever changes saw a version"
        );
        (await own.Do(at, Said(Place(Community) with { ToUnitCode = "parks", Version = 1 }), HttpMethod.Put))["version"]!
            .GetValue<int>()
            .ShouldBe(2);
        (await own.Refused(at, Said(Place(Community) with { Version = 1 }), HttpMethod.Put)).Status.ShouldBe(412);
        await own.Do(at, Said(Place(Community) with { ToUnitCode = "parks", IsRemoved = true, Version = 2 }), HttpMethod.Put);

        var trail = await town.With(
            (_, db) =>
                db.Set<AuditRow>()
                    .Where(a => a.Action == "place.saved" && a.SubjectId == Guid.Parse(placeId))
                    .Select(a => a.Detail)
                    .ToListAsync()
        );
        trail.ShouldBe(
            [
                $"area {Community}; built 2026-01-01; to sanitation; on 2036-12-01; matters {Litter}",
                "to sanitation → parks",
                "removed - → yes",
            ],
            ignoreOrder: true
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_alone_redirects_a_whole_street_or_writes_a_hand_over_into_the_past(Engine engine)
    {
        var town = await Town.On(engine);
        using var own = await town.At(Role.Dispatcher, Own);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");

        (await Wrong(own, Place(Own))).ShouldContain("整条街道归谁管请写成权责规则");
        (await Wrong(chenMo, Place(null) with { Lon = Town.Lon, Lat = Town.Lat, RadiusMetres = 5000 })).ShouldContain(
            "整条街道归谁管请写成权责规则"
        );
        (await Wrong(own, Place(Community) with { HandedOverOn = new DateOnly(2026, 1, 1) })).ShouldContain("移交从今天或以后的日期起算");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_case_in_a_place_goes_by_itself_to_the_unit_that_the_register_names(Engine engine)
    {
        var town = await Town.On(engine);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var (lon, lat) = (113.6595, 34.7561);
        var saved = await chenMo.Do(
            "/api/places-between",
            Said(
                Place(null) with
                {
                    Lon = lon,
                    Lat = lat,
                    RadiusMetres = 80,
                    KeeperUnitCode = "parks",
                    ToUnitCode = null,
                    HandedOverOn = null,
                }
            )
        );
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "绿道上都是纸屑",
                lon,
                lat,
            }
        );
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = Litter });
        await town.Settle();

        var id = Guid.Parse(receipt["caseId"]!.GetValue<string>());
        var subject = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
        (subject.State, subject.LeadUnitCode, subject.DispatchedBy).ShouldBe((CaseState.Dispatched, "parks", null));
        var reason = DispatchReason.Read(subject.DispatchReason)!;
        (reason.Kind, reason.Place).ShouldBe((ProposalKind.Place, "测试绿道"));
        await chenMo.Do(
            $"/api/places-between/{saved["id"]}",
            Said(Place(null) with { Lon = lon, Lat = lat, RadiusMetres = 80, IsRemoved = true, Version = 1 }),
            HttpMethod.Put
        );
    }

    private static async Task<string> Wrong(HttpClient person, SavePlace.Command place)
    {
        var answer = await person.Ask("/api/places-between", Said(place));
        ((int)answer.StatusCode).ShouldBe(400);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>As programs send it: kinds by name.</summary>
    private static JsonNode Said(SavePlace.Command place) => JsonSerializer.SerializeToNode(place, Options)!;

    private static SavePlace.Command Place(string? area) =>
        new(
            "测试绿道",
            PlaceSort.Green,
            Litter,
            area,
            BuiltOn: new DateOnly(2026, 1, 1),
            ToUnitCode: "sanitation",
            HandedOverOn: new DateOnly(2036, 12, 1) // the shared clock runs ahead
        );
}
