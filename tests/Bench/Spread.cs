using System.Runtime.InteropServices;

namespace Gezhi.Tests.Bench;

/// <summary>Several rounds of one measurement.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Spread(double Median, double Lowest, double Highest)
{
    public static Spread Of(IReadOnlyCollection<double> rounds)
    {
        var sorted = rounds.Order().ToArray();
        return new Spread(Quantile(sorted, 0.5), sorted[0], sorted[^1]);
    }

    /// <summary>A quantile of values sorted ascending, 0 to 1, between neighbours in proportion.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    public string[] Row(string label) => [label, $"{Median:N0}", $"{Lowest:N0}", $"{Highest:N0}"];
}
