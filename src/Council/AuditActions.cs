using Gezhi.Platform.Audit;

namespace Gezhi.Council;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("vote.accounted", "公布维修资金支出"),
        new("vote.annulled", "作废业主表决"),
        new("vote.called", "公告业主表决"),
        new("vote.confirmed", "确认表决结果"),
        new("vote.counted", "表决计票"),
        new("vote.drafted", "起草业主表决"),
        new("vote.objection-answered", "答复表决异议"),
        new("vote.published", "公示表决结果"),
        new("vote.roll-changed", "变更表决名册"),
        new("vote.roll-taken", "导入表决名册"),
    ];
}
