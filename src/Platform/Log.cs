using Microsoft.Extensions.Logging;

namespace Gezhi.Platform;

/// <summary>What the platform logs: decisions and edges, ids and types; never names, phones, addresses or free text. Event ids 1000–1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "Event pump of district {District} stumbled on {Failure}; it goes on")]
    public static partial void PumpFailed(ILogger log, int district, string failure);

    [LoggerMessage(1002, LogLevel.Warning, "Handler {Handler} failed on event {EventId}, attempt {Attempt}: {Failure}")]
    public static partial void DeliveryFailed(ILogger log, string handler, Guid eventId, int attempt, string failure);

    [LoggerMessage(1003, LogLevel.Warning, "Thumbnail of {Hash} failed, attempt {Attempt}: {Failure}")]
    public static partial void ThumbnailFailed(ILogger log, string hash, int attempt, string failure);

    [LoggerMessage(
        1004,
        LogLevel.Warning,
        "vipsthumbnail is not installed (Debian package libvips-tools): photos are kept and shown without thumbnails"
    )]
    public static partial void NoImageTool(ILogger log);

    [LoggerMessage(1005, LogLevel.Error, "Unhandled fault at {Route}")]
    public static partial void Fault(ILogger log, Exception exception, string route);

    [LoggerMessage(1006, LogLevel.Error, "{Loop} stumbled on {Failure}, {Failures} times in a row; tries again in {Pause}")]
    public static partial void LoopFailed(ILogger log, string loop, string failure, int failures, TimeSpan pause);

    [LoggerMessage(1007, LogLevel.Warning, "Timer {Kind} {TimerId} failed, attempt {Attempt}: {Failure}")]
    public static partial void TimerFailed(ILogger log, string kind, Guid timerId, int attempt, string failure);

    [LoggerMessage(1008, LogLevel.Warning, "The virus scanner cannot be asked (Scan:ClamAv): new files wait in quarantine")]
    public static partial void NoScanner(ILogger log);

    [LoggerMessage(1009, LogLevel.Warning, "File {Hash} is infected: its bytes were removed")]
    public static partial void Infected(ILogger log, string hash);

    [LoggerMessage(1010, LogLevel.Warning, "Outgoing post of district {District} by {Medium} stumbled on {Failure}; it goes on")]
    public static partial void PostFailed(ILogger log, int district, string medium, string failure);

    [LoggerMessage(1011, LogLevel.Warning, "{Medium} {ParcelId} was not taken, attempt {Attempt}: {Failure}")]
    public static partial void ParcelFailed(ILogger log, string medium, Guid parcelId, int attempt, string failure);
}
