using System.Globalization;
using System.Security.Claims;
using Gezhi.Platform.Actors;

namespace Gezhi.Identity.Sessions;

/// <summary>What the cookie says; what it is worth is looked up at every request. 登录凭据</summary>
/// <param name="Stamp">Security stamp of the account when the session began; empty for residents.</param>
internal sealed record Ticket(ActorKind Kind, int DistrictId, Guid AccountId, Guid SessionId, string Stamp)
{
    private const string KindClaim = "kind",
        DistrictClaim = "district",
        SessionClaim = "session",
        StampClaim = "stamp";

    public ClaimsPrincipal Principal() =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, AccountId.ToString()),
                    new Claim(KindClaim, Kind.ToString()),
                    new Claim(DistrictClaim, DistrictId.ToString(CultureInfo.InvariantCulture)),
                    new Claim(SessionClaim, SessionId.ToString()),
                    new Claim(StampClaim, Stamp),
                ],
                SessionCookie.Scheme
            )
        );

    /// <summary>Null when the claims are not those of a ticket.</summary>
    public static Ticket? Of(ClaimsPrincipal? principal) =>
        principal is not null
        && Enum.TryParse<ActorKind>(principal.FindFirstValue(KindClaim), out var kind)
        && int.TryParse(principal.FindFirstValue(DistrictClaim), CultureInfo.InvariantCulture, out var district)
        && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
        && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session)
        && principal.FindFirstValue(StampClaim) is { } stamp
            ? new Ticket(kind, district, account, session, stamp)
            : null;
}
