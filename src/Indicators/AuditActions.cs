using Gezhi.Platform.Audit;

namespace Gezhi.Indicators;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("report.released", "签发报表"),
        new("report.remarked", "写报表备注"),
        new("report.topic-saved", "保存专题"),
        new("report.topic-ended", "结束专题"),
        new("open-data.drafted", "起草开放数据"),
        new("open-data.released", "公开开放数据"),
        new("open-data.dropped", "放弃开放数据草稿"),
        new("open-data.withdrawn", "撤下开放数据"),
        new("whatif.begun", "新建推演方案"),
        new("whatif.changed", "修改推演方案"),
        new("whatif.put-away", "收起推演方案"),
        new("whatif.taken-back", "取回推演方案"),
        new("whatif.run", "开始推演"),
        new("integrity.found", "发现诚信线索"),
        new("integrity.opened", "打开诚信线索"),
        new("integrity.searched", "查找诚信线索"),
        new("integrity.told", "告知诚信线索"),
        new("integrity.answered", "说明诚信线索"),
        new("integrity.judged", "判断诚信线索"),
        new("morning.drawn", "抽取今早五处"),
        new("morning.altered", "今早五处与摘要不符"),
        new("integrity.tidied", "删除到期的诚信线索"),
    ];
}
