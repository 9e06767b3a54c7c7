using Gezhi.Platform.Audit;

namespace Gezhi.Council;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("meeting.called", "召集会议"),
        new("meeting.changed", "变更会议"),
        new("meeting.called-off", "取消会议"),
        new("meeting.answered", "答复会议通知"),
        new("meeting.minutes-written", "起草会议纪要"),
        new("meeting.signed", "签发会议纪要"),
        new("meeting.added-to", "补记会议纪要"),
        new("meeting.kind-kept", "保存会议类别"),
        new("obligation.handed-in", "反馈议定事项"),
        new("obligation.done", "办结议定事项"),
        new("obligation.sent-back", "退回议定事项"),
        new("group.kept", "保存楼社联动小组"),
        new("group.ended", "结束楼社联动小组"),
        new("project.started", "攻坚立项"),
        new("project.published", "公开攻坚进展"),
        new("project.withdrawn", "撤下攻坚进展"),
        new("project.closed", "攻坚项目结题"),
        new("project.went-on", "攻坚项目继续整改"),
        new("project.given-up", "终止攻坚项目"),
        new("project.acceptance-asked", "发出验收票"),
        new("project.paper-voice", "登记纸质验收票"),
        new("project.photos-added", "上传攻坚照片"),
        new("project.photo-cleared", "公开攻坚照片"),
        new("project.photo-hidden", "撤下攻坚照片"),
        new("milestone.done", "完成里程碑"),
        new("milestone.moved", "里程碑改期"),
        new("reception.planned", "安排接待"),
        new("reception.called-off", "取消接待"),
        new("matter.booked", "预约接待"),
        new("matter.withdrawn", "撤回接待预约"),
        new("matter.taken", "登记接待事项"),
        new("matter.received", "接待来访人"),
        new("matter.not-come", "记下未到访"),
        new("matter.assigned", "交办接待事项"),
        new("matter.answered", "答复接待事项"),
        new("matter.became-case", "接待事项转为案件"),
        new("matter.opened", "查看接待记录", LookKind.Field),
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
