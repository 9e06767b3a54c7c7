using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Catalogue;

/// <summary>Code schemes in words. 类别体系用语</summary>
public sealed class SchemeWords(IStringLocalizer T)
{
    /// <summary>Short names, the one in force first.</summary>
    public static readonly IReadOnlyList<string> All = ["gb47678", "gb30428", "cjt214", "local"];

    /// <summary>Title with its year; the short name when it is unknown.</summary>
    public string Name(string scheme) =>
        scheme switch
        {
            "gb47678" => T["国标 2026（GB/T 47678.5）"],
            "gb30428" => T["国标 2013（GB/T 30428.2）"],
            "cjt214" => T["行标 2007（CJ/T 214）"],
            "local" => T["本地类别"],
            _ => scheme,
        };

    /// <summary>What a line stands for.</summary>
    public string Kind(string kind) =>
        kind switch
        {
            "component" => T["部件"],
            "matter" => T["事项"],
            "event" => T["事件"],
            _ => kind,
        };

    public string State(MapState state) =>
        state switch
        {
            MapState.Proposed => T["建议"],
            MapState.Confirmed => T["已确认"],
            MapState.NoCounterpart => T["无对应"],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
}
