using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Channels;

/// <summary>What a channel's wire says and how its answers are written. One file a channel; found by itself. 渠道适配</summary>
internal abstract class ChannelAdapter
{
    protected const long Megabyte = 1 << 20;

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false), new InstantJson() },
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        MaxDepth = 16,
    };

    public abstract Channel Channel { get; }

    /// <summary>Its part of the address: <c>/api/channels/{Path}/reports</c>.</summary>
    public abstract string Path { get; }

    /// <summary>Longest body, bytes; more is answered 413.</summary>
    public virtual long LongestBody => 2 * Megabyte;

    /// <summary>What was said, as a report.</summary>
    /// <param name="request">The body is read again from its beginning.</param>
    /// <exception cref="InvalidInput">The body or a field cannot be used.</exception>
    public abstract Task<SourceSaid> Read(HttpRequest request, Source source, CancellationToken ct);

    /// <summary>An answer as this channel's partner reads it.</summary>
    public virtual object Write(StepTold told) => told;

    /// <summary>The body as JSON of one shape.</summary>
    /// <exception cref="InvalidInput"><c>input.unreadable</c>.</exception>
    protected static async Task<T> Json<T>(HttpRequest request, CancellationToken ct)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Reading, ct) ?? throw new InvalidInput("", "input.unreadable");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or NotSupportedException)
        {
            throw new InvalidInput("", "input.unreadable");
        }
    }

    /// <summary>JSON that stands in a field of a form.</summary>
    /// <exception cref="InvalidInput"><c>input.unreadable</c>.</exception>
    protected static T FromText<T>(string json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Reading) ?? throw new InvalidInput("", "input.unreadable");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or NotSupportedException)
        {
            throw new InvalidInput("", "input.unreadable");
        }
    }

    /// <summary>The system's own number, which every push must carry.</summary>
    /// <exception cref="InvalidInput"><c>source.no-needed</c>.</exception>
    protected static string Number(string field, string? no) =>
        string.IsNullOrWhiteSpace(no) ? throw new InvalidInput(field, "source.no-needed") : no;

    /// <summary>Title and content in one text, each once.</summary>
    protected static string Words(params string?[] parts) =>
        string.Join('\n', parts.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => p!.Trim()).Distinct(StringComparer.Ordinal));
}

/// <summary>One thing that a connected system said.</summary>
/// <param name="Report">As a report.</param>
/// <param name="Files">Photos, videos, voice notes.</param>
/// <param name="Device">Of a sensor: what keeps repeated alarms together; null for the others.</param>
internal sealed record SourceSaid(SourceReport Report, IReadOnlyList<IncomingFile> Files, DeviceSaid? Device = null);

/// <summary>A step as it is told to a connected system; the same event may come twice and has the same id then. 进展告知</summary>
/// <param name="Event">Id of the event.</param>
/// <param name="No">The system's own number; null when it gave none.</param>
/// <param name="ReceiptNo">Ours.</param>
/// <param name="Action">What was done, a stable word of the life cycle: File, Dispatch, Close, Decline…</param>
/// <param name="State">Public word of the state: received, arranged, inProgress, done, declined, passedOn, joined.</param>
/// <param name="Text">In plain words, as residents read it.</param>
/// <param name="At">UTC; when it was done.</param>
/// <param name="IsFinal">Nothing follows unless it is reopened.</param>
internal sealed record StepTold(
    Guid Event,
    string? No,
    string ReceiptNo,
    string Action,
    string State,
    string Text,
    DateTime At,
    bool IsFinal
);
