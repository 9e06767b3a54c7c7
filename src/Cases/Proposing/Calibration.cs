namespace Gezhi.Cases.Proposing;

/// <summary>Turns scores into confidences that hold: of what is said with 0.8, four in five are right. 置信度校准</summary>
/// <param name="Sharpness">How much a difference of scores counts.</param>
/// <param name="Slope">Of the correction of the best answer, on the scale of log odds.</param>
/// <param name="Shift">Of the same.</param>
internal readonly record struct Calibration(double Sharpness, double Slope, double Shift)
{
    /// <summary>While there are too few texts to hold some back: one clear answer among many is as sure as one among two.</summary>
    public static Calibration Usual(int answers) => new(2 + Math.Log(Math.Max(2, answers)), 1, 0);

    private const double Tiny = 1e-9;

    /// <summary>Shares of all answers, together 1.</summary>
    /// <param name="scores">Of each answer.</param>
    /// <param name="shares">Of each answer; filled.</param>
    public void Shares(ReadOnlySpan<float> scores, Span<double> shares)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best])
                best = i;
        var sum = 0d;
        for (var i = 0; i < scores.Length; i++)
            sum += shares[i] = Math.Exp((double)(scores[i] - scores[best]) * Sharpness);
        if (scores.Length < 2)
        {
            shares.Fill(1);
            return;
        }
        var before = shares[best] / sum;
        var after = 1 / (1 + Math.Exp(-((Slope * LogOdds(before)) + Shift)));
        var (rest, whole) = ((1 - after) / Math.Max(1 - before, Tiny), 0d);
        for (var i = 0; i < shares.Length; i++)
            whole += shares[i] = i == best ? after : Math.Min(shares[i] / sum * rest, after); // the best stays the best
        for (var i = 0; i < shares.Length; i++)
            shares[i] /= whole;
    }

    /// <summary>From held texts: first the sharpness that makes the right answers least surprising, then the correction of the best.</summary>
    public static Calibration Of(IReadOnlyList<(double[] Scores, int Right)> held)
    {
        var sharpness = Sharpest(held);
        var said = held.Select(h =>
            {
                var shares = Softmax(h.Scores, sharpness);
                var best = Array.IndexOf(shares, shares.Max());
                return (Odds: LogOdds(shares[best]), IsRight: best == h.Right);
            })
            .ToList();
        var (slope, shift) = (1d, 0d);
        for (var round = 0; round < 200; round++) // plain Newton on two parameters, held near where it began
        {
            var (gSlope, gShift, hSlope, hShift, hBoth) = (.5 * (slope - 1), .5 * shift, .5, .5, 0d);
            foreach (var (odds, isRight) in said)
            {
                var p = 1 / (1 + Math.Exp(-((slope * odds) + shift)));
                var (gap, weight) = (p - (isRight ? 1 : 0), Math.Max(p * (1 - p), 1e-6));
                (gSlope, gShift) = (gSlope + (gap * odds), gShift + gap);
                (hSlope, hShift, hBoth) = (hSlope + (weight * odds * odds), hShift + weight, hBoth + (weight * odds));
            }
            var determinant = (hSlope * hShift) - (hBoth * hBoth);
            var (dSlope, dShift) = (
                ((hShift * gSlope) - (hBoth * gShift)) / determinant,
                ((hSlope * gShift) - (hBoth * gSlope)) / determinant
            );
            (slope, shift) = (slope - dSlope, shift - dShift);
            if (Math.Abs(dSlope) + Math.Abs(dShift) < 1e-6)
                break;
        }
        return double.IsFinite(slope) && double.IsFinite(shift) && slope > 0 ? new(sharpness, slope, shift) : new(sharpness, 1, 0);
    }

    private static double Sharpest(IReadOnlyList<(double[] Scores, int Right)> held)
    {
        double Surprise(double sharpness) => held.Sum(h => -Math.Log(Math.Max(Softmax(h.Scores, sharpness)[h.Right], Tiny)));
        var (low, high) = (.2, 20d);
        while (high / low > 1.02)
        {
            var (left, right) = (low * Math.Pow(high / low, .382), low * Math.Pow(high / low, .618));
            (low, high) = Surprise(left) < Surprise(right) ? (low, right) : (left, high);
        }
        return Math.Sqrt(low * high);
    }

    private static double[] Softmax(double[] scores, double sharpness)
    {
        var best = scores.Max();
        var shares = Array.ConvertAll(scores, s => Math.Exp((s - best) * sharpness));
        var sum = shares.Sum();
        return Array.ConvertAll(shares, s => s / sum);
    }

    private static double LogOdds(double share) => Math.Log(Math.Max(share, Tiny) / Math.Max(1 - share, Tiny));
}
