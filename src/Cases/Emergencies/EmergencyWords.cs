using Gezhi.Grids.Contract;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Emergencies;

/// <summary>Kinds, levels, groups and reports by name. 应急用语</summary>
/// <remarks>The static ones go into the record and into messages, which are Chinese; the others are for the reader.</remarks>
public sealed class EmergencyWords(IStringLocalizer T)
{
    public string Kind(EmergencyKind kind) => T[Name(kind)];

    public string Severity(int severity) => T[Level(severity)];

    public string Task(ResponseTask task) => T[Group(task)];

    public string Report(FlashStage stage) => T[Stage(stage)];

    internal static string Name(EmergencyKind kind) =>
        kind switch
        {
            EmergencyKind.Fire => "火灾",
            EmergencyKind.BurstPipe => "水管爆裂",
            EmergencyKind.Flood => "内涝积水",
            EmergencyKind.Gas => "燃气泄漏",
            EmergencyKind.Collapse => "坍塌",
            EmergencyKind.Crowd => "人员聚集",
            EmergencyKind.Weather => "极端天气",
            _ => "其他险情",
        };

    internal static string Icon(EmergencyKind kind) =>
        kind switch
        {
            EmergencyKind.Fire => "flame",
            EmergencyKind.BurstPipe => "droplets",
            EmergencyKind.Flood => "waves",
            EmergencyKind.Crowd => "users",
            EmergencyKind.Collapse => "building-2",
            EmergencyKind.Weather => "sun",
            EmergencyKind.Other => "circle-question-mark",
            _ => "triangle-alert",
        };

    internal static string Level(int severity) =>
        severity switch
        {
            1 => "Ⅰ级 特别重大",
            2 => "Ⅱ级 重大",
            3 => "Ⅲ级 较大",
            _ => "Ⅳ级 一般",
        };

    internal static string Group(ResponseTask task) =>
        task switch
        {
            ResponseTask.Evacuate => "疏散组",
            ResponseTask.Control => "管控组",
            ResponseTask.Repair => "抢修组",
            _ => "指挥",
        };

    internal static string Stage(FlashStage stage) =>
        stage switch
        {
            FlashStage.First => "首报",
            FlashStage.FollowUp => "续报",
            _ => "终报",
        };
}
