using System.Text.Json;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.SecondFactors;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Passkeys;

/// <summary>A person adds a passkey to the own account, sees them and takes one away. 维护通行密钥</summary>
internal sealed class KeepPasskeys(
    GezhiDb db,
    ReadAccounts accounts,
    IPasskeyHandler<Account> handler,
    ShortToken tokens,
    FreshSession fresh,
    EndSessions sessions,
    SecondFactorRule rule,
    Standings standings,
    TimeProvider clock
)
{
    /// <summary>Of one account.</summary>
    public const int Most = 10;

    private const string Purpose = "passkey.add";

    /// <param name="Credential">What the browser's <c>navigator.credentials.create</c> answered, as JSON text (WebAuthn Level 3, toJSON).</param>
    /// <param name="State">From the options.</param>
    public sealed record Command(
        [property: Needed] string Credential,
        [property: Needed] string State,
        [property: Needed, Longest(40)] string Name
    );

    /// <param name="Options">For <c>navigator.credentials.create</c> or <c>get</c>.</param>
    /// <param name="State">Sealed; comes back with the answer, within five minutes and once.</param>
    public sealed record Asked(JsonElement Options, string State);

    public sealed record View(Guid Id, string Name, DateTime CreatedAt, DateTime? LastUsedAt, bool IsBackedUp);

    public static void Map(IEndpointRouteBuilder me)
    {
        var keys = me.MapGroup("/passkeys");
        keys.MapGet("", (KeepPasskeys keep, Actor actor, CancellationToken ct) => keep.All(actor, ct))
            .WithSummary("我的通行密钥 · My passkeys");
        keys.MapPost("/options", (KeepPasskeys keep, Actor actor, HttpContext http, CancellationToken ct) => keep.Ask(actor, http, ct))
            .WithSummary("添加通行密钥的参数 · What the browser needs to make a passkey");
        keys.MapPost(
                "",
                async (Command command, KeepPasskeys keep, Actor actor, HttpContext http, CancellationToken ct) =>
                    Results.Created("/api/me/passkeys", new WrittenId(await keep.Add(command, actor, http, ct)))
            )
            .WithSummary("添加通行密钥 · Add a passkey");
        keys.MapDelete(
                "/{passkeyId:guid}",
                async (Guid passkeyId, KeepPasskeys keep, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    await keep.Remove(passkeyId, actor, Visitor.Of(http), ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("删除通行密钥 · Take a passkey away");
    }

    public async Task<IReadOnlyList<View>> All(Actor actor, CancellationToken ct) =>
        await db.Set<Passkey>()
            .Where(p => p.AccountId == actor.AccountId)
            .OrderBy(p => p.Id)
            .Select(p => new View(p.Id, p.Name, p.CreatedAt, p.LastUsedAt, p.IsBackedUp))
            .ToListAsync(ct);

    /// <exception cref="RuleViolation"><c>session.not-fresh</c>; <c>passkey.too-many</c>.</exception>
    public async Task<Asked> Ask(Actor actor, HttpContext http, CancellationToken ct)
    {
        var account = await Ready(actor, http, ct);
        var entity = new PasskeyUserEntity
        {
            Id = AccountStore.Handle(account),
            Name = account.UserName,
            DisplayName = account.Name,
        };
        var made = await handler.MakeCreationOptionsAsync(entity, http);
        return new Asked(JsonElement.Parse(made.CreationOptionsJson), tokens.Seal(Purpose, account.Id.ToString(), made.AttestationState!));
    }

    /// <exception cref="InvalidInput"><c>passkey.refused</c>: it does not answer what was asked, or too late.</exception>
    public async Task<Guid> Add(Command command, Actor actor, HttpContext http, CancellationToken ct)
    {
        Input.Check(command);
        var account = await Ready(actor, http, ct);
        if (tokens.Open(Purpose, command.State) is not [var owner, var state] || owner != account.Id.ToString())
            throw new InvalidInput("Credential", "passkey.refused");
        var context = new PasskeyAttestationContext
        {
            HttpContext = http,
            CredentialJson = command.Credential,
            AttestationState = state,
        };
        if (await handler.PerformAttestationAsync(context) is not { Succeeded: true, Passkey: var made })
            throw new InvalidInput("Credential", "passkey.refused");
        var now = clock.UtcNow;
        var passkey = new Passkey
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AccountId = account.Id,
            CredentialId = made.CredentialId,
            PublicKey = made.PublicKey,
            Name = PlainText.CleanLine(command.Name),
            CreatedAt = now,
            SignCount = made.SignCount,
            Transports = TextElements.Cut(string.Join(' ', made.Transports ?? []), 40),
            IsBackupEligible = made.IsBackupEligible,
            IsBackedUp = made.IsBackedUp,
        };
        db.Add(passkey);
        db.Add(SpentToken.Of(db.DistrictId, command.State, now));
        await sessions.AddEndOfAll(account.Id, now, ct, Visitor.Of(http).Before?.SessionId);
        try
        {
            await Save(actor, "passkey.added", now, ct);
        }
        catch (DuplicateKey)
        {
            throw new InvalidInput("Credential", "passkey.refused");
        }
        return passkey.Id;
    }

    /// <exception cref="RuleViolation"><c>second-factor.required</c>: it is the last second factor and a post asks for one.</exception>
    public async Task Remove(Guid passkeyId, Actor actor, Visitor visitor, CancellationToken ct)
    {
        var passkey =
            await db.Set<Passkey>().FirstOrDefaultAsync(p => p.Id == passkeyId && p.AccountId == actor.AccountId, ct)
            ?? throw new NotFound("passkey");
        await fresh.Demand(visitor, ct);
        var hasOther =
            await db.Set<Passkey>().AnyAsync(p => p.AccountId == actor.AccountId && p.Id != passkeyId, ct)
            || await db.Set<SecondFactor>().AnyAsync(f => f.AccountId == actor.AccountId && f.ConfirmedAt != null, ct);
        if (!hasOther && rule.IsRequired(await accounts.Roles(actor.AccountId!.Value, ct)))
            throw new RuleViolation("second-factor.required");
        db.Remove(passkey);
        await Save(actor, "passkey.removed", clock.UtcNow, ct);
    }

    private async Task<Account> Ready(Actor actor, HttpContext http, CancellationToken ct)
    {
        await fresh.Demand(Visitor.Of(http), ct);
        if (await db.Set<Passkey>().CountAsync(p => p.AccountId == actor.AccountId, ct) >= Most)
            throw new RuleViolation("passkey.too-many", Most);
        return await accounts.One(actor.AccountId!.Value, ct);
    }

    private async Task Save(Actor actor, string action, DateTime now, CancellationToken ct)
    {
        db.Audit(actor, action, actor.AccountId, "", now);
        await db.Save(ct);
        standings.Drop(db.DistrictId, actor.AccountId!.Value);
    }
}
