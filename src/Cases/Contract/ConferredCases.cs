using Gezhi.Cases.CasePages;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>A case as those who confer about it name it. 会商案件</summary>
/// <param name="CaseNo">Null until filed.</param>
/// <param name="State">In the reader's language.</param>
/// <param name="UnitCodes">Lead unit first, then helpers; empty before the dispatch.</param>
/// <param name="IsOpen">Work goes on.</param>
public sealed record ConferredCase(
    Guid Id,
    string? CaseNo,
    string Title,
    string State,
    string AreaCode,
    IReadOnlyList<string> UnitCodes,
    bool IsOpen
);

/// <summary>What meetings, projects and receptions do with cases: look at them, write on their record, call units in, settle who answers. 案件会商</summary>
public sealed class ConferredCases
{
    private readonly CaseDesk desk;
    private readonly StaffWords words;
    private readonly DecideGap gaps;
    private readonly CreateReport create;

    internal ConferredCases(CaseDesk desk, StaffWords words, DecideGap gaps, CreateReport create) =>
        (this.desk, this.words, this.gaps, this.create) = (desk, words, gaps, create);

    /// <summary>Days and hours by which the district reckons. 日历</summary>
    public WorkCalendar Calendar => desk.Calendar;

    /// <summary>Those of the cases that the actor may see, in the order of their ids.</summary>
    public async Task<IReadOnlyList<ConferredCase>> Of(IReadOnlyCollection<Guid> caseIds, Actor actor, CancellationToken ct) =>
        caseIds.Count == 0 ? [] : await Told(desk.Db.Cases.AsNoTracking().VisibleTo(actor, desk.Db).Where(c => caseIds.Contains(c.Id)), ct);

    /// <summary>By number or id; those that are not there, or not the actor's to see, are left out.</summary>
    public async Task<IReadOnlyList<ConferredCase>> Named(IReadOnlyCollection<string> names, Actor actor, CancellationToken ct)
    {
        var ids = names.Select(n => Guid.TryParse(n, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        return names.Count == 0
            ? []
            : await Told(
                desk.Db.Cases.AsNoTracking()
                    .VisibleTo(actor, desk.Db)
                    .Where(c => ids.Contains(c.Id) || (c.CaseNo != null && names.Contains(c.CaseNo))),
                ct
            );
    }

    /// <summary>A line on the record; added to the change that is being made.</summary>
    /// <param name="note">In Chinese, 1 to 1,000 characters.</param>
    /// <param name="unitCode">Whom it concerns; null for nobody.</param>
    /// <exception cref="NotFound">Not there, or not the actor's to see.</exception>
    public async Task Note(
        Guid caseId,
        string note,
        string? unitCode,
        IReadOnlyList<string> evidence,
        Actor actor,
        ActorPost? post,
        CancellationToken ct
    )
    {
        var subject = await desk.Find(caseId, null, actor, ct);
        subject.Remark(
            CaseAction.Confer,
            new Step(actor, post, desk.Now)
            {
                Note = CaseDesk.Text(note),
                UnitCode = unitCode,
                Evidence = evidence,
            }
        );
        desk.Stage(subject);
    }

    /// <summary>Lets a unit that is called to confer see the case; added to the change that is being made.</summary>
    public async Task Open(Guid caseId, IEnumerable<string> unitCodes, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, null, actor, ct);
        foreach (var code in unitCodes.Where(c => c != subject.LeadUnitCode).Distinct())
            await Helping.Join(desk.Db, subject, code, desk.Now, ct);
    }

    /// <summary>
    /// Settles who answers: by the register of gaps where the case hangs on an open entry (which can become a rule), else as a decision on the record; a
    /// case that waits or is in work goes over. Inside the caller's transaction.
    /// </summary>
    /// <param name="becomesRule">Only where an entry of the register is decided.</param>
    /// <returns>Whether the case hung on an open entry of the register.</returns>
    /// <exception cref="RuleViolation"><c>meeting.not-arbiter</c>, <c>meeting.case-ended</c>, <c>gap.beyond</c>.</exception>
    public async Task<bool> Settle(Guid caseId, string unitCode, string reason, bool becomesRule, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, null, actor, ct);
        var post = actor.PostFor(Permission.Arbitrate, subject.AreaCode) ?? throw new RuleViolation("meeting.not-arbiter");
        var gapId = await desk
            .Db.Set<Gap>()
            .Where(g => g.DecidedAt == null && desk.Db.Set<GapCase>().Any(c => c.GapId == g.Id && c.CaseId == caseId))
            .Select(g => (Guid?)g.Id)
            .FirstOrDefaultAsync(ct);
        if (gapId is { } open)
        {
            await gaps.Run(open, new DecideGap.Command(unitCode, reason, BecomesRule: becomesRule), actor, ct);
            return true;
        }
        if (!CaseFlow.OpenStates.Contains(subject.State))
            throw new RuleViolation("meeting.case-ended", subject.CaseNo ?? subject.Title);
        var step = new Step(actor, post, desk.Now);
        subject.Remark(CaseAction.Arbitrate, step with { Note = CaseDesk.Text(reason), UnitCode = unitCode });
        if (subject.State is CaseState.Filed or CaseState.Dispatched or CaseState.Handling && subject.LeadUnitCode != unitCode)
            subject.Dispatch(
                unitCode,
                null,
                new DispatchReason(ProposalKind.ByHand, null, [], [], []).ToJson(),
                desk.Timetable.CalendarOf(unitCode),
                step
            );
        desk.Stage(subject);
        return false;
    }

