using Gezhi.Cases.Contract;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Timelines;

/// <summary>Walks the timeline of every case: order, links, hashes, texts, and the state that follows from them. 流转链校验</summary>
public static class TimelineVerification
{
    private const int Batch = 500;
    private const int MostLooks = 20;

    /// <summary>All cases of the context's district.</summary>
    public static async Task<ChainReport> Run(GezhiDb db, CancellationToken ct)
    {
        var (chains, rows, faults) = (0, 0L, new List<string>());
        for (Guid? after = null; ; )
        {
            var cases = await db
                .Cases.AsNoTracking()
                .Where(c => after == null || c.Id > after)
                .OrderBy(c => c.Id)
                .Take(Batch)
                .ToListAsync(ct);
            if (cases.Count == 0)
                return new ChainReport(chains, rows, faults);
            after = cases[^1].Id;
            var ids = cases.Select(c => c.Id).ToList();
            var timeline = (await db.Timeline.AsNoTracking().Where(t => ids.Contains(t.CaseId)).ToListAsync(ct)).ToLookup(t => t.CaseId);
            var texts = (await db.TimelineTexts.AsNoTracking().Where(t => ids.Contains(t.CaseId)).ToListAsync(ct)).ToDictionary(t =>
                (t.CaseId, t.Sequence)
            );
            var reports = (await db.Reports.AsNoTracking().Where(r => ids.Contains(r.OwnCaseId)).ToListAsync(ct)).ToLookup(r =>
                r.OwnCaseId
            );
            foreach (var subject in cases)
            {
                var chain = timeline[subject.Id].OrderBy(t => t.Sequence).ToList();
                (chains, rows) = (chains + 1, rows + chain.Count);
                if (
                    Fault(subject, chain, texts, reports[subject.Id].FirstOrDefault()) is not null
                    && await Again(db, subject.Id, ct) is { } fault
                )
                    faults.Add($"case {subject.CaseNo ?? subject.Id.ToString()}: {fault}");
            }
        }
    }

    /// <summary>A case that moves between the looks at it and at its timeline only seems broken: looked at until it stands still.</summary>
    private static async Task<string?> Again(GezhiDb db, Guid caseId, CancellationToken ct)
    {
        for (var looks = 1; ; looks++)
        {
            var subject = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == caseId, ct);
            if (subject is null)
                return null; // erased meanwhile, with its timeline
            var chain = await db.Timeline.AsNoTracking().Where(t => t.CaseId == caseId).OrderBy(t => t.Sequence).ToListAsync(ct);
            var texts = await db
                .TimelineTexts.AsNoTracking()
                .Where(t => t.CaseId == caseId)
                .ToDictionaryAsync(t => (t.CaseId, t.Sequence), ct);
            var own = await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.OwnCaseId == caseId, ct);
            var fault = Fault(subject, chain, texts, own);
            if (fault is null || looks == MostLooks || await db.Cases.AnyAsync(c => c.Id == caseId && c.Version == subject.Version, ct))
                return fault;
        }
    }

    /// <summary>What is wrong first; null when the chain is whole.</summary>
    /// <param name="own">The report for which the case was opened.</param>
    internal static string? Fault(Case subject, IReadOnlyList<TimelineRow> chain, Dictionary<(Guid, int), TimelineText> texts, Report? own)
    {
        var (previous, state) = (Chain.Start, CaseFlow.Table.Start);
        foreach (var (row, index) in chain.Select((r, i) => (r, i)))
        {
            if (row.Sequence != index + 1)
                return $"row {index + 1} is missing";
            if (!row.PreviousHash.AsSpan().SequenceEqual(previous) || !row.Recompute().AsSpan().SequenceEqual(row.Hash))
                return $"row {row.Sequence} ({row.Action}, {row.At:u}) was altered";
            if (row.From != state)
                return $"row {row.Sequence} does not follow from the row before";
            if (
                row.Action == CaseAction.Report
                    ? ReportFault(row, own)
                    : TextFault(row, texts.GetValueOrDefault((row.CaseId, row.Sequence)))
            )
                return $"text of row {row.Sequence} ({row.Action}) was altered";
            (previous, state) = (row.Hash, row.To);
        }
        if (chain.Count != subject.Sequence || !previous.AsSpan().SequenceEqual(subject.LastHash))
            return $"rows after {chain.Count} are missing";
        return state == subject.State ? null : $"the case says {subject.State}, its timeline {state}";
    }

    private static bool ReportFault(TimelineRow row, Report? own) =>
        own is null || (own.ContentHash() is { } now && !now.AsSpan().SequenceEqual(row.NoteHash));

    private static bool TextFault(TimelineRow row, TimelineText? text)
    {
        if (row.NoteHash is null && row.PublicHash is null)
            return text is not null;
        if (text is null)
            return true;
        return text.ErasedAt is null
            && (!Matches(row.NoteHash, text.Salt, text.Note) || !Matches(row.PublicHash, text.Salt, text.PublicText));
    }

    private static bool Matches(byte[]? hash, byte[] salt, string? text) =>
        hash is null ? text is null : text is not null && Chain.Salted(salt, text).AsSpan().SequenceEqual(hash);
}
