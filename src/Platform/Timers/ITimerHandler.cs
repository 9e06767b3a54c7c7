using Gezhi.Platform.Data;

namespace Gezhi.Platform.Timers;

/// <summary>Does what a timer was set for. Registered as scoped: it shares the database of the call. 定时处理</summary>
public interface ITimerHandler
{
    /// <summary>The kind of timers it answers to; stable, it stands in the rows.</summary>
    string Kind { get; }

    /// <summary>Does what is due, when it still is: looks at the subject first, because plans change and clocks are wrong.</summary>
    /// <param name="timer">What was set; the handler does not change it.</param>
    /// <param name="db">Inside a transaction; what is added here is saved together with the mark that it is done. May be saved by the handler too.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="Exception">Anything: nothing is kept, the timer is tried again later.</exception>
    Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct);
}
