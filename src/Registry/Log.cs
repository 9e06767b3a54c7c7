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
}
