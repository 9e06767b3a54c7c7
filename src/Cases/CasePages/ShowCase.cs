using System.Globalization;
using Gezhi.Cases.Approvals;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Timelines;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CasePages;

/// <summary>Reads everything about one case for its page. 案件详情</summary>
/// <remarks>The timeline says which of the rarer tables have anything to tell, so an ordinary case costs five statements, and one more when a reporter left a phone.</remarks>
public sealed class ShowCase(
    CaseDesk desk,
    UnitDirectory units,
    Staffing staffing,
    FieldCipher cipher,
    CaseSides sides,
    RecordWords record,
    StaffWords words,
    Gezhi.Grids.Contract.PostTitles titles,
    Answers.AnswerShelf answers
)
{
    /// <summary>Reports shown of a case that thousands spoke of: the oldest.</summary>
    public const int MostReports = 60;

    private const int MostJoined = 60;
    private const int MostPhotos = 200;

    /// <param name="key">Case number or id.</param>
    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task<CaseView> Run(string key, Actor actor, CancellationToken ct)
    {
        var visible = desk.Db.Cases.AsNoTracking().VisibleTo(actor, desk.Db);
        var found = Guid.TryParse(key, out var caseId)
            ? await visible.FirstOrDefaultAsync(c => c.Id == caseId, ct)
            : await visible.FirstOrDefaultAsync(c => c.CaseNo == key, ct);
        return await Run(found ?? throw new NotFound("case"), actor, ct);
    }

    internal async Task<CaseView> Run(Case subject, Actor actor, CancellationToken ct)
    {
        var rules = await desk.Rules(ct);
        var (rows, texts) = await Timeline(subject.Id, ct);
        var clock = subject.Clock(desk.CalendarOf(subject));
        var reports = await CaseReads.Reports(desk.Db, subject.Id, MostReports, ct);
        return new CaseView(
            CaseLine.Of(subject),
            ReadCase.DetailOf(subject),
            subject.LeadUnitCode is { } lead ? await units.Find(lead, ct) : null,
            await Helpers(subject, rows, ct),
            DispatchReason.Read(subject.DispatchReason),
            ReportViews(
                reports,
                await Told.Read(desk.Db, reports, rows, ct),
                await Channels.SourceFacts.Of(desk.Db, reports, ct),
                subject,
                actor
            ),
            await CaseReads.Photos(desk.Db, subject.Id, MostPhotos, ct),
            await Steps(rows, texts, rules, actor.PostFor(Permission.SeeContact, subject.AreaCode) is not null, ct),
            TimelineVerification.Fault(
                subject,
                rows.FindAll(r => r.Sequence <= subject.Sequence),
                texts,
                await Own(subject.Id, reports, ct)
            )
                is null,
            await Asked(rows, ct),
            await Joined(subject, rows, ct),
            clock?.Explain(desk.Now) ?? [],
            clock?.UsedMinutes(desk.Now) ?? 0,
            clock?.LimitMinutes
        )
        {
            HandledBy = subject.HandledBy,
            Orders = await sides.Orders(rows, ct),
            Climbs = await sides.Climbs(rows, ct),
            Tasks = await sides.Tasks(rows, ct),
            Appeals = await sides.Appeals(rows, ct),
            Ladder = await sides.Ladder(subject, ct),
            Reviews = rows.Exists(r => r.Action is CaseAction.Rate or CaseAction.CallBack)
                ? await Reviews.ReviewView.Of(desk.Db, subject.Id, SeesRatings(actor, subject.AreaCode), staffing, ct)
                : [],
            LikePhotos = rows.Exists(r => r.Evidence is not null) ? await Reuse.LikePhotos.Of(desk.Db, subject, actor, staffing, ct) : [],
            ArePhotosHidden =
                rows.Exists(r => r.Evidence is not null) && (await Privacy.PhotoConsents.Withheld(desk.Db, [subject.Id], ct)).Count > 0,
            NeedsCallBack = subject.NeedsCallBack,
            Answers = await answers.Of(desk.Db, ct),
            Windows = string.Join(' ', clock?.Calendar.Windows ?? []),
            IsEveryDay = clock?.Calendar.IsEveryDay == true,
            CalendarNo = desk.Timetable.CalendarNo,
            IsProvisional = subject.DueAt is { } due && clock?.Calendar.IsBeyondNotice(due) == true,
            ConfirmAskedAt = subject.ConfirmAskedAt,
            IsGroundWork = await desk.IsGroundWork(subject.LeadUnitCode, ct),
            NeedsPhoto = rules.Find(subject.RuleId) is { PhotoNeeded: true },
        };
    }

    /// <summary>Whether this person may know who gave which rating: never who handles, never the grid.</summary>
    internal static bool SeesRatings(Actor actor, string areaCode) => actor.PostFor(Permission.SeeContact, areaCode) is not null;

    private async Task<(List<TimelineRow>, Dictionary<(Guid, int), TimelineText>)> Timeline(Guid caseId, CancellationToken ct)
    {
        var rows = await CaseReads.Steps(desk.Db, caseId, ct);
        return (
            rows.ConvertAll(r => r.Row),
            rows.Where(r => r.Text is not null).ToDictionary(r => (r.Row.CaseId, r.Row.Sequence), r => r.Text!)
        );
    }

    private async Task<IReadOnlyList<StepView>> Steps(
        List<TimelineRow> rows,
        Dictionary<(Guid, int), TimelineText> texts,
        RuleShelf rules,
        bool seesContact,
        CancellationToken ct
    )
    {
        var names = await staffing.Names([.. rows.Select(r => r.AccountId).OfType<Guid>().Distinct()], ct);
        var steps = new List<StepView>(rows.Count);
        foreach (var row in rows)
        {
            var text = texts.GetValueOrDefault((row.CaseId, row.Sequence));
            var unit = row.UnitCode is { } code ? await units.Find(code, ct) : null;
            steps.Add(
                new StepView(
                    row.Sequence,
                    row.Action,
                    row.From,
                    row.To,
                    row.By,
                    row.AccountId is { } account && row.By == ActorKind.Staff ? names.GetValueOrDefault(account) : null,
                    titles.Read(row.PostTitle),
                    row.At,
                    row.DeviceAt,
                    Shown(record.Note(row.Action, text?.Note)),
                    record.ReadWhole(text?.PublicText),
                    text?.ErasedAt is not null,
                    unit?.Name(CultureInfo.CurrentUICulture) ?? row.UnitCode,
                    rules.Find(row.RuleId)?.No,
                    Convert.ToHexStringLower(row.Hash),
                    row.Evidence?.Split(',') ?? []
                )
                {
                    AccountId = row.AccountId,
                    Says = words.OnRecord(row.Action, text?.Note),
                    RuleBook = rules.Find(row.RuleId)?.FromBook,
                }
            );
        }
        return steps;

        // What a reporter added stands in the note of the step.
        string? Shown(string? note) => seesContact || note is null ? note : Answers.PhonesInText.Hide(note);
    }

    private IReadOnlyList<ReportView> ReportViews(
        List<Report> reports,
        Dictionary<Guid, ToldView> told,
        Channels.SourceFacts sources,
        Case subject,
        Actor actor
    )
    {
        var seesContact = actor.PostFor(Permission.SeeContact, subject.AreaCode) is not null;
        var seesRatings = SeesRatings(actor, subject.AreaCode);
        return
        [
            .. reports.Select(r => new ReportView(
                r.Id,
                r.OwnCaseId,
                r.Channel,
                r.ChannelNo,
                r.ReceiptNo[^4..],
                seesContact ? r.Text : Answers.PhonesInText.Hide(r.Text),
                r.CreatedAt,
                r.SaidAt,
                r.PlaceText,
                r.AccuracyMetres,
                r.IsForNeighbour,
                r.WithdrawnAt is not null,
                r.Contact is not null,
                seesContact ? Masked(ContactFields.Reporter, r.Contact) : null,
                seesContact ? Masked(ContactFields.Neighbour, r.NeighbourContact) : null,
                seesRatings && r.RatedAt is { } at ? new RatingView(r.IsSolved == true, r.Satisfaction ?? 0, r.RatingText, at) : null
            )
            {
                Told = told.GetValueOrDefault(r.Id),
                SourceName = sources.NameOf(r.SourceId),
                Alarm = sources.AlarmOf(r.Id),
                CallAskedAt = r.CallAskedAt,
            }),
        ];
    }

    /// <summary>The report that opened the case: among those that hang on it, unless it was joined to another.</summary>
    private async Task<Report?> Own(Guid caseId, List<Report> here, CancellationToken ct) =>
        here.Find(r => r.OwnCaseId == caseId) ?? await desk.Db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.OwnCaseId == caseId, ct);

    private string? Masked(string field, byte[]? contact) =>
        contact is null ? null : Mask.Phone(cipher.Open(desk.Db.DistrictId, field, contact));

    private async Task<IReadOnlyList<UnitView>> Helpers(Case subject, List<TimelineRow> rows, CancellationToken ct)
    {
        if (!rows.Exists(r => r.Action is CaseAction.Assist or CaseAction.Dispatch or CaseAction.Reassign))
            return [];
        var codes = await CaseReads.Helpers(desk.Db, subject.Id, ct);
        var helpers = new List<UnitView>();
        foreach (var code in codes)
            if (await units.Find(code, ct) is { } unit)
                helpers.Add(unit);
        return helpers;
    }

    private async Task<ApprovalView?> Asked(List<TimelineRow> rows, CancellationToken ct)
    {
        if (rows.FindLast(r => r.Action == CaseAction.AskApproval) is not { } last)
            return null;
        return await desk
            .Db.Waiting(last.CaseId)
            .Select(a => new ApprovalView(a.Kind, a.Reason, a.Until, a.AskedBy, a.AskedAt, a.DecideBy))
            .FirstOrDefaultAsync(ct);
    }

    private async Task<IReadOnlyList<JoinedView>> Joined(Case subject, List<TimelineRow> rows, CancellationToken ct) =>
        rows.Exists(r => r.Action == CaseAction.TakeIn) || subject.ReportCount > 1
            ? await desk
                .Db.Cases.Where(c => c.JoinedToId == subject.Id)
                .OrderBy(c => c.CreatedAt)
                .Take(MostJoined)
                .Select(c => new JoinedView(c.Id, c.CaseNo, c.Title, c.Version))
                .ToListAsync(ct)
            : [];
}
