using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Votes;

/// <summary>Owners object to a published result; each objection is answered in public, and a ballot that should not count is taken out. 表决异议</summary>
public sealed class KeepObjections(VoteDesk desk, ResidentPhones phones, KeepVotes keeping)
{
    public sealed record Command([property: Between(1, 1_000_000)] int OwnerNo, [property: Needed, Longest(800)] string Words);

    /// <param name="Answer">Read by everybody: without names and doors.</param>
    /// <param name="StruckOwnerNo">Open vote, upheld: the ballot of this owner is taken out. Null: none.</param>
    /// <param name="StruckReceipt">Secret vote, upheld: the ballot of this receipt is taken out; the owner is named beside it.</param>
    /// <param name="Version">The version of the objection the person saw.</param>
    public sealed record Decision(
        bool IsUpheld,
        [property: Needed, Longest(800)] string Answer,
        int Version,
        [property: Between(1, 1_000_000)] int? StruckOwnerNo = null,
        [property: Longest(40)] string? StruckReceipt = null
    );

    /// <param name="No">Of the objection.</param>
    public sealed record Made(int No, int Version);

    public static void Map(IEndpointRouteBuilder residents, IEndpointRouteBuilder staff, IEndpointRouteBuilder leads)
    {
        residents
            .MapPost(
                "/{voteId:guid}/objections",
                (Guid voteId, Command command, KeepObjections feature, Actor actor, CancellationToken ct) =>
                    feature.ByPhone(voteId, command, actor, ct)
            )
            .WithSummary("提出异议 · An owner objects to the result");
        staff
            .MapPost(
                "/{voteId:guid}/paper-objections",
                (Guid voteId, Command command, KeepObjections feature, Actor actor, CancellationToken ct) =>
                    feature.OnPaper(voteId, command, actor, ct)
            )
            .WithSummary("登记书面异议 · Enter an owner's objection on paper");
        leads
            .MapPost(
                "/{voteId:guid}/objections/{no:int}/answer",
                (Guid voteId, int no, Decision command, KeepObjections feature, Actor actor, CancellationToken ct) =>
                    feature.Answer(voteId, no, command, actor, ct)
            )
            .WithSummary("答复异议 · Answer an objection");
    }

    /// <exception cref="RuleViolation"><c>vote.no-objections</c>.</exception>
    public async Task<Made> ByPhone(Guid voteId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var vote = await desk.Public(voteId, ct);
        var phone = await phones.Of(actor, ct) ?? throw new NotFound("voter");
        var indexes = desk.IndexesOf(phone);
        if (
            !await desk
                .Db.Set<VoteOwner>()
                .AnyAsync(o => o.VoteId == voteId && o.No == command.OwnerNo && indexes.Contains(o.PhoneIndex!), ct)
        )
            throw new NotFound("voter");
        return await Make(vote, command, null, ct);
    }

    public async Task<Made> OnPaper(Guid voteId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var vote = await desk.Find(voteId, null, Permission.TakeBallots, actor, ct);
        if (!await desk.Db.Set<VoteOwner>().AnyAsync(o => o.VoteId == voteId && o.No == command.OwnerNo, ct))
            throw new InvalidInput(nameof(command.OwnerNo), "vote.owner");
        return await Make(vote, command, actor.AccountId, ct);
    }

    /// <exception cref="RuleViolation"><c>vote.answered</c>, <c>vote.strike</c>.</exception>
    public async Task<Made> Answer(Guid voteId, int no, Decision command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var vote = await desk.Find(voteId, null, Permission.LeadCouncil, actor, ct);
        var objection =
            await desk.Db.Set<VoteObjection>().FirstOrDefaultAsync(o => o.VoteId == voteId && o.No == no, ct)
            ?? throw new NotFound("objection");
        if (command.Version != objection.Version)
            throw new StaleVersion(objection.Version);
        if (objection.State != ObjectionState.Open || vote.State != VoteState.Published)
            throw new RuleViolation("vote.answered");
        var now = desk.Now;
        (objection.State, objection.Answer, objection.AnsweredBy, objection.AnsweredAt) = (
            command.IsUpheld ? ObjectionState.Upheld : ObjectionState.Dismissed,
            PlainText.Clean(command.Answer),
            actor.AccountId,
            now
        );
        desk.Db.Audit(actor, "vote.objection-answered", voteId, $"{no} {objection.State}", now);
        await desk.Db.Together(
            async () =>
            {
                var strikes = command.StruckOwnerNo is not null || command.StruckReceipt is { Length: > 0 };
                if (strikes && !command.IsUpheld)
                    throw new RuleViolation("vote.strike");
                if (strikes)
                    await Strike(vote, command, ct);
                await desk.Db.Save(ct);
                if (strikes)
                {
                    await keeping.Again(vote, objection.Answer, ct);
                    await desk.Db.Save(ct);
                }
            },
            ct
        );
        return new Made(no, objection.Version);
    }

    private async Task<Made> Make(Vote vote, Command command, Guid? enteredBy, CancellationToken ct)
    {
        var now = desk.Now;
        if (!vote.TakesObjections(now))
            throw new RuleViolation("vote.no-objections");
        for (var tries = 1; ; tries++)
        {
            var no = 1 + (await desk.Db.Set<VoteObjection>().Where(o => o.VoteId == vote.Id).MaxAsync(o => (int?)o.No, ct) ?? 0);
            desk.Db.Add(
                new VoteObjection
                {
                    DistrictId = desk.Db.DistrictId,
                    VoteId = vote.Id,
                    No = no,
                    OwnerNo = command.OwnerNo,
                    Words = PlainText.Clean(command.Words),
                    MadeAt = now,
                    EnteredBy = enteredBy,
                }
            );
            try
            {
                await desk.Db.Save(ct);
                return new Made(no, 1);
            }
            catch (DuplicateKey) when (tries < 5)
            {
                desk.Db.Forget(); // another one took the number
            }
        }
    }

    /// <summary>Takes one ballot out of the box, and its owner off the list of those who took part.</summary>
    /// <exception cref="RuleViolation"><c>vote.strike</c>: that ballot is not in the box, or its area is not that owner's.</exception>
    private async Task Strike(Vote vote, Decision command, CancellationToken ct)
    {
        if (command.StruckOwnerNo is not { } ownerNo)
            throw new RuleViolation("vote.strike");
        var turnout = await desk
            .Db.Set<VoteTurnout>()
            .FirstOrDefaultAsync(t => t.VoteId == vote.Id && t.OwnerNo == ownerNo && t.State == TurnoutState.Counted, ct);
        VoteBallot? ballot;
        if (!vote.IsSecret)
            ballot = await desk
                .Db.Set<VoteBallot>()
                .FirstOrDefaultAsync(b => b.VoteId == vote.Id && b.OwnerNo == ownerNo && !b.IsStruck, ct);
        else
        {
            if (!ReceiptNo.TryParse(command.StruckReceipt, out var receipt))
                throw new RuleViolation("vote.strike");
            var mark = RecountFile.Fingerprint(vote.Id, receipt.Value);
            ballot = await desk
                .Db.Set<VoteBallot>()
                .FirstOrDefaultAsync(b => b.VoteId == vote.Id && b.Fingerprint == mark && !b.IsStruck, ct);
        }
        if (turnout is null || ballot is null || ballot.Area != turnout.Area)
            throw new RuleViolation("vote.strike");
        (turnout.State, ballot.IsStruck) = (TurnoutState.Struck, true);
    }
}
