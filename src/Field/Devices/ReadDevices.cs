using Gezhi.Field.Entries;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Devices;

/// <summary>Devices and what of them needs a person. 查设备</summary>
public sealed class ReadDevices(GezhiDb db)
{
    private const int Most = 200;

    /// <param name="Waiting">Entries of the device that need their worker.</param>
    public sealed record Row(Device Device, int Waiting);

    /// <summary>The actor's own, the last in contact first; those that were wiped long ago stay, so that a lost one can be followed up.</summary>
    public async Task<IReadOnlyList<Row>> Own(Actor actor, CancellationToken ct) =>
        await Rows(db.Set<Device>().Where(d => d.AccountId == actor.AccountId), ct);

    /// <summary>Everybody's, for administrators of accounts.</summary>
    public async Task<IReadOnlyList<Row>> All(CancellationToken ct) => await Rows(db.Set<Device>(), ct);

    /// <summary>The actor's entries that wait for a decision, the oldest first.</summary>
    public async Task<IReadOnlyList<Entry>> Held(Actor actor, CancellationToken ct) =>
        await db.Set<Entry>()
            .AsNoTracking()
            .Where(e => e.AccountId == actor.AccountId && e.State == EntryState.NeedsMe)
            .OrderBy(e => e.ReceivedAt)
            .ThenBy(e => e.Id)
            .Take(Most)
            .ToListAsync(ct);

    /// <summary>The actor's entries that a supervisor decided in the last days, the last first.</summary>
    public async Task<IReadOnlyList<Entry>> Decided(Actor actor, DateTime since, CancellationToken ct) =>
        await db.Set<Entry>()
            .AsNoTracking()
            .Where(e =>
                e.AccountId == actor.AccountId
                && (e.State == EntryState.Dropped || e.State == EntryState.HandedOn)
                && e.DecidedBy != null
                && e.DecidedAt >= since
            )
            .OrderByDescending(e => e.DecidedAt)
            .ThenBy(e => e.Id)
            .Take(Most)
            .ToListAsync(ct);

    private async Task<IReadOnlyList<Row>> Rows(IQueryable<Device> devices, CancellationToken ct) =>
        await devices
            .AsNoTracking()
            .OrderByDescending(d => d.LastContactAt)
            .ThenBy(d => d.Id)
            .Take(Most)
            .Select(d => new Row(d, db.Set<Entry>().Count(e => e.DeviceId == d.Id && e.State == EntryState.NeedsMe)))
            .ToListAsync(ct);
}
