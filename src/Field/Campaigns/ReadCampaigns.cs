using System.Globalization;
using System.Text;
using Gezhi.Field.Inspections;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.Campaigns;

/// <summary>Special campaigns: lists, progress, hazards found and rectified, missed places. 专项行动查询</summary>
public sealed class ReadCampaigns(InspectionScope scope, IStringLocalizer T)
{
    private const int MostCampaigns = 200;

    /// <summary>Rows of a page of places.</summary>
    public const int PageRows = 100;

    /// <param name="Targets">Places of the list without those left out.</param>
    /// <param name="InspectedShare">Null without places.</param>
    /// <param name="Found">Hazards found by its inspections.</param>
    /// <param name="Rectified">Of these closed by a re-inspection, or put right on the spot.</param>
    /// <param name="RectifiedShare">Null while nothing was found.</param>
    public sealed record Progress(
        int Targets,
        int LeftOut,
        int Inspected,
        double? InspectedShare,
        int Found,
        int Rectified,
        double? RectifiedShare
    )
    {
        internal static Progress Of(int all, int leftOut, int inspected, int found, int rectified) =>
            new(
                all - leftOut,
                leftOut,
                inspected,
                all > leftOut ? (double)inspected / (all - leftOut) : null,
                found,
                rectified,
                found > 0 ? (double)rectified / found : null
            );
    }

    /// <param name="UntilOn">Last local day.</param>
    /// <param name="EndedWhy">Null when it ended by its day, or runs.</param>
    public sealed record Row(
        Guid Id,
        string Title,
        IReadOnlyList<InspectedKind> Kinds,
        string AreaCode,
        string AreaName,
        DateOnly FromOn,
        DateOnly UntilOn,
        bool IsRunning,
        DateTime? EndedAt,
        string? EndedWhy,
        Progress Progress,
        int Version
    );

    /// <summary>Progress in a part of the area. 分区进度</summary>
    public sealed record Part(string AreaCode, string AreaName, Progress Progress);

    /// <param name="Streets">By street.</param>
    /// <param name="Grids">By grid; of what the reader may see.</param>
    public sealed record View(Row Of, Guid LineId, string Checklist, IReadOnlyList<Part> Streets, IReadOnlyList<Part> Grids);

    /// <summary>Which places to list. 对象筛选</summary>
    public enum TargetFilter
    {
        /// <summary>未查: after the end, missed.</summary>
        Missed,

        /// <summary>已查.</summary>
        Inspected,

        /// <summary>已剔除.</summary>
        LeftOut,
    }

