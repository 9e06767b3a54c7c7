using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Checking;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>A hazard that an inspection found. 隐患立案内容</summary>
/// <param name="CategoryKey">A category in use.</param>
/// <param name="Text">What was found; about the place, never about a person.</param>
/// <param name="AreaCode">Of the place.</param>
/// <param name="Lon">WGS-84 degrees; null when not placed: then a dispatcher decides.</param>
/// <param name="Lat">WGS-84 degrees.</param>
/// <param name="PlaceText">Name and address of the place.</param>
/// <param name="Days">Natural days to rectify, from the dispatch.</param>
/// <param name="FoundAt">UTC; by the clock of the device.</param>
/// <param name="No">Of the inspection and its notice.</param>
public sealed record HazardFinding(
    string CategoryKey,
    string Text,
    string AreaCode,
    double? Lon,
    double? Lat,
    string PlaceText,
    int Days,
    bool IsUrgent,
    DateTime FoundAt,
    string No
);

/// <summary>The case of a hazard. 隐患案件</summary>
/// <param name="CaseNo">Null only for what never was filed.</param>
/// <param name="DueAt">UTC; null before dispatch and after the end.</param>
public sealed record HazardCase(Guid Id, string? CaseNo, CaseState State, DateTime? DueAt);

/// <summary>A category that a checklist may name. 可选类别</summary>
/// <param name="Group">Name of the major class.</param>
public sealed record CategoryChoice(string Key, string Name, string Group);

/// <summary>Opens and follows the cases of hazards: one case for one hazard, with its own limit. 隐患转案件</summary>
public sealed class HazardCases
{
    private readonly CaseDesk desk;
    private readonly CaseNumbers numbers;
    private readonly CheckCase checking;

    internal HazardCases(CaseDesk desk, CaseNumbers numbers, CheckCase checking) =>
        (this.desk, this.numbers, this.checking) = (desk, numbers, checking);

    /// <summary>Categories that cases may be filed under.</summary>
    public async Task<IReadOnlyList<CategoryChoice>> Categories(CancellationToken ct)
    {
        var catalogue = await desk.Catalogue(ct);
        return
        [
            .. catalogue
                .Categories.Where(c => c.IsInUse && catalogue.Holds(c))
                .Select(c => new CategoryChoice(c.Key, c.Name(), catalogue.NameOf(c.ParentKey))),
        ];
    }

    /// <summary>Name in the reader's language; the key when unknown.</summary>
    public async Task<string> CategoryName(string key, CancellationToken ct) => (await desk.Catalogue(ct)).NameOf(key);

    /// <summary>Opens a case and files it at once, as part of the change that is being made: the caller saves, then calls <see cref="Woken"/>.</summary>
    /// <param name="post">The post by which the inspector works there.</param>
    /// <param name="caseNo">Taken already, by who writes many inside one transaction; null takes the next one, which needs a transaction of its own.</param>
    /// <exception cref="InvalidInput"><c>category.unknown</c>.</exception>
    public async Task<HazardCase> Open(
        HazardFinding found,
        IReadOnlyList<IncomingFile> photos,
        Actor actor,
        ActorPost post,
        CancellationToken ct,
        string? caseNo = null
    )
    {
        var category = (await desk.Catalogue(ct)).InUse(found.CategoryKey);
        caseNo ??= await numbers.Next(desk.Db.DistrictId, desk.Now, ct);
        var (now, text, district) = (desk.Now, PlainText.Clean(found.Text), desk.Db.DistrictId);
        var (caseId, reportId) = (Ids.New(now), Ids.New(now));
        var facts = new CaseFacts(
            Titles.Of(text, category),
            category.Key,
            found.AreaCode,
            found.Lon,
            found.Lat,
            found.PlaceText,
            found.IsUrgent,
            null
        );
        var report = new Report
        {
            DistrictId = district,
            Id = reportId,
            ReceiptNo = ReceiptNo.New().Value,
            CaseId = caseId,
            OwnCaseId = caseId,
            Channel = Channel.Visit,
            ChannelNo = found.No,
            Text = text,
            CreatedAt = now,
            SaidAt = found.FoundAt,
            Lon = found.Lon,
            Lat = found.Lat,
            Reference = found.Lon is null ? null : CoordinateReference.Wgs84,
            PlaceText = found.PlaceText,
            CategoryKey = category.Key,
            TakenBy = actor.AccountId,
        };
        var step = new Step(actor, post, now) { DeviceAt = found.FoundAt, ContentHash = report.ContentHash() };
        var subject = Case.Open(district, caseId, Channel.Visit, facts, step, desk.Limits);
        desk.Db.Add(subject);
        desk.Db.Add(report);
        var kept = await desk.KeepFiles(subject, [.. photos.Take(CaseDesk.MostFiles)], EvidenceKind.Report, reportId, ct);
        subject.Know(facts with { CoverHash = kept.FirstOrDefault(f => f.Kind == FileKind.Photo)?.Hash });
        subject.File(
            caseNo,
            null,
            new TimeLimit(found.Days, LimitUnit.NaturalDay),
            new Step(Actor.System(district), null, now) { Note = "检查发现的隐患，按检查表规定的整改期限立案" },
            desk.Limits
        );
        desk.Stage(subject);
        return Brief(subject);
    }

