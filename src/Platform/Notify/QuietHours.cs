using System.Globalization;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Notify;

/// <summary>Hours of the night in which nobody is disturbed without need. 免打扰时段</summary>
/// <param name="From">Local wall time at which it becomes quiet.</param>
/// <param name="To">Local wall time at which it ends; the same as <paramref name="From"/>: never quiet.</param>
public readonly record struct QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>Staff who chose nothing: 22:00–07:00.</summary>
    public static QuietHours OfStaff { get; } = new(new TimeOnly(22, 0), new TimeOnly(7, 0));

    /// <summary>Residents: 21:00–08:00 unless <c>Messages:QuietFrom</c> and <c>Messages:QuietTo</c> say otherwise.</summary>
    public static QuietHours OfResidents(IConfiguration configuration) =>
        new(
            Read(configuration["Messages:QuietFrom"]) ?? new TimeOnly(21, 0),
            Read(configuration["Messages:QuietTo"]) ?? new TimeOnly(8, 0)
        );

    /// <summary>Whether the clock on the wall stands inside; also across midnight.</summary>
    public bool Holds(TimeOnly local) => From <= To ? local >= From && local < To : local >= From || local < To;

    /// <summary>The instant itself, or the end of the quiet hours around it.</summary>
    /// <param name="utc">UTC.</param>
    /// <param name="zone">Zone of the deployment.</param>
    public DateTime After(DateTime utc, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        return Holds(TimeOnly.FromDateTime(local)) ? Next(utc, To, zone) : utc;
    }

    /// <summary>The next time the clock on the wall shows this; later than the instant.</summary>
    public static DateTime Next(DateTime utc, TimeOnly wall, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        var day = DateOnly.FromDateTime(local).ToDateTime(wall);
        if (day <= local)
            day = day.AddDays(1);
        while (zone.IsInvalidTime(day))
            day = day.AddMinutes(30); // skipped by summer time
        return TimeZoneInfo.ConvertTimeToUtc(day, zone);
    }

    private static TimeOnly? Read(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Zone of the deployment (<c>TimeZone</c>, default Asia/Shanghai), and what residents are told at once, later or together. 消息时间</summary>
public sealed class MessageTimes(IConfiguration configuration)
{
    /// <summary>Where the clock on the wall hangs.</summary>
    public TimeZoneInfo Zone { get; } = DeploymentZone.Of(configuration);

    /// <summary>Quiet hours of residents.</summary>
    public QuietHours Residents { get; } = QuietHours.OfResidents(configuration);

    /// <summary>Steps of one report that follow a told one so closely are told together; <c>Messages:GatherMinutes</c>, 5; 0: each by itself.</summary>
    public TimeSpan Gather { get; } = TimeSpan.FromMinutes(configuration.GetValue("Messages:GatherMinutes", 5));
}
