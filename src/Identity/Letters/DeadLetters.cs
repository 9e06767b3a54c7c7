using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Letters;

/// <summary>A delivery, message or push that was given up.</summary>
/// <param name="EventId">The event, or the parcel when <paramref name="Handler"/> begins with <c>post.</c></param>
/// <param name="Kind">Kind of the event.</param>
/// <param name="At">UTC; when the event happened.</param>
/// <param name="DeadAt">UTC; when the last attempt failed.</param>
/// <param name="Error">Type of the last failure; never its text.</param>
internal sealed record DeadLetter(Guid EventId, string Handler, string Kind, DateTime At, int Attempts, string Error, DateTime DeadAt);

/// <summary>Deliveries that nobody will try again by himself: a person looks, tries once more or gives up. 死信</summary>
internal sealed class DeadLetters(GezhiDb db, Wake wake, TimeProvider clock)
{
    /// <summary>Most rows of the page; the oldest first.</summary>
    public const int Most = 200;

    /// <summary>Before the name of the medium in <see cref="DeadLetter.Handler"/>: a message or push that did not leave the house.</summary>
    private const string Post = "post.";

    public async Task<List<DeadLetter>> All(CancellationToken ct)
    {
        var letters = await Deliveries(ct);
        letters.AddRange(await Parcels(ct));
        return letters;
    }

    private Task<List<DeadLetter>> Parcels(CancellationToken ct) =>
        db.Set<Parcel>()
            .Where(p => p.DeadAt != null)
            .OrderBy(p => p.DeadAt)
            .Take(Most)
            .Select(p => new DeadLetter(p.Id, Post + p.Medium, p.Kind, p.CreatedAt, p.Attempts, p.LastError ?? "", p.DeadAt!.Value))
            .ToListAsync(ct);

    private Task<List<DeadLetter>> Deliveries(CancellationToken ct) =>
        db.Set<Delivery>()
            .Where(d => d.DeadAt != null)
            .Join(db.Set<EventRow>(), d => d.EventId, e => e.Id, (d, e) => new { Owed = d, Happened = e })
            .OrderBy(x => x.Owed.DeadAt)
            .Take(Most)
            .Select(x => new DeadLetter(
                x.Owed.EventId,
                x.Owed.Handler,
                x.Happened.Kind,
                x.Happened.At,
                x.Owed.Attempts,
                x.Owed.LastError ?? "",
                x.Owed.DeadAt!.Value
            ))
            .ToListAsync(ct);

    /// <summary>One more attempt, soon; when it fails too, the letter is dead again.</summary>
    /// <exception cref="RuleViolation"><c>letter.settled</c>: somebody else was faster.</exception>
    public async Task TryAgain(Guid eventId, string handler, Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        string? error;
        if (handler.StartsWith(Post, StringComparison.Ordinal))
        {
            var parcel = await Parcel(eventId, ct);
            error = parcel.LastError;
            parcel.TryAgain(now);
        }
        else
        {
            var letter = await Find(eventId, handler, ct);
            error = letter.LastError;
            (letter.DeadAt, letter.NextAt) = (null, now);
        }
        db.Audit(actor, "letter.retried", eventId, $"{handler} {error}", now);
        await db.Save(ct);
        wake.Up();
    }

    /// <summary>It will not be delivered; the trail says who decided so.</summary>
    /// <exception cref="RuleViolation"><c>letter.settled</c>: somebody else was faster.</exception>
    public async Task GiveUp(Guid eventId, string handler, Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        string? error;
        if (handler.StartsWith(Post, StringComparison.Ordinal))
        {
            var parcel = await Parcel(eventId, ct);
            error = parcel.LastError;
            parcel.GiveUp(now);
        }
        else
        {
            var letter = await Find(eventId, handler, ct);
            error = letter.LastError;
            (letter.DeadAt, letter.DoneAt) = (null, now);
        }
        db.Audit(actor, "letter.given-up", eventId, $"{handler} {error}", now);
        await db.Save(ct);
    }

    private async Task<Parcel> Parcel(Guid parcelId, CancellationToken ct) =>
        await db.Set<Parcel>().FirstOrDefaultAsync(p => p.Id == parcelId && p.DeadAt != null, ct)
        ?? throw new RuleViolation("letter.settled");

    private async Task<Delivery> Find(Guid eventId, string handler, CancellationToken ct) =>
        await db.Set<Delivery>().FirstOrDefaultAsync(d => d.EventId == eventId && d.Handler == handler && d.DeadAt != null, ct)
        ?? throw new RuleViolation("letter.settled");
}
