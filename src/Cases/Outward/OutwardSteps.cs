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

    /// <summary>Most rows read at once for the notes of a page of matters.</summary>
    private const int Most = 20_000;

    /// <summary>What is told: the public steps, and ends of which reporters on the spot need no message.</summary>
    public static IReadOnlyList<CaseAction> Told { get; } =
    [.. Enum.GetValues<CaseAction>().Where(a => CaseFlow.IsPublic(a) || a is CaseAction.Withdraw or CaseAction.Void)];

    public static string Words(PublicWords words, TimelineRow step) => words.Step(step.Action, step.PostTitle) ?? words.State(step.To);

    public async Task<IReadOnlyList<PublicStep>> Between(DateTime from, DateTime to, int most, CancellationToken ct)
    {
        var moved = await db.MovedCases(from, to).ToListAsync(ct);
        var rows = await Rows(moved, from, to, most, ct);
        var followers = await Followers([.. rows.Select(r => r.Step.CaseId).Distinct()], ct);
        var reached = rows.SelectMany(r => Reached(r.Step, r.Step.CaseId, followers, 0).Select(own => new Hit(own, r))).ToList();
        return [.. (await Views(reached, ct)).Take(most)];
    }

    /// <summary>Of these matters, since they began to hang on the cases on which they hang.</summary>
    public async Task<IReadOnlyList<PublicStep>> Of(IReadOnlyList<Guid> caseIds, CancellationToken ct)
    {
        var asked = caseIds.Distinct().ToList();
        var joins = await Joins(asked, ct);
        var above = asked.ToDictionary(id => id, id => Above(id, joins).ToList());
        var rows = await Rows([.. asked.Concat(above.Values.SelectMany(a => a).Select(a => a.TargetId)).Distinct()], null, null, Most, ct);
        var by = rows.ToLookup(r => r.Step.CaseId);
        return await Views(
            [
                .. asked.SelectMany(own =>
                    by[own]
                        .Concat(above[own].SelectMany(a => by[a.TargetId].Where(r => r.Step.At > a.Since)))
                        .Select(row => new Hit(own, row))
                ),
            ],
            ct
        );
    }

    private async Task<IReadOnlyList<PublicStep>> Views(List<Hit> reached, CancellationToken ct)
    {
        var facts = await Facts([.. reached.Select(r => r.Own).Distinct()], ct);
        var numbers = await Numbers([.. reached.Select(r => r.Row.Step.CaseId).Distinct()], ct);
        return
        [
            .. reached
                .Where(r => facts.ContainsKey(r.Own))
                .Select(r => View(r.Own, r.Row, facts[r.Own], numbers.GetValueOrDefault(r.Row.Step.CaseId)))
                .OrderBy(s => s.At)
                .ThenBy(s => s.CaseId)
                .ThenBy(s => s.Sequence),
        ];
    }

    private Task<List<Row>> Rows(List<Guid> caseIds, DateTime? from, DateTime? to, int most, CancellationToken ct)
    {
        var told = Told;
        return timeline
            .AsNoTracking()
            .Where(t => caseIds.Contains(t.CaseId) && (from == null || t.At >= from) && (to == null || t.At <= to))
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

    /// <summary>Case → the one it was joined to, and since when; followed upwards.</summary>
    private async Task<Dictionary<Guid, Follower>> Joins(List<Guid> caseIds, CancellationToken ct)
    {
        var found = new Dictionary<Guid, Follower>();
        for (var (depth, next) = (0, caseIds); depth < OutwardCases.LongestChain && next.Count > 0; depth++)
        {
            var joined = await db
                .Cases.AsNoTracking()
                .Where(c => next.Contains(c.Id) && c.JoinedToId != null)
                .Select(c => new Follower(
                    c.Id,
                    c.JoinedToId!.Value,
                    timeline.Where(t => t.CaseId == c.Id && t.Action == CaseAction.Join).Max(t => (DateTime?)t.At) ?? c.CreatedAt
                ))
                .ToListAsync(ct);
            foreach (var join in joined)
                found[join.CaseId] = join;
            next = [.. joined.Select(j => j.TargetId).Where(id => !found.ContainsKey(id)).Distinct()];
        }
        return found;
    }

    private static IEnumerable<Follower> Above(Guid caseId, Dictionary<Guid, Follower> joins)
    {
        for (
            var (depth, since) = (0, DateTime.MinValue);
            depth < OutwardCases.LongestChain && joins.TryGetValue(caseId, out var join);
            depth++
        )
        {
            since = join.Since > since ? join.Since : since;
            yield return join with
            {
                Since = since,
            };
            caseId = join.TargetId;
        }
    }

    private Task<Dictionary<Guid, string?>> Numbers(List<Guid> ids, CancellationToken ct) =>
        db.Cases.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.CaseNo }).ToDictionaryAsync(c => c.Id, c => c.CaseNo, ct);

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
                reports.Where(r => r.OwnCaseId == c.Id).Select(r => r.SourceId).FirstOrDefault(),
                reports.Where(r => r.OwnCaseId == c.Id).Select(r => r.ChannelNo).FirstOrDefault()
            ))
            .ToDictionaryAsync(f => f.CaseId, ct);

    private PublicStep View(Guid own, Row row, Fact fact, string? caseNo) =>
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
            fact.SourceId,
            fact.ChannelNo,
            caseNo
        );

    private sealed record Row(TimelineRow Step, string? Said);

    private sealed record Follower(Guid CaseId, Guid TargetId, DateTime Since);

    private sealed record Fact(Guid CaseId, string? CategoryKey, Channel Channel, Guid? SourceId, string? ChannelNo);

    /// <summary>A step and the matter that it reaches.</summary>
    private sealed record Hit(Guid Own, Row Row);
}
