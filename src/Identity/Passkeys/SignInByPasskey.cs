using System.Text.Json;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Passkeys;

/// <summary>Staff sign in by passkey alone: having the device and opening it are two factors already. 通行密钥登录</summary>
internal sealed class SignInByPasskey(GezhiDb db, IPasskeyHandler<Account> handler, ShortToken tokens, SignIn signIn, TimeProvider clock)
{
    private const string Purpose = "passkey.sign-in";

    /// <param name="Credential">What the browser's <c>navigator.credentials.get</c> answered, as JSON text.</param>
    /// <param name="State">From the options.</param>
    public sealed record Command([property: Needed] string Credential, [property: Needed] string State);

    /// <summary>Names nobody: the authenticator offers the passkeys it has for this site.</summary>
    public async Task<KeepPasskeys.Asked> Ask(HttpContext http)
    {
        var made = await handler.MakeRequestOptionsAsync(null, http);
        return new KeepPasskeys.Asked(JsonElement.Parse(made.RequestOptionsJson), tokens.Seal(Purpose, made.AssertionState!));
    }

    /// <exception cref="InvalidInput"><c>passkey.unknown</c>: unknown, of a disabled account, not opened by its owner, too late or used before.</exception>
    public async Task<SignIn.SignedIn> Run(Command command, HttpContext http, CancellationToken ct)
    {
        Input.Check(command);
        if (tokens.Open(Purpose, command.State) is not [var state])
            throw new InvalidInput("Credential", "passkey.unknown");
        var context = new PasskeyAssertionContext
        {
            HttpContext = http,
            CredentialJson = command.Credential,
            AssertionState = state,
        };
        var result = await handler.PerformAssertionAsync(context); // finds the account by the handle inside, and turns the database to its district
        if (result is not { Succeeded: true, User: { DisabledAt: null } account, Passkey: { } used } || account.IsLocked(clock.UtcNow))
        {
            await Note(http, ct);
            throw new InvalidInput("Credential", "passkey.unknown");
        }
        var now = clock.UtcNow;
        var passkey = await db.Set<Passkey>().FirstAsync(p => p.AccountId == account.Id && p.CredentialId == used.CredentialId, ct);
        (passkey.SignCount, passkey.IsBackedUp, passkey.LastUsedAt) = (used.SignCount, used.IsBackedUp, now);
        db.Add(SpentToken.Of(db.DistrictId, command.State, now));
        try
        {
            return await signIn.Open(account, SignInMethod.Passkey, Visitor.Of(http), ct);
        }
        catch (DuplicateKey)
        {
            throw new InvalidInput("Credential", "passkey.unknown");
        }
    }

    private async Task Note(HttpContext http, CancellationToken ct)
    {
        db.Forget();
        if (db.DistrictId == 0)
            return;
        db.Audit(
            Actor.Anonymous(db.DistrictId),
            "sign-in.failed",
            null,
            $"{SignInMethod.Passkey} {Visitor.Of(http).Address}",
            clock.UtcNow
        );
        await db.Save(ct);
    }
}
