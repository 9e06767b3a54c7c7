namespace Gezhi.Platform.Actors;

/// <summary>One thing a person may do; where they may do it comes from the post. 权限</summary>
public enum Permission
{
    SeeCases,
    SeeContact,

    /// <summary>联系反映人：one reporter's phone at a time, of a task of one's own, for a purpose; never a list.</summary>
    CallReporter,
    TakeReport,
    File,
    Dispatch,
    Confirm,
    Handle,
    SolveOnSpot,
    Check,
    Close,
    Reopen,
    Void,
    Supervise,
    SeeStaffing,

    /// <summary>拟订权责清单: drafts rules and keeps the register of places in between.</summary>
    KeepRules,

    /// <summary>审批权责清单: lets another person's draft come into force.</summary>
    ApproveRules,

    /// <summary>裁决管理空白: says who answers where no rule does.</summary>
    Arbitrate,

    /// <summary>维护时限：立案条件、环节时限、升级阶梯、工作日历、类别。</summary>
    KeepDeadlines,

    /// <summary>维护答复：答复模板、法定渠道、行话.</summary>
    KeepAnswers,

    /// <summary>登记席位、党组织、网格八定、协同方案.</summary>
    KeepStaffing,
    ManageGrids,
    ManageAccounts,
    ManagePosts,
    ReadAudit,
    SeeOperations,

    /// <summary>拉响警报: raise an emergency.</summary>
    RaiseAlarm,

    /// <summary>解除警报: give the all-clear, call off, command.</summary>
    ClearAlarm,

    /// <summary>维护值守: rosters, plans, groups, stock.</summary>
    KeepReadiness,

    /// <summary>查阅台账: searches and opens the registry of own areas, fields masked.</summary>
    SeeRegistry,

    /// <summary>维护台账: adds, mends and confirms records of own areas, and opens single fields for a purpose.</summary>
    KeepRegistry,

    /// <summary>查看检查: reads inspections, hazards and special campaigns of own areas.</summary>
    SeeInspections,

    /// <summary>现场检查: inspects and re-inspects in own areas.</summary>
    Inspect,

    /// <summary>组织检查: starts special campaigns in own areas; with a post of the whole district also writes and approves checklists.</summary>
    KeepInspections,

    /// <summary>组织走访: starts visit campaigns, arranges home service, approves what a verification proposes, in own areas.</summary>
    LeadVisits,

    /// <summary>答复个人信息请求: what residents ask about the data kept of them, district-wide.</summary>
    AnswerDataRequests,

    /// <summary>拟订考核办法: drafts schemes of evaluation, district-wide.</summary>
    KeepEvaluation,

    /// <summary>裁决考核: lets another person's scheme come into force, decides appeals, leaves cases out with a reason, in own areas.</summary>
    DecideEvaluation,

    /// <summary>审批导出: decides whether a colleague's list may leave the registry of own areas.</summary>
    ApproveExports,

    /// <summary>签发报表: remarks on reports of own areas, releases them, saves topics.</summary>
    ReleaseReports,

    /// <summary>判断诚信线索：reads what integrity rules flagged in own areas and decides, never about oneself.</summary>
    JudgeIntegrity,

    /// <summary>组织会商：召集联席会议、攻坚项目和接待，签发纪要，核对议定事项, in own areas.</summary>
    HoldMeetings,

    /// <summary>组织议事: leads owners' votes and topics of own areas.</summary>
    LeadCouncil,

    /// <summary>登记选票: enters paper ballots and those of the carried box, in own areas and for votes that hold them.</summary>
    TakeBallots,

    /// <summary>人民调解: mediates for a committee; which dossiers that opens says the committee's register, never the role.</summary>
    Mediate,

    /// <summary>组织活动: plans festivals and activities of own areas, lets people in, answers for the result.</summary>
    KeepActivities,

    /// <summary>慈善基金和困难救助：money in and out, by two persons.</summary>
    KeepFunds,
}

