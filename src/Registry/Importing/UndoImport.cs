using System.Linq.Expressions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Licensing;
using Gezhi.Registry.Records;
using Gezhi.Registry.Sampling;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Importing;

/// <summary>Takes a whole file back: what it added and nobody has used since, and what it filled in. 撤销导入</summary>
/// <remarks>
/// What came with the file alone goes altogether, so that the mended file can come in anew. What somebody changed, confirmed, inspected, visited, licensed, drew
/// for a sample or put into it since is theirs and stays; the page names it with the reason.
/// </remarks>
internal sealed class UndoImport(
    GezhiDb db,
    Ledger ledger,
    PersonSeal seal,
    IEnumerable<ReadRecordUses> uses,
    HoldBook holds,
    TimeProvider clock
)
{
    private const int Portion = 500;

    /// <summary>Records of which the reason is kept; the count says how many there are.</summary>
    private const int MostKept = 1_000;

    /// <summary>Ids carry the time of the node that made them: its clock may be behind.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromHours(1);

    public async Task Run(RegistryImport import, TimeSpan lease, CancellationToken ct)
    {
        import.Kept = 0; // counted anew after a stop
        await db.Together(
            async () =>
            {
                await db.Set<ImportKept>().Where(k => k.ImportId == import.Id).ExecuteDeleteAsync(ct);
                await db.Save(ct);
            },
            ct
        );
        await Unfill(import, lease, ct);
        await All<Person>(import, lease, ct); // from the inside outwards: what is empty then can go
        await All<Household>(import, lease, ct);
        await All<Dwelling>(import, lease, ct);
        await All<Place>(import, lease, ct, p => p.MarketId != null); // stalls before the market
        await All<Place>(import, lease, ct, p => p.MarketId == null);
        await All<Organisation>(import, lease, ct);
        await All<Component>(import, lease, ct);
        await All<Building>(import, lease, ct);
        (import.State, import.EndedAt, import.LeasedUntil) = (ImportState.Undone, clock.UtcNow, null);
        await db.Save(ct);
    }

    private async Task All<T>(RegistryImport import, TimeSpan lease, CancellationToken ct, Expression<Func<T, bool>>? only = null)
        where T : RegistryRecord
    {
        for (var after = Ids.Before((import.BegunAt ?? import.CreatedAt) - Behind); ; )
        {
            var records = await db.Set<T>()
                .AsNoTracking()
                .Where(r => r.Id > after && r.ImportId == import.Id)
                .Where(only ?? (_ => true))
                .OrderBy(r => r.Id)
                .Take(Portion)
                .ToListAsync(ct);
            if (records.Count == 0)
                return;
            after = records[^1].Id;
            await db.Together(() => Take<T>(import, records, lease, ct), ct);
            db.Forget();
            db.Attach(import);
        }
    }

    /// <summary>Looks who uses them and removes the others, in one transaction.</summary>
    private async Task Take<T>(RegistryImport import, List<T> records, TimeSpan lease, CancellationToken ct)
        where T : RegistryRecord
    {
        var stay = await Stay(records, ct);
        var gone = records.ConvertAll(r => r.Id).FindAll(id => !stay.ContainsKey(id));
        var removed = await db.Set<T>().Where(r => gone.Contains(r.Id) && r.Version == 1).ExecuteDeleteAsync(ct);
        if (removed < gone.Count) // somebody changed one in this moment
            foreach (var id in await db.Set<T>().Where(r => gone.Contains(r.Id)).Select(r => r.Id).ToListAsync(ct))
            {
                stay[id] = KeptReason.Changed;
                gone.Remove(id);
            }
        await db.Set<RegistryEntry>().Where(e => gone.Contains(e.Id)).ExecuteDeleteAsync(ct);
        if (typeof(T) == typeof(Person))
            await db.Set<HouseholdMember>().Where(m => gone.Contains(m.PersonId)).ExecuteDeleteAsync(ct);
        foreach (var (id, reason) in stay.Take(Math.Max(0, MostKept - import.Kept)))
            db.Append(
                new ImportKept
                {
                    DistrictId = import.DistrictId,
                    ImportId = import.Id,
                    RecordId = id,
                    Kind = records[0].Kind,
                    Reason = reason,
                }
            );
        import.Withdrawn += gone.Count;
        import.Kept += stay.Count;
        import.LeasedUntil = clock.UtcNow + lease;
        await db.Save(ct);
    }

    /// <summary>Those that somebody has used since, each with the first reason found.</summary>
    private async Task<Dictionary<Guid, KeptReason>> Stay<T>(List<T> records, CancellationToken ct)
        where T : RegistryRecord
    {
        var stay = records.Where(r => r.Version != 1).ToDictionary(r => r.Id, _ => KeptReason.Changed);
        var ids = records.ConvertAll(r => r.Id).FindAll(id => !stay.ContainsKey(id));
        if (typeof(T) == typeof(Person))
            foreach (var id in await holds.Standing().Where(h => ids.Contains(h.SubjectId)).Select(h => h.SubjectId).ToListAsync(ct))
                stay.TryAdd(id, KeptReason.Held);
        foreach (var id in await Holding<T>(ids, ct))
            stay.TryAdd(id, KeptReason.Holds);
        if (typeof(T) == typeof(Organisation))
            foreach (
                var id in await db.Set<Licence>().Where(l => ids.Contains(l.OrganisationId)).Select(l => l.OrganisationId).ToListAsync(ct)
            )
                stay.TryAdd(id, KeptReason.Licensed);
        foreach (var id in await db.Set<SampleItem>().Where(i => ids.Contains(i.RecordId)).Select(i => i.RecordId).ToListAsync(ct))
            stay.TryAdd(id, KeptReason.Sampled);
        foreach (var read in uses)
        foreach (var (id, use) in await read(ids, ct))
            stay.TryAdd(
                id,
                use switch
                {
                    RecordUse.Inspected => KeptReason.Inspected,
                    RecordUse.Visited => KeptReason.Visited,
                    _ => KeptReason.Served,
                }
            );
        return stay;
    }

    /// <summary>Those to which another record points, also one that has ended: its history would lead nowhere.</summary>
    private async Task<HashSet<Guid>> Holding<T>(List<Guid> ids, CancellationToken ct)
    {
        List<Guid> found =
            typeof(T) == typeof(Household)
                ?
                [
                    .. await db.Set<HouseholdMember>()
                        .Where(m => ids.Contains(m.HouseholdId))
                        .Select(m => m.HouseholdId)
                        .Distinct()
                        .ToListAsync(ct),
                    .. await db.Set<Person>()
                        .Where(p => p.HouseholdId != null && ids.Contains(p.HouseholdId.Value))
                        .Select(p => p.HouseholdId!.Value)
                        .ToListAsync(ct),
                ]
            : typeof(T) == typeof(Dwelling)
                ? await db.Set<Household>().Where(h => ids.Contains(h.DwellingId)).Select(h => h.DwellingId).ToListAsync(ct)
            : typeof(T) == typeof(Organisation)
                ? await db.Set<Place>()
                    .Where(p => p.OrganisationId != null && ids.Contains(p.OrganisationId.Value))
                    .Select(p => p.OrganisationId!.Value)
                    .ToListAsync(ct)
            : typeof(T) == typeof(Place)
                ? await db.Set<Place>()
                    .Where(p => p.MarketId != null && ids.Contains(p.MarketId.Value))
                    .Select(p => p.MarketId!.Value)
                    .ToListAsync(ct)
            : typeof(T) == typeof(Building)
                ?
                [
                    .. await db.Set<Dwelling>().Where(d => ids.Contains(d.BuildingId)).Select(d => d.BuildingId).Distinct().ToListAsync(ct),
                    .. await db.Set<Organisation>()
                        .Where(o => o.BuildingId != null && ids.Contains(o.BuildingId.Value))
                        .Select(o => o.BuildingId!.Value)
                        .ToListAsync(ct),
                    .. await db.Set<Place>()
                        .Where(p => p.BuildingId != null && ids.Contains(p.BuildingId.Value))
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
                if (
                    await Filled(import.Kind, note.RecordId!.Value, ct) is { ValidTo: null } record
                    && record.Version == note.FilledVersion
                    && !(record is Person && await holds.IsHeld(record.Id, ct))
                )
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
        if (record is Building building && note.Fills.Split(' ').Any(Follow.IsOfAddress))
            await ledger.Address(building, ct);
        ledger.Tell(record.Id, ChangeKind.Withdrawn, note.Fills, Actor.System(db.DistrictId), import.Id);
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

    private async Task Durable(RegistryImport import, TimeSpan lease, CancellationToken ct)
    {
        import.LeasedUntil = clock.UtcNow + lease;
        await db.Save(ct);
        db.Forget();
        db.Attach(import);
    }
}
