using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Council.Receptions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Meetings;

/// <summary>Calls a meeting, about cases or without: units are told and answer, the record of each case says so. 召集会议</summary>
public sealed class CallMeeting(CouncilDesk desk)
{
    public const int MostCases = 20;
    public const int MostUnits = 40;

    /// <summary>A meeting can be put down so long after it began: some are held at once.</summary>
    public static readonly TimeSpan Afterwards = TimeSpan.FromDays(1);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly int[] CodeLengths = [17, 15, 12, 9];

    /// <param name="Kind">Key of a kind of the district.</param>
    /// <param name="BeginsAt">UTC.</param>
    /// <param name="EndsAt">UTC; at most 12 hours later.</param>
    /// <param name="Agenda">One point a line.</param>
    /// <param name="AreaCode">Widest area it is about; null: that of its cases or its group.</param>
    /// <param name="Cases">Numbers or ids.</param>
    /// <param name="UnitCodes">Who is asked; none: the units of the cases, or of the group.</param>
    /// <param name="GroupId">Standing group that meets.</param>
    /// <param name="MatterId">Reception matter that it follows up.</param>
    public sealed record Command(
        [property: Needed, Longest(20)] string Kind,
        [property: Needed, Longest(Meeting.LongestTitle)] string Title,
        [property: Needed] DateTime? BeginsAt,
        [property: Needed] DateTime? EndsAt,
        [property: Needed, Longest(Meeting.LongestPlace)] string Place,
        [property: Longest(Meeting.LongestAgenda)] string? Agenda = null,
        [property: Longest(17)] string? AreaCode = null,
        IReadOnlyList<string>? Cases = null,
        IReadOnlyList<string>? UnitCodes = null,
        Guid? GroupId = null,
        Guid? MatterId = null
    );

    public sealed record Called(Guid Id, string No, int Version);

    public static void Map(IEndpointRouteBuilder meetings) =>
        meetings
            .MapPost(
                "",
                (Command command, HttpRequest request, CallMeeting feature, Actor actor, CancellationToken ct) =>
                    feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("召集会议 · Call a meeting");

    /// <exception cref="NotFound">A case, group or matter is not there, or not the actor's to see.</exception>
    /// <exception cref="Forbidden">The actor holds no meetings there.</exception>
    /// <exception cref="RuleViolation"><c>meeting.needs-cases</c>, <c>meeting.nobody</c>.</exception>
    public async Task<Called> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var called = await Once.Run(desk.Db, "meeting", key, command, desk.Now, () => Call(command, actor, ct), ct);
        desk.Cases.Saved();
        return called;
    }

