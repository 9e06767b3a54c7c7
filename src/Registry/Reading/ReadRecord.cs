using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Importing;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Reading;

/// <summary>One record with what hangs on it and its history. 台账详情</summary>
public sealed class ReadRecord(Ledger ledger, SearchRegistry search, HoldBook holds, ReadNames? names = null)
{
    /// <summary>Dwellings of a tall building fit on one page.</summary>
    public const int MostWithin = 500;

    public const int MostHistory = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var kind in Enum.GetValues<RecordKind>())
            api.MapGet(
                    $"/{Slugs.Of(kind)}/{{id:guid}}",
                    async (Guid id, ReadRecord feature, Actor actor, HttpContext http, CancellationToken ct) =>
                    {
                        http.Response.Headers.CacheControl = "no-store";
                        return TypedResults.Ok(await feature.Run(kind, id, actor, ct));
                    }
                )
                .WithSummary("台账详情 · One record");
    }

    /// <exception cref="Platform.Problems.NotFound">Not there, or not the actor's to know.</exception>
    public async Task<RecordView> Run(RecordKind kind, Guid id, Actor actor, CancellationToken ct) =>
        kind switch
        {
            RecordKind.Building => await Building(await ledger.Find<Building>(id, actor, ct), actor, ct),
            RecordKind.Dwelling => await Dwelling(await ledger.Find<Dwelling>(id, actor, ct), actor, ct),
            RecordKind.Household => await Household(await ledger.Find<Household>(id, actor, ct), actor, ct),
            RecordKind.Person => await Person(await Opened(await ledger.Find<Person>(id, actor, ct), actor, ct), actor, ct),
            RecordKind.Organisation => await Organisation(await ledger.Find<Organisation>(id, actor, ct), actor, ct),
            RecordKind.Component => await Component(await ledger.Find<Component>(id, actor, ct), actor, ct),
            RecordKind.Place => await Place(await ledger.Find<Place>(id, actor, ct), actor, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Who opens the page of a person is counted: many within a short time are looked into.</summary>
    private async Task<Person> Opened(Person person, Actor actor, CancellationToken ct)
    {
        ledger.Db.Audit(actor, "registry.opened", person.Id, "", ledger.Now);
        await ledger.Db.Save(ct);
        return person;
    }

    private async Task<RecordView> Building(Building building, Actor actor, CancellationToken ct)
    {
        var db = ledger.Db;
        var within = db.Set<Dwelling>()
            .Where(d => d.BuildingId == building.Id)
            .Select(d => d.Id)
            .Concat(db.Set<Organisation>().Where(o => o.BuildingId == building.Id).Select(o => o.Id))
            .Concat(db.Set<Place>().Where(p => p.BuildingId == building.Id).Select(p => p.Id));
        return await View(building, EntryFace.Short(building), building.Address, actor, ct) with
        {
            Facts = Facts.Of(building),
            Lon = building.Lon,
            Lat = building.Lat,
            Within = await Entries(within, actor, ct),
        };
    }

    private async Task<RecordView> Dwelling(Dwelling dwelling, Actor actor, CancellationToken ct)
    {
        var building = await ledger.Db.Set<Building>().FirstAsync(b => b.Id == dwelling.BuildingId, ct);
        var title = EntryFace.Short(building) + dwelling.DoorText;
        return await View(dwelling, title, building.Address + dwelling.DoorText, actor, ct) with
        {
            Facts = Facts.Of(dwelling),
            Above = [new Above(RecordKind.Building, building.Id, EntryFace.Short(building))],
            Within = await Entries(ledger.Db.Set<Household>().Where(h => h.DwellingId == dwelling.Id).Select(h => h.Id), actor, ct),
        };
    }

    private async Task<RecordView> Household(Household household, Actor actor, CancellationToken ct)
    {
        var (dwelling, building) = await Door(household, ct);
        var door = EntryFace.Short(building) + dwelling.DoorText;
        return await View(household, door, building.Address + dwelling.DoorText, actor, ct) with
        {
            Facts = Facts.Of(household),
            Above =
            [
                new Above(RecordKind.Building, building.Id, EntryFace.Short(building)),
                new Above(RecordKind.Dwelling, dwelling.Id, door),
            ],
            Stays = await People(household.Id, actor, ct),
        };
    }

    private async Task<RecordView> Person(Person person, Actor actor, CancellationToken ct)
    {
        var stays = await Homes(person.Id, actor, ct);
        var here = stays.FirstOrDefault(s => s.ValidTo is null);
        return await View(person, person.NameMask, here?.Title ?? "", actor, ct) with
        {
            Facts = Facts.Of(person),
            Sealed = Facts.Sealed(person),
            HeldUntil = await holds.Until(person.Id, ct),
            Above = here is null ? [] : [new Above(RecordKind.Household, here.Id, here.Title)],
            Stays = stays,
        };
    }

    private async Task<RecordView> Organisation(Organisation organisation, Actor actor, CancellationToken ct) =>
        await View(organisation, organisation.Name, organisation.Address, actor, ct) with
        {
            Facts = Facts.Of(organisation),
            Sealed = Facts.Sealed(organisation),
            Above = await In(organisation.BuildingId, ct),
            Within = await Entries(ledger.Db.Set<Place>().Where(p => p.OrganisationId == organisation.Id).Select(p => p.Id), actor, ct),
        };

    private async Task<RecordView> Place(Place place, Actor actor, CancellationToken ct)
    {
        var above = await In(place.BuildingId, ct);
        var run = await ledger.Db.Set<Organisation>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == place.OrganisationId, ct);
        var stalls =
            place.Type == PlaceKind.Market
                ? await Entries(ledger.Db.Set<Place>().Where(p => p.MarketId == place.Id).Select(p => p.Id), actor, ct)
                : [];
        if (
            place.MarketId is { } marketId
            && await ledger.Db.Set<Place>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == marketId, ct) is { } market
            && RegistryScope.Sees(actor, market.AreaCode)
        )
            above = [.. above, new Above(RecordKind.Place, market.Id, market.Name)];
        return await View(place, place.Name, place.Address, actor, ct) with
        {
            Within = stalls,
            Facts = Facts.Of(place),
            Lon = place.Lon,
            Lat = place.Lat,
            Above =
                run is not null && RegistryScope.Sees(actor, run.AreaCode)
                    ? [.. above, new Above(RecordKind.Organisation, run.Id, run.Name)]
                    : above,
        };
    }

    private async Task<RecordView> Component(Component component, Actor actor, CancellationToken ct) =>
        await View(component, component.Name, component.Address, actor, ct) with
        {
            Facts = Facts.Of(component),
            Lon = component.Lon,
            Lat = component.Lat,
        };

    private async Task<RecordView> View(RegistryRecord record, string title, string address, Actor actor, CancellationToken ct) =>
        new(
            record.Kind,
            record.Id,
            record.Version,
            title,
            address,
            record.AreaCode,
            ledger.Areas.NameOf(record.AreaCode) ?? record.AreaCode,
            record.Source,
            record.ConfirmedOn,
            record.FreshUntilOn,
            record.FreshUntilOn >= ledger.Today,
            record.ValidFrom,
            record.ValidTo,
            record.ValidTo is null && RegistryScope.Keeps(actor, record.AreaCode)
        )
        {
            History = await History(record, ct),
        };

    private async Task<(Dwelling, Building)> Door(Household household, CancellationToken ct)
    {
        var dwelling = await ledger.Db.Set<Dwelling>().FirstAsync(d => d.Id == household.DwellingId, ct);
        return (dwelling, await ledger.Db.Set<Building>().FirstAsync(b => b.Id == dwelling.BuildingId, ct));
    }

    private async Task<IReadOnlyList<Above>> In(Guid? buildingId, CancellationToken ct) =>
        buildingId is { } id && await ledger.Db.Set<Building>().FirstOrDefaultAsync(b => b.Id == id, ct) is { } building
            ? [new Above(RecordKind.Building, building.Id, EntryFace.Short(building))]
            : [];

    /// <summary>By the entries, so that a list shows what the search shows; only what the reader may see.</summary>
    private async Task<IReadOnlyList<SearchRegistry.Row>> Entries(IQueryable<Guid> ids, Actor actor, CancellationToken ct) =>
        [
            .. (
                await ledger
                    .Db.Set<RegistryEntry>()
                    .AsNoTracking()
                    .Where(e => ids.Contains(e.Id))
                    .OrderBy(e => e.Kind)
                    .ThenBy(e => e.Number)
                    .Take(MostWithin)
                    .ToListAsync(ct)
            )
                .Where(e => RegistryScope.Sees(actor, e.AreaCode))
                .Select(search.Shown),
        ];

    private async Task<IReadOnlyList<Stay>> People(Guid householdId, Actor actor, CancellationToken ct)
    {
        var stays = await ledger
            .Db.Set<HouseholdMember>()
            .Where(m => m.HouseholdId == householdId)
            .Join(
                ledger.Db.Set<Person>(),
                m => m.PersonId,
                p => p.Id,
                (m, p) =>
                    new
                    {
                        Member = m,
                        p.NameMask,
                        p.AreaCode,
                    }
            )
            .AsNoTracking()
            .ToListAsync(ct);
        return
        [
            .. stays
                .Where(s => RegistryScope.Sees(actor, s.AreaCode))
                .Select(s => new Stay(s.Member.PersonId, s.NameMask, s.Member.Relation, s.Member.ValidFrom, s.Member.ValidTo))
                .OrderBy(s => s.ValidTo is not null)
                .ThenBy(s => s.Relation)
                .ThenBy(s => s.ValidFrom),
        ];
    }

    /// <summary>Where a person lived outside the reader's areas is not the reader's to know.</summary>
    private async Task<IReadOnlyList<Stay>> Homes(Guid personId, Actor actor, CancellationToken ct)
    {
        List<Stay> stays = [];
        foreach (var member in await ledger.Db.Set<HouseholdMember>().AsNoTracking().Where(m => m.PersonId == personId).ToListAsync(ct))
        {
            var household = await ledger.Db.Set<Household>().AsNoTracking().FirstAsync(h => h.Id == member.HouseholdId, ct);
            if (!RegistryScope.Sees(actor, household.AreaCode))
                continue;
            var (dwelling, building) = await Door(household, ct);
            stays.Add(
                new Stay(household.Id, EntryFace.Short(building) + dwelling.DoorText, member.Relation, member.ValidFrom, member.ValidTo)
            );
        }
        return [.. stays.OrderByDescending(s => s.ValidTo ?? DateOnly.MaxValue)];
    }

    private async Task<IReadOnlyList<Step>> History(RegistryRecord record, CancellationToken ct)
    {
        var id = record.Id;
        var changes = await ledger
            .Db.Set<RegistryChange>()
            .AsNoTracking()
            .Where(c => c.SubjectId == id)
            .OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .Take(MostHistory)
            .ToListAsync(ct);
        var import = record.ImportId is { } importId
            ? await ledger.Db.Set<RegistryImport>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == importId, ct)
            : null;
        var people = names is null
            ? null
            : await names([.. changes.Select(c => c.AccountId).Append(import?.By).OfType<Guid>().Distinct()], ct);
        string? Who(Guid? account) => account is { } who ? people?.GetValueOrDefault(who) : null;
        var steps = changes.ConvertAll(c => new Step(c.At, Who(c.AccountId), c.Action, c.Detail));
        if (import?.BegunAt is { } begun && changes.Count < MostHistory) // of what came with a file its row says when and by whom
            steps.Add(new Step(begun, Who(import.By), ChangeKind.Added, import.Source));
        return steps;
    }
}
