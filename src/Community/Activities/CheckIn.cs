using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Activities;

/// <summary>Lets people in: by the signed code on their phone, or by their number; at once, or later what was noted without network. 入场签到</summary>
public sealed class CheckIn(CommunityDesk desk, TicketKey key)
{
    /// <summary>Most entries of one upload.</summary>
    public const int Most = 500;

    /// <summary>Most doors that a phone takes along.</summary>
    public const int MostGates = 30;

    /// <summary>How far the clock of a device may be ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <param name="Code">As the QR code says it, or the whole address.</param>
    public sealed record Command([property: Needed, Longest(300)] string Code);

    /// <param name="Code">The signed code; null when the number was noted.</param>
    /// <param name="No">Number on the list; null with a code.</param>
    /// <param name="At">UTC; when they came in.</param>
    public sealed record Entry([property: Longest(300)] string? Code, int? No, [property: Needed] DateTime? At);

    public sealed record Upload([property: Needed] IReadOnlyList<Entry> Entries);

    /// <param name="Problem">Code of the refusal; null: let in.</param>
    public sealed record Outcome(int? No, string? Problem);

    public sealed record Outcomes(int LetIn, IReadOnlyList<Outcome> Entries);

    public sealed record LetIn(Guid ActivityId, string Title, int No, int CameIn);

    public sealed record DoorKey(string PublicKey);

    /// <param name="No">Number on the list.</param>
    public sealed record GatePlace(int No, bool IsSeated, bool IsIn);

    /// <param name="DoorsAt">UTC; from then on people are let in.</param>
    /// <param name="Until">UTC; after it nobody is.</param>
    /// <param name="IsSafe">Every safety check is ticked.</param>
    public sealed record Gate(
        Guid Id,
        string Title,
        string Place,
        DateTime DoorsAt,
        DateTime Until,
        bool IsSafe,
        IReadOnlyList<GatePlace> Places
    );

