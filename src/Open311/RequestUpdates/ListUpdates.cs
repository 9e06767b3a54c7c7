using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Open311.Catalogue;
using Gezhi.Open311.Requests;
using Gezhi.Open311.Wire;

namespace Gezhi.Open311.RequestUpdates;

/// <summary>GET servicerequestupdates: every public step of a window; answers leave to other platforms this way. 读取更新</summary>
internal sealed class ListUpdates(PublicCases cases, ServiceList services)
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
        var known = (await services.All(ct)).ToDictionary(s => s.Key);
        var ids = ask.Given.List("service_request_id");
        var rows = steps
            .Where(s => ids.Count == 0 || ids.Contains(s.CaseId.ToString("N")))
            .Where(s => IsOwn(s, ask.Caller) || RequestView.IsPublic(s.Channel, s.CategoryKey))
            .Select(s => Row(s, known.GetValueOrDefault(s.CategoryKey ?? ""), ask.Caller));
        return Answer.Ok(Body.List("service_request_updates", "request_update", rows));
    }

    private static bool IsOwn(PublicStep step, Source? caller) => caller is not null && step.SourceId == caller.Id;

    /// <summary>The number is that of the row of the timeline, so it never changes; the time is that at which the row could first be read.</summary>
    private static Fields Row(PublicStep step, Service? service, Source? caller)
    {
        var said = IsOwn(step, caller) ? step.Said : null;
        var row = new Fields
        {
            { "update_id", NumberOf(step) },
            { "service_request_id", step.CaseId.ToString("N") },
            { "status", StatusWords.After(step.Action, step.To) },
            { "description", said is null ? step.Words : $"{step.Words}：{said}" },
            { "updated_datetime", Instants.Write(step.At) },
            { "media_url", null },
            { "external_status_code", step.Action.ToString() },
        };
        if (said is not null)
            row.Add("email_text", said);
        if (service is not null)
            row.Add("extras", RequestView.Extras(service.Name, service.Group));
        if (IsOwn(step, caller))
            row.AddRange(RequestView.Theirs(step.ChannelNo, step.CaseNo));
        return row;
    }

    private static string NumberOf(PublicStep step) =>
        step.OnCaseId == step.CaseId
            ? string.Create(CultureInfo.InvariantCulture, $"{step.CaseId:N}-{step.Sequence}")
            : string.Create(CultureInfo.InvariantCulture, $"{step.CaseId:N}-{step.OnCaseId:N}-{step.Sequence}");
}
