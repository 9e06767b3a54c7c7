using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Oversight;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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

    /// <summary>Accounts that may decide it and are told that it waits.</summary>
    internal static Task<IReadOnlyList<Guid>> Deciders(this ApprovalKind kind, TellPeople people, Case subject, CancellationToken ct) =>
        people.At(kind == ApprovalKind.Void ? LadderLevel.District : LadderLevel.Holder, Stage.Decide, subject, ct);

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

    /// <summary>UTC; until when it should be decided; null for those asked before deadlines were kept.</summary>
    public DateTime? DecideBy { get; init; }

    /// <summary>How often the deciders were reminded after that.</summary>
    public int Reminders { get; set; }
}

internal sealed class ApprovalTable : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> row)
    {
        row.ToTable("cases_approval");
        row.HasKey(a => new
        {
            a.DistrictId,
            a.CaseId,
            a.No,
        });
        row.Property(a => a.Reason).HasMaxLength(TimelineText.Longest * 4);
        row.HasIndex(a => new { a.DistrictId, a.DecidedAt });
        row.HasOne<Case>().WithMany().HasForeignKey(a => new { a.DistrictId, a.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Nobody has decided in time: the deciders are reminded, and a second time the centre with them. 审批催促</summary>
internal sealed class ApprovalTimer(TellPeople people) : ITimerHandler
{
    public const string Name = "cases.approval";
    private const int MostReminders = 2;

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var no = TimerNo.Read(timer);
        var asked = await db.Waiting(timer.SubjectId).FirstOrDefaultAsync(a => a.No == no, ct);
        if (asked is not { DecideBy: { } by, Reminders: < MostReminders })
            return;
        var due = by + (asked.Reminders * (by - asked.AskedAt));
        if (due > now)
        {
            db.SetTimer(Name, timer.SubjectId, due, now, new TimerNo(no)); // the clock was put back
            return;
        }
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == timer.SubjectId, ct);
        var told = await asked.Kind.Deciders(people, subject, ct);
        if (asked.Reminders++ > 0)
            told = [.. told.Union(await people.At(LadderLevel.District, Stage.Decide, subject, ct))];
        else
            db.SetTimer(Name, timer.SubjectId, due + (by - asked.AskedAt), now, new TimerNo(no));
        db.Tell(told.Where(t => t != asked.AskedBy), MessageKind.ApprovalLate, subject, asked.Reason, now);
    }
}
