using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Channels;

/// <summary>Posts what is owed to connected systems to their callbacks, signed; tried again by the outbox until they take it. 回传答复</summary>
/// <remarks>
/// At least once: when the process dies between the partner's answer and our mark, the same event id is posted again. A partner who does not answer is left
/// alone for <see cref="Quiet"/>, so that it holds up nobody else; what was given up meanwhile is tried again when it takes something. A step that the
/// partner refuses for good is not asked of it again by itself: it lies with the dead letters until a person looks, and the next steps go on.
/// </remarks>
internal sealed class PostAnswers(SourceSignatures signatures, CallbackAddress addresses, IEnumerable<ChannelAdapter> adapters, Wake wake)
    : IEventHandler,
        IDisposable
{
    /// <summary>Name in the outbox.</summary>
    public const string Handler = "cases.post-answers";

    /// <summary>Kind of the event that owes a post; its subject is the answer.</summary>
    public const string Owed = "cases.answer-owed";

    /// <summary>Header of the event's id.</summary>
    public const string EventHeader = "X-Gezhi-Event";

    /// <summary>How long a partner that did not answer is left alone.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    private static readonly JsonSerializerOptions Writing = new(JsonSerializerDefaults.Web)
    {
        Converters = { new Platform.Time.InstantJson() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a body of its own, never part of a page
    };

    private readonly ConcurrentDictionary<Guid, DateTime> quiet = new();
    private readonly HttpClient client = addresses.Client(TimeSpan.FromSeconds(10));

    public string Name => Handler;

    public bool Wants(EventRow happened) => happened.Kind == Owed;

    /// <exception cref="MessageNotSent">It was not taken: to be tried again.</exception>
    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var answer = await db.Set<SourceAnswer>().FirstOrDefaultAsync(a => a.Id == happened.SubjectId, ct);
        if (answer is not { LeftAt: null })
            return;
        var source = await db.Set<ChannelSource>().AsNoTracking().FirstAsync(s => s.Id == answer.SourceId, ct);
        if (source.CallbackUrl is not { } url)
            return; // it was taken away: the system fetches from now on
        if (quiet.TryGetValue(source.Id, out var until) && now < until)
            throw new MessageNotSent("the partner did not answer a moment ago");
        foreach (var owed in await UpTo(db, answer, ct))
        {
            if (await Post(source, url, owed, now, ct) is { } failure)
            {
                db.Add(SourceFailure.Of(source.View(), failure.Code, owed.ChannelNo ?? owed.ReceiptNo, now));
                owed.RefusedAt = failure.IsForGood ? now : null;
                await db.Save(ct);
                if (failure.IsForGood && owed != answer)
                    continue; // it has a delivery of its own, which ends with the dead letters
                throw new MessageNotSent(failure.Code) { IsFinal = failure.IsForGood };
            }
            (owed.LeftAt, owed.RefusedAt) = (now, null);
            await db.Save(ct); // it is there: whatever happens to the next one, it is not sent again
        }
        if (quiet.TryRemove(source.Id, out _))
            await TryOthersAgain(db, source.Id, now, ct);
    }

    public void Dispose() => client.Dispose();

    /// <summary>
    /// What is owed about the same report before this step, then the step itself: after an outage each delivery has a pause of its own, and nobody shall
    /// read that a matter is closed and after that that somebody is on the way. What the partner refused for good before is not waited for.
    /// </summary>
    private static async Task<IReadOnlyList<SourceAnswer>> UpTo(GezhiDb db, SourceAnswer answer, CancellationToken ct)
    {
        var owed = await db.Set<SourceAnswer>()
            .Where(a => a.SourceId == answer.SourceId && a.LeftAt == null && a.ReportId == answer.ReportId && a.At <= answer.At)
            .Where(a => a.RefusedAt == null || a.Id == answer.Id)
            .ToListAsync(ct);
        owed.RemoveAll(a => a.At == answer.At && a.CaseId == answer.CaseId && a.Sequence > answer.Sequence);
        return [.. owed.OrderBy(a => a.At).ThenBy(a => a.Sequence)];
    }

    /// <returns>Null when the partner took it.</returns>
    private async Task<Failure?> Post(ChannelSource source, string url, SourceAnswer answer, DateTime now, CancellationToken ct)
    {
        var adapter = adapters.FirstOrDefault(a => a.Channel == source.Channel);
        var body = JsonSerializer.SerializeToUtf8Bytes(adapter?.Write(answer.Told()) ?? answer.Told(), Writing);
        var time = new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(EventHeader, answer.Id.ToString());
        request.Headers.Add(SourceSignatures.TimeHeader, time);
        request.Headers.Add(SourceSignatures.SignatureHeader, signatures.Of(source, time, body));
        try
        {
            using var taken = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var status = (int)taken.StatusCode;
            return taken.IsSuccessStatusCode ? null : new Failure($"callback.refused {status}", IsForGood(status));
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            quiet[source.Id] = now + Quiet;
            return new Failure("callback.unreachable", false);
        }
    }

    /// <summary>
    /// Whether the answer is about this step: another try brings the same. A wrong key or address (401, 403, 404, 407) is about the door and will be mended
    /// for all steps; slowness and too many calls (408, 421, 423, 425, 429) pass.
    /// </summary>
    internal static bool IsForGood(int status) =>
        status is >= 400 and < 500 and not (401 or 403 or 404 or 407 or 408 or 421 or 423 or 425 or 429);

    /// <param name="Code">As shown to the administrator.</param>
    /// <param name="IsForGood">The partner will never take this step.</param>
    private sealed record Failure(string Code, bool IsForGood);

    /// <summary>What was given up while the partner was away comes back into the outbox.</summary>
    private async Task TryOthersAgain(GezhiDb db, Guid sourceId, DateTime now, CancellationToken ct)
    {
        var owed = db.Set<SourceAnswer>().Where(a => a.SourceId == sourceId && a.LeftAt == null && a.RefusedAt == null).Select(a => a.Id);
        var dead = await db.Set<Delivery>()
            .Where(d => d.Handler == Handler && d.DeadAt != null)
            .Where(d => db.Set<EventRow>().Any(e => e.Id == d.EventId && owed.Contains(e.SubjectId)))
            .OrderBy(d => d.EventId)
            .Take(500)
            .ToListAsync(ct);
        foreach (var letter in dead)
            (letter.DeadAt, letter.NextAt) = (null, now);
        if (dead.Count > 0)
            wake.Up();
    }
}
