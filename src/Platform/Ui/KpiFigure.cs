namespace Gezhi.Platform.Ui;

/// <summary>One key figure. 指标</summary>
/// <param name="Label">What is counted.</param>
/// <param name="Value">Formatted; null where there is nothing to divide by.</param>
/// <param name="Href">The list of cases behind the figure; null when there is none to show.</param>
public sealed record KpiFigure(string Label, string? Value, string? Href = null)
{
    /// <summary>"%" and the like, after the value.</summary>
    public string? Unit { get; init; }

    /// <summary>Quiet words after the value.</summary>
    public string? Note { get; init; }

    /// <summary>"▲ 6%" or "▼ 4".</summary>
    public string? Change { get; init; }

    /// <summary>Whether the change is for the better: green, otherwise red.</summary>
    public bool IsGood { get; init; }

    /// <summary>"late", "warn" or null.</summary>
    public string? Tone { get; init; }

    /// <summary>Id of the element, for morphing; null for none.</summary>
    public string? Id { get; init; }
}