    public sealed record Gates(string PublicKey, IReadOnlyList<Gate> Items);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapPost("/door", (Command command, CheckIn feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct))
            .WithSummary("扫码签到 · Let somebody in by their code");
        staff
            .MapPost(
                "/activities/{activityId:guid}/door",
                (Guid activityId, Upload command, CheckIn feature, Actor actor, CancellationToken ct) =>
                    feature.Late(activityId, command, actor, ct)
            )
            .WithSummary("补录签到 · Bring in what was noted at the door without network");
        staff
            .MapGet("/gates", (CheckIn feature, Actor actor, CancellationToken ct) => feature.Gather(actor, ct))
            .WithSummary("入口清单 · What the phone at the door needs without network: doors of the next days, numbers alone");
        staff
            .MapGet("/door-key", (CheckIn feature) => new DoorKey(feature.PublicKey))
            .WithSummary("入场码公钥 · Public key that tells real codes without network");
    }

    private string PublicKey => key.PublicKey;

    /// <summary>The code of a place; its number in it, no name.</summary>
    public string CodeOf(Activity activity, SignUp place) => key.Write(new Ticket(activity.Id, place.No, activity.TicketUntil));

    /// <exception cref="RuleViolation"><c>ticket.false</c> and those of <see cref="Late"/>.</exception>
    public async Task<LetIn> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var ticket = key.Read(command.Code) ?? throw new RuleViolation("ticket.false");
        return await desk.Db.Again(
            async () =>
            {
                var activity = await Find(ticket.ActivityId, actor, ct);
                await Enter(activity, ticket.No, ticket.Until, desk.Now, false, ct);
                desk.Db.Audit(actor, "activity.checked-in", activity.Id, activity.No, desk.Now);
                await desk.Db.Save(ct);
                var came = await desk.Db.Set<SignUp>().CountAsync(s => s.ActivityId == activity.Id && s.CheckedInAt != null, ct);
                return new LetIn(activity.Id, activity.Title, ticket.No, came);
            },
            ct
        );
    }

    /// <summary>What a phone takes along to the door: announced activities with a list that begin within three days or ended not long ago. No names.</summary>
    public async Task<Gates> Gather(Actor actor, CancellationToken ct)
    {
        var (from, to) = (desk.Now.AddDays(-3), desk.Now.AddDays(3));
        var near = await desk
            .Db.Set<Activity>()
            .AsNoTracking()
            .Where(a => a.State == ActivityState.Announced && a.Seats != null && a.EndsAt >= from && a.BeginsAt <= to)
            .OrderBy(a => a.BeginsAt)
            .ThenBy(a => a.Id)
            .Take(MostGates)
            .ToListAsync(ct);
        var items = new List<Gate>();
        foreach (var activity in near.Where(a => actor.PostFor(Permission.KeepActivities, a.AreaCode) is not null))
        {
            var places = await desk
                .Db.Set<SignUp>()
                .Where(s => s.ActivityId == activity.Id && s.State != PlaceState.Withdrawn)
                .OrderBy(s => s.No)
                .Select(s => new GatePlace(s.No, s.State == PlaceState.Seated, s.CheckedInAt != null))
                .ToListAsync(ct);
            var isSafe = !await desk
                .Db.Set<PlanLine>()
                .AnyAsync(l => l.ActivityId == activity.Id && l.Kind == PlanKind.Safety && l.DoneAt == null, ct);
            items.Add(new Gate(activity.Id, activity.Title, activity.Place, activity.DoorsAt, activity.TicketUntil, isSafe, places));
        }
        return new Gates(key.PublicKey, items);
    }

    /// <summary>Each entry for itself: one that is refused keeps no other out. The same upload again changes nothing.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    /// <exception cref="RuleViolation"><c>activity.over</c>, <c>activity.safety-open</c>; of entries: <c>ticket.false</c>, <c>ticket.other</c>, <c>ticket.early</c>, <c>ticket.expired</c>, <c>ticket.unknown</c>, <c>ticket.waiting</c>, <c>ticket.twice</c>.</exception>
    public async Task<Outcomes> Late(Guid activityId, Upload command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Entries.Count > Most)
            throw new InvalidInput(nameof(command.Entries), "input.too-long");
        foreach (var entry in command.Entries)
            Input.Check(entry);
        return await desk.Db.Again(
            async () =>
            {
                var activity = await Find(activityId, actor, ct);
                var outcomes = new List<Outcome>();
                foreach (var entry in command.Entries)
                    outcomes.Add(await One(activity, entry, ct));
                desk.Db.Audit(actor, "activity.checked-in", activity.Id, activity.No, desk.Now);
                await desk.Db.Save(ct);
                return new Outcomes(outcomes.Count(o => o.Problem is null), outcomes);
            },
            ct
        );
    }

    private async Task<Outcome> One(Activity activity, Entry entry, CancellationToken ct)
    {
        var ticket = entry.Code is null ? new Ticket(activity.Id, entry.No ?? 0, activity.TicketUntil) : key.Read(entry.Code);
        if (ticket is null)
            return new Outcome(entry.No, "ticket.false");
        if (ticket.ActivityId != activity.Id)
            return new Outcome(ticket.No, "ticket.other");
        try
        {
            await Enter(activity, ticket.No, ticket.Until, DateTime.SpecifyKind(entry.At!.Value, DateTimeKind.Utc), true, ct);
            return new Outcome(ticket.No, null);
        }
        catch (RuleViolation e)
        {
            return new Outcome(ticket.No, e.Code);
        }
    }

    /// <summary>Lets one in, in the change that is being made.</summary>
    private async Task Enter(Activity activity, int no, DateTime until, DateTime at, bool mayRepeat, CancellationToken ct)
    {
        if (at < activity.DoorsAt || at > desk.Now + Ahead)
            throw new RuleViolation("ticket.early", Activity.DoorsHours);
        if (at > until || at > activity.TicketUntil)
            throw new RuleViolation("ticket.expired");
        var place =
            desk.Db.Set<SignUp>().Local.FirstOrDefault(s => s.ActivityId == activity.Id && s.No == no)
            ?? await desk.Db.Set<SignUp>().FirstOrDefaultAsync(s => s.ActivityId == activity.Id && s.No == no, ct);
        if (place is null or { State: PlaceState.Withdrawn })
            throw new RuleViolation("ticket.unknown");
        if (place.State == PlaceState.Waiting)
            throw new RuleViolation("ticket.waiting");
        if (place.CheckedInAt is { } before)
        {
            if (mayRepeat && before == at)
                return;
            throw new RuleViolation("ticket.twice");
        }
        place.ComeIn(at);
    }

    /// <summary>One that is open, and safe to enter.</summary>
    private async Task<Activity> Find(Guid activityId, Actor actor, CancellationToken ct)
    {
        var activity = await desk.Db.Set<Activity>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == activityId, ct);
        if (activity is null || actor.PostFor(Permission.KeepActivities, activity.AreaCode) is null)
            throw new NotFound("activity");
        if (activity.State != ActivityState.Announced)
            throw new RuleViolation("activity.over");
        if (await desk.Db.Set<PlanLine>().AnyAsync(l => l.ActivityId == activityId && l.Kind == PlanKind.Safety && l.DoneAt == null, ct))
            throw new RuleViolation("activity.safety-open");
        return activity;
    }
}
