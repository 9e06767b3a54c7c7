using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Votes;

/// <summary>What may still change in a frozen roll: a sale before the owner has voted, and whom co-owners send. 名册变更</summary>
/// <remarks>A ballot that was given stands, also for whoever buys the flat afterwards.</remarks>
public sealed class KeepRoll(VoteDesk desk)
{
    /// <param name="ToOwnerNo">The buyer, when already on the roll; otherwise name and phone.</param>
    /// <param name="Evidence">Number and day of the registration.</param>
    public sealed record Sale(
        [property: Between(1, 1_000_000)] int UnitNo,
        [property: Between(1, 1_000_000)] int? ToOwnerNo,
        [property: Longest(60)] string? Name,
        [property: Longest(40)] string? Phone,
        [property: Between(0, 99)] int CoOwners,
        [property: Needed, Longest(200)] string Evidence
    );

    /// <param name="Evidence">The letter of the co-owners.</param>
    public sealed record Withdrawal([property: Between(1, 1_000_000)] int OwnerNo, [property: Needed, Longest(200)] string Evidence);

    /// <param name="Evidence">The letter signed by all co-owners.</param>
    public sealed record Naming(
        [property: Between(1, 1_000_000)] int OwnerNo,
        [property: Needed, Longest(60)] string Name,
        [property: Longest(40)] string? Phone,
        [property: Needed, Longest(200)] string Evidence
    );

    /// <param name="OwnerNo">Who votes now.</param>
    public sealed record Changed(int OwnerNo);

    public static void Map(IEndpointRouteBuilder api)
    {
        var roll = api.MapGroup("/{voteId:guid}/roll-changes");
        roll.MapPost(
                "/sale",
                (Guid voteId, Sale command, KeepRoll feature, Actor actor, CancellationToken ct) => feature.Sell(voteId, command, actor, ct)
            )
            .WithSummary("业主变更 · A unit has another owner");
        roll.MapPost(
                "/withdrawal",
                (Guid voteId, Withdrawal command, KeepRoll feature, Actor actor, CancellationToken ct) =>
                    feature.Withdraw(voteId, command, actor, ct)
            )
            .WithSummary("共有人撤回推选 · Co-owners take back whom they had named");
        roll.MapPost(
                "/naming",
                (Guid voteId, Naming command, KeepRoll feature, Actor actor, CancellationToken ct) =>
                    feature.Name(voteId, command, actor, ct)
            )
            .WithSummary("共有人推选表决人 · Co-owners name one of them");
    }

    /// <exception cref="RuleViolation"><c>vote.ended</c>, <c>vote.owner-voted</c>, <c>vote.buyer-voted</c>.</exception>
    public async Task<Changed> Sell(Guid voteId, Sale command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var vote = await Open(voteId, actor, ct);
        var unit =
            await desk.Db.Set<VoteUnit>().FirstOrDefaultAsync(u => u.VoteId == voteId && u.No == command.UnitNo, ct)
            ?? throw new InvalidInput(nameof(command.UnitNo), "vote.unit");
        await Unvoted(voteId, unit.OwnerNo, "vote.owner-voted", ct);
        desk.Touch(await desk.Db.Set<VoteOwner>().SingleAsync(o => o.VoteId == voteId && o.No == unit.OwnerNo, ct));
        int to;
        if (command.ToOwnerNo is { } known)
        {
            var buyer = await desk.Db.Set<VoteOwner>().FirstOrDefaultAsync(o => o.VoteId == voteId && o.No == known, ct);
            if (buyer is null || known == unit.OwnerNo)
                throw new InvalidInput(nameof(command.ToOwnerNo), "vote.owner");
            await Unvoted(voteId, known, "vote.buyer-voted", ct);
            desk.Touch(buyer);
            to = known;
        }
        else
        {
            var name = PlainText.CleanLine(command.Name);
            if (name.Length == 0)
                throw new InvalidInput(nameof(command.Name), "input.required");
            to = 1 + await desk.Db.Set<VoteOwner>().Where(o => o.VoteId == voteId).MaxAsync(o => o.No, ct);
            var phone = Mobile(command.Phone);
            desk.Db.Add(
                new VoteOwner
                {
                    DistrictId = desk.Db.DistrictId,
                    VoteId = voteId,
                    No = to,
                    NameSealed = desk.Seal(VoteOwner.NameField, name),
                    PhoneSealed = desk.Seal(VoteOwner.PhoneField, phone),
                    PhoneIndex = desk.IndexOf(phone),
                    CoOwners = command.CoOwners,
                }
            );
        }
        Note(vote, RollChangeKind.NewOwner, unit.No, unit.OwnerNo, to, command.Evidence, actor);
        unit.OwnerNo = to;
        await desk.Db.Save(ct);
        return new Changed(to);
    }

