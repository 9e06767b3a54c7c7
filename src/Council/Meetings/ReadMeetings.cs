using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Council.Files;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Meetings;

/// <summary>Reads meetings, what was settled in them, and what units owe. 会议查询</summary>
public sealed class ReadMeetings(CouncilDesk desk, MeetingScope scope, DoObligation work)
{
    public const int PageSize = 50;

    /// <param name="Asked">Units that are asked.</param>
    /// <param name="Answered">Of these, how many have answered.</param>
    /// <param name="Open">Obligations that are not done.</param>
    /// <param name="Late">Of these, how many are over their day.</param>
    /// <param name="NeedsMe">A unit of the reader has not answered.</param>
    public sealed record Row(
        Guid Id,
        string No,
        string Kind,
        string Title,
        DateTime BeginsAt,
        string Place,
        string AreaName,
        MeetingState State,
        int Asked,
        int Answered,
        int Open,
        int Late,
        bool NeedsMe
    );

    public sealed record Part(Participant Of, string UnitName, bool IsMine);

    public sealed record PointView(Decision Of, string? UnitName, string? CaseTitle);

    /// <summary>A photo, film or voice note of an obligation.</summary>
    public sealed record EvidenceView(CouncilFile Of, FileKind Kind);

    /// <param name="CaseTitle">Null when it belongs to no case, or not to one that the reader may see.</param>
    /// <param name="IsLate">Not handed in, and the day is over.</param>
    /// <param name="MayHandIn">The reader works for the unit, and it is owed.</param>
    /// <param name="MayCheck">The reader holds the meeting, and it is handed in by somebody else.</param>
    public sealed record ObligationView(
        Obligation Of,
        string UnitName,
        string MeetingNo,
        string MeetingTitle,
        string? CaseTitle,
        bool IsLate,
        IReadOnlyList<EvidenceView> Files,
        bool MayHandIn,
        bool MayCheck,
        bool MayOpen
    );

    /// <param name="Hidden">Cases that the reader may not see.</param>
    /// <param name="IsIntact">The words give the fingerprint that was signed; null before signing.</param>
    public sealed record View(
        Meeting Of,
        MeetingKind Kind,
        string AreaName,
        IReadOnlyList<ConferredCase> Cases,
        int Hidden,
        IReadOnlyList<Part> Parts,
        IReadOnlyList<PointView> Points,
        IReadOnlyList<ObligationView> Obligations,
        IReadOnlyList<Addendum> Addenda,
        bool? IsIntact,
        bool MayHold,
        string? GroupName
    );

    public sealed record MeetingLines(IReadOnlyList<Row> Items);

    public sealed record CaseLine(Guid Id, string? CaseNo, string Title);

    public sealed record UnitLine(
        string UnitCode,
        string UnitName,
        string Answer,
        string? Who,
        string? Reason,
        bool? WasThere,
        int Version
    );

    public sealed record DecisionLine(int No, string Kind, string Text, Guid? CaseId, string? UnitCode, bool SettledGap);

    public sealed record ObligationLine(
        Guid Id,
        int No,
        string UnitCode,
        string Text,
        DateOnly DueOn,
        Guid? CaseId,
        string State,
        bool IsLate,
        int Version
    );

    public sealed record AddendumLine(int No, string Text, DateTime At, string Fingerprint);

    /// <summary>A meeting as data.</summary>
    public sealed record MeetingData(
        Guid Id,
        string No,
        string Kind,
        string Title,
        DateTime BeginsAt,
        DateTime EndsAt,
        string Place,
        string Agenda,
        string AreaCode,
        string State,
        string? Minutes,
        string? Fingerprint,
        bool? IsIntact,
        int Version,
        IReadOnlyList<CaseLine> Cases,
        int Hidden,
        IReadOnlyList<UnitLine> Units,
        IReadOnlyList<DecisionLine> Decisions,
        IReadOnlyList<ObligationLine> Obligations,
        IReadOnlyList<AddendumLine> Addenda
    );

    public static void Map(IEndpointRouteBuilder meetings)
    {
        meetings
            .MapGet(
                "",
                async (bool? past, string? kind, ReadMeetings feature, Actor actor, CancellationToken ct) =>
                    new MeetingLines(await feature.List(past ?? false, kind, actor, ct))
            )
            .WithSummary("会议列表 · Meetings");
        meetings
            .MapGet(
                "/{meetingId:guid}",
                async (Guid meetingId, ReadMeetings feature, Actor actor, CancellationToken ct) =>
                    Told(await feature.One(meetingId, actor, ct))
            )
            .WithSummary("会议详情 · One meeting");
        meetings
            .MapGet(
                "/{meetingId:guid}/calendar.ics",
                async (Guid meetingId, ReadMeetings feature, Actor actor, CancellationToken ct) =>
                    await feature.Calendar(meetingId, actor, ct)
            )
            .WithSummary("会议日历文件 · The meeting as a calendar file");
    }

