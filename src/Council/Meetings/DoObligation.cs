using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Council.Files;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Meetings;

/// <summary>A unit does what was settled and hands in evidence; who holds the meeting looks at it. 办理议定事项</summary>
public sealed class DoObligation(CouncilDesk desk, MeetingScope scope, FileIntake intake)
{
    /// <param name="Result">What was done.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Needed, Longest(Obligation.LongestResult)] string Result, int? Version = null);

    /// <param name="IsDone">True: done; false: goes back, with the reason.</param>
    /// <param name="Why">What is missing.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Checking(
        [property: Needed] bool? IsDone,
        [property: Longest(Participant.LongestReason)] string? Why = null,
        int? Version = null
    );

    public sealed record Moved(Guid Id, ObligationState State, bool WasLate, int Version);

    public static void Map(IEndpointRouteBuilder obligations)
    {
        obligations
            .MapPost(
                "/{obligationId:guid}/hand-in",
                async (Guid obligationId, HttpRequest request, DoObligation feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, files) = await FormOrJson.Read<Command>(request, ct);
                    return await feature.HandIn(obligationId, command, files, actor, ct);
                }
            )
            .WithSummary("反馈议定事项 · Hand in what was settled")
            .DisableAntiforgery();
        obligations
            .MapPost(
                "/{obligationId:guid}/check",
                (Guid obligationId, Checking command, DoObligation feature, Actor actor, CancellationToken ct) =>
                    feature.Check(obligationId, command, actor, ct)
            )
            .WithSummary("核对议定事项 · Check what was settled");
    }

    /// <exception cref="NotFound">Not there, or not the actor's to see.</exception>
    /// <exception cref="RuleViolation"><c>obligation.not-yours</c>, <c>obligation.not-owed</c>, <c>file.*</c>.</exception>
    public async Task<Moved> HandIn(
        Guid obligationId,
        Command command,
        IReadOnlyList<IncomingFile> files,
        Actor actor,
        CancellationToken ct
    )
    {
        Input.Check(command);
        var (row, meeting) = await Find(obligationId, command.Version, actor, ct);
        var post = await Worker(row, meeting, actor, ct) ?? throw new RuleViolation("obligation.not-yours");
        row.HandIn(CouncilDesk.Needed(nameof(command.Result), command.Result), actor.AccountId, post.Title, desk.Now);
        await intake.Keep(desk, row.Id, files, CouncilFileKind.Evidence, post.Title, ct);
        await OnTheCase(row, $"议定事项已办：{row.Text}。{row.Result}", actor, post, ct);
        if (meeting.SignedBy is { } signer)
            desk.Db.TellCouncil([signer], CouncilNewsKind.ObligationDone, row.Id, meeting.Title, meeting.AreaCode, row.Text, desk.Now);
        desk.Db.Audit(actor, "obligation.handed-in", row.Id, $"{meeting.No} {row.No} {row.UnitCode}", desk.Now);
        await desk.Save(ct);
        return Told(row);
    }

    /// <exception cref="RuleViolation"><c>obligation.not-handed-in</c>, <c>obligation.own-work</c>.</exception>
    public async Task<Moved> Check(Guid obligationId, Checking command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (row, meeting) = await Find(obligationId, command.Version, actor, ct);
        var post = actor.Require(Permission.HoldMeetings, meeting.AreaCode);
        var isDone = command.IsDone == true;
        var why = isDone ? CouncilDesk.Text(command.Why) : CouncilDesk.Needed(nameof(command.Why), command.Why);
        row.Check(isDone, why, actor.AccountId, post.Title, desk.Now);
        await OnTheCase(row, isDone ? $"议定事项办结：{row.Text}" : $"议定事项未办好：{row.Text}。{why}", actor, post, ct);
        if (!isDone)
            desk.Db.TellCouncil(
                await desk.PeopleOf(row.UnitCode, ct),
                CouncilNewsKind.ObligationGiven,
                row.Id,
                meeting.Title,
                meeting.AreaCode,
                $"未办好：{why}",
                desk.Now
            );
        desk.Db.Audit(actor, isDone ? "obligation.done" : "obligation.sent-back", row.Id, $"{meeting.No} {row.No}", desk.Now);
        await desk.Save(ct);
        return Told(row);
    }

    /// <summary>The obligation and its meeting, when the actor may see them.</summary>
    internal async Task<(Obligation Row, Meeting Meeting)> Find(Guid obligationId, int? version, Actor actor, CancellationToken ct)
    {
        var row =
            await desk.Db.Set<Obligation>().FirstOrDefaultAsync(o => o.Id == obligationId && o.State != ObligationState.Draft, ct)
            ?? throw new NotFound("obligation");
        var meeting = await scope.Find(row.MeetingId, actor, ct);
        CouncilDesk.Seen(row, version);
        return (row, meeting);
    }

    /// <summary>By the unit; for a unit without anybody, by who holds the meeting.</summary>
    internal async Task<ActorPost?> Worker(Obligation row, Meeting meeting, Actor actor, CancellationToken ct) =>
        CouncilDesk.UnitPost(actor, row.UnitCode)
        ?? ((await desk.PeopleOf(row.UnitCode, ct)).Count == 0 ? actor.PostFor(Permission.HoldMeetings, meeting.AreaCode) : null);

    private async Task OnTheCase(Obligation row, string note, Actor actor, ActorPost post, CancellationToken ct)
    {
        if (row.CaseId is { } caseId && (await desk.Cases.Of([caseId], actor, ct)).Count > 0)
            await desk.Cases.Note(caseId, Platform.Text.TextElements.Cut(note, 900), row.UnitCode, [], actor, post, ct);
    }

    private static Moved Told(Obligation row) => new(row.Id, row.State, row.LateAt is not null, row.Version);
}

/// <summary>A day before the last day the unit is reminded; after it, unit and signer are told and the mark stays. 议定事项到期</summary>
internal sealed class ObligationTimer(CouncilDesk desk) : ITimerHandler
{
    public const string Name = "council.obligation";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var row = await db.Set<Obligation>().FirstOrDefaultAsync(o => o.Id == timer.SubjectId, ct);
        if (row is not { State: ObligationState.Owed })
            return;
        var meeting = await db.Set<Meeting>().AsNoTracking().FirstAsync(m => m.Id == row.MeetingId, ct);
        var isLate = now >= row.DueAt;
        if (isLate)
            row.Miss(now);
        IEnumerable<Guid> told = await desk.PeopleOf(row.UnitCode, ct);
        if (isLate && meeting.SignedBy is { } signer)
            told = told.Append(signer);
        db.TellCouncil(
            told,
            isLate ? CouncilNewsKind.ObligationLate : CouncilNewsKind.ObligationNear,
            row.Id,
            meeting.Title,
            meeting.AreaCode,
            $"{row.Text}，{row.DueOn:yyyy-MM-dd} 前完成",
            now
        );
    }
}
