using System.Security.Cryptography;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Notify;

/// <summary>Brings parcels out when their time has come. Each medium has a lane of its own: a slow one delays only itself. 发送循环</summary>
public sealed class Postman(
    IServiceScopeFactory scopes,
    IEnumerable<IParcelCarrier> carriers,
    FieldCipher cipher,
    Districts districts,
    TimeProvider clock,
    ILogger<Postman> log
) : Loop(clock, log)
{
    /// <summary>Longer than any carrier takes: a claim that is older was left by a process that died.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(2);

    /// <summary>What is under way at the same time in one lane; also what is unclear when the process dies.</summary>
    private const int AtOnce = 16;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        await Task.WhenAll(carriers.Select(carrier => Keep(carrier, ct)));
        return null;
    }

    /// <summary>Brings out once what is due in a district. True when there was something.</summary>
    public async Task<bool> Carry(int district, CancellationToken ct)
    {
        var any = false;
        foreach (var carrier in carriers)
            any |= await Carry(district, carrier, ct);
        return any;
    }

    private async Task Keep(IParcelCarrier carrier, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var any = false;
            foreach (var district in districts.All)
                any |= await Try(district, carrier, ct);
            if (!any)
                await Task.Delay(Poll, ct);
        }
    }

    private async Task<bool> Try(int district, IParcelCarrier carrier, CancellationToken ct)
    {
        try
        {
            return await Carry(district, carrier, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.PostFailed(LogTo, district, carrier.Medium, e.GetType().Name);
            await Task.Delay(Poll, ct);
            return false;
        }
    }

    private async Task<bool> Carry(int district, IParcelCarrier carrier, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var claimed = await Claim(db, carrier, ct);
        if (claimed.Count == 0)
            return false;
        var sent = await Task.WhenAll(claimed.Where(p => p.DeadAt is null).Select(parcel => Send(carrier, parcel)));
        foreach (var (parcel, failure) in sent)
            Settle(carrier, parcel, failure);
        await db.Save(CancellationToken.None); // they are out: a stop at this moment must not send them again
        return true;
    }

    /// <summary>Marks what is due as in hand, in one commit; what somebody else left in hand is settled by the carrier's rule.</summary>
    private async Task<List<Parcel>> Claim(GezhiDb db, IParcelCarrier carrier, CancellationToken ct)
    {
        var (now, mine) = (Now, Ids.New(Now));
        var due = await db.Set<Parcel>()
            .AsNoTracking()
            .Where(p => p.Medium == carrier.Medium && p.NextAt <= now)
            .OrderBy(p => p.NextAt)
            .Take(AtOnce)
            .ToListAsync(ct);
        if (due.Count == 0)
            return [];
        var left = due.Where(p => p.Claim is not null).Select(p => p.Id).ToHashSet();
        var ids = due.ConvertAll(p => p.Id);
        var until = now + Abandoned;
        using (await db.Dialect.WriteTurn(db.Database.CurrentTransaction is not null, ct))
            await db.Set<Parcel>()
                .Where(p => ids.Contains(p.Id) && p.NextAt <= now)
                .ExecuteUpdateAsync(
                    p =>
                        p.SetProperty(x => x.Claim, mine).SetProperty(x => x.NextAt, until).SetProperty(x => x.Version, x => x.Version + 1),
                    ct
                );
        var claimed = await db.Set<Parcel>().Where(p => ids.Contains(p.Id) && p.Claim == mine).ToListAsync(ct);
        foreach (var parcel in claimed.Where(p => left.Contains(p.Id) && !carrier.MaySendAgain(p)))
            Bury(parcel, "unclear", now);
        return claimed;
    }

    /// <summary>What has begun is finished, also when the host stops: carriers end by themselves within seconds, and a broken off message would be unclear.</summary>
    private async Task<(Parcel Parcel, MessageNotSent? Failure)> Send(IParcelCarrier carrier, Parcel parcel)
    {
        try
        {
            var address = cipher.Open(parcel.DistrictId, Parcel.Field, parcel.Address) ?? "";
            var content = cipher.Open(parcel.DistrictId, Parcel.Field, parcel.Content) ?? "";
            parcel.Answer = await carrier.Carry(parcel, address, content, CancellationToken.None);
            return (parcel, null);
        }
        catch (MessageNotSent e)
        {
            return (parcel, e);
        }
        catch (CryptographicException e)
        {
            return (parcel, new MessageNotSent("cannot be opened", e) { IsFinal = true });
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException or UriFormatException)
        {
            return (parcel, new MessageNotSent(e.GetType().Name, e));
        }
    }

    private void Settle(IParcelCarrier carrier, Parcel parcel, MessageNotSent? failure)
    {
        var now = Now;
        parcel.Claim = null;
        parcel.Attempts++;
        if (failure is null)
        {
            (parcel.DoneAt, parcel.NextAt, parcel.LastError) = (now, null, null);
            if (!carrier.KeepsContent)
                (parcel.Address, parcel.Content) = (null, null);
            return;
        }
        var error = failure.Message.Length > 60 ? failure.Message[..60] : failure.Message;
        Log.ParcelFailed(LogTo, parcel.Medium, parcel.Id, parcel.Attempts, error);
        if (failure.IsFinal || parcel.Attempts > carrier.Pauses.Count)
            Bury(parcel, error, now);
        else
            (parcel.LastError, parcel.NextAt) = (error, now + carrier.Pauses[parcel.Attempts - 1]);
    }

    private static void Bury(Parcel parcel, string error, DateTime now) =>
        (parcel.LastError, parcel.DeadAt, parcel.NextAt, parcel.Claim) = (error, now, null, null);
}
