using Microsoft.Extensions.Logging;

namespace Gezhi.Registry;

/// <summary>What the registry logs; ids and types, never what stands in a record. Event ids 8000–8099.</summary>
internal static partial class Log
{
    [LoggerMessage(
        8001,
        LogLevel.Error,
        "A file for the registry of district {District} failed: {Type}; it is tried again when its lease has ended."
    )]
    public static partial void ImportFailed(ILogger log, int district, string type);

    /// <summary>Where the time went: making ready and writing run beside each other, waiting is what the one lost to the other.</summary>
    [LoggerMessage(
        8002,
        LogLevel.Information,
        "File {Import}: {Rows} rows in {Total:F1} s; read {Read:F1} s, compared {Compare:F1} s, sealed and made into rows {Make:F1} s, waited for the writer {Wait:F1} s; written in {Write:F1} s."
    )]
    public static partial void ImportTook(
        ILogger log,
        Guid import,
        int rows,
        double total,
        double read,
        double compare,
        double make,
        double wait,
        double write
    );
}
