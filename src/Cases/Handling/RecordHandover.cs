using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Handling;

/// <summary>Writes on the timeline of a case that whoever had it in hand left the post, and who has it now. 记录岗位交接</summary>
public sealed class RecordHandover(IServiceScopeFactory scopes) : IEventHandler
{
    public string Name => "cases.record-handover";

    public bool Wants(EventRow happened) => happened.Kind == DutyHandedOver.Kind;

    /// <remarks>Saves by itself; a repeated delivery finds the row of the same sheet and does nothing.</remarks>
    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var moved = DutyHandedOver.Of(happened)!;
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(happened.DistrictId);
        var desk = scope.ServiceProvider.GetRequiredService<CaseDesk>();
        var subject = await own.Cases.FirstOrDefaultAsync(c => c.Id == happened.SubjectId, ct);
        var mark = moved.HandoverId.ToString()[^12..];
        if (subject is null || !CaseFlow.OpenStates.Contains(subject.State) || await IsWritten(own, subject.Id, mark, ct))
            return; // it was ended in between: nothing is left to be handed over
        var names = await scope.ServiceProvider.GetRequiredService<Staffing>().Names([moved.FromAccountId, moved.ToAccountId], ct);
        var step = new Step(Actor.System(happened.DistrictId), null, now)
        {
            Note =
                $"{moved.Title}：{names.GetValueOrDefault(moved.FromAccountId)} → {names.GetValueOrDefault(moved.ToAccountId)}（交接单 {mark}）",
        };
        subject.Remark(CaseAction.HandOver, step);
        await desk.Save(subject, ct);
    }

    private static Task<bool> IsWritten(GezhiDb db, Guid caseId, string mark, CancellationToken ct) =>
        db.Set<TimelineText>().AnyAsync(t => t.CaseId == caseId && t.Note != null && t.Note.Contains(mark), ct);
}
