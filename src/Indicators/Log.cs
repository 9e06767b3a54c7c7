using Microsoft.Extensions.Logging;

namespace Gezhi.Indicators;

/// <summary>What the module of figures logs: numbers. Event ids 9000–9099.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "Recount of district {District} found {Found} differences and put them right")]
    public static partial void Recounted(ILogger log, int district, int found);

    [LoggerMessage(9002, LogLevel.Information, "Month {Month} of district {District} is frozen: {Cases} cases, {Figures} figures")]
    public static partial void Frozen(ILogger log, int month, int district, int cases, int figures);

    [LoggerMessage(9003, LogLevel.Error, "Run {Run} of a scenario in district {District} failed: {Type}")]
    public static partial void RunFailed(ILogger log, int district, Guid run, string type);

    [LoggerMessage(9004, LogLevel.Information, "Integrity rules in district {District}: {Found} new findings")]
    public static partial void Searched(ILogger log, int district, int found);
}
