namespace Gezhi.Council.Contract;

/// <summary>How often a receipt of a ballot may be asked for; the host sets how many. 核对回执频率</summary>
public static class VoteLimit
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "votes";
}
