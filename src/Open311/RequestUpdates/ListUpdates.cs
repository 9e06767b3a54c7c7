using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Open311.Requests;
using Gezhi.Open311.Wire;

namespace Gezhi.Open311.RequestUpdates;

/// <summary>GET servicerequestupdates: every public step of a window; answers leave to other platforms this way. 读取更新</summary>
internal sealed class ListUpdates(PublicCases cases)
{
    /// <summary>Most updates of one answer; FixMyStreet asks for two hours and turns no pages.</summary>
    private const int Most = 10_000;

    /// <summary>Without start_date: as far back as FixMyStreet looks.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromHours(2);

    public async Task<Answer> Run(Ask ask, CancellationToken ct)
    {
        var until = ask.Given.Instant("end_date") ?? ask.Now.AddSeconds(1);
        var since = ask.Given.Instant("start_date") ?? until - Usual;
        if (until < since)
            throw Refusal.Wrong("end_date lies before start_date.");
        if (until - since > TimeSpan.FromDays(ReadRequests.MostDays) + TimeSpan.FromSeconds(1))
            throw Refusal.Wrong($"start_date and end_date may not span more than {ReadRequests.MostDays} days.");
        var steps = await cases.Steps(since, ReadRequests.WholeSecond(until), Most, ct);
        var ids = ask.Given.List("service_request_id");
        var rows = steps
            .Where(s => ids.Count == 0 || ids.Contains(s.CaseId.ToString("N")))
            .Where(s => IsOwn(s, ask.Caller) || RequestView.IsPublic(s.Channel, s.CategoryKey))
            .Select(s => Row(s, ask.Caller));
        return Answer.Ok(Body.List("service_request_updates", "request_update", rows));
    }

    private static bool IsOwn(PublicStep step, Source? caller) => caller is not null && step.SourceId == caller.Id;

    /// <summary>The number is that of the row of the timeline, so it never changes; the time is that at which the row could first be read.</summary>
    private static Fields Row(PublicStep step, Source? caller) =>
        new()
        {
            { "update_id", NumberOf(step) },
            { "service_request_id", step.CaseId.ToString("N") },
            { "status", StatusWords.After(step.Action, step.To) },
            { "description", IsOwn(step, caller) && step.Said is { } said ? $"{step.Words}：{said}" : step.Words },
            { "updated_datetime", Instants.Write(step.At) },
            { "media_url", null },
            { "external_status_code", step.Action.ToString() },
        };

    private static string NumberOf(PublicStep step) =>
        step.OnCaseId == step.CaseId
            ? string.Create(CultureInfo.InvariantCulture, $"{step.CaseId:N}-{step.Sequence}")
            : string.Create(CultureInfo.InvariantCulture, $"{step.CaseId:N}-{step.OnCaseId:N}-{step.Sequence}");
}
