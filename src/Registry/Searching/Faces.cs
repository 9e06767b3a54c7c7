using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Searching;

/// <summary>The face of a record of any kind, as it stands now. 条目重写</summary>
internal static class Faces
{
    /// <param name="kept">Hashes of sealed fields that are still there.</param>
    public static async Task<EntryFace> FaceOf(this Ledger ledger, RegistryRecord record, IEnumerable<string> kept, CancellationToken ct)
    {
        switch (record)
        {
            case Building building:
                return EntryFace.Of(building);
            case Dwelling dwelling:
                return EntryFace.Of(dwelling, await ledger.Db.Set<Building>().FirstAsync(b => b.Id == dwelling.BuildingId, ct));
            case Household household:
                var (door, house) = await Doors.Of(ledger.Db, household.Id, ct);
                return EntryFace.Of(household, door!, house!);
            case Person person:
                var (home, around) = person.HouseholdId is { } id ? await Doors.Of(ledger.Db, id, ct) : (null, null);
                return EntryFace.Of(person, kept, home, around);
            case Organisation organisation:
                return EntryFace.Of(organisation, kept);
            case Place place:
                return EntryFace.Of(place);
            case Component component:
                return EntryFace.Of(component);
            default:
                throw new ArgumentOutOfRangeException(nameof(record), record.Kind, null);
        }
    }
}
