using System.Diagnostics;
using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Facts;
using Gezhi.Indicators.Months;
using Gezhi.Indicators.Response;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Indicators.Rollups;

/// <summary>Keeps facts and cells up to date: follows the feed, notices limits that ran out, recounts every night, freezes months. 滚动汇总</summary>
/// <remarks>
/// Reads the numbered feed by its own position: no delivery is written for it, users wait for nothing. Rests four times as long as it worked, so that it
/// never takes more than a fifth of a processor or of the writer, however much happens.
/// </remarks>
public sealed class RollupLoop(
    IServiceScopeFactory scopes,
    Districts districts,
    IConfiguration configuration,
    Wake wake,
    TimeProvider clock,
    ILogger<RollupLoop> log
) : Loop(clock, log)
{
    private const int MostEvents = 500;
    private const int MostCases = 200;
    private const int RestPerWork = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);
    private readonly int recountHour = configuration.GetValue("Indicators:RecountHour", 3);

    /// <summary>Rounds of this node stay apart; those of other nodes are kept away by the version of the progress.</summary>
    private readonly SemaphoreSlim oneRound = new(1, 1);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var next = wake.Next;
        var began = Stopwatch.GetTimestamp();
        var busy = false;
        foreach (var district in districts.All)
            busy |= await Step(district, ct);
        if (!busy)
            await Wake.Wait(next, Poll, ct);
        var rest = Stopwatch.GetElapsedTime(began) * RestPerWork;
        return !busy || rest < Gather ? Gather : rest;
    }

    /// <summary>One piece of what is to be done in a district. True when there was something.</summary>
    public async Task<bool> Step(int district, CancellationToken ct)
    {
        await oneRound.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
            return await new Piece(db, scope.ServiceProvider, Now, recountHour, LogTo).Run(ct);
        }
        catch (Exception e) when (e is StaleVersion or DuplicateKey)
        {
            return false; // another node took the same piece
        }
        finally
        {
            oneRound.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose(); // first: it tells the loop to end
        oneRound.Dispose();
    }

    /// <summary>One piece of work in one transaction.</summary>
    private sealed class Piece(GezhiDb db, IServiceProvider provider, DateTime now, int recountHour, ILogger log)
    {
        private readonly CaseHistories histories = provider.GetRequiredService<CaseHistories>();
        private RollupProgress progress = null!;

        public async Task<bool> Run(CancellationToken ct)
        {
            if (await db.Set<RollupProgress>().FirstOrDefaultAsync(ct) is not { } known)
                return await Begin(ct);
            progress = known;
            return await Follow(ct)
                || await RunOut(ct)
                || progress.Phase switch
                {
                    RollupPhase.Filling => await Fill(ct),
                    RollupPhase.RecountingCases => await RecountCases(ct),
                    RollupPhase.RecountingDays => await RecountDay(ct),
                    _ => await provider.GetRequiredService<FreezeMonths>().Run(progress, now, ct) || await BeginRecount(ct),
                };
        }

        /// <summary>What happens from here on is followed; what was there before is filled in.</summary>
        private async Task<bool> Begin(CancellationToken ct)
        {
            var last = await db.Set<FeedHead>().Select(h => (long?)h.LastSeq).FirstOrDefaultAsync(ct) ?? 0;
            db.Add(new RollupProgress { DistrictId = db.DistrictId, LastSeq = last });
            await db.Save(ct);
            return true;
        }

        /// <summary>Cases that moved, in the order of the feed.</summary>
        private async Task<bool> Follow(CancellationToken ct)
        {
            var after = progress.LastSeq;
            var news = await db.Set<EventRow>()
                .AsNoTracking()
                .Where(e => e.Seq > after)
                .OrderBy(e => e.Seq)
                .Take(MostEvents)
                .Select(e => new
                {
                    Seq = e.Seq!.Value,
                    e.Kind,
                    e.SubjectId,
                })
                .ToListAsync(ct);
            if (news.Count == 0)
                return false;
            var cases = new HashSet<Guid>();
            foreach (var one in news)
            {
                if (one.Kind == CaseMoved.Kind && !cases.Contains(one.SubjectId) && cases.Count == MostCases)
                    break;
                if (one.Kind == CaseMoved.Kind)
                    cases.Add(one.SubjectId);
                progress.LastSeq = one.Seq;
            }
            await Rework([.. cases], ct);
            return true;
        }

        /// <summary>Limits that ran out while nobody did anything.</summary>
        private async Task<bool> RunOut(CancellationToken ct)
        {
            var due = await db.Set<CaseFact>()
                .Where(f => f.NextAt <= now)
                .OrderBy(f => f.NextAt)
                .Take(MostCases)
                .Select(f => f.CaseId)
                .ToListAsync(ct);
            if (due.Count == 0)
                return false;
            await Rework(due, ct);
            return true;
        }

        private async Task<bool> Fill(CancellationToken ct)
        {
            var ids = await histories.Ids(progress.CaseAfter, MostCases, ct);
            if (ids.Count > 0)
                progress.CaseAfter = ids[^1];
            else
                (progress.Phase, progress.CaseAfter, progress.RecountedOn) = (
                    RollupPhase.Following,
                    Guid.Empty,
                    histories.Calendar.LocalDay(now)
                );
            await Rework(ids, ct);
            return true;
        }

        private async Task<bool> BeginRecount(CancellationToken ct)
        {
            var local = histories.Calendar.Local(now);
            var isNight =
                local.Hour >= recountHour && (progress.RecountedOn is null || progress.RecountedOn < DateOnly.FromDateTime(local));
            if (!isNight && !await LacksPaths(ct))
                return false;
            (progress.Phase, progress.CaseAfter, progress.DayAfter, progress.RecountFound) = (
                RollupPhase.RecountingCases,
                Guid.Empty,
                null,
                0
            );
            await db.Save(ct);
            return true;
        }

        /// <summary>The facts are from before there were lines of cases: a recount writes them.</summary>
        private async Task<bool> LacksPaths(CancellationToken ct) =>
            !await db.Set<CasePath>().AnyAsync(ct) && await db.Set<CaseFact>().AnyAsync(ct);

        /// <summary>Reckons some cases anew; a difference that nothing on the feed explains is written down.</summary>
        private async Task<bool> RecountCases(CancellationToken ct)
        {
            var ids = await histories.Ids(progress.CaseAfter, MostCases, ct);
            if (ids.Count > 0)
                progress.CaseAfter = ids[^1];
            else
                progress.Phase = RollupPhase.RecountingDays;
            var after = progress.LastSeq;
            var moving = (
                await db.Set<EventRow>()
                    .Where(e => (e.Seq == null || e.Seq > after) && e.Kind == CaseMoved.Kind && ids.Contains(e.SubjectId))
                    .Select(e => e.SubjectId)
                    .ToListAsync(ct)
            ).ToHashSet();
            await Rework(
                ids,
                ct,
                (before, fact) =>
                {
                    if (before?.NextAt <= now || moving.Contains(fact.CaseId) || before?.SaysTheSame(fact) == true)
                        return;
                    Differ(
                        new RollupDifference
                        {
                            DistrictId = db.DistrictId,
                            Id = Ids.New(now),
                            At = now,
                            CaseId = fact.CaseId,
                            Before = before is null ? "—" : Line(before),
                            After = Line(fact),
                        }
                    );
                }
            );
            return true;
        }

        /// <summary>Adds one day up again from the cases; wrong cells are put right and the difference is written down.</summary>
        private async Task<bool> RecountDay(CancellationToken ct)
        {
            var today = histories.Calendar.LocalDay(now);
            var first = progress.DayAfter?.AddDays(1) ?? await db.Set<CaseFact>().MinAsync(f => (DateOnly?)f.ReportedOn, ct) ?? today;
            var changes = new List<KeyValuePair<CellKey, CellSum>>();
            foreach (var basis in Enum.GetValues<Basis>())
                changes.AddRange(await Wrong(basis, first, ct));
            progress.DayAfter = first;
            if (first >= today)
                (progress.Phase, progress.DayAfter, progress.RecountedOn, progress.RecountedAt) = (RollupPhase.Following, null, today, now);
            await db.Together(
                async () =>
                {
                    await db.Save(ct);
                    await CellStore.Apply(db, changes, ct);
                    await db.Set<Cell>().Where(c => c.On == first && c.Cases == 0).ExecuteDeleteAsync(ct);
                },
                ct
            );
            if (progress.Phase == RollupPhase.Following)
                Log.Recounted(log, db.DistrictId, progress.RecountFound);
            return true;
        }

        private async Task<IEnumerable<KeyValuePair<CellKey, CellSum>>> Wrong(Basis basis, DateOnly on, CancellationToken ct)
        {
            var facts = db.Set<CaseFact>().AsNoTracking();
            facts = basis switch
            {
                Basis.Reported => facts.Where(f => f.ReportedOn == on),
                Basis.Filed => facts.Where(f => f.FiledOn == on),
                _ => facts.Where(f => f.ClosedOn == on),
            };
            var right = new CellChanges();
            foreach (var fact in await facts.ToListAsync(ct))
                right.Add(fact);
            var should = right.All.Where(c => c.Key.Basis == basis).ToDictionary(c => c.Key, c => c.Value);
            var cells = await db.Set<Cell>().AsNoTracking().Where(c => c.Basis == basis && c.On == on).ToListAsync(ct);
            foreach (var cell in cells)
            {
                var key = new CellKey(basis, on, cell.AreaCode, cell.CategoryKey, cell.Channel, cell.UnitCode, cell.Marks);
                should[key] = should.GetValueOrDefault(key) + -SumOf(cell);
            }
            var wrong = should.Where(c => c.Value != default).ToList();
            if (wrong.Count > 0)
                Differ(
                    new RollupDifference
                    {
                        DistrictId = db.DistrictId,
                        Id = Ids.New(now),
                        At = now,
                        On = on,
                        Basis = basis,
                        Before = Said($"{cells.Sum(c => c.Cases)} in {cells.Count} cells"),
                        After = Said(
                            $"{right.All.Where(c => c.Key.Basis == basis).Sum(c => c.Value.Cases)}, {wrong.Count} cells put right"
                        ),
                    }
                );
            return wrong;
        }

        private void Differ(RollupDifference difference)
        {
            progress.RecountFound++;
            db.Append(difference);
        }

        /// <summary>Reckons cases anew and moves their contribution from the old cells to the new ones, in one transaction with the progress.</summary>
        private async Task Rework(List<Guid> caseIds, CancellationToken ct, Action<CaseFact?, CaseFact>? look = null)
        {
            var changes = new CellChanges();
            var fresh = new List<CasePath>();
            if (caseIds.Count > 0)
            {
                var known = await db.Set<CaseFact>().Where(f => caseIds.Contains(f.CaseId)).ToDictionaryAsync(f => f.CaseId, ct);
                var paths = await db.Set<CasePath>().Where(p => caseIds.Contains(p.CaseId)).ToDictionaryAsync(p => p.CaseId, ct);
                foreach (var one in await histories.Of(caseIds, ct))
                {
                    var before = known.GetValueOrDefault(one.CaseId);
                    var fact = Reckon.Of(db.DistrictId, one, histories.Calendar, now, before);
                    look?.Invoke(before, fact);
                    if (before is null)
                        db.Append(fact);
                    else if (!before.SaysTheSame(fact))
                        changes.Remove(before);
                    if (before?.SaysTheSame(fact) != true)
                        changes.Add(fact);
                    before?.Take(fact);
                    var path = CasePath.Of(db.DistrictId, one, histories.Calendar);
                    if (paths.TryGetValue(one.CaseId, out var way))
                        way.Take(path);
                    else
                        fresh.Add(path);
                }
                fresh.ForEach(db.Append); // after the facts: rows of one table follow each other
            }
            progress.CurrentAt = now;
            await db.Together(
                async () =>
                {
                    await db.Save(ct);
                    await CellStore.Apply(db, changes.All, ct);
                },
                ct
            );
        }

        private static CellSum SumOf(Cell cell) =>
            new(
                cell.Cases,
                cell.Ratings,
                cell.Stars,
                cell.FirstAnswerMinutes,
                cell.DispatchMinutes,
                cell.ArrivalMinutes,
                cell.HandlingMinutes,
                cell.WorkingMinutes
            );

        private static string Line(FactRow fact) =>
            Said(
                $"{fact.ReportedOn:yyyyMMdd}/{fact.FiledOn:yyyyMMdd}/{fact.ClosedOn:yyyyMMdd} {fact.AreaCode} {fact.UnitCode} {(Mark)fact.Marks}"
            )
                is { Length: > 200 } line
                ? line[..200]
                : Said(
                    $"{fact.ReportedOn:yyyyMMdd}/{fact.FiledOn:yyyyMMdd}/{fact.ClosedOn:yyyyMMdd} {fact.AreaCode} {fact.UnitCode} {(Mark)fact.Marks}"
                );

        private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
