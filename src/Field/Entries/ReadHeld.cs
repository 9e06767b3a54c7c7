using System.Text.Json;
using Gezhi.Field.Blobs;
using Gezhi.Field.Visits;
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
/// <remarks>
/// Looked for in the areas of the supervisor, shown are those whose matter the supervisor sees. What the worker wrote is opened one at a time, on the audit
/// trail.
/// </remarks>
public sealed class ReadHeld(GezhiDb db, IEnumerable<IEntryHandler> handlers, FieldCipher cipher, TimeProvider clock)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Pages looked through at most for one with a row.</summary>
    private const int MostPages = 20;

    /// <summary>What may be shown of an entry: what was seen and done; never a phone, never a place.</summary>
    private static readonly string[] Words = ["result", "reason", "note", "text"];

    /// <param name="Theirs">What others did meanwhile.</param>
    public sealed record Row(Entry Entry, Meanwhile Theirs);

    /// <param name="Mine">What the worker wrote; empty where nothing was.</param>
    public sealed record View(Entry Entry, Meanwhile Theirs, IReadOnlyList<string> Mine);

    /// <param name="Next">For the page after this; null at the end.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, Guid? Next);

    /// <summary>One held entry as answered to a machine.</summary>
    public sealed record Brief(Guid Id, string Kind, Guid? CaseId, Guid AccountId, DateTime MadeAt, DateTime ReceivedAt, string State);

    /// <param name="Next">For the page after this; null at the end.</param>
    public sealed record Briefs(IReadOnlyList<Brief> Rows, Guid? Next);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/held",
                async (Guid? after, ReadHeld feature, Actor actor, CancellationToken ct) =>
                {
                    var page = await feature.List(after, actor, ct);
                    return TypedResults.Ok(new Briefs([.. page.Rows.Select(Told)], page.Next));
                }
            )
            .WithSummary("待决现场记录 · Held entries of own areas");

    /// <summary>The oldest first; the next page goes on behind an entry.</summary>
    public async Task<Page> List(Guid? after, Actor actor, CancellationToken ct)
    {
        var rows = new List<Row>();
        for (var pages = 1; ; pages++)
        {
            var held = await Behind(after, Inside(db.Set<Entry>().Where(e => e.State == EntryState.NeedsMe && e.CaseId != null), actor))
                .Take(PageSize + 1)
                .ToListAsync(ct);
            foreach (var entry in held.Take(PageSize))
                if (await Since(entry, actor, ct) is { } theirs)
                    rows.Add(new Row(entry, theirs));
            after = held.Count > PageSize ? held[PageSize - 1].Id : null;
            if (rows.Count > 0 || after is null || pages == MostPages)
                return new Page(rows, after);
        }
    }

    /// <summary>Entries of others in the areas that the actor supervises.</summary>
    internal static IQueryable<Entry> Inside(IQueryable<Entry> entries, Actor actor) =>
        DoorScope.Inside(
            entries.AsNoTracking().Where(e => e.AccountId != actor.AccountId),
            e => e.AreaCode,
            DoorScope.With(actor, Permission.Supervise)
        );

    /// <summary>The oldest first.</summary>
    private IQueryable<Entry> Behind(Guid? after, IQueryable<Entry> entries)
    {
        if (after is { } id)
            entries = entries.Where(e =>
                db.Set<Entry>().Any(l => l.Id == id && (e.ReceivedAt > l.ReceivedAt || (e.ReceivedAt == l.ReceivedAt && e.Id > id)))
            );
        return entries.OrderBy(e => e.ReceivedAt).ThenBy(e => e.Id);
    }

    private static Brief Told(Row row) =>
        new(
            row.Entry.Id,
            row.Entry.Kind,
            row.Entry.CaseId,
            row.Entry.AccountId,
            row.Entry.MadeAt,
            row.Entry.ReceivedAt,
            row.Theirs.StateText
        );

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
        using var data = Open(entry);
        return data is null
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

    /// <summary>Hashes of its photos.</summary>
    internal IReadOnlyList<string> PhotosOf(Entry entry)
    {
        using var data = Open(entry);
        return data is not null && data.RootElement.TryGetProperty("photos", out var list) && list.ValueKind == JsonValueKind.Array
            ?
            [
                .. list.EnumerateArray()
                    .Where(p =>
                        p.ValueKind == JsonValueKind.Object && p.TryGetProperty("hash", out var h) && h.ValueKind == JsonValueKind.String
                    )
                    .Select(p => p.GetProperty("hash").GetString()!)
                    .Where(PartialFiles.IsHash)
                    .Distinct(),
            ]
            : [];
    }

    /// <summary>Null: nothing is kept.</summary>
    private JsonDocument? Open(Entry entry)
    {
        if (cipher.Open(db.DistrictId, TakeEntry.Sealed, entry.Said) is not { } said)
            return null;
        var data = JsonDocument.Parse(said);
        if (data.RootElement.ValueKind == JsonValueKind.Object)
            return data;
        data.Dispose();
        return null;
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
