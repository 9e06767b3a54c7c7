using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Joint;

/// <summary>A unit that helps (协办); with a task of its own it is a co-handler (联办) and the case waits for it.</summary>
public sealed class CaseHelper : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }
    public string UnitCode { get; init; } = "";
    public DateTime At { get; init; }

    /// <summary>Its part of the work; null: it only sees the case.</summary>
    public string? Task { get; private set; }

    /// <summary>UTC; null without a task.</summary>
    public DateTime? DueAt { get; private set; }

    public DateTime? AcceptedAt { get; private set; }
    public DateTime? HandedInAt { get; private set; }
    public Guid? HandedInBy { get; private set; }

    /// <summary>What it did; null until handed in.</summary>
    public string? Result { get; private set; }

    /// <summary>A dispatcher let it go, for a reason.</summary>
    public DateTime? ReleasedAt { get; private set; }

    public string? ReleaseReason { get; private set; }

    /// <summary>UTC; when it was noticed that the task was not handed in in time; stays after a late hand-in.</summary>
    public DateTime? LateAt { get; private set; }

    /// <summary>Counts the tasks it got, so that a timer of the task before finds another one.</summary>
    public int Round { get; private set; }

    /// <summary>The case waits for it.</summary>
    public bool IsOwed => Task is not null && HandedInAt is null && ReleasedAt is null;

    /// <summary>Gives a task, the first or another one after it was handed in or released.</summary>
    internal void Give(string task, DateTime dueAt) =>
        (Task, DueAt, AcceptedAt, HandedInAt, HandedInBy, Result, ReleasedAt, ReleaseReason, LateAt, Round) = (
            task,
            dueAt,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Round + 1
        );

    internal void Accept(DateTime now) => AcceptedAt ??= now;

    internal void HandIn(string result, Guid? by, DateTime now)
    {
        (HandedInAt, HandedInBy, Result) = (now, by, result);
        AcceptedAt ??= now;
        if (DueAt < now)
            LateAt ??= now;
    }

    internal void Release(string reason, DateTime now) => (ReleasedAt, ReleaseReason) = (now, reason);

    internal void Miss(DateTime now) => LateAt ??= now;
}

internal sealed class HelperTable : IEntityTypeConfiguration<CaseHelper>
{
    public void Configure(EntityTypeBuilder<CaseHelper> row)
    {
        row.ToTable("cases_helper");
        row.HasKey(h => new
        {
            h.DistrictId,
            h.CaseId,
            h.UnitCode,
        });
        row.Property(h => h.UnitCode).HasMaxLength(32);
        row.Property(h => h.Task).HasMaxLength(TimelineText.Longest * 4);
        row.Property(h => h.Result).HasMaxLength(TimelineText.Longest * 4);
        row.Property(h => h.ReleaseReason).HasMaxLength(TimelineText.Longest * 4);
        row.Ignore(h => h.IsOwed);
        row.HasIndex(h => new { h.DistrictId, h.UnitCode });
        row.HasOne<Case>().WithMany().HasForeignKey(h => new { h.DistrictId, h.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>A co-handler's date has come: lead, co-handler and dispatchers are told. 联办到期</summary>
internal sealed class TaskTimer(TellPeople people) : ITimerHandler
{
    public const string Name = "cases.task";

    public string Kind => Name;

    /// <summary>What the timer is about.</summary>
    internal sealed record About(string UnitCode, int Round);

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var about = System.Text.Json.JsonSerializer.Deserialize<About>(timer.Data!)!;
        var helper = await db.Set<CaseHelper>().FirstOrDefaultAsync(h => h.CaseId == timer.SubjectId && h.UnitCode == about.UnitCode, ct);
        if (helper is not { IsOwed: true, DueAt: { } due } || helper.Round != about.Round)
            return;
        if (due > now)
        {
            db.SetTimer(Name, timer.SubjectId, due, now, about); // the clock was put back
            return;
        }
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == timer.SubjectId, ct);
        if (!CaseFlow.OpenStates.Contains(subject.State))
            return;
        helper.Miss(now);
        var told = (await people.Of(helper.UnitCode, subject, ct))
            .Concat(await people.At(LadderLevel.Holder, Stage.Handle, subject, ct))
            .Concat(await people.At(LadderLevel.Holder, Stage.Dispatch, subject, ct));
        db.Tell(told.Distinct(), MessageKind.TaskLate, subject, helper.Task!, now);
    }
}

/// <summary>Helpers of a case. 协办单位</summary>
internal static class Helping
{
    /// <summary>Lets a unit see the case; the row as it stands when it does already.</summary>
    public static async Task<CaseHelper> Join(GezhiDb db, Case subject, string unitCode, DateTime now, CancellationToken ct)
    {
        if (await db.FindAsync<CaseHelper>([subject.DistrictId, subject.Id, unitCode], ct) is { } known)
            return known;
        var helper = new CaseHelper
        {
            DistrictId = subject.DistrictId,
            CaseId = subject.Id,
            UnitCode = unitCode,
            At = now,
        };
        db.Add(helper);
        return helper;
    }

    /// <summary>Co-handlers whose part is not handed in.</summary>
    public static IQueryable<CaseHelper> Owing(this GezhiDb db, Guid caseId) =>
        db.Set<CaseHelper>().Where(h => h.CaseId == caseId && h.Task != null && h.HandedInAt == null && h.ReleasedAt == null);

    private static readonly Prepared<Func<GezhiDb, Guid, IAsyncEnumerable<CaseHelper>>> owing = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid caseId) =>
                db.Set<CaseHelper>().Where(h => h.CaseId == caseId && h.Task != null && h.HandedInAt == null && h.ReleasedAt == null)
        )
    );

    /// <summary>The same, to be changed; asked at every hand-in and closing.</summary>
    public static async Task<List<CaseHelper>> OwingNow(this GezhiDb db, Guid caseId, CancellationToken ct) =>
        await owing.For(db)(db, caseId).ToListAsync(ct);

    /// <summary>The same for several cases.</summary>
    public static IQueryable<CaseHelper> OwingOf(this GezhiDb db, Guid[] caseIds) =>
        db.Set<CaseHelper>().Where(h => caseIds.Contains(h.CaseId) && h.Task != null && h.HandedInAt == null && h.ReleasedAt == null);
}
