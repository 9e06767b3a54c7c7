using System.Collections.Frozen;
using Gezhi.Identity.Posts;
using Gezhi.Identity.SecondFactors;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Notify;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Identity.Urgent;

/// <summary>Which roles an urgent grant may give, and for how long. 应急授权规则</summary>
/// <remarks>
/// <c>UrgentGrants:Roles</c> (Operator Dispatcher GridLead GridWorker; empty: none, the way is shut), <c>UrgentGrants:MostMinutes</c> (120, 10–480). An
/// administrator's role or one of a unit stops the start: the three administrators stay apart in an emergency too.
/// </remarks>
internal sealed class UrgentRule
{
    public const int LeastMinutes = 5;

    private static readonly Role[] Usual = [Role.Operator, Role.Dispatcher, Role.GridLead, Role.GridWorker];

    public UrgentRule(IConfiguration configuration)
    {
        Roles = RoleNames.Read(configuration, "UrgentGrants:Roles", Usual);
        if (Roles.Any(r => Separation.IsAdministrator(r) || PostRules.IsOfUnit(r)))
            throw new InvalidOperationException(
                "UrgentGrants:Roles names an administrator or a role of a unit; neither can be taken in an emergency"
            );
        MostMinutes = configuration.GetValue("UrgentGrants:MostMinutes", 120);
        if (MostMinutes is < 10 or > 480)
            throw new InvalidOperationException($"UrgentGrants:MostMinutes is {MostMinutes}; it must be 10 to 480");
    }

    public FrozenSet<Role> Roles { get; }

    public int MostMinutes { get; }

    /// <summary>Told to the three administrators at once, whatever their quiet hours.</summary>
    public static NoticeKind Notice { get; } = new("identity.UrgentGrant", T => T["应急授权"], IsUrgent: true, Order: 1);
}
