using Gezhi.Grids.Staffing;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Party;

/// <summary>A member takes the contact with some households, by consent; or gives it back. 联户</summary>
/// <remarks>What the member agreed to stands in the consent records, like every other consent; giving the contact back is its withdrawal.</remarks>
public sealed class KeepContact(
    GezhiDb db,
    StaffAreas areas,
    Dwelling dwellings,
    ConsentBook consents,
    WorkCalendar calendar,
    TimeProvider clock
)
{
    /// <summary>Most households of one member.</summary>
    public const int MostHouseholds = 30;

    /// <param name="OrgId">The micro-grid group of the member.</param>
    /// <param name="HasConsented">The member agreed to hold the contact post; without it there is none.</param>
    /// <param name="Dwellings">One household a line, the dwelling only.</param>
    /// <param name="ConsentedOn">Local day on which the member agreed; null: today.</param>
    /// <param name="Channel">How the member agreed; null: when somebody came to see them.</param>
    /// <param name="PaperNo">Number on the sheet; needed for paper.</param>
    public sealed record Command(
        Guid OrgId,
        [property: Needed, Longest(20)] string Name,
        [property: Needed] bool? HasConsented,
        [property: Longest(3000)] string? Dwellings = null,
        DateOnly? ConsentedOn = null,
        ConsentChannel? Channel = null,
        [property: Longest(ConsentBook.LongestPaperNo)] string? PaperNo = null
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        var contacts = routes.MapGroup("/api/party/contacts").WithTags("Grids 网格").RequirePermission(Permission.KeepStaffing);
        contacts
            .MapPost(
                "",
                async (Command command, KeepContact feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Run(command, actor, ct)))
            )
            .WithSummary("登记联户 · Enter a contact of a household");
        contacts
            .MapPost(
                "/{contactId:guid}/end",
                async (Guid contactId, KeepContact feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.End(contactId, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("结束联户 · End a contact");
    }

    /// <exception cref="RuleViolation">
    /// <c>party.consent-needed</c>; <c>party.not-a-group</c>; <c>party.too-many-households</c>; <c>party.household-taken</c>: another member
    /// keeps the contact; <c>party.household-refused</c>: the household wants none.
    /// </exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (contact, households) = await Make(await Group(command.OrgId, actor, ct), command, ct);
        db.Add(contact);
        db.AddRange(households);
        await Agree(contact, command, actor, ct);
        db.Audit(actor, "party.contact-kept", contact.Id, contact.AreaCode, clock.UtcNow);
        await db.Save(ct);
        return contact.Id;
    }

    /// <summary>Writes down what the member agreed to, added to the change that is being made; the caller saves.</summary>
    internal Task Agree(PartyContact contact, Command command, Actor actor, CancellationToken ct) =>
        consents.Give(
            ConsentPurposes.PartyContact,
            ContactConsent.Subject(contact.Id),
            new ConsentSaid(
                command.Channel ?? ConsentChannel.HomeVisit,
                PaperNo: command.PaperNo,
                At: contact.ConsentedOn < areas.Today ? calendar.LocalMidnightUtc(contact.ConsentedOn) : null,
                Post: actor.PostFor(Permission.KeepStaffing, contact.AreaCode)?.Title
            ),
            false,
            contact.AreaCode,
            actor,
            ct
        );

    /// <summary>The contact with its households as they would be kept; keeps nothing.</summary>
    /// <param name="group">Need not be kept yet.</param>
    internal async Task<(PartyContact Contact, IReadOnlyList<ContactHousehold> Households)> Make(
        PartyOrg group,
        Command command,
        CancellationToken ct
    )
    {
        Input.Check(command);
        if (group.Step != PartyStep.Group || group.ValidTo <= areas.Today)
            throw new RuleViolation("party.not-a-group");
        if (command.HasConsented != true)
            throw new RuleViolation("party.consent-needed");
        var now = clock.UtcNow;
        var contact = Contact(group, command, now);
        return (contact, await Households(contact, Lines(command.Dwellings), now, ct));
    }

    /// <summary>The member gives the contact back: it ends, and its households are no longer kept.</summary>
    public async Task End(Guid contactId, Actor actor, CancellationToken ct)
    {
        var contact = await db.PartyContacts.FirstOrDefaultAsync(c => c.Id == contactId, ct) ?? throw new NotFound("contact");
        if (actor.PostFor(Permission.KeepStaffing, contact.AreaCode) is not { } post)
            throw new NotFound("contact");
        if (contact.ValidTo is not null)
            return;
        var subject = ContactConsent.Subject(contactId);
        var record =
            (await consents.Standing(ConsentPurposes.PartyContact, subject, ct)).FirstOrDefault()
            ?? consents.Write( // entered before contacts stood in the records
                new UnwrittenConsent(ConsentPurposes.PartyContact, subject, contact.AreaCode, contact.ConsentedOn),
                calendar.LocalMidnightUtc(contact.ConsentedOn)
            );
        await consents.Withdraw(record, ConsentChannel.HomeVisit, null, post.Title, actor, ct); // ends the contact: ContactConsent
        db.Audit(actor, "party.contact-ended", contact.Id, contact.AreaCode, clock.UtcNow);
        await db.Save(ct);
    }

    /// <summary>The households typed, each once.</summary>
    private async Task<IReadOnlyList<ContactHousehold>> Households(
        PartyContact contact,
        IReadOnlyList<string> typed,
        DateTime now,
        CancellationToken ct
    )
    {
        if (typed.Count > MostHouseholds)
            throw new RuleViolation("party.too-many-households", MostHouseholds);
        var households = typed
            .Select(line => dwellings.Make(db.DistrictId, contact, line, areas.Today, now))
            .DistinctBy(h => Convert.ToHexString(h.DwellingIndex))
            .ToList();
        var indexes = typed.SelectMany(line => dwellings.Indexes(db.DistrictId, contact.AreaCode, line)).ToList();
        var marks = typed.Select(line => dwellings.Mark(db.DistrictId, contact.AreaCode, line)).ToList();
        if (await db.ContactRefusals.AnyAsync(r => marks.Contains(r.DwellingIndex), ct))
            throw new RuleViolation("party.household-refused");
        if (await db.ContactHouseholds.AnyAsync(h => indexes.Contains(h.DwellingIndex), ct))
            throw new RuleViolation("party.household-taken");
        return households;
    }

    private PartyContact Contact(PartyOrg group, Command command, DateTime now) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            OrgId = group.Id,
            AreaCode = group.AreaCode,
            Name = PlainText.CleanLine(command.Name),
            ConsentedOn = command.ConsentedOn is { } day && day <= areas.Today ? day : areas.Today,
            ValidFrom = areas.Today,
        };

    internal async Task<PartyOrg> Group(Guid orgId, Actor actor, CancellationToken ct)
    {
        var group =
            await db.PartyOrgs.AsNoTracking().FirstOrDefaultAsync(o => o.Id == orgId, ct) ?? throw new NotFound("party organisation");
        return actor.PostFor(Permission.KeepStaffing, group.AreaCode) is not null ? group : throw new NotFound("party organisation");
    }

    internal static IReadOnlyList<string> Lines(string? typed) =>
        [.. (typed ?? "").Split('\n').Select(PlainText.CleanLine).Where(l => l.Length is > 0 and <= 60)];
}
