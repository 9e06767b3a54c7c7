namespace Gezhi.Platform.Actors;

/// <summary>What a post (岗位) is for. 角色</summary>
public enum Role
{
    /// <summary>受理员: reads what comes in, files or declines, closes.</summary>
    Operator,

    /// <summary>值班长: leads the shift, reopens, voids as second person.</summary>
    ShiftLeader,

    /// <summary>派遣员: decides which unit answers for a case.</summary>
    Dispatcher,

    /// <summary>网格员 or 微网格长: confirms, handles and solves on the spot inside own grids.</summary>
    GridWorker,

    /// <summary>网格长: leads one grid, sees and urges its matters; does no work under the name of a unit.</summary>
    GridLead,

    /// <summary>核查员: looks whether it is done; never the one who did it.</summary>
    Checker,

    /// <summary>处置部门经办人: the worklist of one unit.</summary>
    Handler,

    /// <summary>社区书记: sees and urges everything of one community.</summary>
    CommunitySecretary,

    /// <summary>领导: sees, supervises, writes instructions.</summary>
    Leader,

    /// <summary>系统管理员: accounts and configuration; sees no cases and no audit.</summary>
    SystemAdmin,

    /// <summary>安全管理员: posts and permissions.</summary>
    SecurityAdmin,

    /// <summary>审计管理员: reads the audit trail, nothing else.</summary>
    AuditAdmin,

    /// <summary>社区民警: of a police post; opens only the matters it is called to, never the registry.</summary>
    Police,

    /// <summary>人民调解员: of a mediation committee; opens only the matters it is called to, never the registry.</summary>
    Mediator,
}
