using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;

namespace Gezhi.Registry.Contract;

/// <summary>Writes many records into an empty registry: seed and bench. 台账批量写入</summary>
/// <remarks>Rows are appended, not tracked; the caller's transaction holds them together and <see cref="Save"/> ends it.</remarks>
public sealed class RegistryFill(GezhiDb db, PersonSeal seal)
{
    /// <param name="Door">Number of the house without 号.</param>
    public sealed record BuildingFacts(
        string AreaCode,
        string Compound,
        string Road,
        string Door,
        string BuildingNo,
        BuildingUse Use,
        int Floors,
        double? Lon,
        double? Lat,
        string Aliases = ""
    );

    /// <param name="Phone">As stored; null when none is kept.</param>
    /// <param name="CitizenId">18 characters; null when none is kept.</param>
    public sealed record PersonFacts(
        string Name,
        string? Phone,
        string? CitizenId,
        int BirthYear,
        ResidenceType Residence,
        MemberRelation Relation
    );

    /// <param name="Phone">As stored; null when none is kept.</param>
    public sealed record OrganisationFacts(
        string AreaCode,
        string Name,
        OrganisationKind Type,
        string Trade,
        string? Uscc,
        string Address,
        string? Contact,
        string? Phone
    );

    /// <summary>A building, confirmed on that local day.</summary>
    public Building Add(BuildingFacts facts, DateOnly confirmedOn, DateTime now)
    {
        var building = new Building
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AreaCode = facts.AreaCode,
            Compound = facts.Compound,
            Road = facts.Road,
            DoorNo = facts.Door,
            BuildingNo = facts.BuildingNo,
            Aliases = facts.Aliases,
            Use = facts.Use,
            Floors = facts.Floors,
            Lon = facts.Lon,
            Lat = facts.Lat,
            Source = Sources.Seed,
            ConfirmedOn = confirmedOn,
            ValidFrom = confirmedOn,
        };
        Keep(building, EntryFace.Of(building), now);
        return building;
    }

    /// <summary>A dwelling of the building.</summary>
    public Dwelling Add(Building building, string unit, string room, DwellingUse use, DateOnly confirmedOn, DateTime now)
    {
        var dwelling = new Dwelling
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            BuildingId = building.Id,
            AreaCode = building.AreaCode,
            Unit = unit,
            Room = room,
            Use = use,
            Source = Sources.Seed,
            ConfirmedOn = confirmedOn,
            ValidFrom = confirmedOn,
        };
        Keep(dwelling, EntryFace.Of(dwelling, building), now);
        return dwelling;
    }

    /// <summary>A household of the dwelling.</summary>
    public Household Add(Building building, Dwelling dwelling, HouseholdType type, int residents, DateOnly confirmedOn, DateTime now)
    {
        var household = new Household
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            DwellingId = dwelling.Id,
            AreaCode = dwelling.AreaCode,
            Type = type,
            Residents = residents,
            Source = Sources.Seed,
            ConfirmedOn = confirmedOn,
            ValidFrom = confirmedOn,
        };
        Keep(household, EntryFace.Of(household, dwelling, building), now);
        return household;
    }

    /// <summary>A person who lives in the household since that day.</summary>
    public Person Add(Building building, Dwelling dwelling, Household household, PersonFacts facts, DateOnly confirmedOn, DateTime now)
    {
        var person = new Person
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            HouseholdId = household.Id,
            AreaCode = household.AreaCode,
            BirthYear = facts.BirthYear,
            Residence = facts.Residence,
            ConsentedOn = facts.Phone is null && facts.CitizenId is null ? null : confirmedOn,
            Source = Sources.Seed,
            ConfirmedOn = confirmedOn,
            ValidFrom = confirmedOn,
        };
        List<string> blind =
        [
            .. seal.Name(person, facts.Name),
            .. seal.Phone(person, facts.Phone),
            .. seal.CitizenId(person, facts.CitizenId),
        ];
        Keep(person, EntryFace.Of(person, blind, dwelling, building), now);
        db.Append(
            new HouseholdMember
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                HouseholdId = household.Id,
                PersonId = person.Id,
                Relation = facts.Relation,
                ValidFrom = confirmedOn,
            }
        );
        return person;
    }

    /// <summary>An organisation with its contact.</summary>
    /// <param name="buildingId">Null for stalls and open ground.</param>
    public Organisation Add(OrganisationFacts facts, Guid? buildingId, DateOnly confirmedOn, DateTime now)
    {
        var organisation = new Organisation
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AreaCode = facts.AreaCode,
            BuildingId = buildingId,
            Name = facts.Name,
            Type = facts.Type,
            Trade = facts.Trade,
            Uscc = facts.Uscc,
            Address = facts.Address,
            Source = Sources.Seed,
            ConfirmedOn = confirmedOn,
            ValidFrom = confirmedOn,
        };
        List<string> blind = [.. seal.Contact(organisation, facts.Contact), .. seal.Phone(organisation, facts.Phone)];
        Keep(organisation, EntryFace.Of(organisation, blind), now);
        return organisation;
    }

    /// <summary>A place that is inspected.</summary>
    /// <param name="runBy">The organisation; null when nobody is on the books.</param>
    /// <param name="buildingId">Null for open ground.</param>
    /// <param name="at">WGS-84 degrees; null where the building says it, or nobody does.</param>
    public Place Add(
        string areaCode,
        string name,
        PlaceKind type,
        string address,
        Guid? runBy,
        Guid? buildingId,
        DateOnly confirmedOn,
        DateTime now,
        Guid? marketId = null,
        (double Lon, double Lat)? at = null
    )
    {
        var place = new Place
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AreaCode = areaCode,
            Name = name,
            Type = type,
            Address = address,
            OrganisationId = runBy,
            BuildingId = buildingId,
            MarketId = marketId,
            Lon = at?.Lon,
            Lat = at?.Lat,
            Source = Sources.Seed,
            ConfirmedOn = confirmedOn,
            ValidFrom = confirmedOn,
        };
        Keep(place, EntryFace.Of(place), now);
        return place;
    }

    /// <summary>Saves what was added.</summary>
    public Task Save(CancellationToken ct) => db.Save(ct);

    private void Keep(RegistryRecord record, EntryFace face, DateTime now) => Ledger.Append(db.Append, record, face, now, null);
}
