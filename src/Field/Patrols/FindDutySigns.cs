using Gezhi.Cases.Contract;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Patrols;

/// <summary>Looks through the ways of duties for what cannot be; tells how far and how long, never where. 在岗异常</summary>
/// <remarks>The points stay sealed for people: this program opens them, compares neighbours and forgets them.</remarks>
public sealed class FindDutySigns(PatrolScope scope, FieldCipher cipher)
{
    private const int MostTracks = 50_000;
    private const int MostVisits = 200_000;

    /// <param name="since">UTC.</param>
    public async Task<IReadOnlyList<DutySign>> Run(DateTime since, DutyLimits limits, CancellationToken ct)
    {
        var kept = scope.Now.AddDays(-scope.TrackDays);
        var from = since > kept ? since : kept;
        var found = new List<DutySign>();
        var tracks = await scope
            .Db.Set<Track>()
            .AsNoTracking()
            .Where(t => t.UntilAt >= from)
            .Join(scope.Db.Set<Duty>().AsNoTracking(), t => t.DutyId, d => d.Id, (t, d) => new { Track = t, d.AreaCode })
            .OrderBy(x => x.Track.DutyId)
            .ThenBy(x => x.Track.FromAt)
            .ThenBy(x => x.Track.Id)
            .Take(MostTracks)
            .ToListAsync(ct);
        foreach (var duty in tracks.GroupBy(x => x.Track.DutyId))
        {
            var points = duty.SelectMany(x => TakeTrack.Read(cipher.Open(scope.Db.DistrictId, Track.Sealed, x.Track.PointsSealed)!))
                .OrderBy(p => p.At)
                .ToList();
            found.AddRange(Of(duty.Key, duty.First().Track.AccountId, duty.First().AreaCode, points, limits));
        }
        found.AddRange(await Regular(from, limits, ct));
        return found;
    }

    /// <summary>At most one sign of each kind on a duty: its worst. 逐次在岗</summary>
    internal static IEnumerable<DutySign> Of(
        Guid dutyId,
        Guid accountId,
        string areaCode,
        IReadOnlyList<TrackPoint> points,
        DutyLimits limits
    )
    {
        DutySign? fast = null;
        DutySign? frozen = null;
        var alikeFrom = 0;
        for (var i = 1; i < points.Count; i++)
        {
            var (a, b) = (points[i - 1], points[i]);
            var metres = Coordinates.DistanceMetres(a.Place, b.Place) - a.AccuracyMetres - b.AccuracyMetres;
            var kmh = metres / Math.Max(1, (b.At - a.At).TotalSeconds) * 3.6;
            if (metres >= limits.Metres && kmh >= limits.Kmh && kmh > (fast?.Kmh ?? 0))
                fast = new DutySign(DutySignKind.TooFast, dutyId, accountId, areaCode, a.At, b.At, Math.Round(metres), Math.Round(kmh), 2);
            if (b.Place != a.Place)
                alikeFrom = i;
            var (count, minutes) = (i - alikeFrom + 1, (b.At - points[alikeFrom].At).TotalMinutes);
            if (count >= limits.AlikePoints && minutes >= limits.AlikeMinutes && count > (frozen?.Count ?? 0))
                frozen = new DutySign(DutySignKind.Frozen, dutyId, accountId, areaCode, points[alikeFrom].At, b.At, 0, 0, count);
        }
        if (fast is not null)
            yield return fast;
        if (frozen is not null)
            yield return frozen;
    }

    /// <summary>Check-ins of one person at one place, at the same second of the day again and again.</summary>
    private async Task<IEnumerable<DutySign>> Regular(DateTime from, DutyLimits limits, CancellationToken ct)
    {
        var visits = await scope
            .Db.Set<PlaceVisit>()
            .AsNoTracking()
            .Where(v => v.At >= from && v.AccountId != null && v.By == VisitBy.CheckIn)
            .Join(scope.Db.Set<KeyPlace>().AsNoTracking(), v => v.KeyPlaceId, k => k.Id, (v, k) => new { Visit = v, k.PlanId })
            .Join(scope.Db.Set<PatrolPlan>().AsNoTracking(), x => x.PlanId, p => p.Id, (x, p) => new { x.Visit, p.AreaCode })
            .OrderBy(x => x.Visit.KeyPlaceId)
            .ThenBy(x => x.Visit.AccountId)
            .ThenBy(x => x.Visit.At)
            .Take(MostVisits)
            .ToListAsync(ct);
        return visits
            .GroupBy(x => (x.Visit.KeyPlaceId, AccountId: x.Visit.AccountId!.Value))
            .Select(g => Longest(g.Key.KeyPlaceId, g.Key.AccountId, g.First().AreaCode, [.. g.Select(x => x.Visit.At!.Value)], limits))
            .OfType<DutySign>();
    }

    /// <summary>The longest run of visits that all lie so near the same time of the day; null when it is too short.</summary>
    internal DutySign? Longest(Guid placeId, Guid accountId, string areaCode, IReadOnlyList<DateTime> times, DutyLimits limits)
    {
        var seconds = times.Select(t => scope.Calendar.Local(t).TimeOfDay.TotalSeconds).ToList();
        var (best, bestFrom) = (0, 0);
        for (var from = 0; from < times.Count; from++)
        {
            var (low, high, to) = (seconds[from], seconds[from], from);
            while (to < times.Count)
            {
                (low, high) = (Math.Min(low, seconds[to]), Math.Max(high, seconds[to]));
                if (high - low > limits.RegularSeconds)
                    break;
                to++;
            }
            if (to - from > best)
                (best, bestFrom) = (to - from, from);
        }
        return best < limits.RegularDays
            ? null
            : new DutySign(DutySignKind.TooRegular, placeId, accountId, areaCode, times[bestFrom], times[bestFrom + best - 1], 0, 0, best);
    }
}
