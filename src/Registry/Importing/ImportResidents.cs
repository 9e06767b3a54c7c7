using Gezhi.Platform;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Addresses;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Importing;

/// <summary>Rows that are people behind doors, or doors alone. 房屋与人员导入</summary>
/// <remarks>Dwelling and household are added when the registry does not have them; whoever is known to live elsewhere is not moved by a list.</remarks>
internal sealed class ImportResidents(ImportRun run) : ImportRows(run)
{
    /// <summary>Doors that are remembered between portions; beyond it they are looked up anew.</summary>
    private const int MostDoors = 20_000;

    /// <summary>Tokens of a door: beyond this somebody pasted a book.</summary>
    private const int MostWords = 100;

    /// <summary>Values of one question.</summary>
    private const int MostAsked = 1_000;

    private readonly Dictionary<Guid, Dictionary<(string Unit, string Room), Door>> doors = [];
    private int doorCount;

    /// <summary>A dwelling with the household in it.</summary>
    private sealed class Door
    {
        public required Guid DwellingId { get; init; }
        public Guid? HouseholdId { get; set; }
        public int? Residents { get; set; }
        public bool IsEnded { get; init; }

        /// <summary>Added with this file: nobody else can live there.</summary>
        public bool IsNew { get; init; }

        /// <summary>What the entries of everybody behind the door are found by, with the area; made once.</summary>
        public string? Line { get; set; }

        public required Dwelling Dwelling { get; init; }
    }

    private sealed class Draft(int rowNo) : ImportDraft(rowNo)
    {
        public string Name = "";
        public string? Phone;
        public string? CitizenId;
        public byte[][] CitizenIdIndexes = [];
        public int? BirthYear;
        public int? Residents;
        public DwellingUse Use;
        public HouseholdType Type;
        public ResidenceType Residence;
        public MemberRelation Relation;
        public Door? Door;
    }

    public override ImportDraft Read(int rowNo, ImportCells cells)
    {
        var draft = new Draft(rowNo)
        {
            Name = cells.Text("Name", 40),
            Use = cells.One("DwellingUse", DwellingUse.Owner),
            Type = cells.One("HouseholdType", HouseholdType.Family),
            Residents = cells.Whole("Residents", 0, 200),
            Residence = cells.One("Residence", ResidenceType.Resident),
            Relation = cells.One("Relation", MemberRelation.Other),
            BirthYear = cells.Year("BirthYear", Run.Today.Year),
        };
        Run.Place(draft, cells);
        var (phone, number) = (cells.Digits("Phone", 40), cells.Digits("CitizenId", 30));
        if (phone.Length > 0)
            draft.Phone =
                Phone.TryParse(phone, out var known) && known.ReachesPerson
                    ? known.Value
                    : throw new InvalidInput("Phone", "registry.phone-wrong");
        if (number.Length > 0)
        {
            if (CitizenId.Read(number, Run.Today, out var id) != CitizenIdFault.None)
                throw new InvalidInput("CitizenId", "registry.citizen-id-wrong");
            (draft.CitizenId, draft.BirthYear) = (id.Value, id.BornOn.Year);
            if (Childhood.IsChild(id.BornOn, Run.Today))
                throw new InvalidInput("CitizenId", "registry.guardian-needed");
        }
        else if (draft.Name.Length > 0 && Childhood.MayBeChild(draft.BirthYear, Run.Today))
            throw new InvalidInput("BirthYear", "registry.guardian-needed"); // a list is no guardian: children are entered one by one
        if (draft.Name.Length == 0 && (draft.Phone ?? draft.CitizenId) is not null)
            throw new InvalidInput("Name", "input.required");
        if ((draft.Phone ?? draft.CitizenId) is not null && !cells.Yes("HasConsented"))
            throw new InvalidInput("HasConsented", "registry.consent-needed");
        if (draft.Address.IsEmpty)
            draft.Refuse("registry.address-needed", "Address");
        else if (draft.Address.Room.Length == 0)
            draft.Refuse("registry.room-needed", "Room");
        draft.Key = draft.CitizenId is { } own ? "i" + own : $"d{draft.Area}|{draft.Address.Text}|{draft.Name}";
        return draft;
    }

