using System.Collections.Frozen;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Identity.Residents;
using Gezhi.Identity.SecondFactors;
using Gezhi.Identity.Urgent;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Live;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Sessions;

/// <summary>What a signed-in person is today: name, posts, open sessions. 当前身份</summary>
/// <param name="Name">Name of staff; masked phone of residents.</param>
/// <param name="Stamp">The security stamp that stands now; empty for residents.</param>
/// <param name="NeedsNewPassword">Posts are held back until a new password is chosen.</param>
/// <param name="Posts">Today's posts.</param>
/// <param name="Sessions">Sessions that were neither ended nor ran out.</param>
internal sealed record Standing(string Name, string Stamp, bool NeedsNewPassword, IReadOnlyList<ActorPost> Posts, FrozenSet<Guid> Sessions)
{
    /// <summary>Those of <see cref="Sessions"/> that are screens on a wall.</summary>
    public FrozenSet<Guid> Walls { get; init; } = [];

    /// <summary>A post asks for a second factor and none is set up: posts are held back until one is.</summary>
    public bool NeedsSecondFactor { get; init; }

    /// <summary>An urgent grant that runs now, as a post beside the others; null when none does.</summary>
    public ActorPost? Urgent { get; init; }

    /// <summary>UTC; when <see cref="Urgent"/> is over.</summary>
    public DateTime? UrgentUntil { get; init; }

    /// <summary>Null: the session is over.</summary>
    public Actor? ActorOf(Ticket ticket) =>
        Stamp == ticket.Stamp && Sessions.Contains(ticket.SessionId)
            ? new Actor(ticket.DistrictId, ticket.Kind, ticket.AccountId, Name, Held) { UrgentGrantId = Rests ? null : Urgent?.Id }
            : null;

    private bool Rests => NeedsNewPassword || NeedsSecondFactor;

    private IReadOnlyList<ActorPost> Held =>
        Rests ? []
        : Urgent is null ? Posts
        : [.. Posts, Urgent];
}

/// <summary>Standings of the people at work, at most 30 s old; own changes show at once. 身份缓存</summary>
internal sealed class Standings(TimeProvider clock, LocalDay day, FieldCipher cipher, LiveFeed live, SecondFactorRule rule)
{
    private readonly Remembered<(int District, Guid Account), Standing?> known = new(clock, TimeSpan.FromSeconds(30), most: 20_000);

    /// <summary>The standing of the ticket's holder; null when the account is gone or disabled.</summary>
    public async ValueTask<Standing?> Of(GezhiDb db, Ticket ticket, CancellationToken ct)
    {
        var key = (ticket.DistrictId, ticket.AccountId);
        Task<Standing?> Read() => ticket.Kind == ActorKind.Staff ? Staff(db, ticket.AccountId, ct) : Resident(db, ticket.AccountId, ct);
        var standing = await known.Get(key, Read);
        if (standing?.UrgentUntil is { } until && until <= clock.UtcNow)
            standing = await known.Get(key, Read, youngerThan: until);
        if (standing?.ActorOf(ticket) is not null)
            return standing;
        // A session begun on another node a moment ago, or an account just enabled there: worth one look a second.
        return await known.Get(key, Read, youngerThan: clock.UtcNow.AddSeconds(-1));
    }

    /// <summary>To be called after a change of account, posts or sessions is saved.</summary>
    public void Drop(int district, Guid account)
    {
        known.Drop((district, account));
        live.Recheck(district);
    }

    private async Task<Standing?> Staff(GezhiDb db, Guid id, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.DisabledAt == null, ct);
        if (account is null)
            return null;
        var posts = await db.PostsOn(day.Of(now)).Where(p => p.AccountId == id).OrderBy(p => p.Id).ToListAsync(ct);
        var urgent = await db.Set<UrgentGrant>()
            .AsNoTracking()
            .FirstOrDefaultAsync(g => g.AccountId == id && g.EndedAt == null && g.EndsAt > now, ct);
        List<ActorPost> held = [.. posts.Select(p => new ActorPost(p.Id, p.Role, p.AreaCode, p.UnitCode, p.Title))];
        if (urgent?.StandsOn(held) == false)
            urgent = null;
        var sessions = await OpenSessions(db, id, now, ct);
        return new Standing(account.Name, account.SecurityStamp, account.NeedsNewPassword(now), held, sessions.Keys.ToFrozenSet())
        {
            Walls = sessions.Where(s => s.Value == SignInMethod.Wall).Select(s => s.Key).ToFrozenSet(),
            NeedsSecondFactor =
                rule.IsRequired(urgent is null ? posts.Select(p => p.Role) : posts.Select(p => p.Role).Append(urgent.Role))
                && !await SecondFactorRule.IsSetUp(db, id, ct),
            Urgent = urgent?.Post(),
            UrgentUntil = urgent?.EndsAt,
        };
    }

    private async Task<Standing?> Resident(GezhiDb db, Guid id, CancellationToken ct)
    {
        var resident = await db.Residents.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);
        if (resident is null)
            return null;
        var phone = cipher.Open(db.DistrictId, PhoneField.Resident, resident.PhoneSealed);
        var sessions = await OpenSessions(db, id, clock.UtcNow, ct);
        return new Standing(Mask.Phone(phone), "", false, [], sessions.Keys.ToFrozenSet());
    }

    private static async Task<Dictionary<Guid, SignInMethod>> OpenSessions(GezhiDb db, Guid account, DateTime now, CancellationToken ct) =>
        await db
            .Sessions.AsNoTracking()
            .Where(s => s.AccountId == account && s.EndsAt > now && s.EndedAt == null)
            .ToDictionaryAsync(s => s.Id, s => s.Method, ct);
}
