using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>Steps of the plan, tasks of the groups, people counted, more people called. 现场指挥</summary>
public sealed class GuideEmergency(EmergencyDesk desk, Staffing staff)
{
    /// <summary>A step is done. 完成步骤</summary>
    /// <param name="No">Number of the step.</param>
    public sealed record Done([property: Between(1, 999)] int No);

    /// <summary>A further task for a group. 追加任务</summary>
    /// <param name="WithinMinutes">From now.</param>
    public sealed record Add(
        ResponseTask Task,
        [property: Needed, Longest(200)] string Text,
        [property: Between(1, 1440)] int WithinMinutes = 30
    );

    /// <summary>People counted. 清点人数</summary>
    /// <param name="Out">Brought out so far.</param>
    /// <param name="Inside">Known to be inside still.</param>
    public sealed record Count([property: Between(0, 100_000)] int Out, [property: Between(0, 100_000)] int Inside);

    /// <summary>More people. 增援</summary>
    /// <param name="UnitCode">All posts of a unit: police, water company…; null when one person is called.</param>
    /// <param name="AccountId">One person; null when a unit is called.</param>
    public sealed record Summon(
        [property: Longest(32)] string? UnitCode = null,
        Guid? AccountId = null,
        ResponseTask Task = ResponseTask.Control
    );

    /// <summary>How it stands after the command. 进展</summary>
    public sealed record Progress(Guid EmergencyId, int StepsDone, int PeopleOut, int? PeopleInside, int Called);

    public static void Map(IEndpointRouteBuilder emergencies)
    {
        emergencies
            .MapPost(
                "/{emergencyId:guid}/steps",
                (Guid emergencyId, Done command, GuideEmergency feature, Actor actor, CancellationToken ct) =>
                    feature.Finish(emergencyId, command, actor, ct)
            )
            .WithSummary("完成步骤 · A step is done");
        emergencies
            .MapPost(
                "/{emergencyId:guid}/tasks",
                (Guid emergencyId, Add command, GuideEmergency feature, Actor actor, CancellationToken ct) =>
                    feature.AddTask(emergencyId, command, actor, ct)
            )
            .WithSummary("追加任务 · A further task");
        emergencies
            .MapPost(
                "/{emergencyId:guid}/people",
                (Guid emergencyId, Count command, GuideEmergency feature, Actor actor, CancellationToken ct) =>
                    feature.CountPeople(emergencyId, command, actor, ct)
            )
            .WithSummary("清点人数 · People counted");
        emergencies
            .MapPost(
                "/{emergencyId:guid}/calls",
                (Guid emergencyId, Summon command, GuideEmergency feature, Actor actor, CancellationToken ct) =>
                    feature.CallIn(emergencyId, command, actor, ct)
            )
            .WithSummary("增援 · Call more people");
    }

    /// <summary>By whoever was called or commands; a step that is done stays done.</summary>
    public Task<Progress> Finish(Guid emergencyId, Done command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Guide(
            emergencyId,
            CaseAction.DoStep,
            EmergencyChange.Went,
            actor,
            async emergency =>
            {
                await desk.NeedsPart(emergency, actor, ct);
                var step =
                    await desk.Db.Set<EmergencyStep>().FirstOrDefaultAsync(s => s.EmergencyId == emergencyId && s.No == command.No, ct)
                    ?? throw new NotFound("step");
                if (step.DoneAt is not null)
                    return null;
                step.Finished(actor.AccountId, actor.Posts.Count > 0 ? actor.Posts[0].Title : "", desk.Now);
                return $"第 {step.No} 步完成：{step.Text}{(step.DueAt < desk.Now ? "（超过预案时间）" : "")}";
            },
            ct
        );
    }

