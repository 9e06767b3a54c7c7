using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.SecondFactors;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Identity.Invitations;

/// <summary>The system administrator invites the holder of an account by a letter; the person chooses a password. 邀请</summary>
/// <remarks><c>Invitations:Days</c> (7, 1–30): how long a letter opens.</remarks>
internal sealed class Invite(
    GezhiDb db,
    ReadAccounts accounts,
    AdministratorGuard guard,
    UserManager<Account> users,
    EndSessions sessions,
    SignIn signIn,
    Standings standings,
    Districts districts,
    IConfiguration configuration,
    TimeProvider clock
)
{
    // Read from paper: no I L O U 0 1; the first six digits of the token are the district.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int LettersInToken = 24;

    /// <param name="Path">For the picture and the link, <c>/join/…</c>; shown now and never again.</param>
    /// <param name="ExpiresAt">UTC.</param>
    public sealed record Letter(string UserName, string Name, string Path, DateTime ExpiresAt);

    /// <param name="NewPassword">By the password rule.</param>
    public sealed record Command([property: Needed, Longest(200)] string NewPassword);

    /// <param name="UserName">What the person types from now on.</param>
    public sealed record Opened(string UserName, string Name, DateTime ExpiresAt);

    private int Days =>
        configuration.GetValue("Invitations:Days", 7) is var days and >= 1 and <= 30
            ? days
            : throw new InvalidOperationException("Invitations:Days must be 1 to 30");

    /// <summary>A new letter; letters of before, the password and every session of the account end.</summary>
    /// <exception cref="RuleViolation"><c>account.own</c>, <c>account.administrator</c>.</exception>
    public async Task<Letter> Run(Guid accountId, Actor actor, CancellationToken ct)
    {
        var account = await accounts.One(accountId, ct);
        await guard.Demand(account, actor, ct);
        var now = clock.UtcNow;
        var token = db.DistrictId.ToString(CultureInfo.InvariantCulture) + RandomNumberGenerator.GetString(Letters, LettersInToken);
        foreach (var former in await db.Set<Invitation>().Where(i => i.AccountId == accountId && i.EndedAt == null).ToListAsync(ct))
            former.EndedAt = now;
        var invitation = new Invitation
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AccountId = accountId,
            TokenHash = HashOf(token),
            InvitedBy = actor.AccountId!.Value,
            CreatedAt = now,
            ExpiresAt = now.AddDays(Days),
        };
        db.Add(invitation);
        (account.PasswordHash, account.MustChangePassword) = (null, false);
        account.Unlock();
        await sessions.AddEndOfAll(accountId, now, ct);
        await ResetSecondFactor.AddOtherDoors(db, accountId, ct);
        db.Audit(actor, "account.invited", accountId, account.UserName, now);
        await db.Save(ct);
        standings.Drop(db.DistrictId, accountId);
        return new Letter(account.UserName, account.Name, "/join/" + token, invitation.ExpiresAt);
    }

    /// <exception cref="NotFound">No letter with this token opens any more.</exception>
    public async Task<Opened> Look(string token, CancellationToken ct)
    {
        var (invitation, account) = await Find(token, ct);
        return new Opened(account.UserName, account.Name, invitation.ExpiresAt);
    }

    /// <summary>The person chooses the password and is signed in, unless the account has a second factor from before.</summary>
    /// <exception cref="InvalidInput">The codes of the password rule.</exception>
    public async Task<SignIn.Answer> Accept(string token, Command command, Visitor visitor, CancellationToken ct)
    {
        Input.Check(command);
        var (invitation, account) = await Find(token, ct);
        var now = clock.UtcNow;
        invitation.EndedAt = now; // its version counts: of two at once one is refused
        account.MustChangePassword = false;
        db.Audit(Actor.Anonymous(db.DistrictId), "account.joined", account.Id, visitor.Address, now);
        (await users.AddPasswordAsync(account, command.NewPassword)).Demand("NewPassword");
        return await signIn.OpenOrAsk(account, SignInMethod.Invitation, visitor, ct);
    }

    private async Task<(Invitation, Account)> Find(string token, CancellationToken ct)
    {
        token = token.Trim().ToUpperInvariant();
        if (
            token.Length != 6 + LettersInToken
            || !int.TryParse(token.AsSpan(0, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var district)
            || !districts.All.Contains(district)
        )
            throw new NotFound("invitation");
        db.In(district);
        var (hash, now) = (HashOf(token), clock.UtcNow);
        var invitation =
            await db.Set<Invitation>().FirstOrDefaultAsync(i => i.TokenHash == hash && i.EndedAt == null && i.ExpiresAt > now, ct)
            ?? throw new NotFound("invitation");
        var account =
            await db.Accounts.FirstOrDefaultAsync(a => a.Id == invitation.AccountId && a.DisabledAt == null && a.PasswordHash == null, ct)
            ?? throw new NotFound("invitation");
        return (invitation, account);
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
