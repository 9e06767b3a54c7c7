using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Response;

/// <summary>How response analysis names times, steps and hands. 响应用语</summary>
public sealed class ResponseWords(IStringLocalizer T, CaseHistories histories)
{
    private const int MinutesOfHour = 60;
    private const int HoursFrom = 3 * MinutesOfHour;
    private const int DaysFrom = 3 * 24 * MinutesOfHour;

    /// <summary>"35 分", "5.2 小时", "3.4 天"; working days have as many hours as the calendar says.</summary>
    /// <param name="minutes">Null: not yet reached.</param>
    public string Time(long? minutes, ResponseClock clock)
    {
        if (minutes is not { } m)
            return T["尚未达到"];
        var day = DayOf(clock);
        return m < HoursFrom ? T["{0} 分钟", m]
            : m < (clock == ResponseClock.Working ? 3 * day : DaysFrom) ? T["{0} 小时", One(m / (double)MinutesOfHour)]
            : clock == ResponseClock.Working ? T["{0} 个工作日", One(m / (double)day)]
            : T["{0} 天", One(m / (double)day)];
    }

    /// <summary>Minutes of one day by the clock.</summary>
    public int DayOf(ResponseClock clock) => clock == ResponseClock.Working ? histories.Calendar.MinutesPerDay : 24 * MinutesOfHour;

    /// <summary>Name of a step in the reader's language.</summary>
    public static string Name(ResponseStep step) => Steps.Of(step).Name.ToString();

    public string Name(StepOutcome outcome) =>
        outcome switch
        {
            StepOutcome.Reached => T["已完成"],
            StepOutcome.Waiting => T["仍在等"],
            StepOutcome.Left => T["中途离开"],
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };

    public string Name(ResponseClock clock) => clock == ResponseClock.Working ? T["工作时间"] : T["自然时间"];

    /// <summary>At whose hands a case is in a state; a role, never a person.</summary>
    public static Words Hands(CaseState state) =>
        state switch
        {
            CaseState.Reported or CaseState.Confirmed => new("受理席、核实的网格员", "intake, and who confirms"),
            CaseState.Filed => new("派遣席", "dispatch"),
            CaseState.Dispatched or CaseState.Handling => new("处置单位", "the unit"),
            CaseState.Shelved => new("挂账，等条件", "shelved, waiting"),
            CaseState.Handled => new("核查员", "checkers"),
            CaseState.Checked => new("结案答复的受理席", "intake, for the answer"),
            _ => new("—", "—"),
        };

    private static string One(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
