using System.Collections.Frozen;
using Gezhi.Identity.Passkeys;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Identity.SecondFactors;

/// <summary>Whose posts rest until a second factor is set up. 二次验证要求</summary>
/// <remarks>
/// <c>SecondFactor:RequiredFor</c>: names of roles, separated by spaces; when it is not there, the three administrators; empty: nobody. An unknown
/// name stops the start.
/// </remarks>
internal sealed class SecondFactorRule(IConfiguration configuration)
{
    public const string Setting = "SecondFactor:RequiredFor";

    private readonly FrozenSet<Role> required = RoleNames.Read(configuration, Setting, Separation.Administrators);

    /// <summary>Whether one of the roles asks for it.</summary>
    public bool IsRequired(IEnumerable<Role> roles) => roles.Any(required.Contains);

    /// <summary>Whether the account has an app or a passkey.</summary>
    public static async Task<bool> IsSetUp(GezhiDb db, Guid accountId, CancellationToken ct) =>
        await db.Set<SecondFactor>().AnyAsync(f => f.AccountId == accountId && f.ConfirmedAt != null, ct)
        || await db.Set<Passkey>().AnyAsync(p => p.AccountId == accountId, ct);
}

/// <summary>Roles in the configuration. 配置中的角色</summary>
internal static class RoleNames
{
    /// <param name="usual">When the setting is not there.</param>
    /// <exception cref="InvalidOperationException">A name is none of a role.</exception>
    public static FrozenSet<Role> Read(IConfiguration configuration, string setting, IEnumerable<Role> usual) =>
        configuration[setting] is { } names
            ? names
                .Split((char[])[' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)
                .Select(name =>
                    Gezhi.Platform.Text.Named.One<Role>(name)
                    ?? throw new InvalidOperationException(
                        $"{setting} names '{name}', which is no role; known are {string.Join(", ", Enum.GetNames<Role>())}"
                    )
                )
                .ToFrozenSet()
            : usual.ToFrozenSet();
}
