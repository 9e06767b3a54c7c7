using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Meetings;

/// <summary>Who may see and hold which meeting: the one place that says so. What is not theirs is not there. 会议数据范围</summary>
public sealed class MeetingScope(CouncilDesk desk)
{
    /// <summary>Meetings of the areas in which the actor holds meetings, and those to which a unit of the actor is asked or owes something.</summary>
    public IQueryable<Meeting> Visible(Actor actor)
    {
        var db = desk.Db;
        var units = CouncilDesk.UnitsOf(actor);
        return db.Set<Meeting>()
            .InAreas(
                CouncilDesk.AreasOf(actor),
                m => m.AreaCode,
                m =>
                    db.Set<Participant>().Any(p => p.MeetingId == m.Id && units.Contains(p.UnitCode))
                    || db.Set<Obligation>().Any(o => o.MeetingId == m.Id && o.State != ObligationState.Draft && units.Contains(o.UnitCode))
            );
    }

    /// <exception cref="NotFound">Not there, or not the actor's to see.</exception>
    public async Task<Meeting> Find(Guid meetingId, Actor actor, CancellationToken ct)
    {
        var found = await desk.Db.Set<Meeting>().FirstOrDefaultAsync(m => m.Id == meetingId, ct) ?? throw new NotFound("meeting");
        if (CouncilDesk.Holds(actor, found.AreaCode))
            return found;
        var units = CouncilDesk.UnitsOf(actor);
        var isTheirs =
            units.Count > 0
            && (
                await desk.Db.Set<Participant>().AnyAsync(p => p.MeetingId == meetingId && units.Contains(p.UnitCode), ct)
                || await desk
                    .Db.Set<Obligation>()
                    .AnyAsync(o => o.MeetingId == meetingId && o.State != ObligationState.Draft && units.Contains(o.UnitCode), ct)
            );
        return isTheirs ? found : throw new NotFound("meeting");
    }

    /// <summary>The meeting, for who holds it.</summary>
    /// <exception cref="Forbidden">Sees it, but does not hold it.</exception>
    /// <exception cref="StaleVersion">Somebody else was faster.</exception>
    public async Task<Meeting> ToHold(Guid meetingId, int? version, Actor actor, CancellationToken ct)
    {
        var found = await Find(meetingId, actor, ct);
        actor.Require(Permission.HoldMeetings, found.AreaCode);
        CouncilDesk.Seen(found, version);
        return found;
    }
}
