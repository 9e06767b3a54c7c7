using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Activities;

/// <summary>What goes on, for everybody, for who signed up and for who holds it. 活动查询</summary>
public sealed class ReadActivities(CommunityDesk desk, HomeBook homes, CheckIn doors)
{
    /// <summary>Most on one page.</summary>
    public const int Most = 200;

    /// <summary>Held ones that the public list still shows.</summary>
    public const int MostPast = 12;

    /// <summary>Fewer ratings are not shown to the public: each would be somebody's.</summary>
    public const int FewRatings = 5;

    /// <param name="Seated">People with a place.</param>
    /// <param name="IsNear">In the reader's own community.</param>
    public sealed record Row(Activity Of, string AreaName, int Seated, int Waiting, bool IsNear)
    {
        /// <summary>Free places; null where nobody signs up.</summary>
        public int? Left => Of.Seats is { } seats ? Math.Max(0, seats - Seated) : null;
    }

    /// <param name="Stars">Mean of 1 to 5; null below <see cref="FewRatings"/>.</param>
    public sealed record Whole(
        Row Row,
        ActivitySeries? Series,
        IReadOnlyList<PlanLine> Lines,
        IReadOnlyList<TalkQuestion> Questions,
        int Came,
        int Ratings,
        double? Stars
    )
    {
        public Activity Of => Row.Of;

        public IEnumerable<PlanLine> Plan(PlanKind kind) => Lines.Where(l => l.Kind == kind);

        /// <summary>Fen.</summary>
        public long PlannedFen => Lines.Sum(l => l.PlannedFen ?? 0);

        /// <summary>Fen.</summary>
        public long SpentFen => Lines.Sum(l => l.SpentFen ?? 0);
    }

    /// <param name="Before">How many wait before.</param>
    /// <param name="Code">Signed, for the door; null while waiting.</param>
    public sealed record Mine(SignUp Of, int Before, string? Code);

    public sealed record SeriesRow(ActivitySeries Of, string AreaName, IReadOnlyList<Row> Venues);

    public sealed record Told(
        Guid Id,
        string No,
        string Title,
        string Kind,
        string State,
        string AreaCode,
        string Place,
        DateTime BeginsAt,
        DateTime EndsAt,
        int? Seats,
        int? Left,
        int Version
    );

    public sealed record List(IReadOnlyList<Told> Items);

    public sealed record SignUps(IReadOnlyList<SignUpTold> Items);

    public sealed record SignUpTold(int No, int Person, string State, DateTime? CheckedInAt);

    public static void Map(IEndpointRouteBuilder anybody, IEndpointRouteBuilder staff, IEndpointRouteBuilder files)
    {
        anybody
            .MapGet(
                "",
                async (ReadActivities feature, Actor actor, CancellationToken ct) =>
                    new List([.. (await feature.Public(null, actor, ct)).Select(Face)])
            )
            .WithSummary("近期活动 · What goes on");
        staff
            .MapGet(
                "/activities",
                async (ReadActivities feature, Actor actor, CancellationToken ct) =>
                    new List([.. (await feature.Kept(actor, ct)).Select(Face)])
            )
            .WithSummary("活动管理 · Activities that one keeps");
        staff
            .MapGet(
                "/activities/{activityId:guid}/places",
                async (Guid activityId, ReadActivities feature, Actor actor, CancellationToken ct) =>
                    new SignUps([
                        .. (await feature.Places(activityId, actor, ct)).Select(p => new SignUpTold(
                            p.No,
                            p.Person,
                            p.State.ToString(),
                            p.CheckedInAt
                        )),
                    ])
            )
            .WithSummary("报名名单，只有号码 · The list by numbers alone");
        files
            .MapGet(
                "/{activityId:guid}/activity.ics",
                async (Guid activityId, ReadActivities feature, CancellationToken ct) => await feature.Calendar(activityId, ct)
            )
            .ExcludeFromDescription();
    }

    private static Told Face(Row row) =>
        new(
            row.Of.Id,
            row.Of.No,
            row.Of.Title,
            row.Of.Kind.ToString(),
            row.Of.State.ToString(),
            row.Of.AreaCode,
            row.Of.Place,
            row.Of.BeginsAt,
            row.Of.EndsAt,
            row.Of.Seats,
            row.Left,
            row.Of.Version
        );

