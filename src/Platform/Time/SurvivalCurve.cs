namespace Gezhi.Platform.Time;

/// <summary>How long something took, or has taken so far. 用时</summary>
/// <param name="Minutes">Whole minutes, 0 or more.</param>
/// <param name="Ended">False: it had not happened when we last looked (censored).</param>
public readonly record struct Lifetime(int Minutes, bool Ended)
{
    /// <summary>Sorts by time, and at the same time what ended before what did not: who is censored at a time was still at risk then.</summary>
    public int Coded => (Minutes << 1) | (Ended ? 0 : 1);
}

/// <summary>Share of cases that still wait, by time: Kaplan–Meier, open cases counted as censored. 生存曲线</summary>
/// <remarks>
/// Kaplan and Meier (1958): S(t) = Π (1 − d/n) over the times at which something ended. The band is S ± 1.96·S·√Σ d/(n(n−d)) by Greenwood (1926), cut to
/// 0…1; it is narrow where it should not be with few cases, which is why their number stands beside it.
/// </remarks>
public sealed class SurvivalCurve
{
    private const double TwoSided95 = 1.959963984540054;

    /// <summary>Shares are products of fractions; what is half a millionth of a case off is the same.</summary>
    private const double Same = 1e-9;

    private SurvivalCurve(int cases, int ended, int longest, IReadOnlyList<Point> points) =>
        (Cases, Ended, Longest, Points) = (cases, ended, longest, points);

    /// <summary>One time at which something ended.</summary>
    /// <param name="AtRisk">Cases that still waited just before.</param>
    /// <param name="Ended">Cases that ended at this time.</param>
    /// <param name="Share">Share that waits longer, 0 to 1.</param>
    /// <param name="Low">Lower end of the 95 % band.</param>
    /// <param name="High">Upper end of the 95 % band.</param>
    public readonly record struct Point(int Minutes, int AtRisk, int Ended, double Share, double Low, double High);

    /// <summary>How many cases it stands on.</summary>
    public int Cases { get; }

    /// <summary>Of these, how many ended; the others are censored.</summary>
    public int Ended { get; }

    /// <summary>Longest time seen, ended or not; 0 without cases.</summary>
    public int Longest { get; }

    /// <summary>In the order of time; empty when nothing ended.</summary>
    public IReadOnlyList<Point> Points { get; }

    public static SurvivalCurve Of(IEnumerable<Lifetime> lifetimes) => OfCoded([.. lifetimes.Select(l => l.Coded)]);

    /// <summary>Minutes within which so many had ended, without the curve; null: not yet reached.</summary>
    /// <param name="coded">By <see cref="Lifetime.Coded"/>; sorted here.</param>
    /// <param name="part">0.5 for the median.</param>
    public static int? Within(List<int> coded, double part)
    {
        Sorting.Ascending(coded);
        var share = 1.0;
        for (var i = 0; i < coded.Count; )
        {
            var (minutes, atRisk, now) = (coded[i] >> 1, coded.Count - i, 0);
            for (; i < coded.Count && coded[i] == minutes << 1; i++)
                now++;
            for (; i < coded.Count && coded[i] >> 1 == minutes; i++) { }
            share *= 1 - (double)now / atRisk;
            if (now > 0 && share <= 1 - part + Same)
                return minutes;
        }
        return null;
    }

    /// <param name="coded">By <see cref="Lifetime.Coded"/>; sorted here.</param>
    public static SurvivalCurve OfCoded(List<int> coded)
    {
        Sorting.Ascending(coded);
        var points = new List<Point>();
        var (share, sum, ended) = (1.0, 0.0, 0);
        for (var i = 0; i < coded.Count; )
        {
            var minutes = coded[i] >> 1;
            var atRisk = coded.Count - i;
            var now = 0;
            for (; i < coded.Count && coded[i] == minutes << 1; i++)
                now++;
            for (; i < coded.Count && coded[i] >> 1 == minutes; i++) { }
            if (now == 0)
                continue;
            ended += now;
            share *= 1 - (double)now / atRisk;
            if (atRisk > now)
                sum += now / ((double)atRisk * (atRisk - now));
            var half = TwoSided95 * share * Math.Sqrt(sum);
            points.Add(new Point(minutes, atRisk, now, share, Math.Max(0, share - half), Math.Min(1, share + half)));
        }
        return new SurvivalCurve(coded.Count, ended, coded.Count == 0 ? 0 : coded[^1] >> 1, points);
    }

    /// <summary>The same curve for drawing: no more points than a picture can show, and none beyond its end.</summary>
    /// <param name="until">Minutes at the right edge.</param>
    public SurvivalCurve Drawn(int until)
    {
        const int columns = 400;
        var kept = new List<Point>();
        foreach (var point in Points)
        {
            if (point.Minutes > until)
                break;
            var column = (long)point.Minutes * columns / Math.Max(1, until);
            if (kept.Count > 0 && (long)kept[^1].Minutes * columns / Math.Max(1, until) == column)
                kept[^1] = point;
            else
                kept.Add(point);
        }
        return new SurvivalCurve(Cases, Ended, Longest, kept);
    }

