using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Registry.Pages;
using Gezhi.Registry.Records;
using Gezhi.Registry.Revealing;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Registry.Keeping;

/// <summary>The record of a person who left this phone: masks only, because a phone may have had another owner. 台账中的本人信息</summary>
internal sealed class PersonKept(Ledger ledger, PersonSeal seal, HoldBook holds, RegistryWords names, IStringLocalizer T)
    : IKeptData,
        IHoldable
{
    private const int Most = 50;

    public string Kind => "person";

    public IReadOnlyList<string> Looks => ["registry.revealed"];

    /// <remarks>The trail says field, purpose and note.</remarks>
    public string Purpose(string detail)
    {
        var parts = detail.Split(' ', 3);
        var what = Enum.TryParse<RevealPurpose>(parts.ElementAtOrDefault(1), out var purpose) ? names.Purpose(purpose) : "";
        return parts.Length > 2 ? $"{what} · {parts[2]}" : what;
    }

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        var people = await Rows(phone).AsNoTracking().OrderByDescending(p => p.Id).Take(Most).ToListAsync(ct);
        var ids = people.ConvertAll(p => p.Id);
        var held = (await holds.Standing().AsNoTracking().Where(h => ids.Contains(h.SubjectId)).ToListAsync(ct))
            .GroupBy(h => h.SubjectId)
            .ToDictionary(g => g.Key, g => g.Max(h => h.EndsOn));
        return
        [
            .. people.Select(p => new KeptItem(
                Kind,
                p.Id,
                T["网格台账里的登记"],
                T["上门服务时联系您"],
                LegalBasis.Consent,
                ledger.Calendar.LocalMidnightUtc(p.ConsentedOn ?? p.ValidFrom),
                [
                    new(T["称呼"], p.NameMask),
                    new(T["联系电话"], Mask.Phone(phone)),
                    .. p.CitizenIdTail is { } tail && people.Count == 1
                        ? [new KeptField(T["证件号码后四位"], tail)]
                        : Array.Empty<KeptField>(),
                    // Who shares a phone is not told of the others.
                    .. p.BirthYear is { } year && people.Count == 1
                        ? [new KeptField(T["出生年份"], year.ToString(CultureInfo.InvariantCulture))]
                        : Array.Empty<KeptField>(),
                    new(T["上次核对"], p.ConfirmedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ],
                held.TryGetValue(p.Id, out var until)
                    ? T["依法保全到 {0}，到期以后才能删除。", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)].Value
                    : null
            )),
        ];
    }

    HeldKind IHoldable.Kind => HeldKind.Person;

    /// <remarks>Also who has left: the record stays until its time is over.</remarks>
    public async Task<IReadOnlyList<Guid>> Find(string? phone, Guid? id, CancellationToken ct)
    {
        var rows = ledger.Db.Set<Person>().AsNoTracking();
        if (id is not null)
            return await rows.Where(p => p.Id == id).Select(p => p.Id).ToListAsync(ct);
        var indexes = phone is null ? [] : seal.IndexesOfPhone(ledger.Db.DistrictId, phone);
        return await rows.Where(p => p.PhoneIndex != null && indexes.Contains(p.PhoneIndex))
            .OrderBy(p => p.Id)
            .Take(Most)
            .Select(p => p.Id)
            .ToListAsync(ct);
    }

    /// <summary>The phone alone: it is all that was proved. Number and name are mended at the door, by the grid.</summary>
    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (await Rows(phone).FirstOrDefaultAsync(p => p.Id == id, ct) is not { } person || await holds.IsHeld(id, ct))
            return false;
        var words = (await ledger.Entry(person.Id, ct))?.Words;
        seal.Phone(person, null);
        if (person.CitizenIdSealed is null)
            person.ConsentedOn = null;
        var (dwelling, building) = person.HouseholdId is { } household ? await Doors.Of(ledger.Db, household, ct) : (null, null);
        List<string> blind = [.. EntryWords.Kept(words, EntryWords.NameMark), .. EntryWords.Kept(words, EntryWords.CitizenIdMark)];
        await ledger.Put(
            person,
            EntryFace.Of(person, blind, dwelling, building),
            ChangeKind.Mended,
            "Phone",
            Actor.System(ledger.Db.DistrictId),
            ct
        );
        return true;
    }

    private IQueryable<Person> Rows(string phone)
    {
        var indexes = seal.IndexesOfPhone(ledger.Db.DistrictId, phone);
        return ledger.Db.Set<Person>().Where(p => p.PhoneIndex != null && indexes.Contains(p.PhoneIndex) && p.ValidTo == null);
    }
}
