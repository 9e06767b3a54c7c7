using Gezhi.Platform.Flow;

namespace Gezhi.Council.Topics;

/// <summary>Where a topic stands. 议题状态</summary>
public enum TopicState
{
    /// <summary>待分流: only staff and who wished for it see it.</summary>
    Raised,

    /// <summary>待审查: sorted by size; whether it is lawful is not said yet.</summary>
    Sorted,

    /// <summary>待公告: lawful.</summary>
    Checked,

    /// <summary>公告中: everybody knows when and where it is talked about; comments are taken.</summary>
    Noticed,

    /// <summary>已协商: what was said is written down; comments are taken until it is decided.</summary>
    Discussed,

    /// <summary>表决中: one voice a household.</summary>
    Voting,

    /// <summary>已形成意见.</summary>
    Decided,

    /// <summary>公示中: objections are taken.</summary>
    Publicity,

    /// <summary>待落实: adopted and past its publicity.</summary>
    Agreed,

    /// <summary>落实中.</summary>
    Doing,

    /// <summary>请评议: those who took part say how it was.</summary>
    Evaluating,

    /// <summary>已归档.</summary>
    Archived,

    /// <summary>不合法，已答复.</summary>
    Unlawful,

    /// <summary>私事，已答复.</summary>
    Advised,
}

/// <summary>What is done with a topic. 议题动作</summary>
public enum TopicAction
{
    /// <summary>提出.</summary>
    Raise,

    /// <summary>分流.</summary>
    Sort,

    /// <summary>改变分流, once.</summary>
    SortAgain,

    /// <summary>私事答复.</summary>
    Advise,

    /// <summary>审查：合法.</summary>
    FindLawful,

    /// <summary>审查：不合法.</summary>
    FindUnlawful,

    /// <summary>公告.</summary>
    Notify,

    /// <summary>记录协商.</summary>
    Hold,

    /// <summary>形成协商意见.</summary>
    Opine,

    /// <summary>发起表态.</summary>
    OpenVote,

    /// <summary>计票.</summary>
    CloseVote,

    /// <summary>关联业主表决.</summary>
    LinkVote,

    /// <summary>公示.</summary>
    Publish,

    /// <summary>异议成立，重新协商.</summary>
    TalkAgain,

    /// <summary>公示期满.</summary>
    EndPublicity,

    /// <summary>公示期满，未采纳.</summary>
    EndUnadopted,

    /// <summary>交办落实.</summary>
    Assign,

    /// <summary>转为案件.</summary>
    OpenCase,

    /// <summary>落实完成.</summary>
    Finish,

    /// <summary>归档.</summary>
    Archive,
}

/// <summary>The life cycle of a topic as one table. 议题流转</summary>
public static class TopicFlow
{
    public static readonly Flow<TopicState, TopicAction> Table = new(
        TopicState.Raised,
        [
            new([TopicState.Raised], TopicAction.Sort, TopicState.Sorted),
            new([TopicState.Sorted, TopicState.Checked], TopicAction.SortAgain, null),
            new([TopicState.Raised, TopicState.Sorted, TopicState.Checked], TopicAction.Advise, TopicState.Advised),
            new([TopicState.Sorted], TopicAction.FindLawful, TopicState.Checked),
            new([TopicState.Sorted], TopicAction.FindUnlawful, TopicState.Unlawful),
            new([TopicState.Checked], TopicAction.Notify, TopicState.Noticed),
            new([TopicState.Noticed], TopicAction.Hold, TopicState.Discussed),
            new([TopicState.Discussed], TopicAction.LinkVote, null),
            new([TopicState.Discussed], TopicAction.Opine, TopicState.Decided),
            new([TopicState.Discussed], TopicAction.OpenVote, TopicState.Voting),
            new([TopicState.Voting], TopicAction.CloseVote, TopicState.Decided),
            new([TopicState.Decided], TopicAction.Publish, TopicState.Publicity),
            new([TopicState.Publicity], TopicAction.TalkAgain, TopicState.Discussed),
            new([TopicState.Publicity], TopicAction.EndPublicity, TopicState.Agreed),
            new([TopicState.Publicity], TopicAction.EndUnadopted, TopicState.Evaluating),
            new([TopicState.Checked, TopicState.Agreed], TopicAction.Assign, TopicState.Doing),
            new([TopicState.Checked, TopicState.Agreed], TopicAction.OpenCase, TopicState.Doing),
            new([TopicState.Doing], TopicAction.Finish, TopicState.Evaluating),
            new([TopicState.Evaluating], TopicAction.Archive, TopicState.Archived),
        ]
    );

    /// <summary>Nothing happens any more.</summary>
    public static bool IsOver(TopicState state) => state is TopicState.Archived or TopicState.Unlawful or TopicState.Advised;

    /// <summary>Comments are taken: from the notice until it is decided.</summary>
    public static bool TakesComments(TopicState state) => state is TopicState.Noticed or TopicState.Discussed or TopicState.Voting;

    /// <summary>Somebody of the staff owes the next step.</summary>
    public static readonly TopicState[] Waiting =
    [
        TopicState.Raised,
        TopicState.Sorted,
        TopicState.Checked,
        TopicState.Noticed,
        TopicState.Discussed,
        TopicState.Voting,
        TopicState.Decided,
        TopicState.Publicity,
        TopicState.Agreed,
        TopicState.Doing,
    ];
}

/// <summary>What the product itself writes on the record of a topic. 系统写入的经过</summary>
internal static class TopicTexts
{
    /// <summary>Stands where else the post stands of who did it.</summary>
    public const string ByItself = "系统";
    public const string Passed = "表态中超过半数同意";
    public const string NotPassed = "表态中同意的没有超过半数";
    public const string CaseClosed = "案件已办结";
    public const string CaseTransferred = "案件已移送有权处理的单位";
    public const string CaseNotTaken = "案件没有受理，原因见案件记录";
}

/// <summary>Voices of households on a topic; whole numbers. 表态计数</summary>
/// <param name="Yes">Households.</param>
/// <param name="No">Households.</param>
/// <param name="Abstain">Households; they took part.</param>
public readonly record struct TopicTally(int Yes, int No, int Abstain)
{
    public int Cast => Yes + No + Abstain;

    /// <summary>More than half of those who took part say yes: half is not more than half, nobody is no majority.</summary>
    public bool IsPassed => Yes * 2 > Cast;
}
