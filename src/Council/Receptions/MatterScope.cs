using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Receptions;

/// <summary>Who may see which reception and matter: the one place that says so. 接待数据范围</summary>
/// <remarks>What was said to the discipline inspection is for that desk alone: not for leaders, not for who holds meetings, not for lists or counts.</remarks>
public sealed class MatterScope(CouncilDesk desk)
{
    /// <summary>Whether the actor keeps the matters of this day.</summary>
    public static bool Keeps(ReceptionDay day, Actor actor) =>
        CouncilDesk.UnitPost(actor, day.UnitCode) is not null
        || (day.Kind != ReceptionKind.Discipline && CouncilDesk.Holds(actor, day.AreaCode));

    /// <summary>Whether the actor keeps this matter.</summary>
    public static bool Keeps(Matter matter, Actor actor) =>
        CouncilDesk.UnitPost(actor, matter.UnitCode) is not null
        || (matter.Kind != ReceptionKind.Discipline && CouncilDesk.Holds(actor, matter.AreaCode));

    /// <summary>Whether the actor answers it.</summary>
    public static bool Answers(Matter matter, Actor actor) =>
        Keeps(matter, actor)
        || (matter.Kind != ReceptionKind.Discipline && matter.OwnerUnitCode is { } owner && CouncilDesk.UnitPost(actor, owner) is not null);

    /// <summary>Matters that the actor keeps or answers.</summary>
    public IQueryable<Matter> Visible(Actor actor)
    {
        var units = CouncilDesk.UnitsOf(actor);
        return desk
            .Db.Set<Matter>()
            .Where(m => m.Kind != ReceptionKind.Discipline || units.Contains(m.UnitCode)) // discipline: its own unit alone
            .InAreas(
                CouncilDesk.AreasOf(actor),
                m => m.AreaCode,
                m => units.Contains(m.UnitCode) || (m.OwnerUnitCode != null && units.Contains(m.OwnerUnitCode))
            );
    }

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    public async Task<Matter> Find(Guid matterId, int? version, Actor actor, CancellationToken ct)
    {
        var matter = await desk.Db.Set<Matter>().FirstOrDefaultAsync(m => m.Id == matterId, ct);
        if (matter is null || !Answers(matter, actor))
            throw new NotFound("matter");
        CouncilDesk.Seen(matter, version);
        return matter;
    }

    /// <exception cref="NotFound">Not there, or not the actor's to keep.</exception>
    public async Task<Matter> ToKeep(Guid matterId, int? version, Actor actor, CancellationToken ct)
    {
        var matter = await Find(matterId, version, actor, ct);
        return Keeps(matter, actor) ? matter : throw new NotFound("matter");
    }

    /// <exception cref="NotFound">Not there, or not the actor's to keep.</exception>
    public async Task<ReceptionDay> Day(Guid dayId, int? version, Actor actor, CancellationToken ct)
    {
        var day = await desk.Db.Set<ReceptionDay>().FirstOrDefaultAsync(d => d.Id == dayId, ct);
        if (day is null || !Keeps(day, actor))
            throw new NotFound("reception");
        CouncilDesk.Seen(day, version);
        return day;
    }
}

/// <summary>Ties a matter to what it goes on as; in the change that is being made. 后续办理关联</summary>
internal static class MatterFollow
{
    /// <exception cref="NotFound">Not there, not the actor's to keep, or for the desk of discipline inspection alone.</exception>
    public static async Task Link(CouncilDesk desk, Guid matterId, FollowKind kind, Guid id, Actor actor, CancellationToken ct)
    {
        var matter = await new MatterScope(desk).ToKeep(matterId, null, actor, ct);
        if (matter.Kind == ReceptionKind.Discipline)
            throw new RuleViolation("matter.only-desk");
        matter.GoOnAs(kind, id);
    }
}
