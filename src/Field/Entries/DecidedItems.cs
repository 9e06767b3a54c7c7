using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Fieldwork;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Entries;

/// <summary>Entries of the worker that a supervisor decided, each with a signed receipt: the phone that still holds one lets go of it. 代为决定回执</summary>
internal sealed class DecidedItems(GezhiDb db) : ISyncItems
{
    /// <summary>A phone that was away for longer hears it when it sends the entry again.</summary>
    private const int Days = 90;

    public string Kind => "decided";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [
            .. (await Rows(actor, now).Select(e => new { e.Id, e.DecidedAt }).ToListAsync(ct)).Select(e => new SyncMark(
                e.Id.ToString(),
                EntryText.Instant(e.DecidedAt)
            )),
        ];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return
        [
            .. (await Rows(actor, now).Where(e => wanted.Contains(e.Id)).ToListAsync(ct)).Select(e => new SyncItem(
                e.Id.ToString(),
                EntryText.Instant(e.DecidedAt),
                new OfflineDecision(TakeEntry.ReceiptOf(e), e.DecidedPost, e.DecidedWhy)
            )),
        ];
    }

    private IQueryable<Entry> Rows(Actor actor, DateTime now)
    {
        var since = now.AddDays(-Days);
        return db.Set<Entry>()
            .AsNoTracking()
            .Where(e =>
                e.AccountId == actor.AccountId
                && (e.State == EntryState.Dropped || e.State == EntryState.HandedOn)
                && e.DecidedBy != null
                && e.Signature != null
                && e.DecidedAt >= since
            );
    }
}

/// <summary>A decision as the device keeps it. 离线代为决定</summary>
/// <param name="By">Title of the supervisor's post.</param>
internal sealed record OfflineDecision(EntryReceipt Receipt, string By, string Why);