    private async Task<Called> Call(Command command, Actor actor, CancellationToken ct)
    {
        var kind =
            (await MeetingKinds.Of(desk.Db, ct)).FirstOrDefault(k => k.Key == command.Kind)
            ?? throw new InvalidInput(nameof(command.Kind), "input.invalid");
        var (begins, ends) = Times(command.BeginsAt, command.EndsAt, desk.Now);
        var cases = await Found(command.Cases, actor, ct);
        if (kind.NeedsCases && cases.Count == 0)
            throw new RuleViolation("meeting.needs-cases");
        var group = command.GroupId is { } groupId
            ? await desk.Db.Set<StandingGroup>().FirstOrDefaultAsync(g => g.Id == groupId && g.EndedAt == null, ct)
                ?? throw new NotFound("group")
            : null;
        var area = command.AreaCode is { Length: > 0 }
            ? desk.Area(nameof(command.AreaCode), command.AreaCode)
            : group?.AreaCode ?? Common([.. cases.Select(c => c.AreaCode)]);
        var post = actor.Require(Permission.HoldMeetings, area);
        if (group is not null && !CouncilDesk.Holds(actor, group.AreaCode))
            throw new NotFound("group");
        var asked = await desk.Known(nameof(command.UnitCodes), command.UnitCodes, ct);
        var units = asked.Count > 0 ? asked : await Natural(cases, group, ct);
        if (units.Count == 0)
            throw new RuleViolation("meeting.nobody");
        if (units.Count > MostUnits)
            throw new RuleViolation("meeting.too-many-units", MostUnits);
        var meeting = new Meeting
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            No = desk.NewNo(),
            KindKey = kind.Key,
            AreaCode = area,
            GroupId = group?.Id,
            MatterId = command.MatterId,
            CalledBy = actor.AccountId,
            CalledByTitle = post.Title,
            CalledAt = desk.Now,
        };
        meeting.Plan(
            PlainText.CleanLine(command.Title),
            begins,
            ends,
            PlainText.CleanLine(command.Place),
            CouncilDesk.Text(command.Agenda) ?? kind.Agenda,
            begins < desk.Now.AddHours(kind.NoticeHours)
        );
        desk.Db.Add(meeting);
        foreach (var code in units)
            await Ask(desk, meeting, code, ct);
        foreach (var one in cases)
            await TakeUp(meeting, kind, one, units, actor, post, ct);
        if (command.MatterId is { } matterId)
            await MatterFollow.Link(desk, matterId, FollowKind.Meeting, meeting.Id, actor, ct);
        SetReminder(desk, meeting, kind);
        desk.Db.Audit(actor, "meeting.called", meeting.Id, $"{meeting.No} {meeting.Title}", desk.Now);
        return new Called(meeting.Id, meeting.No, meeting.Version);
    }

    private async Task TakeUp(
        Meeting meeting,
        MeetingKind kind,
        ConferredCase one,
        IReadOnlyList<string> units,
        Actor actor,
        ActorPost post,
        CancellationToken ct
    )
    {
        desk.Db.Add(
            new MeetingCase
            {
                DistrictId = meeting.DistrictId,
                MeetingId = meeting.Id,
                CaseId = one.Id,
            }
        );
        await desk.Cases.Open(one.Id, units, actor, ct);
        await desk.Cases.Note(one.Id, $"召集{kind.NameZh}：{meeting.Title}，{When(desk, meeting.BeginsAt)}", null, [], actor, post, ct);
    }

    internal static async Task Ask(CouncilDesk desk, Meeting meeting, string unitCode, CancellationToken ct)
    {
        desk.Db.Add(
            new Participant
            {
                DistrictId = meeting.DistrictId,
                MeetingId = meeting.Id,
                UnitCode = unitCode,
            }
        );
        await Tell(desk, meeting, unitCode, CouncilNewsKind.MeetingCalled, ct);
    }

    internal static async Task Tell(CouncilDesk desk, Meeting meeting, string unitCode, CouncilNewsKind kind, CancellationToken ct) =>
        desk.Db.TellCouncil(
            await desk.PeopleOf(unitCode, ct),
            kind,
            meeting.Id,
            meeting.Title,
            meeting.AreaCode,
            $"{When(desk, meeting.BeginsAt)}，{meeting.Place}",
            desk.Now
        );

    /// <summary>One reminder before it begins, for those who have not answered by then.</summary>
    internal static void SetReminder(CouncilDesk desk, Meeting meeting, MeetingKind kind)
    {
        var at = meeting.BeginsAt.AddHours(-kind.RemindHours);
        if (kind.RemindHours > 0 && at > desk.Now)
            desk.Db.SetTimer(MeetingTimer.Name, meeting.Id, at, desk.Now, new MeetingTimer.About(meeting.BeginsAt));
    }

    internal static string When(CouncilDesk desk, DateTime at) =>
        desk.Calendar.Local(at).ToString("M 月 d 日 HH:mm", CultureInfo.InvariantCulture);

    /// <exception cref="InvalidInput">Too long ago, ends before it begins, or goes on too long.</exception>
    internal static (DateTime Begins, DateTime Ends) Times(DateTime? beginsAt, DateTime? endsAt, DateTime now)
    {
        var begins = beginsAt!.Value.ToUniversalTime().CutToMilliseconds();
        var ends = endsAt!.Value.ToUniversalTime().CutToMilliseconds();
        if (begins < now - Afterwards || begins > now.AddYears(1))
            throw new InvalidInput("BeginsAt", "meeting.time");
        if (ends <= begins || ends - begins > Longest)
            throw new InvalidInput("EndsAt", "meeting.time");
        return (begins, ends);
    }

    private async Task<IReadOnlyList<ConferredCase>> Found(IReadOnlyList<string>? names, Actor actor, CancellationToken ct)
    {
        var asked = (names ?? []).Select(n => n?.Trim() ?? "").Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (asked.Count > MostCases)
            throw new RuleViolation("meeting.too-many-cases", MostCases);
        var found = await desk.Cases.Named(asked, actor, ct);
        return found.Count >= asked.Count ? found : throw new NotFound("case");
    }

    private async Task<IReadOnlyList<string>> Natural(IReadOnlyList<ConferredCase> cases, StandingGroup? group, CancellationToken ct)
    {
        if (group is null)
            return [.. cases.SelectMany(c => c.UnitCodes).Distinct()];
        return await desk
            .Db.Set<GroupMember>()
            .Where(m => m.GroupId == group.Id && m.UnitCode != null)
            .OrderBy(m => m.No)
            .Select(m => m.UnitCode!)
            .ToListAsync(ct);
    }

    /// <summary>What the codes have in common; at least the district.</summary>
    private string Common(IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
            return desk.District;
        var first = codes[0];
        var length = CodeLengths.FirstOrDefault(
            n => first.Length >= n && codes.All(c => c.Length >= n && c.AsSpan(0, n).SequenceEqual(first.AsSpan(0, n))),
            6
        );
        return first[..Math.Min(length, first.Length)];
    }
}

/// <summary>The meeting is near: units that have not answered are reminded once. 会议提醒</summary>
internal sealed class MeetingTimer(CouncilDesk desk) : ITimerHandler
{
    public const string Name = "council.meeting";

    /// <param name="BeginsAt">As it was planned: moved, another timer speaks for it.</param>
    internal sealed record About(DateTime BeginsAt);

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var about = System.Text.Json.JsonSerializer.Deserialize<About>(timer.Data!)!;
        var meeting = await db.Set<Meeting>().FirstOrDefaultAsync(m => m.Id == timer.SubjectId, ct);
        if (meeting is not { State: MeetingState.Called } || meeting.BeginsAt != about.BeginsAt)
            return;
        foreach (
            var silent in await db.Set<Participant>()
                .Where(p => p.MeetingId == meeting.Id && p.Answer == Answer.None && p.RemindedAt == null)
                .ToListAsync(ct)
        )
        {
            silent.RemindedAt = now;
            await CallMeeting.Tell(desk, meeting, silent.UnitCode, CouncilNewsKind.MeetingUnanswered, ct);
        }
    }
}
