using System.Globalization;
using Gezhi.Cases.Handling;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Units;

/// <summary>Takes several cases at once; each is answered by itself, one refusal stops no other. 批量接单</summary>
public sealed class AcceptMany(CaseDesk desk, AcceptCase accepting, ProblemMapper problems)
{
    /// <summary>Most cases of one call.</summary>
    public const int Most = 100;

    /// <param name="CaseId">The case.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Pick(Guid CaseId, int? Version = null);

    /// <param name="Cases">At most 100.</param>
    public sealed record Command([property: Needed] IReadOnlyList<Pick> Cases);

    /// <param name="Title">Null when the case is not for this person.</param>
    /// <param name="Problem">Null when it was taken.</param>
    public sealed record Answer(Guid CaseId, string? CaseNo, string? Title, Problem? Problem);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/acceptances",
                async (Command command, AcceptMany feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(command, actor, ct))
            )
            .WithSummary("批量接单 · Accept several cases");

    /// <exception cref="InvalidInput">None, or more than 100.</exception>
    public async Task<IReadOnlyList<Answer>> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Cases.Count is 0 or > Most)
            throw new InvalidInput(nameof(command.Cases), command.Cases.Count == 0 ? "input.required" : "input.out-of-range");
        var answers = new List<Answer>();
        foreach (var pick in command.Cases.DistinctBy(p => p.CaseId))
            answers.Add(await One(pick, actor, ct));
        return answers;
    }

    private async Task<Answer> One(Pick pick, Actor actor, CancellationToken ct)
    {
        var named = await desk
            .Db.Cases.AsNoTracking()
            .VisibleTo(actor, desk.Db)
            .Where(c => c.Id == pick.CaseId)
            .Select(c => new { c.CaseNo, c.Title })
            .FirstOrDefaultAsync(ct);
        try
        {
            await accepting.Run(pick.CaseId, new AcceptCase.Command(Version: pick.Version), actor, ct);
            return new Answer(pick.CaseId, named?.CaseNo, named?.Title, null);
        }
        catch (Exception e) when (problems.Explain(e, CultureInfo.CurrentUICulture) is not null)
        {
            desk.Db.Forget(); // what was refused must not be saved with the next one
            return new Answer(pick.CaseId, named?.CaseNo, named?.Title, problems.Explain(e, CultureInfo.CurrentUICulture));
        }
    }
}