    /// <summary>As data: the rows themselves, with what is reckoned.</summary>
    private static MeetingData Told(View view) =>
        new(
            view.Of.Id,
            view.Of.No,
            view.Of.KindKey,
            view.Of.Title,
            view.Of.BeginsAt,
            view.Of.EndsAt,
            view.Of.Place,
            view.Of.Agenda,
            view.Of.AreaCode,
            view.Of.State.ToString(),
            view.Of.Minutes,
            view.Of.Fingerprint,
            view.IsIntact,
            view.Of.Version,
            [.. view.Cases.Select(c => new CaseLine(c.Id, c.CaseNo, c.Title))],
            view.Hidden,
            [
                .. view.Parts.Select(p => new UnitLine(
                    p.Of.UnitCode,
                    p.UnitName,
                    p.Of.Answer.ToString(),
                    p.Of.Who,
                    p.Of.Reason,
                    p.Of.WasThere,
                    p.Of.Version
                )),
            ],
            [
                .. view.Points.Select(p => new DecisionLine(
                    p.Of.No,
                    p.Of.Kind.ToString(),
                    p.Of.Text,
                    p.Of.CaseId,
                    p.Of.UnitCode,
                    p.Of.SettledGap
                )),
            ],
            [
                .. view.Obligations.Select(o => new ObligationLine(
                    o.Of.Id,
                    o.Of.No,
                    o.Of.UnitCode,
                    o.Of.Text,
                    o.Of.DueOn,
                    o.Of.CaseId,
                    o.Of.State.ToString(),
                    o.IsLate,
                    o.Of.Version
                )),
            ],
            [.. view.Addenda.Select(a => new AddendumLine(a.No, a.Text, a.At, a.Fingerprint))]
        );

    /// <summary>What is to come, or what has been, the nearest first; at most <see cref="PageSize"/>.</summary>
    public async Task<IReadOnlyList<Row>> List(bool isPast, string? kindKey, Actor actor, CancellationToken ct)
    {
        var (db, since) = (desk.Db, desk.Now - CallMeeting.Afterwards);
        var found = scope.Visible(actor).AsNoTracking();
        if (kindKey is { Length: > 0 })
            found = found.Where(m => m.KindKey == kindKey);
        found = isPast
            ? found.Where(m => m.State != MeetingState.Called || m.BeginsAt < since).OrderByDescending(m => m.BeginsAt).ThenBy(m => m.Id)
            : found.Where(m => m.State == MeetingState.Called && m.BeginsAt >= since).OrderBy(m => m.BeginsAt).ThenBy(m => m.Id);
        var rows = await found.Take(PageSize).ToListAsync(ct);
        var ids = rows.ConvertAll(m => m.Id);
        var parts = (await db.Set<Participant>().AsNoTracking().Where(p => ids.Contains(p.MeetingId)).ToListAsync(ct)).ToLookup(p =>
            p.MeetingId
        );
        var owed = (
            await db.Set<Obligation>()
                .AsNoTracking()
                .Where(o => ids.Contains(o.MeetingId) && (o.State == ObligationState.Owed || o.State == ObligationState.HandedIn))
                .Select(o => new
                {
                    o.MeetingId,
                    o.State,
                    o.DueAt,
                })
                .ToListAsync(ct)
        ).ToLookup(o => o.MeetingId);
        var kinds = (await MeetingKinds.Of(db, ct)).ToDictionary(k => k.Key, k => k.Name(CultureInfo.CurrentUICulture));
        var mine = CouncilDesk.UnitsOf(actor);
        return
        [
            .. rows.Select(m => new Row(
                m.Id,
                m.No,
                kinds.GetValueOrDefault(m.KindKey, m.KindKey),
                m.Title,
                m.BeginsAt,
                m.Place,
                desk.AreaName(m.AreaCode),
                m.State,
                parts[m.Id].Count(),
                parts[m.Id].Count(p => p.Answer != Answer.None),
                owed[m.Id].Count(),
                owed[m.Id].Count(o => o.State == ObligationState.Owed && o.DueAt < desk.Now),
                m.State == MeetingState.Called && parts[m.Id].Any(p => p.Answer == Answer.None && mine.Contains(p.UnitCode))
            )),
        ];
    }

