using System.Globalization;
using Gezhi.Field.Blobs;
using Gezhi.Field.Devices;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Gezhi.Field.Entries;

/// <summary>Does one entry, at most once: its row is saved in the same transaction as what it did. 处理一条记录</summary>
public sealed class TakeEntry(
    GezhiDb db,
    IEnumerable<IEntryHandler> handlers,
    PartialFiles files,
    ReceiptKey receipts,
    FieldCipher cipher,
    ProblemMapper problems,
    ProblemTexts texts,
    TimeProvider clock,
    ILogger<TakeEntry> log
)
{
    /// <summary>Name under which the fields of a held entry are sealed.</summary>
    internal const string Sealed = "field.entry";

    private const int MostTries = 6;

    public Task<bool> IsKnown(Guid id, CancellationToken ct) => db.Set<Entry>().AnyAsync(e => e.Id == id, ct);

    internal async Task<EntryResult> Run(SentEntry sent, Sender sender, CancellationToken ct)
    {
        if (!sent.IsReadable)
            return new EntryResult(sent.Id, Outcome.Refused, Problem: Text("entry.unreadable"));
        for (var tries = 1; ; tries++)
        {
            db.Forget(); // nothing of the entry before, and no case as it was then
            if (await db.Set<Entry>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == sent.Id, ct) is { } known)
                return await Again(known, sent, sender, ct);
            try
            {
                return await Do(sent, sender, ct);
            }
            catch (Exception e) when (e is StaleVersion or DuplicateKey && tries < MostTries)
            {
                await Task.Delay(tries * 5, ct); // the same entry, or another move of the same case, came at this moment
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                db.Forget();
                return await Refusal(sent, sender, e, ct);
            }
        }
    }

    public EntryResult Later(Guid id, string code) => new(id, Outcome.Later, Problem: Text(code));

    private async Task<EntryResult> Do(SentEntry sent, Sender sender, CancellationToken ct)
    {
        if (handlers.FirstOrDefault(h => h.Kinds.Contains(sent.Kind)) is not { } handler)
            throw new RuleViolation("entry.unknown-kind");
        var (photos, missing) = await Photos(sent, sender.Owner, ct);
        if (missing.Count > 0)
            return Later(sent.Id, "entry.photos") with { Missing = missing };
        var row = Row(sent, sender, EntryState.Accepted, null);
        await Replace(sent, sender, ct);
        db.Append(row);
        var done = await handler.Run(sent.With(photos), sender.Actor, ct);
        await MakeSure(row, ct);
        await Link(row, done.CaseId, ct);
        return new EntryResult(sent.Id, Outcome.Accepted, ReceiptOf(row), Version: done.Version, CaseId: done.CaseId);
    }

    /// <summary>A feature that met the same photo twice begins its own save anew, without the row; its own key keeps it from being done twice.</summary>
    private async Task MakeSure(Entry row, CancellationToken ct)
    {
        if (await IsKnown(row.Id, ct))
            return;
        db.Forget();
        db.Append(row);
        await db.Save(ct);
    }

    /// <summary>What was found on patrol leads to the case it opened. Only the link is lost when the program ends just here.</summary>
    private async Task Link(Entry row, Guid? opened, CancellationToken ct)
    {
        if (row.CaseId is not null || opened is null)
            return;
        db.Forget();
        if (await db.Set<Entry>().FirstOrDefaultAsync(e => e.Id == row.Id, ct) is not { } saved)
            return;
        saved.CaseId = opened;
        await db.Save(ct);
    }

    /// <summary>The entry whose place this one takes is settled, together with it.</summary>
    private async Task Replace(SentEntry sent, Sender sender, CancellationToken ct)
    {
        if (sent.InsteadOf is not { } old || old == sent.Id)
            return;
        var row = await db.Set<Entry>().FirstOrDefaultAsync(e => e.Id == old && e.AccountId == sender.Actor.AccountId, ct);
        if (row is { State: EntryState.NeedsMe or EntryState.Refused })
            (row.State, row.Said) = (EntryState.Replaced, null);
    }

    private async Task<(IReadOnlyList<FieldFile> Files, IReadOnlyList<string> Missing)> Photos(
        SentEntry sent,
        Owner owner,
        CancellationToken ct
    )
    {
        var (whole, missing) = (new List<FieldFile>(), new List<string>());
        var facts = sent.Facts();
        foreach (var hash in sent.Photos.Distinct())
            if (await files.Read(owner, hash, ct) is { } bytes)
                whole.Add(new FieldFile(hash, new IncomingFile(hash[..8], bytes) { Facts = facts.GetValueOrDefault(hash) }));
            else
                missing.Add(hash);
        return (whole, missing);
    }

    /// <summary>Busy or at fault: it stays in the queue. The case moved on: the worker decides. Everything else is never acceptable.</summary>
    private async Task<EntryResult> Refusal(SentEntry sent, Sender sender, Exception failure, CancellationToken ct)
    {
        var problem = problems.Explain(failure, CultureInfo.CurrentUICulture);
        if (problem is null)
            Log.EntryFailed(log, sent.Id, sent.Kind, failure.GetType().Name);
        if (problem is null or { Status: >= 500 or 412 })
            return new EntryResult(sent.Id, Outcome.Later, Problem: problem is null ? Text("fault") : Told(problem));
        var theirs = problem.Status is 403 or 409 ? await Since(sent, sender.Actor, ct) : null;
        var state = theirs is null ? EntryState.Refused : EntryState.NeedsMe;
        await Replace(sent, sender, ct);
        db.Append(Row(sent, sender, state, problem, await Area(sent, sender.Actor, ct)));
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            return Later(sent.Id, "busy"); // the same entry at the same moment: the next call tells what came of it
        }
        return new EntryResult(sent.Id, theirs is null ? Outcome.Refused : Outcome.NeedsMe, Problem: Told(problem), Theirs: theirs);
    }

    private async Task<Meanwhile?> Since(SentEntry sent, Actor actor, CancellationToken ct) =>
        handlers.FirstOrDefault(h => h.Kinds.Contains(sent.Kind)) is { } handler
            ? await handler.Since(sent.CaseId, sent.BaseVersion, actor, ct)
            : null;

    /// <summary>The same answer as the first time.</summary>
    private async Task<EntryResult> Again(Entry row, SentEntry sent, Sender sender, CancellationToken ct)
    {
        if (row.AccountId != sender.Actor.AccountId || (row.Hash.Length > 0 && row.Hash != sent.Hash))
            return new EntryResult(sent.Id, Outcome.Refused, Problem: Text("entry.other-content"));
        return row.State switch
        {
            EntryState.Accepted => new EntryResult(row.Id, Outcome.Accepted, ReceiptOf(row)),
            EntryState.NeedsMe => new EntryResult(row.Id, Outcome.NeedsMe, Problem: Told(row), Theirs: await Since(sent, sender.Actor, ct)),
            EntryState.Replaced => new EntryResult(row.Id, Outcome.Refused, Problem: Text("entry.replaced")),
            EntryState.Dropped or EntryState.HandedOn when row is { DecidedBy: not null, Signature: not null } => new EntryResult(
                row.Id,
                Outcome.Decided,
                ReceiptOf(row),
                Text(row.State == EntryState.HandedOn ? "entry.handed-on" : "entry.decided", row.DecidedWhy),
                By: row.DecidedPost,
                Why: row.DecidedWhy
            ),
            EntryState.Dropped => new EntryResult(row.Id, Outcome.Refused, Problem: Text("entry.dropped")),
            _ => new EntryResult(row.Id, Outcome.Refused, Problem: Told(row)),
        };
    }

    /// <summary>Where the matter lies; the worker's own ground when it lies nowhere, so that a supervisor there finds what was refused.</summary>
    private async Task<string> Area(SentEntry sent, Actor actor, CancellationToken ct)
    {
        if (sent.CaseId is { } subject && handlers.FirstOrDefault(h => h.Kinds.Contains(sent.Kind)) is { } handler)
            if (await handler.AreaOf(subject, ct) is { Length: > 0 } area)
                return area;
        return actor
                .Posts.Where(p => p.AreaCode is not null)
                .OrderBy(p => p.Role != Role.GridWorker)
                .ThenBy(p => p.AreaCode, StringComparer.Ordinal)
                .Select(p => p.AreaCode)
                .FirstOrDefault()
            ?? "";
    }

    private Entry Row(SentEntry sent, Sender sender, EntryState state, Problem? problem, string area = "")
    {
        var (now, hash) = (clock.UtcNow, sent.Hash);
        return new Entry
        {
            DistrictId = db.DistrictId,
            Id = sent.Id,
            AccountId = sender.Actor.AccountId!.Value,
            DeviceId = sender.DeviceId,
            Kind = sent.Kind,
            CaseId = sent.CaseId,
            BaseVersion = sent.BaseVersion,
            MadeAt = sent.Made!.Value,
            ReceivedAt = now,
            SkewSeconds = sender.SkewSeconds,
            Lon = sent.Place?.Lon,
            Lat = sent.Place?.Lat,
            AccuracyMetres = sent.Place?.AccuracyMetres,
            Hash = hash,
            State = state,
            DecidedAt = now,
            ProblemCode = problem?.Code,
            ProblemTitle = problem?.Title,
            ProblemDetail = problem?.Detail,
            Signature = state == EntryState.Accepted ? receipts.Sign(EntryText.Receipt(sent.Id, now, hash)) : null,
            InsteadOf = sent.InsteadOf,
            AreaCode = area,
            Said = state == EntryState.NeedsMe ? cipher.Seal(db.DistrictId, Sealed, sent.Data?.GetRawText()) : null,
        };
    }

    internal static EntryReceipt ReceiptOf(Entry row) =>
        new(row.Id, Signed(row.State), EntryText.Instant(row.DecidedAt), row.Hash, row.Signature!);

    /// <summary>What a receipt says of an entry in this state.</summary>
    internal static string Signed(EntryState state) =>
        state switch
        {
            EntryState.Accepted => EntryText.Accepted,
            EntryState.HandedOn => EntryText.HandedOn,
            _ => EntryText.Dropped,
        };

    private static EntryProblem Told(Problem problem) => new(problem.Code, problem.Title, problem.Detail, problem.Errors);

    private static EntryProblem Told(Entry row) => new(row.ProblemCode!, row.ProblemTitle!, row.ProblemDetail!);

    private EntryProblem Text(string code, params object[] args)
    {
        var text = texts.Find(code, CultureInfo.CurrentUICulture, args);
        return new EntryProblem(code, text.Title, text.Detail);
    }
}