    private async Task<IResult> Calendar(Guid activityId, CancellationToken ct)
    {
        var activity = await Announced(activityId, ct);
        return Results.File(
            System.Text.Encoding.UTF8.GetBytes(CalendarFile.Of(activity, desk.Now)),
            "text/calendar; charset=utf-8",
            $"{activity.No}.ics"
        );
    }

    /// <summary>What is to come, the reader's own community first, then by time; then what was held, the newest first.</summary>
    /// <param name="area">Community, 12 digits; null for all.</param>
    public async Task<IReadOnlyList<Row>> Public(string? area, Actor actor, CancellationToken ct)
    {
        var now = desk.Now;
        var own = actor is { Kind: ActorKind.Resident, AccountId: { } me } ? (await homes.Of(me, ct))?.CommunityCode : null;
        var all = desk.Db.Set<Activity>().AsNoTracking();
        if (area is { Length: > 0 })
            all = all.Where(a => a.AreaCode.StartsWith(area));
        var coming = await all.Where(a => a.State == ActivityState.Announced && a.EndsAt > now && a.Kind != ActivityKind.Delivery)
            .OrderBy(a => a.BeginsAt)
            .ThenBy(a => a.Id)
            .Take(Most)
            .ToListAsync(ct);
        var past = await all.Where(a => a.State == ActivityState.Reported || (a.State == ActivityState.CalledOff && a.EndsAt > now))
            .OrderByDescending(a => a.BeginsAt)
            .ThenBy(a => a.Id)
            .Take(MostPast)
            .ToListAsync(ct);
        var rows = await Rows([.. coming, .. past], own, ct);
        return [.. rows.OrderBy(r => r.Of.State != ActivityState.Announced).ThenByDescending(r => r.IsNear)];
    }

    /// <summary>Communities of what is to come or was held lately, with their names: to narrow by.</summary>
    public async Task<IReadOnlyList<(string Code, string Name)>> Areas(CancellationToken ct)
    {
        var since = desk.Now.AddDays(-90);
        var codes = await desk
            .Db.Set<Activity>()
            .Where(a => a.State != ActivityState.Draft && a.EndsAt > since)
            .Select(a => a.AreaCode)
            .Distinct()
            .ToListAsync(ct);
        return
        [
            .. codes
                .Where(c => c.Length >= 12)
                .Select(c => c[..12])
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(c => (c, desk.AreaName(c))),
        ];
    }

    /// <summary>Those of the actor's areas: what is open first, by time.</summary>
    public async Task<IReadOnlyList<Row>> Kept(Actor actor, CancellationToken ct)
    {
        var all = await desk
            .Db.Set<Activity>()
            .AsNoTracking()
            .OrderByDescending(a => a.BeginsAt)
            .ThenBy(a => a.Id)
            .Take(Most * 5)
            .ToListAsync(ct);
        var theirs = all.Where(a => actor.PostFor(Permission.KeepActivities, a.AreaCode) is not null).Take(Most).ToList();
        var rows = await Rows(theirs, null, ct);
        return [.. rows.OrderBy(r => !r.Of.IsOpen)];
    }

    public async Task<IReadOnlyList<SeriesRow>> Series(Actor actor, CancellationToken ct)
    {
        var all = await desk.Db.Set<ActivitySeries>().AsNoTracking().OrderByDescending(s => s.Id).Take(Most).ToListAsync(ct);
        return
        [
            .. all.Where(s => actor.PostFor(Permission.KeepActivities, s.AreaCode) is not null)
                .Select(s => new SeriesRow(s, desk.AreaName(s.AreaCode), [])),
        ];
    }

