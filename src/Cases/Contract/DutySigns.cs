namespace Gezhi.Cases.Contract;

/// <summary>What struck the machine on a duty. 在岗异常类别</summary>
public enum DutySignKind
{
    /// <summary>速度不可能: two points that nobody travels between in that time.</summary>
    TooFast,

    /// <summary>位置不动: points that are alike to the last decimal, for long.</summary>
    Frozen,

    /// <summary>间隔过于整齐: places checked in at the same minute, day after day.</summary>
    TooRegular,
}

/// <summary>Something on a duty that a person should look at. Says how far and how long, never where. 在岗异常</summary>
/// <param name="SubjectId">The duty, or the place of the plan: the same sign has the same one.</param>
/// <param name="AreaCode">Own area of the worker.</param>
/// <param name="At">UTC.</param>
/// <param name="UntilAt">UTC.</param>
/// <param name="Metres">Between the two points; 0 where nothing moved.</param>
/// <param name="Kmh">Speed that would have been needed; 0 where nothing moved.</param>
/// <param name="Count">Points, or days.</param>
public sealed record DutySign(
    DutySignKind Kind,
    Guid SubjectId,
    Guid AccountId,
    string AreaCode,
    DateTime At,
    DateTime UntilAt,
    double Metres,
    double Kmh,
    int Count
);

/// <summary>From where on something strikes. 在岗异常阈值</summary>
/// <param name="Kmh">Speed above which nobody travels in town.</param>
/// <param name="Metres">Shorter leaps are errors of the receiver.</param>
/// <param name="AlikePoints">So many points alike to the last decimal, one after the other.</param>
/// <param name="AlikeMinutes">Over at least so long.</param>
/// <param name="RegularDays">So many days in a row of visits.</param>
/// <param name="RegularSeconds">Within so many seconds of the day.</param>
public sealed record DutyLimits(double Kmh, double Metres, int AlikePoints, double AlikeMinutes, int RegularDays, double RegularSeconds);

/// <summary>Slot: what strikes on duties since then. Filled by the module of work on the ground; it opens the sealed points, nobody else sees them. 在岗异常插槽</summary>
/// <param name="since">UTC; never reaches farther back than tracks are kept.</param>
public delegate Task<IReadOnlyList<DutySign>> ReadDutySigns(DateTime since, DutyLimits limits, CancellationToken ct);
