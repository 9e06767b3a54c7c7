using System.Globalization;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.CasePages;

/// <summary>Instants and durations as staff read them, in the deployment's zone. 时间用语</summary>
public sealed class TimeWords(IStringLocalizer T, WorkCalendar calendar)
{
    /// <summary>"16:02" today, "昨天 16:02", "11-20 16:02", with the year when it is another.</summary>
    public string At(DateTime at, DateTime now)
    {
        var (local, today) = (calendar.Local(at), calendar.Local(now).Date);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        if (local.Date == today)
            return clock;
        if (local.Date == today.AddDays(-1))
            return T["昨天 {0}", clock];
        return local.ToString(local.Year == today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>"16:02" today, otherwise the date alone: for narrow lists.</summary>
    public string Short(DateTime at, DateTime now)
    {
        var (local, today) = (calendar.Local(at), calendar.Local(now).Date);
        return local.ToString(
            local.Date == today ? "HH:mm"
                : local.Year == today.Year ? "MM-dd"
                : "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );
    }

    /// <summary>Date and minute, always whole.</summary>
    public string Full(DateTime at) => calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Date, minute and second, for the record.</summary>
    public string Exact(DateTime at) => calendar.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>For machines: local time with its offset.</summary>
    public string Iso(DateTime at)
    {
        var local = calendar.Local(at);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), calendar.Zone.GetUtcOffset(at)).ToString(
            "yyyy-MM-ddTHH:mm:sszzz",
            CultureInfo.InvariantCulture
        );
    }

    /// <summary>"38 分", "5 时", "3 天": the largest unit, rounded down; never below one minute.</summary>
    public string Span(TimeSpan span)
    {
        var minutes = Math.Abs(span.TotalMinutes);
        return minutes switch
        {
            < 60 => T["{0}分", Math.Max(1, (int)minutes)],
            < 48 * 60 => T["{0}时", (int)(minutes / 60)],
            _ => T["{0}天", (int)(minutes / 1440)],
        };
    }

    /// <summary>Counted minutes, exactly: "1 小时 20 分".</summary>
    public string Minutes(int minutes) =>
        minutes switch
        {
            < 60 => T["{0} 分钟", minutes],
            _ when minutes % 60 == 0 => T["{0} 小时", minutes / 60],
            _ => T["{0} 小时 {1} 分", minutes / 60, minutes % 60],
        };

    /// <summary>"12 分" before a deadline, "超 6 分" after it.</summary>
    public string Left(DateTime dueAt, DateTime now) => dueAt >= now ? Span(dueAt - now) : T["超 {0}", Span(now - dueAt)];
}
