using Gezhi.Field.Blobs;
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

/// <summary>Takes what a device collected, entry by entry: each is done once, or waits, or says why not. 接收现场记录</summary>
public sealed class TakeEntries(GezhiDb db, TakeEntry one, PartialFiles files, TimeProvider clock)
{
    /// <summary>Most entries of one call.</summary>
    public const int Most = 50;

    /// <param name="SentAt">The device's clock at sending, UTC.</param>
    /// <param name="Entries">In the order in which they were made.</param>
    public sealed record Command(DateTimeOffset? SentAt, IReadOnlyList<SentEntry> Entries);

    /// <param name="SkewSeconds">By how much the device's clock is ahead; negative when behind.</param>
    public sealed record Answer(DateTime ServerTime, int SkewSeconds, IReadOnlyList<EntryResult> Results);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/entries",
                async (Command command, TakeEntries feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    Results.Json(await feature.Run(command, http.Features.Get<Device>()!, actor, ct), FieldJson.Options)
            )
            .WithSummary("接收现场记录 · Take entries of a device");

    /// <exception cref="InvalidInput">Nothing of it can be read.</exception>
    public async Task<Answer> Run(Command command, Device device, Actor actor, CancellationToken ct)
    {
        if (command.Entries is not { Count: > 0 and <= Most } entries || entries.Any(e => e is null))
            throw new InvalidInput("entries", "field.entries");
        var now = clock.UtcNow;
        var skew = command.SentAt is { } sent ? (int)Math.Clamp((sent.UtcDateTime - now).TotalSeconds, int.MinValue, int.MaxValue) : 0;
        var sender = new Sender(device.Id, skew, actor, PutBlob.OwnerOf(actor));
        var held = await Held(entries, actor, ct);
        var results = new List<EntryResult>();
        foreach (var entry in entries)
        {
            var result =
                Waits(entry, held) && !await one.IsKnown(entry.Id, ct)
                    ? one.Later(entry.Id, "entry.waits")
                    : await one.Run(entry, sender, ct);
            if (result.Outcome == Outcome.Accepted)
                Done(entry, sender.Owner, held);
            else if (entry.CaseId is { } caseId)
                held.TryAdd(caseId, entry.Id);
            results.Add(result);
        }
        return new Answer(now, skew, results);
    }

    /// <summary>An entry waits behind one of the same case that was not done, unless it is the worker's decision about that one.</summary>
    private static bool Waits(SentEntry entry, Dictionary<Guid, Guid> held) =>
        entry.CaseId is { } caseId && held.TryGetValue(caseId, out var first) && first != entry.Id && first != entry.InsteadOf;

    private void Done(SentEntry entry, Owner owner, Dictionary<Guid, Guid> held)
    {
        if (entry.CaseId is { } caseId && entry.InsteadOf is { } old && held.GetValueOrDefault(caseId) == old)
            held.Remove(caseId);
        foreach (var hash in entry.Photos.Where(PartialFiles.IsHash))
            files.Delete(owner, hash);
    }

    /// <summary>The oldest entry of each case that still needs this worker.</summary>
    private async Task<Dictionary<Guid, Guid>> Held(IReadOnlyList<SentEntry> entries, Actor actor, CancellationToken ct)
    {
        var cases = entries.Select(e => e.CaseId).OfType<Guid>().Distinct().ToList();
        var waiting = await db.Set<Entry>()
            .AsNoTracking()
            .Where(e => e.AccountId == actor.AccountId && e.State == EntryState.NeedsMe && cases.Contains(e.CaseId!.Value))
            .OrderBy(e => e.ReceivedAt)
            .ThenBy(e => e.Id)
            .Select(e => new { e.Id, e.CaseId })
            .ToListAsync(ct);
        return waiting.GroupBy(e => e.CaseId!.Value).ToDictionary(g => g.Key, g => g.First().Id);
    }
}

/// <summary>Who sends, from which device, by which clock.</summary>
internal sealed record Sender(Guid DeviceId, int SkewSeconds, Actor Actor, Owner Owner);
