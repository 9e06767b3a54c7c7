using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules;

namespace Gezhi.Cases.Coverage;

/// <summary>Whether rules that each speak of a part leave nothing open together. 合并覆盖</summary>
internal static class WholeWeek
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    /// <summary>Every minute of the week, every channel, urgent or not, on ordinary ground.</summary>
    /// <remarks>Rules for one kind of dedicated place add nothing: the ground around it stays open.</remarks>
    public static bool IsCovered(IReadOnlyCollection<ResponsibilityRule> rules)
    {
        var open = rules.Where(r => r.PlaceKind is null).ToList();
        foreach (var isUrgent in (bool[])[false, true])
        foreach (var channel in Channels)
            if (!AllDay(open.Where(r => (r.Channel is null || r.Channel == channel) && (r.IsUrgent is null || r.IsUrgent == isUrgent))))
                return false;
        return true;
    }

    private static bool AllDay(IEnumerable<ResponsibilityRule> rules)
    {
        var stretches = new List<(int From, int To)>();
        foreach (var rule in rules)
        {
            if (rule.Window is not { } window)
                return true;
            stretches.AddRange(window.Stretches());
        }
        var reached = 0;
        foreach (var (from, to) in stretches.Order())
        {
            if (from > reached)
                return false;
            reached = Math.Max(reached, to);
        }
        return reached >= RuleWindow.WeekMinutes;
    }
}
