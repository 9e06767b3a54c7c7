using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Field.Campaigns;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Inspections;

/// <summary>A photo of an inspection. 检查照片</summary>
/// <param name="Number">Of the item.</param>
/// <param name="IsAfter">Put right; else as found.</param>
public sealed record InspectionPhoto(int Number, bool IsAfter, IncomingFile File);

/// <summary>Inspects a place by a checklist: what failed becomes a hazard with a case of its own. 现场检查</summary>
public sealed class RecordInspection(InspectionScope scope, InspectedBook book, HazardCases cases, FileIntake intake)
{
    /// <summary>Most photos of one inspection, as of an entry from a phone.</summary>
    public const int MostPhotos = 16;

    /// <summary>Longest remark on an item, characters.</summary>
    public const int LongestNote = 200;

    private const int OldestDays = 30;

    /// <param name="Record">Place, Organisation, Dwelling or Building.</param>
    /// <param name="ChecklistId">A version that is or was in force.</param>
    /// <param name="Answers">To items that are not asked they count for nothing.</param>
    /// <param name="DeviceAt">When it was done; null means now.</param>
    /// <param name="Lon">Where the inspector stood, WGS-84 degrees, for places that nobody has placed.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    /// <param name="Seen">Inspections of the subject that the inspector knew of: somebody else's since then is a conflict; null does not care.</param>
    public sealed record Command(
        RecordKind Record,
        Guid SubjectId,
        Guid ChecklistId,
        IReadOnlyList<ItemAnswer>? Answers,
        DateTime? DeviceAt = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        int? Seen = null
    );

