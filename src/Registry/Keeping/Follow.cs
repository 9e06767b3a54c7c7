using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Keeping;

/// <summary>Carries a new address to the entries of everything behind the door. 地址联动</summary>
internal static class Follow
{
    public static async Task Address(this Ledger ledger, Building building, CancellationToken ct)
    {
        foreach (var dwelling in await ledger.Db.Set<Dwelling>().Where(d => d.BuildingId == building.Id).ToListAsync(ct))
        {
            await ledger.PutEntry(dwelling, EntryFace.Of(dwelling, building), ct);
            await ledger.Address(dwelling, building, ct);
        }
    }

    public static async Task Address(this Ledger ledger, Dwelling dwelling, Building building, CancellationToken ct)
    {
        var households = await ledger.Db.Set<Household>().Where(h => h.DwellingId == dwelling.Id).ToListAsync(ct);
        foreach (var household in households)
            await ledger.PutEntry(household, EntryFace.Of(household, dwelling, building), ct);
        var ids = households.ConvertAll(h => (Guid?)h.Id);
        foreach (var person in await ledger.Db.Set<Person>().Where(p => ids.Contains(p.HouseholdId)).ToListAsync(ct))
            await ledger.PutEntry(person, EntryFace.Of(person, Blind((await ledger.Entry(person.Id, ct))?.Words), dwelling, building), ct);
    }

    /// <summary>Whether what lies behind a building is shown or found by this field of it.</summary>
    public static bool IsOfAddress(string field) =>
        field
            is nameof(Building.Road)
                or nameof(Building.DoorNo)
                or nameof(Building.Compound)
                or nameof(Building.BuildingNo)
                or nameof(Building.Aliases);

    /// <summary>All hashes that an entry has already.</summary>
    public static IEnumerable<string> Blind(string? words) =>
        [
            .. EntryWords.Kept(words, EntryWords.NameMark),
            .. EntryWords.Kept(words, EntryWords.PhoneMark),
            .. EntryWords.Kept(words, EntryWords.CitizenIdMark),
        ];
}
