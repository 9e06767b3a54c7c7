using Gezhi.Field.Devices;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Entries;

/// <summary>The worker takes an entry back by hand; it is never done after that, whenever it comes. 放弃记录</summary>
public sealed class DropEntry(GezhiDb db, TimeProvider clock)
{
    /// <param name="State">What stands now: an entry that was accepted stays accepted.</param>
    public sealed record Dropped(Guid Id, EntryState State);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/entries/{entryId:guid}/dropped",
                async (Guid entryId, DropEntry feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    Results.Json(await feature.Run(entryId, http.Features.Get<Device>()?.Id, actor, ct), FieldJson.Options)
            )
            .WithSummary("放弃记录 · Take an entry back");

    /// <param name="deviceId">Null when it is done on the page.</param>
    /// <exception cref="NotFound">Somebody else's.</exception>
    public async Task<Dropped> Run(Guid entryId, Guid? deviceId, Actor actor, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return new Dropped(entryId, await Once(entryId, deviceId, actor, ct));
            }
            catch (Exception e) when (e is DuplicateKey or StaleVersion && tries < 3)
            {
                db.Forget(); // it came, or was decided, at this moment
            }
    }

    private async Task<EntryState> Once(Guid entryId, Guid? deviceId, Actor actor, CancellationToken ct)
    {
        var row = await db.Set<Entry>().FirstOrDefaultAsync(e => e.Id == entryId, ct);
        if (row is not null && row.AccountId != actor.AccountId || row is null && deviceId is null)
            throw new NotFound("entry");
        if (row is null)
            db.Append(Unsent(entryId, deviceId!.Value, actor));
        else if (row.State is EntryState.NeedsMe or EntryState.Refused)
            (row.State, row.Said, row.DecidedAt) = (EntryState.Dropped, null, clock.UtcNow);
        else
            return row.State;
        await db.Save(ct);
        return EntryState.Dropped;
    }

    /// <summary>Was never here: the row keeps it from being done when it comes after all, by the service worker.</summary>
    private Entry Unsent(Guid entryId, Guid deviceId, Actor actor) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = entryId,
            AccountId = actor.AccountId!.Value,
            DeviceId = deviceId,
            MadeAt = clock.UtcNow,
            ReceivedAt = clock.UtcNow,
            State = EntryState.Dropped,
            DecidedAt = clock.UtcNow,
        };
}
