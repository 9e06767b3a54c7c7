namespace Gezhi.Council.Votes;

/// <summary>What owners decide together, in the order of Civil Code art. 278. 共同决定事项</summary>
public enum MatterKind
{
    /// <summary>制定和修改业主大会议事规则.</summary>
    Rules,

    /// <summary>制定和修改管理规约.</summary>
    Covenant,

    /// <summary>选举业主委员会或者更换业主委员会成员.</summary>
    Committee,

    /// <summary>选聘和解聘物业服务企业或者其他管理人.</summary>
    Manager,

    /// <summary>使用建筑物及其附属设施的维修资金.</summary>
    UseFund,

    /// <summary>筹集建筑物及其附属设施的维修资金.</summary>
    RaiseFund,

    /// <summary>改建、重建建筑物及其附属设施.</summary>
    Rebuild,

    /// <summary>改变共有部分的用途或者利用共有部分从事经营活动.</summary>
    CommonPart,

    /// <summary>有关共有和共同管理权利的其他重大事项.</summary>
    Other,
}

/// <summary>Which majority a matter needs. 表决规则</summary>
public static class MatterRules
{
    /// <summary>Number of the item in art. 278, from 1 to 9.</summary>
    public static int Item(MatterKind kind) => (int)kind + 1;

    /// <summary>Items 6 to 8: three quarters of those who take part; all others: more than half.</summary>
    public static bool IsSpecial(MatterKind kind) => Item(kind) is >= 6 and <= 8;

    /// <summary>Whether money of the maintenance fund (art. 281) is at stake: purpose and amount belong on the notice.</summary>
    public static bool NeedsAmount(MatterKind kind) => kind is MatterKind.UseFund or MatterKind.RaiseFund;
}
