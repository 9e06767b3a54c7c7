using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Me;
using Gezhi.Identity.Posts;
using Gezhi.Identity.Sessions;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gezhi.Identity.Demo;

/// <summary>One sign-in link per role for trying the product out, with a new key at every start. 演示登录</summary>
internal static class DemoSignIn
{
    /// <exception cref="InvalidOperationException">Demo mode in production.</exception>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (!configuration.GetValue("Demo:Enabled", false))
            return services;
        if (environment.IsProduction())
            throw new InvalidOperationException(
                "Demo:Enabled is true in Production. Its links sign anybody in without a password: remove the setting, or start with ASPNETCORE_ENVIRONMENT=Development."
            );
        return services.AddSingleton(new DemoKey(RandomNumberGenerator.GetHexString(32, lowercase: true))).AddHostedService<DemoLinks>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<DemoKey>() is not null)
            routes.MapGet("/demo/sign-in/{role}", Open).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>grid-worker, system-admin…</summary>
    public static string Name(Role role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    private static async Task<IResult> Open(
        string role,
        string? key,
        string? user,
        string? returnUrl,
        DemoKey demo,
        GezhiDb db,
        LocalDay day,
        SignIn signIn,
        HttpContext context,
        CancellationToken ct
    )
    {
        if (!demo.Fits(key) || Enum.GetValues<Role>().Where(r => Name(r) == role).Cast<Role?>().FirstOrDefault() is not { } wanted)
            throw new NotFound("demo link");
        var account =
            await db
                .Accounts.Where(a =>
                    a.DisabledAt == null
                    && (user == null || a.UserName == user)
                    && db.PostsOn(day.Today).Any(p => p.AccountId == a.Id && p.Role == wanted)
                )
                .OrderBy(a => a.NormalizedUserName)
                .FirstOrDefaultAsync(ct)
            ?? throw new NotFound("demo account");
        await signIn.HandOut(context, await signIn.Open(account, SignInMethod.Demo, Visitor.Of(context), ct));
        return Results.LocalRedirect(Home.Or(returnUrl, Home.Of([wanted])));
    }
}

/// <summary>The key of this start. 演示密钥</summary>
internal sealed record DemoKey(string Value)
{
    public bool Fits(string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Value));
}
