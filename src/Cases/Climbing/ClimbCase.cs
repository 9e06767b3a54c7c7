using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Timelines;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Climbing;

/// <summary>Hands a matter up and calls departments; they report in; who called says what came of it. 吹哨报到</summary>
public sealed class ClimbCase(CaseDesk desk, UnitDirectory units, TellPeople people)
{
    /// <summary>Departments one call may name.</summary>
    public const int MostUnits = 8;

    /// <param name="Note">What is needed and why the own level cannot do it.</param>
    /// <param name="Level">The level called; null: the next above.</param>
    /// <param name="UnitCodes">Departments that must come, separated by commas; null for none.</param>
    /// <param name="ReportMinutes">Minutes until they must have come, by the wall clock; null: as the district has set.</param>
    /// <param name="Version">The version the person saw.</param>
    /// <param name="DeviceAt">Time of the device.</param>
    public sealed record Command(
        [property: Needed, Longest(1000)] string Note,
        ClimbLevel? Level = null,
        [property: Longest(400)] string? UnitCodes = null,
        [property: Between(10, 10_080)] int? ReportMinutes = null,
        int? Version = null,
        DateTime? DeviceAt = null
    );

    /// <param name="Note">Who came and what they will do; or what came of the call.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Reply([property: Needed, Longest(1000)] string Note, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapPost(
                "/{caseId:guid}/climbs",
                (Guid caseId, Command command, ClimbCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("吹哨 · Hand up and call departments");
        cases
            .MapPost(
                "/{caseId:guid}/climbs/arrival",
                (Guid caseId, Reply command, ClimbCase feature, Actor actor, CancellationToken ct) =>
                    feature.ReportIn(caseId, command, actor, ct)
            )
            .WithSummary("报到 · A called department has come");
        cases
            .MapPost(
                "/{caseId:guid}/climbs/end",
                (Guid caseId, Reply command, ClimbCase feature, Actor actor, CancellationToken ct) =>
                    feature.End(caseId, command, actor, ct)
            )
            .WithSummary("销哨 · The call is settled");
    }

