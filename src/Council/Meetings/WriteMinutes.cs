using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Meetings;

/// <summary>Writes the minutes, signs them once, adds to what is signed. 会议纪要</summary>
public sealed class WriteMinutes(CouncilDesk desk, MeetingScope scope)
{
    public const int MostPoints = 30;

    /// <param name="CaseId">One of the meeting's cases; needed to make a unit responsible.</param>
    /// <param name="UnitCode">Who answers from now on.</param>
    public sealed record Point(DecisionKind Kind, string? Text, Guid? CaseId = null, string? UnitCode = null);

    /// <param name="DueOn">Local day.</param>
    /// <param name="CaseId">One of the meeting's cases, on whose page it stands; null for none.</param>
    public sealed record Promise(string? UnitCode, string? Text, DateOnly? DueOn, Guid? CaseId = null);

    /// <param name="Minutes">What was said.</param>
    /// <param name="Present">Units of which somebody was there.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Draft(
        [property: Needed, Longest(Meeting.LongestMinutes)] string Minutes,
        IReadOnlyList<string>? Present = null,
        IReadOnlyList<Point>? Decisions = null,
        IReadOnlyList<Promise>? Obligations = null,
        int? Version = null
    );

    /// <param name="BecomesRule">An entry of the register of gaps that is settled becomes a rule in the signer's draft.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Signing(bool BecomesRule = false, int? Version = null);

    /// <param name="Version">The version of the meeting that the person saw.</param>
    public sealed record More([property: Needed, Longest(Addendum.LongestText)] string Text, int? Version = null);

    /// <param name="Fingerprint">Of the minutes, or of the addendum; null before signing.</param>
    public sealed record Written(Guid Id, MeetingState State, string? Fingerprint, int Version);

    public static void Map(IEndpointRouteBuilder meetings)
    {
        meetings
            .MapPut(
                "/{meetingId:guid}/minutes",
                (Guid meetingId, Draft command, WriteMinutes feature, Actor actor, CancellationToken ct) =>
                    feature.Run(meetingId, command, actor, ct)
            )
            .WithSummary("起草纪要 · Write the minutes");
        meetings
            .MapPost(
                "/{meetingId:guid}/signature",
                (Guid meetingId, Signing command, WriteMinutes feature, Actor actor, CancellationToken ct) =>
                    feature.Sign(meetingId, command, actor, ct)
            )
            .WithSummary("签发纪要 · Sign the minutes");
        meetings
            .MapPost(
                "/{meetingId:guid}/addenda",
                (Guid meetingId, More command, WriteMinutes feature, Actor actor, CancellationToken ct) =>
                    feature.Add(meetingId, command, actor, ct)
            )
            .WithSummary("纪要补记 · Add to signed minutes");
    }

    /// <exception cref="RuleViolation"><c>meeting.signed</c>, <c>meeting.called-off</c>, <c>meeting.too-many-points</c>.</exception>
    public async Task<Written> Run(Guid meetingId, Draft command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var meeting = await scope.ToHold(meetingId, command.Version, actor, ct);
        meeting.Write(CouncilDesk.Needed(nameof(command.Minutes), command.Minutes));
        var (points, promises) = (command.Decisions ?? [], command.Obligations ?? []);
        if (points.Count > MostPoints || promises.Count > MostPoints)
            throw new RuleViolation("meeting.too-many-points", MostPoints);
        var cases = await desk.Db.Set<MeetingCase>().Where(c => c.MeetingId == meetingId).Select(c => c.CaseId).ToListAsync(ct);
        var db = desk.Db;
        db.RemoveRange(await db.Set<Decision>().Where(d => d.MeetingId == meetingId).ToListAsync(ct));
        db.RemoveRange(await db.Set<Obligation>().Where(o => o.MeetingId == meetingId).ToListAsync(ct));
        for (var i = 0; i < points.Count; i++)
            db.Add(await Checked(meeting, i + 1, points[i], cases, ct));
        for (var i = 0; i < promises.Count; i++)
            db.Add(await Checked(meeting, i + 1, promises[i], cases, ct));
        foreach (var one in await db.Set<Participant>().Where(p => p.MeetingId == meetingId).ToListAsync(ct))
            one.WasThere = command.Present?.Contains(one.UnitCode) == true;
        db.Audit(actor, "meeting.minutes-written", meeting.Id, meeting.No, desk.Now);
        await desk.Save(ct);
        return new Written(meeting.Id, meeting.State, null, meeting.Version);
    }

    private async Task<Decision> Checked(Meeting meeting, int no, Point? point, List<Guid> cases, CancellationToken ct)
    {
        if (point is null || !Enum.IsDefined(point.Kind))
            throw new InvalidInput("Decisions", "input.invalid");
        Cut("Decisions", point.Text, Decision.LongestText);
        OfMeeting("Decisions", point.CaseId, cases);
        var unit = await desk.Known("Decisions", [point.UnitCode ?? ""], ct) is [var code] ? code : null;
        if (point.Kind == DecisionKind.Responsibility && (point.CaseId is null || unit is null))
            throw new InvalidInput("Decisions", "meeting.responsibility");
        return new Decision
        {
            DistrictId = meeting.DistrictId,
            Id = Ids.New(desk.Now),
            MeetingId = meeting.Id,
            No = no,
            Kind = point.Kind,
            Text = CouncilDesk.Needed("Decisions", point.Text),
            CaseId = point.CaseId,
            UnitCode = unit,
        };
    }

    private async Task<Obligation> Checked(Meeting meeting, int no, Promise? promise, List<Guid> cases, CancellationToken ct)
    {
        if (promise is null)
            throw new InvalidInput("Obligations", "input.invalid");
        Cut("Obligations", promise.Text, Obligation.LongestText);
        OfMeeting("Obligations", promise.CaseId, cases);
        var unit = await desk.Known("Obligations", [promise.UnitCode ?? ""], ct) is [var code]
            ? code
            : throw new InvalidInput("Obligations", "input.required");
        if (promise.DueOn is not { } due || due < desk.Today || due > desk.Today.AddYears(3))
            throw new InvalidInput("Obligations", "obligation.day");
        return new Obligation
        {
            DistrictId = meeting.DistrictId,
            Id = Ids.New(desk.Now),
            MeetingId = meeting.Id,
            No = no,
            CaseId = promise.CaseId,
            UnitCode = unit,
            Text = CouncilDesk.Needed("Obligations", promise.Text),
            DueOn = due,
            DueAt = desk.EndOf(due),
        };
    }

    private static void Cut(string field, string? text, int longest)
    {
        if (text is not null && !new LongestAttribute(longest).IsValid(text))
            throw new InvalidInput(field, "input.too-long");
    }

    private static void OfMeeting(string field, Guid? caseId, List<Guid> cases)
    {
        if (caseId is { } id && !cases.Contains(id))
            throw new InvalidInput(field, "meeting.other-case");
    }

    /// <summary>From now on nothing of it changes: responsibility is settled, obligations begin to run, the fingerprint is taken.</summary>
    /// <exception cref="RuleViolation"><c>meeting.not-begun</c>, <c>meeting.no-minutes</c>, <c>meeting.not-arbiter</c>, <c>meeting.case-ended</c>.</exception>
    public async Task<Written> Sign(Guid meetingId, Signing command, Actor actor, CancellationToken ct)
    {
        Written? written = null;
        await desk.Db.Together(
            async () =>
            {
                written = await SignNow(meetingId, command, actor, ct);
            },
            ct
        );
        desk.Cases.Saved();
        return written!;
    }

    private async Task<Written> SignNow(Guid meetingId, Signing command, Actor actor, CancellationToken ct)
    {
        var db = desk.Db;
        var meeting = await scope.ToHold(meetingId, command.Version, actor, ct);
        meeting.Demand();
        if (meeting.BeginsAt > desk.Now)
            throw new RuleViolation("meeting.not-begun");
        if (meeting.Minutes is null)
            throw new RuleViolation("meeting.no-minutes");
        var post = actor.Require(Permission.HoldMeetings, meeting.AreaCode);
        var decisions = await db.Set<Decision>().Where(d => d.MeetingId == meetingId).OrderBy(d => d.No).ToListAsync(ct);
        foreach (var one in decisions.Where(d => d is { Kind: not DecisionKind.Other, CaseId: not null, UnitCode: not null }))
            one.SettledGap = await desk.Cases.Settle(
                one.CaseId!.Value,
                one.UnitCode!,
                TextElements.Cut($"{one.Text}（会议纪要 {meeting.No}）", 450),
                command.BecomesRule,
                actor,
                ct
            );
        var obligations = await db.Set<Obligation>().Where(o => o.MeetingId == meetingId).OrderBy(o => o.No).ToListAsync(ct);
        foreach (var one in obligations)
            await Begin(meeting, one, actor, post, ct);
        var participants = await db.Set<Participant>().AsNoTracking().Where(p => p.MeetingId == meetingId).ToListAsync(ct);
        var cases = await db.Set<MeetingCase>().Where(c => c.MeetingId == meetingId).Select(c => c.CaseId).ToListAsync(ct);
        meeting.Sign(actor.AccountId, post.Title, desk.Now, () => MinutesPrint.Of(meeting, cases, participants, decisions, obligations));
        db.Audit(actor, "meeting.signed", meeting.Id, $"{meeting.No} {meeting.Fingerprint}", desk.Now);
        await desk.Save(ct);
        return new Written(meeting.Id, meeting.State, meeting.Fingerprint, meeting.Version);
    }

    private async Task Begin(Meeting meeting, Obligation one, Actor actor, ActorPost post, CancellationToken ct)
    {
        one.Begin();
        var near = Near(one.DueOn);
        if (near > desk.Now)
            desk.Db.SetTimer(ObligationTimer.Name, one.Id, near, desk.Now);
        desk.Db.SetTimer(ObligationTimer.Name, one.Id, one.DueAt, desk.Now);
        var name = await desk.UnitName(one.UnitCode, ct);
        if (one.CaseId is { } caseId)
        {
            await desk.Cases.Open(caseId, [one.UnitCode], actor, ct);
            await desk.Cases.Note(caseId, $"会议议定：{one.Text}，{one.DueOn:yyyy-MM-dd} 前完成", one.UnitCode, [], actor, post, ct);
        }
        desk.Db.TellCouncil(
            await desk.PeopleOf(one.UnitCode, ct),
            CouncilNewsKind.ObligationGiven,
            one.Id,
            meeting.Title,
            meeting.AreaCode,
            $"{name}：{one.Text}，{one.DueOn:yyyy-MM-dd} 前完成",
            desk.Now
        );
    }

    /// <summary>Morning of the last working day before the day itself.</summary>
    private DateTime Near(DateOnly dueOn)
    {
        var day = dueOn.AddDays(-1);
        for (var i = 0; i < 15 && !desk.Calendar.IsWorkingDay(day); i++)
            day = day.AddDays(-1);
        return desk.Calendar.LocalMidnightUtc(day).AddHours(9);
    }

    /// <exception cref="RuleViolation"><c>meeting.not-signed</c>.</exception>
    public async Task<Written> Add(Guid meetingId, More command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var meeting = await scope.ToHold(meetingId, command.Version, actor, ct);
        if (meeting.Fingerprint is not { } print)
            throw new RuleViolation("meeting.not-signed");
        var last = await desk
            .Db.Set<Addendum>()
            .AsNoTracking()
            .Where(a => a.MeetingId == meetingId)
            .OrderByDescending(a => a.No)
            .FirstOrDefaultAsync(ct);
        var (no, text) = ((last?.No ?? 0) + 1, CouncilDesk.Needed(nameof(command.Text), command.Text));
        var title = actor.Require(Permission.HoldMeetings, meeting.AreaCode).Title;
        var row = new Addendum
        {
            DistrictId = meeting.DistrictId,
            MeetingId = meetingId,
            No = no,
            Text = text,
            ById = actor.AccountId,
            ByTitle = title,
            At = desk.Now,
            Fingerprint = MinutesPrint.Of(last?.Fingerprint ?? print, no, text, title, desk.Now),
        };
        desk.Db.Add(row);
        desk.Db.Audit(actor, "meeting.added-to", meeting.Id, $"{meeting.No} {no}", desk.Now);
        await desk.Save(ct);
        return new Written(meeting.Id, meeting.State, row.Fingerprint, meeting.Version);
    }
}
