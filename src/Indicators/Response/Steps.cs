using Gezhi.Indicators.Definitions;

namespace Gezhi.Indicators.Response;

/// <summary>A stretch of the way of a case whose time is analysed. 响应环节</summary>
public enum ResponseStep
{
    /// <summary>上报 → 首次答复.</summary>
    FirstAnswer,

    /// <summary>上报 → 立案.</summary>
    Filing,

    /// <summary>立案 → 派遣.</summary>
    Dispatching,

    /// <summary>派遣 → 接单.</summary>
    Accepting,

    /// <summary>派遣 → 到场.</summary>
    Arriving,

    /// <summary>派遣 → 交办理结果.</summary>
    Handling,

    /// <summary>交办理结果 → 核查.</summary>
    Checking,

    /// <summary>上报 → 结案.</summary>
    Closing,
}

/// <summary>How a step of a case ended. 环节结果</summary>
public enum StepOutcome
{
    /// <summary>已完成.</summary>
    Reached,

    /// <summary>仍在等: censored today.</summary>
    Waiting,

    /// <summary>中途离开: the case ended another way, or went on without it; censored there.</summary>
    Left,
}

/// <summary>Where a step of a case begins and ends. 环节时长</summary>
/// <param name="From">Minutes after the report.</param>
/// <param name="To">Minutes after the report; for what is not reached, up to when we know.</param>
public readonly record struct StepSpan(int From, int To, StepOutcome Outcome);

/// <summary>What each step means, and its span on the line of a case. 环节定义</summary>
public static class Steps
{
    /// <summary>Name and definition, in two languages: shown beside every number.</summary>
    public static (Words Name, Words Formula) Of(ResponseStep step) =>
        step switch
        {
            ResponseStep.FirstAnswer => (
                new("首次答复", "First answer"),
                new("上报到第一次告知反映人", "from the report to the first step the reporter was told of")
            ),
            ResponseStep.Filing => (new("立案", "Filing"), new("上报到首次立案", "from the report to the first filing")),
            ResponseStep.Dispatching => (new("派遣", "Dispatch"), new("首次立案到首次派遣", "from the first filing to the first dispatch")),
            ResponseStep.Accepting => (
                new("接单", "Acceptance"),
                new("首次派遣到首次接单，退单改派的时间在内", "from the first dispatch to the first acceptance, returns included")
            ),
            ResponseStep.Arriving => (
                new("到场", "Arrival"),
                new(
                    "首次派遣到首次到场；不需到场的按中途离开计",
                    "from the first dispatch to the first arrival; who need not come counts as left"
                )
            ),
            ResponseStep.Handling => (
                new("处置", "Handling"),
                new("首次派遣到首次交办理结果，挂账在内", "from the first dispatch to the first hand-in, shelving included")
            ),
            ResponseStep.Checking => (
                new("核查", "Check"),
                new("首次交办理结果到首次核查结论", "from the first hand-in to the first finding of the check")
            ),
            ResponseStep.Closing => (new("全程", "The whole way"), new("上报到首次结案", "from the report to the first closing")),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };

    /// <summary>The span of a step; null when the case never came to it.</summary>
    /// <param name="stops">Of a case that was not solved on the spot.</param>
    /// <param name="until">Minutes after the report up to when we know: now for an open case, its end for another.</param>
    public static StepSpan? Span(ResponseStep step, ReadOnlySpan<Stop> stops, int until)
    {
        var (start, goal, other) = step switch
        {
            ResponseStep.FirstAnswer => ('R', PathText.Answer, '\0'),
            ResponseStep.Filing => ('R', 'F', '\0'),
            ResponseStep.Dispatching => ('F', 'D', '\0'),
            ResponseStep.Accepting => ('D', 'H', '\0'),
            ResponseStep.Arriving => ('D', PathText.Arrival, '\0'),
            ResponseStep.Handling => ('D', 'N', '\0'),
            ResponseStep.Checking => ('N', 'K', 'H'),
            ResponseStep.Closing => ('R', 'X', '\0'),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };
        for (var i = 0; i < stops.Length; i++)
            if (stops[i].What == start)
            {
                for (var j = i + 1; j < stops.Length; j++)
                    if (stops[j].What == goal || stops[j].What == other)
                        return new StepSpan(stops[i].At, stops[j].At, StepOutcome.Reached);
                var isOpen = IsOpen(stops);
                return new StepSpan(stops[i].At, Math.Max(stops[i].At, until), isOpen ? StepOutcome.Waiting : StepOutcome.Left);
            }
        return null;
    }

    /// <summary>Whether it was found and solved in one go: nothing was waited for.</summary>
    public static bool IsOnSpot(ReadOnlySpan<Stop> stops)
    {
        foreach (var stop in stops)
            if (stop.What != 'R' && char.IsAsciiLetterUpper(stop.What))
                return stop.What == 'X';
        return false;
    }

    /// <summary>Whether the case is not over.</summary>
    public static bool IsOpen(ReadOnlySpan<Stop> stops)
    {
        for (var i = stops.Length - 1; i >= 0; i--)
            if (char.IsAsciiLetterUpper(stops[i].What))
                return PathText.IsOpen(stops[i].What);
        return false;
    }
}
