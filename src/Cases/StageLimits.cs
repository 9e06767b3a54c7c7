using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases;

/// <summary>Limits of the stages that no filing condition governs; configuration section <c>Cases:Limits</c>. 环节时限</summary>
/// <remarks>Defaults: one city's published values (file 15 min, dispatch 15 min, check 30 min) where there are any; the rest is ours.</remarks>
public sealed class StageLimits
{
    public StageLimits(IConfiguration configuration) => configuration.GetSection("Cases:Limits").Bind(this);

    /// <summary>From report to filing, wall-clock minutes.</summary>
    public int FileMinutes { get; set; } = 15;

    /// <summary>For the grid worker to confirm, wall-clock minutes.</summary>
    public int ConfirmMinutes { get; set; } = 30;

    /// <summary>From filing to dispatch, wall-clock minutes.</summary>
    public int DispatchMinutes { get; set; } = 15;

    /// <summary>From hand-in to check, working minutes.</summary>
    public int CheckMinutes { get; set; } = 120;

    /// <summary>From check to closing, working minutes.</summary>
    public int CloseMinutes { get; set; } = 60;

    /// <summary>A case may be sent back so often, then it is arbitrated.</summary>
    public int MostSendBacks { get; set; } = 2;

    /// <summary>Approved extensions.</summary>
    public int MostExtensions { get; set; } = 2;

    /// <summary>Longest shelving, days.</summary>
    public int LongestShelveDays { get; set; } = 365;
}
