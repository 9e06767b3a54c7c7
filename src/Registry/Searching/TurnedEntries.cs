using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Searching;

/// <summary>Makes the hashes of people in the search entries again when the keys turn. 检索条目换钥</summary>
/// <typeparam name="T">Rows whose fields stand in entries.</typeparam>
internal abstract class TurnedEntries<T> : IKeyTurnFollower
    where T : RegistryRecord
{
    public Type Row => typeof(T);

    /// <summary>Mark and hashes of one field; null: it stands in no entry.</summary>
    protected abstract (string Mark, IEnumerable<string> Hashes)? Of(int districtId, string property, string opened);

    public async Task Turned(GezhiDb db, IReadOnlyList<TurnedRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var entries = await db.Set<RegistryEntry>().AsTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        foreach (var row in rows)
        {
            if (!entries.TryGetValue(row.Id, out var entry))
                continue; // the record has ended: nobody looks for it
            foreach (var (property, opened) in row.Opened)
                if (Of(db.DistrictId, property, opened) is var (mark, hashes))
                    entry.Words = string.Join(' ', entry.Words.Split(' ').Except(EntryWords.Kept(entry.Words, mark)).Union(hashes));
        }
    }
}

/// <inheritdoc/>
internal sealed class TurnedPeople(EntryWords words) : TurnedEntries<Person>
{
    protected override (string Mark, IEnumerable<string> Hashes)? Of(int districtId, string property, string opened) =>
        property switch
        {
            nameof(Person.NameSealed) => (EntryWords.NameMark, words.Name(districtId, opened)),
            nameof(Person.PhoneSealed) => (EntryWords.PhoneMark, words.Phone(districtId, opened)),
            nameof(Person.CitizenIdSealed) => (EntryWords.CitizenIdMark, words.CitizenId(districtId, opened)),
            _ => null,
        };
}

/// <inheritdoc/>
internal sealed class TurnedOrganisations(EntryWords words) : TurnedEntries<Organisation>
{
    protected override (string Mark, IEnumerable<string> Hashes)? Of(int districtId, string property, string opened) =>
        property switch
        {
            nameof(Organisation.ContactSealed) => (EntryWords.NameMark, words.Name(districtId, opened)),
            nameof(Organisation.PhoneSealed) => (EntryWords.PhoneMark, words.Phone(districtId, opened)),
            _ => null,
        };
}
