using Gezhi.Platform.Audit;

namespace Gezhi.Field;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("campaign.started", "开始专项行动"),
        new("campaign.ended", "结束专项行动"),
        new("campaign.left-out", "专项行动排除场所"),
        new("checklist.approved", "批准检查表"),
        new("checklist.retired", "停用检查表"),
        new("entitlement.entered", "登记一条待遇事项"),
        new("entitlement.compared", "核对待遇事项名单", LookKind.Check),
        new("entitlement.imported", "导入待遇事项"),
        new("entitlement.ended", "结束待遇事项"),
        new("entitlement.opened", "查看待遇依据", LookKind.Field),
        new("entry.opened", "打开待处理的现场记录", LookKind.Field),
        new("entry.given-up", "放弃现场记录"),
        new("entry.handed-on", "转交现场记录"),
        new("household.checked", "人户核实"),
        new("household.check-approved", "同意人户核实"),
        new("household.check-declined", "不同意人户核实"),
        new("inspection.void-asked", "申请作废检查"),
        new("inspection.void-refused", "不同意作废检查"),
        new("inspection.voided", "作废检查"),
        new("notice-words.kept", "保存整改通知用语"),
        new("patrol.planned", "制定巡查计划"),
        new("patrol.changed", "修改巡查计划"),
        new("patrol.ended", "结束巡查计划"),
        new("patrol.place-added", "增加巡查点位"),
        new("patrol.place-ended", "撤下巡查点位"),
        new("service.item-saved", "保存服务事项"),
        new("service.asked", "申请上门服务"),
        new("service.booked", "预约上门服务"),
        new("service.moved", "改约上门服务"),
        new("service.cancelled", "取消上门服务"),
        new("service.withdrawn", "撤回上门服务申请"),
        new("service.done", "完成上门服务"),
        new("visit.campaign-drafted", "起草走访活动"),
        new("visit.campaign-changed", "修改走访活动"),
        new("visit.campaign-started", "开始走访活动"),
        new("visit.campaign-ended", "结束走访活动"),
        new("visit.noted", "登记走访"),
        new("visit.undone", "撤销走访登记"),
    ];
}