    /// <summary>Opens a case for what was said in a reception; added to the change that is being made.</summary>
    /// <param name="areaCode">Where it lies, as far as it is known.</param>
    /// <param name="no">Number of the matter.</param>
    /// <exception cref="Forbidden">No post of the actor takes reports there.</exception>
    public async Task<Guid> OpenFromReception(
        string text,
        string areaCode,
        string? placeText,
        string? phone,
        string no,
        Actor actor,
        CancellationToken ct
    ) =>
        (
            await create.StageAtDoor(
                new CreateReport.Command(Channel.Reception, text, PlaceText: placeText, Phone: phone, ChannelNo: no),
                areaCode,
                actor,
                ct
            )
        ).CaseId;

    /// <summary>Opens a case for what was said in a building group; added to the change that is being made. 楼栋群转上报</summary>
    /// <param name="areaCode">Of the building.</param>
    /// <param name="no">Of the message: the same one opens one report.</param>
    /// <returns>The case, and the receipt number by which the progress is seen.</returns>
    /// <exception cref="Forbidden">No post of the actor takes reports there.</exception>
    public async Task<(Guid CaseId, string ReceiptNo)> OpenFromGroup(
        string text,
        string areaCode,
        string placeText,
        string no,
        Actor actor,
        CancellationToken ct
    )
    {
        var receipt = await create.StageAtDoor(
            new CreateReport.Command(Channel.BuildingGroup, text, PlaceText: placeText, ChannelNo: no),
            areaCode,
            actor,
            ct
        );
        return (receipt.CaseId, receipt.ReceiptNo);
    }

    /// <summary>Opens a case for a big topic that residents decided on; added to the change that is being made. 大事转案件</summary>
    /// <param name="areaCode">Of the community.</param>
    /// <param name="no">Number of the topic.</param>
    /// <exception cref="Forbidden">No post of the actor takes reports there.</exception>
    public async Task<Guid> OpenFromTopic(string text, string areaCode, string? placeText, string no, Actor actor, CancellationToken ct) =>
        (
            await create.StageAtDoor(
                new CreateReport.Command(Channel.Topic, text, PlaceText: placeText, ChannelNo: no),
                areaCode,
                actor,
                ct
            )
        ).CaseId;

    /// <summary>What was added is durable: those who wait for news are woken.</summary>
    public void Saved() => desk.Woken();

    private async Task<IReadOnlyList<ConferredCase>> Told(IQueryable<Case> cases, CancellationToken ct)
    {
        var rows = await cases
            .OrderBy(c => c.Id)
            .Select(c => new
            {
                c.Id,
                c.CaseNo,
                c.Title,
                c.State,
                c.AreaCode,
                c.LeadUnitCode,
            })
            .ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var helpers = (
            await desk
                .Db.Set<CaseHelper>()
                .AsNoTracking()
                .Where(h => ids.Contains(h.CaseId) && h.ReleasedAt == null)
                .OrderBy(h => h.At)
                .Select(h => new { h.CaseId, h.UnitCode })
                .ToListAsync(ct)
        ).ToLookup(h => h.CaseId, h => h.UnitCode);
        return
        [
            .. rows.Select(r => new ConferredCase(
                r.Id,
                r.CaseNo,
                r.Title,
                words.State(r.State),
                r.AreaCode,
                [.. new[] { r.LeadUnitCode }.OfType<string>().Concat(helpers[r.Id]).Distinct()],
                CaseFlow.OpenStates.Contains(r.State)
            )),
        ];
    }
}
