using Microsoft.Extensions.Localization;

namespace Gezhi.Platform.Notify;

/// <summary>One kind of thing staff are told of; modules register theirs. 通知类别</summary>
/// <param name="Key">Stable, dotted: <c>cases.OrderGiven</c>.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="IsUrgent">Breaks through quiet hours; sent at once unless the person chose otherwise.</param>
/// <param name="Order">From top to bottom.</param>
public sealed record NoticeKind(string Key, Func<IStringLocalizer, string> Name, bool IsUrgent, int Order)
{
    /// <summary>Choice of a person who chose nothing.</summary>
    public NoticeWhen Usual => IsUrgent ? NoticeWhen.AtOnce : NoticeWhen.Digest;
}

/// <summary>When something also leaves the house. 外发方式</summary>
public enum NoticeWhen
{
    /// <summary>只在系统内: only where one works.</summary>
    InApp,

    /// <summary>马上发.</summary>
    AtOnce,

    /// <summary>每天汇总.</summary>
    Digest,
}
