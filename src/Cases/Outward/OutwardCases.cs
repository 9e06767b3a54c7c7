using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Outward;

/// <summary>Matters for doors to the outside. 对外案件查询</summary>
internal sealed class OutwardCases(GezhiDb db, PublicWords words, AreaWords areas)
{
    private readonly IQueryable<Case> all = db.Cases;
    private readonly IQueryable<Report> reports = db.Reports;
    private readonly IQueryable<TimelineRow> timeline = db.Timeline;
    private readonly IQueryable<TimelineText> texts = db.TimelineTexts;

    /// <summary>A report joined to a case that is joined to a case…: more never happens in practice.</summary>
    internal const int LongestChain = 10;

    private static readonly IReadOnlyList<CaseState> Hidden = [CaseState.Void, CaseState.Withdrawn];

    public async Task<IReadOnlyList<PublicCase>> List(PublicCaseQuery query, CancellationToken ct)
    {
        var page = (await Filtered(query, ct)).OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id);
        var rows = await Read(page.Skip(query.Skip).Take(query.Take), ct);
        var found = await Views(rows, ct);
        return query is { UpdatedFrom: null, UpdatedTo: null }
            ? found
            : [.. found.Where(c => !(c.UpdatedAt < query.UpdatedFrom) && !(c.UpdatedAt > query.UpdatedTo))];
    }

    public async Task<int> Count(PublicCaseQuery query, CancellationToken ct) => await (await Filtered(query, ct)).CountAsync(ct);

    public async Task<IReadOnlyList<PublicCase>> Find(IReadOnlyList<Guid> caseIds, CancellationToken ct)
    {
        var found = (await Views(await Read(db.Cases.Where(c => caseIds.Contains(c.Id)), ct), ct)).ToDictionary(c => c.Id);
        return [.. caseIds.Distinct().Where(found.ContainsKey).Select(id => found[id])];
    }

    private async Task<List<Row>> Read(IQueryable<Case> cases, CancellationToken ct)
    {
        var found = await cases.AsNoTracking().ToListAsync(ct);
        var ids = found.ConvertAll(c => c.Id);
        var told = await reports
            .Where(r => ids.Contains(r.OwnCaseId))
            .Select(r => new Told(r.OwnCaseId, r.Text, r.PlaceText, r.SourceId, r.ChannelNo, r.WithdrawnAt))
            .ToListAsync(ct);
        var by = told.DistinctBy(t => t.CaseId).ToDictionary(t => t.CaseId);
        return found.ConvertAll(c => new Row(c, by.GetValueOrDefault(c.Id)));
    }

    private async Task<IQueryable<Case>> Filtered(PublicCaseQuery query, CancellationToken ct)
    {
        var cases = Shown(query);
        cases = query is { OrMoved: true, From: { } since, To: { } until }
            ? await InOrMoved(cases, since, until, ct)
            : cases.Where(c => (query.From == null || c.CreatedAt >= query.From) && (query.To == null || c.CreatedAt <= query.To));
        if (query.UpdatedFrom is not null || query.UpdatedTo is not null)
            cases = Updated(cases, query);
        if (query.CategoryKeys is { } keys)
            cases = cases.Where(c => keys.Contains(c.CategoryKey!));
        if (query.Box is var (west, south, east, north))
            cases = cases.Where(c => c.Lon >= west && c.Lon < east && c.Lat >= south && c.Lat < north);
        if (query.Words is { } said)
            cases = Said(cases, said, query.OwnSourceId);
        return query.IsOpen is { } isOpen ? Standing(cases, isOpen) : cases;
    }

    /// <summary>Words that nobody has looked at are only found by the system that sent them: a search must not betray what is not shown.</summary>
    private IQueryable<Case> Said(IQueryable<Case> cases, string words, Guid? own) =>
        cases.Where(c =>
            reports.Any(r =>
                r.OwnCaseId == c.Id
                && r.Text.Contains(words)
                && ((own != null && r.SourceId == own) || c.FiledAt != null || all.Any(t => t.Id == c.JoinedToId && t.FiledAt != null))
            )
        );

    private IQueryable<Case> Shown(PublicCaseQuery query)
    {
        var (inside, scheme, own) = (query.WithoutChannels, (query.WithoutScheme ?? "-") + "/%", query.OwnSourceId);
        return all.Where(c =>
            (!Hidden.Contains(c.State) && c.CategoryKey != null && !inside.Contains(c.Channel) && !EF.Functions.Like(c.CategoryKey, scheme))
            || (own != null && reports.Any(r => r.OwnCaseId == c.Id && r.SourceId == own))
        );
    }

    /// <summary>A joined one is as open as the case it hangs on.</summary>
    private IQueryable<Case> Standing(IQueryable<Case> cases, bool isOpen)
    {
        var open = CaseFlow.OpenStates;
        return isOpen
            ? cases.Where(c =>
                open.Contains(c.State)
                || (
                    c.State == CaseState.Joined
                    && all.Any(t => t.Id == c.JoinedToId && (open.Contains(t.State) || t.State == CaseState.Joined))
                )
            )
            : cases.Where(c =>
                !open.Contains(c.State)
                && (
                    c.State != CaseState.Joined
                    || !all.Any(t => t.Id == c.JoinedToId && (open.Contains(t.State) || t.State == CaseState.Joined))
                )
            );
    }

    private async Task<IQueryable<Case>> InOrMoved(IQueryable<Case> cases, DateTime since, DateTime until, CancellationToken ct)
    {
        var moved = await Moved(since, until).ToListAsync(ct);
        return cases.Where(c =>
            (c.CreatedAt >= since && c.CreatedAt <= until)
            || moved.Contains(c.Id)
            || (c.JoinedToId != null && moved.Contains(c.JoinedToId.Value))
        );
    }

    private IQueryable<Case> Updated(IQueryable<Case> cases, PublicCaseQuery query)
    {
        var moved = Moved(query.UpdatedFrom ?? DateTime.UnixEpoch, query.UpdatedTo ?? DateTime.UnixEpoch.AddYears(200));
        return cases.Where(c => moved.Contains(c.Id) || (c.JoinedToId != null && moved.Contains(c.JoinedToId.Value)));
    }

    private IQueryable<Guid> Moved(DateTime since, DateTime until) => db.MovedCases(since, until);

    private async Task<IReadOnlyList<PublicCase>> Views(List<Row> rows, CancellationToken ct)
    {
        var known = rows.ToDictionary(r => r.Case.Id, r => r.Case);
        await Follow(known, ct);
        var last = await LastSteps([.. known.Keys], ct);
        return [.. rows.Select(r => View(r, known, last))];
    }

    /// <summary>Reads the cases on which joined ones hang.</summary>
    private async Task Follow(Dictionary<Guid, Case> known, CancellationToken ct)
    {
        for (var depth = 0; depth < LongestChain; depth++)
        {
            var missing = known.Values.Select(c => c.JoinedToId).OfType<Guid>().Where(id => !known.ContainsKey(id)).Distinct().ToList();
            if (missing.Count == 0)
                return;
            foreach (var target in await db.Cases.AsNoTracking().Where(c => missing.Contains(c.Id)).ToListAsync(ct))
                known[target.Id] = target;
        }
    }

    private async Task<Dictionary<Guid, Last>> LastSteps(List<Guid> ids, CancellationToken ct)
    {
        var told = OutwardSteps.Told;
        return await db
            .Timeline.AsNoTracking()
            .Where(t =>
                ids.Contains(t.CaseId)
                && t.Sequence == timeline.Where(x => x.CaseId == t.CaseId && told.Contains(x.Action)).Max(x => x.Sequence)
            )
            .Select(t => new Last(
                t,
                texts.Where(x => x.CaseId == t.CaseId && x.Sequence == t.Sequence).Select(x => x.PublicText).FirstOrDefault()
            ))
            .ToDictionaryAsync(l => l.Step.CaseId, ct);
    }

    private PublicCase View(Row row, Dictionary<Guid, Case> known, Dictionary<Guid, Last> last)
    {
        var (own, at) = (row.Case, row.Case);
        for (var depth = 0; depth < LongestChain && at.JoinedToId is { } next && known.TryGetValue(next, out var target); depth++)
            at = target;
        var steps = new[] { last.GetValueOrDefault(own.Id), last.GetValueOrDefault(at.Id) }.OfType<Last>().ToList();
        var newest = steps.MaxBy(l => l.Step.At);
        var isOpen = CaseFlow.OpenStates.Contains(at.State) && row.Told?.WithdrawnAt is null;
        return new PublicCase(
            own.Id,
            own.JoinedToId,
            at.State,
            isOpen,
            own.CategoryKey ?? at.CategoryKey,
            own.CreatedAt,
            isOpen ? newest?.Step.At ?? own.CreatedAt : at.ClosedAt ?? newest?.Step.At ?? own.CreatedAt,
            isOpen ? at.DueAt : null,
            isOpen ? null : at.ClosedAt ?? newest?.Step.At,
            own.FiledAt ?? at.FiledAt,
            own.AreaCode.Length < 12 ? "" : $"{areas.Name(own.AreaCode[..9])} · {areas.Name(own.AreaCode[..12])}",
            own.Lon,
            own.Lat,
            row.Told?.PlaceText ?? own.PlaceText,
            Answers.PhonesInText.Hide(row.Told?.Text ?? ""),
            own.Channel,
            row.Told?.SourceId,
            row.Told?.ChannelNo,
            at.CaseNo,
            at.ReportCount,
            at.LeadUnitCode,
            newest is null ? words.State(at.State) : OutwardSteps.Words(words, newest.Step),
            newest?.Said
        );
    }

    private sealed record Row(Case Case, Told? Told);

    private sealed record Told(Guid CaseId, string Text, string PlaceText, Guid? SourceId, string? ChannelNo, DateTime? WithdrawnAt);

    private sealed record Last(TimelineRow Step, string? Said);
}

/// <summary>
/// Cases that had a public step in a window. Which moved at all say the events, whose ids carry their time, so the timeline needs no index by time. 期间动过的案件
/// </summary>
internal static class MovedCasesInWindow
{
    /// <param name="since">UTC, inclusive.</param>
    /// <param name="until">UTC, inclusive.</param>
    public static IQueryable<Guid> MovedCases(this GezhiDb db, DateTime since, DateTime until)
    {
        var (first, last, told) = (Platform.Ids.Before(since), Platform.Ids.Before(until.AddMilliseconds(1)), OutwardSteps.Told);
        var moved = db.Set<EventRow>().Where(e => e.Id > first && e.Id < last && e.Kind == CaseMoved.Kind).Select(e => e.SubjectId);
        return db
            .Timeline.Where(t => t.At >= since && t.At <= until && told.Contains(t.Action) && moved.Contains(t.CaseId))
            .Select(t => t.CaseId)
            .Distinct();
    }
}