    public override async Task Compare(IReadOnlyList<ImportDraft> drafts, CancellationToken ct)
    {
        foreach (var draft in drafts)
            Run.FindBuilding(draft, isNeeded: true);
        var good = drafts.Where(d => d.State is null).Cast<Draft>().ToList();
        await LoadDoors([.. good.Select(d => d.Building?.Id).OfType<Guid>().Distinct()], ct);
        foreach (var draft in good)
        {
            if (draft.Building is null)
            {
                Run.AreaOf(draft);
                continue;
            }
            if (!Run.Owns(draft.Building.AreaCode))
                draft.Refuse("registry.area-foreign", "Address");
            else if (doors[draft.Building.Id].GetValueOrDefault((draft.Address.Unit, draft.Address.Room)) is { } door)
            {
                draft.Door = door;
                if (door.IsEnded)
                    draft.Refuse("registry.ended", "Room");
                else if (draft.Name.Length == 0 && door.HouseholdId is { } householdId)
                {
                    draft.Know(RecordKind.Household, householdId);
                    draft.Compare("Residents", draft.Residents, door.Residents);
                }
            }
        }
        await ComparePeople([.. good.Where(d => d.State is null && d.Name.Length > 0)], ct);
    }

    /// <summary>The doors of buildings not met before; those added by this file are remembered while it runs.</summary>
    private async Task LoadDoors(List<Guid> buildingIds, CancellationToken ct)
    {
        if (doorCount > MostDoors)
        {
            await Run.Writing; // what this file added is then found in the tables
            doors.Clear();
            doorCount = 0;
        }
        var missing = buildingIds.FindAll(id => !doors.ContainsKey(id));
        if (missing.Count == 0)
            return;
        foreach (var id in missing)
            doors[id] = [];
        var db = Run.Look;
        foreach (var portion in missing.Chunk(200))
        {
            var dwellings = await db.Set<Dwelling>().AsNoTracking().Where(d => portion.Contains(d.BuildingId)).ToListAsync(ct);
            var households = (
                await db.Set<Household>()
                    .Where(h => h.ValidTo == null)
                    .Join(
                        db.Set<Dwelling>().Where(d => portion.Contains(d.BuildingId)),
                        h => h.DwellingId,
                        d => d.Id,
                        (h, d) =>
                            new
                            {
                                h.Id,
                                h.DwellingId,
                                h.Residents,
                            }
                    )
                    .ToListAsync(ct)
            ).ToLookup(h => h.DwellingId);
            foreach (var dwelling in dwellings)
            {
                var household = households[dwelling.Id].MinBy(h => h.Id);
                doors[dwelling.BuildingId][(dwelling.Unit, dwelling.Room)] = new Door
                {
                    DwellingId = dwelling.Id,
                    Dwelling = dwelling,
                    HouseholdId = household?.Id,
                    Residents = household?.Residents,
                    IsEnded = dwelling.ValidTo is not null,
                };
                doorCount++;
            }
        }
    }

