using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Contract;

/// <summary>What home service asks about people: for whom a service by age is due, and the mask of a phone. 上门服务名册</summary>
/// <remarks>
/// The year of birth is kept for services by age and for nothing else; it does not leave the registry. No service is found by health, disability or income:
/// the registry keeps nothing of the kind. A citizen number or phone that is asked about is compared by its blind index.
/// </remarks>
public sealed class ServiceBook(GezhiDb db, PersonSeal seal)
{
    /// <summary>Most rows of one page.</summary>
    public const int MostRows = 500;

    /// <summary>People of an area who reach the age this year or have reached it, and live in a household.</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    /// <param name="bornUntil">Year of birth, at the latest.</param>
    /// <param name="after">Id of the last one of the page before; null for the first.</param>
    public async Task<IReadOnlyList<PersonAtDoor>> Aged(string areaCode, int bornUntil, Guid? after, CancellationToken ct)
    {
        var last = RegistryScope.LastIn(areaCode);
        return await db.Set<Person>()
            .Where(p =>
                p.AreaCode.CompareTo(areaCode) >= 0
                && p.AreaCode.CompareTo(last) <= 0
                && p.ValidTo == null
                && p.HouseholdId != null
                && p.BirthYear <= bornUntil
                && (after == null || p.Id > after)
            )
            .OrderBy(p => p.Id)
            .Take(MostRows)
            .Select(p => new PersonAtDoor(p.Id, p.HouseholdId!.Value))
            .ToListAsync(ct);
    }

    /// <summary>Those of the people who still live in the household.</summary>
    public async Task<IReadOnlyList<PersonAtDoor>> Living(IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        await db.Set<Person>()
            .Where(p => personIds.Contains(p.Id) && p.ValidTo == null && p.HouseholdId != null)
            .Select(p => new PersonAtDoor(p.Id, p.HouseholdId!.Value))
            .ToListAsync(ct);

    /// <summary>Whether somebody is on the books as born in the year or before; false when the year is not known.</summary>
    public Task<bool> IsBornUntil(Guid personId, int year, CancellationToken ct) =>
        db.Set<Person>().AnyAsync(p => p.Id == personId && p.ValidTo == null && p.BirthYear <= year, ct);

    /// <summary>Whether somebody may be under fourteen, by the year on the books; false when the year is not known.</summary>
    public async Task<bool> MayBeChild(Guid personId, DateOnly today, CancellationToken ct) =>
        Childhood.MayBeChild(
            await db.Set<Person>().Where(p => p.Id == personId && p.ValidTo == null).Select(p => p.BirthYear).FirstOrDefaultAsync(ct),
            today
        );

    /// <summary>People of a household by the masks of their names, as its page shows them.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NameMasks(Guid householdId, CancellationToken ct) =>
        await db.Set<Person>()
            .Where(p => p.HouseholdId == householdId && p.ValidTo == null)
            .OrderBy(p => p.Id)
            .ToDictionaryAsync(p => p.Id, p => p.NameMask, ct);

    /// <summary>Who left this phone and lives somewhere.</summary>
    /// <param name="phone">Normalised.</param>
    public async Task<IReadOnlyList<PersonAtDoor>> ByPhone(string phone, CancellationToken ct)
    {
        var indexes = seal.IndexesOfPhone(db.DistrictId, phone);
        return await db.Set<Person>()
            .Where(p => indexes.Contains(p.PhoneIndex!) && p.ValidTo == null && p.HouseholdId != null)
            .Select(p => new PersonAtDoor(p.Id, p.HouseholdId!.Value))
            .ToListAsync(ct);
    }

    /// <summary>Those of the citizen numbers who live in one of the areas; the others are left out, whoever they are.</summary>
    /// <param name="numbers">At most 1,000.</param>
    /// <param name="areaCodes">6 to 17 digits.</param>
    public async Task<IReadOnlyDictionary<string, PersonAtDoor>> ByCitizenId(
        IReadOnlyCollection<string> numbers,
        IReadOnlyList<string> areaCodes,
        CancellationToken ct
    )
    {
        var found = new Dictionary<string, PersonAtDoor>();
        foreach (var number in numbers)
        {
            var indexes = seal.IndexesOf(db.DistrictId, number);
            var person = await db.Set<Person>()
                .Where(p => indexes.Contains(p.CitizenIdIndex!) && p.ValidTo == null && p.HouseholdId != null)
                .Select(p => new
                {
                    p.Id,
                    p.HouseholdId,
                    p.AreaCode,
                })
                .FirstOrDefaultAsync(ct);
            if (person is not null && areaCodes.Any(a => person.AreaCode.StartsWith(a, StringComparison.Ordinal)))
                found[number] = new PersonAtDoor(person.Id, person.HouseholdId!.Value);
        }
        return found;
    }

    /// <summary>*******1234, of those people who left a phone.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> PhoneMasks(IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        await db.Set<Person>()
            .Where(p => personIds.Contains(p.Id) && p.ValidTo == null && p.PhoneTail != null)
            .ToDictionaryAsync(p => p.Id, p => "*******" + p.PhoneTail, ct);
}

/// <summary>Somebody by id, and the door behind which they live. 住户人员</summary>
public sealed record PersonAtDoor(Guid PersonId, Guid HouseholdId);
