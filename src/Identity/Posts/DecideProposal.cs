using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>Another security administrator agrees to a post of high rights, or does not. 双人授权</summary>
internal sealed class DecideProposal(GezhiDb db, GivePost give, Staffing staffing, LocalDay day, TimeProvider clock)
{
    private const int Shown = 100;

    public sealed record Answer([property: Needed, Longest(100)] string Refusal);

    /// <param name="By">Who proposed it.</param>
    public sealed record View(
        Guid Id,
        string UserName,
        string Name,
        Role Role,
        string? AreaCode,
        string? UnitCode,
        string Title,
        DateOnly ValidFrom,
        DateOnly? ValidTo,
        Guid ProposedBy,
        string By,
        DateTime ProposedAt
    );

    /// <summary>What waits, oldest first.</summary>
    public async Task<IReadOnlyList<View>> List(CancellationToken ct)
    {
        var rows = await PostProposal
            .Waiting(db, clock.UtcNow)
            .AsNoTracking()
            .OrderBy(p => p.Id)
            .Take(Shown)
            .Join(
                db.Accounts,
                p => p.AccountId,
                a => a.Id,
                (p, a) =>
                    new
                    {
                        Proposal = p,
                        a.UserName,
                        a.Name,
                    }
            )
            .ToListAsync(ct);
        var names = await staffing.Names([.. rows.Select(r => r.Proposal.ProposedBy).Distinct()], ct);
        return rows.OrderBy(r => r.Proposal.Id)
            .Select(r => new View(
                r.Proposal.Id,
                r.UserName,
                r.Name,
                r.Proposal.Role,
                r.Proposal.AreaCode,
                r.Proposal.UnitCode,
                r.Proposal.Title,
                r.Proposal.ValidFrom,
                r.Proposal.ValidTo,
                r.Proposal.ProposedBy,
                names.GetValueOrDefault(r.Proposal.ProposedBy, ""),
                r.Proposal.ProposedAt
            ))
            .ToList();
    }

    /// <summary>Whether there is anybody who could agree to what this person proposes.</summary>
    public async Task<bool> HasAnother(Actor actor, CancellationToken ct) =>
        await db.PostsOn(day.Today)
            .Where(p => p.Role == Role.SecurityAdmin && p.AccountId != actor.AccountId)
            .AnyAsync(p => db.Set<Account>().Any(a => a.Id == p.AccountId && a.DisabledAt == null), ct);

    /// <returns>The post.</returns>
    /// <exception cref="RuleViolation"><c>proposal.own</c>, <c>post.self</c> and what <see cref="GivePost"/> refuses.</exception>
    public async Task<Guid> Agree(Guid proposalId, Actor actor, CancellationToken ct)
    {
        var proposal = await Find(proposalId, ct);
        if (proposal.ProposedBy == actor.AccountId)
            throw new RuleViolation("proposal.own");
        db.Audit(actor, "post.agreed", proposal.AccountId, $"{proposal.Role} {proposal.AreaCode ?? proposal.UnitCode}", clock.UtcNow);
        return await give.Agreed(proposal, actor, ct);
    }

    /// <summary>Whoever proposed it takes it back the same way.</summary>
    public async Task Refuse(Guid proposalId, Answer answer, Actor actor, CancellationToken ct)
    {
        Input.Check(answer);
        var (proposal, now) = (await Find(proposalId, ct), clock.UtcNow);
        proposal.Decide(actor.AccountId!.Value, isAgreed: false, PlainText.CleanLine(answer.Refusal), null, now);
        db.Audit(actor, "post.proposal-refused", proposal.AccountId, $"{proposal.Role} {proposal.AreaCode ?? proposal.UnitCode}", now);
        await db.Save(ct);
    }

    /// <exception cref="NotFound">Not there, decided, or too old.</exception>
    private async Task<PostProposal> Find(Guid proposalId, CancellationToken ct) =>
        await PostProposal.Waiting(db, clock.UtcNow).FirstOrDefaultAsync(p => p.Id == proposalId, ct) ?? throw new NotFound("proposal");
}
