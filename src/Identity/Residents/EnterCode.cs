using Gezhi.Identity.Contract;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Residents;

/// <summary>A resident signs in with phone and code; the first time makes the resident known. 居民登录</summary>
internal sealed class EnterCode(GezhiDb db, FieldCipher cipher, StartSession start, TimeProvider clock)
{
    /// <param name="Phone">The number the code was sent to.</param>
    /// <param name="Code">Six digits.</param>
    public sealed record Command([property: Needed, Longest(40)] string Phone, [property: Needed, Longest(12)] string Code);

    /// <exception cref="InvalidInput"><c>code.wrong</c>: wrong, too old, used or tried too often.</exception>
    public async Task<Ticket> Run(Command command, Visitor visitor, CancellationToken ct)
    {
        Input.Check(command);
        var phone = AskCode.Mobile(command.Phone);
        var now = clock.UtcNow;
        var index = cipher.Mark(db.DistrictId, PhoneField.Resident, phone);
        var code = Gezhi.Platform.Text.PlainText.Normalise(command.Code).Trim();
        if (!await TryCode(index, AskCode.Hash(cipher, db.DistrictId, index, code), now, ct))
            throw new InvalidInput("Code", "code.wrong");
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
