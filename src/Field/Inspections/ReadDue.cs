using Gezhi.Field.Campaigns;
using Gezhi.Platform.Actors;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Inspections;

/// <summary>Why a place is due. 待查缘由</summary>
public enum DueWhy
{
    /// <summary>复查: a hazard is said to be rectified, or its day is over.</summary>
    Recheck,

    /// <summary>专项行动.</summary>
    Campaign,

    /// <summary>例行检查.</summary>
    Routine,
}

/// <summary>A hazard that waits for somebody to look. 待查隐患</summary>
public sealed record DueHazard(Guid Id, string Text, string Finding, Severity Severity, HazardState State, DateOnly DueOn, int Version);

/// <summary>A place to inspect, by the fewest fields; nobody who lives or works there. 待查场所</summary>
/// <param name="Lon">WGS-84 degrees; null when not placed.</param>
/// <param name="ChecklistIds">In force for it.</param>
/// <param name="Campaign">Title of the campaign that waits for it; null for none.</param>
/// <param name="DueOn">Local day; null when it is due now.</param>
/// <param name="Count">Inspections so far; sent back with the next.</param>
/// <param name="CheckedAt">UTC; null when never.</param>
public sealed record DuePlace(
    RecordKind Record,
    Guid Id,
    string Title,
    string Address,
    string AreaCode,
    string AreaName,
    double? Lon,
    double? Lat,
    IReadOnlyList<DueWhy> Why,
    string? Campaign,
    DateOnly? DueOn,
    IReadOnlyList<Guid> ChecklistIds,
    IReadOnlyList<DueHazard> Hazards,
    int Count,
    DateTime? CheckedAt,
    bool? WasPassed
);

/// <summary>What is due in the areas where the actor inspects: re-inspections, campaigns, routine. 待查清单</summary>
public sealed class ReadDue(InspectionScope scope, InspectedBook book, ReadChecklists checklists, InspectionTexts words)
{
    /// <summary>Most places by routine: more is not a day's work.</summary>
    public const int MostRoutine = 60;

    /// <summary>Most places of campaigns.</summary>
    public const int MostOfCampaigns = 300;

    private const int MostRecords = 3_000;

