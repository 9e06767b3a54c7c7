using Gezhi.Cases.Checking;
using Gezhi.Cases.Reviews;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reuse;

/// <summary>A person who had no hand in the work says whether two like photos are in order. 判断疑似重复照片</summary>
public sealed class JudgePhotos(CaseDesk desk)
{
    /// <param name="Finding">In order, or an old photo for new work.</param>
    /// <param name="Note">Why; needed for a re-used one.</param>
    /// <param name="Version">As the person saw it.</param>
    public sealed record Command(
        [property: Needed] MatchFinding? Finding,
        [property: Longest(500)] string? Note = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/photo-matches/{matchId:guid}/finding",
                async (Guid matchId, Command command, JudgePhotos feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(matchId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .RequirePermission(Permission.Check, Permission.Reopen)
            .WithSummary("疑似重复照片 · Decide on two photos that look alike");

    /// <exception cref="RuleViolation"><c>photo.decided</c>, <c>photo.own-work</c>.</exception>
    public async Task<Guid> Run(Guid matchId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var note = CaseDesk.Text(command.Note);
        if (command.Finding == MatchFinding.Reused && note is null)
            throw new InvalidInput(nameof(command.Note), "input.required");
        var match = await desk.Db.Set<PhotoMatch>().FirstOrDefaultAsync(m => m.Id == matchId, ct) ?? throw new NotFound("photo-match");
        var subject = await desk.Find(match.CaseId, null, actor, ct);
        if (command.Version is { } seen && seen != match.Version)
            throw new StaleVersion(match.Version);
        if (!MayJudge(actor, subject.AreaCode, subject.LeadUnitCode))
            throw new Forbidden(Permission.Check);
        if (await desk.Db.HadAHand(subject.Id, actor, ct) || Reviewing.HoldsUnit(actor, subject.LeadUnitCode))
            throw new RuleViolation("photo.own-work");
        match.Decide(command.Finding!.Value, note, actor.AccountId, desk.Now);
        desk.Db.Audit(actor, "photo.judged", match.Id, command.Finding.Value.ToString(), desk.Now);
        await desk.Db.Save(ct);
        return match.CaseId;
    }

    /// <summary>Checkers and shift leaders of the place.</summary>
    internal static bool MayJudge(Actor actor, string areaCode, string? unitCode) =>
        actor.PostFor(Permission.Check, areaCode, unitCode) is not null || actor.PostFor(Permission.Reopen, areaCode, unitCode) is not null;
}
