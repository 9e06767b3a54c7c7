using Gezhi.Platform.Audit;

namespace Gezhi.Workforce;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("evaluation.appealed", "提出考核申诉"),
        new("evaluation.left-out", "剔除考核案件"),
        new("evaluation.refused", "考核申诉不成立"),
        new("evaluation.scheme-published", "发布考核办法"),
        new("evaluation.taken-back", "恢复计入考核"),
        new("evaluation.upheld", "考核申诉成立"),
        new("evaluation.withdrawn", "撤回考核申诉"),
    ];
}
