using Gezhi.Identity.Contract;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Identity.Residents;

/// <summary>How long the sign-in of a resident is kept who does not come back. 居民账号保存期限</summary>
internal sealed class ResidentRetention(IConfiguration configuration)
{
    /// <summary>Days after the last sign-in; <c>Retention:ResidentDays</c>, 1,095, at least 30 (a practice to be decided locally).</summary>
    public int Days { get; } = Math.Max(30, configuration.GetValue("Retention:ResidentDays", 1_095));
}

/// <summary>Deletes sign-ins of residents who did not come back for long, and those that a hold had kept after the consent was taken back. 到期清除居民账号</summary>
/// <remarks>
/// Each gets a row on the trail; the consent ends with it, so that whoever comes back is asked anew. Reports of the phone have their own time. Who is held is left
/// alone.
/// </remarks>
internal sealed class ForgetResidents(
    IServiceScopeFactory scopes,
    ResidentRetention retention,
    Districts districts,
    TimeProvider clock,
    ILogger<ForgetResidents> log
) : Loop(clock, log)
{
    private const int Most = 200;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var forgotten = 0;
        foreach (var district in districts.All)
            forgotten += await Forget(district, ct);
        return forgotten > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(6);
    }

    /// <summary>One portion of a district.</summary>
    /// <returns>How many sign-ins were deleted.</returns>
    public async Task<int> Forget(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var cipher = scope.ServiceProvider.GetRequiredService<FieldCipher>();
        var book = scope.ServiceProvider.GetRequiredService<ConsentBook>();
        var (now, until) = (Now, Now.AddDays(-retention.Days));
        var held = scope.ServiceProvider.GetRequiredService<HoldBook>().Standing().Select(h => h.SubjectId);
        var gone = 0;
        var late = await db
            .Residents.AsNoTracking()
            .Where(r => r.LastSignInAt < until && !held.Contains(r.Id))
            .OrderBy(r => r.Id)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var resident in late)
        {
            var subject = Of(resident, cipher);
            foreach (var record in await book.Standing(ConsentPurposes.Account, subject, ct))
                if (record.Stands) // older versions end with the first
                    await book.Withdraw(record, ConsentChannel.Retention, null, null, Actor.System(district), ct);
            gone += await End(scope.ServiceProvider, db, resident, $"account {retention.Days}", now, ct);
        }
        var once = db.Set<PersonHold>().Where(h => h.Kind == HeldKind.Account).Select(h => h.SubjectId);
        var left = await db
            .Residents.AsNoTracking()
            .Where(r => once.Contains(r.Id) && !held.Contains(r.Id) && r.LastSignInAt >= until)
            .OrderBy(r => r.Id)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var resident in left)
            if (await book.IsWithdrawn(ConsentPurposes.Account, Of(resident, cipher), ct))
                gone += await End(scope.ServiceProvider, db, resident, "account hold-over", now, ct);
        return gone;
    }

    /// <summary>Sign-in, sessions and browsers go in one change; of two nodes one does it.</summary>
    private static async Task<int> End(
        IServiceProvider services,
        GezhiDb db,
        Resident resident,
        string why,
        DateTime now,
        CancellationToken ct
    )
    {
        var isGoing = db.ChangeTracker.Entries<Resident>().Any(e => e.Entity.Id == resident.Id); // with the consent
        if (!isGoing && await db.Residents.FirstOrDefaultAsync(r => r.Id == resident.Id, ct) is { } there)
        {
            if (there.LastSignInAt != resident.LastSignInAt)
                return 0; // came back in this moment
            await services.GetRequiredService<EndSessions>().AddEndOfAll(resident.Id, now, ct);
            db.RemoveRange(await db.Set<Notices.PushDevice>().Where(d => d.OwnerId == resident.Id).ToListAsync(ct));
            db.Remove(there);
        }
        db.Audit(Actor.System(db.DistrictId), "data.retention", resident.Id, why, now);
        try
        {
            await db.Save(ct);
        }
        catch (Platform.Problems.StaleVersion)
        {
            db.Forget();
            return 0;
        }
        db.Forget();
        services.GetRequiredService<Standings>().Drop(db.DistrictId, resident.Id);
        return 1;
    }

    private static ConsentSubject Of(Resident resident, FieldCipher cipher) =>
        new(ConsentSubjectKind.Phone, null, cipher.Open(resident.DistrictId, PhoneField.Resident, resident.PhoneSealed));
}
