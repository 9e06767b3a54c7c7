using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Timers;

namespace Gezhi.Cases.Joint;

/// <summary>Makes a unit a co-handler with a task and a date, in the change that is being made: the record says so, the unit is told. 交办协办任务</summary>
public sealed class GiveTask(CaseDesk desk, TellPeople people)
{
    /// <param name="step">Its note is the task.</param>
    /// <param name="dueAt">UTC.</param>
    /// <returns>False: it owes a task already, which stays as it is.</returns>
    internal async Task<bool> Run(Case subject, string unitCode, DateTime dueAt, Step step, CancellationToken ct)
    {
        var helper = await Helping.Join(desk.Db, subject, unitCode, step.Now, ct);
        if (helper.IsOwed)
            return false;
        subject.Remark(CaseAction.Assist, step with { UnitCode = unitCode });
        helper.Give(step.Note!, dueAt);
        desk.Db.SetTimer(TaskTimer.Name, subject.Id, dueAt, step.Now, new TaskTimer.About(unitCode, helper.Round));
        desk.Db.Tell(await people.Of(unitCode, subject, ct), MessageKind.TaskGiven, subject, step.Note!, step.Now);
        return true;
    }
}