    /// <param name="No">Of the inspection and its notice.</param>
    /// <param name="Hazards">Items that failed and wait for rectification.</param>
    /// <param name="Count">Inspections of the subject, this one included.</param>
    public sealed record Done(Guid Id, string No, bool IsPassed, int Hazards, int Count);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/inspections",
                async (HttpRequest request, RecordInspection feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, photos) = await InspectForm.Read(request, ct);
                    return await feature.Run(command, photos, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct);
                }
            )
            .WithSummary("现场检查 · Record an inspection")
            .Accepts<Command>("application/json", "multipart/form-data");

    /// <exception cref="NotFound">The place or checklist is not there, or the actor does not inspect there.</exception>
    /// <exception cref="RuleViolation"><c>inspection.*</c>, <c>checklist.other-kind</c>, <c>file.*</c>.</exception>
    public async Task<Done> Run(Command command, IReadOnlyList<InspectionPhoto> photos, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (photos.Count > MostPhotos)
            throw new RuleViolation("inspection.too-many-photos", MostPhotos);
        if (command.Answers is { } all && all.Any(a => a is null || a.Note is { Length: > LongestNote * 2 }))
            throw new InvalidInput(nameof(command.Answers), "input.too-long");
        var hashes = photos.Select(p => $"{p.Number}{p.IsAfter}{HashOf(p.File)}");
        var done = await Once.Run(
            scope.Db,
            "inspection",
            key,
            new { command, hashes },
            scope.Now,
            () => Do(command, photos, actor, ct),
            ct
        );
        cases.Woken();
        return done;
    }

    private async Task<Done> Do(Command command, IReadOnlyList<InspectionPhoto> photos, Actor actor, CancellationToken ct)
    {
        var subject = await book.Find(command.Record, command.SubjectId, ct) ?? throw new NotFound("place");
        var post = InspectionScope.Inspector(actor, subject.AreaCode);
        var checklist =
            await scope
                .Db.Set<Checklist>()
                .AsNoTracking()
                .FirstOrDefaultAsync(c => c.Id == command.ChecklistId && c.State != ChecklistState.Draft, ct)
            ?? throw new NotFound("checklist");
        if (!checklist.Kinds().Intersect(subject.Kinds).Any())
            throw new RuleViolation("checklist.other-kind", checklist.Title);
        var outcome = Outcome(checklist, command, photos);
        var state = await Subject(subject, command.Seen, actor, ct);
        var inspection = await Keep(command, subject, checklist, outcome, photos, state, post, actor, ct);
        var hazards = await Raise(command, subject, checklist, outcome, photos, inspection, post, actor, ct);
        await SpecialCampaign.Met(scope.Db, inspection, checklist.LineId, scope.Today, ct);
        return new Done(inspection.Id, inspection.No, inspection.IsPassed, hazards, state.Count);
    }

    private static ChecklistOutcome Outcome(Checklist checklist, Command command, IReadOnlyList<InspectionPhoto> photos)
    {
        var counts = photos
            .GroupBy(p => p.Number)
            .ToDictionary(g => g.Key, g => new ItemPhotos(g.Count(p => !p.IsAfter), g.Count(p => p.IsAfter)));
        var outcome = ChecklistOutcome.Of(checklist.Items(), command.Answers ?? [], counts);
        if (outcome.Wrong is { } wrong)
            throw wrong.Fault switch
            {
                AnswerFault.Missing => new RuleViolation("inspection.unanswered", wrong.Item.Number, wrong.Item.Text),
                AnswerFault.NoPhoto => new RuleViolation("inspection.no-photo", wrong.Item.Number, wrong.Item.Text),
                AnswerFault.NoAfterPhoto => new RuleViolation("inspection.no-after-photo", wrong.Item.Number, wrong.Item.Text),
                _ => new RuleViolation("inspection.unknown-answer", wrong.Item.Number, wrong.Item.Text),
            };
        return outcome;
    }

    /// <exception cref="RuleViolation"><c>inspection.meanwhile</c>.</exception>
    private async Task<InspectedSubject> Subject(InspectedRecord subject, int? seen, Actor actor, CancellationToken ct)
    {
        var state = await scope.Db.Set<InspectedSubject>().FirstOrDefaultAsync(s => s.SubjectId == subject.Id, ct);
        if (state is null)
            scope.Db.Add(
                state = new InspectedSubject
                {
                    DistrictId = scope.Db.DistrictId,
                    SubjectId = subject.Id,
                    Record = subject.Record,
                }
            );
        else if (
            seen < state.Count
            && await scope
                .Db.Set<Inspection>()
                .AnyAsync(i => i.SubjectId == subject.Id && i.Sequence > seen && i.ById != actor.AccountId, ct)
        )
            throw new RuleViolation("inspection.meanwhile", subject.Title);
        state.AreaCode = subject.AreaCode;
        state.Count++;
        return state;
    }

    private async Task<Inspection> Keep(
        Command command,
        InspectedRecord subject,
        Checklist checklist,
        ChecklistOutcome outcome,
        IReadOnlyList<InspectionPhoto> photos,
        InspectedSubject state,
        ActorPost post,
        Actor actor,
        CancellationToken ct
    )
    {
        var kept = new List<(InspectionPhoto Photo, string Hash)>();
        foreach (var photo in photos.Where(p => outcome.Asked.Any(a => a.Item.Number == p.Number)))
            kept.Add((photo, (await intake.Keep(scope.Db, photo.File, scope.Now, ct)).Hash));
        var inspection = new Inspection
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            No = Inspection.NewNo(scope.Today),
            Kind = InspectionKind.Check,
            Record = subject.Record,
            SubjectId = subject.Id,
            Sequence = state.Count,
            Title = subject.Title,
            Coarse = subject.Coarse,
            Address = subject.Address,
            AreaCode = subject.AreaCode,
            ChecklistId = checklist.Id,
            Results = Inspection.ResultsOf(outcome.Asked.Select(a => Item(a, kept))),
            IsPassed = outcome.IsPassed,
            FailedCount = outcome.Failed.Count(),
            MadeAt = Earlier(command.DeviceAt),
            ReceivedAt = scope.Now,
            ById = actor.AccountId!.Value,
            Post = post.Title,
        };
        scope.Db.Add(inspection);
        (state.CheckedAt, state.WasPassed) = (inspection.MadeAt, inspection.IsPassed);
        var by = await scope.Db.Set<InspectedBy>().FirstOrDefaultAsync(b => b.SubjectId == subject.Id && b.LineId == checklist.LineId, ct);
        if (by is null)
            scope.Db.Add(
                by = new InspectedBy
                {
                    DistrictId = scope.Db.DistrictId,
                    SubjectId = subject.Id,
                    LineId = checklist.LineId,
                }
            );
        (by.CheckedAt, by.AreaCode) = (inspection.MadeAt, subject.AreaCode);
        return inspection;
    }

    /// <summary>One hazard for each failed item; one that is known and still open is not opened again.</summary>
    /// <returns>How many wait for rectification.</returns>
    private async Task<int> Raise(
        Command command,
        InspectedRecord subject,
        Checklist checklist,
        ChecklistOutcome outcome,
        IReadOnlyList<InspectionPhoto> photos,
        Inspection inspection,
        ActorPost post,
        Actor actor,
        CancellationToken ct
    )
    {
        var known = await scope
            .Db.Set<Hazard>()
            .Where(h =>
                h.SubjectId == subject.Id
                && h.LineId == checklist.LineId
                && (h.State == HazardState.Open || h.State == HazardState.Rectified)
            )
            .ToListAsync(ct);
        var raised = 0;
        foreach (var failed in outcome.Failed)
        {
            var before = known.FirstOrDefault(h => h.ItemText == failed.Item.Text);
            if (before is not null && !failed.Answer!.IsFixed)
            {
                raised++;
                continue; // its case is on the way
            }
            var hazard = New(subject, checklist, failed, inspection);
            scope.Db.Add(hazard);
            if (failed.Answer!.IsFixed)
            {
                hazard.FixOnSpot(scope.Now, scope.Today);
                continue; // what is known of it stays open until somebody re-inspects it
            }
            raised++;
            var opened = await cases.Open(
                new HazardFinding(
                    failed.Item.CategoryKey!,
                    string.Create(CultureInfo.InvariantCulture, $"{subject.Coarse}：{failed.Item.Text}——{hazard.Finding}"),
                    subject.AreaCode,
                    subject.Lon ?? command.Lon,
                    subject.Lat ?? command.Lat,
                    Cut($"{subject.Title}（{subject.Address}）"),
                    failed.Item.Days,
                    failed.Item.Severity == Severity.Grave,
                    inspection.MadeAt,
                    inspection.No
                ),
                [.. photos.Where(p => p.Number == failed.Item.Number && !p.IsAfter).Select(p => p.File)],
                actor,
                post,
                ct
            );
            hazard.Begin(scope.Today.AddDays(failed.Item.Days), opened.Id);
        }
        return raised;
    }

    private Hazard New(InspectedRecord subject, Checklist checklist, AskedItem failed, Inspection inspection) =>
        new()
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            InspectionId = inspection.Id,
            Record = subject.Record,
            SubjectId = subject.Id,
            Title = subject.Title,
            Coarse = subject.Coarse,
            Address = subject.Address,
            AreaCode = subject.AreaCode,
            LineId = checklist.LineId,
            ChecklistId = checklist.Id,
            ItemNumber = failed.Item.Number,
            ItemText = failed.Item.Text,
            Finding = InspectionTexts.Finding(failed.Item, failed.Answer!),
            Severity = failed.Item.Severity,
            CategoryKey = failed.Item.CategoryKey!,
            FoundAt = inspection.MadeAt,
        };

    private static InspectedItem Item(AskedItem asked, List<(InspectionPhoto Photo, string Hash)> kept)
    {
        var item = asked.Item;
        return new InspectedItem(
            item.Number,
            item.Text,
            item.Kind,
            asked.Answer?.Value,
            item.Kind == ItemKind.Number ? asked.Answer?.Measured : null,
            item.Unit,
            asked.Mark!.Value,
            PlainText.Clean(asked.Answer?.Note) is { Length: > 0 } note ? note : null,
            asked.Mark == ItemMark.Failed && asked.Answer!.IsFixed,
            [.. kept.Where(k => k.Photo.Number == item.Number && !k.Photo.IsAfter).Select(k => k.Hash)],
            [.. kept.Where(k => k.Photo.Number == item.Number && k.Photo.IsAfter).Select(k => k.Hash)]
        );
    }

    /// <summary>A phone whose clock is fast did it now; one that is far behind is not believed.</summary>
    private DateTime Earlier(DateTime? deviceAt) =>
        deviceAt?.ToUniversalTime() is { } at && at < scope.Now && at > scope.Now.AddDays(-OldestDays) ? at.CutToMilliseconds() : scope.Now;

    private static string HashOf(IncomingFile file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Bytes));

    private static string Cut(string text) => TextElements.Cut(text, 200);
}
