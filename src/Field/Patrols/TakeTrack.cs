using System.Text.Json;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;

namespace Gezhi.Field.Patrols;

/// <summary>A point of a way.</summary>
/// <param name="At">UTC.</param>
/// <param name="AccuracyMetres">As the device said.</param>
public sealed record TrackPoint(DateTime At, LonLat Place, double AccuracyMetres);

/// <summary>Takes a piece of a way: what lies outside of duty is thrown away, key places beside it are visited, the rest is sealed. 接收轨迹</summary>
public sealed class TakeTrack(PatrolScope scope, NoteVisit visits, FieldCipher cipher)
{
    /// <summary>Most points of one piece; devices send one each 30 seconds or 50 metres at the most.</summary>
    public const int MostPoints = 500;

    /// <summary>A point this uncertain says nothing about where somebody was.</summary>
    private const double MostAccuracy = 100;

    /// <param name="trackId">Id of the entry.</param>
    /// <param name="points">List of [Unix seconds, lon, lat, accuracy in metres].</param>
    /// <returns>How many points were kept.</returns>
    /// <exception cref="InvalidInput">Not what a device sends.</exception>
    public async Task<int> Run(Guid trackId, JsonElement points, Actor actor, CancellationToken ct)
    {
        var all = Read(points).Where(p => p.At <= scope.Now && p.AccuracyMetres <= MostAccuracy).OrderBy(p => p.At).ToList();
        var kept = new List<TrackPoint>();
        Duty? duty = null;
        foreach (var point in all)
        {
            if (duty is null || !duty.Holds(point.At, scope.MostDutyHours))
            {
                if (await scope.DutyAt(point.At, actor, ct) is not { } other || (duty is not null && other.Id != duty.Id))
                    continue; // a piece belongs to one duty: devices begin a new one with each
                duty = other;
            }
            kept.Add(point);
        }
        if (duty is not null)
        {
            scope.Db.Add(
                new Track
                {
                    DistrictId = scope.Db.DistrictId,
                    Id = trackId,
                    DutyId = duty.Id,
                    AccountId = actor.AccountId!.Value,
                    FromAt = kept[0].At,
                    UntilAt = kept[^1].At,
                    PointsSealed = cipher.Seal(scope.Db.DistrictId, Track.Sealed, Write(kept))!,
                    Count = kept.Count,
                    Metres = Math.Round(Length(kept), 1),
                }
            );
            await visits.Pass(kept, actor, ct);
        }
        await scope.Db.Save(ct);
        return kept.Count;
    }

    /// <summary>Metres along the points.</summary>
    public static double Length(IReadOnlyList<TrackPoint> points) =>
        points.Zip(points.Skip(1)).Sum(p => Coordinates.DistanceMetres(p.First.Place, p.Second.Place));

    public static string Write(IEnumerable<TrackPoint> points) =>
        JsonSerializer.Serialize(
            points.Select(p =>
                new[]
                {
                    new DateTimeOffset(p.At, TimeSpan.Zero).ToUnixTimeSeconds(),
                    Math.Round(p.Place.Lon, 6),
                    Math.Round(p.Place.Lat, 6),
                    Math.Round(p.AccuracyMetres),
                }
            )
        );

    public static IReadOnlyList<TrackPoint> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    private static List<TrackPoint> Read(JsonElement points)
    {
        if (points.ValueKind != JsonValueKind.Array || points.GetArrayLength() is 0 or > MostPoints)
            throw new InvalidInput("points", "input.invalid");
        var read = new List<TrackPoint>();
        foreach (var point in points.EnumerateArray())
        {
            if (
                point.ValueKind != JsonValueKind.Array
                || point.GetArrayLength() != 4
                || point.EnumerateArray().Any(n => !n.TryGetDouble(out _))
            )
                throw new InvalidInput("points", "input.invalid");
            var (seconds, place) = (point[0].GetDouble(), new LonLat(point[1].GetDouble(), point[2].GetDouble()));
            if (!place.IsValid || seconds is < 0 or > 253402300799)
                throw new InvalidInput("points", "input.invalid");
            read.Add(new TrackPoint(DateTime.UnixEpoch.AddSeconds(Math.Floor(seconds)), place, point[3].GetDouble()));
        }
        return read;
    }
}
