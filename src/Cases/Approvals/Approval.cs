using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;

namespace Gezhi.Cases.Approvals;

/// <summary>What needs a second person. 审批事项</summary>
public enum ApprovalKind
{
    /// <summary>延期.</summary>
    Extend,

    /// <summary>挂账.</summary>
    Shelve,

    /// <summary>作废.</summary>
    Void,
}

/// <summary>What each kind needs: who asks, who decides, which move follows. 审批规则</summary>
public static class ApprovalRules
{
    /// <summary>The move that a grant makes; asking is only of use where the case may make it.</summary>
    public static CaseAction Move(this ApprovalKind kind) =>
        kind switch
        {
            ApprovalKind.Extend => CaseAction.Extend,
            ApprovalKind.Shelve => CaseAction.Shelve,
            _ => CaseAction.Void,
        };

    /// <summary>Who decides. Extension and shelving are asked by the unit, voiding by the intake.</summary>
    public static Permission Decides(this ApprovalKind kind) => kind == ApprovalKind.Void ? Permission.Void : Permission.Dispatch;

    /// <summary>Moves after which an undecided request means nothing any more: another unit, or the work is done.</summary>
    internal static IReadOnlyList<CaseAction> Overtaking { get; } =
    [
        CaseAction.Dispatch,
        CaseAction.Reassign,
        CaseAction.SendBack,
        CaseAction.ReportDone,
        CaseAction.Join,
        CaseAction.Shelve,
        CaseAction.Void,
    ];

    /// <summary>Requests that somebody can still decide.</summary>
    internal static IQueryable<Approval> Waiting(this GezhiDb db, Guid caseId) =>
        db.Set<Approval>()
            .Where(a =>
                a.CaseId == caseId
                && a.DecidedAt == null
                && !db.Set<TimelineRow>().Any(t => t.CaseId == caseId && t.Sequence > a.No && Overtaking.Contains(t.Action))
            );
}

/// <summary>Asked by one, decided by another. 审批</summary>
public sealed class Approval : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>Sequence of the row in which it was asked.</summary>
    public int No { get; init; }

    public ApprovalKind Kind { get; init; }

    /// <summary>End of shelving, UTC; null for the others.</summary>
    public DateTime? Until { get; init; }

    public string Reason { get; init; } = "";
    public Guid? AskedBy { get; init; }
    public DateTime AskedAt { get; init; }
    public Guid? DecidedBy { get; set; }
    public DateTime? DecidedAt { get; set; }

    /// <summary>Null until decided.</summary>
    public bool? IsGranted { get; set; }
}
