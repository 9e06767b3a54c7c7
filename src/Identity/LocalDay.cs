using Gezhi.Platform;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Identity;

/// <summary>The calendar day on which posts begin and end. 当地日期</summary>
internal sealed class LocalDay(TimeProvider clock, IConfiguration configuration)
{
    private readonly TimeZoneInfo zone = DeploymentZone.Of(configuration);

    /// <summary>Today, in the zone of the deployment (<c>TimeZone</c>, default Asia/Shanghai).</summary>
    public DateOnly Today => Of(clock.UtcNow);

    public DateOnly Of(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>What the clock on the wall shows.</summary>
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);

    /// <summary>The instant at which a local day begins, UTC.</summary>
    public DateTime StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), zone);
}
