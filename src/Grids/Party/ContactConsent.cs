using Gezhi.Platform;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Party;

/// <summary>A contact post rests on what the member agreed to: withdrawn, the post ends, the name goes, and with it the households. 联户党员的同意</summary>
internal sealed class ContactConsent(GezhiDb db, WorkCalendar calendar, TimeProvider clock) : IConsentUse
{
    public string Purpose => ConsentPurposes.PartyContact;

    /// <summary>The subject of a contact.</summary>
    public static ConsentSubject Subject(Guid contactId) => new(ConsentSubjectKind.Contact, contactId);

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (
            subject is not { Kind: ConsentSubjectKind.Contact, Id: { } contactId }
            || await db.PartyContacts.FirstOrDefaultAsync(c => c.Id == contactId && c.ValidTo == null, ct) is not { } contact
        )
            return 0;
        var today = calendar.LocalDay(clock.UtcNow);
        contact.ValidTo = today > contact.ValidFrom ? today : contact.ValidFrom;
        contact.Name = "";
        var households = await db.ContactHouseholds.Where(h => h.ContactId == contactId).ToListAsync(ct);
        db.RemoveRange(households);
        return 1 + households.Count;
    }
}
