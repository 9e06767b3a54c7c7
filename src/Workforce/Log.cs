using Microsoft.Extensions.Logging;

namespace Gezhi.Workforce;

/// <summary>What the module logs: numbers. Event ids 9100–9199.</summary>
internal static partial class Log
{
    [LoggerMessage(9101, LogLevel.Information, "Evaluation of month {Month} of district {District} is reckoned: {Results} results")]
    public static partial void Reckoned(ILogger log, int month, int district, int results);
}
