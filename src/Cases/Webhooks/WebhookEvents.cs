using System.Text.Json;
using Gezhi.Cases.Contract;

namespace Gezhi.Cases.Webhooks;

/// <summary>What a webhook can be told of. 订阅事件</summary>
internal static class WebhookEvents
{
    public const string Ping = "ping";

    /// <summary>Kind of the message for each step that is told; the other steps stay in the house.</summary>
    private static readonly Dictionary<CaseAction, string> ByAction = new()
    {
        [CaseAction.Report] = "case.reported",
        [CaseAction.Confirm] = "case.confirmed",
        [CaseAction.File] = "case.filed",
        [CaseAction.Dispatch] = "case.dispatched",
        [CaseAction.Reassign] = "case.dispatched",
        [CaseAction.Accept] = "case.accepted",
        [CaseAction.Depart] = "case.on-the-way",
        [CaseAction.Arrive] = "case.arrived",
        [CaseAction.ReportDone] = "case.handled",
        [CaseAction.Shelve] = "case.shelved",
        [CaseAction.Resume] = "case.resumed",
        [CaseAction.Close] = "case.closed",
        [CaseAction.SolveOnSpot] = "case.closed",
        [CaseAction.Reopen] = "case.reopened",
        [CaseAction.Decline] = "case.declined",
        [CaseAction.Transfer] = "case.transferred",
        [CaseAction.Join] = "case.joined",
        [CaseAction.Split] = "case.split",
        [CaseAction.Withdraw] = "case.withdrawn",
    };

    /// <summary>All kinds, in the order of the life cycle.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ByAction.Values.Distinct()];

    public static string? Of(CaseAction action) => ByAction.GetValueOrDefault(action);
}

/// <summary>What is posted: states, categories, areas, numbers and words meant for the public; never what a person wrote, said or is called. 推送内容</summary>
/// <param name="Id">Id of the event: the same when it is sent again.</param>
/// <param name="Kind">e.g. <c>case.filed</c>.</param>
/// <param name="At">UTC; when it happened.</param>
/// <param name="District">6-digit code.</param>
/// <param name="Case">Null for a ping.</param>
internal sealed record WebhookBody(Guid Id, string Kind, DateTimeOffset At, int District, WebhookCase? Case)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions OverLines = new(Written) { WriteIndented = true };

    public string Json() => JsonSerializer.Serialize(this, Written);

    /// <summary>The same over several lines, for people.</summary>
    public string Readable() => JsonSerializer.Serialize(this, OverLines);
}

/// <param name="No">案卷编号; null until filed.</param>
/// <param name="State">State after the step.</param>
/// <param name="Before">State before.</param>
/// <param name="Sequence">Row of the timeline, from 1: puts events of a case in order.</param>
/// <param name="Category">scheme/kind/code; null until chosen.</param>
/// <param name="CategoryName">In Chinese; null until chosen.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the lead unit; null before dispatch.</param>
/// <param name="Reports">How many reports hang on it.</param>
/// <param name="Channel">Channel of the first report.</param>
/// <param name="IsUrgent">Marked as urgent.</param>
/// <param name="DueAt">UTC; null when no limit runs.</param>
/// <param name="PublicState">What residents are told: 已收到、已安排、处理中….</param>
internal sealed record WebhookCase(
    Guid Id,
    string? No,
    CaseState State,
    CaseState Before,
    int Sequence,
    string? Category,
    string? CategoryName,
    string Area,
    string? Unit,
    int Reports,
    Channel Channel,
    bool IsUrgent,
    DateTimeOffset? DueAt,
    string PublicState
);
