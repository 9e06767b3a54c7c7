using System.Text.Json;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;

namespace Gezhi.Field.Patrols;

/// <summary>Duty, ways and check-ins that a worker made without network. 离线巡查记录</summary>
internal sealed class PatrolEntries(GoOnDuty duty, TakeTrack tracks, NoteVisit visits) : IEntryHandler
{
    private const string Start = "duty-start";
    private const string End = "duty-end";
    private const string Way = "track";
    private const string Arrival = "check-in";

    public IReadOnlyCollection<string> Kinds { get; } = [Start, End, Way, Arrival];

    public async Task<EntryDone> Run(FieldEntry entry, Actor actor, CancellationToken ct)
    {
        if (!actor.Can(Permission.SolveOnSpot))
            throw new Forbidden(Permission.SolveOnSpot);
        switch (entry.Kind)
        {
            case Start:
                await duty.Start(entry.MadeAt, null, actor, ct);
                break;
            case End:
                await duty.End(entry.MadeAt, actor, ct);
                break;
            case Way:
                await tracks.Run(entry.Id, Needed(entry.Data, "points"), actor, ct);
                break;
            default:
                var place = Needed(entry.Data, "placeId");
                await visits.CheckIn(
                    place.ValueKind == JsonValueKind.String && Guid.TryParse(place.GetString(), out var id)
                        ? id
                        : throw new InvalidInput("placeId", "input.invalid"),
                    new NoteVisit.Command(Number(entry.Data, "lon"), Number(entry.Data, "lat"), Number(entry.Data, "accuracyMetres")),
                    entry.Incoming,
                    entry.MadeAt,
                    actor,
                    ct
                );
                break;
        }
        return new EntryDone(null, null);
    }

    /// <summary>Nobody else does the duty of a worker.</summary>
    public Task<Meanwhile?> Since(Guid? caseId, int? baseVersion, Actor actor, CancellationToken ct) => Task.FromResult<Meanwhile?>(null);

    /// <summary>The ground of the worker counts.</summary>
    public Task<string?> AreaOf(Guid caseId, CancellationToken ct) => Task.FromResult<string?>(null);

    private static JsonElement Needed(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) ? value : throw new InvalidInput(name, "input.required");

    private static double? Number(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
