using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Outward;

/// <summary>Public steps for doors to the outside: each reaches every matter that hangs on the case at that moment. 对外进展查询</summary>
internal sealed class OutwardSteps(GezhiDb db, PublicWords words)
{
    private readonly IQueryable<Report> reports = db.Reports;
    private readonly IQueryable<TimelineRow> timeline = db.Timeline;
    private readonly IQueryable<TimelineText> texts = db.TimelineTexts;

    /// <summary>What is told: the public steps, and ends of which reporters on the spot need no message.</summary>
    public static IReadOnlyList<CaseAction> Told { get; } =
    [.. Enum.GetValues<CaseAction>().Where(a => CaseFlow.IsPublic(a) || a is CaseAction.Withdraw or CaseAction.Void)];

    public static string Words(PublicWords words, TimelineRow step) => words.Step(step.Action, step.PostTitle) ?? words.State(step.To);

    public async Task<IReadOnlyList<PublicStep>> Between(DateTime from, DateTime to, int most, CancellationToken ct)
    {
        var moved = await db.MovedCases(from, to).ToListAsync(ct);
        var rows = await Rows(moved, from, to, most, ct);
        var followers = await Followers([.. rows.Select(r => r.Step.CaseId).Distinct()], ct);
        var reached = rows.SelectMany(r => Reached(r.Step, r.Step.CaseId, followers, 0).Select(own => (Own: own, Row: r))).ToList();
        var facts = await Facts([.. reached.Select(r => r.Own).Distinct()], ct);
        return
        [
            .. reached
                .Where(r => facts.ContainsKey(r.Own))
                .Select(r => View(r.Own, r.Row, facts[r.Own]))
                .OrderBy(s => s.At)
                .ThenBy(s => s.CaseId)
                .ThenBy(s => s.Sequence)
                .Take(most),
        ];
    }

    private Task<List<Row>> Rows(List<Guid> caseIds, DateTime from, DateTime to, int most, CancellationToken ct)
    {
        var told = Told;
        return timeline
            .AsNoTracking()
            .Where(t => caseIds.Contains(t.CaseId) && t.At >= from && t.At <= to)
            .Where(t => told.Contains(t.Action) && t.Action != CaseAction.Report)
            .OrderBy(t => t.At)
            .ThenBy(t => t.CaseId)
            .ThenBy(t => t.Sequence)
            .Take(most)
            .Select(t => new Row(
                t,
                texts.Where(x => x.CaseId == t.CaseId && x.Sequence == t.Sequence).Select(x => x.PublicText).FirstOrDefault()
            ))
            .ToListAsync(ct);
    }

    /// <summary>Case → those joined to it and since when.</summary>
    private async Task<ILookup<Guid, Follower>> Followers(List<Guid> targets, CancellationToken ct)
    {
        var (found, seen) = (new List<Follower>(), targets.ToHashSet());
        for (var depth = 0; depth < OutwardCases.LongestChain && targets.Count > 0; depth++)
        {
            var joined = await db
                .Cases.AsNoTracking()
                .Where(c => c.JoinedToId != null && targets.Contains(c.JoinedToId.Value))
                .Select(c => new Follower(
                    c.Id,
                    c.JoinedToId!.Value,
                    timeline.Where(t => t.CaseId == c.Id && t.Action == CaseAction.Join).Max(t => (DateTime?)t.At) ?? c.CreatedAt
                ))
                .ToListAsync(ct);
            found.AddRange(joined);
            targets = [.. joined.Select(f => f.CaseId).Where(seen.Add)];
        }
        return found.ToLookup(f => f.TargetId);
    }

    private static IEnumerable<Guid> Reached(TimelineRow step, Guid caseId, ILookup<Guid, Follower> followers, int depth)
    {
        yield return caseId;
        if (depth == OutwardCases.LongestChain)
            yield break;
        foreach (var follower in followers[caseId].Where(f => f.Since < step.At))
        foreach (var own in Reached(step, follower.CaseId, followers, depth + 1))
            yield return own;
    }

    private async Task<Dictionary<Guid, Fact>> Facts(List<Guid> ids, CancellationToken ct) =>
        await db
            .Cases.AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new Fact(
                c.Id,
                c.CategoryKey,
                c.Channel,
                reports.Where(r => r.OwnCaseId == c.Id).Select(r => r.SourceId).FirstOrDefault()
            ))
            .ToDictionaryAsync(f => f.CaseId, ct);

    private PublicStep View(Guid own, Row row, Fact fact) =>
        new(
            own,
            row.Step.CaseId,
            row.Step.Sequence,
            row.Step.Action,
            row.Step.To,
            row.Step.At,
            Words(words, row.Step),
            row.Said,
            fact.CategoryKey,
            fact.Channel,
            fact.SourceId
        );

    private sealed record Row(TimelineRow Step, string? Said);

    private sealed record Follower(Guid CaseId, Guid TargetId, DateTime Since);

    private sealed record Fact(Guid CaseId, string? CategoryKey, Channel Channel, Guid? SourceId);
}
