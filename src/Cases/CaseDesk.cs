using System.Globalization;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Closing;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Searching;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases;

/// <summary>What every case command needs: find the case for this person, move it, keep it. 案件台</summary>
public sealed class CaseDesk(
    GezhiDb db,
    TimeProvider clock,
    Timetables timetables,
    Catalogues catalogues,
    RuleShelves shelves,
    FileIntake intake,
    Field.GroundUnits grounds,
    Wake wake
)
{
    /// <summary>Most files on one report or step.</summary>
    public const int MostFiles = 8;

    public GezhiDb Db => db;

    /// <summary>By what the district's deadlines are reckoned.</summary>
    public Timetable Timetable => timetables.Of(db.DistrictId);

    public WorkCalendar Calendar => Timetable.Calendar;

    public StageLimits Limits => Timetable.Limits;

    /// <summary>The calendar of the unit that leads: its own hours, where it has any.</summary>
    public WorkCalendar CalendarOf(Case subject) => Timetable.CalendarOf(subject.LeadUnitCode);

    /// <summary>UTC, milliseconds.</summary>
    public DateTime Now => clock.UtcNow;

    /// <summary>Categories and conditions of the district.</summary>
    public ValueTask<CatalogueOf> Catalogue(CancellationToken ct) => catalogues.Of(db, ct);

    /// <summary>Books of responsibility rules and places in between of the district.</summary>
    public ValueTask<RuleShelf> Rules(CancellationToken ct) => shelves.Of(db, ct);

    /// <summary>The case, when the person may see it and nobody was faster.</summary>
    /// <param name="version">The version the person saw; null when the caller does not care (rules, timers).</param>
    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    /// <exception cref="StaleVersion">Somebody else moved it.</exception>
    public async Task<Case> Find(Guid caseId, int? version, Actor actor, CancellationToken ct)
    {
        if (await db.CaseToMove(caseId, ct) is not { } found || !await CaseVisibility.Sees(actor, found, db, ct))
            throw new NotFound("case");
        return version is null || version == found.Version ? found : throw new StaleVersion(found.Version);
    }

    /// <summary>A step by the post that holds the permission at the case's place or unit.</summary>
    /// <exception cref="Forbidden">No post of the actor reaches the case.</exception>
    internal Step StepFor(Permission permission, Case subject, Actor actor, string? note = null) =>
        new(actor, actor.Kind == ActorKind.System ? null : actor.Require(permission, subject.AreaCode, subject.LeadUnitCode), Now)
        {
            Note = Text(note),
        };

    /// <summary>A step of the work itself: by the unit that leads, or by the worker of the area where the unit has no crew (decision 0007).</summary>
    /// <exception cref="Forbidden">Neither.</exception>
    internal async ValueTask<Step> WorkStep(Case subject, Actor actor, string? note, CancellationToken ct)
    {
        var isGround = await IsGroundWork(subject.LeadUnitCode, ct);
        var post = WorkPost(actor, subject.AreaCode, subject.LeadUnitCode, isGround) ?? throw new Forbidden(Permission.Handle);
        return new(actor, post, Now) { Note = Text(note) };
    }

    /// <summary>What is set for the whole district is set by a post of the whole district.</summary>
    /// <exception cref="Forbidden">The actor holds the permission in a part of it only, or not at all.</exception>
    internal void RequireDistrict(Permission permission, Actor actor)
    {
        if (actor.Kind != ActorKind.System && !ReachesDistrict(permission, actor))
            throw new Forbidden(permission);
    }

    /// <summary>Whether the actor holds the permission for the whole district.</summary>
    internal bool ReachesDistrict(Permission permission, Actor actor) =>
        actor.PostFor(permission, db.DistrictId.ToString(CultureInfo.InvariantCulture)) is not null;

    internal ValueTask<bool> IsGroundWork(string? unitCode, CancellationToken ct) => grounds.Leads(unitCode, ct);

    /// <summary>The post by which somebody does the unit's work; null when it is another unit's.</summary>
    internal static ActorPost? WorkPost(Actor actor, string areaCode, string? unitCode, bool isGroundWork) =>
        actor.Posts.FirstOrDefault(p =>
            RolePermissions.Has(p.Role, Permission.Handle) && (p.AreaCode is null || isGroundWork) && p.Reaches(areaCode, unitCode)
        );

    /// <summary>Keeps files with the case; their rows are saved with it.</summary>
    /// <param name="keep">How the rows are added: as the case itself was; null: tracked.</param>
    internal async Task<IReadOnlyList<StoredFile>> KeepFiles(
        Case subject,
        IReadOnlyList<IncomingFile> files,
        EvidenceKind kind,
        Guid? reportId,
        CancellationToken ct,
        Action<object>? keep = null
    )
    {
        keep ??= row => db.Add(row);
        if (files.Count > MostFiles)
            throw new RuleViolation("file.too-many", MostFiles);
        var kept = new List<StoredFile>();
        foreach (var file in files)
        {
            var stored = await intake.Keep(db, file, Now, ct);
            var origin = PhotoOrigin.Read(file, stored.Kind, Calendar);
            keep(
                new Evidence
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(Now),
                    CaseId = subject.Id,
                    ReportId = reportId,
                    FileHash = stored.Hash,
                    Kind = kind,
                    At = Now,
                    TakenAt = origin.TakenAt,
                    Lon = origin.Lon,
                    Lat = origin.Lat,
                }
            );
            kept.Add(stored);
        }
        return kept;
    }

    /// <inheritdoc cref="GezhiDb.Again"/>
    internal Task<T> Again<T>(Func<Task<T>> work, CancellationToken ct) => db.Again(work, ct);

    /// <summary>Saves the case with its new rows and tells what happened.</summary>
    internal async Task<MoveResult> Save(Case subject, CancellationToken ct)
    {
        if (subject.Fresh.Any(row => CaseFlow.Ends.Contains(row.To) && !CaseFlow.Ends.Contains(row.From)))
            await Ending.Of(db, subject, Now, ct);
        await Reword(subject, ct);
        Stage(subject);
        try
        {
            await Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion(); // somebody else wrote this row of the timeline first
        }
        wake.Up();
        return Result(subject);
    }

    /// <summary>Title or place was corrected: the case is found by the new words.</summary>
    private async Task Reword(Case subject, CancellationToken ct)
    {
        if (subject.IsOpening || !subject.IsRetold)
            return;
        if (await db.Set<CaseWords>().FirstOrDefaultAsync(w => w.Id == subject.Id, ct) is { } row)
            row.Words = CaseWords.Tokens(subject.DistrictId, subject.Title, subject.PlaceText);
        else
            db.Append(CaseWords.Of(subject));
    }

    /// <summary>The same photo may come with two cases at the same moment: whoever is second leaves its row to the first and saves again.</summary>
    private async Task Save(CancellationToken ct)
    {
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            var files = db.ChangeTracker.Entries<StoredFile>().Where(e => e.State == EntityState.Added).ToList();
            var hashes = files.ConvertAll(e => e.Entity.Hash);
            var there = await db.Set<StoredFile>().AsNoTracking().Where(f => hashes.Contains(f.Hash)).Select(f => f.Hash).ToListAsync(ct);
            if (there.Count == 0)
                throw;
            foreach (var file in files.Where(e => there.Contains(e.Entity.Hash)))
                file.State = EntityState.Detached;
            await db.Save(ct);
        }
    }

    /// <summary>Adds rows and events of the case to the change that is being made.</summary>
    internal void Stage(Case subject)
    {
        if (subject.IsOpening)
            db.Append(CaseWords.Of(subject));
        foreach (var row in subject.Fresh)
        {
            db.Append(row);
            db.Tell(
                CaseMoved.Kind,
                subject.Id,
                subject.AreaCode,
                Now,
                new CaseMoved(row.Action, row.From, row.To, row.Sequence, subject.Channel)
            );
        }
        foreach (var text in subject.FreshTexts)
            db.Append(text);
        subject.Taken();
        Plan(subject);
    }

    /// <summary>Sets the timer of the next rung when it is another than before.</summary>
    private void Plan(Case subject)
    {
        var next = LadderPlan.Next(subject, Timetable, Now);
        if (next == subject.ClockAt)
            return;
        subject.ClockAt = next;
        if (next is { } at)
            db.SetTimer(ClockHandler.Name, subject.Id, at, Now);
    }

    /// <summary>Wakes pump and live pages; call after the save.</summary>
    internal void Woken() => wake.Up();

    internal static MoveResult Result(Case subject) => new(subject.Id, subject.CaseNo, subject.State, subject.Version, subject.Sequence);

    /// <summary>Free text as kept: cleaned; null when nothing is left.</summary>
    internal static string? Text(string? text) => Platform.Text.PlainText.Clean(text) is { Length: > 0 } clean ? clean : null;
}

/// <summary>What a move answers. 流转结果</summary>
/// <param name="Id">The case.</param>
/// <param name="CaseNo">案卷编号; null until filed.</param>
/// <param name="State">State now.</param>
/// <param name="Version">To be sent with the next command.</param>
/// <param name="Sequence">Row of the timeline.</param>
public sealed record MoveResult(Guid Id, string? CaseNo, CaseState State, int Version, int Sequence);
