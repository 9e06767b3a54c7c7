namespace Gezhi.Mediation.Disputes;

/// <summary>Where a dispute stands. 纠纷状态</summary>
public enum DisputeState
{
    /// <summary>待审查: applied for or found; the committee looks whether it may take it.</summary>
    Applied,

    /// <summary>已受理: taken; the 30 days run.</summary>
    Accepted,

    /// <summary>调解中: the first session was held.</summary>
    Mediating,

    /// <summary>已达成协议: an agreement holds and is being performed.</summary>
    Agreed,

    /// <summary>已结案: ended with a reason.</summary>
    Ended,

    /// <summary>已归档: the dossier is bound; nothing changes any more.</summary>
    Archived,
}

/// <summary>How it ended. 结案方式</summary>
public enum DisputeEnding
{
    /// <summary>不予受理: the law gives it to others.</summary>
    NotTaken,

    /// <summary>当事人撤回.</summary>
    Withdrawn,

    /// <summary>一方不同意调解.</summary>
    PartyRefuses,

    /// <summary>调解不成: no agreement; other legal ways were explained.</summary>
    Failed,

    /// <summary>移送有关部门: it threatened to get worse.</summary>
    HandedOn,

    /// <summary>当事人联系不上、死亡或者终止: there is nobody left to mediate with.</summary>
    PartyGone,

    /// <summary>协议履行完毕.</summary>
    Fulfilled,

    /// <summary>协议未履行: the parties were told of the court.</summary>
    Unfulfilled,
}

/// <summary>What can be done with a dispute. 纠纷动作</summary>
public enum DisputeAction
{
    Apply,
    Accept,
    Refuse,
    Appoint,
    JoinMediator,
    ReleaseMediator,
    DeclareConflict,
    ClearConflict,
    AddParty,
    SeeIdentity,
    GiveNotice,
    Investigate,
    MeetApart,
    MeetTogether,
    Correct,
    KeepScan,
    DropScan,
    AdmitHelper,
    ReleaseHelper,
    SetRisk,
    AnswerRisk,
    Extend,
    Draft,
    Sign,
    Fulfil,
    GoToCourt,
    FollowUp,
    End,
    Withdraw,
    Archive,
}

/// <summary>The life of a dispute, as a table. 纠纷流转</summary>
public static class DisputeFlow
{
    private static readonly DisputeState[] Open =
    [
        DisputeState.Applied,
        DisputeState.Accepted,
        DisputeState.Mediating,
        DisputeState.Agreed,
    ];
    private static readonly DisputeState[] Working = [DisputeState.Accepted, DisputeState.Mediating];
    private static readonly DisputeState[] Before = [DisputeState.Applied, DisputeState.Accepted, DisputeState.Mediating];

    private static readonly Dictionary<DisputeAction, (DisputeState[] From, DisputeState? To)> Table = new()
    {
        [DisputeAction.Apply] = ([], DisputeState.Applied),
        [DisputeAction.Accept] = ([DisputeState.Applied], DisputeState.Accepted),
        [DisputeAction.Refuse] = ([DisputeState.Applied], DisputeState.Ended),
        [DisputeAction.Appoint] = ([.. Working, DisputeState.Agreed], null),
        [DisputeAction.JoinMediator] = ([.. Working, DisputeState.Agreed], null),
        [DisputeAction.ReleaseMediator] = ([.. Working, DisputeState.Agreed], null),
        [DisputeAction.DeclareConflict] = (Open, null),
        [DisputeAction.ClearConflict] = (Open, null),
        [DisputeAction.AddParty] = (Before, null),
        [DisputeAction.SeeIdentity] = (Before, null),
        [DisputeAction.GiveNotice] = (Before, null),
        [DisputeAction.Investigate] = (Working, null),
        [DisputeAction.MeetApart] = (Working, DisputeState.Mediating),
        [DisputeAction.MeetTogether] = (Working, DisputeState.Mediating),
        [DisputeAction.Correct] = ([.. Working, DisputeState.Agreed, DisputeState.Ended], null),
        [DisputeAction.KeepScan] = ([.. Open, DisputeState.Ended], null),
        [DisputeAction.DropScan] = ([.. Open, DisputeState.Ended], null),
        [DisputeAction.AdmitHelper] = ([.. Working, DisputeState.Agreed], null),
        [DisputeAction.ReleaseHelper] = ([.. Working, DisputeState.Agreed], null),
        [DisputeAction.SetRisk] = (Open, null),
        [DisputeAction.AnswerRisk] = (Open, null),
        [DisputeAction.Extend] = (Working, null),
        [DisputeAction.Draft] = ([DisputeState.Mediating], null),
        [DisputeAction.Sign] = ([DisputeState.Mediating], DisputeState.Agreed),
        [DisputeAction.Fulfil] = ([DisputeState.Agreed], null),
        [DisputeAction.GoToCourt] = ([DisputeState.Agreed, DisputeState.Ended], null),
        [DisputeAction.FollowUp] = ([DisputeState.Agreed, DisputeState.Ended], null),
        [DisputeAction.End] = ([.. Working, DisputeState.Agreed], DisputeState.Ended),
        [DisputeAction.Withdraw] = (Before, DisputeState.Ended),
        [DisputeAction.Archive] = ([DisputeState.Ended], DisputeState.Archived),
    };

    /// <summary>Whether the action is to be had in this state.</summary>
    public static bool Allows(DisputeState state, DisputeAction action) => Table[action].From.Contains(state);

    /// <summary>Where it leads; the same state where it moves nothing.</summary>
    public static DisputeState After(DisputeState state, DisputeAction action) => Table[action].To ?? state;

    /// <summary>Endings that can be chosen from a state. 可选结案方式</summary>
    public static IReadOnlyList<DisputeEnding> Endings(DisputeState state) =>
        state switch
        {
            DisputeState.Agreed => [DisputeEnding.Fulfilled, DisputeEnding.Unfulfilled],
            DisputeState.Accepted or DisputeState.Mediating =>
            [
                DisputeEnding.Failed,
                DisputeEnding.PartyRefuses,
                DisputeEnding.PartyGone,
                DisputeEnding.HandedOn,
            ],
            _ => [],
        };
}
