using System.Diagnostics;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Sessions;

/// <summary>Staff sign in by user name and password. 工作人员登录</summary>
/// <remarks>
/// Unknown name, wrong password, locked and disabled account get the same answer after the same time. A try is counted before the password is
/// looked at. Five wrong ones lock the account for 15 minutes; that answer, too, is the same.
/// </remarks>
internal sealed class SignIn(
    GezhiDb db,
    IPasswordHasher<Account> hasher,
    ILookupNormalizer normalizer,
    StartSession start,
    SecondStep second,
    Districts districts,
    LocalDay day,
    TimeProvider clock
)
{
    /// <summary>Longer than any honest refusal takes, so that the time says nothing.</summary>
    private static readonly TimeSpan RefusalTime = TimeSpan.FromMilliseconds(600);

    /// <summary>Looked at when there is no account, so that the work is the same.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>().HashPassword(new Account(), "nobody"));

    /// <summary>User name and password, as typed.</summary>
    /// <param name="DistrictId">Null: the default district.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string UserName,
        [property: Needed, Longest(64)] string Password,
        int? DistrictId = null
    );

    /// <param name="NeedsNewPassword">The person goes on to choose one; posts are held back until then.</param>
    /// <param name="NeedsSecondFactor">The person goes on to set one up; posts are held back until then.</param>
    public sealed record SignedIn(Ticket Ticket, bool IsAdministrator, bool NeedsNewPassword, bool NeedsSecondFactor)
    {
        /// <summary>Where the person goes on: first what is owed, else the page that was asked for.</summary>
        public string Next(string page) =>
            NeedsNewPassword ? "/me/password"
            : NeedsSecondFactor ? "/me/second-factor"
            : page;
    }

    /// <summary>Either a session, or the token of the second step that is still to come.</summary>
    /// <param name="Step">Sealed, for five minutes; null when the session has begun.</param>
    /// <param name="HasApp">A code can be typed; false: only a passkey opens.</param>
    public sealed record Answer(SignedIn? SignedIn, string? Step = null, bool HasApp = false);

    /// <exception cref="InvalidInput"><c>sign-in.refused</c>.</exception>
    public async Task<Answer> Run(Command command, Visitor visitor, CancellationToken ct)
    {
        Input.Check(command);
        var begun = Stopwatch.GetTimestamp();
        db.In(districts.All.Contains(command.DistrictId ?? districts.Default) ? command.DistrictId ?? districts.Default : 0);
        var (account, mayTry) = await Begin(normalizer.NormalizeName(command.UserName.Trim()), ct);
        var check = hasher.VerifyHashedPassword(
            account ?? new Account(),
            mayTry ? account!.PasswordHash! : NobodysHash.Value,
            command.Password
        );
        if (!mayTry || check == PasswordVerificationResult.Failed)
        {
            await NoteFailure(account, visitor, ct);
            var rest = RefusalTime - Stopwatch.GetElapsedTime(begun);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, ct);
            throw new InvalidInput("Password", "sign-in.refused");
        }
        if (check == PasswordVerificationResult.SuccessRehashNeeded)
            account!.PasswordHash = hasher.HashPassword(account, command.Password);
        return await OpenOrAsk(account!, SignInMethod.Password, visitor, ct);
    }

    /// <summary>Opens a session, or asks for the second factor when the account has one.</summary>
    public async Task<Answer> OpenOrAsk(Account account, SignInMethod method, Visitor visitor, CancellationToken ct)
    {
        if (await second.Ask(account, method, ct) is not { } asked)
            return new Answer(await Open(account, method, visitor, ct));
        if (method == SignInMethod.Password)
            account.HalfWay();
        await db.Save(ct);
        return asked;
    }

    /// <summary>Opens a session for somebody who has proved who they are.</summary>
    public async Task<SignedIn> Open(Account account, SignInMethod method, Visitor visitor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        account.SignedIn(now);
        var roles = await db.PostsOn(day.Of(now)).Where(p => p.AccountId == account.Id).Select(p => p.Role).ToListAsync(ct);
        var needsFactor = await second.IsMissing(account.Id, roles, ct);
        var who = new Actor(account.DistrictId, ActorKind.Staff, account.Id, account.Name, []);
        var ticket = await start.Add(who, account.SecurityStamp, method, visitor, ct);
        await db.Save(ct);
        return new SignedIn(ticket, roles.Any(Separation.IsAdministrator), account.NeedsNewPassword(now), needsFactor);
    }

    public async Task HandOut(HttpContext context, SignedIn signedIn) =>
        await start.HandOut(context, signedIn.Ticket, signedIn.IsAdministrator);

    /// <summary>Counts the try and saves it; tries that come at once are counted one after the other.</summary>
    private async Task<(Account? Account, bool MayTry)> Begin(string normalizedName, CancellationToken ct)
    {
        Account? account = null;
        for (var round = 0; round <= Account.MostTries; round++)
        {
            account = await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedUserName == normalizedName, ct);
            if (account?.PasswordHash is null || !account.BeginTry(clock.UtcNow))
                return (account, false);
            try
            {
                await db.Save(ct);
                return (account, true);
            }
            catch (StaleVersion)
            {
                db.Forget();
            }
        }
        return (account, false);
    }

    private async Task NoteFailure(Account? account, Visitor visitor, CancellationToken ct)
    {
        db.Forget();
        if (db.DistrictId == 0)
            return;
        var now = clock.UtcNow;
        var action = account?.IsLocked(now) == true ? "sign-in.locked" : "sign-in.failed";
        db.Audit(Actor.Anonymous(db.DistrictId), action, account?.Id, visitor.Address, now);
        await db.Save(ct);
    }
}
