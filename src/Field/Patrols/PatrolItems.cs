using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;

namespace Gezhi.Field.Patrols;

/// <summary>Today's round and whether one is on duty, for a worker's device. 离线巡查计划</summary>
internal sealed class PatrolItems(PatrolScope scope, ReadPatrols patrols, GoOnDuty duty) : ISyncItems
{
    public string Kind => "patrol";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Select(i => new SyncMark(i.Id, i.V))];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Where(i => ids.Contains(i.Id))];

    private async Task<List<SyncItem>> All(Actor actor, CancellationToken ct)
    {
        if (PatrolScope.Ground(actor).Count == 0 || !actor.Can(Permission.SolveOnSpot))
            return [];
        var last = await duty.Last(actor, ct);
        List<SyncItem> items =
        [
            Item(
                "duty",
                new OfflineDuty(
                    last is { EndedAt: null },
                    last?.EndedAt ?? last?.BeganAt,
                    scope.TrackDays,
                    scope.VisitMetres,
                    scope.MostDutyHours
                )
            ),
        ];
        foreach (var plan in (await patrols.Today(actor, null, ct)).GroupBy(d => d.Plan.Id))
        {
            var first = plan.First().Plan;
            items.Add(
                Item(
                    first.Id.ToString(),
                    new OfflinePatrol(
                        first.Name,
                        scope.NameOf(first.AreaCode),
                        PatrolWords.Clock(first.FromMinute),
                        PatrolWords.Clock(first.UntilMinute),
                        plan.First().On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        [
                            .. plan.OrderBy(d => d.Place.Id)
                                .Select(d => new OfflinePatrol.Place(
                                    d.Place.Id,
                                    d.Place.Name,
                                    d.Place.Lon,
                                    d.Place.Lat,
                                    d.State == PlaceState.Visited
                                )),
                        ]
                    )
                )
            );
        }
        return items;
    }

    private static SyncItem Item(string id, object data) =>
        new(id, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data, data.GetType())))[..16], data);
}

/// <summary>Whether the worker is on duty, as the device keeps it. 离线在岗</summary>
/// <param name="ChangedAt">UTC of the last begin or end; null before the first.</param>
/// <param name="KeepDays">After so many days the track is deleted.</param>
/// <param name="VisitMetres">So near counts as a visit.</param>
/// <param name="MostHours">A duty that nobody ends is over then.</param>
internal sealed record OfflineDuty(bool IsOn, DateTime? ChangedAt, int KeepDays, int VisitMetres, int MostHours);

/// <summary>A plan of today as the device keeps it. 离线巡查内容</summary>
/// <param name="From">Local time of day, HH:mm.</param>
/// <param name="Until">Local time of day; not after the first: on the next day.</param>
/// <param name="On">Day of the plan.</param>
/// <param name="Places">Those that are due.</param>
internal sealed record OfflinePatrol(
    string Name,
    string AreaName,
    string From,
    string Until,
    string On,
    IReadOnlyList<OfflinePatrol.Place> Places
)
{
    /// <param name="IsVisited">Somebody was there today.</param>
    internal sealed record Place(Guid Id, string Name, double Lon, double Lat, bool IsVisited);
}
