using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Council.Votes;

/// <summary>What every step of a vote needs: find it, who may, weights, the facts of a count. 表决台</summary>
public sealed class VoteDesk(GezhiDb db, FieldCipher cipher, TimeProvider clock, IConfiguration configuration)
{
    public GezhiDb Db => db;

    public DateTime Now => clock.UtcNow;

    /// <summary>公告期: days between the notice and the first ballot; <c>Votes:NoticeDays</c>, 15.</summary>
    public int NoticeDays => Math.Clamp(configuration.GetValue("Votes:NoticeDays", 15), 0, 60);

    /// <summary>异议期: days in which owners may object; <c>Votes:ObjectionDays</c>, 7.</summary>
    public int ObjectionDays => Math.Clamp(configuration.GetValue("Votes:ObjectionDays", 7), 1, 60);

    /// <summary>Whether a post of the actor reaches a vote: from above, or from a grid of the same community.</summary>
    public static bool Reaches(Actor actor, Permission permission, string areaCode) =>
        actor.Posts.Any(p =>
            p.AreaCode is { } own
            && RolePermissions.Has(p.Role, permission)
            && (
                areaCode.StartsWith(own, StringComparison.Ordinal)
                || (permission == Permission.TakeBallots && own.StartsWith(areaCode, StringComparison.Ordinal))
            )
        );

    /// <summary>Whoever leads it or takes ballots for it.</summary>
    public static bool Sees(Actor actor, string areaCode) =>
        Reaches(actor, Permission.LeadCouncil, areaCode) || Reaches(actor, Permission.TakeBallots, areaCode);

    /// <summary>All that <see cref="Sees"/> says yes to.</summary>
    public static IQueryable<Vote> Visible(IQueryable<Vote> votes, Actor actor)
    {
        var takes = actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.TakeBallots)).Select(p => p.AreaCode).OfType<string>();
        var around = takes.SelectMany(own => VoteLengths.Where(l => own.Length > l).Select(l => own[..l])).Distinct().ToList();
        return votes.InAreas(
            WidestAreas.Of(
                actor.Posts.Where(p =>
                    RolePermissions.Has(p.Role, Permission.LeadCouncil) || RolePermissions.Has(p.Role, Permission.TakeBallots)
                )
            ),
            v => v.AreaCode,
            v => around.Contains(v.AreaCode)
        );
    }

    /// <summary>Digits of a community and of a grid: a vote is of one of them.</summary>
    private static readonly int[] VoteLengths = [12, 15];

    /// <param name="version">The version the person saw; null: not asked.</param>
    /// <exception cref="NotFound">Not there or not theirs.</exception>
    public async Task<Vote> Find(Guid voteId, int? version, Permission permission, Actor actor, CancellationToken ct)
    {
        var vote = await db.Set<Vote>().FirstOrDefaultAsync(v => v.Id == voteId, ct);
        if (vote is null || !Sees(actor, vote.AreaCode))
            throw new NotFound("vote");
        if (!Reaches(actor, permission, vote.AreaCode))
            throw new Forbidden(permission);
        if (version is { } seen && seen != vote.Version)
            throw new StaleVersion(vote.Version);
        return vote;
    }

    /// <summary>As everybody may see it: no drafts.</summary>
    public async Task<Vote> Public(Guid voteId, CancellationToken ct) =>
        await db.Set<Vote>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == voteId && v.CalledAt != null, ct)
        ?? throw new NotFound("vote");

    public async Task<List<RollLine>> Units(Guid voteId, CancellationToken ct) =>
        await db.Set<VoteUnit>()
            .AsNoTracking()
            .Where(u => u.VoteId == voteId)
            .OrderBy(u => u.No)
            .Select(u => new RollLine(u.No, u.Area, u.Use, u.OwnerNo))
            .ToListAsync(ct);

    /// <summary>Area of one owner that counts; 0: no vote.</summary>
    public Task<long> AreaOf(Vote vote, int ownerNo, CancellationToken ct) =>
        db.Set<VoteUnit>()
            .Where(u => u.VoteId == vote.Id && u.OwnerNo == ownerNo && (vote.CountsParking || u.Use != UnitUse.Parking))
            .SumAsync(u => u.Area, ct);

    /// <summary>Saved together with a ballot or a change of the roll, so that of a sale and a ballot at the same moment one gives way.</summary>
    internal void Touch(VoteOwner owner) => db.Entry(owner).Property(o => o.Version).IsModified = true;

    /// <summary>Roll and box as they stand.</summary>
    /// <exception cref="RuleViolation"><c>vote.box-differs</c>: ballots and the list of those who took part do not agree.</exception>
    public async Task<RecountFacts> Facts(Vote vote, CancellationToken ct)
    {
        var units = await Units(vote.Id, ct);
        var moved = await db.Set<RollChange>()
            .AsNoTracking()
            .Where(c => c.VoteId == vote.Id && c.UnitNo != null)
            .OrderBy(c => c.Id)
            .Select(c => new MovedUnit(c.UnitNo!.Value, c.FromOwnerNo, c.ToOwnerNo))
            .ToListAsync(ct);
        var took = await db.Set<VoteTurnout>()
            .AsNoTracking()
            .Where(t => t.VoteId == vote.Id && t.State == TurnoutState.Counted)
            .Select(t => new { t.OwnerNo, t.Area })
            .ToListAsync(ct);
        var ballots = await db.Set<VoteBallot>()
            .AsNoTracking()
            .Where(b => b.VoteId == vote.Id && !b.IsStruck)
            .Select(b => new BoxLine(b.Fingerprint, b.Choice, b.Area))
            .ToListAsync(ct);
        var weights = RecountFile.Weights(units, vote.CountsParking);
        var agrees =
            ballots.Count == took.Count
            && ballots.Sum(b => b.Area) == took.Sum(t => t.Area)
            && took.TrueForAll(t => weights.GetValueOrDefault(t.OwnerNo) == t.Area);
        if (!agrees)
            throw new RuleViolation("vote.box-differs");
        return new RecountFacts(
            vote.Id,
            vote.Kind,
            vote.IsSecret,
            vote.CountsParking,
            vote.RollHash,
            units,
            moved,
            took.Select(t => t.OwnerNo).ToHashSet(),
            ballots
        );
    }

    /// <summary>Under every key, to look for a phone.</summary>
    internal byte[][] IndexesOf(string phone) => cipher.Indexes(db.DistrictId, VoteOwner.PhoneField, phone);

    internal byte[]? IndexOf(string? phone) => cipher.Index(db.DistrictId, VoteOwner.PhoneField, phone);

    internal byte[]? Seal(string field, string? plain) => cipher.Seal(db.DistrictId, field, plain);

    internal string? Open(string field, byte[]? content) => cipher.Open(db.DistrictId, field, content);
}
