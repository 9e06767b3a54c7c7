using Gezhi.Identity.Accounts;
using Gezhi.Identity.Passkeys;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.SecondFactors;

/// <summary>A person adds, renews or takes away the authenticator app of the own account. 设置二次验证</summary>
internal sealed class SetUpSecondFactor(
    GezhiDb db,
    ReadAccounts accounts,
    FieldCipher cipher,
    FreshSession fresh,
    EndSessions sessions,
    SecondFactorRule rule,
    Standings standings,
    TimeProvider clock
)
{
    /// <summary>Name that the app shows over the code.</summary>
    public const string Issuer = "Gezhi";

    /// <param name="Code">Six digits of the app.</param>
    public sealed record Command([property: Needed, Longest(40)] string Code);

    /// <param name="Secret">Base32, for apps without a camera; shown until it is confirmed.</param>
    /// <param name="Link">What the picture says.</param>
    public sealed record Begun(string Secret, string Link);

    /// <param name="IsOn">A code is asked for at the sign-in.</param>
    /// <param name="RecoveryLeft">Recovery codes that were not used.</param>
    /// <param name="IsRequired">One of the person's posts asks for it.</param>
    public sealed record View(bool IsOn, DateTime? Since, int RecoveryLeft, bool IsRequired);

    public static void Map(IEndpointRouteBuilder me)
    {
        var factor = me.MapGroup("/second-factor");
        factor
            .MapGet("", (SetUpSecondFactor setUp, Actor actor, CancellationToken ct) => setUp.Read(actor, ct))
            .WithSummary("我的二次验证 · My second factor");
        factor
            .MapPost(
                "",
                (SetUpSecondFactor setUp, Actor actor, HttpContext http, CancellationToken ct) => setUp.Begin(actor, Visitor.Of(http), ct)
            )
            .WithSummary("开始设置动态验证码 · Begin with an authenticator app");
        factor
            .MapPost(
                "/confirmation",
                async (Command command, SetUpSecondFactor setUp, Actor actor, HttpContext http, CancellationToken ct) =>
                    Results.Ok(new { RecoveryCodes = await setUp.Confirm(command, actor, Visitor.Of(http), ct) })
            )
            .WithSummary("确认动态验证码 · Confirm it with its first code")
            .RequireRateLimiting(Limits.SignIn);
        factor
            .MapPost(
                "/recovery-codes",
                async (Command command, SetUpSecondFactor setUp, Actor actor, CancellationToken ct) =>
                    Results.Ok(new { RecoveryCodes = await setUp.Renew(command, actor, ct) })
            )
            .WithSummary("换一组备用码 · New recovery codes")
            .RequireRateLimiting(Limits.SignIn);
        factor
            .MapPost(
                "/removal",
                async (Command command, SetUpSecondFactor setUp, Actor actor, CancellationToken ct) =>
                {
                    await setUp.Remove(command, actor, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("停用动态验证码 · Take the app away")
            .RequireRateLimiting(Limits.SignIn);
    }

    public async Task<View> Read(Actor actor, CancellationToken ct)
    {
        var factor = await Find(actor, ct);
        return new View(factor?.ConfirmedAt is not null, factor?.ConfirmedAt, factor?.RecoveryLeft ?? 0, await IsRequired(actor, ct));
    }

    /// <summary>A new secret; nothing is asked for until it is confirmed, and what was begun before is gone.</summary>
    /// <exception cref="RuleViolation"><c>second-factor.on</c>; <c>session.not-fresh</c>.</exception>
    public async Task<Begun> Begin(Actor actor, Visitor visitor, CancellationToken ct)
    {
        await fresh.Demand(visitor, ct);
        var account = await accounts.One(actor.AccountId!.Value, ct);
        var factor = await Find(actor, ct);
        if (factor?.ConfirmedAt is not null)
            throw new RuleViolation("second-factor.on");
        if (factor is null)
            db.Add(
                factor = new SecondFactor
                {
                    DistrictId = db.DistrictId,
                    AccountId = account.Id,
                    CreatedAt = clock.UtcNow,
                }
            );
        var secret = Totp.NewSecret();
        factor.SecretSealed = cipher.Seal(db.DistrictId, SecondFactor.SecretField, secret)!;
        await db.Save(ct);
        return new Begun(secret, Totp.Link(Issuer, account.UserName, secret));
    }

    /// <summary>What was begun and not confirmed, to be shown again after a wrong code; null when nothing is.</summary>
    public async Task<Begun?> Waiting(Actor actor, CancellationToken ct)
    {
        if (await Find(actor, ct) is not { ConfirmedAt: null } factor)
            return null;
        var secret = cipher.Open(db.DistrictId, SecondFactor.SecretField, factor.SecretSealed)!;
        return new Begun(secret, Totp.Link(Issuer, (await accounts.One(factor.AccountId, ct)).UserName, secret));
    }

    /// <summary>From now on a code is asked for. Every other session ends: it was opened without one.</summary>
    /// <returns>Recovery codes, shown now and never again.</returns>
    /// <exception cref="InvalidInput"><c>second-factor.wrong</c>.</exception>
    public async Task<IReadOnlyList<string>> Confirm(Command command, Actor actor, Visitor visitor, CancellationToken ct)
    {
        Input.Check(command);
        if (await Find(actor, ct) is not { ConfirmedAt: null } factor)
            throw new RuleViolation("second-factor.not-begun");
        var now = clock.UtcNow;
        await Prove(factor, command.Code, now, ct);
        factor.ConfirmedAt = now;
        await sessions.AddEndOfAll(factor.AccountId, now, ct, visitor.Before?.SessionId);
        return await Saved(factor.Renew(cipher), actor, "second-factor.added", now, ct);
    }

    /// <exception cref="InvalidInput"><c>second-factor.wrong</c>.</exception>
    public async Task<IReadOnlyList<string>> Renew(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var factor = await On(actor, ct);
        var now = clock.UtcNow;
        await Prove(factor, command.Code, now, ct);
        return await Saved(factor.Renew(cipher), actor, "second-factor.codes-renewed", now, ct);
    }

    /// <exception cref="RuleViolation"><c>second-factor.required</c>: a post asks for one and no passkey is there.</exception>
    /// <exception cref="InvalidInput"><c>second-factor.wrong</c>.</exception>
    public async Task Remove(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var factor = await On(actor, ct);
        if (await IsRequired(actor, ct) && !await db.Set<Passkey>().AnyAsync(p => p.AccountId == actor.AccountId, ct))
            throw new RuleViolation("second-factor.required");
        var now = clock.UtcNow;
        await Prove(factor, command.Code, now, ct);
        db.Remove(factor);
        await Saved([], actor, "second-factor.removed", now, ct);
    }

    /// <summary>Counts the try on the account, as at the sign-in: a code of six digits must not be guessed here either.</summary>
    private async Task Prove(SecondFactor factor, string typed, DateTime now, CancellationToken ct)
    {
        var account = await accounts.One(factor.AccountId, ct);
        if (!account.BeginTry(now))
            throw new RuleViolation("password.locked");
        await db.Save(ct);
        if (!factor.Accepts(typed, cipher, now))
            throw new InvalidInput("Code", "second-factor.wrong");
        account.Unlock();
    }

    private async Task<IReadOnlyList<string>> Saved(
        IReadOnlyList<string> codes,
        Actor actor,
        string action,
        DateTime now,
        CancellationToken ct
    )
    {
        db.Audit(actor, action, actor.AccountId, "", now);
        await db.Save(ct);
        standings.Drop(db.DistrictId, actor.AccountId!.Value);
        return codes;
    }

    private async Task<SecondFactor> On(Actor actor, CancellationToken ct) =>
        await Find(actor, ct) is { ConfirmedAt: not null } factor ? factor : throw new RuleViolation("second-factor.off");

    private Task<SecondFactor?> Find(Actor actor, CancellationToken ct) =>
        db.Set<SecondFactor>().FirstOrDefaultAsync(f => f.AccountId == actor.AccountId, ct);

    private async Task<bool> IsRequired(Actor actor, CancellationToken ct) =>
        rule.IsRequired(await accounts.Roles(actor.AccountId!.Value, ct));
}
