using System.Text.Json;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Handling;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;

namespace Gezhi.Cases.Field.Offline;

/// <summary>What a worker found on patrol without network: reported, or solved on the spot. 离线巡查</summary>
internal sealed class FindingEntries(CreateReport reporting, SolveOnSpot solving, CaseDesk desk) : IEntryHandler
{
    public IReadOnlyCollection<string> Kinds { get; } = ["report", "solve-on-spot"];

    public Task<EntryDone> Run(FieldEntry entry, Actor actor, CancellationToken ct) =>
        entry.Kind == "report" ? Report(entry, actor, ct) : Solve(entry, actor, ct);

    /// <summary>Nobody knew of it before.</summary>
    public Task<Meanwhile?> Since(Guid? caseId, int? baseVersion, Actor actor, CancellationToken ct) => Task.FromResult<Meanwhile?>(null);

    /// <summary>It lay nowhere yet.</summary>
    public Task<string?> AreaOf(Guid caseId, CancellationToken ct) => Task.FromResult<string?>(null);

    private async Task<EntryDone> Report(FieldEntry entry, Actor actor, CancellationToken ct)
    {
        var command = FormOrJson.FromFields<Finding>(entry.Data, entry.MadeAt);
        var receipt = await reporting.Run(
            new CreateReport.Command(
                Channel.GridPatrol,
                command.Text,
                command.Lon,
                command.Lat,
                AccuracyMetres: command.AccuracyMetres,
                PlaceText: command.PlaceText,
                CategoryKey: command.CategoryKey,
                IsUrgent: command.IsUrgent,
                SaidAt: Earlier(entry.MadeAt)
            ),
            entry.Incoming,
            entry.Id.ToString("N"),
            actor,
            ct
        );
        return new EntryDone(receipt.CaseId, null);
    }

    private async Task<EntryDone> Solve(FieldEntry entry, Actor actor, CancellationToken ct)
    {
        var found = FormOrJson.FromFields<Finding>(entry.Data, entry.MadeAt);
        if (found.Lon is not { } lon || found.Lat is not { } lat)
            throw new RuleViolation("spot.place");
        var after = After(entry.Data);
        var moved = await solving.Run(
            new SolveOnSpot.Command(
                found.SpotCategoryKey ?? found.CategoryKey ?? "",
                found.Text ?? "",
                lon,
                lat,
                found.PlaceText,
                Earlier(entry.MadeAt)
            ),
            [.. entry.Files.Where(f => !after.Contains(f.Hash)).Select(f => f.File)],
            [.. entry.Files.Where(f => after.Contains(f.Hash)).Select(f => f.File)],
            entry.Id.ToString("N"),
            actor,
            ct
        );
        return new EntryDone(moved.Id, moved.Version);
    }

    /// <summary>Hashes of the photos that show how it looks afterwards: <c>photos: [{hash, role: "after"}]</c>.</summary>
    private static HashSet<string> After(JsonElement data) =>
        data.TryGetProperty("photos", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(p => Text(p, "role") == "after").Select(p => Text(p, "hash")).OfType<string>()]
            : [];

    private static string? Text(JsonElement photo, string name) =>
        photo.ValueKind == JsonValueKind.Object && photo.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    /// <summary>A phone whose clock is fast found it now; the entry keeps what its clock said.</summary>
    private DateTime Earlier(DateTime madeAt) => madeAt < desk.Now ? madeAt : desk.Now;

    /// <summary>Fields of the form of a finding.</summary>
    private sealed record Finding(
        string? Text = null,
        double? Lon = null,
        double? Lat = null,
        double? AccuracyMetres = null,
        string? PlaceText = null,
        string? CategoryKey = null,
        string? SpotCategoryKey = null,
        bool IsUrgent = false
    );
}
