using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>What every command of an emergency needs: who may see it, the record on the case, many hands at once. 应急台</summary>
public sealed class EmergencyDesk(CaseDesk cases, EmergencyLimits limits)
{
    public GezhiDb Db => cases.Db;

    public EmergencyLimits Limits => limits;

    /// <summary>UTC, milliseconds.</summary>
    public DateTime Now => cases.Now;

    /// <summary>Local day.</summary>
    public DateOnly Today => cases.Calendar.LocalDay(cases.Now);

    /// <summary>Emergencies for this person: inside the area of a post that may raise alarms, and those they are called to.</summary>
    public IQueryable<Emergency> VisibleTo(Actor actor)
    {
        var areas = actor
            .Posts.Where(p => RolePermissions.Has(p.Role, Permission.RaiseAlarm))
            .Select(p => p.AreaCode)
            .OfType<string>()
            .Distinct()
            .ToList();
        var me = actor.AccountId;
#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
        return Db.Set<Emergency>()
            .Where(e =>
                areas.Any(a => e.AreaCode.StartsWith(a))
                || (me != null && Db.Set<EmergencyCall>().Any(c => c.EmergencyId == e.Id && c.AccountId == me))
            );
#pragma warning restore CA1310
    }

    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task<Emergency> Find(Guid emergencyId, Actor actor, CancellationToken ct) =>
        await VisibleTo(actor).FirstOrDefaultAsync(e => e.Id == emergencyId, ct) ?? throw new NotFound("emergency");

    /// <summary>Who commands: the post says so, or the person was called to command.</summary>
    public async Task<bool> Commands(Emergency emergency, Actor actor, CancellationToken ct) =>
        actor.PostFor(Permission.ClearAlarm, emergency.AreaCode) is not null
        || (
            actor.AccountId is { } me
            && await Db.Set<EmergencyCall>()
                .AnyAsync(c => c.EmergencyId == emergency.Id && c.AccountId == me && c.Task == Grids.Contract.ResponseTask.Command, ct)
        );

    /// <exception cref="Forbidden">Somebody else commands here.</exception>
    internal async Task NeedsCommand(Emergency emergency, Actor actor, CancellationToken ct)
    {
        if (!await Commands(emergency, actor, ct))
            throw new Forbidden(Permission.ClearAlarm);
    }

    /// <summary>Who has a part in it: called, joined in, or commanding. Others in the area only watch.</summary>
    /// <exception cref="Forbidden">Neither.</exception>
    internal async Task NeedsPart(Emergency emergency, Actor actor, CancellationToken ct)
    {
        if (
            actor.AccountId is not { } me
            || !await Db.Set<EmergencyCall>().AnyAsync(c => c.EmergencyId == emergency.Id && c.AccountId == me, ct)
        )
            await NeedsCommand(emergency, actor, ct);
    }

    /// <summary>Puts a row on the case's timeline and tells everybody who watches; saved by <see cref="Save"/>.</summary>
    internal async Task<Case> Record(
        Emergency emergency,
        CaseAction action,
        EmergencyChange change,
        Actor actor,
        string? note,
        CancellationToken ct,
        DateTime? deviceAt = null
    )
    {
        var subject = await Db.Cases.FirstAsync(c => c.Id == emergency.CaseId, ct);
        subject.Remark(action, StepBy(actor, emergency.AreaCode, note) with { DeviceAt = deviceAt });
        Tell(emergency, change);
        return subject;
    }

    internal Step StepBy(Actor actor, string areaCode, string? note) =>
        new(
            actor,
            actor.Posts.Where(p => p.AreaCode is not null && p.Reaches(areaCode, null)).MinBy(p => p.AreaCode!.Length)
                ?? (actor.Posts.Count > 0 ? actor.Posts[0] : null),
            Now
        )
        {
            Note = CaseDesk.Text(note),
        };

    internal void Tell(Emergency emergency, EmergencyChange change) =>
        Db.Tell(EmergencyMoved.Kind, emergency.Id, emergency.AreaCode, Now, new EmergencyMoved(change, emergency.IsDrill));

    internal void Stage(Case subject) => cases.Stage(subject);

    internal void Woken() => cases.Woken();

    internal Task Save(Case subject, CancellationToken ct) => cases.Save(subject, ct);

    /// <inheritdoc cref="CaseDesk.Again"/>
    internal Task<T> Again<T>(Func<Task<T>> work, CancellationToken ct) => cases.Again(work, ct);
}