    /// <summary>By the citizen number in the whole district, by the name behind the door.</summary>
    private async Task ComparePeople(List<Draft> drafts, CancellationToken ct)
    {
        var db = Run.Look;
        foreach (var draft in drafts.Where(d => d.CitizenId is not null))
            draft.CitizenIdIndexes = Run.Seal.IndexesOf(db.DistrictId, draft.CitizenId!);
        var indexes = drafts.SelectMany(d => d.CitizenIdIndexes).ToList();
        var households = drafts
            .Where(d => d.Door is { IsNew: false, HouseholdId: not null })
            .Select(d => d.Door!.HouseholdId)
            .Distinct()
            .ToList();
        if (indexes.Count == 0 && households.Count == 0)
            return;
        var people = new List<Person>(); // asked twice, each by an index of its own: one question with an "or" would read the table
        foreach (var some in indexes.Chunk(MostAsked))
            people.AddRange(await db.Set<Person>().AsNoTracking().Where(p => some.Contains(p.CitizenIdIndex!)).ToListAsync(ct));
        foreach (var some in households.Chunk(MostAsked))
            people.AddRange(
                await db.Set<Person>().AsNoTracking().Where(p => p.ValidTo == null && some.Contains(p.HouseholdId)).ToListAsync(ct)
            );
        if (people.Count == 0)
            return;
        people = [.. people.DistinctBy(p => p.Id)];
        var words = new Dictionary<Guid, string>();
        foreach (var some in people.Select(p => p.Id).Chunk(MostAsked))
        foreach (
            var entry in await db.Set<RegistryEntry>().Where(e => some.Contains(e.Id)).Select(e => new { e.Id, e.Words }).ToListAsync(ct)
        )
            words[entry.Id] = entry.Words;
        var found = people.ConvertAll(p => (Person: p, Words: words.GetValueOrDefault(p.Id)));
        var byNumber = found
            .Where(f => f.Person.CitizenIdIndex is not null)
            .ToDictionary(f => Convert.ToHexString(f.Person.CitizenIdIndex!));
        var byHousehold = found.Where(f => f.Person is { HouseholdId: not null, ValidTo: null }).ToLookup(f => f.Person.HouseholdId!.Value);
        foreach (var draft in drafts)
        {
            var same = draft
                .CitizenIdIndexes.Select(i => byNumber.GetValueOrDefault(Convert.ToHexString(i)).Person)
                .FirstOrDefault(p => p is not null);
            if (same is null && draft.Door is { IsNew: false, HouseholdId: { } householdId } && byHousehold[householdId].Any())
            {
                var names = Run.Seal.NameWords(db.DistrictId, draft.Name).Select(w => w.Order(StringComparer.Ordinal).ToList()).ToList();
                same = byHousehold[householdId]
                    .FirstOrDefault(f =>
                        EntryWords.Kept(f.Words, EntryWords.NameMark).Order(StringComparer.Ordinal).ToList() is var kept
                        && names.Exists(kept.SequenceEqual)
                    )
                    .Person;
            }
            if (same is null)
                continue;
            if (!Run.Owns(same.AreaCode))
            {
                draft.Refuse("registry.person-known", "CitizenId");
                continue;
            }
            if (same.ValidTo is not null)
            {
                draft.Refuse("registry.ended", "CitizenId");
                continue;
            }
            draft.Know(RecordKind.Person, same.Id);
            draft.Compare("BirthYear", draft.BirthYear, same.BirthYear);
            draft.Compare("Phone", draft.Phone?[^4..], same.PhoneTail);
            draft.Compare("CitizenId", draft.CitizenId?[^4..], same.CitizenIdTail);
            if (draft.Door is null || draft.Door.HouseholdId != same.HouseholdId)
                draft.Differs.Add("Address");
        }
    }

    public override void Write(ImportDraft row)
    {
        var draft = (Draft)row;
        draft.Building ??= Run.Buildings.Find(draft.Address, draft.Area) is [var same] ? same : null; // an earlier row of this portion added it
        draft.Building ??= ImportBuildings.Add(Run, draft, Run.AreaOf(draft)!, null);
        if (!doors.TryGetValue(draft.Building.Id, out var within))
            doors[draft.Building.Id] = within = [];
        var building = Face(draft.Building);
        if (!within.TryGetValue((draft.Address.Unit, draft.Address.Room), out var door))
        {
            within[(draft.Address.Unit, draft.Address.Room)] = door = AddDoor(draft, building);
            doorCount++;
        }
        if (door.HouseholdId is null)
            AddHousehold(draft, door, building);
        if (draft.Name.Length > 0)
            AddPerson(draft, door, building);
    }

    private Door AddDoor(Draft draft, Building building)
    {
        var dwelling = Filled(
            new Dwelling
            {
                DistrictId = Run.Db.DistrictId,
                Id = Ids.New(Run.Now),
                BuildingId = building.Id,
                Unit = draft.Address.Unit,
                Room = draft.Address.Room,
                Use = draft.Use,
                ValidFrom = Run.Today,
            },
            building.AreaCode
        );
        var face = EntryFace.Of(dwelling, building);
        var door = new Door
        {
            DwellingId = dwelling.Id,
            Dwelling = dwelling,
            IsNew = true,
            Line = Line(face, building),
        };
        Run.Keep(dwelling, face with { Line = door.Line });
        return door;
    }

