using Gezhi.Cases.Contract;
using Gezhi.Platform.Time;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>Decides when somebody reports: working days and two daily peaks for staff, evenings for residents. 时间分布</summary>
internal sealed class Hours(WorkCalendar calendar, Dice dice)
{
    private static readonly double[] Residents =
    [
        .4,
        .2,
        .1,
        .1,
        .2,
        .6,
        1.6,
        4,
        6,
        5,
        4,
        3.5,
        3,
        2.6,
        2.8,
        3,
        3.8,
        5.5,
        6.5,
        6,
        4.5,
        3,
        2,
        1,
    ];
    private static readonly double[] Desk = [.3, .2, .1, .1, .1, .3, .8, 3, 7, 8.5, 7.5, 5, 2.2, 2.4, 5, 6.5, 7, 6, 4, 3, 2.4, 1.8, 1, .5];
    private static readonly double[] Patrol = [0, 0, 0, 0, 0, .1, .6, 3, 8, 9.5, 8, 4.5, 1, 1.2, 4.5, 7, 7.5, 5, 2.4, 1.6, .8, .3, 0, 0];

    /// <summary>An instant of one of the last days, UTC.</summary>
    public DateTime Past(DateTime now, int days, Channel channel, string when)
    {
        var today = calendar.LocalDay(now);
        while (true)
        {
            var day = today.AddDays(-dice.Between(1, days));
            if (dice.Falls(DayWeight(day, channel)))
                return calendar.Utc(day.ToDateTime(TimeOnly.MinValue).AddMinutes(MinuteOfDay(channel, when)));
        }
    }

    /// <summary>An instant since this morning, or of the last four hours when the day is young, UTC.</summary>
    public DateTime Recent(DateTime now)
    {
        var morning = calendar.Utc(calendar.Local(now).Date.AddHours(6.5));
        var from = now.AddHours(-4) < morning ? now.AddHours(-4) : morning;
        return now - (now - from) * Math.Pow(dice.Share(), 1.3);
    }

    /// <value>dawn, morning, noon, afternoon, evening or night.</value>
    public string PartOfDay(DateTime utc) =>
        calendar.Local(utc).Hour switch
        {
            >= 4 and < 7 => "dawn",
            >= 7 and < 11 => "morning",
            >= 11 and < 14 => "noon",
            >= 14 and < 17 => "afternoon",
            >= 17 and < 21 => "evening",
            _ => "night",
        };

    private double DayWeight(DateOnly day, Channel channel) =>
        calendar.IsWorkingDay(day) ? 1
        : channel is Channel.ResidentPage or Channel.CitizenApp ? 0.85
        : 0.5;

    private double MinuteOfDay(Channel channel, string when)
    {
        var curve = channel switch
        {
            Channel.GridPatrol or Channel.DigitalCity => Patrol,
            Channel.ResidentPage or Channel.CitizenApp => Residents,
            _ => Desk,
        };
        var hour = dice.Pick(Enumerable.Range(0, 24).ToList(), h => curve[h] * Liking(when, h));
        return (hour + dice.Share()) * 60;
    }

    /// <summary>A barbecue is seen at night, a school gate by day; nothing is excluded.</summary>
    private static double Liking(string when, int hour) =>
        when switch
        {
            "morning" => hour is >= 6 and < 11 ? 3 : 1,
            "day" => hour is >= 8 and < 18 ? 2 : 0.5,
            "evening" => hour is >= 16 and < 21 ? 2.2 : 1,
            "night" => hour is >= 19 or < 2 ? 4 : 0.7,
            _ => 1,
        };
}
