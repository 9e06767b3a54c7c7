using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Readiness;

/// <summary>Writes a new version of a plan; the old ones stay. 修订预案</summary>
public sealed class KeepPlan(ReadinessScope scope)
{
    /// <summary>Longest step, characters.</summary>
    public const int LongestStep = 120;

    /// <param name="Steps">One line each: task, minutes, what is done, divided by |; e.g. <c>疏散|5|逐户敲门</c>.</param>
    public sealed record Command(
        EmergencyKind Kind,
        [property: Needed, Longest(60)] string Title,
        [property: Needed, Longest(6000)] string Steps
    );

    private static readonly Dictionary<string, ResponseTask> ByWord = new(StringComparer.OrdinalIgnoreCase)
    {
        ["指挥"] = ResponseTask.Command,
        ["疏散"] = ResponseTask.Evacuate,
        ["管控"] = ResponseTask.Control,
        ["抢修"] = ResponseTask.Repair,
        ["Command"] = ResponseTask.Command,
        ["Evacuate"] = ResponseTask.Evacuate,
        ["Control"] = ResponseTask.Control,
        ["Repair"] = ResponseTask.Repair,
    };

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/plans", (Command command, KeepPlan feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct))
            .WithSummary("修订预案 · A new version of a plan");

    /// <returns>Number of the new version.</returns>
    /// <exception cref="RuleViolation"><c>plan.line</c>: a line is no step; the number of the line is named.</exception>
    public async Task<int> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!Enum.IsDefined(command.Kind))
            throw new InvalidInput(nameof(command.Kind), "input.invalid");
        scope.NeedsKeep(scope.District, actor); // a plan stands for the whole district
        var steps = Read(command.Steps);
        var last = await scope.Db.Set<Plan>().Where(p => p.Kind == command.Kind).MaxAsync(p => (int?)p.VersionNo, ct) ?? 0;
        var plan = new Plan
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            Kind = command.Kind,
            VersionNo = last + 1,
            Title = PlainText.CleanLine(command.Title),
            Steps = Plan.StepsOf(steps),
            WrittenBy = actor.AccountId,
            WrittenAt = scope.Now,
        };
        scope.Db.Add(plan);
        scope.Db.Audit(actor, "plan.written", plan.Id, $"{plan.Kind} {plan.VersionNo}", scope.Now);
        try
        {
            await scope.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion(); // somebody else wrote this version at the same moment
        }
        return plan.VersionNo;
    }

    /// <summary>The lines of the form as steps.</summary>
    public static IReadOnlyList<PlanStep> Read(string lines)
    {
        var steps = new List<PlanStep>();
        foreach (
            var (line, index) in lines
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select((l, i) => (l, i))
        )
        {
            if (
                line.Split(['|', '｜'], 3, StringSplitOptions.TrimEntries)
                    is not [var task, var minutes, { Length: > 0 and <= LongestStep } text]
                || !ByWord.TryGetValue(task, out var known)
                || !int.TryParse(minutes, System.Globalization.CultureInfo.InvariantCulture, out var within)
                || within is < 0 or > 10_080
            )
                throw new RuleViolation("plan.line", index + 1);
            steps.Add(new PlanStep(steps.Count + 1, known, text, within));
        }
        return steps.Count is > 0 and <= Plan.MostSteps ? steps : throw new RuleViolation("plan.line", steps.Count);
    }

    /// <summary>Steps as the lines of the form.</summary>
    public static string Lines(IEnumerable<PlanStep> steps) =>
        string.Join('\n', steps.Select(s => $"{ByWord.First(w => w.Value == s.Task).Key}|{s.WithinMinutes}|{s.Text}"));
}
