using Gezhi.Platform.Actors;
using Gezhi.Platform.Outbox;

namespace Gezhi.Identity.Contract;

/// <summary>What hangs on the holder of a post. 未了事项类别</summary>
public enum DutyKind
{
    /// <summary>待核实: asked of the worker of the grid.</summary>
    Confirm,

    /// <summary>网格处置: work on the ground of the post.</summary>
    Ground,

    /// <summary>部门处置: work of the post's unit.</summary>
    Unit,

    /// <summary>已出发未到场: promised by the person, whatever the post.</summary>
    Promised,

    /// <summary>未交的联办: a part the post's unit owes another unit's case.</summary>
    Task,

    /// <summary>待裁决: the person is named to say who answers for what nobody owns; hangs on the name.</summary>
    Decision,
}

/// <summary>An open matter that would be left without owner when the post goes; says nothing of what was reported. 未了事项</summary>
/// <param name="SubjectId">The case; of a decision the entry of the gap register.</param>
/// <param name="No">Its number; null before it has one, and for a decision.</param>
/// <param name="DueAt">UTC; null when nothing runs.</param>
public sealed record PostDuty(Guid SubjectId, string? No, DutyKind Kind, string AreaCode, DateTime? DueAt);

/// <summary>Slot the host fills from the cases, which this module may not know: what hangs on a person's post now. 未了事项来源</summary>
public delegate ValueTask<IReadOnlyList<PostDuty>> ReadPostDuties(
    Guid accountId,
    Role role,
    string? areaCode,
    string? unitCode,
    CancellationToken ct
);

/// <summary>Told once for each matter that went to another person with a post; kind <see cref="Kind"/>, the matter is the subject. 岗位交接事件</summary>
/// <param name="HandoverId">The sheet on which it stands.</param>
/// <param name="FromAccountId">Who had it.</param>
/// <param name="ToAccountId">Who has it now.</param>
/// <param name="Title">Title of the post; names nobody.</param>
public sealed record DutyHandedOver(Guid HandoverId, Guid FromAccountId, Guid ToAccountId, string Title)
{
    /// <summary>Kind of the event in the outbox and the feed.</summary>
    public const string Kind = "identity.duty-handed-over";

    /// <summary>Reads it from the outbox. 读取</summary>
    /// <returns>Null when the event is of another kind.</returns>
    public static DutyHandedOver? Of(EventRow happened) => happened.Told<DutyHandedOver>(Kind);
}
