using Gezhi.Platform.Data;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Contract;

/// <summary>What home service asks about people: for whom a service by age is due, and the mask of a phone. 上门服务名册</summary>
/// <remarks>
/// The year of birth is kept for services by age and for nothing else; it does not leave the registry. No service is found by health, disability or income:
/// the registry keeps nothing of the kind.
/// </remarks>
public sealed class ServiceBook(GezhiDb db)
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

    /// <summary>*******1234, of those people who left a phone.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> PhoneMasks(IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        await db.Set<Person>()
            .Where(p => personIds.Contains(p.Id) && p.ValidTo == null && p.PhoneTail != null)
            .ToDictionaryAsync(p => p.Id, p => "*******" + p.PhoneTail, ct);
}

/// <summary>Somebody by id, and the door behind which they live. 住户人员</summary>
public sealed record PersonAtDoor(Guid PersonId, Guid HouseholdId);
