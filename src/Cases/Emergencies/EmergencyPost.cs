using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Emergencies;

/// <summary>Runs the form that the page of an emergency posted: the same features as the API. 应急表单</summary>
public sealed class EmergencyPost(AnswerAlarm answer, GuideEmergency guide, EndEmergency end, ReportUpward report, ReviewEmergency review)
{
    /// <exception cref="InvalidInput">No such form.</exception>
    public Task Run(Guid id, HttpRequest request, Actor actor, CancellationToken ct) =>
        request.Form["Do"].ToString() switch
        {
            "answer" => With<AnswerAlarm.Command>(request, c => answer.Run(id, c, actor, ct), ct),
            "step" => With<GuideEmergency.Done>(request, c => guide.Finish(id, c, actor, ct), ct),
            "task" => With<GuideEmergency.Add>(request, c => guide.AddTask(id, c, actor, ct), ct),
            "people" => With<GuideEmergency.Count>(request, c => guide.CountPeople(id, c, actor, ct), ct),
            "call" => With<GuideEmergency.Summon>(request, c => guide.CallIn(id, c, actor, ct), ct),
            "clear" => With<EndEmergency.Clear>(request, c => end.GiveAllClear(id, c, actor, ct), ct),
            "call-off" => With<EndEmergency.CallOff>(request, c => end.Cancel(id, c, actor, ct), ct),
            "send" => With<ReportUpward.Send>(request, c => report.Run(id, c, actor, ct), ct),
            "receive" => With<ReportUpward.Receive>(request, c => report.Sign(id, c, actor, ct), ct),
            "review" => With<ReviewEmergency.Command>(request, c => review.Run(id, c, actor, ct), ct),
            "measure" => With<ReviewEmergency.Measure>(request, c => review.Add(id, c, actor, ct), ct),
            "measure-done" => With<ReviewEmergency.Done>(request, c => review.Finish(id, c, actor, ct), ct),
            _ => throw new InvalidInput("Do", "input.invalid"),
        };

    private static async Task With<T>(HttpRequest request, Func<T, Task> run, CancellationToken ct)
    {
        var (command, _) = await FormOrJson.Read<T>(request, ct);
        await run(command);
    }
}
