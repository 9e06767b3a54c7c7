using Microsoft.Extensions.Logging;

namespace Gezhi.Field;

/// <summary>What the field module logs: ids and kinds. Event ids 6000–6999.</summary>
internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Error, "Entry {EntryId} of kind {Kind} failed: {Failure}; it stays in the queue of its device")]
    public static partial void EntryFailed(ILogger log, Guid entryId, string kind, string failure);

    [LoggerMessage(6002, LogLevel.Information, "{Files} unfinished uploads and {Places} places of entries were old and went")]
    public static partial void Tidied(ILogger log, int files, int places);

    [LoggerMessage(
        6011,
        LogLevel.Information,
        "{Refused} doors that said no hold nothing more, {Cleared} doors of ended campaigns and {Gone} old rows went"
    )]
    public static partial void VisitsTidied(ILogger log, int refused, int cleared, int gone);
}
