using Gezhi.Indicators.Mornings;

namespace Gezhi.Indicators.Contract;

/// <summary>Draws the places of past mornings for the seed town, so that there is something to judge. 今早五处示例</summary>
public sealed class MorningFill
{
    private readonly DrawMornings mornings;

    internal MorningFill(DrawMornings mornings) => this.mornings = mornings;

    /// <summary>Each from what was reported before it; those older than the window are scored. Saves. 填充</summary>
    /// <param name="days">How many days back.</param>
    public Task Fill(int days, CancellationToken ct) => mornings.Fill(days, ct);
}
