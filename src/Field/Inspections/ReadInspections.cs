using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.Inspections;

/// <summary>Inspections and hazards of the areas that the reader sees. 检查与隐患查询</summary>
public sealed class ReadInspections(InspectionScope scope, HazardCases cases, PostTitles posts, InspectionTexts words, IStringLocalizer T)
{
    /// <summary>Rows of a page.</summary>
    public const int PageRows = 50;

    private const int MostEvents = 30;

    /// <param name="Title">Of a dwelling the building only, unless the reader sees the registry there.</param>
    /// <param name="Post">Title of the post in the reader's language.</param>
    public sealed record Row(
        Guid Id,
        string No,
        InspectionKind Kind,
        RecordKind Record,
        Guid SubjectId,
        string Title,
        string AreaCode,
        string AreaName,
        Guid ChecklistId,
        string Checklist,
        bool IsPassed,
        int FailedCount,
        DateTime MadeAt,
        string Post
    )
    {
        /// <summary>UTC; null while it counts.</summary>
        public DateTime? VoidedAt { get; init; }

        /// <summary>Somebody asked to void it and nobody has decided.</summary>
        public bool IsVoidAsked { get; init; }
    }

    /// <param name="Items">Asked items with answers.</param>
    public sealed record View(
        Row Of,
        string Address,
        int ChecklistVersionNo,
        IReadOnlyList<InspectedItem> Items,
        IReadOnlyList<HazardRow> Hazards
    )
    {
        /// <summary>Why it is not to count; null when nobody asks.</summary>
        public VoidWish? Void { get; init; }
    }

    /// <summary>What was asked about voiding. 作废申请</summary>
    /// <param name="By">Account that asked.</param>
    /// <param name="VoidedBy">Account that agreed; null while nobody has decided.</param>
    public sealed record VoidWish(string Reason, Guid By, DateTime At, Guid? VoidedBy, DateTime? VoidedAt);

    /// <param name="CaseNo">Null when it has no case, or none that is filed.</param>
    /// <param name="RecheckOn">Last local day of the re-inspection; null when none is due.</param>
    public sealed record HazardRow(
        Guid Id,
        Guid InspectionId,
        RecordKind Record,
        Guid SubjectId,
        string Title,
        string AreaCode,
        string AreaName,
        string ItemText,
        string Finding,
        Severity Severity,
        string CategoryKey,
        DateTime FoundAt,
        DateOnly DueOn,
        HazardState State,
        bool IsOverdue,
        Guid? CaseId,
        string? CaseNo,
        CaseState? CaseState,
        DateOnly? RecheckOn,
        DateTime? ClosedAt,
        int FailedRechecks,
        int Version
    );

    /// <param name="Next">Id to ask the next page with; null at the end.</param>
    public sealed record Page<TRow>(IReadOnlyList<TRow> Rows, Guid? Next);

