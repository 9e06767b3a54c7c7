using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Time;

/// <summary>The zone in which this deployment lives: its days, its working hours and every time it shows. 时区</summary>
/// <remarks>The only place that reads <c>TimeZone</c>; everything else takes the zone from <see cref="WorkCalendar.Zone"/> or from here.</remarks>
public static class DeploymentZone
{
    private const string Beijing = "Asia/Shanghai";

    /// <summary>Setting <c>TimeZone</c>, an IANA name; Asia/Shanghai without it.</summary>
    /// <exception cref="InvalidOperationException">No zone of that name is known here.</exception>
    public static TimeZoneInfo Of(IConfiguration configuration)
    {
        var name = configuration["TimeZone"] is { Length: > 0 } given ? given : Beijing;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new InvalidOperationException($"TimeZone={name} is not a zone this machine knows; Asia/Shanghai and Asia/Urumqi are.");
    }
}
