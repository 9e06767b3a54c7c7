using Gezhi.Platform.Audit;

namespace Gezhi.Council;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
internal static class AuditActions
{
    public static readonly AuditWord[] All = [];
}