    /// <exception cref="RuleViolation"><c>climb.open</c>: a call still stands; <c>climb.level</c>: nothing lies above.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = Step(subject, actor, command.Note) with { DeviceAt = command.DeviceAt };
        var from = await LevelOf(step.Post!, ct);
        if (from >= ClimbLevel.City || command.Level <= from)
            throw new RuleViolation("climb.level");
        if (await desk.Db.Set<Climb>().AnyAsync(c => c.CaseId == caseId && c.EndedAt == null && c.CalledBy != null, ct))
            throw new RuleViolation("climb.open");
        var called = await Named(command.UnitCodes, ct);
        subject.Remark(CaseAction.Climb, step);
        await Whistle.Blow(
            desk,
            people,
            subject,
            (from, command.Level ?? from + 1),
            step,
            called,
            step.Now.AddMinutes(command.ReportMinutes ?? desk.Limits.ReportInMinutes),
            ct
        );
        return await desk.Save(subject, ct);
    }

    /// <exception cref="RuleViolation"><c>climb.not-called</c>: nobody calls this person's units, or they have come.</exception>
    public async Task<MoveResult> ReportIn(Guid caseId, Reply command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var mine = actor.Posts.Where(p => p.UnitCode is not null).ToList();
        var codes = mine.ConvertAll(p => p.UnitCode!);
        var calls = await desk
            .Db.Set<ClimbCall>()
            .Where(c => c.ReportedAt == null && codes.Contains(c.UnitCode))
            .Where(c => desk.Db.Set<Climb>().Any(x => x.Id == c.ClimbId && x.CaseId == caseId && x.EndedAt == null))
            .ToListAsync(ct);
        if (calls.Count == 0)
            throw new RuleViolation("climb.not-called");
        var unit = calls[0].UnitCode;
        var step = new Step(actor, mine.Find(p => p.UnitCode == unit), desk.Now) { Note = CaseDesk.Text(command.Note), UnitCode = unit };
        subject.Remark(CaseAction.ReportIn, step);
        foreach (var call in calls)
        {
            var climb = await desk.Db.Set<Climb>().AsNoTracking().FirstAsync(c => c.Id == call.ClimbId, ct);
            (call.ReportedAt, call.ReportedBy, call.Said) = (step.Now, actor.AccountId, step.Note);
            if (climb.ReportBy < step.Now)
                call.LateAt ??= step.Now;
            if (climb.CalledBy is { } caller)
                desk.Db.Tell([caller], MessageKind.ClimbReported, subject, step.Note!, step.Now);
        }
        return await desk.Save(subject, ct);
    }

    /// <summary>Ends the calls that stand and are this person's to end: who called, or a post of the called level or above.</summary>
    /// <exception cref="RuleViolation"><c>climb.none</c>; <c>climb.end</c>: none is this person's to end.</exception>
    public async Task<MoveResult> End(Guid caseId, Reply command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = Step(subject, actor, command.Note);
        var standing = await desk.Db.Set<Climb>().Where(c => c.CaseId == caseId && c.EndedAt == null).ToListAsync(ct);
        if (standing.Count == 0)
            throw new RuleViolation("climb.none");
        var ids = standing.ConvertAll(c => c.Id);
        var waited = await desk
            .Db.Set<ClimbCall>()
            .AsNoTracking()
            .Where(c => ids.Contains(c.ClimbId) && c.ReportedAt == null)
            .ToListAsync(ct);
        standing.RemoveAll(c =>
            !MayEnd(actor, subject.AreaCode, c.To, c.CalledBy, waited.Where(w => w.ClimbId == c.Id).Select(w => w.UnitCode))
        );
        if (standing.Count == 0)
            throw new RuleViolation("climb.end");
        subject.Remark(CaseAction.EndClimb, step);
        await Whistle.End(desk.Db, standing, actor.AccountId, step.Note, step.Now, ct);
        return await desk.Save(subject, ct);
    }

    /// <summary>Who called, or who watches over the place at the called level or above; never a unit that is still waited for.</summary>
    /// <param name="calledBy">Null: a rung of the ladder called.</param>
    /// <param name="waited">Units called that have not come.</param>
    internal static bool MayEnd(Actor actor, string areaCode, ClimbLevel to, Guid? calledBy, IEnumerable<string> waited) =>
        !waited.Any(unit => actor.Posts.Any(p => p.UnitCode == unit))
        && (
            (calledBy is not null && calledBy == actor.AccountId)
            || actor.Posts.Any(p =>
                p.AreaCode is { } area
                && RolePermissions.Has(p.Role, Permission.Supervise)
                && p.Reaches(areaCode, null)
                && (Whistle.LevelOf(area) >= to || Whistle.LevelOf(area) == ClimbLevel.District)
            )
        );

    /// <summary>The level a person speaks for at a place; null when none of the posts may call from there.</summary>
    internal async ValueTask<ClimbLevel?> LevelOf(Actor actor, string areaCode, string? leadUnitCode, CancellationToken ct) =>
        actor.PostFor(By(actor, areaCode, leadUnitCode), areaCode, leadUnitCode) is { } post ? await LevelOf(post, ct) : null;

    /// <summary>Who works on the case or watches over its place may call.</summary>
    private Step Step(Case subject, Actor actor, string note) =>
        desk.StepFor(By(actor, subject.AreaCode, subject.LeadUnitCode), subject, actor, note);

    private static Permission By(Actor actor, string areaCode, string? leadUnitCode) =>
        actor.PostFor(Permission.Handle, areaCode, leadUnitCode) is null ? Permission.Supervise : Permission.Handle;

    private async ValueTask<ClimbLevel> LevelOf(ActorPost post, CancellationToken ct)
    {
        return Whistle.LevelOf(post.AreaCode ?? (await units.Find(post.UnitCode!, ct))?.AreaCode ?? "");
    }

    private async Task<IReadOnlyCollection<string>> Named(string? codes, CancellationToken ct)
    {
        var named = (codes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        foreach (var code in named)
            if (named.Count > MostUnits || await units.Find(code, ct) is not { IsActive: true })
                throw new InvalidInput(nameof(Command.UnitCodes), "unit.unknown");
        return named;
    }
}
