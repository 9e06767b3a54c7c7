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
        new("activity.team-kept", "登记参赛队"),
        new("activity.scored", "录入比赛成绩"),
        new("activity.awarded", "按名次定奖"),
        new("activity.cadence-kept", "约定活动频次"),
        new("activity.photos-added", "上传活动照片"),
        new("activity.photo-cleared", "公开活动照片"),
        new("activity.photo-hidden", "撤下活动照片"),
        new("delivery.listed", "登记送达对象"),
        new("delivery.noted", "记录送达"),
        new("delivery.opened", "查看送达对象"),
        new("delivery.dropped", "删除送达对象"),
        new("partner.kept", "登记共建伙伴"),
        new("partner.signed", "签订共建协议"),
        new("partner.ended", "结束共建协议"),
        new("partner.rated", "共建双方评价"),
        new("partner.delivered", "记录共建服务兑现"),
        new("partner.project-kept", "登记社会组织项目"),
        new("partner.offer-kept", "修改需求资源清单"),
        new("fund.opened", "设立慈善基金"),
        new("fund.purpose-kept", "设立善款用途"),
        new("fund.gift-entered", "登记捐赠"),
        new("fund.gift-taken-back", "捐赠冲正或退款"),
        new("fund.moved", "基金款项结转"),
        new("fund.payout-proposed", "申请基金支出"),
        new("fund.payout-paid", "确认基金支出"),
        new("fund.payout-refused", "不同意基金支出"),
        new("fund.closed", "结束慈善基金"),
        new("aid.asked", "提出困难救助"),
        new("aid.granted", "核实通过困难救助"),
        new("aid.refused", "困难救助未通过"),
        new("aid.quoted", "引用外部筹款"),
        new("aid.closed", "结束困难救助"),
        new("aid.opened", "查看受助人"),
    ];
}
