using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Inspections;

/// <summary>Checklists and their versions. 检查表查询</summary>
public sealed class ReadChecklists(InspectionScope scope)
{
    /// <param name="LineId">The same for all versions.</param>
    /// <param name="EveryDays">Routine; null for none.</param>
    public sealed record View(
        Guid Id,
        Guid LineId,
        int VersionNo,
        string Title,
        IReadOnlyList<InspectedKind> Kinds,
        int? EveryDays,
        ChecklistState State,
        IReadOnlyList<ChecklistItem> Items,
        DateTime WrittenAt,
        DateTime? ApprovedAt,
        DateTime? RetiredAt,
        int Version
    )
    {
        /// <summary>Empty: the Chinese title is shown.</summary>
        public string TitleEn { get; init; } = "";

        /// <summary>Title in the reader's language.</summary>
        public string Name => InspectionTexts.IsEnglish && TitleEn.Length > 0 ? TitleEn : Title;

        /// <summary>Items in the reader's language.</summary>
        public IReadOnlyList<ChecklistItem> Read() => [.. Items.Select(i => i.InLanguage(InspectionTexts.IsEnglish))];

        /// <summary>Account; null for what came with the installation.</summary>
        internal Guid? WrittenBy { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/checklists",
                async (ReadChecklists feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.All(actor, ct))
            )
            .WithSummary("检查表清单 · Checklists, all versions that the reader may see");
        api.MapGet(
                "/checklists/{checklistId:guid}",
                async (Guid checklistId, ReadChecklists feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.One(checklistId, actor, ct))
            )
            .WithSummary("检查表 · One version of a checklist");
    }

    /// <summary>Drafts are for those who write them.</summary>
    public async Task<IReadOnlyList<View>> All(Actor actor, CancellationToken ct)
    {
        var drafts = scope.KeepsDistrict(actor);
        return
        [
            .. (
                await scope
                    .Db.Set<Checklist>()
                    .AsNoTracking()
                    .Where(c => drafts || c.State != ChecklistState.Draft)
                    .OrderBy(c => c.LineId)
                    .ThenByDescending(c => c.VersionNo)
                    .ToListAsync(ct)
            ).Select(Of),
        ];
    }

    /// <exception cref="NotFound">Not there, or a draft of others.</exception>
    public async Task<View> One(Guid checklistId, Actor actor, CancellationToken ct)
    {
        var row =
            await scope.Db.Set<Checklist>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == checklistId, ct)
            ?? throw new NotFound("checklist");
        return row.State != ChecklistState.Draft || scope.KeepsDistrict(actor) ? Of(row) : throw new NotFound("checklist");
    }

    /// <summary>In force, for a record of these kinds; those of no kind of it are left out.</summary>
    public async Task<IReadOnlyList<View>> For(IReadOnlyList<InspectedKind> kinds, CancellationToken ct) =>
        [.. (await InForce(ct)).Where(c => c.Kinds.Intersect(kinds).Any())];

    public async Task<IReadOnlyList<View>> InForce(CancellationToken ct) =>
        [
            .. (
                await scope
                    .Db.Set<Checklist>()
                    .AsNoTracking()
                    .Where(c => c.State == ChecklistState.InForce)
                    .OrderBy(c => c.LineId)
                    .ToListAsync(ct)
            ).Select(Of),
        ];

    internal static View Of(Checklist c) =>
        new(
            c.Id,
            c.LineId,
            c.VersionNo,
            c.Title,
            c.Kinds(),
            c.EveryDays,
            c.State,
            c.Items(),
            c.WrittenAt,
            c.ApprovedAt,
            c.RetiredAt,
            c.Version
        )
        {
            WrittenBy = c.WrittenBy,
            TitleEn = c.TitleEn,
        };
}
