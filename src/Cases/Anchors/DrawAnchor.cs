using Gezhi.Platform;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Anchors;

/// <summary>Draws the anchor of the day, late in the evening, and sets the timer for the next. 生成每日存证</summary>
public sealed class DrawAnchor(WorkCalendar calendar) : ITimerHandler
{
    public const string Name = "cases.anchor";

    private const int Batch = 1_000;
    private const int MostTries = 5;

    /// <summary>Local time of day: after the day's work, before midnight.</summary>
    private static readonly TimeOnly At = new(23, 40);

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        await Draw(db, now, ct);
        db.SetTimer(Name, Guid.Empty, Next(now), now);
    }

    /// <summary>Draws at once and saves; of two who draw at the same moment each gets a number of its own.</summary>
    /// <param name="now">UTC.</param>
    internal async Task<Anchor> DrawNow(GezhiDb db, DateTime now, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var anchor = await Draw(db, now, ct);
                await db.Save(ct);
                return anchor;
            }
            catch (DuplicateKey) when (tries < MostTries)
            {
                db.Forget(); // the timer, or another node, took this number: the next one covers what is left
            }
        }
    }

    /// <summary>Adds the anchor to the change that is being made.</summary>
    /// <param name="now">UTC.</param>
    internal async Task<Anchor> Draw(GezhiDb db, DateTime now, CancellationToken ct)
    {
        var before = await db.Set<Anchor>().AsNoTracking().OrderByDescending(a => a.No).FirstOrDefaultAsync(ct);
        var leaves = await Leaves(db, (before?.No ?? 0) + 1, ct);
        var trail = await db.Set<Platform.Outbox.FeedHead>().AsNoTracking().FirstOrDefaultAsync(ct);
        var anchor = new Anchor
        {
            DistrictId = db.DistrictId,
            No = (before?.No ?? 0) + 1,
            DrawnOn = calendar.LocalDay(now),
            DrawnAt = now,
            Cases = leaves.Count,
            Root = MerkleTree.Root(leaves.ConvertAll(l => l.Hash())),
            PreviousHash = before?.Hash ?? Chain.Start,
            AuditSeq = trail?.LastAuditSeq ?? 0,
            AuditHash = trail?.LastAuditHash ?? Chain.Start,
        }.Sealed();
        db.Add(anchor);
        db.AddRange(leaves);
        db.AddRange(AnchorBlock.Of(leaves));
        return anchor;
    }

    /// <summary>UTC of the next drawing.</summary>
    internal DateTime Next(DateTime now)
    {
        var today = calendar.Utc(calendar.LocalDay(now).ToDateTime(At));
        return today > now ? today : calendar.Utc(calendar.LocalDay(now).AddDays(1).ToDateTime(At));
    }

    /// <summary>Every case whose record is longer than the last anchor knew, in the order of the ids.</summary>
    private static async Task<List<AnchorLeaf>> Leaves(GezhiDb db, int no, CancellationToken ct)
    {
        var leaves = new List<AnchorLeaf>();
        for (Guid? after = null; ; )
        {
            var cases = await db
                .Cases.AsNoTracking()
                .Where(c => after == null || c.Id > after)
                .OrderBy(c => c.Id)
                .Take(Batch)
                .Select(c => new
                {
                    c.Id,
                    c.Sequence,
                    c.LastHash,
                })
                .ToListAsync(ct);
            if (cases.Count == 0)
                return Sorted(leaves);
            after = cases[^1].Id;
            Guid[] ids = [.. cases.Select(c => c.Id)];
            var known = await db.Set<AnchorLeaf>()
                .Where(l => ids.Contains(l.CaseId))
                .GroupBy(l => l.CaseId)
                .Select(g => new { CaseId = g.Key, Sequence = g.Max(l => l.Sequence) })
                .ToDictionaryAsync(l => l.CaseId, l => l.Sequence, ct);
            cases.RemoveAll(c => known.GetValueOrDefault(c.Id) == c.Sequence);
            if (cases.Count == 0)
                continue;
            ids = [.. cases.Select(c => c.Id)];
            var first = await db
                .Timeline.Where(t => ids.Contains(t.CaseId) && t.Sequence == 1)
                .Select(t => new { t.CaseId, t.Hash })
                .ToDictionaryAsync(t => t.CaseId, t => t.Hash, ct);
            leaves.AddRange(
                cases.Select(c => new AnchorLeaf
                {
                    DistrictId = db.DistrictId,
                    CaseId = c.Id,
                    No = no,
                    Sequence = c.Sequence,
                    FirstHash = first[c.Id],
                    LastHash = c.LastHash,
                })
            );
        }
    }

    /// <summary>By the 32 hexadecimal digits of the id: the same on every database and for whoever does the sum again.</summary>
    internal static List<AnchorLeaf> Sorted(IEnumerable<AnchorLeaf> leaves) =>
        [.. leaves.OrderBy(l => l.CaseId.ToString("N"), StringComparer.Ordinal)];
}

/// <summary>Sets the first timer of a district, and draws its first anchor at once where there is something to cover. 首次存证</summary>
internal sealed class FirstAnchor(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<FirstAnchor> log)
    : Loop(clock, log)
{
    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await Begin(district, ct);
        return null;
    }

    private async Task Begin(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district), Now);
        if (await db.Set<TimerRow>().AnyAsync(t => t.SubjectId == Guid.Empty && t.Kind == DrawAnchor.Name && t.NextAt != null, ct))
            return;
        var draw = scope.ServiceProvider.GetRequiredService<DrawAnchor>();
        await db.Together(
            async () =>
            {
                if (!await db.Set<Anchor>().AnyAsync(ct) && await db.Cases.AnyAsync(ct))
                    await draw.Draw(db, now, ct);
                db.SetTimer(DrawAnchor.Name, Guid.Empty, draw.Next(now), now);
                await db.Save(ct);
            },
            ct
        );
    }
}
