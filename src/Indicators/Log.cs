using Microsoft.Extensions.Logging;

namespace Gezhi.Indicators;

/// <summary>What the module of figures logs: numbers. Event ids 9000–9099.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "Recount of district {District} found {Found} differences and put them right")]
    public static partial void Recounted(ILogger log, int district, int found);

    [LoggerMessage(9002, LogLevel.Information, "Month {Month} of district {District} is frozen: {Cases} cases, {Figures} figures")]
    public static partial void Frozen(ILogger log, int month, int district, int cases, int figures);
}
