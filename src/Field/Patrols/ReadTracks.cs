using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Patrols;

/// <summary>Shows a worker the own ways, what was found on them, and when they are deleted. Nobody else can ask. 我的轨迹</summary>
public sealed class ReadTracks(PatrolScope scope, FieldCipher cipher, PatrolFindings findings)
{
    private const int MostDuties = 100;

    /// <param name="DeletedOn">Local day on which the points go.</param>
    /// <param name="Cases">Cases that came of findings on it.</param>
    public sealed record Row(Duty Duty, int Points, double Metres, int Visits, DateOnly DeletedOn, IReadOnlyList<Guid> Cases);

    /// <summary>Own duties, the last first.</summary>
    public async Task<IReadOnlyList<Row>> All(Actor actor, CancellationToken ct)
    {
        var duties = await scope
            .Db.Set<Duty>()
            .AsNoTracking()
            .Where(d => d.AccountId == actor.AccountId)
            .OrderByDescending(d => d.BeganAt)
            .ThenBy(d => d.Id)
            .Take(MostDuties)
            .ToListAsync(ct);
        if (duties.Count == 0)
            return [];
        var (ids, earliest) = (duties.ConvertAll(d => d.Id), duties[^1].BeganAt);
        var tracks = (
            await scope
                .Db.Set<Track>()
                .Where(t => ids.Contains(t.DutyId))
                .Select(t => new
                {
                    t.DutyId,
                    t.Count,
                    t.Metres,
                })
                .ToListAsync(ct)
        ).ToLookup(t => t.DutyId);
        var visits = await scope
            .Db.Set<PlaceVisit>()
            .Where(v => v.AccountId == actor.AccountId && v.At >= earliest)
            .Select(v => v.At!.Value)
            .ToListAsync(ct);
        var found = await findings.Of(actor, earliest, ct);
        return duties.ConvertAll(d => new Row(
            d,
            tracks[d.Id].Sum(t => t.Count),
            tracks[d.Id].Sum(t => t.Metres),
            visits.Count(at => d.Holds(at, scope.MostDutyHours)),
            scope.Calendar.LocalDay(d.EndAt(scope.MostDutyHours)).AddDays(scope.TrackDays),
            [.. found.Where(f => d.Holds(f.At, scope.MostDutyHours)).Select(f => f.CaseId).Distinct()]
        ));
    }

    /// <summary>The points of one own duty; empty when it is not the actor's own or the points are gone.</summary>
    public async Task<IReadOnlyList<TrackPoint>> Points(Guid dutyId, Actor actor, CancellationToken ct)
    {
        var sealedPoints = await scope
            .Db.Set<Track>()
            .AsNoTracking()
            .Where(t => t.DutyId == dutyId && t.AccountId == actor.AccountId)
            .OrderBy(t => t.FromAt)
            .ThenBy(t => t.Id)
            .Select(t => t.PointsSealed)
            .ToListAsync(ct);
        return [.. sealedPoints.SelectMany(s => TakeTrack.Read(cipher.Open(scope.Db.DistrictId, Track.Sealed, s)!)).OrderBy(p => p.At)];
    }
}
