using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Oversight;

/// <summary>A supervision or a leader's note that must be answered by a date. 督办批示事项</summary>
public sealed class Order : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>Row of the timeline in which it was said.</summary>
    public int No { get; init; }

    /// <summary>Supervise or Note.</summary>
    public CaseAction Action { get; init; }

    public Guid? GivenBy { get; init; }
    public DateTime GivenAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime AnswerBy { get; init; }

    public DateTime? AnsweredAt { get; set; }
    public Guid? AnsweredBy { get; set; }

    /// <summary>Row of the answer; null until answered.</summary>
    public int? AnswerNo { get; set; }

    /// <summary>UTC; when it was noticed that nobody had answered in time; stays also after a late answer.</summary>
    public DateTime? LateAt { get; set; }
}

internal sealed class OrderTable : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> row)
    {
        row.ToTable("cases_order");
        row.HasKey(o => new
        {
            o.DistrictId,
            o.CaseId,
            o.No,
        });
        row.HasIndex(o => new { o.DistrictId, o.AnsweredAt });
        row.HasOne<Case>().WithMany().HasForeignKey(o => new { o.DistrictId, o.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>An order whose date has come without an answer: who gave it and the centre are told, and it stays visible. 回复到期</summary>
internal sealed class OrderTimer(TellPeople people) : ITimerHandler
{
    public const string Name = "cases.order";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var no = TimerNo.Read(timer);
        var order = await db.Set<Order>().FirstOrDefaultAsync(o => o.CaseId == timer.SubjectId && o.No == no, ct);
        if (order is not { AnsweredAt: null, LateAt: null })
            return;
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == order.CaseId, ct);
        if (!CaseFlow.OpenStates.Contains(subject.State))
            return;
        if (order.AnswerBy > now)
        {
            db.SetTimer(Name, order.CaseId, order.AnswerBy, now, new TimerNo(no)); // the clock was put back
            return;
        }
        order.LateAt = now;
        var told = (await people.At(LadderLevel.Holder, Stage.Handle, subject, ct)).Concat(
            await people.At(LadderLevel.District, Stage.Handle, subject, ct)
        );
        if (order.GivenBy is { } giver)
            told = told.Append(giver);
        db.Tell(told.Distinct(), MessageKind.OrderLate, subject, "督办、批示到期没有回复", now);
    }
}

/// <summary>Which of several matters of a case a timer is about. 序号</summary>
internal sealed record TimerNo(int No)
{
    public static int Read(TimerRow timer) => System.Text.Json.JsonSerializer.Deserialize<TimerNo>(timer.Data ?? "{\"No\":0}")!.No;
}