    /// <summary>Areas wider than a community are not walked by one person: there only re-inspections and campaigns count.</summary>
    private const int WidestRoutine = 12;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/inspections/due",
                async (ReadDue feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Run(actor, ct))
            )
            .WithSummary("待查清单 · What is due in own areas");

    /// <summary>Re-inspections first, then campaigns, then routine; within them by address.</summary>
    public async Task<IReadOnlyList<DuePlace>> Run(Actor actor, CancellationToken ct)
    {
        var areas = InspectionScope.Areas(actor, Permission.Inspect);
        if (areas.Count == 0)
            return [];
        var lists = await checklists.InForce(ct);
        var open = await Hazards(areas, ct);
        var (hazards, asked) = (open.ToLookup(h => h.SubjectId), await ReadInspections.Asked(scope, open, ct));
        var targets = (await Targets(areas, ct)).ToLookup(t => t.SubjectId);
        var records = await Records(areas, lists, ct);
        var routine = await Routine(areas, lists, records, ct);
        var due = hazards
            .Where(g => g.Any(h => h.State == HazardState.Rectified || h.DueOn <= scope.Today))
            .Select(g => g.Key)
            .Concat(targets.Select(t => t.Key))
            .Concat(routine)
            .Distinct()
            .ToList();
        var state = await scope
            .Db.Set<InspectedSubject>()
            .AsNoTracking()
            .Where(s => due.Contains(s.SubjectId))
            .ToDictionaryAsync(s => s.SubjectId, ct);
        var places = new List<DuePlace>();
        foreach (var id in due)
        {
            var kind = hazards[id].FirstOrDefault()?.Record ?? targets[id].FirstOrDefault().Record;
            if (records.GetValueOrDefault(id) is { } record || await book.Find(kind, id, ct) is { } found && (record = found) is not null)
                places.Add(
                    Place(
                        record,
                        lists,
                        [.. hazards[id]],
                        asked,
                        targets[id].FirstOrDefault(),
                        routine.Contains(id),
                        state.GetValueOrDefault(id)
                    )
                );
        }
        return
        [
            .. places
                .OrderBy(p => p.Why[0])
                .ThenBy(p => p.DueOn ?? DateOnly.MaxValue)
                .ThenBy(p => p.Address, StringComparer.Ordinal)
                .ThenBy(p => p.Id),
        ];
    }

    /// <summary>One place, due or not, as somebody who inspects there sees it.</summary>
    /// <exception cref="Platform.Problems.NotFound">Not there, or outside.</exception>
    public async Task<DuePlace> One(RecordKind kind, Guid id, Actor actor, CancellationToken ct)
    {
        var record = await book.Find(kind, id, ct) ?? throw new Platform.Problems.NotFound("place");
        InspectionScope.Inspector(actor, record.AreaCode);
        var hazards = await scope
            .Db.Set<Hazard>()
            .AsNoTracking()
            .Where(h => h.SubjectId == id && (h.State == HazardState.Open || h.State == HazardState.Rectified))
            .OrderBy(h => h.DueOn)
            .ThenBy(h => h.Id)
            .ToListAsync(ct);
        var target = (await Targets([record.AreaCode], ct)).FirstOrDefault(t => t.SubjectId == id);
        var state = await scope.Db.Set<InspectedSubject>().AsNoTracking().FirstOrDefaultAsync(s => s.SubjectId == id, ct);
        return Place(record, await checklists.InForce(ct), hazards, await ReadInspections.Asked(scope, hazards, ct), target, true, state);
    }

    private DuePlace Place(
        InspectedRecord record,
        IReadOnlyList<ReadChecklists.View> lists,
        IReadOnlyList<Hazard> hazards,
        Func<Hazard, ChecklistItem?> asked,
        Target target,
        bool isRoutine,
        InspectedSubject? state
    )
    {
        var rechecks = hazards.Where(h => h.State == HazardState.Rectified || h.DueOn <= scope.Today).ToList();
        List<DueWhy> why =
        [
            .. rechecks.Count > 0 ? [DueWhy.Recheck] : Array.Empty<DueWhy>(),
            .. target.Title is not null ? [DueWhy.Campaign] : Array.Empty<DueWhy>(),
            .. isRoutine ? [DueWhy.Routine] : Array.Empty<DueWhy>(),
        ];
        return new DuePlace(
            record.Record,
            record.Id,
            record.Title,
            record.Address,
            record.AreaCode,
            scope.NameOf(record.AreaCode),
            record.Lon is { } lon ? Math.Round(lon, 6) : null,
            record.Lat is { } lat ? Math.Round(lat, 6) : null,
            why,
            target.Title,
            rechecks.Count > 0 ? rechecks.Min(h => h.RecheckOn ?? h.DueOn)
                : target.Title is not null ? target.UntilOn
                : null,
            [
                .. lists
                    .Where(l => l.Kinds.Intersect(record.Kinds).Any())
                    .OrderByDescending(l => l.LineId == target.LineId)
                    .Select(l => l.Id),
            ],
            [
                .. hazards.Select(h => new DueHazard(
                    h.Id,
                    asked(h)?.TextEn ?? h.ItemText,
                    words.Found(h.Finding, asked(h)),
                    h.Severity,
                    h.State,
                    h.DueOn,
                    h.Version
                )),
            ],
            state?.Count ?? 0,
            state?.CheckedAt,
            state?.WasPassed
        );
    }

    private Task<List<Hazard>> Hazards(IReadOnlyList<string> areas, CancellationToken ct) =>
        InspectionScope
            .Within(
                scope.Db.Set<Hazard>().AsNoTracking().Where(h => h.State == HazardState.Open || h.State == HazardState.Rectified),
                areas
            )
            .OrderBy(h => h.DueOn)
            .ThenBy(h => h.Id)
            .ToListAsync(ct);

    private async Task<List<Target>> Targets(IReadOnlyList<string> areas, CancellationToken ct)
    {
        var today = scope.Today;
        var running = await scope
            .Db.Set<SpecialCampaign>()
            .AsNoTracking()
            .Where(c => c.EndedAt == null && c.FromOn <= today && c.UntilOn >= today)
            .ToDictionaryAsync(c => c.Id, ct);
        var ids = running.Keys.ToList();
        var open = await InspectionScope
            .Within(
                scope
                    .Db.Set<CampaignTarget>()
                    .AsNoTracking()
                    .Where(t => ids.Contains(t.CampaignId) && t.InspectionId == null && t.LeftOutWhy == null),
                areas
            )
            .OrderBy(t => t.AreaCode)
            .ThenBy(t => t.SubjectId)
            .Take(MostOfCampaigns)
            .Select(t => new
            {
                t.SubjectId,
                t.Record,
                t.CampaignId,
            })
            .ToListAsync(ct);
        return open.ConvertAll(t => new Target(
            t.SubjectId,
            t.Record,
            running[t.CampaignId].Title,
            running[t.CampaignId].UntilOn,
            running[t.CampaignId].LineId
        ));
    }

    private async Task<Dictionary<Guid, InspectedRecord>> Records(
        IReadOnlyList<string> areas,
        IReadOnlyList<ReadChecklists.View> lists,
        CancellationToken ct
    )
    {
        var kinds = lists.Where(l => l.EveryDays is not null).SelectMany(l => l.Kinds).Distinct().ToList();
        var found = new Dictionary<Guid, InspectedRecord>();
        foreach (var area in areas.Where(a => a.Length >= WidestRoutine))
        foreach (var record in await book.In(area, kinds, MostRecords, ct))
            found[record.Id] = record;
        return found;
    }

    /// <summary>Never inspected by a list that comes round, or longer ago than it says; those that waited longest first.</summary>
    private async Task<HashSet<Guid>> Routine(
        IReadOnlyList<string> areas,
        IReadOnlyList<ReadChecklists.View> lists,
        Dictionary<Guid, InspectedRecord> records,
        CancellationToken ct
    )
    {
        if (records.Count == 0)
            return [];
        var by = (await InspectionScope.Within(scope.Db.Set<InspectedBy>().AsNoTracking(), areas).ToListAsync(ct)).ToDictionary(
            b => (b.SubjectId, b.LineId),
            b => b.CheckedAt
        );
        return
        [
            .. records
                .Values.SelectMany(
                    r => lists.Where(l => l.EveryDays is not null && l.Kinds.Intersect(r.Kinds).Any()),
                    (r, l) => (r.Id, r.Address, Last: by.GetValueOrDefault((r.Id, l.LineId)), l.EveryDays)
                )
                .Where(d => d.Last < scope.Now.AddDays(-d.EveryDays!.Value))
                .OrderBy(d => d.Last)
                .ThenBy(d => d.Address, StringComparer.Ordinal)
                .Select(d => d.Id)
                .Distinct()
                .Take(MostRoutine),
        ];
    }

    private readonly record struct Target(Guid SubjectId, RecordKind Record, string? Title, DateOnly UntilOn, Guid LineId);
}
