using System.Globalization;
using System.Text;

namespace Gezhi.Web;

/// <summary><c>/.well-known/security.txt</c> (RFC 9116): whom to tell about a weakness. 安全联系方式</summary>
/// <remarks>
/// <c>Security:Contact</c> (mailto:, https: or tel:; several separated by blanks) turns it on: a file without contact would lead nowhere.
/// <c>Security:Policy</c> is the address of the policy, where the district publishes one.
/// </remarks>
internal sealed class SecurityContact
{
    /// <summary>How long the answer holds; it is reckoned anew at every request, so a server that runs never serves one that has run out.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    private readonly Uri[] contacts;
    private readonly Uri? policy;

    /// <exception cref="InvalidOperationException">An address that nobody could write to.</exception>
    public SecurityContact(IConfiguration configuration)
    {
        contacts =
        [
            .. (configuration["Security:Contact"] ?? "")
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(c => Address("Security:Contact", c, "mailto", "https", "tel")),
        ];
        policy = configuration["Security:Policy"] is { Length: > 0 } at ? Address("Security:Policy", at, "https") : null;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var contact = routes.ServiceProvider.GetRequiredService<SecurityContact>();
        if (contact.contacts.Length > 0)
            routes
                .MapGet(
                    "/.well-known/security.txt",
                    (TimeProvider clock) => TypedResults.Text(contact.Text(clock.GetUtcNow().UtcDateTime), "text/plain", Encoding.UTF8)
                )
                .AllowAnonymous()
                .ExcludeFromDescription();
    }

    internal string Text(DateTime now)
    {
        var text = new StringBuilder();
        foreach (var contact in contacts)
            text.Append("Contact: ").Append(contact.AbsoluteUri).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"Expires: {(now.Date + Life):yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        text.Append("Preferred-Languages: zh, en\n");
        if (policy is not null)
            text.Append("Policy: ").Append(policy.AbsoluteUri).Append('\n');
        return text.ToString();
    }

    private static Uri Address(string setting, string typed, params string[] schemes) =>
        Uri.TryCreate(typed, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme)
            ? address
            : throw new InvalidOperationException($"{setting} must begin with {string.Join(": or ", schemes)}:");
}
