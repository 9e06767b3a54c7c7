namespace Gezhi.Cases.Contract;

/// <summary>What is counted this second: open cases by what they wait for, and what came and went today. 实时指标</summary>
/// <remarks>The condition behind each stands in one place, which the queue, lists, interfaces and the wall ask alike; words and sources stand in the register of figures.</remarks>
public enum LiveKey
{
    /// <summary>未结.</summary>
    Open,

    /// <summary>待受理.</summary>
    New,

    /// <summary>待派遣.</summary>
    ToDispatch,

    /// <summary>处置中.</summary>
    Doing,

    /// <summary>待核查、待结案.</summary>
    ToCheck,

    /// <summary>挂账.</summary>
    Shelved,

    /// <summary>1 小时内到期.</summary>
    Soon,

    /// <summary>已超时.</summary>
    Late,

    /// <summary>紧急未结.</summary>
    Urgent,

    /// <summary>退单两次以上未结.</summary>
    SentBack,

    /// <summary>今日上报.</summary>
    ReportedToday,

    /// <summary>今日受理.</summary>
    FiledToday,

    /// <summary>今日办结.</summary>
    ClosedToday,
}

/// <summary>What became of a case so far. 去向</summary>
public enum LiveOutcome
{
    /// <summary>按时办结.</summary>
    DoneOnTime,

    /// <summary>办理中, in time.</summary>
    Doing,

    /// <summary>超时, done or not.</summary>
    Late,

    /// <summary>作废、并案 and whatever else ended without work.</summary>
    Ended,
}
