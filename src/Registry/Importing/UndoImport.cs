using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Importing;

/// <summary>Takes a whole file back: what it added and nobody has touched since, and what it filled in. 撤销导入</summary>
/// <remarks>
/// People's sealed fields are wiped, not only hidden. The rows themselves stay as ended, because other modules may point at them. What somebody changed,
/// confirmed or hung something on since is theirs and stays; the counts say how many.
/// </remarks>
internal sealed class UndoImport(GezhiDb db, Ledger ledger, PersonSeal seal, TimeProvider clock)
{
    private const int Portion = 500;

    public async Task Run(RegistryImport import, TimeSpan lease, CancellationToken ct)
    {
        await Unfill(import, lease, ct);
        await All<Person>(import, lease, ct); // from the inside outwards: what is empty then can go
        await All<Household>(import, lease, ct);
        await All<Dwelling>(import, lease, ct);
        await All<Place>(import, lease, ct);
        await All<Organisation>(import, lease, ct);
        await All<Component>(import, lease, ct);
        await All<Building>(import, lease, ct);
        (import.State, import.EndedAt, import.LeasedUntil) = (ImportState.Undone, clock.UtcNow, null);
        await db.Save(ct);
    }

    private async Task All<T>(RegistryImport import, TimeSpan lease, CancellationToken ct)
        where T : RegistryRecord
    {
        for (var after = Guid.Empty; ; )
        {
            var records = await db.Set<T>()
                .Where(r =>
                    r.Id > after
                    && r.Version == 1
                    && r.ValidTo == null
                    && db.Set<RegistryChange>().Any(c => c.ImportId == import.Id && c.SubjectId == r.Id)
                )
                .OrderBy(r => r.Id)
                .Take(Portion)
                .ToListAsync(ct);
            if (records.Count == 0)
                return;
            after = records[^1].Id;
            var ids = records.ConvertAll(r => r.Id);
            var kept = await InUse<T>(ids, ct);
            foreach (var record in records.Where(r => !kept.Contains(r.Id)))
            {
                record.ValidTo = ledger.Today;
                if (record is Person person)
                    Wipe(person);
                if (record is Organisation organisation)
                {
                    seal.Contact(organisation, null);
                    seal.Phone(organisation, null);
                }
                ledger.Tell(record.Id, ChangeKind.Withdrawn, "", Actor.System(db.DistrictId));
                import.Withdrawn++;
            }
            db.RemoveRange(await db.Set<RegistryEntry>().Where(e => ids.Contains(e.Id) && !kept.Contains(e.Id)).ToListAsync(ct));
            if (typeof(T) == typeof(Person))
                foreach (
                    var member in await db.Set<HouseholdMember>().Where(m => ids.Contains(m.PersonId) && m.ValidTo == null).ToListAsync(ct)
                )
                    member.ValidTo = ledger.Today;
            await Durable(import, lease, ct);
        }
    }

    /// <summary>Those on which something still hangs.</summary>
    private async Task<HashSet<Guid>> InUse<T>(List<Guid> ids, CancellationToken ct)
    {
        List<Guid> found =
            typeof(T) == typeof(Household)
                ? await db.Set<Person>()
                    .Where(p => p.HouseholdId != null && ids.Contains(p.HouseholdId.Value) && p.ValidTo == null)
                    .Select(p => p.HouseholdId!.Value)
                    .ToListAsync(ct)
            : typeof(T) == typeof(Dwelling)
                ? await db.Set<Household>()
                    .Where(h => ids.Contains(h.DwellingId) && h.ValidTo == null)
                    .Select(h => h.DwellingId)
                    .ToListAsync(ct)
            : typeof(T) == typeof(Organisation)
                ? await db.Set<Place>()
                    .Where(p => p.OrganisationId != null && ids.Contains(p.OrganisationId.Value) && p.ValidTo == null)
                    .Select(p => p.OrganisationId!.Value)
                    .ToListAsync(ct)
            : typeof(T) == typeof(Building)
                ?
                [
                    .. await db.Set<Dwelling>()
                        .Where(d => ids.Contains(d.BuildingId) && d.ValidTo == null)
                        .Select(d => d.BuildingId)
                        .ToListAsync(ct),
                    .. await db.Set<Organisation>()
                        .Where(o => o.BuildingId != null && ids.Contains(o.BuildingId.Value) && o.ValidTo == null)
                        .Select(o => o.BuildingId!.Value)
                        .ToListAsync(ct),
                    .. await db.Set<Place>()
                        .Where(p => p.BuildingId != null && ids.Contains(p.BuildingId.Value) && p.ValidTo == null)
                        .Select(p => p.BuildingId!.Value)
                        .ToListAsync(ct),
                ]
            : [];
        return [.. found];
    }

