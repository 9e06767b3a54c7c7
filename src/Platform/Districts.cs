using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform;

/// <summary>The districts this installation serves; the first one is the default for residents. 区县</summary>
public sealed class Districts
{
    public Districts(IConfiguration configuration)
    {
        All = configuration.GetSection("Districts").Get<int[]>() ?? [410103];
        if (All.Count == 0 || All.Any(d => d is < 100000 or > 999999))
            throw new InvalidOperationException("Districts must list 6-digit administrative codes");
    }

    /// <summary>6-digit administrative codes.</summary>
    public IReadOnlyList<int> All { get; }

    /// <summary>The district of pages that name none.</summary>
    public int Default => All[0];
}

/// <summary>Name of this process among several; two processes must never share one. 节点</summary>
/// <param name="Value">At most 60 characters.</param>
public sealed record NodeName(string Value)
{
    /// <summary>Another name at every start, also for two processes on one machine.</summary>
    public static string OfThisProcess()
    {
        var machine = Environment.MachineName;
        return $"{machine[..Math.Min(machine.Length, 40)]}-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
    }
}

/// <summary>The instant as the product keeps it: UTC, cut to milliseconds. 当前时间</summary>
public static class Clock
{
    extension(TimeProvider clock)
    {
        /// <summary>UTC, cut to milliseconds, so that both databases and every hash hold the same instant.</summary>
        public DateTime UtcNow => clock.GetUtcNow().UtcDateTime.CutToMilliseconds();
    }

    /// <summary>Cuts what is finer than a millisecond.</summary>
    public static DateTime CutToMilliseconds(this DateTime time) =>
        new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}

/// <summary>Ids made by the application: they sort by time and need no sequence (rule R4). 标识</summary>
public static class Ids
{
    /// <param name="now">UTC.</param>
    public static Guid New(DateTime now) => Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero));

    /// <summary>Smaller than every id made at that millisecond or later, greater than every one made before.</summary>
    /// <param name="time">UTC.</param>
    public static Guid Before(DateTime time)
    {
        Span<byte> bytes = stackalloc byte[16];
        New(time).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6..].Clear();
        return new Guid(bytes, bigEndian: true);
    }
}
