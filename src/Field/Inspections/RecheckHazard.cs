using System.Text.Json;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Inspections;

/// <summary>Looks at a hazard again: right closes it, as before raises it again. 复查</summary>
public sealed class RecheckHazard(InspectionScope scope, HazardCases cases, FileIntake intake)
{
    /// <param name="Passed">True: 销号; needs a photo.</param>
    /// <param name="Note">What was seen; needed when it did not pass; about the place, never about a person.</param>
    /// <param name="DeviceAt">When it was done; null means now.</param>
    /// <param name="Version">The version the person saw; null does not care.</param>
    public sealed record Command(
        [property: Needed] bool? Passed,
        [property: Longest(RecordInspection.LongestNote)] string? Note = null,
        DateTime? DeviceAt = null,
        int? Version = null
    );

    /// <param name="Count">Inspections of the subject, this one included.</param>
    public sealed record Done(Guid HazardId, HazardState State, Guid? CaseId, Guid InspectionId, int Count, int Version);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hazards/{hazardId:guid}/rechecks",
                async (Guid hazardId, HttpRequest request, RecheckHazard feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, photos) = await Read(request, ct);
                    return await feature.Run(hazardId, command, photos, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct);
                }
            )
            .WithSummary("复查 · Re-inspect a hazard")
            .Accepts<Command>("application/json", "multipart/form-data");

    /// <exception cref="NotFound">Not there, or the actor does not inspect there.</exception>
    /// <exception cref="RuleViolation"><c>hazard.closed</c>, <c>hazard.own-work</c>, <c>hazard.no-photo</c>.</exception>
    public async Task<Done> Run(
        Guid hazardId,
        Command command,
        IReadOnlyList<IncomingFile> photos,
        string? key,
        Actor actor,
        CancellationToken ct
    )
    {
        Input.Check(command);
        if (command.Passed == false && PlainText.Clean(command.Note).Length == 0)
            throw new InvalidInput(nameof(command.Note), "input.required");
        if (photos.Count > RecordInspection.MostPhotos)
            throw new RuleViolation("inspection.too-many-photos", RecordInspection.MostPhotos);
        var done = await Once.Run(
            scope.Db,
            "recheck",
            key,
            new { hazardId, command },
            scope.Now,
            () => Do(hazardId, command, photos, actor, ct),
            ct
        );
        cases.Woken();
        return done;
    }

    private async Task<Done> Do(Guid hazardId, Command command, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct)
    {
        var hazard = await scope.Db.Set<Hazard>().FirstOrDefaultAsync(h => h.Id == hazardId, ct) ?? throw new NotFound("hazard");
        var post = InspectionScope.Inspector(actor, hazard.AreaCode);
        if (command.Version is { } seen && seen != hazard.Version)
            throw new StaleVersion(hazard.Version);
        if (!hazard.IsOpen)
            throw new RuleViolation("hazard.closed");
        var passed = command.Passed == true;
        if (passed && photos.Count == 0)
            throw new RuleViolation("hazard.no-photo");
        if (passed && hazard.CaseId is { } own && await cases.HadAHand(own, actor, ct))
            throw new RuleViolation("hazard.own-work");
        var kept = new List<string>();
        foreach (var photo in photos)
            kept.Add((await intake.Keep(scope.Db, photo, scope.Now, ct)).Hash);
        var note = PlainText.Clean(command.Note);
        var standing = hazard.CaseId is { } caseId
            ? await cases.Recheck(caseId, passed, passed ? $"复查合格，隐患销号。{note}" : $"复查不合格：{note}", photos, actor, post, ct)
            : null;
        var no = Inspection.NewNo(scope.Today);
        if (passed)
            hazard.Close(scope.Now);
        else
            await Raise(hazard, no, standing, note, photos, actor, post, ct);
        var inspection = await Keep(hazard, no, command, note, kept, post, actor, ct);
        return new Done(hazard.Id, hazard.State, hazard.CaseId, inspection.Id, inspection.Sequence, hazard.Version + 1);
    }

    /// <summary>The case goes on where it can; one that has ended is followed by another with the same limit.</summary>
    private async Task Raise(
        Hazard hazard,
        string no,
        HazardCase? standing,
        string note,
        IReadOnlyList<IncomingFile> photos,
        Actor actor,
        ActorPost post,
        CancellationToken ct
    )
    {
        var days = Math.Max(1, hazard.DueOn.DayNumber - scope.Calendar.LocalDay(hazard.FoundAt).DayNumber);
        if (standing is { State: CaseState.Filed or CaseState.Dispatched or CaseState.Handling or CaseState.Shelved })
        {
            hazard.RaiseAgain(standing.State == CaseState.Handling ? scope.Today.AddDays(days) : hazard.DueOn, hazard.CaseId);
            return;
        }
        var first = await scope.Db.Set<Inspection>().AsNoTracking().FirstAsync(i => i.Id == hazard.InspectionId, ct);
        var checklist = await scope.Db.Set<Checklist>().AsNoTracking().FirstAsync(c => c.Id == first.ChecklistId, ct);
        var limit = checklist.Items().FirstOrDefault(i => i.Number == hazard.ItemNumber)?.Days ?? days;
        var place = await Place(hazard, ct);
        var opened = await cases.Open(
            new HazardFinding(
                hazard.CategoryKey,
                $"{hazard.Coarse}：{hazard.ItemText}——复查仍不合格：{note}",
                hazard.AreaCode,
                place?.Lon,
                place?.Lat,
                Cut($"{hazard.Title}（{hazard.Address}）"),
                limit,
                hazard.Severity == Severity.Grave,
                scope.Now,
                no
            ),
            photos,
            actor,
            post,
            ct
        );
        hazard.RaiseAgain(scope.Today.AddDays(limit), opened.Id);
    }

    private Task<Registry.Contract.InspectedRecord?> Place(Hazard hazard, CancellationToken ct) =>
        new Registry.Contract.InspectedBook(scope.Db).Find(hazard.Record, hazard.SubjectId, ct);

    private async Task<Inspection> Keep(
        Hazard hazard,
        string no,
        Command command,
        string note,
        List<string> photos,
        ActorPost post,
        Actor actor,
        CancellationToken ct
    )
    {
        var subject =
            await scope.Db.Set<InspectedSubject>().FirstOrDefaultAsync(s => s.SubjectId == hazard.SubjectId, ct)
            ?? throw new NotFound("place");
        subject.Count++;
        var passed = command.Passed == true;
        var inspection = new Inspection
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            No = no,
            Kind = InspectionKind.Recheck,
            Record = hazard.Record,
            SubjectId = hazard.SubjectId,
            Sequence = subject.Count,
            Title = hazard.Title,
            Coarse = hazard.Coarse,
            Address = hazard.Address,
            AreaCode = hazard.AreaCode,
            ChecklistId = hazard.ChecklistId,
            Results = Inspection.ResultsOf([
                new InspectedItem(
                    hazard.ItemNumber,
                    hazard.ItemText,
                    ItemKind.Photo,
                    null,
                    null,
                    null,
                    passed ? ItemMark.Passed : ItemMark.Failed,
                    note.Length > 0 ? note : null,
                    false,
                    photos,
                    []
                ),
            ]),
            IsPassed = passed,
            FailedCount = passed ? 0 : 1,
            MadeAt = command.DeviceAt?.ToUniversalTime() is { } at && at < scope.Now ? at.CutToMilliseconds() : scope.Now,
            ReceivedAt = scope.Now,
            ById = actor.AccountId!.Value,
            Post = post.Title,
        };
        scope.Db.Add(inspection);
        return inspection;
    }

    private static string Cut(string text) => TextElements.Cut(text, 200);

    private static async Task<(Command, IReadOnlyList<IncomingFile>)> Read(HttpRequest request, CancellationToken ct)
    {
        try
        {
            if (!request.HasFormContentType)
                return (await request.ReadFromJsonAsync<Command>(ct) ?? throw new InvalidInput("", "input.unreadable"), []);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidInput("", "input.unreadable");
        }
        var form = await request.ReadFormAsync(ct);
        var command = new Command(bool.TryParse(form["passed"], out var passed) ? passed : null, form["note"]);
        return (command, [.. (await InspectForm.Files(form.Files, ct)).Select(f => f.File)]);
    }
}
