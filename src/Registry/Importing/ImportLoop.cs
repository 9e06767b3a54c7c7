using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Keeping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Registry.Importing;

/// <summary>Looks files through, takes them in, takes them back, one after the other. 台账导入执行</summary>
/// <remarks>
/// Any node may; a lease and the version of the file let one win. Rows go in by portions, and the row up to which all is done is part of the same
/// transaction: whoever goes on after a stop goes on there, and no row comes twice. While one portion is written the next one is read, compared, sealed and
/// made into rows: two portions are in memory at a time.
/// </remarks>
internal sealed class ImportLoop(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<ImportLoop> log)
    : Loop(clock, log)
{
    /// <summary>Rows of one transaction. More of them live longer in memory and hardly save time.</summary>
    public const int Portion = 2_000;

    /// <summary>Rows of which there is something to say; a file with more is not what it should be.</summary>
    public const int MostNotes = 100_000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long the sealed file stays, for the returned table and for undoing.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly Wake bell = new();

    /// <summary>Something was asked for on this node: look at once.</summary>
    public void Ring() => bell.Up();

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var rung = bell.Next;
        foreach (var district in districts.All)
            await RunAll(district, ct);
        await Wake.Wait(rung, Rest, ct);
        return TimeSpan.Zero;
    }

    private async Task RunAll(int district, CancellationToken ct)
    {
        try
        {
            while (await RunNext(district, ct)) { }
            await ForgetFiles(district, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.ImportFailed(LogTo, district, e.GetType().Name);
        }
    }

    /// <summary>Brings the oldest waiting file of a district to the end of what was asked.</summary>
    /// <returns>False: nothing waits.</returns>
    public async Task<bool> RunNext(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        ImportState[] atWork = [ImportState.Waiting, ImportState.Running, ImportState.Undoing];
        var now = Now;
        var import = await db.Set<RegistryImport>()
            .Where(b => atWork.Contains(b.State) && (b.LeasedUntil == null || b.LeasedUntil < now))
            .OrderBy(b => b.CreatedAt)
            .ThenBy(b => b.Id)
            .FirstOrDefaultAsync(ct);
        if (import is null)
            return false;
        try
        {
            if (import.State == ImportState.Undoing)
                await scope.ServiceProvider.GetRequiredService<UndoImport>().Run(import, Lease, ct);
            else
                await GoThrough(scope.ServiceProvider, db, import, ct);
        }
        catch (StaleVersion)
        {
            // Another node took it.
        }
        catch (InvalidInput broken)
        {
            db.Forget();
            var again = await db.Set<RegistryImport>().FirstAsync(b => b.Id == import.Id, ct);
            if (again.State == ImportState.Waiting)
                CheckedRow.Add(db, again, Now); // what was looked through until then counts
            (again.State, again.Code, again.LeasedUntil, again.EndedAt) = (ImportState.Broken, broken.Errors.First().Value[0], null, Now);
            await db.Save(ct);
        }
        return true;
    }

    private async Task GoThrough(IServiceProvider services, GezhiDb db, RegistryImport import, CancellationToken ct)
    {
        await using var files = scopes.CreateAsyncScope(); // connections of their own: the file is read, and questions are asked, while rows are written
        files.ServiceProvider.GetRequiredService<GezhiDb>().In(db.DistrictId);
        await using var looking = scopes.CreateAsyncScope();
        using var file = files.ServiceProvider.GetRequiredService<SealedFiles>().Read(import.Id, import.Length);
        var run = new ImportRun(
            db,
            looking.ServiceProvider.GetRequiredService<GezhiDb>().In(db.DistrictId),
            services.GetRequiredService<Ledger>(),
            services.GetRequiredService<PersonSeal>(),
            services.GetRequiredService<AreaBook>(),
            import
        );
        import.LeasedUntil = Now + Lease;
        await db.Save(ct);
        var left = await Left(services, import, ct);
        await run.Begin(ct);
        var rows = ImportRows.Of(run);
        var seen = new SeenRows(import.Rows);
        var begun = import.DoneRow;
        try
        {
            foreach (var portion in ImportTable.Rows(file, new ImportTable.Head(import.HeadingList, import.HeadingRow), ct).Chunk(Portion))
            {
                if ((left -= portion.Length) < 0)
                    throw new InvalidInput("file", "registry.checked-enough");
                if (await MakeReady(run, rows, portion, seen, begun, ct) is { } ready)
                {
                    var waits = Stopwatch.GetTimestamp();
                    await run.Writing;
                    run.Times.Wait += Stopwatch.GetElapsedTime(waits);
                    run.Writing = Task.Run(() => Take(db, import, run, rows, ready, ct), ct); // the next portion is made ready meanwhile
                }
            }
            await run.Writing;
            Took(import, run.Times);
        }
        finally
        {
            await run.Writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        import.State = import.State == ImportState.Waiting ? ImportState.Checked : ImportState.Done;
        (import.LeasedUntil, import.Rows) = (null, import.Seen);
        if (import.State == ImportState.Checked)
            CheckedRow.Add(db, import, Now);
        if (import.State == ImportState.Done)
            (import.EndedAt, import.KeptUntil) = (Now, Now + Kept);
        if (import.State == ImportState.Done)
            await db.Dialect.Analyse(db, ct); // before it is said to be done: whoever searches then finds the tables in order
        await db.Save(ct);
    }

    /// <summary>How many rows may still be looked through: a check answers for each of them whether that person is on the books.</summary>
    private static async Task<long> Left(IServiceProvider services, RegistryImport import, CancellationToken ct) =>
        import is { State: ImportState.Waiting, By: { } by } && CheckedRow.Compares(import)
            ? await services.GetRequiredService<CheckBound>().Left(by, import.Areas, ct)
            : long.MaxValue;

    private void Took(RegistryImport import, ImportTimes t) =>
        Log.ImportTook(
            LogTo,
            import.Id,
            import.Seen,
            t.Total.TotalSeconds,
            t.Read.TotalSeconds,
            t.Compare.TotalSeconds,
            t.Make.TotalSeconds,
            t.Wait.TotalSeconds,
            t.Write.TotalSeconds
        );

    /// <param name="Drafts">In the order of the file.</param>
    /// <param name="Rows">New rows of all tables; empty at a check.</param>
    /// <param name="Records">How many records are among them.</param>
    private sealed record Ready(IReadOnlyList<ImportDraft> Drafts, IReadOnlyList<object> Rows, int Records);

    /// <summary>One portion: read, compared with the registry, and, when it is taken in, sealed and made into rows.</summary>
    /// <returns>Null: all of it was done before a stop.</returns>
    private static async Task<Ready?> MakeReady(
        ImportRun run,
        ImportRows rows,
        ImportTable.Row[] portion,
        SeenRows seen,
        int begun,
        CancellationToken ct
    )
    {
        run.Tick();
        var at = Stopwatch.GetTimestamp();
        var drafts = portion.Select(row => Read(rows, run, row)).ToList();
        foreach (var draft in drafts)
            Twice(draft, seen);
        drafts.RemoveAll(d => d.RowNo <= begun); // done before a stop; still counts for what stands twice
        if (drafts.Count == 0)
            return null;
        run.Times.Read += ImportTimes.Since(ref at);
        if (run.IsFilling)
            await run.Writing;
        await rows.Compare(drafts.FindAll(d => d.State is null), ct);
        run.Times.Compare += ImportTimes.Since(ref at);
        if (run.IsWriting)
            foreach (var draft in drafts)
                if (draft.State is null)
                    rows.Write(draft);
        run.Times.Make += ImportTimes.Since(ref at);
        return new Ready(drafts, run.TakeRows(out var records), records);
    }

    private static ImportDraft Read(ImportRows rows, ImportRun run, ImportTable.Row row)
    {
        try
        {
            return rows.Read(row.RowNo, run.Cells.Of(row.Cells));
        }
        catch (InvalidInput wrong)
        {
            var draft = new ImportDraft(row.RowNo);
            var (field, codes) = wrong.Errors.First();
            draft.Refuse(codes[0], field);
            return draft;
        }
    }

    /// <summary>Only a digest of what tells rows apart is held in memory.</summary>
    private static void Twice(ImportDraft draft, SeenRows seen)
    {
        if (draft.Key is null || draft.State is not null)
            return;
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(draft.Key), digest);
        var key = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(digest);
        if (seen.Add(key, draft.RowNo) is { } first)
            (draft.State, draft.OfRow) = (NoteState.Repeated, first);
    }

    /// <summary>One portion: written, noted, and the mark moved, in one transaction.</summary>
    private async Task Take(GezhiDb db, RegistryImport import, ImportRun run, ImportRows rows, Ready ready, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var drafts = ready.Drafts;
        var (first, last) = (drafts[0].RowNo, drafts[^1].RowNo);
        var notes = await db.Set<ImportNote>()
            .Where(n => n.ImportId == import.Id && n.RowNo >= first && n.RowNo <= last)
            .ToDictionaryAsync(n => n.RowNo, ct);
        if (run.IsWriting)
            foreach (var draft in drafts)
                await Fill(import, rows, notes, draft, ct);
        foreach (var draft in drafts)
            Note(db, import, notes, draft);
        if (import.Refused + import.Repeated + import.Known > MostNotes)
            throw new InvalidInput("file", "registry.import-hopeless");
        import.Seen += drafts.Count;
        import.Good += drafts.Count(d => d.State is null);
        import.Added += ready.Records;
        (import.DoneRow, import.LeasedUntil) = (last, Now + Lease);
        foreach (var row in ready.Rows)
            db.Append(row);
        await db.Save(ct);
        db.Forget();
        db.Attach(import);
        if (run.IsGrown)
            await db.Dialect.Analyse(db, ct);
        run.Times.Write += Stopwatch.GetElapsedTime(began);
    }

    /// <summary>What is to become of a row whose record is there already.</summary>
    private static async Task Fill(
        RegistryImport import,
        ImportRows rows,
        Dictionary<int, ImportNote> notes,
        ImportDraft draft,
        CancellationToken ct
    )
    {
        if (draft.State == NoteState.Known && notes.GetValueOrDefault(draft.RowNo)?.State == NoteState.Left)
            draft.State = NoteState.Left; // a person said so
        else if (draft is { State: NoteState.Known, Fills.Count: > 0 } && import.Policy == KnownPolicy.Fill)
        {
            await rows.Fill(draft, ct);
            if (draft.FilledVersion is not null)
                draft.State = NoteState.Filled;
        }
    }

    private static void Note(GezhiDb db, RegistryImport import, Dictionary<int, ImportNote> notes, ImportDraft draft)
    {
        var known = notes.GetValueOrDefault(draft.RowNo);
        if (draft.State is not { } state)
        {
            if (known is not null)
                db.Remove(known); // what was wrong at the check is right now
            return;
        }
        if (known is null)
            db.Append(
                new ImportNote
                {
                    DistrictId = import.DistrictId,
                    ImportId = import.Id,
                    RowNo = draft.RowNo,
                    State = state,
                    Code = draft.Code,
                    Field = draft.Field,
                    RecordId = draft.RecordId,
                    RecordKind = draft.RecordKind,
                    OfRow = draft.OfRow,
                    Fills = string.Join(' ', draft.Fills),
                    Differs = string.Join(' ', draft.Differs),
                    FilledVersion = draft.FilledVersion,
                }
            );
        else
        {
            (known.State, known.Code, known.Field, known.OfRow) = (state, draft.Code, draft.Field, draft.OfRow);
            (known.RecordId, known.RecordKind) = (draft.RecordId, draft.RecordKind);
            (known.Fills, known.Differs) = (string.Join(' ', draft.Fills), string.Join(' ', draft.Differs));
            known.FilledVersion = draft.FilledVersion;
        }
        switch (state)
        {
            case NoteState.Refused:
                import.Refused++;
                break;
            case NoteState.Repeated:
                import.Repeated++;
                break;
            default:
                import.Known++;
                import.Filled += state == NoteState.Filled ? 1 : 0;
                break;
        }
    }

    /// <summary>Sealed files whose time is over.</summary>
    private async Task ForgetFiles(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var now = Now;
        foreach (
            var import in await db.Set<RegistryImport>()
                .Where(i => i.KeptUntil != null && i.KeptUntil < now)
                .OrderBy(i => i.Id)
                .Take(20)
                .ToListAsync(ct)
        )
        {
            await scope.ServiceProvider.GetRequiredService<SealedFiles>().Drop(import.Id, ct);
            import.KeptUntil = null;
            if (import.State is ImportState.Checked)
                (import.State, import.Code, import.EndedAt) = (ImportState.Broken, "registry.import-forgotten", now);
            await db.Save(ct);
        }
    }
}
