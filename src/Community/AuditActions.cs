using Gezhi.Platform.Audit;

namespace Gezhi.Community;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("activity.series-kept", "保存系列活动"),
        new("activity.planned", "筹备活动"),
        new("activity.changed", "修改活动"),
        new("activity.line-kept", "修改活动筹备事项"),
        new("activity.line-ticked", "活动筹备事项打勾"),
        new("activity.announced", "发布活动"),
        new("activity.called-off", "取消活动"),
        new("activity.reported", "总结活动"),
        new("activity.discarded", "删除活动草稿"),
        new("activity.signed-up", "报名活动"),
        new("activity.left", "取消活动报名"),
        new("activity.checked-in", "活动签到"),
        new("activity.answered", "答复活动提问"),
    ];
}
