using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;

namespace Gezhi.Cases.Rules;

/// <summary>What a rule looks at. 事由</summary>
/// <param name="CategoryKey"><c>scheme/kind/code</c>.</param>
/// <param name="AreaCode">6 to 17 digits.</param>
public sealed record Matter(string CategoryKey, string AreaCode, Channel Channel, bool IsUrgent)
{
    /// <summary>Local wall time of the decision: time windows and hand-over days are asked with it.</summary>
    public DateTime LocalAt { get; init; }

    /// <summary>Kind of the dedicated grid (专属网格) the place lies in; null outside of all.</summary>
    public AreaKind? PlaceKind { get; init; }

    /// <summary>WGS-84 degrees; null when the place is not known.</summary>
    public double? Lon { get; init; }

    /// <summary>WGS-84 degrees; null when the place is not known.</summary>
    public double? Lat { get; init; }
}
