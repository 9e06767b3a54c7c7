using System.Collections.Concurrent;
using Gezhi.Cases.Coverage;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Cases.Rules.Trying;

namespace Gezhi.Cases.Rules.Checks;

/// <summary>A conflict with the cases of the last year that met it. 冲突项</summary>
/// <param name="CaseIds">Newest first, at most <see cref="RuleChecks.MostCases"/>.</param>
public sealed record ConflictLine(RuleConflict Conflict, int Cases, IReadOnlyList<Guid> CaseIds);

/// <summary>A matter without any rule in an area, with the cases of the last year that met it. 空白项</summary>
/// <param name="AreaCode">A street; the district where it is so everywhere.</param>
/// <param name="IsPartly">Some rule speaks at some hours, channels or kinds of place only.</param>
/// <param name="CaseIds">Newest first, at most <see cref="RuleChecks.MostCases"/>.</param>
public sealed record GapLine(string CategoryKey, string AreaCode, bool IsPartly, int Cases, IReadOnlyList<Guid> CaseIds);

/// <summary>What is wrong with a list. 检查结果</summary>
/// <param name="Conflicts">Most cases first.</param>
/// <param name="Gaps">Most cases first.</param>
/// <param name="Cases">Cases of the last year that were looked at.</param>
public sealed record CheckedRules(IReadOnlyList<ConflictLine> Conflicts, IReadOnlyList<GapLine> Gaps, int Cases);

/// <summary>Keeps what was checked: it changes with the list and with the day. 检查缓存</summary>
internal sealed class RuleCheckCache
{
    public ConcurrentDictionary<(int District, Guid? Draft), (string Key, CheckedRules Found)> Entries { get; } = new();
}

/// <summary>Finds conflicts and gaps of the live book or of a draft, and the cases of the last year they touch. 权责检查</summary>
internal sealed class RuleChecks(CaseDesk desk, DraftDesk drafts, ReplayGrounds grounds, ReadCoverage coverage, RuleCheckCache cache)
{
    /// <summary>Cases kept for opening, of each line.</summary>
    public const int MostCases = 200;

    /// <param name="draft">Null: the live book.</param>
    public async Task<CheckedRules> Run(RuleDraft? draft, CancellationToken ct)
    {
        var shelf = await desk.Rules(ct);
        var today = desk.Calendar.LocalDay(desk.Now);
        var book = draft is null ? shelf.BookAt(desk.Now) : shelf.LastBook;
        var places = string.Join(' ', shelf.Places.Places.Select(p => $"{p.Id:N}.{p.Version}"));
        var key = $"{book}/{draft?.Revision}/{today:O}/{places}/{await coverage.Edition(ct)}";
        var slot = (desk.Db.DistrictId, draft?.Id);
        if (cache.Entries.TryGetValue(slot, out var known) && known.Key == key)
            return known.Found;
        var index = draft is null
            ? shelf.Of(book)
            : RuleIndex.Of(DraftRules.Of(shelf, await drafts.Changes(draft.Id, ct)), shelf.LastBook + 1);
        var found = await Run(index, today, ct);
        cache.Entries[slot] = (key, found);
        return found;
    }

    private async Task<CheckedRules> Run(RuleIndex index, DateOnly today, CancellationToken ct)
    {
        var ground = await grounds.Of(ct);
        var replay = new Replay(index, index, ground);
        var conflicts = new Dictionary<(string A, string B), List<Guid>>();
        var gaps = new Dictionary<(string Category, string Street), List<Guid>>();
        var cases = 0;
        var (from, to) = (desk.Calendar.LocalMidnightUtc(today.AddYears(-1)), desk.Now);
        await foreach (var portion in PastCases.Read(desk.Db, from, to, ct))
        foreach (var past in portion)
        {
            cases++;
            Note(DispatchProposal.For(index, Replay.MatterOf(past, ground), replay.Around(past.AreaCode)), past, conflicts, gaps);
        }
        return new CheckedRules(
            [
                .. RuleConflict
                    .In(index)
                    .Select(c => Line(c, conflicts.GetValueOrDefault((c.A.No, c.B.No))))
                    .OrderByDescending(l => l.Cases)
                    .ThenBy(l => l.Conflict.A.No, StringComparer.Ordinal),
            ],
            [.. (await Gaps(index, gaps, ct)).OrderByDescending(l => l.Cases).ThenBy(l => l.CategoryKey, StringComparer.Ordinal)],
            cases
        );
    }

    private static void Note(
        DispatchProposal proposal,
        PastCase past,
        Dictionary<(string, string), List<Guid>> conflicts,
        Dictionary<(string, string), List<Guid>> gaps
    )
    {
        if (proposal.Reason.Kind == ProposalKind.Gap && proposal.Reason.Place is null && past.AreaCode.Length >= 9)
            Add(gaps, (past.CategoryKey, past.AreaCode[..9]), past.Id);
        if (proposal.Reason.Kind == ProposalKind.Conflict)
            foreach (var tie in proposal.Reason.Beaten!.Where(b => b.Why == "tie"))
                Add(conflicts, Sorted(proposal.Reason.RuleNo!, tie.No), past.Id);
    }

    private static (string, string) Sorted(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);

    private static void Add<T>(Dictionary<T, List<Guid>> lists, T key, Guid caseId)
        where T : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        list.Add(caseId);
    }

    private static ConflictLine Line(RuleConflict conflict, List<Guid>? cases) => new(conflict, cases?.Count ?? 0, Newest(cases));

    private static IReadOnlyList<Guid> Newest(List<Guid>? cases) => cases is null ? [] : [.. Enumerable.Reverse(cases).Take(MostCases)];

    /// <summary>Streets in which the smallest areas have no owner; where all streets have the same gap, one line for the district.</summary>
    private async Task<List<GapLine>> Gaps(
        RuleIndex index,
        Dictionary<(string Category, string Street), List<Guid>> met,
        CancellationToken ct
    )
    {
        var map = await coverage.Of(index, ct);
        var streets = map.Codes.Where(c => c.Length == 9).ToList();
        var lines = new List<GapLine>();
        foreach (var category in map.Categories)
        {
            var open = streets
                .Select(s => (Street: s, Count: map.Count(category, s)))
                .Where(s => s.Count.Nobody + s.Count.Partly > 0)
                .Select(s => (s.Street, State: s.Count.Nobody > 0 ? CoverState.Nobody : CoverState.Partly))
                .ToList();
            if (open.Count == streets.Count && open.Count > 1)
            {
                var all = open.SelectMany(s => met.GetValueOrDefault((category, s.Street)) ?? []).Order().ToList();
                lines.Add(
                    new GapLine(category, drafts.District, open.TrueForAll(s => s.State == CoverState.Partly), all.Count, Newest(all))
                );
                continue;
            }
            foreach (var (street, state) in open)
            {
                var cases = met.GetValueOrDefault((category, street));
                lines.Add(new GapLine(category, street, state == CoverState.Partly, cases?.Count ?? 0, Newest(cases)));
            }
        }
        return lines;
    }
}
