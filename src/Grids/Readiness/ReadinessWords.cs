using Gezhi.Grids.Contract;
using Microsoft.Extensions.Localization;

namespace Gezhi.Grids.Readiness;

/// <summary>Kinds and tasks by name. 值守用语</summary>
public sealed class ReadinessWords(IStringLocalizer T)
{
    public string Kind(EmergencyKind kind) =>
        kind switch
        {
            EmergencyKind.Fire => T["火灾"],
            EmergencyKind.BurstPipe => T["水管爆裂"],
            EmergencyKind.Flood => T["内涝积水"],
            EmergencyKind.Gas => T["燃气泄漏"],
            EmergencyKind.Collapse => T["坍塌"],
            EmergencyKind.Crowd => T["人员聚集"],
            EmergencyKind.Weather => T["极端天气"],
            _ => T["其他险情"],
        };

    public string Task(ResponseTask task) =>
        task switch
        {
            ResponseTask.Evacuate => T["疏散组"],
            ResponseTask.Control => T["管控组"],
            ResponseTask.Repair => T["抢修组"],
            _ => T["指挥"],
        };
}
