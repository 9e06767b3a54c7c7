using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Readiness;

/// <summary>One asks another to take a turn; it moves when the other agrees. 换班</summary>
public sealed class SwapDuty(ReadinessScope scope)
{
    /// <param name="TurnId">The own turn.</param>
    /// <param name="WithId">Who is asked to take it.</param>
    /// <param name="ReturnTurnId">A turn of the other that is taken in return; null for none.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Command(Guid TurnId, Guid WithId, [property: Needed, Longest(200)] string Reason, Guid? ReturnTurnId = null);

    /// <param name="SwapId">What was asked.</param>
    /// <param name="Agreed">The answer.</param>
    public sealed record Answer(Guid SwapId, bool Agreed);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/swaps", (Command command, SwapDuty feature, Actor actor, CancellationToken ct) => feature.Ask(command, actor, ct))
            .WithSummary("申请换班 · Ask to swap a turn");
        api.MapPost(
                "/swaps/answer",
                (Answer command, SwapDuty feature, Actor actor, CancellationToken ct) => feature.Decide(command, actor, ct)
            )
            .WithSummary("答复换班 · Agree or refuse");
    }

    /// <exception cref="RuleViolation"><c>duty.not-yours</c>, <c>duty.swap-self</c>, <c>duty.swap-waits</c>, <c>duty.over</c>.</exception>
    public async Task<Guid> Ask(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var turn = await Turn(command.TurnId, ct);
        if (turn.LeaderId != actor.AccountId)
            throw new RuleViolation("duty.not-yours");
        if (command.WithId == actor.AccountId)
            throw new RuleViolation("duty.swap-self");
        if (turn.BeginsAt <= scope.Now)
            throw new RuleViolation("duty.over");
        if ((await scope.Names([command.WithId], ct)).Count == 0)
            throw new InvalidInput(nameof(command.WithId), "input.invalid");
        if (await scope.Db.Set<DutySwap>().AnyAsync(s => s.TurnId == command.TurnId && s.IsAgreed == null, ct))
            throw new RuleViolation("duty.swap-waits");
        if (command.ReturnTurnId is { } back && (await Turn(back, ct)).LeaderId != command.WithId)
            throw new RuleViolation("duty.not-yours");
        var swap = new DutySwap
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            TurnId = command.TurnId,
            AskedBy = actor.AccountId!.Value,
            WithId = command.WithId,
            ReturnTurnId = command.ReturnTurnId,
            Reason = command.Reason.Trim(),
            AskedAt = scope.Now,
        };
        scope.Db.Add(swap);
        scope.Db.Tell(
            DutySwapTold.Kind,
            swap.Id,
            turn.AreaCode,
            scope.Now,
            new DutySwapTold(swap.WithId, swap.AskedBy, turn.BeginsAt, null)
        );
        scope.Db.Audit(actor, "duty.swap-asked", turn.Id, $"{turn.AreaCode} {turn.BeginsAt:O}", scope.Now);
        await scope.Db.Save(ct);
        return swap.Id;
    }

    /// <summary>Only who was asked answers; agreed, both turns change hands at once. Who asked may take the question back: that is a no.</summary>
    /// <exception cref="RuleViolation">
    /// <c>duty.answered</c>; <c>duty.over</c>: a turn has begun or was handed over; <c>duty.swap-stale</c>: a turn has another leader by now.
    /// </exception>
    /// <exception cref="NotFound">Nothing was asked of this person.</exception>
    public async Task<bool> Decide(Answer command, Actor actor, CancellationToken ct)
    {
        var swap =
            await scope
                .Db.Set<DutySwap>()
                .FirstOrDefaultAsync(
                    s => s.Id == command.SwapId && (s.WithId == actor.AccountId || (s.AskedBy == actor.AccountId && !command.Agreed)),
                    ct
                )
            ?? throw new NotFound("swap");
        if (swap.IsAgreed is not null)
            throw new RuleViolation("duty.answered");
        var turn = await Turn(swap.TurnId, ct);
        var back = swap.ReturnTurnId is { } returned ? await Turn(returned, ct) : null;
        if (command.Agreed)
        {
            Exchangeable(turn, swap.AskedBy);
            if (back is not null)
                Exchangeable(back, swap.WithId);
        }
        (swap.IsAgreed, swap.AnsweredAt) = (command.Agreed, scope.Now);
        if (command.Agreed)
        {
            turn.LedBy(swap.WithId);
            back?.LedBy(swap.AskedBy);
        }
        if (actor.AccountId == swap.WithId) // what was taken back is no longer on the other's page
            scope.Db.Tell(
                DutySwapTold.Kind,
                swap.Id,
                turn.AreaCode,
                scope.Now,
                new DutySwapTold(swap.AskedBy, swap.WithId, turn.BeginsAt, command.Agreed)
            );
        foreach (var one in new[] { turn, back }.OfType<DutyTurn>())
            scope.Db.Audit(
                actor,
                command.Agreed ? "duty.swap-agreed" : "duty.swap-refused",
                one.Id,
                $"{one.AreaCode} {one.BeginsAt:O}",
                scope.Now
            );
        await scope.Db.Save(ct);
        return command.Agreed;
    }

    /// <summary>What was asked days ago may be another person's by now.</summary>
    private void Exchangeable(DutyTurn turn, Guid leaderId)
    {
        if (turn.BeginsAt <= scope.Now || turn.HandedOverAt is not null)
            throw new RuleViolation("duty.over");
        if (turn.LeaderId != leaderId)
            throw new RuleViolation("duty.swap-stale");
    }

    private async Task<DutyTurn> Turn(Guid id, CancellationToken ct) =>
        await scope.Db.Set<DutyTurn>().FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFound("turn");
}
