using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Inspections;

/// <summary>Writes checklists: draft, in force by a second person, copied for the next version. 检查表维护</summary>
public sealed class KeepChecklist(InspectionScope scope, HazardCases cases)
{
    /// <param name="Kinds">What is inspected by it.</param>
    /// <param name="EveryDays">Routine; null for none.</param>
    /// <param name="Items">In order; numbers are given by the order.</param>
    /// <param name="Version">The version the person saw; null for a new one.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string Title,
        IReadOnlyList<InspectedKind>? Kinds,
        [property: Between(1, 730)] int? EveryDays,
        IReadOnlyList<ChecklistItem>? Items,
        int? Version = null,
        [property: Longest(120)] string? TitleEn = null
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Step(int? Version = null);

    public sealed record Kept(Guid Id, int VersionNo, ChecklistState State, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/checklists",
                (Command command, HttpRequest request, KeepChecklist feature, Actor actor, CancellationToken ct) =>
                    feature.Begin(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("新建检查表草稿 · Begin a checklist");
        api.MapPost(
                "/checklists/{checklistId:guid}",
                (Guid checklistId, Command command, KeepChecklist feature, Actor actor, CancellationToken ct) =>
                    feature.Save(checklistId, command, actor, ct)
            )
            .WithSummary("修改检查表草稿 · Change a draft");
        api.MapPost(
                "/checklists/{checklistId:guid}/copies",
                (Guid checklistId, HttpRequest request, KeepChecklist feature, Actor actor, CancellationToken ct) =>
                    feature.Copy(checklistId, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("复制为下一版草稿 · Copy to the next draft");
        api.MapPost(
                "/checklists/{checklistId:guid}/approval",
                (Guid checklistId, Step step, KeepChecklist feature, Actor actor, CancellationToken ct) =>
                    feature.Approve(checklistId, step, actor, ct)
            )
            .WithSummary("审批检查表 · Approve, by a second person");
        api.MapPost(
                "/checklists/{checklistId:guid}/retirement",
                (Guid checklistId, Step step, KeepChecklist feature, Actor actor, CancellationToken ct) =>
                    feature.Retire(checklistId, step, actor, ct)
            )
            .WithSummary("停用检查表 · Retire a checklist");
        api.MapPost(
                "/checklists/{checklistId:guid}/dropped",
                (Guid checklistId, KeepChecklist feature, Actor actor, CancellationToken ct) => feature.Drop(checklistId, actor, ct)
            )
            .WithSummary("删除草稿 · Drop a draft");
    }

    /// <exception cref="Forbidden">No post of the whole district.</exception>
    public async Task<Kept> Begin(Command command, string? key, Actor actor, CancellationToken ct)
    {
        scope.NeedsDistrict(actor);
        var items = await Check(command, ct);
        return await Once.Run(
            scope.Db,
            "checklist",
            key,
            command,
            scope.Now,
            () =>
            {
                var draft = New(Ids.New(scope.Now), 1, actor);
                Set(draft, command, items);
                return Task.FromResult(Of(draft));
            },
            ct
        );
    }

    public async Task<Kept> Save(Guid checklistId, Command command, Actor actor, CancellationToken ct)
    {
        var draft = await Draft(checklistId, command.Version, actor, ct);
        Set(draft, command, await Check(command, ct));
        (draft.WrittenBy, draft.WrittenAt) = (actor.AccountId, scope.Now);
        await scope.Db.Save(ct);
        return Of(draft);
    }

    /// <summary>The next version as a draft; where there is one already, that one.</summary>
    public async Task<Kept> Copy(Guid checklistId, string? key, Actor actor, CancellationToken ct)
    {
        var from = await Find(checklistId, actor, ct);
        return await Once.Run(
            scope.Db,
            "checklist-copy",
            key,
            new { checklistId },
            scope.Now,
            async () =>
            {
                var line = scope.Db.Set<Checklist>().Where(c => c.LineId == from.LineId);
                if (await line.FirstOrDefaultAsync(c => c.State == ChecklistState.Draft, ct) is { } there)
                    return Of(there);
                var draft = New(from.LineId, await line.MaxAsync(c => c.VersionNo, ct) + 1, actor);
                draft.TitleEn = from.TitleEn;
                (draft.Title, draft.KindList, draft.EveryDays, draft.Content) = (from.Title, from.KindList, from.EveryDays, from.Content);
                return Of(draft);
            },
            ct
        );
    }

    /// <summary>From now on places are inspected by this version; the one before is retired.</summary>
    /// <exception cref="RuleViolation"><c>checklist.own-draft</c>, <c>checklist.empty</c>.</exception>
    public async Task<Kept> Approve(Guid checklistId, Step step, Actor actor, CancellationToken ct)
    {
        var draft = await Draft(checklistId, step.Version, actor, ct);
        if (draft.WrittenBy == actor.AccountId)
            throw new RuleViolation("checklist.own-draft");
        if (draft.Items().Count == 0)
            throw new RuleViolation("checklist.empty");
        ChecklistRules.Check(draft.Items(), await Categories(ct)); // a category may have ended since it was written
        foreach (
            var before in await scope
                .Db.Set<Checklist>()
                .Where(c => c.LineId == draft.LineId && c.State == ChecklistState.InForce)
                .ToListAsync(ct)
        )
            (before.State, before.RetiredAt) = (ChecklistState.Retired, scope.Now);
        (draft.State, draft.ApprovedBy, draft.ApprovedAt) = (ChecklistState.InForce, actor.AccountId, scope.Now);
        scope.Db.Audit(actor, "checklist.approved", draft.Id, $"{draft.Title} {draft.VersionNo}", scope.Now);
        await scope.Db.Save(ct);
        return Of(draft);
    }

    /// <exception cref="RuleViolation"><c>checklist.not-in-force</c>.</exception>
    public async Task<Kept> Retire(Guid checklistId, Step step, Actor actor, CancellationToken ct)
    {
        var checklist = await Find(checklistId, actor, ct);
        Seen(checklist, step.Version);
        if (checklist.State != ChecklistState.InForce)
            throw new RuleViolation("checklist.not-in-force");
        (checklist.State, checklist.RetiredAt) = (ChecklistState.Retired, scope.Now);
        scope.Db.Audit(actor, "checklist.retired", checklist.Id, $"{checklist.Title} {checklist.VersionNo}", scope.Now);
        await scope.Db.Save(ct);
        return Of(checklist);
    }

    /// <returns>What was dropped.</returns>
    public async Task<Kept> Drop(Guid checklistId, Actor actor, CancellationToken ct)
    {
        var draft = await Draft(checklistId, null, actor, ct);
        scope.Db.Remove(draft);
        await scope.Db.Save(ct);
        return Of(draft);
    }

    private Checklist New(Guid lineId, int versionNo, Actor actor)
    {
        var draft = new Checklist
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            LineId = lineId,
            VersionNo = versionNo,
            State = ChecklistState.Draft,
            WrittenBy = actor.AccountId,
            WrittenAt = scope.Now,
        };
        scope.Db.Add(draft);
        return draft;
    }

    private static void Set(Checklist draft, Command command, IReadOnlyList<ChecklistItem> items)
    {
        draft.TitleEn = PlainText.CleanLine(command.TitleEn);
        (draft.Title, draft.EveryDays) = (PlainText.CleanLine(command.Title), command.EveryDays);
        draft.KindList = Checklist.NamesOf(command.Kinds!);
        draft.Set(items);
    }

    private async Task<IReadOnlyList<ChecklistItem>> Check(Command command, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Kinds is not { Count: > 0 } kinds)
            throw new InvalidInput(nameof(command.Kinds), "input.required");
        if (kinds.Any(k => !Enum.IsDefined(k)))
            throw new InvalidInput(nameof(command.Kinds), "input.invalid");
        if (command.Items is { } items && items.Any(i => i is null))
            throw new InvalidInput(nameof(command.Items), "input.invalid");
        return ChecklistRules.Check(command.Items ?? [], await Categories(ct));
    }

    private async Task<IReadOnlySet<string>> Categories(CancellationToken ct) =>
        (await cases.Categories(ct)).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);

    private async Task<Checklist> Find(Guid checklistId, Actor actor, CancellationToken ct)
    {
        scope.NeedsDistrict(actor);
        return await scope.Db.Set<Checklist>().FirstOrDefaultAsync(c => c.Id == checklistId, ct) ?? throw new NotFound("checklist");
    }

    private async Task<Checklist> Draft(Guid checklistId, int? version, Actor actor, CancellationToken ct)
    {
        var draft = await Find(checklistId, actor, ct);
        if (draft.State != ChecklistState.Draft)
            throw new RuleViolation("checklist.not-draft");
        Seen(draft, version);
        return draft;
    }

    private static void Seen(Checklist checklist, int? version)
    {
        if (version is { } seen && seen != checklist.Version)
            throw new StaleVersion(checklist.Version);
    }

    private static Kept Of(Checklist c) => new(c.Id, c.VersionNo, c.State, c.Version);
}
