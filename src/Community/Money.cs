using System.Globalization;

namespace Gezhi.Community;

/// <summary>Money as people write it, and as whole fen. 金额</summary>
public static class Money
{
    /// <summary>Most that one line may say, fen: ten million yuan.</summary>
    public const long Most = 1_000_000_000;

    /// <param name="yuan">12, 12.5 or 12.50; commas between thousands are fine.</param>
    /// <returns>Fen, 0 to <see cref="Most"/>; null for anything else, also for a third digit after the point.</returns>
    public static long? Fen(string? yuan)
    {
        var text = (yuan ?? "").Trim().Replace(",", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal);
        return
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var sum)
            && sum * 100 == decimal.Truncate(sum * 100)
            && sum * 100 <= Most
            ? (long)(sum * 100)
            : null;
    }

    /// <summary>Yuan with two digits after the point.</summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>As a field wants it: without commas.</summary>
    public static string Plain(long? fen) => fen is { } sum ? (sum / 100m).ToString("0.00", CultureInfo.InvariantCulture) : "";
}
