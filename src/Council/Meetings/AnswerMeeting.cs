using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Meetings;

/// <summary>A unit says whether it comes, and hands in its report where the kind asks for one. 答复会议</summary>
public sealed class AnswerMeeting(CouncilDesk desk, MeetingScope scope)
{
    /// <param name="UnitCode">For which unit; the actor works for it.</param>
    /// <param name="Answer">Comes, Sends or Cannot.</param>
    /// <param name="Who">Post of who comes; needed when somebody else is sent.</param>
    /// <param name="Reason">Needed when nobody can come.</param>
    /// <param name="Report">述职报告; null leaves what was handed in.</param>
    /// <param name="Version">Version of the unit's answer that the person saw.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string UnitCode,
        [property: Needed] Answer? Answer,
        [property: Longest(Participant.LongestWho)] string? Who = null,
        [property: Longest(Participant.LongestReason)] string? Reason = null,
        [property: Longest(Participant.LongestReport)] string? Report = null,
        int? Version = null
    );

    public sealed record Answered(Guid MeetingId, string UnitCode, Answer Answer, int Version);

    public static void Map(IEndpointRouteBuilder meetings) =>
        meetings
            .MapPost(
                "/{meetingId:guid}/answers",
                (Guid meetingId, Command command, AnswerMeeting feature, Actor actor, CancellationToken ct) =>
                    feature.Run(meetingId, command, actor, ct)
            )
            .WithSummary("答复会议通知 · Answer for one's unit");

    /// <exception cref="RuleViolation"><c>meeting.not-your-unit</c>, <c>meeting.signed</c>, <c>meeting.called-off</c>.</exception>
    public async Task<Answered> Run(Guid meetingId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var meeting = await scope.Find(meetingId, actor, ct);
        var post = CouncilDesk.UnitPost(actor, command.UnitCode) ?? throw new RuleViolation("meeting.not-your-unit");
        meeting.Demand();
        var row =
            await desk.Db.Set<Participant>().FirstOrDefaultAsync(p => p.MeetingId == meetingId && p.UnitCode == command.UnitCode, ct)
            ?? throw new RuleViolation("meeting.not-your-unit");
        CouncilDesk.Seen(row, command.Version);
        var (answer, who, reason) = (command.Answer!.Value, PlainText.CleanLine(command.Who), CouncilDesk.Text(command.Reason));
        if (answer == Answer.None)
            throw new InvalidInput(nameof(command.Answer), "input.required");
        if (answer == Answer.Sends && who.Length == 0)
            throw new InvalidInput(nameof(command.Who), "input.required");
        if (answer == Answer.Cannot && reason is null)
            throw new InvalidInput(nameof(command.Reason), "input.required");
        row.Say(answer, who.Length > 0 ? who : null, reason, CouncilDesk.Text(command.Report), post.Title, desk.Now);
        desk.Db.Audit(actor, "meeting.answered", meeting.Id, $"{meeting.No} {row.UnitCode} {answer}", desk.Now);
        await desk.Save(ct);
        return new Answered(meeting.Id, row.UnitCode, row.Answer, row.Version);
    }
}
