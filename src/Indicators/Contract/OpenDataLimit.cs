namespace Gezhi.Indicators.Contract;

/// <summary>How often one address may fetch open data: <c>Limits:OpenDataAMinute</c> (240). 开放数据访问频率</summary>
public static class OpenDataLimit
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "open-data";
}
