using Gezhi.Cases.Catalogue;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Filing;

/// <summary>Files a case: category, condition, limit and number. 立案</summary>
public sealed class FileCase(CaseDesk desk, CaseNumbers numbers)
{
    /// <param name="CategoryKey">Category as <c>scheme/kind/code</c>.</param>
    /// <param name="ConditionId">Filing condition; null takes the first one of the category, or the district's default limit.</param>
    /// <param name="Title">Better title; null keeps it.</param>
    /// <param name="IsUrgent">Null keeps it.</param>
    /// <param name="Note">For colleagues.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string CategoryKey,
        Guid? ConditionId = null,
        [property: Longest(Case.LongestTitle)] string? Title = null,
        bool? IsUrgent = null,
        [property: Longest(1000)] string? Note = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/filing",
                (Guid caseId, Command command, FileCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("立案 · File a case");

    /// <exception cref="RuleViolation"><c>case.move-not-allowed</c>, <c>category.unknown</c>, <c>condition.unknown</c>.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.File, subject, actor, command.Note);
        var catalogue = await desk.Catalogue(ct);
        var category = catalogue.InUse(command.CategoryKey);
        var condition = Choose(catalogue, category, command.ConditionId);
        if (!CaseFlow.Table.Allows(subject.State, Contract.CaseAction.File))
            throw new RuleViolation("case.move-not-allowed", subject.State, Contract.CaseAction.File);
        subject.Know(
            new CaseFacts(
                CaseDesk.Text(command.Title) ?? subject.Title,
                category.Key,
                subject.AreaCode,
                subject.Lon,
                subject.Lat,
                subject.PlaceText,
                command.IsUrgent ?? (subject.IsUrgent || condition?.Limit.RunsOnWallClock == true),
                subject.CoverHash
            )
        );
        subject.File(
            await numbers.Next(subject.DistrictId, step.Now, ct),
            condition?.Id,
            condition?.Limit ?? DefaultLimit,
            step,
            desk.Limits
        );
        return await desk.Save(subject, ct);
    }

    /// <summary>Where a category names no condition: three working days.</summary>
    internal static TimeLimit DefaultLimit => new(3, LimitUnit.WorkDay);

    private static FilingCondition? Choose(CatalogueOf catalogue, Category category, Guid? conditionId)
    {
        var conditions = catalogue.ConditionsOf(category.Key).ToList();
        return conditionId is null
            ? conditions.FirstOrDefault()
            : conditions.FirstOrDefault(c => c.Id == conditionId) ?? throw new InvalidInput("ConditionId", "condition.unknown");
    }
}
