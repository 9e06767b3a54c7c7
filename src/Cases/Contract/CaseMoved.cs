using Gezhi.Platform.Outbox;

namespace Gezhi.Cases.Contract;

/// <summary>Told after every move of a case; kind <see cref="Kind"/>. 案件流转事件</summary>
/// <param name="Action">What was done.</param>
/// <param name="From">State before.</param>
/// <param name="To">State now.</param>
/// <param name="Sequence">Row of the timeline, from 1.</param>
/// <param name="Channel">Channel of the first report.</param>
public sealed record CaseMoved(CaseAction Action, CaseState From, CaseState To, int Sequence, Channel Channel)
{
    /// <summary>Kind of the event in the outbox and the feed.</summary>
    public const string Kind = "cases.moved";

    /// <summary>Reads it from the outbox. 读取</summary>
    /// <returns>Null when the event is of another kind.</returns>
    public static CaseMoved? Of(EventRow happened) => happened.Told<CaseMoved>(Kind);
}
