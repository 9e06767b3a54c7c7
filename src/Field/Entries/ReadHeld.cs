using System.Text.Json;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Entries;

/// <summary>Held entries that a supervisor may decide in the worker's place: the phone is lost, or the worker has left. 待决现场记录</summary>
/// <remarks>Shown are those whose matter the supervisor sees. What the worker wrote is opened one at a time, on the audit trail.</remarks>
public sealed class ReadHeld(GezhiDb db, IEnumerable<IEntryHandler> handlers, FieldCipher cipher, TimeProvider clock)
{
    private const int Most = 200;

    /// <summary>What may be shown of an entry: what was seen and done; never a phone, never a place.</summary>
    private static readonly string[] Words = ["result", "reason", "note", "text"];

    /// <param name="Theirs">What others did meanwhile.</param>
    public sealed record Row(Entry Entry, Meanwhile Theirs);

    /// <param name="Mine">What the worker wrote; empty where nothing was.</param>
    public sealed record View(Entry Entry, Meanwhile Theirs, IReadOnlyList<string> Mine);

    /// <summary>One held entry as answered to a machine.</summary>
    public sealed record Brief(Guid Id, string Kind, Guid? CaseId, Guid AccountId, DateTime MadeAt, DateTime ReceivedAt, string State);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/held",
                async (ReadHeld feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(
                        (await feature.All(actor, ct)).Select(r => new Brief(
                            r.Entry.Id,
                            r.Entry.Kind,
                            r.Entry.CaseId,
                            r.Entry.AccountId,
                            r.Entry.MadeAt,
                            r.Entry.ReceivedAt,
                            r.Theirs.StateText
                        ))
                    )
            )
            .WithSummary("待决现场记录 · Held entries of own areas");

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<Row>> All(Actor actor, CancellationToken ct)
    {
        var held = await db.Set<Entry>()
            .AsNoTracking()
            .Where(e => e.State == EntryState.NeedsMe && e.CaseId != null && e.AccountId != actor.AccountId)
            .OrderBy(e => e.ReceivedAt)
            .ThenBy(e => e.Id)
            .Take(Most)
            .ToListAsync(ct);
        var rows = new List<Row>();
        foreach (var entry in held)
            if (await Since(entry, actor, ct) is { } theirs)
                rows.Add(new Row(entry, theirs));
        return rows;
    }

    /// <summary>Opens what the worker wrote; it stands on the audit trail.</summary>
    /// <exception cref="NotFound">Not there, decided already, or not the actor's to see.</exception>
    public async Task<View> One(Guid entryId, Actor actor, CancellationToken ct)
    {
        var (entry, theirs) = await Find(entryId, actor, ct);
        var mine = Read(entry);
        if (mine.Count > 0)
        {
            db.Audit(actor, "entry.opened", entry.Id, entry.Kind, clock.UtcNow);
            await db.Save(ct);
        }
        return new View(entry, theirs, mine);
    }

    /// <summary>Tracked, with what others did.</summary>
    internal async Task<(Entry Entry, Meanwhile Theirs)> Find(Guid entryId, Actor actor, CancellationToken ct)
    {
        var entry = await db.Set<Entry>()
            .FirstOrDefaultAsync(e => e.Id == entryId && e.State == EntryState.NeedsMe && e.AccountId != actor.AccountId, ct);
        return entry is not null && await Since(entry, actor, ct) is { } theirs ? (entry, theirs) : throw new NotFound("entry");
    }

    internal IReadOnlyList<string> Read(Entry entry)
    {
        if (cipher.Open(db.DistrictId, TakeEntry.Sealed, entry.Said) is not { } said)
            return [];
        using var data = JsonDocument.Parse(said);
        return data.RootElement.ValueKind != JsonValueKind.Object
            ? []
            :
            [
                .. Words
                    .Select(w =>
                        data.RootElement.TryGetProperty(w, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null
                    )
                    .Where(t => !string.IsNullOrWhiteSpace(t))
                    .Select(t => t!),
            ];
    }

    /// <summary>Seen with the posts of the supervisor, and without the steps of the worker.</summary>
    private async Task<Meanwhile?> Since(Entry entry, Actor actor, CancellationToken ct) =>
        handlers.FirstOrDefault(h => h.Kinds.Contains(entry.Kind)) is { } handler
            ? await handler.Since(entry.CaseId, entry.BaseVersion, Supervising(actor) with { AccountId = entry.AccountId }, ct)
            : null;

    /// <summary>With the posts alone by which the person supervises: another post elsewhere opens nothing here.</summary>
    private static Actor Supervising(Actor actor) =>
        actor with
        {
            Posts = [.. actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.Supervise))],
        };
}
