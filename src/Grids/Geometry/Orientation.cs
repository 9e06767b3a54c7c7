namespace Gezhi.Grids.Geometry;

/// <summary>On which side of a line a point lies, without rounding errors. 方位判断</summary>
/// <remarks>
/// Source: J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates (1997):
/// the plain determinant is trusted when it is larger than its error bound, otherwise it is summed exactly.
/// Exact for every coordinate that is 0 or at least 1e-100 in size.
/// </remarks>
public static class Orientation
{
    /// <summary>(3 + 16ε)ε with ε = 2⁻⁵³.</summary>
    private const double ErrorBound = 3.3306690738754716e-16;

    /// <summary>Positive when p lies left of the line a→b, negative when right of it, zero only when exactly on it.</summary>
    public static double Of(double ax, double ay, double bx, double by, double px, double py)
    {
        var left = (bx - ax) * (py - ay);
        var right = (by - ay) * (px - ax);
        var difference = left - right;
        return Math.Abs(difference) > ErrorBound * (Math.Abs(left) + Math.Abs(right)) ? difference : Exactly(ax, ay, bx, by, px, py);
    }

    /// <summary>
    /// Whether p lies left of an upward edge (ay &lt; by, or ay = by and ax &lt; bx). A point exactly on the edge is taken
    /// to lie a hair to the right and, less than that, above: so each point of a shared border belongs to one side only.
    /// </summary>
    public static bool IsLeft(double ax, double ay, double bx, double by, double px, double py)
    {
        var side = Of(ax, ay, bx, by, px, py);
        return side > 0 || (side == 0 && ay == by);
    }

    private static double Exactly(double ax, double ay, double bx, double by, double px, double py)
    {
        Span<double> sum = stackalloc double[16];
        var length = 0;
        AddProduct(sum, ref length, bx, ax, py, ay, 1);
        AddProduct(sum, ref length, by, ay, px, ax, -1);
        for (var i = length - 1; i >= 0; i--)
        {
            if (sum[i] != 0)
                return sum[i];
        }

        return 0;
    }

    /// <summary>Adds sign × (a − b)(c − d), free of rounding, to an expansion of growing, non-overlapping parts.</summary>
    private static void AddProduct(Span<double> sum, ref int length, double a, double b, double c, double d, double sign)
    {
        var (first, firstError) = Difference(a, b);
        var (second, secondError) = Difference(c, d);
        AddProduct(sum, ref length, firstError * sign, secondError);
        AddProduct(sum, ref length, firstError * sign, second);
        AddProduct(sum, ref length, first * sign, secondError);
        AddProduct(sum, ref length, first * sign, second);
    }

    private static void AddProduct(Span<double> sum, ref int length, double a, double b)
    {
        var product = a * b;
        Add(sum, ref length, Math.FusedMultiplyAdd(a, b, -product));
        Add(sum, ref length, product);
    }

    private static void Add(Span<double> sum, ref int length, double value)
    {
        for (var i = 0; i < length; i++)
        {
            var total = sum[i] + value;
            var part = total - sum[i];
            sum[i] = sum[i] - (total - part) + (value - part);
            value = total;
        }

        sum[length++] = value;
    }

    private static (double Difference, double Error) Difference(double a, double b)
    {
        var difference = a - b;
        var part = a - difference;
        return (difference, a - (difference + part) + (part - b));
    }
}
