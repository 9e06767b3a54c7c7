using Gezhi.Field.Devices;
using Gezhi.Field.Patrols;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Time;

namespace Gezhi.Field.Contract;

/// <summary>Writes plans with their past in bulk: for the seed town and for a city that brings its own. 巡查批量写入</summary>
/// <remarks>Rows are appended; <see cref="Save"/> ends it.</remarks>
public sealed class PatrolFill
{
    private readonly GezhiDb db;
    private readonly FieldCipher cipher;
    private readonly WorkCalendar calendar;

    internal PatrolFill(GezhiDb db, FieldCipher cipher, WorkCalendar calendar) =>
        (this.db, this.cipher, this.calendar) = (db, cipher, calendar);

    /// <param name="Days">Bits: Monday 1 … Sunday 64.</param>
    /// <param name="FromMinute">Local minute of the day.</param>
    /// <param name="IsByTheClock">Check-ins come at the same second every day, as no person walks.</param>
    public sealed record PlanFacts(
        string AreaCode,
        string Name,
        int Days,
        int FromMinute,
        int UntilMinute,
        DateOnly From,
        bool IsByTheClock = false
    );

    /// <param name="Missed">Whether nobody came on that local day.</param>
    public sealed record PlaceFacts(string Name, LonLat At, int EveryDays, Func<DateOnly, bool> Missed);

    /// <summary>A plan whose places were visited from its first day to yesterday, except where they were missed.</summary>
    /// <param name="accountId">Who walked it; null: nobody is named.</param>
    public void Add(PlanFacts facts, IEnumerable<PlaceFacts> places, Guid? accountId, DateTime now)
    {
        var plan = new PatrolPlan
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AreaCode = facts.AreaCode,
            Name = facts.Name,
            Days = facts.Days,
            FromMinute = facts.FromMinute,
            UntilMinute = facts.UntilMinute,
            ValidFrom = facts.From,
        };
        db.Append(plan);
        foreach (var (place, index) in places.Select((p, i) => (p, i)))
        {
            var key = new KeyPlace
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                PlanId = plan.Id,
                Name = place.Name,
                Lon = Math.Round(place.At.Lon, 6),
                Lat = Math.Round(place.At.Lat, 6),
                EveryDays = place.EveryDays,
                AddedOn = facts.From,
            };
            db.Append(key);
            DateOnly? last = null;
            for (var day = facts.From; day < calendar.LocalDay(now); day = day.AddDays(1))
            {
                var isDue = plan.RunsOn(day) && (last is null || day.DayNumber - last.Value.DayNumber >= place.EveryDays);
                if (!isDue || place.Missed(day))
                    continue;
                last = day;
                db.Append(
                    new PlaceVisit
                    {
                        DistrictId = db.DistrictId,
                        Id = Ids.New(now),
                        KeyPlaceId = key.Id,
                        VisitedOn = day,
                        IsInWindow = true,
                        By = index % 3 == 0 ? VisitBy.CheckIn : VisitBy.Track,
                        At = calendar
                            .Utc(day.ToDateTime(TimeOnly.MinValue).AddMinutes(facts.FromMinute + 20 + (index * 17 % 90)))
                            .AddSeconds(facts.IsByTheClock ? 0 : Tremble(day.DayNumber + (index * 31), 1500)),
                        AccountId = accountId,
                    }
                );
            }
        }
    }

    /// <summary>A duty that is over, with its way at an even pace.</summary>
    /// <param name="beganAt">UTC.</param>
    public void Add(Guid accountId, string areaCode, DateTime beganAt, DateTime endedAt, IReadOnlyList<LonLat> way, DateTime now)
    {
        var duty = new Duty
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AccountId = accountId,
            AreaCode = areaCode,
            BeganAt = beganAt,
            EndedAt = endedAt,
        };
        db.Append(duty);
        var step = (endedAt - beganAt) / Math.Max(1, way.Count);
        var points = way.Select((p, i) => new TrackPoint(beganAt + (step * i) + TimeSpan.FromSeconds(Tremble(i, 8)), p, 12)).ToList();
        db.Append(
            new Track
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                DutyId = duty.Id,
                AccountId = accountId,
                FromAt = points[0].At,
                UntilAt = points[^1].At,
                PointsSealed = cipher.Seal(db.DistrictId, Track.Sealed, TakeTrack.Write(points))!,
                Count = points.Count,
                Metres = Math.Round(TakeTrack.Length(points), 1),
            }
        );
    }

    /// <summary>People are never on the second: whole seconds from 0, the same each time.</summary>
    private static int Tremble(int what, int seconds) => (int)(((uint)what * 2_654_435_761u) >> 8) % seconds;

    /// <summary>A device that kept work of this person.</summary>
    public void Device(Guid accountId, string name, DateTime lastContactAt, DateTime now) =>
        db.Append(
            new Device
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                AccountId = accountId,
                Name = name,
                EnrolledAt = lastContactAt.AddDays(-20),
                LastContactAt = lastContactAt,
            }
        );

    /// <summary>Saves what was added.</summary>
    public Task Save(CancellationToken ct) => db.Save(ct);
}
