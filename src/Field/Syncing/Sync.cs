using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Field.Syncing;

/// <summary>Tells a device what changed: it says what it has by hashes, the server keeps nothing about devices. 增量同步</summary>
public sealed class Sync(IEnumerable<ISyncItems> sources, TimeProvider clock)
{
    /// <summary>An answer stops after so many bytes of rows, before compression.</summary>
    public const int LongestAnswer = 200_000;

    /// <summary>More than any device holds.</summary>
    private const int MostHeld = 20_000;

    /// <param name="State">State of the device, 64 hex digits; null at the first sync; does not matter beside <paramref name="Have"/>.</param>
    /// <param name="Buckets">The 2,048 bytes of its buckets, Base64.</param>
    /// <param name="Have">What it holds in the buckets that differ: number of the bucket → [kind, id, v].</param>
    /// <param name="After">Where the first sync goes on: <c>next</c> of the answer before.</param>
    public sealed record Command(
        string? State = null,
        string? Buckets = null,
        IReadOnlyDictionary<string, string[][]>? Have = null,
        string? After = null
    );

    /// <param name="State">Ours, now: the device has the same when it is done.</param>
    /// <param name="Same">True: nothing to do. Null when rows are asked for.</param>
    /// <param name="Differ">Buckets that are not the same.</param>
    /// <param name="Rows">New and changed items.</param>
    /// <param name="Gone">[kind, id] of what the device must delete.</param>
    /// <param name="More">There is more: ask again with what is held then, or with <paramref name="Next"/>.</param>
    /// <param name="Next">For the first sync.</param>
    public sealed record Answer(
        string State,
        DateTime ServerTime,
        bool? Same = null,
        IReadOnlyList<int>? Differ = null,
        IReadOnlyList<Row>? Rows = null,
        IReadOnlyList<string[]>? Gone = null,
        bool? More = null,
        string? Next = null
    );

