using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>Sends a message to everybody who was called, has not answered and whose phone is kept; never in a drill. 短信呼叫</summary>
/// <remarks>At least once: a message is marked when the gateway has taken it, each by itself.</remarks>
public sealed class TellCalled(IMessageSender sender, FieldCipher cipher) : IEventHandler
{
    public string Name => "cases.tell-called";

    public bool Wants(EventRow happened) =>
        EmergencyMoved.Of(happened) is { IsDrill: false, Change: EmergencyChange.Raised or EmergencyChange.CalledIn };

    /// <exception cref="MessageNotSent">The gateway refused: to be tried again.</exception>
    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (!sender.IsReady)
            return;
        var emergency = await db.Set<Emergency>().AsNoTracking().FirstAsync(e => e.Id == happened.SubjectId, ct);
        var calls = await db.Set<EmergencyCall>()
            .AsNoTracking()
            .Where(c => c.EmergencyId == emergency.Id && c.AcknowledgedAt == null && c.MessagedAt == null && c.EndedAt == null)
            .ToListAsync(ct);
        var seats = await new DutyBook(db, cipher).Phones([.. calls.Select(c => c.SeatId).OfType<Guid>()], ct);
        var accounts = await new AccountPhones(db, cipher).Of([.. calls.Select(c => c.AccountId).OfType<Guid>()], ct);
        var text =
            $"【格治】警报：{EmergencyWords.Name(emergency.Kind)}，{emergency.PlaceText}。请立即到场，分工见值守名单；到场后向带班领导报到。";
        foreach (var call in calls)
        {
            if (PhoneOf(call) is not { } phone)
                continue;
            await sender.Send("sms", phone, text, ct);
            await Mark(db, call.Id, now);
        }

        string? PhoneOf(EmergencyCall call) =>
            call.SeatId is { } seat && seats.TryGetValue(seat, out var phone) ? phone
            : call.AccountId is { } account ? accounts.GetValueOrDefault(account)
            : null;
    }

    /// <summary>It is out: neither a stop at this moment nor an answer that comes in meanwhile may send it again.</summary>
    private static async Task Mark(GezhiDb db, Guid callId, DateTime now)
    {
        using var turn = await db.Dialect.WriteTurn(db.Database.CurrentTransaction is not null, CancellationToken.None);
        await db.Set<EmergencyCall>()
            .Where(c => c.Id == callId)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.MessagedAt, now), CancellationToken.None);
    }
}