    /// <exception cref="NotFound">Not there, or not the actor's to see.</exception>
    public async Task<View> One(Guid meetingId, Actor actor, CancellationToken ct)
    {
        var db = desk.Db;
        var meeting = await scope.Find(meetingId, actor, ct);
        var kind =
            (await MeetingKinds.Of(db, ct)).FirstOrDefault(k => k.Key == meeting.KindKey) ?? new MeetingKind { Key = meeting.KindKey };
        var caseIds = await db.Set<MeetingCase>().Where(c => c.MeetingId == meetingId).Select(c => c.CaseId).ToListAsync(ct);
        var cases = await desk.Cases.Of(caseIds, actor, ct);
        var parts = await db.Set<Participant>().AsNoTracking().Where(p => p.MeetingId == meetingId).ToListAsync(ct);
        var points = await db.Set<Decision>().AsNoTracking().Where(d => d.MeetingId == meetingId).OrderBy(d => d.No).ToListAsync(ct);
        var owed = await db.Set<Obligation>().AsNoTracking().Where(o => o.MeetingId == meetingId).OrderBy(o => o.No).ToListAsync(ct);
        var addenda = await db.Set<Addendum>().AsNoTracking().Where(a => a.MeetingId == meetingId).OrderBy(a => a.No).ToListAsync(ct);
        var mine = CouncilDesk.UnitsOf(actor);
        var told = new List<Part>();
        foreach (var one in parts.OrderBy(p => p.UnitCode, StringComparer.Ordinal))
            told.Add(new Part(one, await desk.UnitName(one.UnitCode, ct), mine.Contains(one.UnitCode)));
        var decided = new List<PointView>();
        foreach (var one in points)
            decided.Add(
                new PointView(
                    one,
                    one.UnitCode is { } code ? await desk.UnitName(code, ct) : null,
                    cases.FirstOrDefault(c => c.Id == one.CaseId)?.Title
                )
            );
        var mayHold = CouncilDesk.Holds(actor, meeting.AreaCode);
        return new View(
            meeting,
            kind,
            desk.AreaName(meeting.AreaCode),
            cases,
            caseIds.Count - cases.Count,
            told,
            mayHold || meeting.State == MeetingState.Signed ? decided : [],
            mayHold || meeting.State == MeetingState.Signed ? await Told(owed, actor, ct) : [],
            addenda,
            meeting.Fingerprint is { } print ? IsIntact(meeting, print, caseIds, parts, points, owed, addenda) : null,
            mayHold,
            meeting.GroupId is { } groupId
                ? await db.Set<StandingGroup>().Where(g => g.Id == groupId).Select(g => g.Name).FirstOrDefaultAsync(ct)
                : null
        );
    }

    private static bool IsIntact(
        Meeting meeting,
        string print,
        List<Guid> caseIds,
        List<Participant> parts,
        List<Decision> points,
        List<Obligation> owed,
        List<Addendum> addenda
    )
    {
        if (MinutesPrint.Of(meeting, caseIds, parts, points, owed) != print)
            return false;
        foreach (var one in addenda)
        {
            if (MinutesPrint.Of(print, one.No, one.Text, one.ByTitle, one.At) != one.Fingerprint)
                return false;
            print = one.Fingerprint;
        }
        return true;
    }

    /// <summary>One obligation with what its page needs.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's to see.</exception>
    public async Task<ObligationView> Obligation(Guid obligationId, Actor actor, CancellationToken ct)
    {
        var (row, _) = await work.Find(obligationId, null, actor, ct);
        return (await Told([row], actor, ct)).Single();
    }

    /// <summary>What was settled about a case; the caller has looked whether the reader may see the case.</summary>
    public async Task<IReadOnlyList<ObligationView>> OfCase(Guid caseId, Actor actor, CancellationToken ct) =>
        await Told(
            await desk
                .Db.Set<Obligation>()
                .AsNoTracking()
                .Where(o => o.CaseId == caseId && o.State != ObligationState.Draft)
                .OrderBy(o => o.DueAt)
                .ThenBy(o => o.Id)
                .ToListAsync(ct),
            actor,
            ct
        );

    /// <summary>Meetings that are called about a case, and those that were held.</summary>
    public Task<List<Meeting>> MeetingsOf(Guid caseId, CancellationToken ct) =>
        desk
            .Db.Set<Meeting>()
            .AsNoTracking()
            .Where(m => m.State != MeetingState.CalledOff && desk.Db.Set<MeetingCase>().Any(c => c.CaseId == caseId && c.MeetingId == m.Id))
            .OrderByDescending(m => m.BeginsAt)
            .ThenBy(m => m.Id)
            .ToListAsync(ct);

