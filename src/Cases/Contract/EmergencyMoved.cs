using Gezhi.Platform.Outbox;

namespace Gezhi.Cases.Contract;

/// <summary>Told after everything that happens in an emergency; kind <see cref="Kind"/>, about the emergency. 警情动态事件</summary>
/// <param name="Change">What happened.</param>
/// <param name="IsDrill">An exercise: nothing leaves the house.</param>
public sealed record EmergencyMoved(EmergencyChange Change, bool IsDrill)
{
    /// <summary>Kind of the event in the outbox and the feed.</summary>
    public const string Kind = "cases.emergency";

    /// <summary>Reads it from the outbox. 读取</summary>
    /// <returns>Null when the event is of another kind.</returns>
    public static EmergencyMoved? Of(EventRow happened) => happened.Told<EmergencyMoved>(Kind);
}

/// <summary>What happened in an emergency. 警情变化</summary>
public enum EmergencyChange
{
    /// <summary>拉响.</summary>
    Raised,

    /// <summary>增援.</summary>
    CalledIn,

    /// <summary>再次提醒 those who have not answered.</summary>
    Reminded,

    /// <summary>有人应召、到场或离开.</summary>
    Answered,

    /// <summary>步骤、人数、快报、复盘.</summary>
    Went,

    /// <summary>解除或撤销.</summary>
    Ended,
}
