using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Gezhi.Indicators.Integrity;

/// <summary>Runs all rules and keeps what is new; whom it concerns is told at once. 查找诚信线索</summary>
public sealed class FindSigns(
    GezhiDb db,
    WorkSigns signs,
    IEnumerable<ReadDutySigns> duties,
    TellConcerned telling,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<FindSigns> log
)
{
    /// <summary>Nothing from the track of a person is kept longer.</summary>
    private const int TrackDays = 90;

    private const int MostNew = 500;

    /// <param name="Found">How many findings are new.</param>
    public sealed record Searched(int Found);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/search", async (FindSigns feature, Actor actor, CancellationToken ct) => new Searched(await feature.Run(actor, ct)))
            .WithSummary("查找诚信线索 · Run all integrity rules now");

    /// <returns>How many findings are new.</returns>
    /// <exception cref="Forbidden">A person who may not judge.</exception>
    public async Task<int> Run(Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System && !actor.Can(Permission.JudgeIntegrity))
            throw new Forbidden(Permission.JudgeIntegrity);
        const int tries = 3;
        for (var attempt = 1; ; attempt++)
            try
            {
                return await Search(actor, ct);
            }
            catch (Exception e) when (e is DuplicateKey or StaleVersion && attempt < tries)
            {
                db.Forget(); // the nightly run, or another node, wrote the same findings at this moment: what is left is looked at anew
            }
    }

    private async Task<int> Search(Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var today = signs.Calendar.LocalDay(now);
        var candidates = (await Candidates(now, today, ct)).DistinctBy(c => c.Fingerprint).ToList();
        var prints = candidates.ConvertAll(c => c.Fingerprint);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in prints.Chunk(500))
            known.UnionWith(await db.Set<Finding>().Where(f => part.Contains(f.Fingerprint)).Select(f => f.Fingerprint).ToListAsync(ct));
        var fresh = candidates.Where(c => !known.Contains(c.Fingerprint)).Take(MostNew).ToList();
        var until = now.AddDays(Math.Clamp(configuration.GetValue("Integrity:AnswerDays", 5), 1, 60));
        foreach (var one in fresh)
        {
            var finding = new Finding
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                RuleKey = one.RuleKey,
                RuleVersion = IntegrityRules.Of(one.RuleKey).Version,
                AccountId = one.AccountId,
                UnitCode = one.UnitCode,
                AreaCode = one.AreaCode,
                Fingerprint = one.Fingerprint,
                Evidence = one.Evidence.ToJson(),
                FoundAt = now,
                ToldAt = now,
                AnswerUntil = until,
            };
            db.Add(finding);
            db.Audit(actor, "integrity.found", finding.Id, finding.RuleKey, now);
            await telling.Tell(finding, now, ct);
        }
        await Tidy(now, ct);
        var progress = await db.Set<IntegrityProgress>().FirstOrDefaultAsync(ct);
        if (progress is null)
            db.Add(progress = new IntegrityProgress { DistrictId = db.DistrictId });
        (progress.RanAt, progress.Found) = (now, fresh.Count);
        if (actor.Kind == ActorKind.System)
            progress.NightOn = today;
        else
            db.Audit(actor, "integrity.searched", null, FormattableString.Invariant($"{fresh.Count}"), now);
        await db.Save(ct);
        Log.Searched(log, db.DistrictId, fresh.Count);
        return fresh.Count;
    }

    private async Task<IEnumerable<Candidate>> Candidates(DateTime now, DateOnly today, CancellationToken ct)
    {
        DateTime Since(string key) => now.AddDays(-IntegrityRules.Of(key).Days);
        var (track, dwell, visits) = (
            IntegrityRules.Of(IntegrityRules.Track),
            IntegrityRules.Of(IntegrityRules.Dwell),
            IntegrityRules.Of(IntegrityRules.Visits)
        );
        var limits = new DutyLimits(
            track["kmh"],
            track["metres"],
            (int)dwell["points"],
            dwell["minutes"],
            (int)visits["days"],
            visits["seconds"]
        );
        var found = new List<Candidate>();
        found.AddRange(Finders.Photos(await signs.Photos(Since(IntegrityRules.Photo), ct)));
        found.AddRange(Finders.Splits(await signs.Reports(Since(IntegrityRules.Split), ct), IntegrityRules.Of(IntegrityRules.Split)));
        found.AddRange(Finders.Shots(await signs.Shots(Since(IntegrityRules.Shots), ct), IntegrityRules.Of(IntegrityRules.Shots)));
        foreach (var read in duties)
            found.AddRange(Finders.Duties(await read(Since(IntegrityRules.Track), limits, ct), today));
        found.AddRange(
            Finders.Ratings(
                await signs.Ratings(Since(IntegrityRules.Satisfied), ct),
                IntegrityRules.Of(IntegrityRules.Satisfied),
                IntegrityRules.Of(IntegrityRules.Burst),
                today
            )
        );
        found.AddRange(
            Finders.LastMinute(await signs.HandIns(Since(IntegrityRules.Bunching), ct), IntegrityRules.Of(IntegrityRules.Bunching), today)
        );
        return found;
    }

    /// <summary>What was taken from a track goes with the track; that there was a finding, and how it was judged, stays.</summary>
    private async Task Tidy(DateTime now, CancellationToken ct)
    {
        string[] ofTracks = [IntegrityRules.Track, IntegrityRules.Dwell, IntegrityRules.Visits];
        var before = now.AddDays(-TrackDays);
        var old = await db.Set<Finding>()
            .Where(f => ofTracks.Contains(f.RuleKey) && f.FoundAt < before && f.Evidence != null)
            .OrderBy(f => f.Id)
            .Take(MostNew)
            .ToListAsync(ct);
        foreach (var finding in old)
            finding.Evidence = null;
        if (old.Count > 0)
            db.Audit(Actor.System(db.DistrictId), "integrity.tidied", null, FormattableString.Invariant($"{old.Count}"), now);
    }
}
