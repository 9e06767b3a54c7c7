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
