namespace Gezhi.Platform.Notify;

/// <summary>Carries short messages out of the house: codes, answers to reporters. 消息发送</summary>
/// <remarks>A city registers its own sender (SMS gateway, official account) before <c>AddMessages</c>.</remarks>
public interface IMessageSender
{
    /// <summary>False: nothing is configured, and who depends on it says so instead of waiting.</summary>
    bool IsReady { get; }

    /// <summary>Hands one message over; at least once, not necessarily delivered when the task ends.</summary>
    /// <param name="channel">How, e.g. <c>sms</c>.</param>
    /// <param name="address">Phone or other address; personal data, never logged.</param>
    /// <param name="text">Plain text in the reader's language.</param>
    /// <exception cref="MessageNotSent">The gateway did not take it; may be tried again.</exception>
    Task Send(string channel, string address, string text, CancellationToken ct);
}

/// <summary>The message was not handed over. 消息未发出</summary>
public sealed class MessageNotSent(string reason, Exception? inner = null) : Exception(reason, inner);