    /// <summary>One item.</summary>
    public sealed record Row(string Kind, string Id, string V, JsonElement Data);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sync",
                async (Command command, Sync feature, Actor actor, CancellationToken ct) =>
                    Results.Json(await feature.Run(command, actor, ct), FieldJson.Options)
            )
            .WithSummary("增量同步 · What changed");

    public async Task<Answer> Run(Command command, Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var ours = await Marks(actor, now, ct);
        var hashes = Syncing.Buckets.Hashes(ours);
        var answer = new Answer(Syncing.Buckets.State(hashes), now);
        if (command.Have is { } have)
            return await Changed(answer, ours, Held(have), actor, ct); // what it holds counts, whatever state it names
        if (command.State is not null && command.State == answer.State)
            return answer with { Same = true };
        if (Theirs(command.Buckets) is { } theirs)
            return answer with { Same = false, Differ = Syncing.Buckets.Differing(hashes, theirs) };
        return command.State is null ? await First(answer, ours, command.After, actor, ct) : answer with { Same = false };
    }

    private async Task<List<Mark>> Marks(Actor actor, DateTime now, CancellationToken ct)
    {
        var marks = new List<Mark>();
        foreach (var source in sources)
            marks.AddRange((await source.Marks(actor, now, ct)).Select(m => new Mark(source.Kind, m.Id, m.V)));
        return [.. Syncing.Buckets.Sorted(marks)];
    }

    /// <summary>Everything, in order; a broken-off sync goes on behind what came.</summary>
    private async Task<Answer> First(Answer answer, List<Mark> ours, string? after, Actor actor, CancellationToken ct)
    {
        var rest = Behind(after) is var (kind, id)
            ? ours.Where(m => string.CompareOrdinal(m.Kind, kind) is > 0 || (m.Kind == kind && string.CompareOrdinal(m.Id, id) > 0))
                .ToList()
            : ours;
        var (rows, last) = await Rows(rest, actor, answer.ServerTime, ct);
        return answer with
        {
            Rows = rows,
            Gone = [],
            More = last is not null,
            Next = last is { } mark ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{mark.Kind}\n{mark.Id}")) : null,
        };
    }

    private async Task<Answer> Changed(
        Answer answer,
        List<Mark> ours,
        (HashSet<int> Buckets, Dictionary<(string, string), string> Items) held,
        Actor actor,
        CancellationToken ct
    )
    {
        var inside = ours.Where(m => held.Buckets.Contains(Syncing.Buckets.Of(m.Kind, m.Id))).ToList();
        var there = inside.Select(m => (m.Kind, m.Id)).ToHashSet();
        var changed = inside.Where(m => held.Items.GetValueOrDefault((m.Kind, m.Id)) != m.V).ToList();
        var (rows, last) = await Rows(changed, actor, answer.ServerTime, ct);
        return answer with
        {
            Rows = rows,
            Gone = [.. held.Items.Keys.Where(k => !there.Contains(k)).Select(k => new[] { k.Item1, k.Item2 })],
            More = last is not null,
        };
    }

    /// <returns>Rows up to <see cref="LongestAnswer"/>, and the last mark that was looked at when there is more.</returns>
    private async Task<(IReadOnlyList<Row> Rows, Mark? Last)> Rows(List<Mark> wanted, Actor actor, DateTime now, CancellationToken ct)
    {
        var (rows, bytes, done) = (new List<Row>(), 0, 0);
        while (done < wanted.Count)
        {
            var batch = wanted.Skip(done).TakeWhile(m => m.Kind == wanted[done].Kind).Take(ISyncItems.Most).ToList();
            var source = sources.First(s => s.Kind == batch[0].Kind);
            var items = (await source.Items([.. batch.Select(m => m.Id)], actor, now, ct)).ToDictionary(i => i.Id);
            foreach (var mark in batch)
            {
                done++;
                if (!items.TryGetValue(mark.Id, out var item))
                    continue; // it went away between the two reads; the next sync says so
                var row = new Row(mark.Kind, item.Id, item.V, JsonSerializer.SerializeToElement(item.Data, FieldJson.Options));
                rows.Add(row);
                bytes += Encoding.UTF8.GetByteCount(row.Data.GetRawText()) + row.Id.Length + row.V.Length + 40;
                if (bytes >= LongestAnswer)
                    return (rows, done < wanted.Count ? mark : null);
            }
        }
        return (rows, null);
    }

    /// <exception cref="InvalidInput">Not what a device sends.</exception>
    private static (HashSet<int> Buckets, Dictionary<(string, string), string> Items) Held(IReadOnlyDictionary<string, string[][]> have)
    {
        var (buckets, items) = (new HashSet<int>(), new Dictionary<(string, string), string>());
        foreach (var (number, held) in have)
        {
            if (!byte.TryParse(number, System.Globalization.NumberStyles.None, null, out var bucket) || held is null)
                throw new InvalidInput("have", "input.invalid");
            buckets.Add(bucket);
            foreach (var one in held)
                if (one is not [{ } kind, { } id, { } v] || Syncing.Buckets.Of(kind, id) != bucket)
                    throw new InvalidInput("have", "input.invalid");
                else
                    items[(kind, id)] = v;
        }
        return items.Count <= MostHeld ? (buckets, items) : throw new InvalidInput("have", "input.too-large");
    }

    private static byte[]? Theirs(string? buckets)
    {
        if (buckets is null)
            return null;
        var bytes = new byte[Syncing.Buckets.Count * Syncing.Buckets.Width];
        return Convert.TryFromBase64String(buckets, bytes, out var written) && written == bytes.Length
            ? bytes
            : throw new InvalidInput("buckets", "input.invalid");
    }

    private static (string Kind, string Id)? Behind(string? after)
    {
        if (string.IsNullOrEmpty(after))
            return null;
        if (!Base64Url.IsValid(after))
            throw new InvalidInput("after", "input.invalid");
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after)).Split('\n', 2) is [var kind, var id]
            ? (kind, id)
            : throw new InvalidInput("after", "input.invalid");
    }
}
