using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Dispatch;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Rules;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Filing;

/// <summary>Files a case: category, condition, limit and number. 立案</summary>
public sealed class FileCase(CaseDesk desk, CaseNumbers numbers, ReportPlace places, ProposeDispatch proposals)
{
    /// <param name="CategoryKey">Category as <c>scheme/kind/code</c>.</param>
    /// <param name="ConditionId">Filing condition; null takes that of the rule that matches, else the first one of the category, else the district's default limit.</param>
    /// <param name="Title">Better title; null keeps it.</param>
    /// <param name="IsUrgent">Null keeps it.</param>
    /// <param name="PlaceText">Where it is, for a case that came without a place: found by name unless there is a point.</param>
    /// <param name="Lon">WGS-84 degrees; null keeps the place.</param>
    /// <param name="Lat">WGS-84 degrees; null keeps the place.</param>
    /// <param name="Note">For colleagues.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string CategoryKey,
        Guid? ConditionId = null,
        [property: Longest(Case.LongestTitle)] string? Title = null,
        bool? IsUrgent = null,
        [property: Longest(200)] string? PlaceText = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
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
    /// <param name="chosenUnit">Who files will dispatch to this unit in the next move: no rule does it in between; null leaves it to the rules.</param>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct, string? chosenUnit = null)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.File, subject, actor, command.Note);
        var catalogue = await desk.Catalogue(ct);
        var category = catalogue.InUse(command.CategoryKey);
        var rule = (await proposals.Run(subject, category.Key, ct))?.Rule;
        var own = RuleCondition(catalogue, category, rule);
        var condition = Choose(catalogue, category, command.ConditionId, own);
        if (!CaseFlow.Table.Allows(subject.State, Contract.CaseAction.File))
            throw new RuleViolation("case.move-not-allowed", subject.State, Contract.CaseAction.File);
        var spot = await Spot(command, subject, ct);
        subject.Know(
            new CaseFacts(
                CaseDesk.Text(command.Title) ?? subject.Title,
                category.Key,
                spot.AreaCode,
                spot.Lon,
                spot.Lat,
                spot.Text,
                command.IsUrgent ?? (subject.IsUrgent || condition?.Limit.Unit is LimitUnit.UrgentHour or LimitUnit.UrgentDay),
                subject.CoverHash
            )
        );
        subject.File(
            await numbers.Next(subject.DistrictId, step.Now, ct),
            condition?.Id,
            condition?.Limit ?? DefaultLimit,
            step with
            {
                RuleId = actor.Kind == ActorKind.System || (own is not null && own == condition) ? rule?.Id : null,
                UnitCode = chosenUnit,
            },
            desk.Limits
        );
        return await desk.Save(subject, ct);
    }

    /// <exception cref="RuleViolation"><c>place.unknown</c>, <c>place.outside</c>.</exception>
    private async Task<Spot> Spot(Command command, Case subject, CancellationToken ct)
    {
        var words = CaseDesk.Text(command.PlaceText);
        if (words is null && command.Lon is null && command.Lat is null)
            return new Spot(subject.AreaCode, subject.Lon, subject.Lat, subject.PlaceText);
        var named = new CreateReport.Command(Lon: command.Lon, Lat: command.Lat, PlaceText: words ?? subject.PlaceText);
        var spot = await places.Find(named, ct);
        return spot.Lon is null ? throw new RuleViolation("place.unknown") : spot;
    }

    /// <summary>Where a category names no condition: three working days.</summary>
    internal static TimeLimit DefaultLimit => new(3, LimitUnit.WorkDay);

    /// <summary>The condition that a rule names, in the edition of today; null when it names none of this category.</summary>
    internal static FilingCondition? RuleCondition(CatalogueOf catalogue, Category category, ResponsibilityRule? rule) =>
        catalogue.InForce(rule?.ConditionId) is { } named && named.CategoryKey == category.Key ? named : null;

    private static FilingCondition? Choose(CatalogueOf catalogue, Category category, Guid? conditionId, FilingCondition? own)
    {
        var conditions = catalogue.ConditionsOf(category.Key).ToList();
        return conditionId is null
            ? own ?? conditions.FirstOrDefault()
            : conditions.FirstOrDefault(c => c.Id == conditionId) ?? throw new InvalidInput("ConditionId", "condition.unknown");
    }
}
