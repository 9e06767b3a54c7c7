namespace Gezhi.Cases.Units;

/// <summary>Parts of a unit's worklist. 台账分类</summary>
public enum WorkTab
{
    /// <summary>待接单.</summary>
    ToAccept,

    /// <summary>处置中, shelved ones among them.</summary>
    Handling,

    /// <summary>待核查: handed in, not closed yet.</summary>
    ToCheck,

    /// <summary>协办: another unit leads.</summary>
    Helping,

    /// <summary>已办: closed within the last 90 days.</summary>
    Done,

    /// <summary>退回: sent back by the unit within the last 90 days.</summary>
    Returned,
}
