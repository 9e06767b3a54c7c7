using Gezhi.Platform.Audit;

namespace Gezhi.Mediation;

/// <summary>What this module writes on the audit trail, in words. 审计动作</summary>
/// <remarks>The detail names the kind of step; never a party, a colour or a word of the dossier.</remarks>
internal static class AuditActions
{
    public static readonly AuditWord[] All =
    [
        new("mediation.forgotten", "清除期满的调解卷宗"),
        new("mediation.opened", "查阅调解卷宗", LookKind.Record),
        new("mediation.printed", "打印调解卷宗", LookKind.Record),
        new("mediation.registered", "登记调解员"),
        new("mediation.revealed", "打开调解当事人信息", LookKind.Field),
        new("mediation.step", "办理调解"),
        new("mediation.unregistered", "调解员移出名册"),
    ];
}
