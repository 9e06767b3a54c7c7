namespace Gezhi.Indicators.Definitions;

/// <summary>What can be said of a case, one bit each; every figure is made of them. 标记</summary>
/// <remarks>Kept in rows: a bit never changes its meaning, a new one takes the next place.</remarks>
[Flags]
#pragma warning disable CA1028 // more than 32 of them
public enum Mark : long
#pragma warning restore CA1028
{
    /// <summary>Every case.</summary>
    None = 0,

    /// <summary>已立案: it was filed and counts: neither void nor joined to another.</summary>
    Filed = 1L << 0,

    /// <summary>曾立案: it was filed, whatever became of it.</summary>
    EverFiled = 1L << 1,

    /// <summary>未作废: it was filed and is not void.</summary>
    NotVoid = 1L << 2,

    /// <summary>网格自采: found by a worker on patrol or on a visit.</summary>
    ByWorker = 1L << 3,

    /// <summary>公众诉求: said by the public in whatever channel.</summary>
    ByPublic = 1L << 4,

    /// <summary>挂账中.</summary>
    Shelved = 1L << 5,

    /// <summary>已结案.</summary>
    Closed = 1L << 6,

    /// <summary>应结案: filed, not shelved, and closed or past its deadline.</summary>
    Due = 1L << 7,

    /// <summary>按期结案: closed, handed in before its deadline.</summary>
    ClosedOnTime = 1L << 8,

    /// <summary>严格应结案: filed, and closed or past the deadline as first set; shelved cases too.</summary>
    StrictDue = 1L << 9,

    /// <summary>严格按期结案: closed, handed in before the deadline as first set.</summary>
    StrictOnTime = 1L << 10,

    /// <summary>超期未结: open, not shelved, past its deadline.</summary>
    LateOpen = 1L << 11,

    /// <summary>已派遣: filed and sent to a unit at least once; what was solved on the spot was never sent.</summary>
    Dispatched = 1L << 12,

    /// <summary>应派遣: filed, and dispatched or past the limit for it.</summary>
    DispatchDue = 1L << 13,

    /// <summary>按时派遣.</summary>
    DispatchedOnTime = 1L << 14,

    /// <summary>准确派遣: dispatched and never sent back as not ours.</summary>
    DispatchedRight = 1L << 15,

    /// <summary>退单.</summary>
    Returned = 1L << 16,

    /// <summary>返工.</summary>
    Reworked = 1L << 17,

    /// <summary>曾结案: closed at least once.</summary>
    EverClosed = 1L << 18,

    /// <summary>重办: closed and opened again.</summary>
    Reopened = 1L << 19,

    /// <summary>经受理立案: filed by an operator or a rule, not solved on the spot.</summary>
    FilingDue = 1L << 20,

    /// <summary>按时立案.</summary>
    FiledOnTime = 1L << 21,

    /// <summary>应核实: the worker was asked, and has answered or is past the limit.</summary>
    ConfirmDue = 1L << 22,

    /// <summary>按时核实.</summary>
    ConfirmedOnTime = 1L << 23,

    /// <summary>应核查: handed in, and checked or past the limit.</summary>
    CheckDue = 1L << 24,

    /// <summary>按时核查.</summary>
    CheckedOnTime = 1L << 25,

    /// <summary>自行处置: solved on the spot.</summary>
    SolvedOnSpot = 1L << 26,

    /// <summary>已评价: at least one reporter rated.</summary>
    Rated = 1L << 27,

    /// <summary>满意: of those who rated, the mean is four stars or more.</summary>
    Satisfied = 1L << 28,

    /// <summary>公众认为已解决: of those who rated, everybody says that it is solved.</summary>
    Solved = 1L << 29,

    /// <summary>格内办结: closed without leaving the grid.</summary>
    InGrid = 1L << 30,

    /// <summary>社区及以下办结.</summary>
    InCommunity = 1L << 31,

    /// <summary>街道及以下办结.</summary>
    InStreet = 1L << 32,

    /// <summary>已首次答复.</summary>
    Answered = 1L << 33,

    /// <summary>已到场.</summary>
    Arrived = 1L << 34,

    /// <summary>已交办理结果: handed in and not sent back for rework.</summary>
    HandedIn = 1L << 35,

    /// <summary>夜间上报: reported between 20:00 and 6:00 by the local clock.</summary>
    AtNight = 1L << 36,

    /// <summary>网格承办: led by a community or a response group, whose work the workers of the grids do.</summary>
    OnGround = 1L << 37,

    /// <summary>应考核: it was closed, or its limit as first set ran out; it never leaves the account again, whatever becomes of it.</summary>
    InAccount = 1L << 38,

    /// <summary>曾超原定时限: nothing was handed in when the limit as first set ran out; said once, for good.</summary>
    PastLimit = 1L << 39,

    /// <summary>考核按期: closed, and never past the limit as first set.</summary>
    AccountOnTime = 1L << 40,

    /// <summary>应评质量: in the account, or sent back for rework, or opened again.</summary>
    InQuality = 1L << 41,

    /// <summary>一次办好: closed, never sent back for rework, never opened again.</summary>
    WellDone = 1L << 42,

    /// <summary>应派遣（考核）: filed, and dispatched or past the limit for it, void or not.</summary>
    DispatchAccount = 1L << 43,

    /// <summary>按时派遣（考核）.</summary>
    DispatchAccountOnTime = 1L << 44,

    /// <summary>主动发现: the earliest of its reports came from a patrol, a visit, an inspection, a camera or a sensor.</summary>
    FoundFirst = 1L << 45,

    /// <summary>先后已判: somebody has looked who was first; what was frozen before that was asked has no such mark.</summary>
    FirstKnown = 1L << 46,
}

/// <summary>Amounts that a case brings along; sums of them are kept beside the counts. 计量</summary>
public enum Measure
{
    /// <summary>Nothing but the case itself.</summary>
    None,

    /// <summary>首次答复用时, minutes by the wall clock.</summary>
    FirstAnswer,

    /// <summary>派遣用时, minutes by the wall clock.</summary>
    Dispatch,

    /// <summary>到场用时, minutes by the wall clock.</summary>
    Arrival,

    /// <summary>处置用时, minutes by the wall clock.</summary>
    Handling,

    /// <summary>处置工作用时, working minutes of the unit.</summary>
    Working,

    /// <summary>星数.</summary>
    Stars,
}

/// <summary>By which of its days a case belongs to a period. 归属日</summary>
public enum Basis
{
    /// <summary>上报日.</summary>
    Reported,

    /// <summary>立案日: of the first filing.</summary>
    Filed,

    /// <summary>结案日.</summary>
    Closed,
}
