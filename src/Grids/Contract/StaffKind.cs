namespace Gezhi.Grids.Contract;

/// <summary>What somebody is in the staffing of an area, with an account or without. 岗席类别</summary>
public enum StaffKind
{
    /// <summary>街道分管领导: a post.</summary>
    StreetLead,

    /// <summary>社区书记: a post.</summary>
    Secretary,

    /// <summary>网格长: a post or a seat.</summary>
    GridLead,

    /// <summary>网格员: a post.</summary>
    Worker,

    /// <summary>微网格长: a post or a seat.</summary>
    MicroLead,

    /// <summary>社区民警 (一格一警): a seat.</summary>
    Police,

    /// <summary>人民调解员 (一格一民调): a seat.</summary>
    Mediator,

    /// <summary>楼栋长: a seat.</summary>
    BuildingChief,

    /// <summary>物业: a seat.</summary>
    Property,

    /// <summary>志愿服务队长: a seat.</summary>
    VolunteerLead,

    /// <summary>党代表: a seat.</summary>
    PartyDelegate,

    /// <summary>人大代表: a seat.</summary>
    Deputy,

    /// <summary>政协委员: a seat.</summary>
    Adviser,

    /// <summary>网格党支部: an organisation of the party chain.</summary>
    PartyBranch,

    /// <summary>微网格党小组: an organisation of the party chain.</summary>
    PartyGroup,
}
