using Gezhi.Platform.Notify;

namespace Gezhi.Cases.Messages;

/// <summary>What of the cases staff can have sent to them. 可外发的消息</summary>
internal static class NoticeKinds
{
    private static readonly HashSet<MessageKind> Urgent =
    [
        MessageKind.OrderGiven,
        MessageKind.OrderLate,
        MessageKind.ApprovalAsked,
        MessageKind.ClimbCalled,
    ];

    private static readonly Dictionary<MessageKind, NoticeKind> ByKind = Enum.GetValues<MessageKind>()
        .ToDictionary(k => k, k => new NoticeKind($"cases.{k}", T => new MessageWords(T).Kind(k), Urgent.Contains(k), 10 + (int)k));

    /// <summary>You are called in an emergency.</summary>
    public static NoticeKind Alarm { get; } = new("cases.Alarm", T => T["警报呼叫"], true, 0);

    public static IEnumerable<NoticeKind> All => ByKind.Values.Prepend(Alarm);

    public static NoticeKind Of(MessageKind kind) => ByKind[kind];
}
