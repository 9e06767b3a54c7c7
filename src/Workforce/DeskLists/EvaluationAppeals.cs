using Gezhi.Platform.Actors;
using Gezhi.Platform.Desks;
using Gezhi.Workforce.Evaluation;
using Microsoft.Extensions.Localization;

namespace Gezhi.Workforce.DeskLists;

/// <summary>考核申诉待裁决: those that the reader may decide.</summary>
internal sealed class EvaluationAppeals(KeepAppeals appeals, TimeProvider clock) : DeskGathered(clock)
{
    public override string Key => "evaluation-appeals";
    public override DeskPart Part => DeskPart.Due;
    public override int Order => 80;

    public override bool IsFor(Actor actor) => actor.Can(Permission.DecideEvaluation);

    public override string Name(IStringLocalizer T) => T["等您裁决的考核申诉"];

    public override string Formula(IStringLocalizer T) => T["您可以裁决、还没有裁决的考核申诉"];

    public override string Href(DeskEntry entry) => "/evaluation/appeals";

    protected override async Task<IReadOnlyList<DeskEntry>> All(Actor actor, CancellationToken ct) =>
        [
            .. (await appeals.All(AppealState.Open, actor, ct))
                .Where(a => a.MayDecide)
                .Select(a => new DeskEntry
                {
                    Id = a.Id,
                    Title = a.Name,
                    No = a.CaseNo ?? "",
                    SortAt = a.MadeAt,
                }),
        ];
}
