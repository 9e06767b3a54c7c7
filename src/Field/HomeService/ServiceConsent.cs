using Gezhi.Field.Visits;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Writes down that somebody agreed to an item; for a child the guardian who agreed to the record of the child. 登记待遇事项时的同意</summary>
public sealed class AgreeToService(ConsentBook consents, ServiceBook people, DoorScope scope)
{
    /// <param name="paperNo">Where a list was handed over with signed sheets; null: said at the door.</param>
    /// <exception cref="RuleViolation"><c>consent.guardian-needed</c>: a child, and no guardian agreed to its record.</exception>
    public async Task Run(Guid personId, string areaCode, string? paperNo, Actor actor, CancellationToken ct)
    {
        var subject = new ConsentSubject(ConsentSubjectKind.Person, personId);
        var isChild = await people.MayBeChild(personId, scope.Today, ct);
        var post = actor.PostFor(Permission.KeepRegistry, areaCode)?.Title ?? actor.PostFor(Permission.LeadVisits, areaCode)?.Title;
        var said = new ConsentSaid(paperNo is null ? ConsentChannel.HomeVisit : ConsentChannel.Paper, PaperNo: paperNo, Post: post);
        if (isChild)
        {
            var guardian =
                (await consents.Standing(ConsentPurposes.Child, subject, ct)).FirstOrDefault()
                ?? throw new RuleViolation("consent.guardian-needed");
            said = said with { By = ConsentGiver.Guardian, Relation = guardian.Relation, Guardian = consents.GuardianOf(guardian) };
        }
        await consents.Give(ConsentPurposes.HomeService, subject, said, isChild, areaCode, actor, ct);
    }
}

/// <summary>Items entered by consent: withdrawn, they are deleted and nobody comes. 待遇事项的同意</summary>
/// <remarks>While the person is held they end and stay closed; <see cref="FindDue"/> deletes them when the hold is over.</remarks>
internal sealed class ServiceConsent(DoorScope scope, FieldCipher cipher, HoldBook holds) : IConsentUse
{
    public string Purpose => ConsentPurposes.HomeService;

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (subject is not { Kind: ConsentSubjectKind.Person, Id: { } personId })
            return 0;
        var (stopped, isHeld) = (0, await holds.IsHeld(personId, ct));
        foreach (var row in await scope.Db.Set<ServiceEntitlement>().Where(e => e.PersonId == personId).ToListAsync(ct))
        {
            if (EntitlementReason.Open(cipher, row).Ground != EntitlementGround.Consent)
                continue;
            await EntitlementDesk.CloseNeeds(scope.Db, row.Id, ct);
            if (isHeld)
                row.End(scope.Today);
            else
                scope.Db.Remove(row);
            stopped++;
        }
        return stopped;
    }
}
