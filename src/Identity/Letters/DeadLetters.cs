using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Letters;

/// <summary>A delivery that was given up after its last attempt.</summary>
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

    public Task<List<DeadLetter>> All(CancellationToken ct) =>
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
        var (letter, now) = (await Find(eventId, handler, ct), clock.UtcNow);
        (letter.DeadAt, letter.NextAt) = (null, now);
        db.Audit(actor, "letter.retried", eventId, $"{handler} {letter.LastError}", now);
        await db.Save(ct);
        wake.Up();
    }

    /// <summary>It will not be delivered; the trail says who decided so.</summary>
    /// <exception cref="RuleViolation"><c>letter.settled</c>: somebody else was faster.</exception>
    public async Task GiveUp(Guid eventId, string handler, Actor actor, CancellationToken ct)
    {
        var (letter, now) = (await Find(eventId, handler, ct), clock.UtcNow);
        (letter.DeadAt, letter.DoneAt) = (null, now);
        db.Audit(actor, "letter.given-up", eventId, $"{handler} {letter.LastError}", now);
        await db.Save(ct);
    }

    private async Task<Delivery> Find(Guid eventId, string handler, CancellationToken ct) =>
        await db.Set<Delivery>().FirstOrDefaultAsync(d => d.EventId == eventId && d.Handler == handler && d.DeadAt != null, ct)
        ?? throw new RuleViolation("letter.settled");
}
