using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Meetings;

/// <summary>Moves a meeting, asks other units, or calls it off, as long as its minutes are not signed. 变更会议</summary>
public sealed class ChangeMeeting(CouncilDesk desk, MeetingScope scope)
{
    /// <param name="UnitCodes">Who is asked from now on; null leaves them.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed, Longest(Meeting.LongestTitle)] string Title,
        [property: Needed] DateTime? BeginsAt,
        [property: Needed] DateTime? EndsAt,
        [property: Needed, Longest(Meeting.LongestPlace)] string Place,
        [property: Longest(Meeting.LongestAgenda)] string? Agenda = null,
        IReadOnlyList<string>? UnitCodes = null,
        int? Version = null
    );

    /// <param name="Why">Told to everybody who was asked.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record CallingOff([property: Needed, Longest(Participant.LongestReason)] string Why, int? Version = null);

    public sealed record Changed(Guid Id, MeetingState State, int Version);

    public static void Map(IEndpointRouteBuilder meetings)
    {
        meetings
            .MapPut(
                "/{meetingId:guid}",
                (Guid meetingId, Command command, ChangeMeeting feature, Actor actor, CancellationToken ct) =>
                    feature.Run(meetingId, command, actor, ct)
            )
            .WithSummary("变更会议 · Move a meeting");
        meetings
            .MapPost(
                "/{meetingId:guid}/calling-off",
                (Guid meetingId, CallingOff command, ChangeMeeting feature, Actor actor, CancellationToken ct) =>
                    feature.CallOff(meetingId, command, actor, ct)
            )
            .WithSummary("取消会议 · Call a meeting off");
    }

    /// <exception cref="RuleViolation"><c>meeting.signed</c>, <c>meeting.called-off</c>, <c>meeting.nobody</c>.</exception>
    public async Task<Changed> Run(Guid meetingId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var meeting = await scope.ToHold(meetingId, command.Version, actor, ct);
        meeting.Demand();
        var kind = (await MeetingKinds.Of(desk.Db, ct)).First(k => k.Key == meeting.KindKey);
        var (begins, ends) = CallMeeting.Times(command.BeginsAt, command.EndsAt, desk.Now);
        var place = PlainText.CleanLine(command.Place);
        var isMoved = begins != meeting.BeginsAt || place != meeting.Place;
        meeting.Plan(
            PlainText.CleanLine(command.Title),
            begins,
            ends,
            place,
            CouncilDesk.Text(command.Agenda) ?? meeting.Agenda,
            isMoved ? begins < desk.Now.AddHours(kind.NoticeHours) : meeting.IsShortNotice
        );
        var there = await desk.Db.Set<Participant>().Where(p => p.MeetingId == meetingId).ToListAsync(ct);
        if (command.UnitCodes is not null)
        {
            var wanted = await desk.Known(nameof(command.UnitCodes), command.UnitCodes, ct);
            if (wanted.Count == 0)
                throw new RuleViolation("meeting.nobody");
            desk.Db.RemoveRange(there.Where(p => !wanted.Contains(p.UnitCode)));
            foreach (var code in wanted.Where(c => there.TrueForAll(p => p.UnitCode != c)))
                await CallMeeting.Ask(desk, meeting, code, ct);
            there = [.. there.Where(p => wanted.Contains(p.UnitCode))];
        }
        if (isMoved)
        {
            foreach (var one in there)
            {
                one.AskAgain();
                await CallMeeting.Tell(desk, meeting, one.UnitCode, CouncilNewsKind.MeetingCalled, ct);
            }
            CallMeeting.SetReminder(desk, meeting, kind);
        }
        desk.Db.Audit(actor, "meeting.changed", meeting.Id, $"{meeting.No} {meeting.Title}", desk.Now);
        await desk.Save(ct);
        return new Changed(meeting.Id, meeting.State, meeting.Version);
    }

    /// <exception cref="RuleViolation"><c>meeting.signed</c>, <c>meeting.called-off</c>.</exception>
    public async Task<Changed> CallOff(Guid meetingId, CallingOff command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var meeting = await scope.ToHold(meetingId, command.Version, actor, ct);
        meeting.CallOff(CouncilDesk.Needed(nameof(command.Why), command.Why));
        foreach (var code in await desk.Db.Set<Participant>().Where(p => p.MeetingId == meetingId).Select(p => p.UnitCode).ToListAsync(ct))
            desk.Db.TellCouncil(
                await desk.PeopleOf(code, ct),
                CouncilNewsKind.MeetingCalled,
                meeting.Id,
                meeting.Title,
                meeting.AreaCode,
                $"会议取消：{meeting.CalledOffWhy}",
                desk.Now
            );
        desk.Db.Audit(actor, "meeting.called-off", meeting.Id, meeting.No, desk.Now);
        await desk.Save(ct);
        return new Changed(meeting.Id, meeting.State, meeting.Version);
    }
}