    public Task<Progress> AddTask(Guid emergencyId, Add command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Guide(
            emergencyId,
            CaseAction.DoStep,
            EmergencyChange.Went,
            actor,
            async emergency =>
            {
                await desk.NeedsCommand(emergency, actor, ct);
                var last = await desk.Db.Set<EmergencyStep>().Where(s => s.EmergencyId == emergencyId).MaxAsync(s => (int?)s.No, ct) ?? 0;
                var step = new EmergencyStep
                {
                    DistrictId = emergency.DistrictId,
                    EmergencyId = emergencyId,
                    No = last + 1,
                    Task = command.Task,
                    Text = command.Text.Trim(),
                    DueAt = desk.Now.AddMinutes(command.WithinMinutes),
                    IsAdded = true,
                };
                desk.Db.Add(step);
                return $"追加给{EmergencyWords.Group(command.Task)}：{step.Text}";
            },
            ct
        );
    }

    /// <summary>By whoever was called or commands: the head count opens the way to the all-clear.</summary>
    public Task<Progress> CountPeople(Guid emergencyId, Count command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Guide(
            emergencyId,
            CaseAction.CountPeople,
            EmergencyChange.Went,
            actor,
            async emergency =>
            {
                await desk.NeedsPart(emergency, actor, ct);
                emergency.Count(command.Out, command.Inside);
                return $"已撤出 {command.Out} 人，里面还有 {command.Inside} 人";
            },
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>emergency.nobody</c>: the unit or person has no post today.</exception>
    public Task<Progress> CallIn(Guid emergencyId, Summon command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Guide(
            emergencyId,
            CaseAction.Alarm,
            EmergencyChange.CalledIn,
            actor,
            async emergency =>
            {
                await desk.NeedsCommand(emergency, actor, ct);
                var posts = command.UnitCode is { Length: > 0 } unit
                    ? await staff.PostsOf(unit, ct)
                    : [.. (await staff.Below(District(emergency), 5000, ct)).Where(p => p.AccountId == command.AccountId).Take(1)];
                var known = await desk
                    .Db.Set<EmergencyCall>()
                    .Where(c => c.EmergencyId == emergencyId)
                    .Select(c => c.AccountId)
                    .ToListAsync(ct);
                var fresh = posts.DistinctBy(p => p.AccountId).Where(p => !known.Contains(p.AccountId)).ToList();
                if (posts.Count == 0)
                    throw new RuleViolation("emergency.nobody");
                var now = desk.Now;
                var calls = fresh.ConvertAll(p =>
                    AlarmRound.New(emergency, new(command.Task, p.AccountId, null, p.Name, p.Title, false), now)
                );
                desk.Db.AddRange(calls);
                AlarmRound.Tell(desk.Db, emergency, await desk.Db.Cases.FirstAsync(c => c.Id == emergency.CaseId, ct), calls, now);
                if (fresh.Count > 0)
                    RemindCalled.Begin(desk, emergency, now);
                return fresh.Count == 0 ? null : $"增援：{string.Join("、", fresh.Select(p => p.Title))}";
            },
            ct
        );
    }

    private static string District(Emergency emergency) => emergency.AreaCode[..6];

    /// <summary>One change with its row on the timeline; null from <paramref name="work"/> means that nothing changed.</summary>
    private Task<Progress> Guide(
        Guid emergencyId,
        CaseAction action,
        EmergencyChange change,
        Actor actor,
        Func<Emergency, Task<string?>> work,
        CancellationToken ct
    ) =>
        desk.Again(
            async () =>
            {
                var emergency = await desk.Find(emergencyId, actor, ct);
                emergency.NeedsOpen();
                if (await work(emergency) is { } note)
                    await desk.Save(await desk.Record(emergency, action, change, actor, note, ct), ct);
                var done = await desk.Db.Set<EmergencyStep>().CountAsync(s => s.EmergencyId == emergencyId && s.DoneAt != null, ct);
                var called = await desk.Db.Set<EmergencyCall>().CountAsync(c => c.EmergencyId == emergencyId, ct);
                return new Progress(emergencyId, done, emergency.PeopleOut, emergency.PeopleInside, called);
            },
            ct
        );
}
