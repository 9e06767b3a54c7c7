using Microsoft.Extensions.Configuration;

namespace Gezhi.Identity.Sessions;

/// <summary>How long a session lives without work and at most. 会话时限</summary>
/// <remarks>
/// <c>Sessions:StaffIdleMinutes</c> (30, 5–480), <c>Sessions:AdministratorIdleMinutes</c> (15, 5–60), <c>Sessions:StaffHours</c> (12, 1–24),
/// <c>Sessions:ResidentDays</c> (30, 1–90), <c>Sessions:WallDays</c> (30, 1–180). A value outside stops the start: the limits are there to be kept (GB/T 22239-2019, 8.1.4.1).
/// </remarks>
internal sealed class SessionLimits(IConfiguration configuration)
{
    public TimeSpan StaffIdle { get; } = TimeSpan.FromMinutes(Read(configuration, "StaffIdleMinutes", 30, 5, 480));

    public TimeSpan AdministratorIdle { get; } = TimeSpan.FromMinutes(Read(configuration, "AdministratorIdleMinutes", 15, 5, 60));

    public TimeSpan StaffLongest { get; } = TimeSpan.FromHours(Read(configuration, "StaffHours", 12, 1, 24));

    /// <summary>A screen on a wall, which may do nothing but show it.</summary>
    public TimeSpan WallLongest { get; } = TimeSpan.FromDays(Read(configuration, "WallDays", 30, 1, 180));

    public TimeSpan ResidentLongest { get; } = TimeSpan.FromDays(Read(configuration, "ResidentDays", 30, 1, 90));

    private static int Read(IConfiguration configuration, string name, int usual, int least, int most)
    {
        var value = configuration.GetValue($"Sessions:{name}", usual);
        return value >= least && value <= most
            ? value
            : throw new InvalidOperationException($"Sessions:{name} is {value}; it must be {least} to {most}");
    }
}
