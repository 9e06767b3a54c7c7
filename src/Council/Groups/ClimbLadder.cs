using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Groups;

/// <summary>Gives a question to who is to answer, and on to the next when the time is over. 逐级提醒</summary>
public sealed class ClimbLadder(CouncilDesk desk, GroupScope scope)
{
    /// <summary>To the first step that somebody holds; added to the change that is being made.</summary>
    public Task Begin(GroupMessage question, BuildingGroup group, CancellationToken ct) => Go(question, group, null, desk.Now, ct);

    /// <summary>One step up; at the top it stays.</summary>
    internal Task Climb(GroupMessage question, BuildingGroup group, DateTime now, CancellationToken ct) =>
        Go(question, group, question.Turn, now, ct);

    private async Task Go(GroupMessage question, BuildingGroup group, Duty? after, DateTime now, CancellationToken ct)
    {
        var held = new Dictionary<Duty, IReadOnlyList<Guid>>();
        foreach (var duty in Enum.GetValues<Duty>())
            held[duty] = await scope.PeopleOf(duty, group.AreaCode, ct);
        if (ClimbRule.Next(await scope.Steps(ct), after, d => held[d].Count > 0) is not { } step)
        {
            question.Give(after, null); // nobody above: it stays where it is, open
            return;
        }
        DateTime? end = step.Minutes is { } minutes ? ClimbRule.End(now, minutes, scope.Quiet, scope.Zone) : null;
        question.Give(step.Duty, end);
        desk.Db.TellGroup(group, now);
        desk.Db.Add(
            new GroupClimb
            {
                DistrictId = question.DistrictId,
                MessageId = question.Id,
                Duty = step.Duty,
                At = now,
                Told = held[step.Duty].Count,
            }
        );
        if (end is { } due)
            desk.Db.SetTimer(ClimbTimer.Name, question.Id, due, now);
        desk.Db.TellCouncil(
            held[step.Duty],
            CouncilNewsKind.GroupQuestion,
            group.Id,
            group.Label,
            group.AreaCode,
            end is { } by ? $"有居民提问，请在 {desk.Calendar.Local(by):MM-dd HH:mm} 前答复" : "有居民提问还没有人答复，请您处理",
            now
        );
    }
}

/// <summary>A turn is over. 逐级提醒定时</summary>
internal sealed class ClimbTimer(ClimbLadder ladder) : ITimerHandler
{
    public const string Name = "council.group-climb";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var question = await db.Set<GroupMessage>().FirstOrDefaultAsync(m => m.Id == timer.SubjectId, ct);
        if (question is not { IsOpenQuestion: true, ClimbsAt: { } due } || due > now)
            return; // answered, closed, or another turn has its own timer
        var group = await db.Set<BuildingGroup>().FirstAsync(g => g.Id == question.GroupId, ct);
        await ladder.Climb(question, group, now, ct);
    }
}

/// <summary>The time for which messages are kept is over. 群消息到期删除</summary>
/// <remarks>What became a report or a topic goes with that.</remarks>
internal sealed class GroupForget : ITimerHandler
{
    public const string Name = "council.group-forget";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (
            await db.Set<GroupMessage>().FirstOrDefaultAsync(m => m.Id == timer.SubjectId, ct)
            is not { State: not (AskState.Reported or AskState.Topic) } message
        )
            return;
        message.Forget();
        db.RemoveRange(await db.Set<Files.CouncilFile>().Where(f => f.SubjectId == message.Id).ToListAsync(ct));
    }
}