    /// <param name="RectifiedShare">Null where there was nothing to divide by.</param>
    public sealed record Figures(int Inspections, int Failed, int OpenHazards, int Overdue, int ToRecheck, double? RectifiedShare);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/inspections",
                async (string? area, bool? failed, Guid? after, ReadInspections feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.List(area, failed, null, after, actor, ct))
            )
            .WithSummary("检查记录 · Inspections, newest first");
        api.MapGet(
                "/inspections/{inspectionId:guid}",
                async (Guid inspectionId, ReadInspections feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.One(inspectionId, actor, ct))
            )
            .WithSummary("检查记录 · One inspection with its items and hazards");
        api.MapGet(
                "/hazards",
                async (string? area, HazardFilter? state, Guid? after, ReadInspections feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Hazards(area, state ?? HazardFilter.Open, after, actor, ct))
            )
            .WithSummary("隐患清单 · Hazards");
        api.MapGet(
                "/hazards/{hazardId:guid}",
                async (Guid hazardId, ReadInspections feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.OneHazard(hazardId, actor, ct))
            )
            .WithSummary("隐患 · One hazard");
        api.MapGet(
                "/inspections/history/{subjectId:guid}",
                async (Guid subjectId, ReadInspections feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok((await feature.List(null, null, subjectId, null, actor, ct)).Rows)
            )
            .WithSummary("场所检查历史 · Inspections of one place, newest first");
    }

    /// <summary>Which hazards to list. 隐患筛选</summary>
    public enum HazardFilter
    {
        /// <summary>未销号.</summary>
        Open,

        /// <summary>待复查.</summary>
        Rectified,

        /// <summary>超期.</summary>
        Overdue,

        /// <summary>已了结.</summary>
        Closed,
    }

    /// <param name="area">Null for all that the reader sees.</param>
    /// <param name="failed">Only those that failed, or only those that passed; null for both.</param>
    /// <param name="subjectId">Of one place; null for all.</param>
    /// <param name="after">Last id of the page before.</param>
    public async Task<Page<Row>> List(string? area, bool? failed, Guid? subjectId, Guid? after, Actor actor, CancellationToken ct)
    {
        var rows = await InspectionScope
            .Within(
                scope
                    .Db.Set<Inspection>()
                    .AsNoTracking()
                    .Where(i =>
                        (subjectId == null || i.SubjectId == subjectId)
                        && (failed == null || (i.IsPassed != failed && i.VoidedAt == null))
                        && (after == null || i.Id < after)
                    ),
                InspectionScope.Readable(actor, area)
            )
            .OrderByDescending(i => subjectId == null ? 0 : i.Sequence) // of one place in the order of its record
            .ThenByDescending(i => i.Id)
            .Take(PageRows + 1)
            .ToListAsync(ct);
        var titles = await Titles(rows.Select(r => r.ChecklistId), ct);
        return Paged(rows.ConvertAll(r => Of(r, titles, actor)), r => r.Id);
    }

    /// <exception cref="NotFound">Not there, or outside.</exception>
    public async Task<View> One(Guid inspectionId, Actor actor, CancellationToken ct)
    {
        var row = InspectionScope.Seen(
            await scope.Db.Set<Inspection>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == inspectionId, ct),
            actor
        );
        var hazards = await scope
            .Db.Set<Hazard>()
            .AsNoTracking()
            .Where(h => h.InspectionId == inspectionId)
            .OrderBy(h => h.ItemNumber)
            .ToListAsync(ct);
        var checklist = await scope.Db.Set<Checklist>().AsNoTracking().FirstAsync(c => c.Id == row.ChecklistId, ct);
        return new View(
            Of(row, new() { [checklist.Id] = checklist.Named }, actor),
            row.Record == RecordKind.Dwelling ? InspectionScope.Shown(actor, row.AreaCode, row.Address, row.Coarse) : row.Address,
            checklist.VersionNo,
            Read(row.Items(), checklist),
            await Rows(hazards, actor, ct)
        )
        {
            Void = row is { VoidAskedBy: { } by, VoidAskedAt: { } at }
                ? new VoidWish(row.VoidReason, by, at, row.VoidedBy, row.VoidedAt)
                : null,
        };
    }

    /// <summary>Inspections that somebody asks to void where the actor decides; those that asked first come first.</summary>
    public async Task<IReadOnlyList<Row>> ToVoid(Actor actor, CancellationToken ct)
    {
        var rows = await InspectionScope
            .Within(
                scope.Db.Set<Inspection>().AsNoTracking().Where(i => i.VoidAskedBy != null && i.VoidedAt == null),
                InspectionScope.Areas(actor, Permission.KeepInspections)
            )
            .OrderBy(i => i.VoidAskedAt)
            .ThenBy(i => i.Id)
            .Take(PageRows)
            .ToListAsync(ct);
        var titles = await Titles(rows.Select(r => r.ChecklistId), ct);
        return rows.ConvertAll(r => Of(r, titles, actor));
    }

    public async Task<Page<HazardRow>> Hazards(string? area, HazardFilter filter, Guid? after, Actor actor, CancellationToken ct)
    {
        var today = scope.Today;
        var all = scope.Db.Set<Hazard>().AsNoTracking().Where(h => after == null || h.Id < after);
        var wanted = filter switch
        {
            HazardFilter.Open => all.Where(h => h.State == HazardState.Open || h.State == HazardState.Rectified),
            HazardFilter.Rectified => all.Where(h => h.State == HazardState.Rectified),
            HazardFilter.Overdue => all.Where(h =>
                (h.State == HazardState.Open && h.DueOn < today) || (h.State == HazardState.Rectified && h.RecheckOn < today)
            ),
            HazardFilter.Closed => all.Where(h => h.State == HazardState.Closed || h.State == HazardState.FixedOnSpot),
            _ => throw new InvalidInput("state", "input.invalid"),
        };
        var rows = await InspectionScope
            .Within(wanted, InspectionScope.Readable(actor, area))
            .OrderByDescending(h => h.Id)
            .Take(PageRows + 1)
            .ToListAsync(ct);
        return Paged(await Rows(rows, actor, ct), r => r.Id);
    }

    /// <exception cref="NotFound">Not there, or outside.</exception>
    public async Task<HazardRow> OneHazard(Guid hazardId, Actor actor, CancellationToken ct)
    {
        var row = InspectionScope.Seen(await scope.Db.Set<Hazard>().AsNoTracking().FirstOrDefaultAsync(h => h.Id == hazardId, ct), actor);
        return (await Rows([row], actor, ct))[0];
    }

    /// <summary>Of the last thirty days, and of what is open now.</summary>
    public async Task<Figures> Sum(string? area, Actor actor, CancellationToken ct)
    {
        var (today, since) = (scope.Today, scope.Now.AddDays(-30));
        var areas = InspectionScope.Readable(actor, area);
        var made = InspectionScope.Within(
            scope.Db.Set<Inspection>().Where(i => i.Kind == InspectionKind.Check && i.VoidedAt == null && i.ReceivedAt >= since),
            areas
        );
        var hazards = await InspectionScope
            .Within(scope.Db.Set<Hazard>().Where(h => h.State != HazardState.Voided), areas)
            .GroupBy(h => new
            {
                h.State,
                Late = (h.State == HazardState.Open && h.DueOn < today) || (h.State == HazardState.Rectified && h.RecheckOn < today),
            })
            .Select(g => new
            {
                g.Key.State,
                g.Key.Late,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        int Of(Func<HazardState, bool> which) => hazards.Where(h => which(h.State)).Sum(h => h.Count);
        var (open, all) = (Of(s => s is HazardState.Open or HazardState.Rectified), hazards.Sum(h => h.Count));
        return new Figures(
            await made.CountAsync(ct),
            await made.CountAsync(i => !i.IsPassed, ct),
            open,
            hazards.Where(h => h.Late).Sum(h => h.Count),
            Of(s => s == HazardState.Rectified),
            all == 0 ? null : (double)(all - open) / all
        );
    }

    /// <summary>What the page of a record shows of its inspections.</summary>
    public async ValueTask<RecordInset?> Inset(RecordSubject subject, Actor actor, CancellationToken ct)
    {
        var (kind, id) = (subject.Kind, subject.Id);
        if (kind is RecordKind.Person or RecordKind.Household || !actor.Can(Permission.SeeInspections))
            return null;
        var rows = await List(null, null, id, null, actor, ct);
        var record = await new InspectedBook(scope.Db).Find(kind, id, ct);
        var may = record is { Kinds.Count: > 0 } && InspectionScope.MayInspect(actor, record.AreaCode);
        var inside = subject.Inside.Count == 0 ? [] : await Inside(subject.Inside, actor, ct);
        if (rows.Rows.Count == 0 && inside.Count == 0 && !may)
            return null;
        return new RecordInset(
            T["检查记录"],
            [.. rows.Rows.Select(Event).Concat(inside).OrderByDescending(e => e.At).Take(MostEvents)],
            may ? T["去检查"].Value : null,
            may ? SubjectPaths.Inspect(kind, id) : null
        );
    }

    /// <summary>Inspections of what stands inside a building, each with the name of the place.</summary>
    private async Task<List<RecordEvent>> Inside(IReadOnlyList<Guid> ids, Actor actor, CancellationToken ct)
    {
        var rows = await InspectionScope
            .Within(scope.Db.Set<Inspection>().AsNoTracking().Where(i => ids.Contains(i.SubjectId)), InspectionScope.Readable(actor, null))
            .OrderByDescending(i => i.MadeAt)
            .ThenByDescending(i => i.Id)
            .Take(MostEvents)
            .ToListAsync(ct);
        return rows.ConvertAll(i => new RecordEvent(
            i.MadeAt,
            i.VoidedAt is not null ? "hold"
                : i.IsPassed ? "done"
                : "late",
            i.VoidedAt is not null ? T["已作废"]
                : i.IsPassed ? T["合格"]
                : T["{0} 项不合格", i.FailedCount],
            InspectionScope.Shown(actor, i.AreaCode, i.Title, i.Coarse),
            posts.Read(i.Post),
            $"/inspections/{i.Id}"
        ));
    }

    private RecordEvent Event(Row row) =>
        new(
            row.MadeAt,
            row.VoidedAt is not null ? "hold"
                : row.IsPassed ? "done"
                : "late",
            row.VoidedAt is not null ? T["已作废"]
                : row.Kind == InspectionKind.Recheck
                    ? row.IsPassed ? T["复查合格"]
                        : T["复查不合格"]
                : row.IsPassed ? T["合格"]
                : T["{0} 项不合格", row.FailedCount],
            row.Checklist,
            row.Post,
            $"/inspections/{row.Id}"
        );

    private Row Of(Inspection row, Dictionary<Guid, string> titles, Actor actor) =>
        new(
            row.Id,
            row.No,
            row.Kind,
            row.Record,
            row.SubjectId,
            InspectionScope.Shown(actor, row.AreaCode, row.Title, row.Coarse),
            row.AreaCode,
            scope.NameOf(row.AreaCode),
            row.ChecklistId,
            titles.GetValueOrDefault(row.ChecklistId, ""),
            row.IsPassed,
            row.FailedCount,
            row.MadeAt,
            posts.Read(row.Post)
        )
        {
            VoidedAt = row.VoidedAt,
            IsVoidAsked = row.VoidAskedBy is not null && row.VoidedAt is null,
        };

    internal async Task<IReadOnlyList<HazardRow>> Rows(IReadOnlyList<Hazard> hazards, Actor actor, CancellationToken ct)
    {
        var known = await cases.Read([.. hazards.Select(h => h.CaseId).OfType<Guid>()], ct);
        var asked = await Asked(scope, hazards, ct);
        return [.. hazards.Select(h => Of(h, h.CaseId is { } id ? known.GetValueOrDefault(id) : null, asked(h), actor))];
    }

    private HazardRow Of(Hazard h, HazardCase? work, ChecklistItem? asked, Actor actor) =>
        new(
            h.Id,
            h.InspectionId,
            h.Record,
            h.SubjectId,
            InspectionScope.Shown(actor, h.AreaCode, h.Title, h.Coarse),
            h.AreaCode,
            scope.NameOf(h.AreaCode),
            asked?.TextEn ?? h.ItemText,
            words.Found(h.Finding, asked),
            h.Severity,
            h.CategoryKey,
            h.FoundAt,
            h.DueOn,
            h.State,
            h.IsOverdue(scope.Today),
            h.CaseId,
            work?.CaseNo,
            work?.State,
            h.RecheckOn,
            h.ClosedAt,
            h.FailedRechecks,
            h.Version
        );

    private async Task<Dictionary<Guid, string>> Titles(IEnumerable<Guid> checklistIds, CancellationToken ct)
    {
        var ids = checklistIds.Distinct().ToList();
        return await scope.Db.Set<Checklist>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Named, ct);
    }

    /// <summary>Answered items in the reader's language, as far as the checklist has it.</summary>
    private static IReadOnlyList<InspectedItem> Read(IReadOnlyList<InspectedItem> items, Checklist checklist)
    {
        if (!InspectionTexts.IsEnglish)
            return items;
        var asked = checklist.Items().ToDictionary(i => i.Number);
        return
        [
            .. items.Select(i =>
                asked.GetValueOrDefault(i.Number) is { } item && item.Text == i.Text
                    ? i with
                    {
                        Text = item.TextEn ?? i.Text,
                        Unit = i.Unit is null ? null : item.UnitEn ?? i.Unit,
                        Value = i.Value is { } value ? item.Choice(value, true) : null,
                    }
                    : i
            ),
        ];
    }

    /// <summary>The items that hazards failed, for readers of English; empty for others.</summary>
    internal static async Task<Func<Hazard, ChecklistItem?>> Asked(
        InspectionScope scope,
        IReadOnlyList<Hazard> hazards,
        CancellationToken ct
    )
    {
        if (!InspectionTexts.IsEnglish || hazards.Count == 0)
            return _ => null;
        var ids = hazards.Select(h => h.ChecklistId).Distinct().ToList();
        var known = (await scope.Db.Set<Checklist>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct))
            .SelectMany(c => c.Items(), (c, i) => (Key: (c.Id, i.Number), Item: i))
            .ToDictionary(i => i.Key, i => i.Item);
        return h => known.GetValueOrDefault((h.ChecklistId, h.ItemNumber)) is { } item && item.Text == h.ItemText ? item : null;
    }

    private static Page<TRow> Paged<TRow>(IReadOnlyList<TRow> rows, Func<TRow, Guid> id) =>
        rows.Count > PageRows ? new([.. rows.Take(PageRows)], id(rows[PageRows - 1])) : new(rows, null);
}
