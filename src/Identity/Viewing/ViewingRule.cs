using Gezhi.Platform.Notify;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Identity.Viewing;

/// <summary>From how many on looking at data of people is unusual. 查看异常规则</summary>
/// <remarks>
/// Section <c>Viewing</c>: <c>WindowMinutes</c> (60, 5–1,440); within it <c>MostFields</c> (30) sealed fields and <c>MostRecords</c> (200) pages of people;
/// within a day <c>MostChecked</c> (5,000) people compared by checks of imports that were not taken in; and <c>TimesUsual</c> (5) times as many fields within a
/// day as the person's own usual day, from <c>LeastForUsual</c> (20) on. 0 switches one off; a value outside stops the start.
/// </remarks>
internal sealed class ViewingRule
{
    /// <summary>Days over which a usual day is reckoned, and on how many of them the person must have looked at all.</summary>
    public const int UsualDays = 28;

    /// <summary>With fewer days nobody knows what is usual.</summary>
    public const int LeastDays = 5;

    public ViewingRule(IConfiguration configuration)
    {
        int Read(string name, int usual, int least, int most) =>
            configuration.GetValue($"Viewing:{name}", usual) is var value && (value == 0 || (value >= least && value <= most))
                ? value
                : throw new InvalidOperationException($"Viewing:{name} is {value}; it must be 0 or {least} to {most}");
        Window = TimeSpan.FromMinutes(
            Read("WindowMinutes", 60, 5, 1_440) is > 0 and var minutes
                ? minutes
                : throw new InvalidOperationException("Viewing:WindowMinutes must be 5 to 1440")
        );
        MostFields = Read("MostFields", 30, 3, 100_000);
        MostRecords = Read("MostRecords", 200, 3, 1_000_000);
        MostChecked = Read("MostChecked", 5_000, 3, 10_000_000);
        TimesUsual = Read("TimesUsual", 5, 2, 100);
        LeastForUsual = Read("LeastForUsual", 20, 3, 100_000);
    }

    public TimeSpan Window { get; }

    public int MostFields { get; }

    public int MostRecords { get; }

    public int MostChecked { get; }

    public int TimesUsual { get; }

    public int LeastForUsual { get; }

    /// <summary>Told to the security and the audit administrators at once.</summary>
    public static NoticeKind Notice { get; } = new("identity.Viewing", T => T["查看异常告警"], IsUrgent: true, Order: 2);
}
