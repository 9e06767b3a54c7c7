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
    ];
}
