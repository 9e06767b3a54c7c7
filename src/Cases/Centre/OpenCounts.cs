using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Centre;

/// <summary>Open cases of one state in one area. 未结计数</summary>
/// <param name="PartCode">Street, community…, by the person's <see cref="Scope"/>; shorter while the place is not known.</param>
/// <param name="Soon">Of these, the present stage ends within the hour.</param>
/// <param name="Late">Of these, it is over time.</param>
public sealed record OpenCount(CaseState State, string PartCode, int Count, int Soon, int Late);

/// <summary>Counts of everything open, from one grouped statement: tabs, key figures, streets in a hurry. 未结统计</summary>
public sealed record OpenCounts(IReadOnlyList<OpenCount> Rows)
{
    /// <summary>Everything open.</summary>
    public int All => Rows.Sum(r => r.Count);

    /// <summary>Ends within the hour.</summary>
    public int Soon => Rows.Sum(r => r.Soon);

    /// <summary>Over time.</summary>
    public int Late => Rows.Sum(r => r.Late);

    public int In(params ReadOnlySpan<CaseState> states)
    {
        var sum = 0;
        foreach (var row in Rows)
            if (states.Contains(row.State))
                sum += row.Count;
        return sum;
    }

    /// <summary>The area with most of them; null when there are none.</summary>
    public (string PartCode, int Count)? Most(Func<OpenCount, int> count)
    {
        var best = Rows.Where(r => r.PartCode.Length > 6)
            .GroupBy(r => r.PartCode, StringComparer.Ordinal)
            .Select(g => (g.Key, Count: g.Sum(count)))
            .OrderByDescending(g => g.Count)
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Count > 0 ? best : null;
    }

    internal static async Task<OpenCounts> Read(CaseDesk desk, CaseFilter filter, Scope scope, Actor actor, CancellationToken ct)
    {
        var (now, length) = (desk.Now, scope.PartLength);
        var soon = now.AddHours(1);
        var open = filter.Apply(desk.Db.Cases.VisibleTo(actor, desk.Db).Where(c => CaseFlow.OpenStates.Contains(c.State)), desk.Db, now);
        var rows = await open.GroupBy(c => new { c.State, Part = c.AreaCode.Substring(0, length) })
            .Select(g => new OpenCount(
                g.Key.State,
                g.Key.Part,
                g.Count(),
                g.Count(c => c.State != CaseState.Shelved && c.StageDueAt >= now && c.StageDueAt < soon),
                g.Count(c => c.State != CaseState.Shelved && c.StageDueAt < now)
            ))
            .ToListAsync(ct);
        return new OpenCounts(rows);
    }
}
