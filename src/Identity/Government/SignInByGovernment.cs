using Gezhi.Identity.Accounts;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Government;

/// <summary>Who the provider says it is comes in, gets linked, or stays outside. 政务身份登录</summary>
internal sealed class SignInByGovernment(
    GezhiDb db,
    GovernmentSettings settings,
    UserManager<Account> users,
    FieldCipher cipher,
    SignIn signIn,
    TimeProvider clock
)
{
    /// <param name="Subject">The provider's unchanging name for the person.</param>
    /// <param name="UserName">Of the configured claim; null when there is none.</param>
    /// <param name="Name">The person's name; null when it was not told.</param>
    public sealed record Person(string Subject, string? UserName, string? Name);

    /// <exception cref="RuleViolation">
    /// <c>government.unknown</c>: nobody here is linked with it; <c>government.link-first</c>: an account is called so, and its person has not linked it; <c>government.disabled</c>; <c>government.linked-otherwise</c>.
    /// </exception>
    public async Task<SignIn.Answer> Run(Person person, Visitor visitor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var index = GovernmentLink.IndexOf(cipher, db.DistrictId, person.Subject);
        var link = await db.Set<GovernmentLink>().FirstOrDefaultAsync(l => l.SubjectIndex == index, ct);
        var account = link is null ? await First(person, index, now, ct) : await db.Accounts.FirstAsync(a => a.Id == link.AccountId, ct);
        if (account.DisabledAt is not null || account.IsLocked(now))
        {
            db.Forget();
            db.Audit(Actor.Anonymous(db.DistrictId), "sign-in.failed", account.Id, $"{SignInMethod.Government} {visitor.Address}", now);
            await db.Save(ct);
            throw new RuleViolation("government.disabled");
        }
        if (link is not null)
            link.LastUsedAt = now;
        return settings.CountsAsSecondFactor
            ? new SignIn.Answer(await signIn.Open(account, SignInMethod.Government, visitor, ct))
            : await signIn.OpenOrAsk(account, SignInMethod.Government, visitor, ct);
    }

    /// <summary>A member of staff who is signed in links the own account with it.</summary>
    /// <exception cref="RuleViolation"><c>government.linked-otherwise</c>: it belongs to somebody else here, or the account has another one.</exception>
    public async Task Link(Person person, Actor actor, CancellationToken ct)
    {
        var (now, accountId) = (clock.UtcNow, actor.AccountId!.Value);
        var index = GovernmentLink.IndexOf(cipher, db.DistrictId, person.Subject);
        var links = await db.Set<GovernmentLink>().Where(l => l.SubjectIndex == index || l.AccountId == accountId).ToListAsync(ct);
        if (links is [var same] && same.AccountId == accountId && same.SubjectIndex.AsSpan().SequenceEqual(index))
            return;
        if (links.Count > 0)
            throw new RuleViolation("government.linked-otherwise");
        Add(accountId, index, now, used: false);
        db.Audit(actor, "government.linked", accountId, "", now);
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new RuleViolation("government.linked-otherwise");
        }
    }

    /// <summary>When the own account was linked; null: it is not.</summary>
    public Task<DateTime?> LinkedAt(Actor actor, CancellationToken ct) =>
        db.Set<GovernmentLink>().Where(l => l.AccountId == actor.AccountId).Select(l => (DateTime?)l.LinkedAt).FirstOrDefaultAsync(ct);

    public async Task Unlink(Actor actor, CancellationToken ct)
    {
        if (await db.Set<GovernmentLink>().FirstOrDefaultAsync(l => l.AccountId == actor.AccountId, ct) is not { } link)
            return;
        db.Remove(link);
        db.Audit(actor, "government.unlinked", actor.AccountId, "", clock.UtcNow);
        await db.Save(ct);
    }

    /// <summary>
    /// Nobody is linked with it: an account that is here already is never linked by a name that somebody else gives out, and of several districts least of
    /// all; its person signs in and links it. A new one is created when that is configured.
    /// </summary>
    private async Task<Account> First(Person person, byte[] index, DateTime now, CancellationToken ct)
    {
        if (settings.UserNameClaim == "" || string.IsNullOrWhiteSpace(person.UserName))
            throw new RuleViolation("government.unknown");
        var name = users.NormalizeName(person.UserName.Trim());
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedUserName == name, ct);
        if (account is not null)
            throw new RuleViolation("government.link-first");
        if (!settings.CreateAccounts)
            throw new RuleViolation("government.unknown");
        account = await Created(person, now);
        Add(account.Id, index, now, used: true);
        db.Audit(Actor.Anonymous(db.DistrictId), "government.linked", account.Id, settings.UserNameClaim, now);
        return account;
    }

    private async Task<Account> Created(Person person, DateTime now)
    {
        var account = new Account
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            UserName = person.UserName!.Trim(),
            Name = TextElements.Cut(PlainText.CleanLine(person.Name ?? person.UserName), 40),
            CreatedAt = now,
        };
        db.Audit(Actor.Anonymous(db.DistrictId), "account.created", account.Id, account.UserName, now);
        if (!(await users.CreateAsync(account)).Succeeded) // the provider's name is none that we allow, or longer than forty characters
            throw new RuleViolation("government.unknown");
        return account;
    }

    private void Add(Guid accountId, byte[] index, DateTime now, bool used) =>
        db.Add(
            new GovernmentLink
            {
                DistrictId = db.DistrictId,
                AccountId = accountId,
                SubjectIndex = index,
                LinkedAt = now,
                LastUsedAt = used ? now : null,
            }
        );
}
