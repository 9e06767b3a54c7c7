using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Visits;

/// <summary>A worker's doors of today, for the phone: door and building, how often nobody was there, what the registry says of the household; no names, no phones. 离线走访户</summary>
internal sealed class VisitItems(ReadToday today, HouseholdDesk households) : ISyncItems
{
    /// <summary>Changes when the shape of the data does.</summary>
    private const int Shape = 1;

    public string Kind => "visit";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct)
    {
        var rows = await today.Run(actor, ct);
        var homes = await Homes(rows, ct);
        return [.. rows.Select(r => new SyncMark(r.Id.ToString(), V(r, homes.GetValueOrDefault(r.HouseholdId))))];
    }

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct)
    {
        var wanted = ids.Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).ToList();
        var rows = await today.Some(wanted, actor, ct);
        var homes = await Homes(rows, ct);
        return
        [
            .. rows.Select(r => new SyncItem(
                r.Id.ToString(),
                V(r, homes.GetValueOrDefault(r.HouseholdId)),
                Data(r, homes.GetValueOrDefault(r.HouseholdId))
            )),
        ];
    }

    private async Task<IReadOnlyDictionary<Guid, HouseholdState>> Homes(IReadOnlyList<ReadToday.Row> rows, CancellationToken ct)
    {
        var all = new Dictionary<Guid, HouseholdState>();
        foreach (var some in rows.Select(r => r.HouseholdId).Distinct().Chunk(500))
        foreach (var (id, home) in await households.Read(some, ct))
            all[id] = home;
        return all;
    }

    private static string V(ReadToday.Row row, HouseholdState? home) =>
        string.Create(CultureInfo.InvariantCulture, $"{Shape}.{row.Version}.{home?.Version ?? 0}{(row.Done ? "d" : "")}");

    private static OfflineVisit Data(ReadToday.Row row, HouseholdState? home) =>
        new(
            row.CampaignId,
            row.HouseholdId,
            row.BuildingId,
            row.Building,
            row.Door,
            row.AreaCode,
            row.Walk,
            row.State,
            row.Tries,
            row.NotAt,
            row.Done,
            row.Version,
            home is { IsEnded: false } ? new OfflineHome(home.Residents, home.Type.ToString(), home.Version) : null
        );
}

/// <summary>A door as the device keeps it. 离线走访户内容</summary>
/// <param name="Home">What the registry says, for a verification; null when the household is not on the books any more.</param>
internal sealed record OfflineVisit(
    Guid CampaignId,
    Guid HouseholdId,
    Guid BuildingId,
    string Building,
    string Door,
    string AreaCode,
    int Walk,
    TargetState State,
    int Tries,
    DayPart? NotAt,
    bool Done,
    int Version,
    OfflineHome? Home
);

/// <summary>What the registry says of the household: how many, of what kind. 户现状</summary>
internal sealed record OfflineHome(int? Residents, string Type, int Version);

/// <summary>What is said and asked at the doors of today, once for each campaign. 离线走访方案</summary>
internal sealed class CampaignItems(ReadToday today, DoorScope scope) : ISyncItems
{
    public string Kind => "campaign";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Select(i => new SyncMark(i.Id, i.V))];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Where(i => ids.Contains(i.Id))];

    private async Task<IEnumerable<SyncItem>> All(Actor actor, CancellationToken ct)
    {
        var own = DoorScope.Own(actor);
        if (own.Count == 0)
            return [];
        var running = await today.Running(ct);
        var all = await scope.Db.Set<VisitCampaign>().AsNoTracking().Where(c => running.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(ct);
        return all.Where(c =>
                c.Areas.Any(a => own.Any(o => a.StartsWith(o, StringComparison.Ordinal) || o.StartsWith(a, StringComparison.Ordinal)))
            )
            .Select(c => (c.Id, Data: new OfflineCampaign(c.Title, c.Purpose, c.Script, c.Asked, c.UntilOn, c.MostTries)))
            .Select(c => new SyncItem(c.Id.ToString(), Mark(c.Data), c.Data));
    }

    private static string Mark(OfflineCampaign data) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data)))[..16];
}

/// <summary>A campaign as the device keeps it. 离线走访方案内容</summary>
internal sealed record OfflineCampaign(
    string Title,
    string Purpose,
    string Script,
    IReadOnlyList<VisitQuestion> Questions,
    DateOnly UntilOn,
    int MostTries
);
