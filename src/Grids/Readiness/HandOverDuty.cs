using System.Security.Cryptography;
using System.Text;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Readiness;

/// <summary>The outgoing leader signs what is open, the incoming one signs that they have it. 交接班</summary>
/// <remarks>Both signatures stand in the audit chain with the hash of what was handed over: a text changed later is found.</remarks>
public sealed class HandOverDuty(ReadinessScope scope, ReadOpenMatters? openMatters = null)
{
    /// <param name="TurnId">The turn that ends.</param>
    /// <param name="Note">What the next one must know.</param>
    public sealed record Command(Guid TurnId, [property: Longest(DutyTurn.LongestNote)] string? Note = null);

    /// <param name="TurnId">The turn that was handed over.</param>
    public sealed record Take(Guid TurnId);

    /// <param name="OpenMatters">One line each.</param>
    public sealed record HandedOver(Guid TurnId, DateTime? HandedOverAt, DateTime? TakenOverAt, string OpenMatters);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/hand-overs",
                (Command command, HandOverDuty feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct)
            )
            .WithSummary("交班 · Hand the duty over");
        api.MapPost(
                "/take-overs",
                (Take command, HandOverDuty feature, Actor actor, CancellationToken ct) => feature.Receive(command, actor, ct)
            )
            .WithSummary("接班 · Take the duty over");
    }

    /// <exception cref="RuleViolation"><c>duty.not-yours</c>, <c>duty.handed-over</c>, <c>duty.not-begun</c>.</exception>
    public async Task<HandedOver> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var turn = await Turn(command.TurnId, ct);
        if (actor.AccountId is not { } me || (turn.LeaderId != me && turn.SecondId != me))
            throw new RuleViolation("duty.not-yours");
        var matters = openMatters is null ? [] : await openMatters(turn.AreaCode, ct);
        turn.HandOver(me, string.Join('\n', matters), Platform.Text.PlainText.Clean(command.Note), scope.Now);
        scope.Db.Audit(actor, "duty.handed-over", turn.Id, Signed(turn), scope.Now);
        await scope.Db.Save(ct);
        return Result(turn);
    }

    /// <summary>By the leader of the next turn of the same area.</summary>
    /// <exception cref="RuleViolation"><c>duty.not-next</c>, <c>duty.not-handed-over</c>, <c>duty.taken-over</c>, <c>duty.own-hand-over</c>.</exception>
    public async Task<HandedOver> Receive(Take command, Actor actor, CancellationToken ct)
    {
        var turn = await Turn(command.TurnId, ct);
        var next = await scope
            .Db.Set<DutyTurn>()
            .AsNoTracking()
            .Where(t => t.AreaCode == turn.AreaCode && t.BeginsAt >= turn.EndsAt)
            .OrderBy(t => t.BeginsAt)
            .FirstOrDefaultAsync(ct);
        if (actor.AccountId is not { } me || next is null || (next.LeaderId != me && next.SecondId != me))
            throw new RuleViolation("duty.not-next");
        turn.TakeOver(me, scope.Now);
        scope.Db.Audit(actor, "duty.taken-over", turn.Id, Signed(turn), scope.Now);
        await scope.Db.Save(ct);
        return Result(turn);
    }

    private async Task<DutyTurn> Turn(Guid id, CancellationToken ct) =>
        await scope.Db.Set<DutyTurn>().FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFound("turn");

    private static string Signed(DutyTurn turn) =>
        $"{turn.AreaCode} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{turn.OpenMatters}\n{turn.Note}")))}";

    private static HandedOver Result(DutyTurn turn) => new(turn.Id, turn.HandedOverAt, turn.TakenOverAt, turn.OpenMatters ?? "");
}
