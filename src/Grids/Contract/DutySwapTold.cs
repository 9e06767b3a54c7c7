using Gezhi.Platform.Outbox;

namespace Gezhi.Grids.Contract;

/// <summary>Somebody was asked to take a turn of duty, or answered: the event's subject is the swap. 换班已告知</summary>
/// <param name="ToAccountId">Who has to know it.</param>
/// <param name="ByAccountId">Who asked, or answered.</param>
/// <param name="BeginsAt">UTC; beginning of the turn.</param>
/// <param name="IsAgreed">Null while it is a question.</param>
public sealed record DutySwapTold(Guid ToAccountId, Guid ByAccountId, DateTime BeginsAt, bool? IsAgreed)
{
    /// <summary>Kind of the event in the outbox and the feed.</summary>
    public const string Kind = "grids.duty-swap";

    /// <summary>Reads it from the outbox. 读取</summary>
    /// <returns>Null when the event is of another kind.</returns>
    public static DutySwapTold? Of(EventRow happened) => happened.Told<DutySwapTold>(Kind);
}