    /// <exception cref="RuleViolation"><c>vote.ended</c>, <c>vote.owner-voted</c>, <c>vote.no-co-owners</c>.</exception>
    public async Task<Changed> Withdraw(Guid voteId, Withdrawal command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var vote = await Open(voteId, actor, ct);
        var owner = await CoOwners(voteId, command.OwnerNo, ct);
        owner.IsVoterWithdrawn = true;
        Note(vote, RollChangeKind.VoterWithdrawn, null, owner.No, owner.No, command.Evidence, actor);
        await desk.Db.Save(ct);
        return new Changed(owner.No);
    }

    /// <exception cref="RuleViolation"><c>vote.ended</c>, <c>vote.owner-voted</c>, <c>vote.no-co-owners</c>.</exception>
    public async Task<Changed> Name(Guid voteId, Naming command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var vote = await Open(voteId, actor, ct);
        var owner = await CoOwners(voteId, command.OwnerNo, ct);
        var phone = Mobile(command.Phone);
        owner.NameSealed = desk.Seal(VoteOwner.NameField, PlainText.CleanLine(command.Name));
        (owner.PhoneSealed, owner.PhoneIndex) = (desk.Seal(VoteOwner.PhoneField, phone), desk.IndexOf(phone));
        owner.IsVoterWithdrawn = false;
        Note(vote, RollChangeKind.VoterNamed, null, owner.No, owner.No, command.Evidence, actor);
        await desk.Db.Save(ct);
        return new Changed(owner.No);
    }

    private async Task<Vote> Open(Guid voteId, Actor actor, CancellationToken ct)
    {
        var vote = await desk.Find(voteId, null, Permission.LeadCouncil, actor, ct);
        if (vote.State != VoteState.Called || desk.Now >= vote.ClosesAt)
            throw new RuleViolation("vote.ended");
        return vote;
    }

    private async Task<VoteOwner> CoOwners(Guid voteId, int ownerNo, CancellationToken ct)
    {
        var owner =
            await desk.Db.Set<VoteOwner>().FirstOrDefaultAsync(o => o.VoteId == voteId && o.No == ownerNo, ct)
            ?? throw new InvalidInput(nameof(Withdrawal.OwnerNo), "vote.owner");
        if (owner.CoOwners < 2)
            throw new RuleViolation("vote.no-co-owners");
        await Unvoted(voteId, ownerNo, "vote.owner-voted", ct);
        return owner;
    }

    private async Task Unvoted(Guid voteId, int ownerNo, string code, CancellationToken ct)
    {
        if (await desk.Db.Set<VoteTurnout>().AnyAsync(t => t.VoteId == voteId && t.OwnerNo == ownerNo, ct))
            throw new RuleViolation(code);
    }

    private void Note(Vote vote, RollChangeKind kind, int? unitNo, int from, int to, string evidence, Actor actor)
    {
        var now = desk.Now;
        desk.Db.Append(
            new RollChange
            {
                DistrictId = desk.Db.DistrictId,
                VoteId = vote.Id,
                Id = Ids.New(now),
                Kind = kind,
                UnitNo = unitNo,
                FromOwnerNo = from,
                ToOwnerNo = to,
                Evidence = PlainText.CleanLine(evidence),
                By = actor.AccountId ?? Guid.Empty,
                At = now,
            }
        );
        desk.Db.Audit(actor, "vote.roll-changed", vote.Id, $"{kind} {from} {to}", now);
    }

    private static string? Mobile(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : Phone.TryParse(typed, out var phone) && phone.Kind == PhoneKind.Mobile ? phone.Value
        : throw new InvalidInput("Phone", "phone.mobile");
}
