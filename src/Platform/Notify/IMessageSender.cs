namespace Gezhi.Platform.Notify;

/// <summary>Carries short messages out of the house: codes, answers to reporters, what staff asked to hear of. 消息发送</summary>
/// <remarks>A city registers its own sender (SMS gateway, official account) before <c>AddMessages</c>, or describes it in the configuration.</remarks>
public interface IMessageSender
{
    /// <summary>False: nothing is configured, and who depends on it says so instead of waiting.</summary>
    bool IsReady { get; }

    /// <summary>Whether messages of this medium (<see cref="Media"/>) go anywhere.</summary>
    bool Carries(string medium) => IsReady;

    /// <summary>Whether the gateway knows a message by its id, so that the same one handed over twice arrives once.</summary>
    bool KnowsIds(string medium) => false;

    /// <summary>Hands one message over; at least once, not necessarily delivered when the task ends.</summary>
    /// <param name="channel">How, e.g. <c>sms</c>.</param>
    /// <param name="address">Phone or other address; personal data, never logged.</param>
    /// <param name="text">Plain text in the reader's language.</param>
    /// <exception cref="MessageNotSent">The gateway did not take it; may be tried again.</exception>
    Task Send(string channel, string address, string text, CancellationToken ct);

    /// <summary>The same with an id that stays when it is tried again, and a heading where the medium has one.</summary>
    /// <exception cref="MessageNotSent">The gateway did not take it.</exception>
    Task Send(Outgoing message, CancellationToken ct) => Send(message.Medium, message.Address, message.Text, ct);
}

/// <summary>One message on its way. 待发消息</summary>
/// <param name="Id">Stays the same when it is tried again.</param>
/// <param name="Medium">One of <see cref="Media"/>.</param>
/// <param name="Address">Phone, mail address or other; personal data, never logged.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Title">Heading where the medium has one (e-mail, notification of a browser).</param>
public sealed record Outgoing(Guid Id, string Medium, string Address, string Text, string Title);

/// <summary>Ways out of the house. 消息渠道</summary>
public static class Media
{
    public const string Sms = "sms";
    public const string Email = "email";

    /// <summary>企业微信 or an official account; the address is the id of the person there.</summary>
    public const string WeChat = "wechat";

    /// <summary>Notification of a browser; the address is a device, see <see cref="PushKeys"/>.</summary>
    public const string Push = "push";

    /// <summary>What takes an address a person types, in this order.</summary>
    public static IReadOnlyList<string> All { get; } = [Sms, Email, WeChat];
}

/// <summary>The message was not handed over. 消息未发出</summary>
/// <param name="reason">Short and without personal data: it is kept and shown to the administrator.</param>
public sealed class MessageNotSent(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>Trying again would end the same: the address does not exist, the receiver refuses for good.</summary>
    public bool IsFinal { get; init; }
}
