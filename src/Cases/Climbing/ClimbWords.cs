using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Climbing;

/// <summary>Levels in words. 层级用语</summary>
public sealed class ClimbWords(IStringLocalizer T)
{
    public string Level(ClimbLevel level) =>
        level switch
        {
            ClimbLevel.MicroGrid => T["微网格"],
            ClimbLevel.Grid => T["网格"],
            ClimbLevel.Community => T["社区"],
            ClimbLevel.Street => T["街道"],
            ClimbLevel.District => T["区"],
            ClimbLevel.City => T["市"],
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
        };
}
