using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Contract;

/// <summary>What field work may read and change of a household, by the rules and in the history of the registry. 户台账操作</summary>
/// <remarks>Reading does not ask who reads: the caller limits it to the post it works for. Changing asks, as the pages of the registry do. Nothing of a person is in it.</remarks>
public sealed class HouseholdDesk(GezhiDb db, ConfirmRecord confirming, SaveHousehold saving, MovePerson moving, EndRecord ending)
{
    private const int Most = 20;

    /// <summary>Those of the households that are there, also ended ones.</summary>
    public async Task<IReadOnlyDictionary<Guid, HouseholdState>> Read(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await States(db.Set<Household>().Where(h => ids.Contains(h.Id))).ToListAsync(ct)).ToDictionary(h => h.Id);

    /// <summary>Households in force by a part of their door: 百年里3号楼2单元, 501, or 3-2-501.</summary>
    /// <param name="areaCodes">Inside these alone.</param>
    /// <returns>At most 20.</returns>
    public async Task<IReadOnlyList<HouseholdState>> Search(IReadOnlyList<string> areaCodes, string typed, CancellationToken ct)
    {
        typed = Platform.Text.PlainText.CleanLine(Platform.Text.PlainText.Normalise(typed)).Replace(" ", "", StringComparison.Ordinal);
        if (typed.Length == 0)
            return [];
        var parts = typed.Split('-');
        var found = new List<HouseholdState>();
        foreach (var area in areaCodes)
        {
            var last = RegistryScope.LastIn(area);
            var inside = States(
                db.Set<Household>().Where(h => h.AreaCode.CompareTo(area) >= 0 && h.AreaCode.CompareTo(last) <= 0 && h.ValidTo == null)
            );
            inside = parts.Length switch
            {
                3 => inside.Where(h => h.BuildingNo == parts[0] && h.Unit == parts[1] && h.Room == parts[2]),
                2 => inside.Where(h => h.BuildingNo == parts[0] && h.Room == parts[1]),
                _ => inside.Where(h =>
                    (h.Compound + h.BuildingNo + "号楼" + (h.Unit == "" ? "" : h.Unit + "单元") + h.Room + "室").Contains(typed)
                ),
            };
            found.AddRange(await inside.OrderBy(h => h.Compound).ThenBy(h => h.BuildingNo).ThenBy(h => h.Id).Take(Most).ToListAsync(ct));
        }
        return [.. found.Take(Most)];
    }

    /// <summary>Found as written.</summary>
    /// <exception cref="StaleVersion">It is no longer what the person read.</exception>
    public Task Confirm(Guid id, int version, Actor actor, CancellationToken ct) =>
        confirming.Run(id, new ConfirmRecord.Command(RecordKind.Household, version), actor, ct);

    /// <summary>How many live there, or as what kind of household.</summary>
    /// <param name="source">Where it comes from, e.g. 人户核实.</param>
    /// <exception cref="StaleVersion">It is no longer what the person read.</exception>
    public async Task Change(Guid id, int version, int? residents, HouseholdType type, string source, Actor actor, CancellationToken ct)
    {
        var dwelling = await db.Set<Household>().Where(h => h.Id == id).Select(h => h.DwellingId).FirstOrDefaultAsync(ct);
        await saving.Run(id, new SaveHousehold.Command(dwelling, type, residents, source, version), actor, ct);
    }

    /// <summary>Nobody of the household lives there any more: everybody on the books moves away, then the household ends, all or nothing.</summary>
    /// <exception cref="StaleVersion">It is no longer what the person read.</exception>
    public Task MoveAway(Guid id, int version, string reason, Actor actor, CancellationToken ct) =>
        db.Together(
            async () =>
            {
                foreach (
                    var person in await db.Set<Person>()
                        .AsNoTracking()
                        .Where(p => p.HouseholdId == id && p.ValidTo == null)
                        .Select(p => new { p.Id, p.Version })
                        .ToListAsync(ct)
                )
                    await moving.Run(person.Id, new MovePerson.Command(person.Version), actor, ct);
                await ending.Run(id, new EndRecord.Command(RecordKind.Household, reason, version), actor, ct);
            },
            ct
        );

    private IQueryable<HouseholdState> States(IQueryable<Household> households) =>
        households
            .AsNoTracking()
            .Join(db.Set<Dwelling>(), h => h.DwellingId, d => d.Id, (h, d) => new { h, d })
            .Join(
                db.Set<Building>(),
                r => r.d.BuildingId,
                b => b.Id,
                (r, b) =>
                    new HouseholdState
                    {
                        Id = r.h.Id,
                        Version = r.h.Version,
                        AreaCode = r.h.AreaCode,
                        BuildingId = b.Id,
                        Residents = r.h.Residents,
                        Type = r.h.Type,
                        IsEnded = r.h.ValidTo != null,
                        Compound = b.Compound,
                        BuildingNo = b.BuildingNo,
                        Road = b.Road,
                        DoorNo = b.DoorNo,
                        Unit = r.d.Unit,
                        Room = r.d.Room,
                        Lon = b.Lon,
                        Lat = b.Lat,
                    }
            );
}

/// <summary>A household as the registry has it now. 户现状</summary>
public sealed record HouseholdState
{
    /// <summary>The household.</summary>
    public Guid Id { get; init; }

    /// <summary>Of its record.</summary>
    public int Version { get; init; }

    /// <summary>17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>The building it lives in.</summary>
    public Guid BuildingId { get; init; }

    /// <summary>As they say; null when not asked.</summary>
    public int? Residents { get; init; }

    /// <summary>Family, collective, tenants.</summary>
    public HouseholdType Type { get; init; }

    /// <summary>Moved away or entered twice.</summary>
    public bool IsEnded { get; init; }

    /// <summary>小区、院; empty when the building stands in none.</summary>
    public string Compound { get; init; } = "";

    /// <summary>楼号 without 号楼; empty for a house that stands alone.</summary>
    public string BuildingNo { get; init; } = "";

    /// <summary>路街巷.</summary>
    public string Road { get; init; } = "";

    /// <summary>门牌 without 号; empty when none was given.</summary>
    public string DoorNo { get; init; } = "";

    /// <summary>单元 without the word; empty where there is none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>室 without the word.</summary>
    public string Room { get; init; } = "";

    /// <summary>Of the building, WGS-84 degrees; null when not placed.</summary>
    public double? Lon { get; init; }

    /// <summary>Of the building, WGS-84 degrees; null when not placed.</summary>
    public double? Lat { get; init; }

    /// <summary>3-2-501.</summary>
    public string Short => Doors.Short(BuildingNo, Unit, Room);

    /// <summary>百年里3号楼; 德化街12号 where there is no compound.</summary>
    public string Building => Doors.Building(Compound, BuildingNo, $"{Road}{(DoorNo.Length > 0 ? DoorNo + "号" : "")}");
}
