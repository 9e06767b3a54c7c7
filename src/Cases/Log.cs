using Microsoft.Extensions.Logging;

namespace Gezhi.Cases;

/// <summary>What the cases module logs; ids and types, never names, phones, addresses or free text. Event ids 3000–3999.</summary>
internal static partial class Log
{
    [LoggerMessage(
        3001,
        LogLevel.Warning,
        "No message sender is configured (Messages:Sender): what reporters would be told is kept as not sent. Said once."
    )]
    public static partial void NoSender(ILogger log);

    [LoggerMessage(3002, LogLevel.Error, "Trial {TrialId} of rules in district {District} failed: {Type}; it is not run again.")]
    public static partial void TrialFailed(ILogger log, int district, Guid trialId, string type);

    [LoggerMessage(3003, LogLevel.Error, "Trials of rules in district {District} failed: {Type}; the next round tries again.")]
    public static partial void TrialsFailed(ILogger log, int district, string type);

    [LoggerMessage(
        3004,
        LogLevel.Warning,
        "What was learnt ({Name}) of district {District} cannot be read ({Failure}); it is learnt again"
    )]
    public static partial void ModelUnreadable(ILogger log, string name, int district, string failure);

    [LoggerMessage(
        3005,
        LogLevel.Error,
        "A file being imported in district {District} failed: {Type}; it is tried again when its lease has ended."
    )]
    public static partial void ImportFailed(ILogger log, int district, string type);
}