    private void AddHousehold(Draft draft, Door door, Building building)
    {
        var household = Filled(
            new Household
            {
                DistrictId = Run.Db.DistrictId,
                Id = Ids.New(Run.Now),
                DwellingId = door.DwellingId,
                Type = draft.Type,
                Residents = draft.Residents,
                ValidFrom = Run.Today,
            },
            building.AreaCode
        );
        (door.HouseholdId, door.Residents) = (household.Id, household.Residents);
        Run.Keep(
            household,
            EntryFace.Titled(door.Dwelling, building) with
            {
                Line = $"{Line(door, building)} {household.Type.ToString().ToLowerInvariant()}",
            }
        );
    }

    private void AddPerson(Draft draft, Door door, Building building)
    {
        var person = Filled(
            new Person
            {
                DistrictId = Run.Db.DistrictId,
                Id = Ids.New(Run.Now),
                HouseholdId = door.HouseholdId,
                BirthYear = draft.BirthYear,
                Residence = draft.Residence,
                ConsentedOn = (draft.Phone ?? draft.CitizenId) is null ? null : Run.Today,
                ValidFrom = Run.Today,
            },
            building.AreaCode
        );
        var blind = string.Join(
            ' ',
            Run.Seal.Name(person, draft.Name)
                .Concat(Run.Seal.Phone(person, draft.Phone))
                .Concat(Run.Seal.CitizenId(person, draft.CitizenId))
                .Distinct()
        );
        draft.RecordId = person.Id;
        Run.Keep(person, new EntryFace(person.NameMask, building.Address, []) { Line = $"{Line(door, building)} {blind}" });
        Run.Add(
            new HouseholdMember
            {
                DistrictId = person.DistrictId,
                Id = Ids.New(Run.Now),
                HouseholdId = door.HouseholdId!.Value,
                PersonId = person.Id,
                Relation = draft.Relation,
                ValidFrom = Run.Today,
            }
        );
    }

    private string Line(Door door, Building building) => door.Line ??= Line(EntryFace.Of(door.Dwelling, building), building);

    /// <summary>The area, then what the door is found by, each once.</summary>
    private string Line(EntryFace door, Building building) =>
        $"{Run.AreaWords(building.AreaCode)} {string.Join(' ', door.Words.Distinct().Take(MostWords))}";

    /// <summary>What the faces of entries need to know of a building.</summary>
    private Building Face(KnownBuilding b) =>
        new()
        {
            DistrictId = Run.Db.DistrictId,
            Id = b.Id,
            AreaCode = b.AreaCode,
            Road = b.Road,
            DoorNo = b.DoorNo,
            Compound = b.Compound,
            BuildingNo = b.BuildingNo,
            Aliases = b.Aliases,
        };

    public override async Task Fill(ImportDraft row, CancellationToken ct)
    {
        var draft = (Draft)row;
        if (draft.Name.Length == 0)
        {
            if (await Tracked<Household>(draft, ct) is { } household)
            {
                household.Residents = draft.Residents;
                await Told(household, EntryFace.Of(household, draft.Door!.Dwelling, Face(draft.Building!)), draft, ct);
            }
            return;
        }
        if (await Tracked<Person>(draft, ct) is not { } person)
            return;
        var words = (await Run.Ledger.Entry(person.Id, ct))?.Words;
        var (phone, number) = (draft.Fills.Contains("Phone"), draft.Fills.Contains("CitizenId"));
        List<string> blind =
        [
            .. EntryWords.Kept(words, EntryWords.NameMark),
            .. phone ? Run.Seal.Phone(person, draft.Phone) : EntryWords.Kept(words, EntryWords.PhoneMark),
            .. number ? Run.Seal.CitizenId(person, draft.CitizenId) : EntryWords.Kept(words, EntryWords.CitizenIdMark),
        ];
        if (draft.Fills.Contains("BirthYear"))
            person.BirthYear = draft.BirthYear;
        if (phone || number)
            person.ConsentedOn = Run.Today;
        var (dwelling, building) = person.HouseholdId is { } home ? await Doors.Of(Run.Db, home, ct) : (null, null);
        await Told(person, EntryFace.Of(person, blind, dwelling, building), draft, ct);
    }
}