    /// <summary>What units owe, the next day first.</summary>
    public async Task<IReadOnlyList<ObligationView>> OfUnits(IReadOnlyList<string> unitCodes, Actor actor, CancellationToken ct) =>
        await Told(
            await desk
                .Db.Set<Obligation>()
                .AsNoTracking()
                .Where(o => unitCodes.Contains(o.UnitCode) && (o.State == ObligationState.Owed || o.State == ObligationState.HandedIn))
                .OrderBy(o => o.DueAt)
                .ThenBy(o => o.Id)
                .Take(PageSize)
                .ToListAsync(ct),
            actor,
            ct
        );

    /// <summary>Meetings to which units are asked and have not answered.</summary>
    public Task<List<Meeting>> Unanswered(IReadOnlyList<string> unitCodes, CancellationToken ct) =>
        desk
            .Db.Set<Meeting>()
            .AsNoTracking()
            .Where(m =>
                m.State == MeetingState.Called
                && desk.Db.Set<Participant>().Any(p => p.MeetingId == m.Id && p.Answer == Answer.None && unitCodes.Contains(p.UnitCode))
            )
            .OrderBy(m => m.BeginsAt)
            .ThenBy(m => m.Id)
            .Take(PageSize)
            .ToListAsync(ct);

    /// <summary>Open obligations of all meetings that the actor holds, late ones first.</summary>
    public async Task<IReadOnlyList<ObligationView>> Owed(Actor actor, CancellationToken ct)
    {
        var meetings = scope.Visible(actor).Select(m => m.Id);
        return await Told(
            await desk
                .Db.Set<Obligation>()
                .AsNoTracking()
                .Where(o => (o.State == ObligationState.Owed || o.State == ObligationState.HandedIn) && meetings.Contains(o.MeetingId))
                .OrderBy(o => o.DueAt)
                .ThenBy(o => o.Id)
                .Take(PageSize)
                .ToListAsync(ct),
            actor,
            ct
        );
    }

    private async Task<IReadOnlyList<ObligationView>> Told(List<Obligation> rows, Actor actor, CancellationToken ct)
    {
        if (rows.Count == 0)
            return []; // the page of nearly every case
        var ids = rows.ConvertAll(o => o.Id);
        var meetingIds = rows.Select(o => o.MeetingId).Distinct().ToList();
        var meetings = await desk.Db.Set<Meeting>().AsNoTracking().Where(m => meetingIds.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        var files = (
            await desk.Db.Set<CouncilFile>().AsNoTracking().Where(f => ids.Contains(f.SubjectId)).OrderBy(f => f.At).ToListAsync(ct)
        ).ToLookup(f => f.SubjectId);
        var hashes = files.SelectMany(f => f.Select(x => x.FileHash)).Distinct().ToList();
        var kinds = await desk.Db.Set<StoredFile>().Where(f => hashes.Contains(f.Hash)).ToDictionaryAsync(f => f.Hash, f => f.Kind, ct);
        var cases = (await desk.Cases.Of([.. rows.Select(o => o.CaseId).OfType<Guid>().Distinct()], actor, ct)).ToDictionary(c => c.Id);
        var told = new List<ObligationView>(rows.Count);
        foreach (var one in rows)
        {
            var meeting = meetings[one.MeetingId];
            var holds = CouncilDesk.Holds(actor, meeting.AreaCode);
            told.Add(
                new ObligationView(
                    one,
                    await desk.UnitName(one.UnitCode, ct),
                    meeting.No,
                    meeting.Title,
                    one.CaseId is { } caseId ? cases.GetValueOrDefault(caseId)?.Title : null,
                    one.State == ObligationState.Owed && one.DueAt < desk.Now,
                    [.. files[one.Id].Select(f => new EvidenceView(f, kinds.GetValueOrDefault(f.FileHash)))],
                    one.State == ObligationState.Owed && await work.Worker(one, meeting, actor, ct) is not null,
                    one.State == ObligationState.HandedIn && holds && one.HandedInBy != actor.AccountId,
                    holds || CouncilDesk.UnitsOf(actor).Contains(one.UnitCode)
                )
            );
        }
        return told;
    }

    /// <exception cref="NotFound">Not there, or not the actor's to see.</exception>
    private async Task<IResult> Calendar(Guid meetingId, Actor actor, CancellationToken ct)
    {
        var meeting = await scope.Find(meetingId, actor, ct);
        return Results.Text(CalendarFile.Of(meeting, desk.Now), "text/calendar; charset=utf-8");
    }
}
