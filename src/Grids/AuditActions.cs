using Gezhi.Platform.Audit;

namespace Gezhi.Grids;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("charter.named", "填写网格公示牌人员"),
        new("charter.saved", "保存网格公示牌"),
        new("drill.entered", "登记演练"),
        new("duty.rostered", "排班"),
        new("duty.handed-over", "值班交班"),
        new("duty.taken-over", "值班接班"),
        new("duty.swap-asked", "申请换班"),
        new("duty.swap-agreed", "同意换班"),
        new("duty.swap-refused", "不同意换班"),
        new("grid.cells-imported", "导入网格边界"),
        new("grid.changed", "调整网格"),
        new("grid.import-uploaded", "上传网格文件"),
        new("grid.import-dropped", "放弃网格文件"),
        new("grid.settings-saved", "保存网格设置"),
        new("party.kept", "保存党组织"),
        new("party.amended", "修改党组织"),
        new("party.ended", "结束党组织"),
        new("party.contact-kept", "保存联户党员"),
        new("party.contact-ended", "结束联户"),
        new("party.contact-refused", "住户不愿联系"),
        new("party.dwellings-opened", "查看联系户住址", LookKind.Field),
        new("plan.written", "编写预案"),
        new("readiness.phone-revealed", "查看应急人员电话", LookKind.Field),
        new("response-seat.added", "增加应急岗位"),
        new("response-seat.removed", "撤下应急岗位"),
        new("scheme.saved", "保存值班方案"),
        new("scheme.ended", "结束值班方案"),
        new("seat.kept", "保存网格席位"),
        new("seat.ended", "结束网格席位"),
        new("seat.phone-opened", "查看席位电话", LookKind.Field),
        new("segment.added", "增加责任段"),
        new("staffing.norm-saved", "保存人员配备标准"),
        new("stock.added", "登记应急物资"),
        new("stock.lent", "借出应急物资"),
        new("stock.returned", "归还应急物资"),
    ];
}
