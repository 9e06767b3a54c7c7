using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Consenting;

/// <summary>Phone and citizen number of a person: without the consent neither is kept. 台账电话与证件号码的同意</summary>
internal sealed class NumbersConsent(Ledger ledger, PersonSeal seal, HoldBook holds) : IConsentUse
{
    public string Purpose => ConsentPurposes.Registry;

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (await ledger.PersonInForce(subject, ct) is not { } person || (person.PhoneSealed ?? person.CitizenIdSealed) is null)
            return 0;
        var words = (await ledger.Entry(person.Id, ct))?.Words;
        if (await holds.IsHeld(person.Id, ct))
            PersonSeal.Close(person); // deleted by ForgetPeople when the hold is over
        else
            seal.ForgetNumbers(person);
        await Put(person, [.. EntryWords.Kept(words, EntryWords.NameMark)], "Phone CitizenId", ct);
        return 1;
    }

    /// <summary>The phone comes back: its owner proved it. The number does not.</summary>
    public async Task Resume(ConsentSubject subject, CancellationToken ct)
    {
        if (subject.Phone is null || await ledger.PersonInForce(subject, ct) is not { PhoneTail: null } person)
            return;
        var words = (await ledger.Entry(person.Id, ct))?.Words;
        List<string> blind =
        [
            .. EntryWords.Kept(words, EntryWords.NameMark),
            .. seal.Phone(person, subject.Phone),
            .. EntryWords.Kept(words, EntryWords.CitizenIdMark),
        ];
        person.ConsentedOn = ledger.Today;
        await Put(person, blind, "Phone", ct);
    }

    public async Task<IReadOnlyList<UnwrittenConsent>> Unwritten(string phone, CancellationToken ct) =>
        await Only(phone, ct) is { ConsentedOn: { } on } person
            ? [new UnwrittenConsent(Purpose, new ConsentSubject(ConsentSubjectKind.Person, person.Id), person.AreaCode, on)]
            : [];

    public async Task<IReadOnlyList<Guid>> SubjectsOf(string phone, CancellationToken ct) =>
        await Only(phone, ct) is not { } person ? []
        : person.HouseholdId is { } household ? [person.Id, household]
        : [person.Id];

    private async Task<Person?> Only(string phone, CancellationToken ct)
    {
        var indexes = seal.IndexesOfPhone(ledger.Db.DistrictId, phone);
        var people = await ledger
            .Db.Set<Person>()
            .AsNoTracking()
            .Where(p => p.PhoneIndex != null && indexes.Contains(p.PhoneIndex) && p.ValidTo == null)
            .OrderBy(p => p.Id)
            .Take(2)
            .ToListAsync(ct);
        return people is [var one] ? one : null;
    }

    private async Task Put(Person person, List<string> blind, string detail, CancellationToken ct)
    {
        var (dwelling, building) = person.HouseholdId is { } household ? await Doors.Of(ledger.Db, household, ct) : (null, null);
        await ledger.Put(
            person,
            EntryFace.Of(person, blind, dwelling, building),
            ChangeKind.Mended,
            detail,
            Actor.System(ledger.Db.DistrictId),
            ct
        );
    }
}

/// <summary>The record of a child: without a guardian's consent there is none. 未成年人登记的同意</summary>
internal sealed class ChildConsent(Ledger ledger, PersonSeal seal, HoldBook holds) : IConsentUse
{
    public string Purpose => ConsentPurposes.Child;

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (await ledger.PersonInForce(subject, ct) is not { } person)
            return 0;
        person.ValidTo = ledger.Today;
        foreach (
            var member in await ledger.Db.Set<HouseholdMember>().Where(m => m.PersonId == person.Id && m.ValidTo == null).ToListAsync(ct)
        )
            member.ValidTo = ledger.Today;
        if (!await holds.IsHeld(person.Id, ct))
            seal.Forget(person); // otherwise ForgetPeople does when the hold is over
        await ledger.Put(person, new EntryFace("", "", []), ChangeKind.Ended, "", Actor.System(ledger.Db.DistrictId), ct);
        return 1;
    }
}

internal static class ConsentedPeople
{
    /// <summary>The person a consent is about, tracked; null: not a person, or no longer in force.</summary>
    public static Task<Person?> PersonInForce(this Ledger ledger, ConsentSubject subject, CancellationToken ct) =>
        subject is { Kind: ConsentSubjectKind.Person, Id: { } id }
            ? ledger.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == id && p.ValidTo == null, ct)
            : Task.FromResult<Person?>(null);
}
