namespace Gezhi.Community.Contract;

/// <summary>How often gifts may be ordered and payment notices come. 捐款频率</summary>
public static class GiftLimit
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "gift";
}