/// <summary>Which role may do what. 角色权限表</summary>
/// <remarks>The three administrators are kept apart (三员分立): none of them can do and hide.</remarks>
public static class RolePermissions
{
    private static readonly Dictionary<Role, Permission[]> Table = new()
    {
        [Role.Operator] =
        [
            Permission.SeeCases,
            Permission.SeeContact,
            Permission.TakeReport,
            Permission.File,
            Permission.Close,
            Permission.SeeStaffing,
            Permission.RaiseAlarm,
            Permission.SeeInspections,
        ],
        [Role.ShiftLeader] =
        [
            Permission.SeeCases,
            Permission.SeeContact,
            Permission.TakeReport,
            Permission.File,
            Permission.Close,
            Permission.Reopen,
            Permission.Void,
            Permission.Supervise,
            Permission.SeeStaffing,
            Permission.KeepRules,
            Permission.ApproveRules,
            Permission.Arbitrate,
            Permission.KeepDeadlines,
            Permission.KeepAnswers,
            Permission.RaiseAlarm,
            Permission.ClearAlarm,
            Permission.KeepReadiness,
            Permission.SeeInspections,
            Permission.KeepInspections,
            Permission.AnswerDataRequests,
            Permission.KeepEvaluation,
            Permission.DecideEvaluation,
            Permission.ReleaseReports,
            Permission.HoldMeetings,
        ],
        [Role.Dispatcher] =
        [
            Permission.SeeCases,
            Permission.Dispatch,
            Permission.Supervise,
            Permission.SeeStaffing,
            Permission.KeepRules,
            Permission.RaiseAlarm,
            Permission.SeeInspections,
            Permission.HoldMeetings,
        ],
        [Role.GridWorker] =
        [
            Permission.SeeCases,
            Permission.TakeReport,
            Permission.CallReporter,
            Permission.Confirm,
            Permission.Handle,
            Permission.SolveOnSpot,
            Permission.RaiseAlarm,
            Permission.SeeRegistry,
            Permission.KeepRegistry,
            Permission.SeeInspections,
            Permission.Inspect,
            Permission.TakeBallots,
        ],
        [Role.GridLead] =
        [
            Permission.SeeCases,
            Permission.Supervise,
            Permission.SeeStaffing,
            Permission.RaiseAlarm,
            Permission.SeeRegistry,
            Permission.KeepRegistry,
            Permission.SeeInspections,
            Permission.Inspect,
            Permission.LeadVisits,
            Permission.ApproveExports,
            Permission.TakeBallots,
            Permission.KeepActivities,
        ],
        [Role.Checker] = [Permission.SeeCases, Permission.Check],
        [Role.Handler] = [Permission.SeeCases, Permission.Handle],
        [Role.Police] = [Permission.SeeCases, Permission.Handle],
        [Role.Mediator] = [Permission.SeeCases, Permission.Handle, Permission.Mediate],
        [Role.CommunitySecretary] =
        [
            Permission.SeeCases,
            Permission.TakeReport,
            Permission.Supervise,
            Permission.SeeStaffing,
            Permission.KeepStaffing,
            Permission.RaiseAlarm,
            Permission.ClearAlarm,
            Permission.KeepReadiness,
            Permission.SeeRegistry,
            Permission.KeepRegistry,
            Permission.SeeInspections,
            Permission.Inspect,
            Permission.KeepInspections,
            Permission.LeadVisits,
            Permission.ApproveExports,
            Permission.ReleaseReports,
            Permission.HoldMeetings,
            Permission.LeadCouncil,
            Permission.TakeBallots,
            Permission.KeepActivities,
            Permission.KeepFunds,
        ],
        [Role.Leader] =
        [
            Permission.SeeCases,
            Permission.Supervise,
            Permission.SeeStaffing,
            Permission.KeepStaffing,
            Permission.ApproveRules,
            Permission.Arbitrate,
            Permission.RaiseAlarm,
            Permission.ClearAlarm,
            Permission.KeepReadiness,
            Permission.SeeInspections,
            Permission.KeepInspections,
            Permission.KeepEvaluation,
            Permission.DecideEvaluation,
            Permission.ReleaseReports,
            Permission.JudgeIntegrity,
            Permission.HoldMeetings,
            Permission.LeadCouncil,
            Permission.KeepActivities,
            Permission.KeepFunds,
        ],
        [Role.SystemAdmin] = [Permission.ManageAccounts, Permission.ManageGrids, Permission.SeeOperations],
        [Role.SecurityAdmin] = [Permission.ManagePosts],
        [Role.AuditAdmin] = [Permission.ReadAudit],
    };

    /// <summary>The permissions of a role; the order says nothing.</summary>
    public static IReadOnlyList<Permission> Of(Role role) => Table[role];

    /// <summary>Whether the role holds the permission.</summary>
    public static bool Has(Role role, Permission permission) => Array.IndexOf(Table[role], permission) >= 0;
}
