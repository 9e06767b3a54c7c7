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
    public sealed record Command(
        [property: Needed, Longest(1000)] string Note,
        ClimbLevel? Level = null,
        [property: Longest(400)] string? UnitCodes = null,
        [property: Between(10, 10_080)] int? ReportMinutes = null,
        int? Version = null
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
        var step = Step(subject, actor, command.Note);
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

    /// <summary>Ends all calls that stand.</summary>
    /// <exception cref="RuleViolation"><c>climb.none</c>.</exception>
    public async Task<MoveResult> End(Guid caseId, Reply command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = Step(subject, actor, command.Note);
        var standing = await desk.Db.Set<Climb>().Where(c => c.CaseId == caseId && c.EndedAt == null).ToListAsync(ct);
        if (standing.Count == 0)
            throw new RuleViolation("climb.none");
        subject.Remark(CaseAction.EndClimb, step);
        foreach (var climb in standing)
            (climb.EndedAt, climb.EndedBy, climb.Outcome) = (step.Now, actor.AccountId, step.Note);
        return await desk.Save(subject, ct);
    }

    /// <summary>Who works on the case or watches over its place may call.</summary>
    private Step Step(Case subject, Actor actor, string note)
    {
        var permission = actor.PostFor(Permission.Handle, subject.AreaCode, subject.LeadUnitCode) is null
            ? Permission.Supervise
            : Permission.Handle;
        return desk.StepFor(permission, subject, actor, note);
    }

    private async ValueTask<ClimbLevel> LevelOf(ActorPost post, CancellationToken ct)
    {
        var area = post.AreaCode ?? (await units.Find(post.UnitCode!, ct))?.AreaCode ?? "";
        return area.Length switch
        {
            >= 17 => ClimbLevel.MicroGrid,
            >= 15 => ClimbLevel.Grid,
            >= 12 => ClimbLevel.Community,
            >= 9 => ClimbLevel.Street,
            _ => ClimbLevel.District,
        };
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
