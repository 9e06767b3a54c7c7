using Microsoft.Extensions.Configuration;

namespace Gezhi.Identity.Government;

/// <summary>The government's identity provider, by configuration alone. 政务统一身份认证配置</summary>
/// <remarks>Section <c>GovernmentSignIn</c>; off while <c>ClientId</c> is empty. docs/howto/government-sign-in.md says what each setting does.</remarks>
internal sealed class GovernmentSettings
{
    public const string Section = "GovernmentSignIn";

    /// <summary>What the button says; null: 政务统一身份认证.</summary>
    public string? Name { get; init; }

    public string ClientId { get; init; } = "";

    /// <summary>Or from the file that <see cref="ClientSecretFile"/> names.</summary>
    public string ClientSecret { get; init; } = "";

    public string? ClientSecretFile { get; init; }
    public string AuthorizationEndpoint { get; init; } = "";
    public string TokenEndpoint { get; init; } = "";
    public string UserInformationEndpoint { get; init; } = "";

    /// <summary>Separated by spaces.</summary>
    public string Scope { get; init; } = "openid profile";

    /// <summary>Claim that never changes for a person; a path with dots reaches into objects.</summary>
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>Claim whose value is the name of an account that is created (<see cref="CreateAccounts"/>). An account that is here already is linked by its person alone, on the own page.</summary>
    public string UserNameClaim { get; init; } = "";

    /// <summary>Claim of the person's name, for accounts that are created.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>An account without any post is created for whom <see cref="UserNameClaim"/> finds nobody.</summary>
    public bool CreateAccounts { get; init; }

    /// <summary>The provider asks for a second factor itself; else ours is asked for where one is set up.</summary>
    public bool CountsAsSecondFactor { get; init; }

    public bool IsOn => ClientId != "";

    /// <exception cref="InvalidOperationException">Something that is needed is missing, or would be sent in the open.</exception>
    public static GovernmentSettings From(IConfiguration configuration, bool isDevelopment)
    {
        var settings = configuration.GetSection(Section).Get<GovernmentSettings>() ?? new GovernmentSettings();
        if (!settings.IsOn)
            return settings;
        foreach (
            var (name, value) in new[]
            {
                (nameof(AuthorizationEndpoint), settings.AuthorizationEndpoint),
                (nameof(TokenEndpoint), settings.TokenEndpoint),
                (nameof(UserInformationEndpoint), settings.UserInformationEndpoint),
            }
        )
            if (
                !Uri.TryCreate(value, UriKind.Absolute, out var address)
                || !(address.Scheme == "https" || (isDevelopment && address.Scheme == "http"))
            )
                throw new InvalidOperationException($"{Section}:{name} must be an https address");
        if (settings.Secret == "" || settings.SubjectClaim == "")
            throw new InvalidOperationException($"{Section} needs ClientSecret or ClientSecretFile, and SubjectClaim");
        if (settings.CreateAccounts && settings.UserNameClaim == "")
            throw new InvalidOperationException($"{Section}:CreateAccounts needs UserNameClaim");
        return settings;
    }

    public string Secret => ClientSecretFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : ClientSecret;
}
