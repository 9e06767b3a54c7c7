namespace Gezhi.Indicators.Integrity;

/// <summary>How improbable a count is by chance alone. 二项尾概率</summary>
public static class Binomial
{
    /// <summary>Probability of at least so many hits among so many tries.</summary>
    /// <param name="share">Probability of one hit, 0 to 1.</param>
    public static double AtLeast(int hits, int tries, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tries);
        if (hits <= 0)
            return 1;
        if (hits > tries || share <= 0)
            return 0;
        if (share >= 1)
            return 1;
        var (logYes, logNo) = (Math.Log(share), Math.Log(1 - share));
        var logWays = 0d;
        for (var i = 1; i <= hits; i++)
            logWays += Math.Log(tries - hits + i) - Math.Log(i);
        var sum = 0d;
        for (var k = hits; k <= tries; k++)
        {
            sum += Math.Exp(logWays + (k * logYes) + ((tries - k) * logNo));
            logWays += Math.Log(tries - k) - Math.Log(k + 1);
        }
        return Math.Min(1, sum);
    }
}
