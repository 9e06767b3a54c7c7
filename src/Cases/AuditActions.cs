using Gezhi.Platform.Audit;

namespace Gezhi.Cases;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("answer.channel", "保存答复渠道"),
        new("answer.template", "保存答复模板"),
        new("answer.word", "保存答复用语"),
        new("calendar.changed", "修改工作日历"),
        new("callback-rules.changed", "修改回访规则"),
        new("category.added", "增加类别"),
        new("category.mapped", "对应类别"),
        new("category.retired", "停用类别"),
        new("condition.changed", "修改立案条件"),
        new("condition.retired", "停用立案条件"),
        new("conditions.imported", "导入立案条件"),
        new("contact.matched", "代录时核对电话", LookKind.Field),
        new("contact.revealed", "查看诉求人电话", LookKind.Field),
        new("data.erased", "删除本人信息"),
        new("data.held", "案卷保全"),
        new("data.let-go", "解除案卷保全"),
        new("data.person-held", "人员保全"),
        new("data.person-let-go", "解除人员保全"),
        new("data.request-opened", "打开个人信息请求", LookKind.Field),
        new("data.request-done", "办结个人信息请求"),
        new("data.request-refused", "不能办理个人信息请求"),
        new("data.retention", "到期删除个人信息"),
        new("import.uploaded", "上传诉求导入文件"),
        new("import.returned", "取回诉求导入结果"),
        new("join.many", "批量并案"),
        new("join.standing", "长期并案"),
        new("join.ended", "结束长期并案"),
        new("join.undone", "撤销并案"),
        new("partner.called", "通知协同方"),
        new("partner.called-again", "再次通知协同方"),
        new("partner.opened", "协同方打开链接"),
        new("partner.revoked", "收回协同链接"),
        new("photo.judged", "审核照片公开"),
        new("rating.pressure-settled", "处理索要好评"),
        new("rating.pressure-told", "反映索要好评"),
        new("samples.drawn", "抽取检查样本"),
        new("source.connected", "接入对接系统"),
        new("source.changed", "修改对接系统"),
        new("source.renewed", "更换对接密钥"),
        new("source.retired", "停用对接系统"),
        new("webhook.made", "新建推送"),
        new("webhook.changed", "修改推送"),
        new("webhook.on", "启用推送"),
        new("webhook.off", "暂停推送"),
        new("webhook.secret", "更换推送密钥"),
        new("webhook.again", "重发推送"),
        new("webhook.dropped", "放弃推送"),
    ];
}
