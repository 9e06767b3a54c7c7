using Gezhi.Platform.Audit;

namespace Gezhi.Registry;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("registry.added", "登记台账记录"),
        new("registry.mended", "修改台账记录"),
        new("registry.ended", "结束台账记录"),
        new("registry.movedin", "人员迁入"),
        new("registry.movedout", "人员迁出"),
        new("registry.withdrawn", "撤销导入的台账记录"),
        new("registry.confirmed", "核实台账记录"),
        new("registry.opened", "打开人员页面", LookKind.Record),
        new("registry.revealed", "查看台账敏感字段", LookKind.Field),
        new("registry.export-asked", "申请导出台账"),
        new("registry.export-approved", "同意导出台账"),
        new("registry.export-refused", "不同意导出台账"),
        new("registry.exported", "取走台账导出文件"),
        new("registry.import-uploaded", "上传台账导入文件"),
        new("registry.import-checked", "核对台账导入文件", LookKind.Check),
        new("registry.number-known", "录入了台账里已有的证件号码", LookKind.Check),
        new("registry.import-begun", "开始导入台账"),
        new("registry.import-returned", "取回台账导入结果"),
        new("registry.import-undone", "撤销台账导入"),
        new("registry.licence", "保存证照"),
        new("registry.sample-drawn", "抽取核对样本"),
        new("registry.sample-looked", "核对样本"),
        new("home.asked", "申请住户认证"),
        new("home.confirmed", "确认住户认证"),
        new("home.refused", "不通过住户认证"),
        new("home.ended", "结束住户认证"),
        new("home.opened", "查看住户认证", LookKind.Record),
        new("home.code-made", "生成住户认证码"),
        new("consent.opened", "查看同意记录", LookKind.Field),
    ];
}
