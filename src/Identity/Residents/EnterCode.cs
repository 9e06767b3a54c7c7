using Gezhi.Identity.Contract;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Residents;

/// <summary>A resident signs in with phone and code; the first time makes the resident known. 居民登录</summary>
internal sealed class EnterCode(GezhiDb db, FieldCipher cipher, StartSession start, ConsentBook consents, TimeProvider clock)
{
    /// <param name="Phone">The number the code was sent to.</param>
    /// <param name="Code">Six digits.</param>
    /// <param name="AgreedTo">Number of the text of <see cref="ConsentPurposes.Account"/> to which they agree now; null: they have agreed before.</param>
    /// <param name="AgreedBy">The owner, from fourteen on; or the guardian of a child who uses the phone.</param>
    /// <param name="Relation">Of the guardian.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string Phone,
        [property: Needed, Longest(12)] string Code,
        int? AgreedTo = null,
        ConsentGiver? AgreedBy = null,
        GuardianRelation? Relation = null
    );

    /// <exception cref="InvalidInput">
    /// <c>code.wrong</c>: wrong, too old, used or tried too often; <c>consent.by-needed</c>, <c>consent.relation-needed</c>.
    /// </exception>
    /// <exception cref="RuleViolation"><c>consent.needed</c>: nobody who has this phone agreed to the text that counts today; the code stays good.</exception>
    public async Task<Ticket> Run(Command command, Visitor visitor, CancellationToken ct)
    {
        Input.Check(command);
        var phone = AskCode.Mobile(command.Phone);
        var now = clock.UtcNow;
        var index = cipher.Mark(db.DistrictId, PhoneField.Resident, phone);
        var code = Gezhi.Platform.Text.PlainText.Normalise(command.Code).Trim();
        if (!await TryCode(index, AskCode.Hash(cipher, db.DistrictId, index, code), now, ct))
            throw new InvalidInput("Code", "code.wrong");
        await Agree(command, phone, index, ct);
        var known = cipher.Indexes(db.DistrictId, PhoneField.Resident, phone);
        var resident = await db.Residents.FirstOrDefaultAsync(r => known.Contains(r.PhoneIndex), ct);
        if (resident is null)
            db.Add(resident = Known(phone, now));
        resident.LastSignInAt = now;
        var who = new Actor(db.DistrictId, ActorKind.Resident, resident.Id, "", []);
        var ticket = await start.Add(who, "", SignInMethod.Code, visitor, ct);
        await db.Save(ct);
        return ticket;
    }

    /// <summary>Only after the code was right: before, nobody is told whether a phone is known here.</summary>
    private async Task Agree(Command command, string phone, byte[] index, CancellationToken ct)
    {
        var subject = new ConsentSubject(ConsentSubjectKind.Phone, null, phone);
        if (await consents.IsGiven(ConsentPurposes.Account, subject, ct))
            return;
        try
        {
            var text = await consents.Texts.Current(ConsentPurposes.Account, ct);
            if (command.AgreedTo != text.Number)
                throw new RuleViolation("consent.needed", text.Number);
            var by = command.AgreedBy ?? throw new InvalidInput(nameof(command.AgreedBy), "consent.by-needed");
            var said = new ConsentSaid(ConsentChannel.Page, by, command.Relation);
            await consents.Give(
                ConsentPurposes.Account,
                subject,
                said,
                by == ConsentGiver.Guardian,
                null,
                Actor.Anonymous(db.DistrictId),
                ct
            );
        }
        catch (Exception e) when (e is RuleViolation or InvalidInput)
        {
            db.Forget();
            var code = await db.OneTimeCodes.Where(c => c.PhoneIndex == index).OrderByDescending(c => c.SentAt).FirstAsync(ct);
            code.GiveBack();
            await db.Save(ct);
            throw;
        }
    }

    public Task HandOut(HttpContext context, Ticket ticket) => start.HandOut(context, ticket, isAdministrator: false);

    /// <summary>Saves the counted try before anything else happens; of two at once one loses.</summary>
    private async Task<bool> TryCode(byte[] index, byte[] hash, DateTime now, CancellationToken ct)
    {
        var row = await db.OneTimeCodes.Where(c => c.PhoneIndex == index).OrderByDescending(c => c.SentAt).FirstOrDefaultAsync(ct);
        var isRight = row?.Try(hash, now) ?? false;
        try
        {
            await db.Save(ct);
            return isRight;
        }
        catch (StaleVersion)
        {
            db.Forget();
            return false;
        }
    }

    private Resident Known(string phone, DateTime now) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            PhoneIndex = cipher.Index(db.DistrictId, PhoneField.Resident, phone)!,
            PhoneSealed = cipher.Seal(db.DistrictId, PhoneField.Resident, phone)!,
            CreatedAt = now,
        };
}
