using System.Globalization;
using System.Text.Json;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.Inspections;

/// <summary>Inspections and re-inspections made without network. 离线检查</summary>
/// <remarks>An entry of these kinds names the place where others name a case: entries of one place keep their order, and a conflict is one of the place.</remarks>
internal sealed class InspectEntries(
    RecordInspection recording,
    RecheckHazard rechecking,
    InspectionScope scope,
    WorkCalendar calendar,
    IStringLocalizer T
) : IEntryHandler
{
    private const int MostLines = 5;

    public IReadOnlyCollection<string> Kinds { get; } = ["inspect", "recheck"];

    public async Task<EntryDone> Run(FieldEntry entry, Actor actor, CancellationToken ct)
    {
        var key = entry.Id.ToString("N");
        if (entry.Kind == "recheck")
        {
            var again = Fields<Recheck>(entry);
            var looked = await rechecking.Run(
                again.HazardId,
                new RecheckHazard.Command(again.Passed, again.Note, entry.MadeAt),
                entry.Incoming,
                key,
                actor,
                ct
            );
            return new EntryDone(looked.CaseId, looked.Count);
        }
        if (entry.CaseId is not { } subjectId)
            throw new InvalidInput("caseId", "input.required");
        var said = Fields<Inspect>(entry);
        var done = await recording.Run(
            new RecordInspection.Command(
                said.Record,
                subjectId,
                said.ChecklistId,
                said.Answers,
                entry.MadeAt,
                said.Lon,
                said.Lat,
                entry.BaseVersion
            ),
            InspectForm.Photos(entry.Data, entry.Files),
            key,
            actor,
            ct
        );
        return new EntryDone(null, done.Count);
    }

    public async Task<Meanwhile?> Since(Guid? subjectId, int? seen, Actor actor, CancellationToken ct)
    {
        var others = await scope
            .Db.Set<Inspection>()
            .AsNoTracking()
            .Where(i => i.SubjectId == subjectId && i.Sequence > (seen ?? int.MaxValue) && i.ById != actor.AccountId)
            .OrderByDescending(i => i.Sequence)
            .Take(MostLines)
            .ToListAsync(ct);
        if (others.Count == 0 || !InspectionScope.MayInspect(actor, others[0].AreaCode))
            return null;
        var last = others[0];
        return new Meanwhile(
            last.IsPassed ? "passed" : "failed",
            last.IsPassed ? T["检查合格"] : T["检查发现 {0} 项不合格", last.FailedCount],
            await scope.Db.Set<InspectedSubject>().Where(s => s.SubjectId == subjectId).Select(s => s.Count).FirstAsync(ct),
            last.Post,
            last.ReceivedAt,
            [.. others.AsEnumerable().Reverse().Select(Line)]
        );
    }

    public Task<string?> AreaOf(Guid caseId, CancellationToken ct) =>
        scope.Db.Set<Inspection>().Where(i => i.SubjectId == caseId).Select(i => (string?)i.AreaCode).FirstOrDefaultAsync(ct);

    private string Line(Inspection one) =>
        string.Create(CultureInfo.InvariantCulture, $"{calendar.Local(one.MadeAt):MM-dd HH:mm} {one.Post} ")
        + (
            one.Kind == InspectionKind.Recheck
                ? one.IsPassed
                    ? T["复查合格"]
                    : T["复查不合格"]
                : one.IsPassed
                    ? T["检查合格"]
                    : T["检查发现 {0} 项不合格", one.FailedCount]
        );

    private static T Fields<T>(FieldEntry entry)
    {
        try
        {
            return entry.Data.Deserialize<T>(FieldJson.Options) ?? throw new InvalidInput("", "input.unreadable");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidInput("", "input.unreadable");
        }
    }

    private sealed record Inspect(
        RecordKind Record,
        Guid ChecklistId,
        IReadOnlyList<ItemAnswer>? Answers,
        double? Lon = null,
        double? Lat = null
    );

    private sealed record Recheck(Guid HazardId, bool? Passed, string? Note = null);
}