    /// <summary>What was filled becomes empty again, where nobody has changed the record since.</summary>
    private async Task Unfill(RegistryImport import, TimeSpan lease, CancellationToken ct)
    {
        for (var last = 0; ; )
        {
            var notes = await db.Set<ImportNote>()
                .Where(n => n.ImportId == import.Id && n.State == NoteState.Filled && n.RowNo > last)
                .OrderBy(n => n.RowNo)
                .Take(Portion)
                .ToListAsync(ct);
            if (notes.Count == 0)
                return;
            last = notes[^1].RowNo;
            foreach (var note in notes)
                if (await Filled(import.Kind, note.RecordId!.Value, ct) is { ValidTo: null } record && record.Version == note.FilledVersion)
                    await Unfill(import, record, note, ct);
            await Durable(import, lease, ct);
        }
    }

    private async Task Unfill(RegistryImport import, RegistryRecord record, ImportNote note, CancellationToken ct)
    {
        var words = (await ledger.Entry(record.Id, ct))?.Words;
        var marks = new List<string> { EntryWords.NameMark, EntryWords.PhoneMark, EntryWords.CitizenIdMark };
        foreach (var field in note.Fills.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            switch (field, record)
            {
                case ("Phone", Person person):
                    seal.Phone(person, null);
                    marks.Remove(EntryWords.PhoneMark);
                    break;
                case ("CitizenId", Person person):
                    seal.CitizenId(person, null);
                    marks.Remove(EntryWords.CitizenIdMark);
                    break;
                case ("Phone", Organisation organisation):
                    seal.Phone(organisation, null);
                    marks.Remove(EntryWords.PhoneMark);
                    break;
                case ("Contact", Organisation organisation):
                    seal.Contact(organisation, null);
                    marks.Remove(EntryWords.NameMark);
                    break;
                case ("Organisation", Place place):
                    place.OrganisationId = null;
                    break;
                default:
                    var column = db.Entry(record).Property(field);
                    column.CurrentValue = column.Metadata.IsNullable ? null : "";
                    break;
            }
        if (record is Person { PhoneSealed: null, CitizenIdSealed: null } nobody)
            nobody.ConsentedOn = null;
        await ledger.PutEntry(record, await ledger.FaceOf(record, marks.SelectMany(m => EntryWords.Kept(words, m)), ct), ct);
        ledger.Tell(record.Id, ChangeKind.Withdrawn, note.Fills, Actor.System(db.DistrictId));
        note.State = NoteState.Known;
        import.Filled--;
    }

    private async Task<RegistryRecord?> Filled(ImportKind kind, Guid id, CancellationToken ct) =>
        kind switch
        {
            ImportKind.Buildings => await db.Set<Building>().FirstOrDefaultAsync(r => r.Id == id, ct),
            ImportKind.Organisations => await db.Set<Organisation>().FirstOrDefaultAsync(r => r.Id == id, ct),
            ImportKind.Places => await db.Set<Place>().FirstOrDefaultAsync(r => r.Id == id, ct),
            ImportKind.Components => await db.Set<Component>().FirstOrDefaultAsync(r => r.Id == id, ct),
            _ => (RegistryRecord?)await db.Set<Person>().FirstOrDefaultAsync(r => r.Id == id, ct)
                ?? await db.Set<Household>().FirstOrDefaultAsync(r => r.Id == id, ct),
        };

    private void Wipe(Person person)
    {
        seal.Name(person, "");
        seal.Phone(person, null);
        seal.CitizenId(person, null);
        (person.BirthYear, person.ConsentedOn, person.HouseholdId) = (null, null, null);
    }

    private async Task Durable(RegistryImport import, TimeSpan lease, CancellationToken ct)
    {
        import.LeasedUntil = clock.UtcNow + lease;
        await db.Save(ct);
        db.Forget();
        db.Attach(import);
    }
}
