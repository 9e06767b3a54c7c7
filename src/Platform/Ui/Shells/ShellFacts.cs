using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Platform.Ui.Shells;

/// <summary>What the frame around a page shows about the place and the person. 页框信息</summary>
/// <param name="DistrictName">Name of the district, "二七区"; empty when unknown.</param>
/// <param name="Actor">The signed-in member of staff; null when nobody is signed in.</param>
/// <param name="Now">Date and clock of the deployment's zone.</param>
public sealed record ShellFacts(string DistrictName, Actor? Actor, DateTime Now)
{
    /// <summary>Unread matters for the red number in the field app; 0 shows none.</summary>
    public int Unread { get; init; }
}

/// <summary>Slot the host fills: reads the facts for one request. 页框信息来源</summary>
public delegate ValueTask<ShellFacts> ReadShellFacts(HttpContext http);

/// <summary>One entry of the staff bar; modules register theirs. 导航项</summary>
/// <param name="Order">From left to right.</param>
/// <param name="Href">Where it leads; it is marked as current on this path and below.</param>
/// <param name="Text">Chinese text, translated when shown.</param>
/// <param name="Needs">Any one of these permissions; empty for every member of staff.</param>
public sealed record NavItem(int Order, string Href, string Text, params Permission[] Needs)
{
    /// <summary>Where it stands when the bar would be too full; null: always in the bar.</summary>
    public NavGroup? Group { get; init; }
}

/// <summary>Menus of a bar that would be too full otherwise, in this order. 导航分组</summary>
public enum NavGroup
{
    /// <summary>来件: what comes in.</summary>
    Intake,

    /// <summary>回头看: what was done is looked at again.</summary>
    FollowUp,

    /// <summary>网格队伍: areas and the people in them.</summary>
    Grids,

    /// <summary>议事协商: what people decide together.</summary>
    Council,

    /// <summary>共建共享: living together.</summary>
    Living,

    /// <summary>规则: what the district has laid down.</summary>
    Rules,

    /// <summary>管理.</summary>
    Running,
}

/// <summary>One entry under the thumb of the field app; modules register theirs. 随手办导航项</summary>
/// <param name="Order">From left to right.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Text">Chinese text, translated when shown.</param>
/// <param name="Icon">Lucide name.</param>
/// <param name="IsMain">The one large button in the middle.</param>
/// <param name="ShowsUnread">Carries the red number.</param>
public sealed record FieldNavItem(int Order, string Href, string Text, string Icon, bool IsMain = false, bool ShowsUnread = false);
