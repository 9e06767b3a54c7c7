namespace Gezhi.Cases.Contract;

/// <summary>Where a case stands. 案件状态</summary>
public enum CaseState
{
    /// <summary>已上报, waits for the intake operator.</summary>
    Reported,

    /// <summary>已核实: somebody looked, it is true.</summary>
    Confirmed,

    /// <summary>已立案: it has a number and waits for a unit.</summary>
    Filed,

    /// <summary>已派遣: a unit has it and has not yet accepted.</summary>
    Dispatched,

    /// <summary>处置中.</summary>
    Handling,

    /// <summary>挂账: the clock stands still, by approval and until a date.</summary>
    Shelved,

    /// <summary>已处置, waits for the check.</summary>
    Handled,

    /// <summary>核查通过, waits for the answer to the reporters.</summary>
    Checked,

    /// <summary>已结案.</summary>
    Closed,

    /// <summary>不予受理, with reason and legal channel.</summary>
    Declined,

    /// <summary>已撤回 by the reporter.</summary>
    Withdrawn,

    /// <summary>已转办 to 110/119/120 or another system.</summary>
    Transferred,

    /// <summary>已并单: its report follows another case.</summary>
    Joined,

    /// <summary>已作废, by two persons.</summary>
    Void,
}