    /// <summary>A series with its venues, for staff with drafts.</summary>
    /// <exception cref="NotFound">Not there; for the public also when nothing of it is announced.</exception>
    public async Task<SeriesRow> OneSeries(Guid seriesId, bool isStaff, Actor actor, CancellationToken ct)
    {
        var series =
            await desk.Db.Set<ActivitySeries>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == seriesId, ct)
            ?? throw new NotFound("series");
        if (isStaff && actor.PostFor(Permission.KeepActivities, series.AreaCode) is null)
            throw new NotFound("series");
        var venues = await desk
            .Db.Set<Activity>()
            .AsNoTracking()
            .Where(a => a.SeriesId == seriesId && (isStaff || a.State != ActivityState.Draft))
            .OrderBy(a => a.BeginsAt)
            .ThenBy(a => a.Id)
            .Take(Most)
            .ToListAsync(ct);
        if (!isStaff && venues.Count == 0)
            throw new NotFound("series");
        return new SeriesRow(series, desk.AreaName(series.AreaCode), await Rows(venues, null, ct));
    }

    /// <summary>For everybody: no drafts, questions with a public answer alone, and ratings from <see cref="FewRatings"/> on.</summary>
    /// <exception cref="NotFound">Not there, or a draft.</exception>
    public async Task<Whole> Public(Guid activityId, CancellationToken ct)
    {
        var activity = await Announced(activityId, ct);
        var whole = await WholeOf(activity, ct);
        return whole with
        {
            Questions = [.. whole.Questions.Where(q => q is { AnsweredAt: not null, IsPrivate: false })],
            Stars = whole.Ratings < FewRatings ? null : whole.Stars,
        };
    }

    /// <summary>For who holds it.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    public async Task<Whole> One(Guid activityId, Actor actor, CancellationToken ct)
    {
        var activity = await desk.Db.Set<Activity>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == activityId, ct);
        if (activity is null || actor.PostFor(Permission.KeepActivities, activity.AreaCode) is null)
            throw new NotFound("activity");
        return await WholeOf(activity, ct);
    }

    /// <summary>What people wrote beside their stars, without who and when.</summary>
    public async Task<IReadOnlyList<string>> Said(Guid activityId, CancellationToken ct) =>
        await desk
            .Db.Set<ActivityRating>()
            .Where(r => r.ActivityId == activityId && r.Words != "")
            .OrderBy(r => r.Words)
            .Select(r => r.Words)
            .Take(Most)
            .ToListAsync(ct);

    /// <summary>The list in its order, by numbers alone.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    public async Task<IReadOnlyList<SignUp>> Places(Guid activityId, Actor actor, CancellationToken ct)
    {
        await One(activityId, actor, ct);
        return await desk
            .Db.Set<SignUp>()
            .AsNoTracking()
            .Where(s => s.ActivityId == activityId && s.State != PlaceState.Withdrawn)
            .OrderBy(s => s.State)
            .ThenBy(s => s.No)
            .Take(Activity.MostSeats)
            .ToListAsync(ct);
    }

    /// <summary>The reader's own places in one activity, oneself first.</summary>
    public async Task<IReadOnlyList<Mine>> MyPlaces(Activity activity, Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } me })
            return [];
        var mine = await desk
            .Db.Set<SignUp>()
            .AsNoTracking()
            .Where(s => s.ActivityId == activity.Id && s.ResidentId == me && s.State != PlaceState.Withdrawn)
            .OrderBy(s => s.Person)
            .ToListAsync(ct);
        var told = new List<Mine>();
        foreach (var place in mine)
            told.Add(
                place.State == PlaceState.Seated
                    ? new Mine(place, 0, doors.CodeOf(activity, place))
                    : new Mine(
                        place,
                        await desk
                            .Db.Set<SignUp>()
                            .CountAsync(s => s.ActivityId == activity.Id && s.State == PlaceState.Waiting && s.No < place.No, ct),
                        null
                    )
            );
        return told;
    }

    /// <summary>The reader's own rating; null without.</summary>
    public async Task<ActivityRating?> MyRating(Guid activityId, Actor actor, CancellationToken ct) =>
        await desk
            .Db.Set<ActivityRating>()
            .AsNoTracking()
            .FirstOrDefaultAsync(r => r.ActivityId == activityId && r.ResidentId == actor.AccountId, ct);

    /// <summary>Questions of the reader, answered or not.</summary>
    public async Task<IReadOnlyList<TalkQuestion>> MyQuestions(Guid activityId, Actor actor, CancellationToken ct) =>
        actor is not { Kind: ActorKind.Resident, AccountId: { } me }
            ? []
            : await desk
                .Db.Set<TalkQuestion>()
                .AsNoTracking()
                .Where(q => q.ActivityId == activityId && q.ResidentId == me)
                .OrderBy(q => q.Id)
                .ToListAsync(ct);

    /// <summary>Activities where the reader is on the list or asked, what is to come first.</summary>
    public async Task<IReadOnlyList<(Activity Of, PlaceState? State)>> My(Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } me })
            return [];
        var places = await desk
            .Db.Set<SignUp>()
            .Where(s => s.ResidentId == me && s.Person == 0 && s.State != PlaceState.Withdrawn)
            .OrderByDescending(s => s.At)
            .ThenBy(s => s.ActivityId)
            .Select(s => new { s.ActivityId, s.State })
            .Take(Most)
            .ToListAsync(ct);
        var asked = await desk
            .Db.Set<TalkQuestion>()
            .Where(q => q.ResidentId == me)
            .Select(q => q.ActivityId)
            .Distinct()
            .OrderByDescending(id => id)
            .Take(Most)
            .ToListAsync(ct);
        var ids = places.Select(p => p.ActivityId).Union(asked).ToList();
        var all = await desk
            .Db.Set<Activity>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .OrderByDescending(a => a.BeginsAt)
            .ToListAsync(ct);
        return [.. all.OrderBy(a => a.EndsAt <= desk.Now).Select(a => (a, places.Find(p => p.ActivityId == a.Id)?.State))];
    }

    private async Task<Activity> Announced(Guid activityId, CancellationToken ct) =>
        await desk.Db.Set<Activity>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == activityId && a.State != ActivityState.Draft, ct)
        ?? throw new NotFound("activity");

    private async Task<Whole> WholeOf(Activity activity, CancellationToken ct)
    {
        var db = desk.Db;
        var series = activity.SeriesId is { } seriesId
            ? await db.Set<ActivitySeries>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == seriesId, ct)
            : null;
        var lines = await db.Set<PlanLine>().AsNoTracking().Where(l => l.ActivityId == activity.Id).OrderBy(l => l.No).ToListAsync(ct);
        var questions = await db.Set<TalkQuestion>()
            .AsNoTracking()
            .Where(q => q.ActivityId == activity.Id)
            .OrderBy(q => q.Id)
            .Take(Most)
            .ToListAsync(ct);
        var came = await db.Set<SignUp>().CountAsync(s => s.ActivityId == activity.Id && s.CheckedInAt != null, ct);
        var stars = await db.Set<ActivityRating>().Where(r => r.ActivityId == activity.Id).Select(r => r.Stars).ToListAsync(ct);
        var ratings = activity.Rated + stars.Count;
        var mean = ratings == 0 ? (double?)null : (activity.Stars + stars.Sum()) / (double)ratings;
        return new Whole(
            (await Rows([activity], null, ct))[0],
            series,
            [.. lines.OrderBy(l => l.Kind).ThenBy(l => l.Kind is PlanKind.Slot or PlanKind.Job ? l.BeginsAt : null).ThenBy(l => l.No)],
            questions,
            came,
            ratings,
            mean
        );
    }

    private async Task<IReadOnlyList<Row>> Rows(IReadOnlyList<Activity> activities, string? own, CancellationToken ct)
    {
        var ids = activities.Select(a => a.Id).ToList();
        var counts = await desk
            .Db.Set<SignUp>()
            .Where(s => ids.Contains(s.ActivityId) && s.State != PlaceState.Withdrawn)
            .GroupBy(s => new { s.ActivityId, s.State })
            .Select(g => new
            {
                g.Key.ActivityId,
                g.Key.State,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        int Of(Guid id, PlaceState state) => counts.Find(c => c.ActivityId == id && c.State == state)?.Count ?? 0;
        return
        [
            .. activities.Select(a => new Row(
                a,
                desk.AreaName(a.AreaCode),
                Of(a.Id, PlaceState.Seated),
                Of(a.Id, PlaceState.Waiting),
                own is not null && a.AreaCode.StartsWith(own, StringComparison.Ordinal)
            )),
        ];
    }
}
