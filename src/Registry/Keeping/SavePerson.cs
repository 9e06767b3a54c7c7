using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Keeping;

/// <summary>Adds a person to a household or mends what is kept of them. 登记人员</summary>
/// <remarks>Forms never show what is sealed: a field left empty stays as it is, and is taken away only by saying so.</remarks>
public sealed class SavePerson(Ledger ledger, PersonSeal seal, ConsentBook consents, HoldBook holds, CheckBound bound)
{
    /// <param name="HouseholdId">Taken only when added.</param>
    /// <param name="Name">Empty leaves it as it is.</param>
    /// <param name="Phone">Empty leaves it as it is.</param>
    /// <param name="CitizenId">Empty leaves it as it is.</param>
    /// <param name="BirthYear">Read from the citizen number when one is given.</param>
    /// <param name="Relation">To the head of the household; taken only when added.</param>
    /// <param name="HasConsented">The person agreed that phone or number are kept; without it neither is.</param>
    /// <param name="ForgetPhone">Takes the phone away.</param>
    /// <param name="ForgetCitizenId">Takes the number away.</param>
    /// <param name="Source">Where it comes from; null for a visit.</param>
    /// <param name="Version">The one the person saw; 0 when added.</param>
    /// <param name="Guardian">Name of the guardian who agreed; needed for a child under fourteen.</param>
    /// <param name="GuardianRelation">What the guardian is to the child.</param>
    /// <param name="Channel">By which way they agreed; null: at the door.</param>
    /// <param name="PaperNo">Number on the sheet; needed for paper.</param>
    public sealed record Command(
        Guid HouseholdId,
        [property: Longest(40)] string? Name,
        [property: Longest(40)] string? Phone = null,
        [property: Longest(30)] string? CitizenId = null,
        [property: Between(1880, 2100)] int? BirthYear = null,
        ResidenceType Residence = ResidenceType.Resident,
        MemberRelation Relation = MemberRelation.Other,
        bool HasConsented = false,
        bool ForgetPhone = false,
        bool ForgetCitizenId = false,
        [property: Longest(60)] string? Source = null,
        int Version = 0,
        [property: Longest(ConsentBook.LongestName)] string? Guardian = null,
        GuardianRelation? GuardianRelation = null,
        ConsentChannel? Channel = null,
        [property: Longest(ConsentBook.LongestPaperNo)] string? PaperNo = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.Keeps<Command, SavePerson>("people", "人员 · Person", (feature, id, command, actor, ct) => feature.Run(id, command, actor, ct));

    /// <param name="id">Null to add one.</param>
    /// <exception cref="RuleViolation">
    /// <c>registry.consent-needed</c>; <c>registry.guardian-needed</c>: a child, and no guardian agreed; <c>registry.person-known</c>: the number belongs to
    /// somebody in the registry; <c>registry.checked-enough</c>.
    /// </exception>
    public async Task<Guid> Run(Guid? id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (phone, number) = (PersonSeal.CheckedPhone(command.Phone), Number(command.CitizenId));
        var name = PlainText.CleanLine(command.Name);
        if (id is null && name.Length == 0)
            throw new InvalidInput(nameof(command.Name), "input.required");
        var person = id is { } known ? await ledger.ToKeep<Person>(known, command.Version, actor, ct) : await Added(command, actor, ct);
        if ((phone ?? number?.Value) is not null && !command.HasConsented)
            throw new RuleViolation("registry.consent-needed");
        await NotKnown(person, number, actor, ct);
        var isSealedAnew = name.Length > 0 || (phone ?? number?.Value) is not null || command.ForgetPhone || command.ForgetCitizenId;
        if (id is not null && isSealedAnew && await holds.Until(person.Id, ct) is { } until)
            throw new RuleViolation("registry.held", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var words = (await ledger.Entry(person.Id, ct))?.Words;
        List<string> blind =
        [
            .. name.Length > 0 ? seal.Name(person, name) : EntryWords.Kept(words, EntryWords.NameMark),
            .. phone is not null || command.ForgetPhone ? seal.Phone(person, phone) : EntryWords.Kept(words, EntryWords.PhoneMark),
            .. number is not null || command.ForgetCitizenId
                ? seal.CitizenId(person, number?.Value)
                : EntryWords.Kept(words, EntryWords.CitizenIdMark),
        ];
        await Agree(person, command, phone, number, actor, ct);
        Write(person, command, number);
        ledger.Confirm(person, command.Source, actor);
        var (dwelling, building) = await Where(person, ct);
        await ledger.Put(
            person,
            EntryFace.Of(person, blind, dwelling, building),
            id is null ? ChangeKind.Added : ChangeKind.Mended,
            Typed(name, phone, number, command),
            actor,
            ct
        );
        await ledger.Save(ct);
        return person.Id;
    }

    /// <summary>Writes down what was agreed to: the record of a child by a guardian, phone or number by the person or the guardian.</summary>
    private async Task Agree(Person person, Command command, string? phone, CitizenId? number, Actor actor, CancellationToken ct)
    {
        var isChild = number is { } known
            ? Childhood.IsChild(known.BornOn, ledger.Today)
            : Childhood.MayBeChild(command.BirthYear ?? person.BirthYear, ledger.Today);
        var subject = new ConsentSubject(ConsentSubjectKind.Person, person.Id, phone);
        var hasGuardian = !string.IsNullOrWhiteSpace(command.Guardian) && command.GuardianRelation is not null;
        if (isChild && !hasGuardian && !await consents.IsGiven(ConsentPurposes.Child, subject, ct))
            throw new RuleViolation("registry.guardian-needed");
        var isKept = (person.PhoneSealed ?? person.CitizenIdSealed) is not null;
        if (isChild && !hasGuardian && command.HasConsented && isKept)
            throw new RuleViolation("registry.guardian-needed");
        var said = new ConsentSaid(
            command.Channel ?? ConsentChannel.HomeVisit,
            isChild ? ConsentGiver.Guardian : ConsentGiver.Self,
            command.GuardianRelation,
            command.Guardian,
            command.PaperNo,
            Post: actor.PostFor(Permission.KeepRegistry, person.AreaCode)?.Title
        );
        if (isChild && hasGuardian)
            await consents.Give(ConsentPurposes.Child, subject, said, true, person.AreaCode, actor, ct);
        if (command.HasConsented && isKept)
            await consents.Give(ConsentPurposes.Registry, subject, said, isChild, person.AreaCode, actor, ct);
    }

    private void Write(Person person, Command command, CitizenId? number)
    {
        person.Residence = command.Residence;
        person.BirthYear = number?.BornOn.Year ?? command.BirthYear ?? person.BirthYear;
        if (person.PhoneSealed is null && person.CitizenIdSealed is null)
            person.ConsentedOn = null;
        else if (command.HasConsented)
            person.ConsentedOn = ledger.Today;
    }

    private async Task<Person> Added(Command command, Actor actor, CancellationToken ct)
    {
        var household = await ledger.ToFill<Household>(command.HouseholdId, actor, ct);
        var person = new Person
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            HouseholdId = household.Id,
            AreaCode = household.AreaCode,
            ValidFrom = ledger.Today,
        };
        ledger.Db.Add(person);
        ledger.Db.Add(
            new HouseholdMember
            {
                DistrictId = person.DistrictId,
                Id = Ids.New(ledger.Now),
                HouseholdId = household.Id,
                PersonId = person.Id,
                Relation = command.Relation,
                ValidFrom = ledger.Today,
            }
        );
        ledger.Tell(household.Id, ChangeKind.MovedIn, "", actor);
        return person;
    }

    private CitizenId? Number(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        return CitizenId.Read(typed, ledger.Today, out var number) == CitizenIdFault.None
            ? number
            : throw new InvalidInput(nameof(Command.CitizenId), "registry.citizen-id-wrong");
    }

    /// <summary>That a number is known here is told to whoever typed it, so it is bounded and stands on the trail like the check of a list.</summary>
    private async Task NotKnown(Person person, CitizenId? number, Actor actor, CancellationToken ct)
    {
        if (number is not { } given)
            return;
        await bound.Demand(actor, 1, RegistryScope.Areas(actor, Permission.KeepRegistry), ct);
        var indexes = seal.IndexesOf(person.DistrictId, given.Value);
        if (
            await ledger
                .Db.Set<Person>()
                .AnyAsync(p => p.CitizenIdIndex != null && indexes.Contains(p.CitizenIdIndex) && p.Id != person.Id, ct)
        )
        {
            ledger.Db.Forget(); // nothing of what was typed
            ledger.Db.Audit(actor, "registry.number-known", null, "1", ledger.Now);
            await ledger.Save(ct);
            throw new RuleViolation("registry.person-known");
        }
    }

    private async Task<(Dwelling?, Building?)> Where(Person person, CancellationToken ct) =>
        person.HouseholdId is { } householdId ? await Doors.Of(ledger.Db, householdId, ct) : (null, null);

    private static string Typed(string name, string? phone, CitizenId? number, Command command) =>
        string.Join(
            ' ',
            new[]
            {
                name.Length > 0 ? "Name" : null,
                phone is not null || command.ForgetPhone ? "Phone" : null,
                number is not null || command.ForgetCitizenId ? "CitizenId" : null,
            }.OfType<string>()
        );
}
