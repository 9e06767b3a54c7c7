using Microsoft.Extensions.Configuration;

namespace Gezhi.Indicators.Reading;

/// <summary>How figures are shown. 指标设置</summary>
public sealed class FigureSettings(IConfiguration configuration)
{
    /// <summary>A share or mean of fewer cases is not shown; their number is. <c>Indicators:LeastCases</c></summary>
    public int LeastCases { get; } = Math.Max(1, configuration.GetValue("Indicators:LeastCases", 10));

    /// <summary>按期结案率目标, 0 to 1. <c>Indicators:Goal</c></summary>
    public double Goal { get; } = Math.Clamp(configuration.GetValue("Indicators:Goal", .95), 0, 1);

    /// <summary>Areas are sorted by their figure. Off unless somebody decided it: <c>Indicators:Ranking</c></summary>
    public bool IsRanking { get; } = configuration.GetValue("Indicators:Ranking", false);
}