    /// <param name="Title">Of a dwelling the building only, unless the reader sees the registry there.</param>
    public sealed record TargetRow(
        RecordKind Record,
        Guid SubjectId,
        string Title,
        string AreaCode,
        string AreaName,
        Guid? InspectionId,
        DateTime? InspectedAt,
        string? LeftOutWhy,
        int Version
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/special-campaigns",
                async (ReadCampaigns feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.All(actor, ct))
            )
            .WithSummary("专项行动清单 · Special campaigns");
        api.MapGet(
                "/special-campaigns/{campaignId:guid}",
                async (Guid campaignId, ReadCampaigns feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.One(campaignId, actor, ct))
            )
            .WithSummary("专项行动进度 · One campaign with its progress by street and grid");
        api.MapGet(
                "/special-campaigns/{campaignId:guid}/targets",
                async (
                    Guid campaignId,
                    TargetFilter? which,
                    string? area,
                    Guid? after,
                    ReadCampaigns feature,
                    Actor actor,
                    CancellationToken ct
                ) => TypedResults.Ok(await feature.Targets(campaignId, which ?? TargetFilter.Missed, area, after, actor, ct))
            )
            .WithSummary("专项行动对象 · Places of a campaign");
    }

    public static void MapFile(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/inspections/campaigns/{campaignId:guid}/targets.csv",
                async (Guid campaignId, ReadCampaigns feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return Results.File(
                        await feature.File(campaignId, actor, ct),
                        "text/csv; charset=utf-8",
                        $"special-{campaignId:N}.csv"
                    );
                }
            )
            .ExcludeFromDescription();

    /// <summary>Campaigns that touch an area of the reader, running ones first; figures of what the reader sees.</summary>
    public async Task<IReadOnlyList<Row>> All(Actor actor, CancellationToken ct)
    {
        var areas = InspectionScope.Readable(actor, null);
        var campaigns = (
            await scope
                .Db.Set<SpecialCampaign>()
                .AsNoTracking()
                .OrderByDescending(c => c.UntilOn)
                .ThenByDescending(c => c.Id)
                .Take(MostCampaigns)
                .ToListAsync(ct)
        ).FindAll(c => Touches(c, areas));
        var sums = (await Sums([.. campaigns.Select(c => c.Id)], areas, ct)).ToLookup(s => s.CampaignId);
        return [.. campaigns.Select(c => Of(c, Sum(sums[c.Id]))).OrderByDescending(r => r.IsRunning)];
    }

    /// <exception cref="Platform.Problems.NotFound">Not there, or it touches no area of the reader.</exception>
    public async Task<View> One(Guid campaignId, Actor actor, CancellationToken ct)
    {
        var areas = InspectionScope.Readable(actor, null);
        var campaign = await Find(campaignId, areas, ct);
        var sums = await Sums([campaignId], areas, ct);
        var line = await scope
            .Db.Set<Checklist>()
            .AsNoTracking()
            .Where(c => c.LineId == campaign.LineId)
            .OrderByDescending(c => c.VersionNo)
            .FirstOrDefaultAsync(ct);
        return new View(Of(campaign, Sum(sums)), campaign.LineId, line?.Named ?? "", Parts(sums, 9), Parts(sums, 15));
    }

    public async Task<ReadInspections.Page<TargetRow>> Targets(
        Guid campaignId,
        TargetFilter which,
        string? area,
        Guid? after,
        Actor actor,
        CancellationToken ct
    )
    {
        await Find(campaignId, InspectionScope.Readable(actor, null), ct);
        var rows = await InspectionScope
            .Within(Filtered(campaignId, which).Where(t => after == null || t.SubjectId > after), InspectionScope.Readable(actor, area))
            .OrderBy(t => t.SubjectId)
            .Take(PageRows + 1)
            .ToListAsync(ct);
        var shown = rows.ConvertAll(t => Of(t, actor));
        return shown.Count > PageRows ? new([.. shown.Take(PageRows)], shown[PageRows - 1].SubjectId) : new(shown, null);
    }

    /// <summary>Places with their state, as a table for spreadsheets: no person, no door of a dwelling.</summary>
    public async Task<byte[]> File(Guid campaignId, Actor actor, CancellationToken ct)
    {
        var areas = InspectionScope.Readable(actor, null);
        var campaign = await Find(campaignId, areas, ct);
        var targets = await InspectionScope
            .Within(scope.Db.Set<CampaignTarget>().AsNoTracking().Where(t => t.CampaignId == campaignId), areas)
            .OrderBy(t => t.AreaCode)
            .ThenBy(t => t.SubjectId)
            .ToListAsync(ct);
        var ids = scope
            .Db.Set<CampaignTarget>()
            .Where(t => t.CampaignId == campaignId && t.InspectionId != null)
            .Select(t => t.InspectionId!.Value);
        var found = (
            await scope
                .Db.Set<Hazard>()
                .AsNoTracking()
                .Where(h => ids.Contains(h.InspectionId))
                .Select(h => new { h.InspectionId, h.State })
                .ToListAsync(ct)
        ).ToLookup(h => h.InspectionId, h => h.State);
        var text = new StringBuilder();
        Line(text, T["专项行动"], T["网格"], T["检查对象"], T["状态"], T["检查日期"], T["隐患"], T["已整改"], T["剔除原因"]);
        foreach (var t in targets)
        {
            var states = t.InspectionId is { } id ? found[id].ToList() : [];
            Line(
                text,
                campaign.Title,
                scope.NameOf(t.AreaCode),
                t.Coarse,
                t.LeftOutWhy is not null ? T["已剔除"]
                    : t.InspectionId is not null ? T["已检查"]
                    : T["未查"],
                t.InspectedAt is { } at ? scope.Calendar.LocalDay(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
                states.Count.ToString(CultureInfo.InvariantCulture),
                states.Count(s => s is HazardState.Closed or HazardState.FixedOnSpot).ToString(CultureInfo.InvariantCulture),
                t.LeftOutWhy ?? ""
            );
        }
        return [.. CsvText.Utf8WithMark.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private IQueryable<CampaignTarget> Filtered(Guid campaignId, TargetFilter which)
    {
        var all = scope.Db.Set<CampaignTarget>().AsNoTracking().Where(t => t.CampaignId == campaignId);
        return which switch
        {
            TargetFilter.Inspected => all.Where(t => t.InspectionId != null),
            TargetFilter.LeftOut => all.Where(t => t.LeftOutWhy != null),
            _ => all.Where(t => t.InspectionId == null && t.LeftOutWhy == null),
        };
    }

    private async Task<SpecialCampaign> Find(Guid campaignId, IReadOnlyList<string> areas, CancellationToken ct) =>
        await scope.Db.Set<SpecialCampaign>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == campaignId, ct) is { } campaign
        && Touches(campaign, areas)
            ? campaign
            : throw new Platform.Problems.NotFound("campaign");

    private static bool Touches(SpecialCampaign campaign, IReadOnlyList<string> areas) =>
        areas.Any(a =>
            a.StartsWith(campaign.AreaCode, StringComparison.Ordinal) || campaign.AreaCode.StartsWith(a, StringComparison.Ordinal)
        );

    /// <summary>Counts by campaign and micro-area, in two questions for any number of campaigns.</summary>
    private async Task<List<AreaSum>> Sums(List<Guid> campaignIds, IReadOnlyList<string> areas, CancellationToken ct)
    {
        var places = await InspectionScope
            .Within(scope.Db.Set<CampaignTarget>().Where(t => campaignIds.Contains(t.CampaignId)), areas)
            .GroupBy(t => new { t.CampaignId, t.AreaCode })
            .Select(g => new
            {
                g.Key.CampaignId,
                g.Key.AreaCode,
                All = g.Count(),
                LeftOut = g.Count(t => t.LeftOutWhy != null),
                Inspected = g.Count(t => t.InspectionId != null),
            })
            .ToListAsync(ct);
        var hazards = await InspectionScope
            .Within(scope.Db.Set<CampaignTarget>().Where(t => campaignIds.Contains(t.CampaignId) && t.InspectionId != null), areas)
            .Join(
                scope.Db.Set<Hazard>(),
                t => t.InspectionId,
                h => h.InspectionId,
                (t, h) =>
                    new
                    {
                        t.CampaignId,
                        t.AreaCode,
                        IsDone = h.State == HazardState.Closed || h.State == HazardState.FixedOnSpot,
                    }
            )
            .GroupBy(h => new
            {
                h.CampaignId,
                h.AreaCode,
                h.IsDone,
            })
            .Select(g => new
            {
                g.Key.CampaignId,
                g.Key.AreaCode,
                g.Key.IsDone,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        return
        [
            .. places.Select(p => new AreaSum(p.CampaignId, p.AreaCode, p.All, p.LeftOut, p.Inspected, 0, 0)),
            .. hazards.Select(h => new AreaSum(h.CampaignId, h.AreaCode, 0, 0, 0, h.Count, h.IsDone ? h.Count : 0)),
        ];
    }

    private IReadOnlyList<Part> Parts(IEnumerable<AreaSum> sums, int digits) =>
        [
            .. sums.Where(s => s.AreaCode.Length >= digits)
                .GroupBy(s => s.AreaCode[..digits])
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new Part(g.Key, scope.NameOf(g.Key), Sum(g))),
        ];

    private static Progress Sum(IEnumerable<AreaSum> sums)
    {
        var all = sums.ToList();
        return Progress.Of(
            all.Sum(s => s.All),
            all.Sum(s => s.LeftOut),
            all.Sum(s => s.Inspected),
            all.Sum(s => s.Found),
            all.Sum(s => s.Rectified)
        );
    }

    private Row Of(SpecialCampaign c, Progress progress) =>
        new(
            c.Id,
            c.Title,
            [.. c.KindList.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<InspectedKind>)],
            c.AreaCode,
            scope.NameOf(c.AreaCode),
            c.FromOn,
            c.UntilOn,
            c.IsRunning(scope.Today),
            c.EndedAt,
            c.EndedWhy,
            progress,
            c.Version
        );

    private TargetRow Of(CampaignTarget t, Actor actor) =>
        new(
            t.Record,
            t.SubjectId,
            InspectionScope.Shown(actor, t.AreaCode, t.Title, t.Coarse),
            t.AreaCode,
            scope.NameOf(t.AreaCode),
            t.InspectionId,
            t.InspectedAt,
            t.LeftOutWhy,
            t.Version
        );

    private static void Line(StringBuilder text, params string[] cells) =>
        text.AppendJoin(',', cells.Select(c => Quoted(CsvText.Cell(c)))).Append("\r\n");

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private readonly record struct AreaSum(Guid CampaignId, string AreaCode, int All, int LeftOut, int Inspected, int Found, int Rectified);
}
