using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Field.Visits;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Appointments of the next days in a worker's own grids, for the phone; phones as masks. 离线上门预约</summary>
internal sealed class AppointmentItems(ReadServices services) : ISyncItems
{
    private const int Days = 7;

    private Guid? knownOf;
    private IReadOnlyList<SyncItem>? known;

    public string Kind => "appointment";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Select(i => new SyncMark(i.Id, i.V))];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Where(i => ids.Contains(i.Id))];

    private async Task<IReadOnlyList<SyncItem>> All(Actor actor, CancellationToken ct)
    {
        if (known is null || knownOf != actor.AccountId)
            (knownOf, known) = (actor.AccountId, [.. await Read(actor, ct)]);
        return known;
    }

    private async Task<IEnumerable<SyncItem>> Read(Actor actor, CancellationToken ct) =>
        DoorScope.Own(actor).Count == 0
            ? []
            : (await services.Own(actor, Days, ct)).Select(v =>
            {
                var data = new OfflineAppointment(
                    v.HouseholdId,
                    v.Building,
                    v.Door,
                    v.On,
                    v.Half.ToString(),
                    v.Version,
                    [.. v.Items.Select(i => new OfflineNeed(i.NeedId, i.Name, i.PhoneMask))]
                );
                return new SyncItem(v.Id.ToString(), Mark(data), data);
            });

    private static string Mark(object data) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data, data.GetType())))[..16];
}

/// <summary>An appointment as the device keeps it. 离线上门预约内容</summary>
internal sealed record OfflineAppointment(
    Guid HouseholdId,
    string Building,
    string Door,
    DateOnly On,
    string Half,
    int Version,
    IReadOnlyList<OfflineNeed> Items
);

/// <param name="Phone">*******1234; never whole.</param>
internal sealed record OfflineNeed(Guid NeedId, string Name, string? Phone);

/// <summary>What can be asked for at a door, for the phone. 离线上门事项</summary>
internal sealed class ServiceWordItems(DoorScope scope) : ISyncItems
{
    public string Kind => "service";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Select(i => new SyncMark(i.Id, i.V))];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Where(i => ids.Contains(i.Id))];

    private async Task<IEnumerable<SyncItem>> All(Actor actor, CancellationToken ct) =>
        DoorScope.Own(actor).Count == 0
            ? []
            : (await scope.Db.Set<ServiceItem>().AsNoTracking().Where(i => i.IsActive).OrderBy(i => i.Name).ToListAsync(ct)).Select(
                i => new SyncItem(i.Id.ToString(), $"{i.Version}{i.Named}", new OfflineService(i.Named))
            );
}

/// <summary>An item by name. 事项名称</summary>
internal sealed record OfflineService(string Name);

/// <summary>What was done or asked for at a door without network. 离线上门记录</summary>
internal sealed class ServiceEntries(FinishVisit finishing, AskService asking, DoorScope scope, DoorWords words) : IEntryHandler
{
    public IReadOnlyCollection<string> Kinds { get; } = ["home-service"];

    public async Task<EntryDone> Run(FieldEntry entry, Actor actor, CancellationToken ct)
    {
        var subject = entry.CaseId ?? throw new InvalidInput("caseId", "input.required");
        if (entry.Data.TryGetProperty("itemId", out _))
        {
            var asked = DoorFields.Read<AskService.Command>(entry) with { HouseholdId = subject };
            await asking.Run(asked, entry.Id.ToString("N"), actor, ct);
            return new EntryDone(subject, null);
        }
        var command = DoorFields.Read<FinishVisit.Command>(entry) with { Version = entry.BaseVersion, DeviceAt = entry.MadeAt };
        var finished = await finishing.Run(subject, command, entry.Id.ToString("N"), actor, ct);
        return new EntryDone(subject, finished.Version);
    }

    /// <summary>Somebody else moved, cancelled or did it meanwhile.</summary>
    public async Task<Meanwhile?> Since(Guid? caseId, int? baseVersion, Actor actor, CancellationToken ct)
    {
        var visit = await scope.Db.Set<Appointment>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == caseId, ct);
        if (visit is null || baseVersion >= visit.Version || visit.EndedBy == actor.AccountId)
            return null;
        if (!DoorScope.Doors(actor).Any(a => visit.AreaCode.StartsWith(a, StringComparison.Ordinal)))
            return null;
        var state = words.State(visit.State);
        return new Meanwhile(
            visit.State.ToString(),
            state,
            visit.Version,
            words.Worker,
            visit.EndedAt ?? scope.Now,
            [$"{visit.On:yyyy-MM-dd} {words.Half(visit.Half)} · {state}"]
        );
    }

    public Task<string?> AreaOf(Guid caseId, CancellationToken ct) =>
        scope.Db.Set<Appointment>().Where(a => a.Id == caseId).Select(a => (string?)a.AreaCode).FirstOrDefaultAsync(ct);
}
