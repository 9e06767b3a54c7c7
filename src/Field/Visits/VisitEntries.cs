using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Visits;

/// <summary>Results of visits that were noted without network. 离线走访记录</summary>
internal sealed class VisitEntries(RecordVisit recording, DoorScope scope, DoorWords words) : IEntryHandler
{
    public IReadOnlyCollection<string> Kinds { get; } = ["visit"];

    public async Task<EntryDone> Run(FieldEntry entry, Actor actor, CancellationToken ct)
    {
        var command = DoorFields.Read<RecordVisit.Command>(entry) with { Version = entry.BaseVersion, DeviceAt = entry.MadeAt };
        var noted = await recording.Run(
            entry.CaseId ?? throw new InvalidInput("caseId", "input.required"),
            command,
            entry.Id.ToString("N"),
            actor,
            ct
        );
        return new EntryDone(noted.TargetId, noted.Version);
    }

    /// <summary>Somebody else was at the door meanwhile. Where they said no, that is all there is to see.</summary>
    public async Task<Meanwhile?> Since(Guid? caseId, int? baseVersion, Actor actor, CancellationToken ct)
    {
        var target = await scope.Db.Set<VisitTarget>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == caseId, ct);
        if (target is null || baseVersion >= target.Version || target.LastAt is not { } at)
            return null;
        if (target.LastBy == actor.AccountId || !DoorScope.Doors(actor).Any(a => target.AreaCode.StartsWith(a, StringComparison.Ordinal)))
            return null;
        var state = words.State(target.State);
        return new Meanwhile(target.State.ToString(), state, target.Version, words.Worker, at, [$"{words.Clock(at)} {state}"]);
    }

    public Task<string?> AreaOf(Guid caseId, CancellationToken ct) =>
        scope.Db.Set<VisitTarget>().Where(t => t.Id == caseId).Select(t => (string?)t.AreaCode).FirstOrDefaultAsync(ct);
}