    /// <summary>Share that waits longer than this, 0 to 1.</summary>
    public double ShareAt(int minutes)
    {
        var share = 1.0;
        foreach (var point in Points)
        {
            if (point.Minutes > minutes)
                break;
            share = point.Share;
        }
        return share;
    }

    /// <summary>Minutes within which so many had ended; null: not yet reached.</summary>
    /// <param name="part">0.5 for the median, 0.9 for the p90.</param>
    public int? Within(double part) => First(p => p.Share <= 1 - part + Same);

    /// <summary>95 % interval of <see cref="Within(double)"/>, where the band crosses; null ends are not reached.</summary>
    public (int? Low, int? High) Between(double part) => (First(p => p.Low <= 1 - part + Same), First(p => p.High <= 1 - part + Same));

    private int? First(Func<Point, bool> holds)
    {
        foreach (var point in Points)
            if (holds(point))
                return point.Minutes;
        return null;
    }
}

/// <summary>Whether several curves may be one and the same: the log-rank test. 对数秩检验</summary>
/// <remarks>Mantel (1966), Peto and Peto (1972); hypergeometric variance, ties as they are. Chi-square with one degree less than there are groups.</remarks>
public static class LogRank
{
    /// <param name="ChiSquare">0 or more.</param>
    /// <param name="Degrees">Groups that say something, less one.</param>
    /// <param name="Chance">Chance of curves at least so different if the groups are alike, 0 to 1.</param>
    public readonly record struct Result(double ChiSquare, int Degrees, double Chance);

    /// <returns>Null when there is nothing to compare: fewer than two groups, or nothing ended.</returns>
    public static Result? Of(IReadOnlyList<SurvivalCurve> curves, IReadOnlyList<IReadOnlyList<int>> sorted)
    {
        var groups = sorted.Count;
        if (groups is < 2 or > 4 || sorted.Any(s => s.Count == 0))
            return null;
        var rest = groups - 1;
        var (difference, variance) = (new double[rest], new double[rest, rest]);
        var at = new int[groups];
        foreach (var minutes in curves.SelectMany(c => c.Points).Select(p => p.Minutes).Distinct().Order())
        {
            var (n, d, all, ended) = (new double[groups], new double[groups], 0.0, 0.0);
            for (var g = 0; g < groups; g++)
            {
                while (at[g] < sorted[g].Count && sorted[g][at[g]] >> 1 < minutes)
                    at[g]++;
                n[g] = sorted[g].Count - at[g];
                for (var i = at[g]; i < sorted[g].Count && sorted[g][i] == minutes << 1; i++)
                    d[g]++;
                all += n[g];
                ended += d[g];
            }
            var factor = all > 1 ? ended * (all - ended) / (all * all * (all - 1)) : 0;
            for (var g = 0; g < rest; g++)
            {
                difference[g] += d[g] - ended * n[g] / all;
                for (var h = 0; h < rest; h++)
                    variance[g, h] += factor * n[g] * ((g == h ? all : 0) - n[h]);
            }
        }
        return Solve(variance, difference) is { } solved ? Of(solved.Zip(difference, (a, b) => a * b).Sum(), rest) : null;
    }

    private static Result Of(double chiSquare, int degrees)
    {
        var x = Math.Max(0, chiSquare);
        var root = Math.Sqrt(x / 2);
        return new Result(
            x,
            degrees,
            Math.Clamp(
                degrees switch
                {
                    1 => ErrorRest(root),
                    2 => Math.Exp(-x / 2),
                    _ => ErrorRest(root) + Math.Sqrt(2 * x / Math.PI) * Math.Exp(-x / 2),
                },
                0,
                1
            )
        );
    }

    /// <summary>1 − erf(x) for x ≥ 0; Abramowitz and Stegun 7.1.26, wrong by less than 2·10⁻⁷.</summary>
    private static double ErrorRest(double x)
    {
        var t = 1 / (1 + 0.3275911 * x);
        return ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.Exp(-x * x);
    }

    /// <summary>x of V·x = d by elimination; null when the groups never met.</summary>
    private static double[]? Solve(double[,] v, double[] d)
    {
        var (n, a, b) = (d.Length, (double[,])v.Clone(), (double[])d.Clone());
        for (var i = 0; i < n; i++)
        {
            var best = Enumerable.Range(i, n - i).MaxBy(r => Math.Abs(a[r, i]));
            if (Math.Abs(a[best, i]) < 1e-12)
                return null;
            for (var c = 0; c < n; c++)
                (a[i, c], a[best, c]) = (a[best, c], a[i, c]);
            (b[i], b[best]) = (b[best], b[i]);
            for (var r = i + 1; r < n; r++)
            {
                var factor = a[r, i] / a[i, i];
                for (var c = i; c < n; c++)
                    a[r, c] -= factor * a[i, c];
                b[r] -= factor * b[i];
            }
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var c = i + 1; c < n; c++)
                b[i] -= a[i, c] * b[c];
            b[i] /= a[i, i];
        }
        return b;
    }
}