    /// <summary>Wakes what goes on after the save.</summary>
    public void Woken() => desk.Woken();

    /// <summary>Whether the person had a hand in the work: then somebody else re-inspects.</summary>
    public Task<bool> HadAHand(Guid caseId, Actor actor, CancellationToken ct) => checking.HadAHand(caseId, actor, ct);

    /// <summary>The re-inspection counts as the check of the case where the unit has handed in; in every other state the case stays as it is.</summary>
    /// <remarks>Part of the change that is being made.</remarks>
    /// <param name="post">The post by which the inspector works there.</param>
    /// <returns>The case as it stands; null when it is gone.</returns>
    public async Task<HazardCase?> Recheck(
        Guid caseId,
        bool passed,
        string note,
        IReadOnlyList<IncomingFile> photos,
        Actor actor,
        ActorPost post,
        CancellationToken ct
    )
    {
        if (await desk.Db.CaseToMove(caseId, ct) is not { } subject)
            return null;
        if (subject.State != CaseState.Handled)
            return Brief(subject);
        var files = await desk.KeepFiles(subject, photos, EvidenceKind.Check, null, ct);
        var step = new Step(actor, post, desk.Now) { Note = CaseDesk.Text(note), Evidence = [.. files.Select(f => f.Hash)] };
        subject.Check(passed, step, desk.CalendarOf(subject), desk.Limits);
        desk.Stage(subject);
        return Brief(subject);
    }

    /// <summary>Voids the case of a hazard whose inspection was voided by two people, while nobody has taken it.</summary>
    /// <remarks>Part of the change that is being made.</remarks>
    /// <param name="post">The post by which the second person decides there.</param>
    /// <returns>False: it is being worked on, and goes on.</returns>
    public async Task<bool> Void(Guid caseId, string note, Actor actor, ActorPost post, CancellationToken ct)
    {
        if (await desk.Db.CaseToMove(caseId, ct) is not { } subject)
            return true;
        if (!CaseFlow.Table.Allows(subject.State, CaseAction.Void))
            return CaseFlow.Ends.Contains(subject.State);
        subject.Void(new Step(actor, post, desk.Now) { Note = CaseDesk.Text(note) });
        desk.Stage(subject);
        return true;
    }

    /// <summary>Cases by their ids, as they stand. It does not ask who reads: nothing of a person is in it.</summary>
    public async Task<IReadOnlyDictionary<Guid, HazardCase>> Read(IReadOnlyCollection<Guid> caseIds, CancellationToken ct) =>
        await desk
            .Db.Cases.AsNoTracking()
            .Where(c => caseIds.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => new HazardCase(c.Id, c.CaseNo, c.State, c.DueAt), ct);

    private static HazardCase Brief(Case subject) => new(subject.Id, subject.CaseNo, subject.State, subject.DueAt);
}
